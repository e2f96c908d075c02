import { at } from '../analysis/manifest';
import { isExemptUserNamespace, isSet, securityContexts, spoken } from '../analysis/workloads/pod-security';
import { podsIn } from '../analysis/workloads/pods';
import type { Rule } from './rule';

/**
 * Nobody asks for user 0, which is root. Checked since 1.23; since 1.35, a pod in a user namespace is left alone.
 *
 * **Restricted field:** `securityContext.runAsUser` of the pod and of each container. **Allowed values:** undefined, anything but 0.
 *
 * https://github.com/kubernetes/pod-security-admission/blob/master/policy/check_runAsUser.go
 */
export const podRootUser: Rule = {
  id: 'pod-root-user',
  title: 'pods and containers do not ask for user 0',
  severity: 'error',
  exemptible: 'with a reason',
  references: [
    { source: 'PSS', id: 'restricted/runAsUser' },
    { source: 'CIS', id: '5.2.7' },
    { source: 'NSA', id: 'non-root containers' },
    { source: 'MITRE', id: 'T1611' },
    { source: 'STRIDE', id: 'elevation-of-privilege' },
    { source: 'polaris', id: 'runAsRootAllowed' },
    { source: 'trivy', id: 'KSV-0105' },
  ],
  reads: ['pod.securityContext.runAsUser', 'container.securityContext.runAsUser', 'pod.hostUsers'],
  remediation: 'set securityContext.runAsUser to the user of the application, or remove it',
  why: 'User 0 of the container is user 0 of the node: a file or a kernel that trusts root trusts the container.',
  attack: 'A process that is taken over as root needs one more mistake to own the node, where an ordinary user needs two.',
  example: {
    refused: `
apiVersion: v1
kind: Pod
metadata:
  name: cart
spec:
  securityContext:
    runAsUser: 0
  containers:
    - name: cart`,
    accepted: `
apiVersion: v1
kind: Pod
metadata:
  name: cart
spec:
  securityContext:
    runAsUser: 10001
  containers:
    - name: cart`,
  },

  *check({ manifests, minor }) {
    if (minor < 23) return;
    for (const running of podsIn(manifests)) {
      if (isExemptUserNamespace(running.pod, minor)) continue;
      for (const { owner, context, pointer } of securityContexts(running)) {
        const value = at(context, 'runAsUser');
        if (!isSet(value) || (typeof value === 'number' && value !== 0)) continue;
        yield {
          manifest: running.manifest,
          pointer: `${pointer}/runAsUser`,
          message: `${owner} has securityContext.runAsUser ${spoken(value)}, expected another user or unset`,
        };
      }
    }
  },
};
