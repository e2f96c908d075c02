import { at } from '../analysis/manifest';
import { isExemptUserNamespace, isSet, spoken } from '../analysis/workloads/pod-security';
import { podsIn } from '../analysis/workloads/pods';
import type { Rule } from './rule';

/**
 * A user namespace excuses an unmasked `/proc` from `pod-proc-mount` since 1.35; the restricted standard knows no such excuse. Pods
 * without a user namespace are left to that rule: each is said once.
 *
 * **Restricted field:** `securityContext.procMount` of each container. **Allowed values:** undefined, `Default`.
 *
 * https://github.com/kubernetes/pod-security-admission/blob/master/policy/check_procMount_restricted.go
 */
export const podProcMountRestricted: Rule = {
  id: 'pod-proc-mount-restricted',
  title: 'containers keep the masks of /proc in a user namespace too',
  severity: 'error',
  exemptible: 'with a reason',
  references: [
    { source: 'PSS', id: 'restricted/procMount' },
    { source: 'NSA', id: 'selinux, apparmor, seccomp' },
    { source: 'MITRE', id: 'T1611' },
    { source: 'STRIDE', id: 'elevation-of-privilege' },
    { source: 'STRIDE', id: 'information-disclosure' },
    { source: 'kube-linter', id: 'unsafe-proc-mount' },
    { source: 'polaris', id: 'procMount' },
    { source: 'trivy', id: 'KSV-0027' },
  ],
  reads: ['container.securityContext.procMount', 'pod.hostUsers'],
  remediation: 'remove securityContext.procMount; only containers that start containers need it',
  why: 'An unmasked /proc opens a part of the kernel that no other container may touch, and one mistake in it is enough.',
  attack: 'A process uses a mistake in a file of /proc that the mask would hide, and leaves the user namespace through the kernel.',
  example: {
    refused: `
apiVersion: v1
kind: Pod
metadata:
  name: cart
spec:
  hostUsers: false
  containers:
    - name: cart
      securityContext:
        procMount: Unmasked`,
    accepted: `
apiVersion: v1
kind: Pod
metadata:
  name: cart
spec:
  hostUsers: false
  containers:
    - name: cart
      securityContext:
        procMount: Default`,
  },

  *check({ manifests, minor }) {
    for (const { manifest, pod, containers } of podsIn(manifests)) {
      if (!isExemptUserNamespace(pod, minor)) continue;
      for (const { name, container, pointer } of containers) {
        const value = at(container, 'securityContext', 'procMount');
        if (!isSet(value) || value === 'Default') continue;
        yield {
          manifest,
          pointer: `${pointer}/securityContext/procMount`,
          message: `container '${name}' has securityContext.procMount ${spoken(value)}, expected "Default" or unset`,
        };
      }
    }
  },
};
