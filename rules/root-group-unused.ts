import { at, listAt } from '../analysis/manifest';
import { podsIn } from '../analysis/workloads/pods';
import { isWindows } from '../analysis/workloads/security-context';
import type { Rule } from './rule';

/**
 * Neither the group of volumes nor a supplementary group is root's.
 *
 * https://kubernetes.io/docs/tasks/configure-pod-container/security-context/
 */
export const rootGroupUnused: Rule = {
  id: 'root-group-unused',
  title: 'pods do not join the root group',
  severity: 'warning',
  exemptible: 'with a reason',
  references: [
    { source: 'STRIDE', id: 'elevation-of-privilege' },
    { source: 'CIS', id: '5.6.3' },
    { source: 'NSA', id: 'non-root containers' },
    { source: 'MITRE', id: 'T1611' },
    { source: 'kubescape', id: 'C-0211' },
    { source: 'trivy', id: 'KSV-0116' },
  ],
  reads: ['pod.os.name', 'pod.securityContext.fsGroup', 'pod.securityContext.supplementalGroups.*'],
  remediation: 'remove 0 from supplementalGroups, and give volumes a group of 10001 or more in fsGroup',
  why: 'A supplementary group adds to what a process may touch: with group 0 that is everything that root shares with its group.',
  attack:
    'In many images the root group may write /etc/passwd and the directories of the app, so that a hole in the app becomes a lasting change.',
  example: {
    refused: `
apiVersion: v1
kind: Pod
metadata:
  name: cart
spec:
  securityContext:
    supplementalGroups: [0]
  containers:
    - name: cart`,
    accepted: `
apiVersion: v1
kind: Pod
metadata:
  name: cart
spec:
  securityContext:
    supplementalGroups: [65532]
  containers:
    - name: cart`,
  },

  *check({ manifests }) {
    for (const { manifest, pod } of podsIn(manifests)) {
      if (isWindows(pod)) continue;
      const pointer = `${pod.pointer}/securityContext`;
      if (at(pod.spec, 'securityContext', 'fsGroup') === 0) {
        yield { manifest, pointer: `${pointer}/fsGroup`, message: 'the pod has fsGroup 0, the root group, expected 10001 or more' };
      }
      for (const [index, group] of listAt(pod.spec, 'securityContext', 'supplementalGroups').entries()) {
        if (group !== 0) continue;
        const message = 'the pod must not include 0, the root group, in securityContext.supplementalGroups';
        yield { manifest, pointer: `${pointer}/supplementalGroups/${index}`, message };
      }
    }
  },
};
