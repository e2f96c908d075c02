import { listAt } from '../analysis/manifest';
import { DEFAULT_CAPABILITIES, isExemptWindows, spoken } from '../analysis/workloads/pod-security';
import { podsIn } from '../analysis/workloads/pods';
import type { Rule } from './rule';

/**
 * Containers give up all capabilities, and take back at most the one that binds low ports. Checked since 1.22, and since 1.25 not of
 * Windows pods, which have no capabilities.
 *
 * **Restricted field:** `securityContext.capabilities.drop` of each container. **Allowed values:** a list with `ALL`, upper case.
 * **Restricted field:** `securityContext.capabilities.add` of each container. **Allowed values:** undefined, empty, `NET_BIND_SERVICE`.
 *
 * Of the capabilities that are added, this rule finds only those that `pod-capabilities` lets pass: each is said once.
 *
 * https://github.com/kubernetes/pod-security-admission/blob/master/policy/check_capabilities_restricted.go
 */
export const podCapabilitiesRestricted: Rule = {
  id: 'pod-capabilities-restricted',
  title: 'containers drop all capabilities and add none but NET_BIND_SERVICE',
  severity: 'error',
  exemptible: 'with a reason',
  references: [
    { source: 'PSS', id: 'restricted/capabilities' },
    { source: 'CIS', id: '5.2.8' },
    { source: 'CIS', id: '5.2.9' },
    { source: 'NSA', id: 'privilege escalation' },
    { source: 'MITRE', id: 'T1611' },
    { source: 'STRIDE', id: 'elevation-of-privilege' },
    { source: 'checkov', id: 'CKV_K8S_28' },
    { source: 'checkov', id: 'CKV_K8S_37' },
    { source: 'kube-linter', id: 'drop-net-raw-capability' },
    { source: 'kubescape', id: 'C-0055' },
    { source: 'kubescape', id: 'C-0211' },
    { source: 'kubesec', id: 'CapDropAll' },
    { source: 'kubesec', id: 'CapDropAny' },
    { source: 'polaris', id: 'insecureCapabilities' },
    { source: 'polaris', id: 'linuxHardening' },
    { source: 'trivy', id: 'KSV-0003' },
    { source: 'trivy', id: 'KSV-0004' },
    { source: 'trivy', id: 'KSV-0106' },
  ],
  reads: ['container.securityContext.capabilities.drop.*', 'container.securityContext.capabilities.add.*', 'pod.os.name'],
  remediation: 'set securityContext.capabilities.drop to ["ALL"] on the container, and add nothing but NET_BIND_SERVICE',
  why: 'Unless it drops them, a container keeps a dozen capabilities of root that almost no application uses.',
  attack: 'A process that is taken over uses NET_RAW to spoof its neighbours on the node, or SETUID and DAC_OVERRIDE to read every file.',
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
          drop: [NET_RAW]`,
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

  *check({ manifests, minor }) {
    if (minor < 22) return;
    for (const { manifest, pod, containers } of podsIn(manifests)) {
      if (isExemptWindows(pod, minor)) continue;
      for (const { name, container, pointer } of containers) {
        if (!listAt(container, 'securityContext', 'capabilities', 'drop').includes('ALL')) {
          yield {
            manifest,
            pointer: `${pointer}/securityContext/capabilities/drop`,
            message: `container '${name}' must include "ALL" in securityContext.capabilities.drop`,
          };
        }
        const added = listAt(container, 'securityContext', 'capabilities', 'add').filter(
          (capability) => DEFAULT_CAPABILITIES.has(capability) && capability !== 'NET_BIND_SERVICE',
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
