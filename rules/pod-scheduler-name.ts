import { at } from '../analysis/manifest';
import { podsIn } from '../analysis/workloads/pods';
import type { Rule } from './rule';

/**
 * Pods that ask for a scheduler other than that of the cluster.
 *
 * https://kubernetes.io/docs/tasks/extend-kubernetes/configure-multiple-schedulers/
 */
export const podSchedulerName: Rule = {
  id: 'pod-scheduler-name',
  title: 'the scheduler of the cluster places pods',
  severity: 'warning',
  exemptible: 'with a reason',
  references: [
    { source: 'MITRE', id: 'T1610' },
    { source: 'STRIDE', id: 'tampering' },
    { source: 'STRIDE', id: 'denial-of-service' },
  ],
  reads: ['pod.schedulerName'],
  remediation: 'remove schedulerName',
  why: 'Another scheduler decides by its own rules whether taints, affinity and room count, and the pod waits for ever where it does not run.',
  attack: 'The attacker runs a scheduler of their own that binds their pods to the nodes of other tenants.',
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
      schedulerName: my-scheduler
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
      schedulerName: default-scheduler
      containers:
        - name: cart`,
  },

  *check({ manifests }) {
    for (const { manifest, pod } of podsIn(manifests)) {
      const name = at(pod.spec, 'schedulerName') ?? '';
      if (name === '' || name === 'default-scheduler') continue;
      const message = `the pod asks for the scheduler '${name}', expected that of the cluster`;
      yield { manifest, pointer: `${pod.pointer}/schedulerName`, message };
    }
  },
};
