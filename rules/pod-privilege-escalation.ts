import { at } from '../analysis/manifest';
import { isExemptWindows, spoken } from '../analysis/workloads/pod-security';
import { podsIn } from '../analysis/workloads/pods';
import type { Rule } from './rule';

/**
 * A process must not gain more privileges than its parent. To Kubernetes a missing field is `true`, so it has to be written, and only
 * containers have it. Checked since 1.8, and since 1.25 not of Windows pods, which have no such field.
 *
 * **Restricted field:** `securityContext.allowPrivilegeEscalation` of each container. **Allowed values:** `false`.
 *
 * https://github.com/kubernetes/pod-security-admission/blob/master/policy/check_allowPrivilegeEscalation.go
 */
export const podPrivilegeEscalation: Rule = {
  id: 'pod-privilege-escalation',
  title: 'containers set allowPrivilegeEscalation to false',
  severity: 'error',
  exemptible: 'with a reason',
  references: [
    { source: 'PSS', id: 'restricted/allowPrivilegeEscalation' },
    { source: 'CIS', id: '5.2.6' },
    { source: 'NSA', id: 'privilege escalation' },
    { source: 'MITRE', id: 'T1068' },
    { source: 'STRIDE', id: 'elevation-of-privilege' },
    { source: 'checkov', id: 'CKV_K8S_20' },
    { source: 'kube-linter', id: 'privilege-escalation-container' },
    { source: 'kubescape', id: 'C-0016' },
    { source: 'kubescape', id: 'C-0211' },
    { source: 'kubesec', id: 'AllowPrivilegeEscalation' },
    { source: 'polaris', id: 'privilegeEscalationAllowed' },
    { source: 'trivy', id: 'KSV-0001' },
  ],
  reads: ['container.securityContext.allowPrivilegeEscalation', 'pod.os.name'],
  remediation: 'set securityContext.allowPrivilegeEscalation to false on the container',
  why: 'Without it a process that starts as an ordinary user can become root through any set-user-ID program of its image.',
  attack: 'Whoever runs code as the application calls a forgotten set-user-ID binary such as mount or su, and goes on as root.',
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
  containers:
    - name: cart
      securityContext:
        allowPrivilegeEscalation: false`,
  },

  *check({ manifests, minor }) {
    if (minor < 8) return;
    for (const { manifest, pod, containers } of podsIn(manifests)) {
      if (isExemptWindows(pod, minor)) continue;
      for (const { name, container, pointer } of containers) {
        const value = at(container, 'securityContext', 'allowPrivilegeEscalation');
        if (value === false) continue;
        yield {
          manifest,
          pointer: `${pointer}/securityContext/allowPrivilegeEscalation`,
          message: `container '${name}' has securityContext.allowPrivilegeEscalation ${spoken(value)}, expected false`,
        };
      }
    }
  },
};
