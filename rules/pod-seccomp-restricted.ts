import { at } from '../analysis/manifest';
import { containersNamed, isExemptWindows, isSet } from '../analysis/workloads/pod-security';
import { podsIn } from '../analysis/workloads/pods';
import type { Rule } from './rule';

/**
 * A container without a seccomp profile of its own has that of its pod, and without either none at all, unless somebody has changed
 * the default of the node's kubelet. Checked since 1.19, and since 1.25 not of Windows pods, which have no such field.
 *
 * **Restricted field:** `securityContext.seccompProfile.type` of the pod, or of every container. **Allowed values:** `RuntimeDefault`,
 * `Localhost`. A value that is written and wrong is left to `pod-seccomp`: each is said once.
 *
 * https://github.com/kubernetes/pod-security-admission/blob/master/policy/check_seccompProfile_restricted.go
 */
export const podSeccompRestricted: Rule = {
  id: 'pod-seccomp-restricted',
  title: 'pods set a seccomp profile',
  severity: 'error',
  exemptible: 'with a reason',
  references: [
    { source: 'PSS', id: 'restricted/seccompProfile' },
    { source: 'CIS', id: '5.6.2' },
    { source: 'NSA', id: 'selinux, apparmor, seccomp' },
    { source: 'MITRE', id: 'T1611' },
    { source: 'STRIDE', id: 'elevation-of-privilege' },
    { source: 'checkov', id: 'CKV_K8S_31' },
    { source: 'kube-score', id: 'container-seccomp-profile' },
    { source: 'kubescape', id: 'C-0055' },
    { source: 'kubescape', id: 'C-0210' },
    { source: 'kubescape', id: 'C-0211' },
    { source: 'kubesec', id: 'SeccompAny' },
    { source: 'polaris', id: 'linuxHardening' },
    { source: 'trivy', id: 'KSV-0030' },
  ],
  reads: ['pod.securityContext.seccompProfile', 'container.securityContext.seccompProfile', 'pod.os.name'],
  remediation: "set seccompProfile.type to RuntimeDefault in the pod's securityContext",
  why: 'To Kubernetes no profile means no filter: the process may make every system call of the kernel.',
  attack: 'A mistake in a system call that no application needs is enough for a process to leave its container.',
  example: {
    refused: `
apiVersion: v1
kind: Pod
metadata:
  name: cart
spec:
  containers:
    - name: cart`,
    accepted: `
apiVersion: v1
kind: Pod
metadata:
  name: cart
spec:
  securityContext:
    seccompProfile:
      type: RuntimeDefault
  containers:
    - name: cart`,
  },

  *check({ manifests, minor }) {
    if (minor < 19) return;
    for (const { manifest, pod, containers } of podsIn(manifests)) {
      if (isExemptWindows(pod, minor) || isSet(at(pod.spec, 'securityContext', 'seccompProfile'))) continue;
      const open = containers.filter(({ container }) => !isSet(at(container, 'securityContext', 'seccompProfile')));
      if (open.length === 0) continue;
      const owners = containersNamed(open.map(({ name }) => name));
      yield {
        manifest,
        pointer: `${pod.pointer}/securityContext/seccompProfile`,
        message: `pod or ${owners} must set securityContext.seccompProfile.type to "RuntimeDefault" or "Localhost"`,
      };
    }
  },
};
