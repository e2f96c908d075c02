import { at } from '../analysis/manifest';
import { podsIn } from '../analysis/workloads/pods';
import type { Rule } from './rule';

/**
 * `nodeName` goes past the scheduler; the kubelet then asks for taints of the effect NoExecute only.
 *
 * https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/#nodename
 */
export const podNodeName: Rule = {
  id: 'pod-node-name',
  title: 'the scheduler chooses the node of a pod',
  severity: 'error',
  exemptible: 'with a reason',
  references: [
    { source: 'NSA', id: 'namespaces' },
    { source: 'MITRE', id: 'T1610' },
    { source: 'STRIDE', id: 'elevation-of-privilege' },
    { source: 'STRIDE', id: 'denial-of-service' },
  ],
  reads: ['pod.nodeName'],
  remediation: 'remove nodeName; use node affinity',
  why: 'A pod that names its node is not asked for taints of the effect NoSchedule, for room or for spread, and dies with the node.',
  attack: 'The attacker writes the name of the node where the database of another tenant runs, and no taint keeps them out.',
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
      nodeName: worker-1
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
      nodeSelector:
        pool: shop
      containers:
        - name: cart`,
  },

  *check({ manifests }) {
    for (const { manifest, pod } of podsIn(manifests)) {
      const name = at(pod.spec, 'nodeName') ?? '';
      if (name === '') continue;
      yield { manifest, pointer: `${pod.pointer}/nodeName`, message: `the pod names the node '${name}', expected it unset` };
    }
  },
};
