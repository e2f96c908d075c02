import { at, listAt } from '../analysis/manifest';
import { type Labels, labelsOf, selectorOf, selects } from '../analysis/selectors';
import { replicatedIn } from '../analysis/workloads/replicas';
import type { Rule } from './rule';

/**
 * Preferred or required. A topology spread over nodes that is enforced (`DoNotSchedule`) does the same; one that is not only counts among
 * the other wishes of the scheduler.
 *
 * https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/#inter-pod-affinity-and-anti-affinity
 */
export const podAntiAffinity: Rule = {
  id: 'pod-anti-affinity',
  title: 'replicas keep away from each other on nodes',
  severity: 'warning',
  exemptible: 'with a reason',
  references: [
    { source: 'STRIDE', id: 'denial-of-service' },
    { source: 'kube-linter', id: 'no-anti-affinity' },
    { source: 'kube-score', id: 'deployment-has-host-podantiaffinity' },
    { source: 'kube-score', id: 'statefulset-has-host-podantiaffinity' },
  ],
  reads: [
    'spec.replicas',
    'pod.metadata.labels.**',
    'pod.affinity.podAntiAffinity.requiredDuringSchedulingIgnoredDuringExecution.*.topologyKey',
    'pod.affinity.podAntiAffinity.preferredDuringSchedulingIgnoredDuringExecution.*.podAffinityTerm.topologyKey',
    'pod.affinity.podAntiAffinity.requiredDuringSchedulingIgnoredDuringExecution.*.labelSelector.matchLabels.**',
    'pod.affinity.podAntiAffinity.requiredDuringSchedulingIgnoredDuringExecution.*.labelSelector.matchExpressions.**',
    'pod.affinity.podAntiAffinity.preferredDuringSchedulingIgnoredDuringExecution.*.podAffinityTerm.labelSelector.matchLabels.**',
    'pod.affinity.podAntiAffinity.preferredDuringSchedulingIgnoredDuringExecution.*.podAffinityTerm.labelSelector.matchExpressions.**',
    'spec.minReplicas',
    'spec.scaleTargetRef.kind',
    'spec.scaleTargetRef.name',
    'spec.scaleTargetRef.apiVersion',
    'pod.topologySpreadConstraints.*.topologyKey',
    'pod.topologySpreadConstraints.*.maxSkew',
    'pod.topologySpreadConstraints.*.whenUnsatisfiable',
    'pod.topologySpreadConstraints.*.labelSelector.matchLabels.**',
    'pod.topologySpreadConstraints.*.labelSelector.matchExpressions.**',
  ],
  remediation: 'add a podAntiAffinity term with topologyKey kubernetes.io/hostname whose labelSelector matches the pod itself',
  why: 'Without it nothing keeps two replicas from the same node, and its end is the end of both.',
  attack: 'Whoever exhausts or breaks one node takes down an app that was meant to survive that.',
  example: {
    refused: `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: cart
spec:
  replicas: 3
  template:
    metadata:
      labels:
        app: cart
    spec:
      containers: []`,
    accepted: `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: cart
spec:
  replicas: 3
  template:
    metadata:
      labels:
        app: cart
    spec:
      affinity:
        podAntiAffinity:
          requiredDuringSchedulingIgnoredDuringExecution:
            - labelSelector:
                matchLabels:
                  app: cart
              topologyKey: kubernetes.io/hostname`,
  },

  *check({ manifests }) {
    for (const { manifest, pod, fewest } of replicatedIn(manifests)) {
      if (fewest < 2) continue;
      const labels = labelsOf(pod.metadata.labels);
      const affinity = at(pod.spec, 'affinity', 'podAntiAffinity');
      const terms = [
        ...listAt(affinity, 'preferredDuringSchedulingIgnoredDuringExecution').map((each) => at(each, 'podAffinityTerm')),
        ...listAt(pod.spec, 'topologySpreadConstraints').filter(isEnforced),
      ];
      const required = listAt(affinity, 'requiredDuringSchedulingIgnoredDuringExecution');
      if (terms.some((term) => isOfNodes(term, labels, 'own')) || required.some((term) => isOfNodes(term, labels, 'all'))) continue;
      const message = 'no podAntiAffinity keeps the pods apart by kubernetes.io/hostname';
      yield { manifest, pointer: `${pod.pointer}/affinity/podAntiAffinity`, message };
    }
  },
};

function isEnforced(constraint: unknown): boolean {
  return at(constraint, 'whenUnsatisfiable') === 'DoNotSchedule' && at(constraint, 'maxSkew') === 1;
}

/** An absent selector selects nothing. An empty one selects all pods, which keeps the own ones apart only where it is required. */
function isOfNodes(term: unknown, labels: Labels, counting: 'all' | 'own'): boolean {
  const selector = at(term, 'labelSelector');
  if (at(term, 'topologyKey') !== 'kubernetes.io/hostname' || selector === undefined || selector === null) return false;
  const asked = selectorOf(selector);
  return selects(asked, labels) && (counting === 'all' || asked.requirements.length > 0);
}
