import { has } from '../target';
import type { Composition } from './composition';
import { flagLines } from './flags';
import { KERNEL } from './kubelet';
import { ACCOUNT, checksHead } from './node-checks-shell';
import type { HostFile } from './part';
import { places } from './places';

type Role = 'control-plane' | 'node';

/** Where the files of a host are that a listing names. */
const LISTED = [
  '/etc/kubernetes',
  '/etc/cni/net.d',
  '/etc/systemd/system/kubelet.service',
  '/etc/systemd/system/kubelet.service.d',
  '/usr/lib/systemd/system/kubelet.service',
  '/usr/lib/systemd/system/kubelet.service.d',
  '/var/lib/kubelet',
  '/var/lib/kube-proxy',
  '/var/lib/etcd',
  '/var/log/kubernetes',
];

/** Files by rows of the CIS Kubernetes Benchmark 1.12: of the mode, of the owner, the most that the mode may be, and patterns. */
type Row = readonly [mode: string, owner: string, most: string, ...patterns: string[]];

const OF_THE_CONTROL_PLANE: readonly Row[] = [
  ['1.1.1', '1.1.2', '600', '/etc/kubernetes/manifests/kube-apiserver.yaml'],
  ['1.1.3', '1.1.4', '600', '/etc/kubernetes/manifests/kube-controller-manager.yaml'],
  ['1.1.5', '1.1.6', '600', '/etc/kubernetes/manifests/kube-scheduler.yaml'],
  ['1.1.7', '1.1.8', '600', '/etc/kubernetes/manifests/etcd.yaml'],
  ['1.1.13', '1.1.14', '600', '/etc/kubernetes/admin.conf', '/etc/kubernetes/super-admin.conf'],
  ['1.1.15', '1.1.16', '600', '/etc/kubernetes/scheduler.conf'],
  ['1.1.17', '1.1.18', '600', '/etc/kubernetes/controller-manager.conf'],
  ['', '1.1.19', '', '/etc/kubernetes/pki', '/etc/kubernetes/pki/*', '/etc/kubernetes/pki/*/*'],
  ['1.1.20', '', '644', '/etc/kubernetes/pki/*.crt', '/etc/kubernetes/pki/*/*.crt'],
  ['1.1.21', '', '600', '/etc/kubernetes/pki/*.key', '/etc/kubernetes/pki/*/*.key'],
];

const OF_EVERY_NODE: readonly Row[] = [
  ['1.1.9', '1.1.10', '600', '/etc/cni/net.d/*'],
  [
    '4.1.1',
    '4.1.2',
    '600',
    '/etc/systemd/system/kubelet.service',
    '/etc/systemd/system/kubelet.service.d/*.conf',
    '/usr/lib/systemd/system/kubelet.service',
    '/usr/lib/systemd/system/kubelet.service.d/*.conf',
  ],
  ['4.1.3', '4.1.4', '600', '/var/lib/kube-proxy/kubeconfig*'],
  ['4.1.5', '4.1.6', '600', '/etc/kubernetes/kubelet.conf'],
  ['4.1.7', '4.1.8', '644', '/etc/kubernetes/pki/ca.crt'],
  ['host', 'host', '600', '/var/lib/kubelet/pki/*.key', '/var/lib/kubelet/pki/*.pem'],
];

/** Flags of the kubelet that would win over its file, by row. */
const KUBELET_FLAGS: readonly (readonly [string, string])[] = [
  ['4.2.1', '--anonymous-auth'],
  ['4.2.2', '--authorization-mode'],
  ['4.2.3', '--client-ca-file'],
  ['4.2.4', '--read-only-port'],
  ['4.2.5', '--streaming-connection-idle-timeout'],
  ['4.2.6', '--make-iptables-util-chains'],
  ['4.2.7', '--hostname-override'],
  ['4.2.8', '--event-qps'],
  ['4.2.9', '--tls-cert-file'],
  ['4.2.9', '--tls-private-key-file'],
  ['4.2.10', '--rotate-certificates'],
  ['4.2.11', '--feature-gates'],
  ['4.2.12', '--tls-cipher-suites'],
  ['4.2.13', '--pod-max-pids'],
  ['4.2.14', '--seccomp-default'],
  ['host', '--protect-kernel-defaults'],
  ['host', '--tls-min-version'],
];

