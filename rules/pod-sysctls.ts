import { at, listAt } from '../analysis/manifest';
import { spoken } from '../analysis/workloads/pod-security';
import { podsIn } from '../analysis/workloads/pods';
import type { Rule } from './rule';

/** The sysctls that belong to one pod alone, by the first version that lists them. */
const SAFE: readonly (readonly [minor: number, names: readonly string[]])[] = [
  [
    0,
    [
      'kernel.shm_rmid_forced',
      'net.ipv4.ip_local_port_range',
      'net.ipv4.ip_unprivileged_port_start',
      'net.ipv4.ping_group_range',
      'net.ipv4.tcp_syncookies',
    ],
  ],
  [27, ['net.ipv4.ip_local_reserved_ports']],
  [29, ['net.ipv4.tcp_fin_timeout', 'net.ipv4.tcp_keepalive_intvl', 'net.ipv4.tcp_keepalive_probes', 'net.ipv4.tcp_keepalive_time']],
  [32, ['net.ipv4.tcp_rmem', 'net.ipv4.tcp_wmem']],
  [37, ['net.ipv4.tcp_notsent_lowat', 'net.ipv4.tcp_slow_start_after_idle']],
];

/**
 * Kernel parameters that are safe are those that have a value of their own in each pod. The list grew in 1.27, 1.29, 1.32 and 1.37.
 *
 * **Restricted field:** `securityContext.sysctls[*].name` of the pod. **Allowed values:** the list of the version.
 *
 * https://github.com/kubernetes/pod-security-admission/blob/master/policy/check_sysctls.go
 */
export const podSysctls: Rule = {
  id: 'pod-sysctls',
  title: 'pods set no sysctl but those that are safe',
  severity: 'error',
  exemptible: 'with a reason',
  references: [
    { source: 'PSS', id: 'baseline/sysctls' },
    { source: 'NSA', id: 'selinux, apparmor, seccomp' },
    { source: 'MITRE', id: 'T1611' },
    { source: 'STRIDE', id: 'denial-of-service' },
    { source: 'STRIDE', id: 'elevation-of-privilege' },
    { source: 'kube-linter', id: 'unsafe-sysctls' },
    { source: 'kubescape', id: 'C-0211' },
    { source: 'trivy', id: 'KSV-0026' },
  ],
  reads: ['pod.securityContext.sysctls.*.name'],
  remediation: 'remove the sysctl, or have it set on nodes that are for such pods alone',
  why: 'Other kernel parameters change the node for every pod on it, or take from the node what others need.',
  attack: 'A pod raises the limits of shared memory until the node runs out of it, or switches a protection of the kernel off.',
  example: {
    refused: `
apiVersion: v1
kind: Pod
metadata:
  name: cart
spec:
  securityContext:
    sysctls:
      - name: kernel.msgmax
        value: '65536'
  containers:
    - name: cart`,
    accepted: `
apiVersion: v1
kind: Pod
metadata:
  name: cart
spec:
  securityContext:
    sysctls:
      - name: net.ipv4.tcp_syncookies
        value: '1'
  containers:
    - name: cart`,
  },

  *check({ manifests, minor }) {
    const safe: ReadonlySet<unknown> = new Set(SAFE.flatMap(([since, names]) => (since <= minor ? names : [])));
    for (const { manifest, pod } of podsIn(manifests)) {
      for (const [index, sysctl] of listAt(pod.spec, 'securityContext', 'sysctls').entries()) {
        const name = at(sysctl, 'name');
        if (safe.has(name)) continue;
        yield {
          manifest,
          pointer: `${pod.pointer}/securityContext/sysctls/${index}/name`,
          message: `pod must not set the sysctl ${spoken(name)} in securityContext.sysctls`,
        };
      }
    }
  },
};
