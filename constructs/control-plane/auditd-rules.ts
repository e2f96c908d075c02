/** What the kernel is told to write down about a host. https://man7.org/linux/man-pages/man8/auditctl.8.html */
export interface Watched {
  /** What events are looked up by, `ausearch -k`. */
  readonly key: string;
  /** What it is, for the comment above its rules. */
  readonly what: string;
  /** Files and directories that are changed only by an administrator, or by few programs. */
  readonly changed?: readonly string[];
  /** Those that a program of the system reads or writes all the time: only what is done in a session of somebody counts. */
  readonly touched?: readonly string[];
  /** Programs, when they are run in a session of somebody. */
  readonly run?: readonly string[];
  /** System calls by anybody, then in a session of somebody. */
  readonly calls?: readonly string[];
  readonly callsOfPeople?: readonly string[];
}

/** A path of a directory ends with `/`. */
const RUNTIMES = {
  containerd: {
    changed: [
      '/usr/bin/containerd',
      '/usr/bin/containerd-shim-runc-v2',
      '/usr/bin/runc',
      '/usr/sbin/runc',
      '/etc/containerd/',
      '/run/containerd/containerd.sock',
    ],
    run: ['/usr/bin/ctr', '/usr/bin/runc', '/usr/sbin/runc'],
  },
  'cri-o': {
    changed: [
      '/usr/bin/crio',
      '/usr/bin/conmon',
      '/usr/bin/crun',
      '/usr/bin/runc',
      '/etc/crio/',
      '/etc/containers/',
      '/run/crio/crio.sock',
    ],
    run: ['/usr/bin/crun', '/usr/bin/runc'],
  },
} as const;

/** Runtimes that hosts have of their own; k3s and RKE2 bring theirs. */
export type Runtime = keyof typeof RUNTIMES;

/** Who brings the programs of the cluster to the hosts. */
export const INSTALLERS = ['kubeadm', 'k3s', 'rke2'] as const;
export type Installer = (typeof INSTALLERS)[number];

/** What is watched on every host. */
export function nodeSubjects(installer: Installer, runtime: Runtime): readonly Watched[] {
  return [
    { key: 'runtime', what: 'The container runtime, its settings and its socket', changed: runtimePaths(installer, runtime) },
    { key: 'cni', what: 'Network plugins: whoever changes them is on every path', changed: ['/etc/cni/net.d/', '/opt/cni/bin/'] },
    { key: 'kubelet', what: 'The kubelet, its settings, its certificates and its unit', changed: kubeletPaths(installer) },
    {
      key: 'units',
      what: 'Units of services, theirs and new ones',
      changed: ['/etc/systemd/system/', '/usr/lib/systemd/system/'],
    },
    {
      key: 'container-tools',
      what: 'Tools that go past the API server, in a session of somebody',
      run: [
        '/usr/bin/crictl',
        '/usr/local/bin/crictl',
        '/usr/bin/nsenter',
        '/usr/bin/unshare',
        ...(installer === 'kubeadm' ? RUNTIMES[runtime].run : [`/usr/local/bin/${installer}`]),
      ],
    },
    { key: 'modules', what: 'Modules of the kernel', calls: ['init_module', 'finit_module', 'delete_module'] },
    { key: 'time', what: 'The clock, by which certificates end and events are ordered', calls: ['clock_settime', 'settimeofday'] },
    {
      key: 'namespaces',
      what: 'Mounts and namespaces; the runtime makes them all the time, people do not',
      callsOfPeople: ['mount', 'umount2', 'setns', 'unshare', 'pivot_root'],
    },
    {
      key: 'tracing',
      what: 'Reading and changing other processes, and programs in the kernel',
      callsOfPeople: ['ptrace', 'process_vm_writev', 'bpf'],
    },
    { key: 'escape', what: 'Files by handle, which leaves a container behind', callsOfPeople: ['open_by_handle_at'] },
    {
      key: 'audit-configuration',
      what: 'The audit system itself',
      changed: ['/etc/audit/'],
      touched: ['/var/log/audit/'],
      run: ['/usr/sbin/auditctl'],
    },
  ];
}

