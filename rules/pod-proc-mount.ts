import { at } from '../analysis/manifest';
import { isExemptUserNamespace, isSet, spoken } from '../analysis/workloads/pod-security';
import { podsIn } from '../analysis/workloads/pods';
import type { Rule } from './rule';

/**
 * The container runtime hides parts of `/proc` that tell about the node or change it. Since 1.35, a pod in a user namespace may show
 * them: `pod-proc-mount-restricted` says where not.
 *
 * **Restricted field:** `securityContext.procMount` of each container. **Allowed values:** undefined, `Default`.
 *
 * https://github.com/kubernetes/pod-security-admission/blob/master/policy/check_procMount_baseline.go
 */
export const podProcMount: Rule = {
  id: 'pod-proc-mount',
  title: 'containers keep the masks of /proc, unless they are in a user namespace',
  severity: 'error',
  exemptible: 'with a reason',
  references: [
    { source: 'PSS', id: 'baseline/procMount' },
    { source: 'PSS', id: 'restricted/procMount' },
    { source: 'NSA', id: 'selinux, apparmor, seccomp' },
    { source: 'MITRE', id: 'T1611' },
    { source: 'STRIDE', id: 'elevation-of-privilege' },
    { source: 'STRIDE', id: 'information-disclosure' },
    { source: 'kube-linter', id: 'unsafe-proc-mount' },
    { source: 'kubescape', id: 'C-0211' },
    { source: 'polaris', id: 'procMount' },
    { source: 'trivy', id: 'KSV-0027' },
  ],
  reads: ['container.securityContext.procMount', 'pod.hostUsers'],
  remediation: 'remove securityContext.procMount',
  why: 'What is masked in /proc are the files through which a process with root sees the kernel of the node and changes it.',
  attack: 'A process that became root in an unmasked container writes to /proc/sysrq-trigger or reads the keys of the kernel.',
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
        procMount: Unmasked`,
    accepted: `
apiVersion: v1
kind: Pod
metadata:
  name: cart
spec:
  containers:
    - name: cart
      securityContext:
        procMount: Default`,
  },

  *check({ manifests, minor }) {
    for (const { manifest, pod, containers } of podsIn(manifests)) {
      if (isExemptUserNamespace(pod, minor)) continue;
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
