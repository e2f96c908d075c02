import { listAt } from '../analysis/manifest';
import { isWildcard } from '../analysis/placement/scheduling';
import { podsIn } from '../analysis/workloads/pods';
import type { Rule } from './rule';

/**
 * Tolerations with `Exists` and no key, of one effect or of all. Pods of kube-system, which run on every node, are left alone.
 *
 * https://kubernetes.io/docs/concepts/scheduling-eviction/taint-and-toleration/#concepts
 */
export const tolerationWildcard: Rule = {
  id: 'toleration-wildcard',
  title: 'pods do not tolerate every taint',
  severity: 'error',
  exemptible: 'with a reason',
  references: [
    { source: 'NSA', id: 'namespaces' },
    { source: 'MITRE', id: 'T1610' },
    { source: 'STRIDE', id: 'elevation-of-privilege' },
    { source: 'STRIDE', id: 'tampering' },
  ],
  reads: ['pod.tolerations.*.effect', 'pod.tolerations.*.key', 'pod.tolerations.*.operator', 'pod.tolerations.*.value'],
  remediation: 'name the taints that the pod tolerates by key and value',
  why: 'A toleration without a key fits every node: the nodes of other tenants, those that are drained, and the control plane.',
  attack: 'The attacker starts such a pod once per node, and is the neighbour of every tenant.',
  example: {
    refused: `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: cart
  namespace: shop
spec:
  template:
    spec:
      tolerations:
        - operator: Exists
      containers:
        - name: cart`,
    accepted: `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: cart
  namespace: shop
spec:
  template:
    spec:
      tolerations:
        - key: pool
          value: shop
      containers:
        - name: cart`,
  },

  *check({ manifests }) {
    for (const { manifest, pod } of podsIn(manifests)) {
      if (manifest.object.metadata.namespace === 'kube-system') continue;
      for (const [index, toleration] of listAt(pod.spec, 'tolerations').entries()) {
        if (!isWildcard(toleration)) continue;
        yield {
          manifest,
          pointer: `${pod.pointer}/tolerations/${index}`,
          message: 'the pod tolerates every taint, expected tolerations with a key',
        };
      }
    }
  },
};