/** Ports by row, and who may reach them. */
type PortRow = readonly [row: string, port: number, to: 'nobody' | 'loopback' | 'named'];

const PORTS_OF_THE_CONTROL_PLANE: readonly PortRow[] = [
  ['1.3.7', 10_257, 'loopback'],
  ['1.4.2', 10_259, 'loopback'],
  ['host', 2379, 'named'],
  ['host', 2380, 'named'],
  ['host', 2381, 'loopback'],
];

const PROGRAMS = ['etcd', 'kube-apiserver', 'kube-controller-manager', 'kube-scheduler'] as const;

/** `checks/control-plane.sh` and `checks/node.sh`: whether a host is as it should be, for hosts of kubeadm and of one's own units. */
export function nodeCheckFiles(composition: Composition, files: readonly HostFile[]): readonly HostFile[] {
  return [
    { path: 'checks/control-plane.sh', mode: 'executable', text: () => script('control-plane', composition, files) },
    { path: 'checks/node.sh', mode: 'executable', text: () => script('node', composition, files) },
  ];
}

function script(role: Role, composition: Composition, files: readonly HostFile[]): string {
  const ruling = role === 'control-plane';
  const lines = [
    ...(ruling ? [ACCOUNT] : []),
    `if [ -n "$listing" ]; then list ${LISTED.map(quoted).join(' ')}; exit; fi`,
    '',
    ...section('Files.', [
      ...[...(ruling ? OF_THE_CONTROL_PLANE : []), ...OF_EVERY_NODE].map(fileLine),
      `needed 4.1.9 4.1.10 600 root:root ${quoted(places.kubeletConfig)}`,
      ...(ruling ? directoryLines(composition) : []),
      ...installedLines(role, files),
    ]),
    ...section('Accounts.', ['administrators', ...(ruling ? ['account etcd'] : [])]),
    ...section('The kernel, and what is mounted.', [
      ...Object.entries(KERNEL).map(([name, value]) => `kernel ${name} ${value}`),
      ...forwarding(composition),
      'groups_of_version_2',
      'swap',
      ...namespaceLines(composition),
      ...['/tmp', '/var/tmp', '/dev/shm'].map((path) => `mounted ${path} nosuid nodev`),
    ]),
    ...section('Processes, and the flags that they were given.', [
      ...(ruling ? PROGRAMS.map((name) => `runs ${[name, ...flagLines(composition.flags[name]).map(quoted)].join(' ')}`) : []),
      `runs kubelet ${quoted(`--config=${places.kubeletConfig}`)}`,
      ...KUBELET_FLAGS.map(([row, flag]) => `without kubelet ${row} ${flag}`),
      ...(composition.kubeProxy === undefined ? [] : ['runs kube-proxy']),
      "one_of 'something must set the clock' chronyd ntpd ntpsec systemd-timesyncd",
      "one_of 'something must write down what happens' auditd",
      ...(files.some(({ installedAt }) => installedAt?.startsWith('/etc/audit/')) ? ['audited'] : []),
    ]),
    ...section('Ports.', portLines(ruling, composition)),
    ...section('The container runtime.', runtimeLines(composition)),
    'if [ "$failed" -eq 0 ]; then echo \'everything is as it should be\'; exit; fi',
    'echo "$failed of the checks do not hold" >&2',
    'exit 1',
  ];
  const name = ruling ? 'control-plane.sh' : 'node.sh';
  return `${checksHead(name, ruling ? 'a member of the control plane' : 'a node')}${lines.join('\n')}\n`;
}

function section(title: string, lines: readonly string[]): readonly string[] {
  return [`# ${title}`, ...lines, ''];
}

function fileLine([mode, owner, most, ...patterns]: Row): string {
  return `files ${[mode, owner].map(quoted).join(' ')} ${quoted(most)} root:root ${patterns.map(quoted).join(' ')}`;
}

