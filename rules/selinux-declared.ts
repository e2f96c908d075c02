import { stringAt } from '../analysis/manifest';
import { podsIn } from '../analysis/workloads/pods';
import { isWindows, settingsOf } from '../analysis/workloads/security-context';
import type { Rule } from './rule';

/**
 * The Pod Security Standards forbid bad SELinux options and let pods go without any: then the runtime decides. Nodes without SELinux
 * ignore them.
 *
 * https://kubernetes.io/docs/tasks/configure-pod-container/security-context/#assign-selinux-labels-to-a-container
 */
export const selinuxDeclared: Rule = {
  id: 'selinux-declared',
  title: 'pods declare their SELinux type or level',
  severity: 'warning',
  exemptible: 'with a reason',
  references: [
    { source: 'STRIDE', id: 'elevation-of-privilege' },
    { source: 'CIS', id: '5.6.3' },
    { source: 'NSA', id: 'selinux' },
    { source: 'NSA', id: 'apparmor' },
    { source: 'NSA', id: 'seccomp' },
    { source: 'MITRE', id: 'T1611' },
    { source: 'kubescape', id: 'C-0211' },
    { source: 'polaris', id: 'linuxHardening' },
    { source: 'trivy', id: 'KSV-0118' },
    { source: 'checkov', id: 'CKV_K8S_29' },
  ],
  reads: ['pod.os.name', 'pod.securityContext.seLinuxOptions.*', 'container.securityContext.seLinuxOptions.*'],
  remediation: 'set securityContext.seLinuxOptions of the pod to { type: container_t }',
  why: 'SELinux keeps a process that left its container away from the files of the node, and what is not written down nobody notices when it goes missing.',
  attack: 'On a node whose runtime does not label containers by itself, a process that breaks out reads and writes what its user may.',
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
    seLinuxOptions:
      type: container_t
  containers:
    - name: cart`,
  },

  *check({ manifests }) {
    for (const running of podsIn(manifests)) {
      const { manifest, pod } = running;
      if (isWindows(pod)) continue;
      for (const { subject, value, pointer } of settingsOf(running, 'seLinuxOptions')) {
        // A user or a role is a choice too, though one that the Pod Security Standards refuse.
        if (['type', 'level', 'user', 'role'].some((field) => (stringAt(value, field) ?? '') !== '')) continue;
        const found = value === undefined ? 'unset' : 'without a type or level';
        yield { manifest, pointer, message: `${subject} seLinuxOptions ${found}, expected a type such as container_t` };
      }
    }
  },
};
