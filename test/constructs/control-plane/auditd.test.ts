import { reasons } from '../../../constructs/control-plane/auditd';
import { controlPlaneSubjects, INSTALLERS, nodeSubjects } from '../../../constructs/control-plane/auditd-rules';
import { hostFiles, refused } from './harness';

const NODE = 'auditd/palisade.rules';
const CONTROL_PLANE = 'auditd/palisade-control-plane.rules';
const files = hostFiles();

/** The rules of a file, without comments. */
function rulesIn(text: string | undefined): readonly string[] {
  return (text ?? '').split('\n').filter((line) => line.startsWith('-a '));
}

/** What is watched for: the file, what of a rule has to be there, and the key. */
const WATCHED: readonly (readonly [string, string, string])[] = [
  [NODE, '-F path=/usr/bin/containerd -F perm=wa', 'runtime'],
  [NODE, '-F path=/usr/bin/runc -F perm=wa', 'runtime'],
  [NODE, '-F dir=/etc/containerd -F perm=wa', 'runtime'],
  [NODE, '-F path=/run/containerd/containerd.sock -F perm=wa', 'runtime'],
  [NODE, '-F dir=/etc/cni/net.d -F perm=wa', 'cni'],
  [NODE, '-F path=/usr/bin/kubelet -F perm=wa', 'kubelet'],
  [NODE, '-F path=/var/lib/kubelet/config.yaml -F perm=wa', 'kubelet'],
  [NODE, '-F path=/etc/kubernetes/kubelet.conf -F perm=wa', 'kubelet'],
  [NODE, '-F dir=/etc/kubernetes/manifests -F perm=wa', 'kubelet'],
  [NODE, '-F dir=/etc/systemd/system -F perm=wa', 'units'],
  [NODE, '-F path=/usr/bin/nsenter -F perm=x -F auid!=unset', 'container-tools'],
  [NODE, '-F path=/usr/bin/crictl -F perm=x -F auid!=unset', 'container-tools'],
  [NODE, '-S init_module,finit_module,delete_module', 'modules'],
  [NODE, '-S clock_settime,settimeofday', 'time'],
  [NODE, '-S mount,umount2,setns,unshare,pivot_root -F auid!=unset', 'namespaces'],
  [NODE, '-S ptrace,process_vm_writev,bpf -F auid!=unset', 'tracing'],
  [NODE, '-F dir=/etc/audit -F perm=wa', 'audit-configuration'],
  [CONTROL_PLANE, '-F dir=/etc/kubernetes -F perm=wa', 'control-plane'],
  [CONTROL_PLANE, '-F dir=/etc/kubernetes/pki -F perm=rwa -F auid!=unset', 'keys'],
  [CONTROL_PLANE, '-F dir=/etc/kubernetes/encryption -F perm=rwa -F auid!=unset', 'keys'],
  [CONTROL_PLANE, '-F path=/etc/kubernetes/admin.conf -F perm=rwa -F auid!=unset', 'keys'],
  [CONTROL_PLANE, '-F dir=/var/lib/etcd -F perm=rwa -F auid!=unset', 'etcd-data'],
  [CONTROL_PLANE, '-F dir=/var/log/kubernetes/audit -F perm=rwa -F auid!=unset', 'audit-log'],
  [CONTROL_PLANE, '-F path=/usr/bin/kubectl -F perm=x -F auid!=unset', 'admin-tools'],
];

test.each(WATCHED)('%s has %s, by the key %s, for programs of 64 and of 32 bits', (path, rule, key) => {
  for (const arch of ['b64', 'b32']) expect(rulesIn(files[path])).toContain(`-a always,exit -F arch=${arch} ${rule} -F key=${key}`);
});

test('CRI-O is watched where it is the runtime', () => {
  const rules = rulesIn(hostFiles({ auditd: { runtime: 'cri-o' } })[NODE]).join('\n');
  expect(rules).toContain('-F path=/usr/bin/crio -F perm=wa');
  expect(rules).toContain('-F dir=/etc/crio -F perm=wa');
  expect(rules).not.toContain('containerd');
});

