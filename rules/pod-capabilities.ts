import { listAt } from '../analysis/manifest';
import { DEFAULT_CAPABILITIES, spoken } from '../analysis/workloads/pod-security';
import { podsIn } from '../analysis/workloads/pods';
import type { Rule } from './rule';

/**
 * Capabilities beyond those that a container has anyway. What may be added of these says `pod-capabilities-restricted`, which leaves
 * to this rule what is refused here.
 *
 * **Restricted field:** `securityContext.capabilities.add` of each container. **Allowed values:** undefined, empty, `AUDIT_WRITE`,
 * `CHOWN`, `DAC_OVERRIDE`, `FOWNER`, `FSETID`, `KILL`, `MKNOD`, `NET_BIND_SERVICE`, `SETFCAP`, `SETGID`, `SETPCAP`, `SETUID`,
 * `SYS_CHROOT`.
 *
 * https://github.com/kubernetes/pod-security-admission/blob/master/policy/check_capabilities_baseline.go
 */
export const podCapabilities: Rule = {
  id: 'pod-capabilities',
  title: 'containers add no capability beyond those of the container runtime',
  severity: 'error',
  exemptible: 'with a reason',
  references: [
    { source: 'PSS', id: 'baseline/capabilities' },
    { source: 'PSS', id: 'restricted/capabilities' },
    { source: 'CIS', id: '5.2.8' },
    { source: 'CIS', id: '5.2.9' },
    { source: 'NSA', id: 'privilege escalation' },
    { source: 'MITRE', id: 'T1611' },
    { source: 'STRIDE', id: 'elevation-of-privilege' },
    { source: 'checkov', id: 'CKV_K8S_25' },
    { source: 'checkov', id: 'CKV_K8S_39' },
    { source: 'kube-linter', id: 'drop-net-raw-capability' },
    { source: 'kube-linter', id: 'privilege-escalation-container' },
    { source: 'kubescape', id: 'C-0046' },
    { source: 'kubesec', id: 'CapSysAdmin' },
    { source: 'polaris', id: 'dangerousCapabilities' },
    { source: 'trivy', id: 'KSV-0005' },
    { source: 'trivy', id: 'KSV-0022' },
    { source: 'trivy', id: 'KSV-0119' },
    { source: 'trivy', id: 'KSV-0120' },
  ],
  reads: ['container.securityContext.capabilities.add.*'],
  remediation: 'remove the capability; listen on a port above 1023 instead of binding a low one',
  why: 'A capability is a share of root: each one lets the process do to the kernel what only the administrator of the node should.',
  attack: 'With SYS_ADMIN a process mounts the disk of the node; with NET_RAW it forges packets and answers DNS queries of its neighbours.',
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
        capabilities:
          add: [SYS_ADMIN]`,
    accepted: `
apiVersion: v1
kind: Pod
metadata:
  name: cart
spec:
  containers:
    - name: cart
      securityContext:
        capabilities:
          drop: [ALL]`,
  },

  *check({ manifests }) {
    for (const { manifest, containers } of podsIn(manifests)) {
      for (const { name, container, pointer } of containers) {
        const added = listAt(container, 'securityContext', 'capabilities', 'add').filter(
          (capability) => !DEFAULT_CAPABILITIES.has(capability),
        );
        if (added.length === 0) continue;
        yield {
          manifest,
          pointer: `${pointer}/securityContext/capabilities/add`,
          message: `container '${name}' must not include ${added.map(spoken).join(', ')} in securityContext.capabilities.add`,
        };
      }
    }
  },
};