function directoryLines({ directories }: Composition): readonly string[] {
  return directories.map(({ path, permissions, owner }) => {
    const rows = path === places.etcdData ? '1.1.11 1.1.12' : 'host host';
    return `needed ${rows} ${permissions.slice(1)} ${quoted(`${owner}:${owner}`)} ${quoted(path)}`;
  });
}

/** What `install.sh` puts in its place; what it says is `install.sh --check`'s to compare. */
function installedLines(role: Role, files: readonly HostFile[]): readonly string[] {
  const lines = files.flatMap(({ installedAt, hosts = 'control-plane', permissions = '0600' }) => {
    if (installedAt === undefined || installedAt === places.kubeletConfig) return [];
    if (hosts !== 'every-node' && hosts !== role) return [];
    return [`needed host host ${permissions.slice(1)} root:root ${quoted(installedAt)}`];
  });
  return [...new Set(lines)];
}

/** Packets of pods have to be passed on, in each family that pods have. */
function forwarding({ surroundings: { profile } }: Composition): readonly string[] {
  const six = profile.podCidrs.some((cidr) => cidr.includes(':'));
  const four = profile.podCidrs.some((cidr) => !cidr.includes(':'));
  return [...(four ? ['kernel net.ipv4.ip_forward 1'] : []), ...(six ? ['kernel net.ipv6.conf.all.forwarding 1'] : [])];
}

/** What pods with users of their own need of a host, where the kubelet gives them that. */
function namespaceLines({ surroundings: { profile }, kubelet }: Composition): readonly string[] {
  if (!has(profile.kubernetesVersion, 'user namespaces')) return [];
  return [`user_namespaces ${Number(kubelet?.()['maxPods'] ?? 110)}`];
}

function portLines(ruling: boolean, { kubeProxy }: Composition): readonly string[] {
  const local = `${kubeProxy?.()['healthzBindAddress'] ?? ''}`.startsWith('127.');
  const rows: readonly PortRow[] = [
    ['4.2.4', 10_255, 'nobody'],
    ['host', 10_248, 'loopback'],
    ...(kubeProxy === undefined ? [] : ([['4.3.1', 10_249, 'loopback']] as const)),
    ...(local ? ([['host', 10_256, 'loopback']] as const) : []),
    ...(ruling ? PORTS_OF_THE_CONTROL_PLANE : []),
  ];
  return rows.map(([row, port, to]) => `port ${row} ${port} ${to}`);
}

/** What the runtime is configured with: CRI-O manages groups by systemd unless it is told otherwise, containerd has to be told. */
function runtimeLines({ kubelet }: Composition): readonly string[] {
  const crio = `${kubelet?.()['containerRuntimeEndpoint'] ?? ''}`.includes('crio');
  if (crio) {
    const patterns =
      "'/etc/crio/crio.conf' '/etc/crio/crio.conf.d/*' '/etc/containers/registries.conf' '/etc/containers/registries.conf.d/*'";
    return [
      `never 'systemd must manage the groups of containers' '^[[:space:]]*cgroup_manager[[:space:]]*=[[:space:]]*"cgroupfs"' ${patterns}`,
      `never 'images must come over TLS that is verified' '^[[:space:]]*(insecure[[:space:]]*=[[:space:]]*true|insecure_registries[[:space:]]*=[[:space:]]*\\[[[:space:]]*")' ${patterns}`,
    ];
  }
  const patterns = "'/etc/containerd/config.toml' '/etc/containerd/conf.d/*.toml' '/etc/containerd/certs.d/*/hosts.toml'";
  return [
    "says 'systemd must manage the groups of containers' '^[[:space:]]*SystemdCgroup[[:space:]]*=[[:space:]]*true' /etc/containerd/config.toml",
    `never 'images must come over TLS that is verified' '(insecure_skip_verify|skip_verify)[[:space:]]*=[[:space:]]*true|"http://' ${patterns}`,
  ];
}

/** A word of a shell, whatever is in it. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