/** What is watched on hosts of the control plane besides. */
export function controlPlaneSubjects(installer: Installer, auditLog: string): readonly Watched[] {
  const own = OWN[installer];
  return [
    { key: 'control-plane', what: 'Settings, static pods and kubeconfigs', changed: own.settings },
    { key: 'keys', what: 'Keys and kubeconfigs, read in a session of somebody', touched: own.keys },
    { key: 'etcd-data', what: 'The state of the cluster, past the API server', touched: own.data },
    { key: 'audit-log', what: "The API server's audit log", touched: [`${auditLog}/`] },
    { key: 'admin-tools', what: 'Tools of administrators, in a session of somebody', run: own.tools },
  ];
}

const RANCHER = '/var/lib/rancher';

const OWN: Readonly<Record<Installer, Readonly<Record<'data' | 'keys' | 'settings' | 'tools', readonly string[]>>>> = {
  kubeadm: {
    settings: ['/etc/kubernetes/'],
    keys: [
      '/etc/kubernetes/pki/',
      '/etc/kubernetes/encryption/',
      '/etc/kubernetes/admin.conf',
      '/etc/kubernetes/super-admin.conf',
      '/etc/kubernetes/controller-manager.conf',
      '/etc/kubernetes/scheduler.conf',
    ],
    data: ['/var/lib/etcd/'],
    tools: ['/usr/bin/kubeadm', '/usr/bin/kubectl', '/usr/bin/etcdctl', '/usr/local/bin/etcdctl', '/usr/local/bin/etcdutl'],
  },
  k3s: {
    settings: ['/etc/rancher/k3s/', `${RANCHER}/k3s/server/manifests/`, '/etc/kubernetes/'],
    keys: [`${RANCHER}/k3s/server/tls/`, `${RANCHER}/k3s/server/cred/`, `${RANCHER}/k3s/server/token`, '/etc/rancher/k3s/k3s.yaml'],
    data: [`${RANCHER}/k3s/server/db/`],
    tools: ['/usr/local/bin/kubectl'],
  },
  rke2: {
    settings: ['/etc/rancher/rke2/', `${RANCHER}/rke2/server/manifests/`, `${RANCHER}/rke2/agent/pod-manifests/`, '/etc/kubernetes/'],
    keys: [`${RANCHER}/rke2/server/tls/`, `${RANCHER}/rke2/server/cred/`, `${RANCHER}/rke2/server/token`, '/etc/rancher/rke2/rke2.yaml'],
    data: [`${RANCHER}/rke2/server/db/`],
    tools: [`${RANCHER}/rke2/bin/kubectl`],
  },
};

function runtimePaths(installer: Installer, runtime: Runtime): readonly string[] {
  if (installer === 'kubeadm') return RUNTIMES[runtime].changed;
  const program = installer === 'k3s' ? '/usr/local/bin/k3s' : '/usr/local/bin/rke2';
  return [program, `${RANCHER}/${installer}/data/`, `${RANCHER}/${installer}/agent/etc/`, '/run/k3s/containerd/containerd.sock'];
}

function kubeletPaths(installer: Installer): readonly string[] {
  if (installer !== 'kubeadm')
    return [`/etc/rancher/node/`, `/etc/rancher/${installer}/`, `${RANCHER}/${installer}/agent/kubelet.kubeconfig`];
  return [
    '/usr/bin/kubelet',
    '/var/lib/kubelet/config.yaml',
    '/var/lib/kubelet/kubeadm-flags.env',
    '/var/lib/kubelet/pki/',
    '/etc/kubernetes/kubelet.conf',
    '/etc/kubernetes/bootstrap-kubelet.conf',
    '/etc/kubernetes/manifests/',
  ];
}
