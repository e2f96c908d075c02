import { at } from '../analysis/manifest';
import { isSet, securityContexts, spoken } from '../analysis/workloads/pod-security';
import { podsIn } from '../analysis/workloads/pods';
import type { Rule } from './rule';

const TYPES: ReadonlySet<unknown> = new Set(['', 'container_t', 'container_init_t', 'container_kvm_t']);

/**
 * A container may choose among the SELinux types that are made for containers, `container_engine_t` among them since 1.31, and must
 * not choose a user or a role.
 *
 * **Restricted field:** `securityContext.seLinuxOptions.type` of the pod and of each container. **Allowed values:** undefined, empty,
 * `container_t`, `container_init_t`, `container_kvm_t`, `container_engine_t`. **Restricted fields:** `securityContext.seLinuxOptions.user`
 * and `.role` of the pod and of each container. **Allowed values:** undefined, empty.
 *
 * https://github.com/kubernetes/pod-security-admission/blob/master/policy/check_seLinuxOptions.go
 */
export const podSeLinux: Rule = {
  id: 'pod-se-linux',
  title: 'pods and containers have an SELinux type that is made for containers',
  severity: 'error',
  exemptible: 'with a reason',
  references: [
    { source: 'PSS', id: 'baseline/seLinuxOptions' },
    { source: 'NSA', id: 'selinux, apparmor, seccomp' },
    { source: 'MITRE', id: 'T1611' },
    { source: 'STRIDE', id: 'elevation-of-privilege' },
    { source: 'kubescape', id: 'C-0211' },
    { source: 'polaris', id: 'linuxHardening' },
    { source: 'trivy', id: 'KSV-0025' },
  ],
  reads: [
    'pod.securityContext.seLinuxOptions.type',
    'pod.securityContext.seLinuxOptions.user',
    'pod.securityContext.seLinuxOptions.role',
    'container.securityContext.seLinuxOptions.type',
    'container.securityContext.seLinuxOptions.user',
    'container.securityContext.seLinuxOptions.role',
  ],
  remediation: 'remove seLinuxOptions, or set nothing but its level and type container_t',
  why: 'The type decides which files and processes of the node a container may touch, whatever its user is.',
  attack: 'With the type spc_t a process that escapes is not confined at all, and reads and writes every file of the node.',
  example: {
    refused: `
apiVersion: v1
kind: Pod
metadata:
  name: cart
spec:
  securityContext:
    seLinuxOptions:
      type: spc_t
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

  *check({ manifests, minor }) {
    for (const running of podsIn(manifests)) {
      for (const { owner, context, pointer } of securityContexts(running)) {
        for (const field of ['type', 'user', 'role']) {
          const value = at(context, 'seLinuxOptions', field);
          if (!isSet(value) || (field === 'type' ? isAllowed(value, minor) : value === '')) continue;
          yield {
            manifest: running.manifest,
            pointer: `${pointer}/seLinuxOptions/${field}`,
            message: `${owner} has securityContext.seLinuxOptions.${field} ${spoken(value)}, expected ${field === 'type' ? '"container_t" or unset' : 'unset'}`,
          };
        }
      }
    }
  },
};

function isAllowed(type: unknown, minor: number): boolean {
  return TYPES.has(type) || (minor >= 31 && type === 'container_engine_t');
}