test.each([
  ['k3s', '/usr/local/bin/k3s', '/var/lib/rancher/k3s/server/tls', '/etc/rancher/k3s'],
  ['rke2', '/usr/local/bin/rke2', '/var/lib/rancher/rke2/server/tls', '/etc/rancher/rke2'],
])('%s has its own paths', (installer, program, keys, settings) => {
  const written = hostFiles({ auditd: { installer } });
  expect(written[NODE]).toContain(`-F path=${program} -F perm=wa -F key=runtime`);
  expect(written[CONTROL_PLANE]).toContain(`-F dir=${keys} -F perm=rwa -F auid!=unset -F key=keys`);
  expect(written[CONTROL_PLANE]).toContain(`-F dir=${settings} -F perm=wa -F key=control-plane`);
  expect(`${written[NODE]}${written[CONTROL_PLANE]}`).not.toMatch(/=\/usr\/bin\/(kubelet|kubeadm|containerd)\b/);
});

test('rules begin anew when they are loaded, and are locked at the end', () => {
  const lines = (files[NODE] ?? '').split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  expect(lines.slice(0, 5)).toEqual(['-D', '-b 8192', '--backlog_wait_time 60000', '-f 1', '-c']);
  expect(lines.at(-1)).toBe('-e 2');
  expect(hostFiles({ auditd: { locked: false } })[NODE]).not.toContain('-e 2');
});

test('every node gets the rules for nodes, and the control plane its own besides', () => {
  const script = files['install.sh'] ?? '';
  const node = "file 0600 'auditd/palisade.rules' '/etc/audit/rules.d/50-palisade.rules'";
  const own = "file 0600 'auditd/palisade-control-plane.rules' '/etc/audit/rules.d/51-palisade-control-plane.rules'";
  expect(script.split(node)).toHaveLength(3);
  expect(script.split(own)).toHaveLength(2);
});

describe.each(INSTALLERS)('for %s', (installer) => {
  const subjects = [...nodeSubjects(installer, 'containerd'), ...controlPlaneSubjects(installer, '/var/log/kubernetes/audit')];

  test('each key has the threat that it is there for', () => {
    const written = hostFiles({ auditd: { installer } });
    for (const path of [NODE, CONTROL_PLANE]) {
      const keys = new Set(rulesIn(written[path]).map((rule) => /-F key=(.*)$/.exec(rule)?.[1]));
      expect([...keys].filter((key) => reasons[`${path}:${key}`] === undefined)).toEqual([]);
    }
  });

  test('no rule stands there twice', () => {
    const written = hostFiles({ auditd: { installer } });
    const rules = [NODE, CONTROL_PLANE].flatMap((path) => rulesIn(written[path]));
    expect(rules.filter((rule, index) => rules.indexOf(rule) !== index)).toEqual([]);
  });

  test('paths are absolute, and keys are short', () => {
    const paths = subjects.flatMap(({ changed = [], touched = [], run = [] }) => [...changed, ...touched, ...run]);
    expect(paths.filter((path) => !/^(\/[A-Za-z0-9._-]+)+\/?$/.test(path))).toEqual([]);
    expect(subjects.filter(({ key }) => !/^[a-z-]{1,31}$/.test(key))).toEqual([]);
  });
});

test.each<readonly [string, unknown, string]>([
  ['an unknown property', { instaler: 'k3s' }, "auditd has no property 'instaler', did you mean 'installer'?"],
  ['an unknown installer', { installer: 'kops' }, "auditd.installer must be one of kubeadm, k3s, rke2, got 'kops'"],
  ['an unknown runtime', { runtime: 'docker' }, "auditd.runtime must be one of containerd, cri-o, got 'docker'"],
  [
    'a runtime where one is brought',
    { installer: 'k3s', runtime: 'cri-o' },
    "auditd.runtime must not be given with the installer 'k3s', which brings its own, got 'cri-o'",
  ],
  ['a word for locked', { locked: 'yes' }, "auditd.locked must be true or false, got 'yes'"],
])('%s is refused', (_what, auditd, message) => {
  expect(refused({ auditd })).toEqual([`[control-plane] ${message}`]);
});
