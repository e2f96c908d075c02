import { spelt } from '../analysis/reading/spelling';
import { podsIn } from '../analysis/workloads/pods';
import { isWindows, settingsOf } from '../analysis/workloads/security-context';
import type { Rule } from './rule';

/** The least that all scanners call high. */
const HIGH = 10_001;

/**
 * User ids are high and written down. User 0 is left to the Pod Security Standard, which refuses it.
 *
 * A user namespace does not replace this: files in volumes keep the container's id.
 */
export const userIdHigh: Rule = {
  id: 'user-id-high',
  title: 'containers run as users above 10000, which no node knows',
  severity: 'warning',
  exemptible: 'with a reason',
  references: [
    { source: 'STRIDE', id: 'elevation-of-privilege' },
    { source: 'CIS', id: '5.2.7' },
    { source: 'NSA', id: 'non-root containers' },
    { source: 'MITRE', id: 'T1611' },
    { source: 'kubescape', id: 'C-0013' },
    { source: 'kube-linter', id: 'run-as-non-root' },
    { source: 'kube-score', id: 'container-security-context-user-group-id' },
    { source: 'polaris', id: 'runAsRootAllowed' },
    { source: 'trivy', id: 'KSV-0020' },
    { source: 'trivy', id: 'KSV-0105' },
    { source: 'checkov', id: 'CKV_K8S_40' },
    { source: 'kubesec', id: 'RunAsUser' },
  ],
  reads: ['pod.os.name', 'pod.securityContext.runAsUser', 'container.securityContext.runAsUser'],
  remediation: 'set securityContext.runAsUser of the pod to a number of 10001 or more, such as 65532',
  why: 'User ids below 10001 belong to accounts of the node and to the favourites of image authors; without a number the image decides, and it may decide for root.',
  attack:
    'A process that leaves its container as user 1000 is the first human account of many nodes, and owns the files of every other app that runs as 1000.',
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
        runAsUser: 1000`,
    accepted: `
apiVersion: v1
kind: Pod
metadata:
  name: cart
spec:
  securityContext:
    runAsUser: 65532
  containers:
    - name: cart`,
  },

  *check({ manifests }) {
    for (const running of podsIn(manifests)) {
      const { manifest, pod } = running;
      if (isWindows(pod)) continue;
      for (const { subject, value, pointer } of settingsOf(running, 'runAsUser')) {
        if (value === 0 || (typeof value === 'number' && value >= HIGH)) continue;
        yield { manifest, pointer, message: `${subject} runAsUser ${spelt(value)}, expected ${HIGH} or more` };
      }
    }
  },
};
