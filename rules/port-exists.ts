import { at, type KubernetesObject, listAt, type Manifest, stringAt } from '../analysis/manifest';
import { containersOf, type PodTemplate, podOf } from '../analysis/pods';
import { ingressBackends } from '../analysis/references';
import type { Rule } from './rule';

/**
 * A Service that selects nothing, a target port that no container has, a probe of an undeclared port and an Ingress to a port that
 * its Service lacks all apply without a word and never answer.
 */
export const portExists: Rule = {
  id: 'port-exists',
  title: 'ports that are referred to exist',
  severity: 'error',
  exemptible: 'never',
  references: [{ source: 'STRIDE', id: 'denial-of-service' }],
  remediation: 'declare the port on the container, or mend the name or number that refers to it',

  *check({ manifests }) {
    const pods = new Map<string, PodTemplate[]>();
    const services = new Map<string, KubernetesObject>();
    for (const { object } of manifests) {
      const namespace = object.metadata.namespace ?? '';
      const pod = podOf(object);
      if (pod !== undefined) listFor(pods, namespace).push(pod);
      if (object.kind === 'Service' && object.apiVersion === 'v1') services.set(`${namespace}/${object.metadata.name}`, object);
    }
    for (const manifest of manifests) {
      const { object } = manifest;
      const namespace = object.metadata.namespace ?? '';
      const pod = podOf(object);
      if (pod !== undefined) yield* probes(manifest, pod);
      if (object.kind === 'Service' && object.apiVersion === 'v1') yield* serviceTargets(manifest, pods.get(namespace) ?? []);
      if (object.kind === 'Ingress') {
        for (const { service, port, pointer } of ingressBackends(object)) {
          const target = services.get(`${namespace}/${service}`);
          const ports = listAt(target, 'spec', 'ports');
          if (target === undefined || ports.some((candidate) => at(candidate, 'port') === port || at(candidate, 'name') === port)) continue;
          yield {
            manifest,
            pointer: `${pointer}/port`,
            message: `the Service '${service}' has no port ${port ?? 'at all that is named here'}`,
          };
        }
      }
    }
  },
};

function listFor<Key, Item>(map: Map<Key, Item[]>, key: Key): Item[] {
  const list = map.get(key) ?? [];
  if (list.length === 0) map.set(key, list);
  return list;
}

function* serviceTargets(manifest: Manifest, pods: readonly PodTemplate[]) {
  const selector = at(manifest.object, 'spec', 'selector') as Record<string, string> | undefined;
  if (selector === undefined || Object.keys(selector).length === 0) return;
  const selected = pods.filter(({ metadata }) => Object.entries(selector).every(([key, value]) => metadata.labels?.[key] === value));
  if (selected.length === 0) {
    const wanted = Object.entries(selector).map(([key, value]) => `${key}=${value}`);
    yield { manifest, pointer: '/spec/selector', message: `no pod of the namespace has the labels ${wanted.join(', ')}` };
    return;
  }
  for (const [index, port] of listAt(manifest.object, 'spec', 'ports').entries()) {
    const target = at(port, 'targetPort') ?? at(port, 'port');
    const protocol = stringAt(port, 'protocol') ?? 'TCP';
    for (const pod of selected) {
      if (declaredPorts(pod).some((declared) => declared.protocol === protocol && (declared.number === target || declared.name === target)))
        continue;
      const who = pod.metadata.labels?.['app.kubernetes.io/instance'] ?? 'a selected pod';
      yield { manifest, pointer: `/spec/ports/${index}/targetPort`, message: `${who} has no port ${target}/${protocol}` };
    }
  }
}

function* probes(manifest: Manifest, pod: PodTemplate) {
  for (const { name, container, pointer } of containersOf(pod)) {
    const ports = portsOf(container);
    for (const probe of ['livenessProbe', 'readinessProbe', 'startupProbe']) {
      for (const action of ['httpGet', 'tcpSocket', 'grpc']) {
        const port = at(container, probe, action, 'port');
        if (
          port === undefined ||
          ports.some((declared) => declared.protocol === 'TCP' && (declared.number === port || declared.name === port))
        )
          continue;
        yield { manifest, pointer: `${pointer}/${probe}/${action}/port`, message: `container '${name}' declares no port ${port}/TCP` };
      }
    }
  }
}

interface DeclaredPort {
  readonly name: string | undefined;
  readonly number: unknown;
  readonly protocol: string;
}

function declaredPorts(pod: PodTemplate): readonly DeclaredPort[] {
  return containersOf(pod).flatMap(({ container }) => portsOf(container));
}

function portsOf(container: unknown): readonly DeclaredPort[] {
  return listAt(container, 'ports').map((port) => ({
    name: stringAt(port, 'name'),
    number: at(port, 'containerPort'),
    protocol: stringAt(port, 'protocol') ?? 'TCP',
  }));
}
