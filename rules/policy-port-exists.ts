import { allowedBy, policiesIn } from '../analysis/network/cilium-policies';
import { namespaceOf, type PolicyRule, podDirectory, podsOf, podsSelected, portFits, portText } from '../analysis/network/network-policies';
import { type DeclaredPort, declaredPorts } from '../analysis/network/ports';
import { selectsAll } from '../analysis/selectors';
import type { RunningPod } from '../analysis/workloads/pods';
import type { Rule, Violation } from './rule';

/**
 * Ports of rules that none of the called pods declares: for ingress the pods that the policy selects, for egress its peers, if all of
 * them are pods of the same namespace. Names of ports mean nothing for addresses.
 *
 * A policy for all pods of a namespace is judged only if the manifests are everything. Init containers have no ports to call.
 * https://kubernetes.io/docs/concepts/services-networking/network-policies/#targeting-a-range-of-ports
 */
export const policyPortExists: Rule = {
  id: 'policy-port-exists',
  title: 'policies open ports that the called pods have',
  severity: 'error',
  exemptible: 'with a reason',
  references: [
    { source: 'STRIDE', id: 'denial-of-service' },
    { source: 'NSA', id: 'network separation' },
  ],
  reads: [
    'spec.podSelector.**',
    'spec.policyTypes.*',
    'spec.endpointSelector.**',
    'spec.enableDefaultDeny.**',
    'specs.**',
    'pod.hostNetwork',
    'pod.metadata.labels.*',
    'spec.ingress.**',
    'spec.egress.**',
    'spec.ingressDeny.**',
    'spec.egressDeny.**',
    'container.ports.*.name',
    'container.ports.*.containerPort',
    'container.ports.*.protocol',
  ],
  remediation:
    "write the number or name of a port of the pods (a Service's targetPort, not its port), or declare the port on the container",
  why: 'A policy is about the ports of pods, after Services have been resolved: another number, or a name that no container has, opens nothing.',
  attack: 'The call that the rule was written for fails, and in the outage somebody opens all ports.',
  example: {
    refused: `
apiVersion: v1
kind: Pod
metadata:
  name: cart
  namespace: shop
  labels:
    app: cart
spec:
  containers:
    - name: cart
      ports:
        - containerPort: 8080
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: cart
  namespace: shop
spec:
  podSelector:
    matchLabels:
      app: cart
  ingress:
    - ports:
        - port: 80`,
    accepted: `
apiVersion: v1
kind: Pod
metadata:
  name: cart
  namespace: shop
  labels:
    app: cart
spec:
  containers:
    - name: cart
      ports:
        - containerPort: 8080
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: cart
  namespace: shop
spec:
  podSelector:
    matchLabels:
      app: cart
  ingress:
    - ports:
        - port: 8080`,
  },

  *check({ manifests, complete }) {
    const directory = podDirectory(manifests);
    const known = new Map<readonly RunningPod[], readonly DeclaredPort[]>();
    for (const policy of policiesIn(manifests)) {
      const { manifest } = policy;
      const namespace = namespaceOf(manifest);
      if (complete || !selectsAll(policy.pods)) {
        const pods = podsOf(directory, policy);
        for (const rule of pods.length === 0 ? [] : allowedBy(policy, 'ingress')) {
          yield* unknownPorts(manifest, rule, portsOf(pods, known), 'no pod that the policy selects has');
        }
      }
      for (const rule of allowedBy(policy, 'egress')) {
        const { peers = [] } = rule;
        if (peers.length > 0 && peers.every(({ kind }) => kind === 'block')) yield* names(manifest, rule);
        const own = peers
          .filter((peer) => peer.kind === 'pods')
          .filter(({ namespaces, pods }) => namespaces === undefined && (complete || !selectsAll(pods)));
        const called = own.map(({ pods }) => podsSelected(directory, namespace, undefined, pods));
        if (own.length < peers.length || called.length === 0 || called.some((pods) => pods.length === 0)) continue;
        yield* unknownPorts(
          manifest,
          rule,
          called.flatMap((pods) => portsOf(pods, known)),
          'no pod that the rule calls has',
        );
      }
    }
  },
};

function* unknownPorts(
  manifest: Violation['manifest'],
  { ports = [] }: PolicyRule,
  declared: readonly DeclaredPort[],
  words: string,
): Generator<Violation> {
  for (const port of ports) {
    if (declared.some((each) => portFits(port, each)) || (port.name === undefined && port.first === undefined)) continue;
    // Declaring ports is a courtesy: of pods that declare none, numbers are as good as any.
    if (declared.length === 0 && port.name === undefined) continue;
    yield { manifest, pointer: port.pointer, message: `${words} the port '${portText(port)}'` };
  }
}

function* names(manifest: Violation['manifest'], { ports = [] }: PolicyRule): Generator<Violation> {
  for (const { pointer, name } of ports) {
    if (name !== undefined) yield { manifest, pointer, message: `addresses have no port called '${name}', expected a number` };
  }
}

/** The ports of several pods, each once: policy after policy selects the same pods. */
function portsOf(pods: readonly RunningPod[], known: Map<readonly RunningPod[], readonly DeclaredPort[]>): readonly DeclaredPort[] {
  const before = known.get(pods);
  if (before !== undefined) return before;
  const found = new Map<string, DeclaredPort>();
  for (const pod of pods) for (const port of declaredPorts(pod)) found.set(JSON.stringify(port), port);
  known.set(pods, [...found.values()]);
  return [...found.values()];
}
