/** A member of the control plane that is as it should be: mode and text of each file. */
export const HOST: Readonly<Record<string, readonly [mode: number, text: string]>> = {
  '/etc/passwd': [
    0o644,
    'root:x:0:0:root:/root:/bin/bash\netcd:x:104:105::/nonexistent:/usr/sbin/nologin\nkubelet:x:106:106::/:/usr/sbin/nologin\nada:x:1000:1000::/home/ada:/bin/bash\n',
  ],
  '/etc/group': [0o644, 'root:x:0:\netcd:x:105:\nada:x:1000:\n'],
  '/etc/kubernetes/manifests/kube-apiserver.yaml': [0o600, ''],
  '/etc/kubernetes/manifests/kube-controller-manager.yaml': [0o600, ''],
  '/etc/kubernetes/manifests/kube-scheduler.yaml': [0o600, ''],
  '/etc/kubernetes/manifests/etcd.yaml': [0o600, ''],
  '/etc/kubernetes/admin.conf': [0o600, ''],
  '/etc/kubernetes/super-admin.conf': [0o600, ''],
  '/etc/kubernetes/scheduler.conf': [0o600, ''],
  '/etc/kubernetes/controller-manager.conf': [0o600, ''],
  '/etc/kubernetes/kubelet.conf': [0o600, ''],
  '/etc/kubernetes/pki/ca.crt': [0o644, ''],
  '/etc/kubernetes/pki/ca.key': [0o600, ''],
  '/etc/kubernetes/pki/etcd/ca.key': [0o600, ''],
  '/etc/kubernetes/apiserver/audit.yaml': [0o600, ''],
  '/etc/audit/rules.d/palisade.rules': [0o640, ''],
  '/etc/cni/net.d/10-net.conflist': [0o600, ''],
  '/usr/lib/systemd/system/kubelet.service.d/10-kubeadm.conf': [0o600, ''],
  '/var/lib/kube-proxy/kubeconfig.conf': [0o600, ''],
  '/var/lib/kubelet/config.yaml': [0o600, ''],
  '/var/lib/kubelet/pki/kubelet-client-2026.pem': [0o600, ''],
  '/var/lib/etcd/member': [0o600, ''],
  '/var/log/kubernetes/audit/audit.log': [0o600, ''],
  '/etc/containerd/config.toml': [0o644, '  SystemdCgroup = true # by kubelets\n# insecure_skip_verify = true\n'],
  '/proc/sys/vm/overcommit_memory': [0o644, '1\n'],
  '/proc/sys/vm/panic_on_oom': [0o644, '0\n'],
  '/proc/sys/kernel/panic': [0o644, '10\n'],
  '/proc/sys/kernel/panic_on_oops': [0o644, '1\n'],
  '/proc/sys/kernel/keys/root_maxkeys': [0o644, '1000000\n'],
  '/proc/sys/kernel/keys/root_maxbytes': [0o644, '25000000\n'],
  '/proc/sys/net/ipv4/ip_forward': [0o644, '1\n'],
  '/proc/sys/kernel/osrelease': [0o644, '6.3.0-1-amd64\n'],
  '/proc/sys/user/max_user_namespaces': [0o644, '110\n'],
  '/etc/subuid': [0o644, 'ada:1000:10\nkubelet:65536:7208960\n'],
  '/etc/subgid': [0o644, 'kubelet:65536:7208960\n'],
  '/sys/fs/cgroup/cgroup.controllers': [0o444, 'cpu memory pids\n'],
  '/proc/swaps': [0o644, 'Filename\tType\tSize\tUsed\tPriority\n'],
  '/proc/mounts': [0o644, 'tmpfs /tmp tmpfs rw,nosuid,nodev 0 0\ntmpfs /dev/shm tmpfs rw,nosuid,nodev 0 0\n'],
  // The kubelet's health on 127.0.0.1, etcd on 10.0.0.1, the API server everywhere, the scheduler on ::1; the last one does not listen.
  '/proc/net/tcp': [
    0o644,
    'sl local rem st\n0: 0100007F:2808 00000000:0000 0A 0\n1: 0100000A:094B 00000000:0000 0A 0\n2: 00000000:280F 0100000A:0001 01 0\n',
  ],
  '/proc/net/tcp6': [
    0o644,
    'sl local rem st\n0: 00000000000000000000000000000000:192B 0:0 0A 0\n1: 00000000000000000000000001000000:2813 0:0 0A 0\n',
  ],
  '/proc/11/cmdline': [0o644, 'kube-apiserver\0--profiling=false\0--tls-sni-cert-key=/a.crt,/a.key\0--tls-sni-cert-key=/b.crt,/b.key\0'],
  '/proc/12/cmdline': [0o644, 'kube-controller-manager\0--bind-address=127.0.0.1\0'],
  '/proc/13/cmdline': [0o644, 'kube-scheduler\0--bind-address=127.0.0.1\0'],
  '/proc/14/cmdline': [0o644, 'etcd\0--client-cert-auth=true\0'],
  '/proc/15/cmdline': [0o644, '/usr/bin/kubelet\0--config=/var/lib/kubelet/config.yaml\0'],
  '/proc/16/cmdline': [0o644, '/usr/local/bin/kube-proxy\0--config=/var/lib/kube-proxy/config.conf\0'],
  '/proc/17/cmdline': [0o644, '/usr/sbin/chronyd\0'],
  '/proc/18/cmdline': [0o644, '/sbin/auditd\0'],
  '/proc/18/status': [0o644, 'Name:\tauditd\nNSpid:\t18\n'],
  '/proc/19/cmdline': [0o644, ''],
};
/** Modes of directories that matter. */
export const DIRECTORIES: Readonly<Record<string, number>> = { '/var/lib/etcd': 0o700, '/var/log/kubernetes/audit': 0o700 };

/** `stat` with owners out of a file, as tests cannot give files away; root is the owner of all others. */
export const FAKE_STAT = `#!/usr/bin/env bash
ids=%u:%g
if [ "$2" = '%a %u:%g' ]; then
  ids=0:0
  while read -r path given; do if [ "$path" = "$4" ]; then ids=$given; fi; done < "\${0%/*}/owners"
fi
PATH=\${PATH#*:} exec stat -c "%a $ids" -- "$4"
`;
