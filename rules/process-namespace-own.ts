import { at } from '../analysis/manifest';
import { podsIn } from '../analysis/workloads/pods';
import type { Rule } from './rule';

/**
 * Containers of a pod do not see each other's processes.
 *
 * https://kubernetes.io/docs/tasks/configure-pod-container/share-process-namespace/
 */
export const processNamespaceOwn: Rule = {
  id: 'process-namespace-own',
  title: 'containers of a pod do not share their processes',
  severity: 'warning',
  exemptible: 'with a reason',
  references: [
    { source: 'STRIDE', id: 'information-disclosure' },
    { source: 'MITRE', id: 'T1552.007' },
    { source: 'NSA', id: 'host namespaces' },
  ],
  reads: ['pod.shareProcessNamespace'],
  remediation: 'remove shareProcessNamespace',
  why: 'Shared processes show each container the environment, open files and root file system of the others under /proc.',
  attack: "A sidecar that is taken over reads the app's tokens from /proc, or stops the app.",
  example: {
    refused: `
apiVersion: v1
kind: Pod
metadata:
  name: cart
spec:
  shareProcessNamespace: true
  containers:
    - name: cart`,
    accepted: `
apiVersion: v1
kind: Pod
metadata:
  name: cart
spec:
  containers:
    - name: cart`,
  },

  *check({ manifests }) {
    for (const { manifest, pod } of podsIn(manifests)) {
      if (at(pod.spec, 'shareProcessNamespace') !== true) continue;
      const pointer = `${pod.pointer}/shareProcessNamespace`;
      yield { manifest, pointer, message: 'the pod has shareProcessNamespace true, expected false' };
    }
  },
};
