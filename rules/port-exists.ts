import { ofKind } from '../analysis/kinds';
import { at, type KubernetesObject, listAt, type Manifest, stringAt } from '../analysis/manifest';
import { type DeclaredPort, declaredPorts, portsOf } from '../analysis/network/ports';
import { spelt } from '../analysis/reading/spelling';
import { ingressBackends } from '../analysis/references';
import { LabelIndex, labelsOf, selectorOf, selectorText } from '../analysis/selectors';
import { podsIn, type RunningPod } from '../analysis/workloads/pods';
import type { Rule } from './rule';

/**
 * A Service that selects nothing, a target port that no container has, a probe of an undeclared port and an Ingress to a port that
 * its Service lacks all apply without a word and never answer. What is not among the manifests may be elsewhere, unless they are all.
 */
export const portExists: Rule = {
  id: 'port-exists',
  title: 'ports that are referred to exist',
  severity: 'error',
  exemptible: 'with a reason',
  references: [
    { source: 'STRIDE', id: 'denial-of-service' },
    { source: 'STRIDE', id: 'spoofing' },
    { source: 'kubescape', id: 'C-0293' },
    { source: 'kube-linter', id: 'dangling-service' },
    { source: 'kube-score', id: 'service-targets-pod' },
    { source: 'kube-linter', id: 'liveness-port' },
    { source: 'kube-linter', id: 'readiness-port' },
    { source: 'kube-linter', id: 'startup-port' },
  ],
  reads: [
    'container.ports.*.name',
    'container.ports.*.containerPort',
    'container.ports.*.protocol',
    'container.livenessProbe.httpGet.port',
    'container.livenessProbe.tcpSocket.port',
    'container.livenessProbe.grpc.port',
    'container.readinessProbe.httpGet.port',
    'container.readinessProbe.tcpSocket.port',
    'container.readinessProbe.grpc.port',
    'container.startupProbe.httpGet.port',
    'container.startupProbe.tcpSocket.port',
    'container.startupProbe.grpc.port',
    'pod.metadata.labels.**',
    'spec.selector.**',
    'spec.ports.*.name',
    'spec.ports.*.port',
    'spec.ports.*.protocol',
    'spec.ports.*.targetPort',
    'spec.defaultBackend.service.**',
    'spec.rules.*.http.paths.*.backend.service.**',
  ],
  remediation: 'declare the port on the container, or mend the name or number that refers to it',
  why: 'A Service that selects nothing, a target port that no container has and a probe of an undeclared port all apply without a word and never answer.',
  attack:
    'A selector that matches nothing waits for the first pod that carries its labels, whoever creates it, and sends it the traffic of the Service.',
  example: {
    refused: `
apiVersion: v1
kind: Pod
metadata:
  name: cart
spec:
  containers:
    - name: cart
      ports:
        - containerPort: 8080
      readinessProbe:
        tcpSocket:
          port: 8081`,
    accepted: `
apiVersion: v1
kind: Pod
metadata:
  name: cart
spec:
  containers:
    - name: cart
      ports:
        - containerPort: 8080
      readinessProbe:
        tcpSocket:
          port: 8080`,
  },

  *check({ manifests, complete }) {
    for (const running of podsIn(manifests)) yield* probes(running);
    const services = ofKind(manifests, '', 'Service');
    const pods = podsByNamespace(manifests);
    for (const service of services) {
      const index = pods.get(service.object.metadata.namespace ?? '') ?? new LabelIndex<RunningPod>([]);
      yield* serviceTargets(service, index, complete);
    }
    const byName = new Map(services.map(({ object }) => [nameOf(object.metadata.namespace, object.metadata.name), object]));
    for (const group of ['networking.k8s.io', 'extensions']) {
      for (const manifest of ofKind(manifests, group, 'Ingress')) yield* ingressPorts(manifest, byName);
    }
  },
};

function nameOf(namespace = '', name = ''): string {
  return `${namespace}/${name}`;
}

function podsByNamespace(manifests: readonly Manifest[]): ReadonlyMap<string, LabelIndex<RunningPod>> {
  const namespaces = new Map<string, (readonly [RunningPod, ReadonlyMap<string, string>])[]>();
  for (const running of podsIn(manifests)) {
    const { namespace = '' } = running.manifest.object.metadata;
    const entry = [running, labelsOf(running.pod.metadata.labels)] as const;
    const list = namespaces.get(namespace);
    if (list === undefined) namespaces.set(namespace, [entry]);
    else list.push(entry);
  }
  return new Map([...namespaces].map(([namespace, items]) => [namespace, new LabelIndex(items)]));
}

function* ingressPorts(manifest: Manifest, services: ReadonlyMap<string, KubernetesObject>) {
  for (const { service, port, pointer } of ingressBackends(manifest.object)) {
    const target = services.get(nameOf(manifest.object.metadata.namespace, service));
    const ports = listAt(target, 'spec', 'ports');
    if (target === undefined || ports.some((candidate) => at(candidate, 'port') === port || at(candidate, 'name') === port)) continue;
    yield {
      manifest,
      pointer: `${pointer}/port`,
      message: `the Service '${service}' has no port ${port === undefined ? 'at all that is named here' : wordOf(port)}`,
    };
  }
}

function* serviceTargets(manifest: Manifest, pods: LabelIndex<RunningPod>, complete: boolean) {
  const labels = at(manifest.object, 'spec', 'selector');
  // A Service selects by labels alone, and one without any has endpoints that somebody else writes.
  const selector = selectorOf({ matchLabels: labels ?? {} });
  if (selector.requirements.length === 0) return;
  const selected = pods.select(selector);
  if (selected.length === 0) {
    const message = `no pod of the namespace has the labels ${selectorText(selector)}`;
    if (complete) yield { manifest, pointer: '/spec/selector', message };
    return;
  }
  for (const [index, port] of listAt(manifest.object, 'spec', 'ports').entries()) {
    const target = at(port, 'targetPort') ?? at(port, 'port');
    const protocol = stringAt(port, 'protocol') ?? 'TCP';
    for (const running of selected) {
      const isTarget = ({ number, name, protocol: own }: DeclaredPort) => own === protocol && (number === target || name === target);
      if (declaredPorts(running).some(isTarget)) continue;
      const who = stringAt(running.pod.metadata.labels, 'app.kubernetes.io/instance') ?? 'a selected pod';
      yield { manifest, pointer: `/spec/ports/${index}/targetPort`, message: `${who} has no port ${wordOf(target)}/${protocol}` };
    }
  }
}

function* probes({ manifest, containers }: RunningPod) {
  for (const { name, container, pointer } of containers) {
    const ports = portsOf(container);
    for (const probe of ['livenessProbe', 'readinessProbe', 'startupProbe']) {
      for (const action of ['httpGet', 'tcpSocket', 'grpc']) {
        const port = at(container, probe, action, 'port');
        if (
          port === undefined ||
          ports.some((declared) => declared.protocol === 'TCP' && (declared.number === port || declared.name === port))
        )
          continue;
        yield {
          manifest,
          pointer: `${pointer}/${probe}/${action}/port`,
          message: `container '${name}' declares no port ${wordOf(port)}/TCP`,
        };
      }
    }
  }
}

/** A port's number or name as it was written. */
function wordOf(port: unknown): string {
  return typeof port === 'string' ? port : spelt(port);
}
