import { podsIn } from '../analysis/workloads/pods';
import { unstatedIn } from '../analysis/workloads/resources';
import type { Rule } from './rule';

const WANTED = [
  ['requests', 'ephemeral-storage'],
  ['limits', 'ephemeral-storage'],
] as const;

/**
 * https://kubernetes.io/docs/concepts/storage/ephemeral-storage/
 */
export const ephemeralStorageSet: Rule = {
  id: 'ephemeral-storage-set',
  title: 'containers state and limit the disk space of the node that they use',
  severity: 'warning',
  exemptible: 'with a reason',
  references: [
    { source: 'STRIDE', id: 'denial-of-service' },
    { source: 'NSA', id: 'resource policies' },
    { source: 'MITRE', id: 'T1499' },
    { source: 'kube-score', id: 'container-ephemeral-storage-request-and-limit' },
  ],
  reads: ['container.resources.requests.ephemeral-storage', 'container.resources.limits.ephemeral-storage'],
  remediation: 'state requests.ephemeral-storage and limits.ephemeral-storage',
  why: 'Logs, the writable layer and emptyDir volumes fill the disk of the node, which all of its pods share, until the kubelet evicts some of them.',
  attack: 'A request that makes the app log or buffer without end fills the disk and takes down every pod of the node.',
  example: {
    refused: `
apiVersion: v1
kind: Pod
metadata:
  name: cart
spec:
  containers:
    - name: cart
      resources: {}`,
    accepted: `
apiVersion: v1
kind: Pod
metadata:
  name: cart
spec:
  containers:
    - name: cart
      resources:
        limits:
          ephemeral-storage: 1Gi
        requests:
          ephemeral-storage: 1Gi`,
  },

  *check({ manifests, minor }) {
    for (const running of podsIn(manifests)) {
      for (const { container, pointer, what } of unstatedIn(running, WANTED, minor)) {
        yield { manifest: running.manifest, pointer, message: `container '${container}' has ${what}, expected a quantity above 0` };
      }
    }
  },
};
