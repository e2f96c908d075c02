import { stringAt } from '../analysis/manifest';
import { podsIn } from '../analysis/workloads/pods';
import type { Rule } from './rule';

/**
 * Outside of kube-system, to which the parts of the system belong.
 *
 * https://kubernetes.io/docs/tasks/administer-cluster/guaranteed-scheduling-critical-addon-pods/
 */
export const priorityNotSystem: Rule = {
  id: 'priority-not-system',
  title: 'apps do not claim the priority of the system',
  severity: 'warning',
  exemptible: 'with a reason',
  references: [
    { source: 'STRIDE', id: 'denial-of-service' },
    { source: 'MITRE', id: 'T1499' },
    { source: 'NSA', id: 'resource policies' },
  ],
  reads: ['pod.priorityClassName'],
  remediation: 'use a PriorityClass of the cluster for apps, or none',
  why: 'The classes system-cluster-critical and system-node-critical come before everything: a pod that has one of them makes the scheduler end other pods for it.',
  attack: 'Whoever may create pods with such a priority evicts the DNS server, the network plugin or the policy engine of the cluster.',
  example: {
    refused: `
apiVersion: v1
kind: Pod
metadata:
  name: cart
spec:
  priorityClassName: system-cluster-critical
  containers: []`,
    accepted: `
apiVersion: v1
kind: Pod
metadata:
  name: cart
spec:
  priorityClassName: apps
  containers: []`,
  },

  *check({ manifests }) {
    for (const { manifest, pod } of podsIn(manifests)) {
      const priority = stringAt(pod.spec, 'priorityClassName');
      if (manifest.object.metadata.namespace === 'kube-system' || !SYSTEM.has(priority)) continue;
      yield {
        manifest,
        pointer: `${pod.pointer}/priorityClassName`,
        message: `priorityClassName is '${priority}', which is for the system`,
      };
    }
  },
};

const SYSTEM: ReadonlySet<string | undefined> = new Set(['system-cluster-critical', 'system-node-critical']);
