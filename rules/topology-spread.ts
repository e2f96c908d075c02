import { at, listAt } from '../analysis/manifest';
import { labelsOf, selectorOf, selects } from '../analysis/selectors';
import { replicatedIn } from '../analysis/workloads/replicas';
import type { Rule } from './rule';

/**
 * A constraint without a labelSelector counts no pods, one with an empty labelSelector all pods of the namespace: neither spreads the app. One replica has nothing to spread.
 *
 * https://kubernetes.io/docs/concepts/scheduling-eviction/topology-spread-constraints/
 */
export const topologySpread: Rule = {
  id: 'topology-spread',
  title: 'replicas are spread over zones and nodes',
  severity: 'warning',
  exemptible: 'with a reason',
  references: [
    { source: 'STRIDE', id: 'denial-of-service' },
    { source: 'kube-score', id: 'pod-topology-spread-constraints' },
    { source: 'polaris', id: 'topologySpreadConstraint' },
  ],
  reads: [
    'spec.replicas',
    'pod.metadata.labels.**',
    'pod.topologySpreadConstraints.*.topologyKey',
    'pod.topologySpreadConstraints.*.maxSkew',
    'pod.topologySpreadConstraints.*.whenUnsatisfiable',
    'pod.topologySpreadConstraints.*.labelSelector.matchLabels.**',
    'pod.topologySpreadConstraints.*.labelSelector.matchExpressions.**',
    'spec.minReplicas',
    'spec.scaleTargetRef.kind',
    'spec.scaleTargetRef.name',
    'spec.scaleTargetRef.apiVersion',
  ],
  remediation: 'add a topologySpreadConstraint for each topology key, whose labelSelector matches the pod itself',
  why: 'The scheduler may put all replicas into one zone or on one node, and then several replicas are worth no more than one.',
  attack: 'One failed zone, or one node that a tenant exhausted, takes all replicas of the app at once.',
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
      topologySpreadConstraints:
        - labelSelector:
            matchLabels:
              app: cart
          maxSkew: 1
          topologyKey: topology.kubernetes.io/zone
          whenUnsatisfiable: ScheduleAnyway
        - labelSelector:
            matchLabels:
              app: cart
          maxSkew: 1
          topologyKey: kubernetes.io/hostname
          whenUnsatisfiable: ScheduleAnyway`,
  },

  *check({ manifests }) {
    for (const { manifest, pod, fewest } of replicatedIn(manifests)) {
      if (fewest < 2) continue;
      const labels = labelsOf(pod.metadata.labels);
      const spread = new Set<unknown>();
      for (const constraint of listAt(pod.spec, 'topologySpreadConstraints')) {
        const [selector, skew] = [at(constraint, 'labelSelector'), at(constraint, 'maxSkew')];
        if (typeof skew !== 'number' || skew < 1 || selector === undefined || selector === null) continue;
        if (!/^(DoNotSchedule|ScheduleAnyway)$/.test(`${at(constraint, 'whenUnsatisfiable')}`)) continue;
        const asked = selectorOf(selector);
        if (asked.requirements.length > 0 && selects(asked, labels)) spread.add(at(constraint, 'topologyKey'));
      }
      const missing = ['topology.kubernetes.io/zone', 'kubernetes.io/hostname'].filter((key) => !spread.has(key));
      if (missing.length === 0) continue;
      const message = `no topologySpreadConstraint spreads the pods over ${missing.join(' and ')}`;
      yield { manifest, pointer: `${pod.pointer}/topologySpreadConstraints`, message };
    }
  },
};
