import { spelt } from '../analysis/reading/spelling';
import { podsIn } from '../analysis/workloads/pods';
import { isWindows, settingsOf } from '../analysis/workloads/security-context';
import type { Rule } from './rule';

/** The least that all scanners call high. */
const HIGH = 10_001;

/**
 * Group ids are high and written down; the Pod Security Standards say nothing of groups.
 *
 * https://kubernetes.io/docs/tasks/configure-pod-container/security-context/
 */
export const groupIdHigh: Rule = {
  id: 'group-id-high',
  title: 'containers run as groups above 10000, which no node knows',
  severity: 'warning',
  exemptible: 'with a reason',
  references: [
    { source: 'STRIDE', id: 'elevation-of-privilege' },
    { source: 'NSA', id: 'non-root containers' },
    { source: 'MITRE', id: 'T1611' },
    { source: 'kubescape', id: 'C-0013' },
    { source: 'kube-linter', id: 'run-as-non-root' },
    { source: 'kube-score', id: 'container-security-context-user-group-id' },
    { source: 'trivy', id: 'KSV-0021' },
    { source: 'trivy', id: 'KSV-0116' },
    { source: 'kubesec', id: 'RunAsGroup' },
  ],
  reads: ['pod.os.name', 'pod.securityContext.runAsGroup', 'container.securityContext.runAsGroup'],
  remediation: 'set securityContext.runAsGroup of the pod to a number of 10001 or more, such as 65532',
  why: 'A container without runAsGroup is in the group that its image says, which is root for most; group ids below 10001 are also groups of the node.',
  attack:
    'Files of the image and of volumes that root lets its group write, configuration and start scripts among them, are open to the process.',
  example: {
    refused: `
apiVersion: v1
kind: Pod
metadata:
  name: cart
spec:
  containers:
    - name: cart
      securityContext:
        runAsGroup: 1000`,
    accepted: `
apiVersion: v1
kind: Pod
metadata:
  name: cart
spec:
  securityContext:
    runAsGroup: 65532
  containers:
    - name: cart`,
  },

  *check({ manifests }) {
    for (const running of podsIn(manifests)) {
      const { manifest, pod } = running;
      if (isWindows(pod)) continue;
      for (const { subject, value, pointer } of settingsOf(running, 'runAsGroup')) {
        if (typeof value === 'number' && value >= HIGH) continue;
        yield { manifest, pointer, message: `${subject} runAsGroup ${spelt(value)}, expected ${HIGH} or more` };
      }
    }
  },
};
