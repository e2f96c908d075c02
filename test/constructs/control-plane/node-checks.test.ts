import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { listingIn } from '../../../analysis/control-plane/listing';
import { compose } from '../../../constructs/control-plane/composition';
import { nodeCheckFiles } from '../../../constructs/control-plane/node-checks';
import type { HostFile, Part, Surroundings } from '../../../constructs/control-plane/part';
import { hostFiles } from './harness';
import { DIRECTORIES, FAKE_STAT, HOST } from './host';

const INSTALLED: readonly HostFile[] = [
  { path: 'a', text: () => '', installedAt: '/etc/kubernetes/apiserver/audit.yaml' },
  { path: 'b', text: () => '', installedAt: '/etc/audit/rules.d/palisade.rules', permissions: '0640', hosts: 'every-node' },
  { path: 'c', text: () => '', installedAt: '/etc/nginx/nginx.conf', permissions: '0644', hosts: 'load-balancer' },
];
const PART: Part = {
  flags: {
    'kube-apiserver': { profiling: 'false', 'tls-sni-cert-key': ['/a.crt,/a.key', '/b.crt,/b.key'] },
    'kube-controller-manager': { 'bind-address': '127.0.0.1' },
    'kube-scheduler': { 'bind-address': '127.0.0.1' },
    etcd: { 'client-cert-auth': 'true' },
  },
  directories: [
    { path: '/var/lib/etcd', permissions: '0700', owner: 'etcd', writtenBy: ['etcd'] },
    { path: '/var/log/kubernetes/audit', permissions: '0700', owner: 'root', writtenBy: ['kube-apiserver'] },
  ],
  files: INSTALLED,
  documents: {
    kubelet: () => ({ containerRuntimeEndpoint: 'unix:///run/containerd/containerd.sock' }),
    kubeProxy: () => ({ healthzBindAddress: '127.0.0.1:10256' }),
  },
};
const around = {
  members: [{ name: 'cp-1', address: '10.0.0.1' }],
  profile: { kubernetesVersion: '1.33', podCidrs: ['10.244.0.0/16'] },
} as unknown as Surroundings;
const scriptsOf = (...parts: readonly Part[]) => nodeCheckFiles(compose(parts, around), INSTALLED);

let directory: string;
const on = (path: string) => join(directory, 'host', path);
function write(path: string, text: string, mode = 0o600): void {
  mkdirSync(dirname(on(path)), { recursive: true });
  writeFileSync(on(path), text);
  chmodSync(on(path), mode);
}
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'palisade checks '));
  for (const [path, [mode, text]] of Object.entries(HOST)) write(path, text, mode);
  for (const [path, mode] of Object.entries(DIRECTORIES)) chmodSync(on(path), mode);
  mkdirSync(join(directory, 'bin'));
  writeFileSync(join(directory, 'bin/stat'), FAKE_STAT, { mode: 0o755 });
  owners('/var/lib/etcd 104:105');
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

function owners(...lines: readonly string[]): void {
  writeFileSync(join(directory, 'bin/owners'), lines.map((line) => `.${line}\n`).join(''));
}

function run(scripts: readonly HostFile[], name: string, ...args: readonly string[]) {
  const path = join(directory, 'check.sh');
  writeFileSync(path, scripts.find((script) => script.path === `checks/${name}.sh`)?.text() ?? '', { mode: 0o755 });
  const { status, stdout, stderr } = spawnSync(path, args, {
    encoding: 'utf8',
    env: { PATH: `${join(directory, 'bin')}:${process.env.PATH}` },
  });
  const lines = stdout.split('\n').filter((line) => line !== '');
  return {
    code: status,
    lines,
    failed: lines.filter((line) => line.startsWith('FAIL')).map((line) => line.replace(/^FAIL {2}(\S+) +/, '$1 ')),
    err: stderr,
  };
}
const check = (name = 'control-plane', ...parts: readonly Part[]) =>
  run(scriptsOf(...(parts.length === 0 ? [PART] : parts)), name, '--root', on('/'));

test('a member that is as it should be passes, and everything was looked at', () => {
  const { code, failed, lines, err } = check();
  expect([code, failed, err]).toEqual([0, [], '']);
  expect(lines.at(-1)).toBe('everything is as it should be');
  const nothing = lines.filter((line) => line.startsWith('-')).map((line) => line.replace(/^- +(\S+) +/, '$1 '));
  expect(nothing).toEqual([
    'host /var/tmp must be mounted with nosuid: is no mount of its own',
    'host /var/tmp must be mounted with nodev: is no mount of its own',
    'host rules of auditd must be loaded: the kernel of another host cannot be asked',
  ]);
});

/** Rows of sections 1.1 and 4.1 of the CIS Kubernetes Benchmark 1.12 that are about files. */
const CIS = [
  ...Array.from({ length: 21 }, (_, index) => `1.1.${index + 1}`),
  ...Array.from({ length: 10 }, (_, index) => `4.1.${index + 1}`),
  ...Array.from({ length: 14 }, (_, index) => `4.2.${index + 1}`),
  '4.3.1',
];
test('every row of the benchmark about files, and about flags of the kubelet, has a line', () => {
  const ids = new Set(check().lines.map((line) => line.split(/\s+/)[1]));
  expect(CIS.filter((id) => !ids.has(id))).toEqual([]);
});

test('a node is asked for nothing that only members of the control plane have', () => {
  for (const path of ['/etc/kubernetes/apiserver', '/var/lib/etcd', '/proc/11', '/proc/12', '/proc/13', '/proc/14'])
    rmSync(on(path), { recursive: true });
  const { code, failed } = check('node');
  expect([code, failed]).toEqual([0, []]);
});

const API = '/etc/kubernetes/manifests/kube-apiserver.yaml';
test.each<readonly [string, () => void, string]>([
  ['a manifest that others read', () => chmodSync(on(API), 0o640), `1.1.1 ${API} must be 600 or less: 640`],
  ['a manifest of somebody', () => owners('/var/lib/etcd 104:105', `${API} 1000:0`), `1.1.2 ${API} must be of root:root: ada:root`],
  ['a manifest of nobody known', () => owners('/var/lib/etcd 104:105', `${API} 7:7`), `1.1.2 ${API} must be of root:root: 7:7`],
  [
    'a network configuration that others write',
    () => chmodSync(on('/etc/cni/net.d/10-net.conflist'), 0o602),
    '1.1.9 /etc/cni/net.d/10-net.conflist must be 600 or less: 602',
  ],
  ['a data directory that its group enters', () => chmodSync(on('/var/lib/etcd'), 0o750), '1.1.11 /var/lib/etcd must be 700 or less: 750'],
  ['a data directory of root', () => owners(), '1.1.12 /var/lib/etcd must be of etcd:etcd: root:root'],
  [
    'an administrator that others read',
    () => chmodSync(on('/etc/kubernetes/super-admin.conf'), 0o644),
    '1.1.13 /etc/kubernetes/super-admin.conf must be 600 or less: 644',
  ],
  [
    'a key that others read',
    () => chmodSync(on('/etc/kubernetes/pki/etcd/ca.key'), 0o644),
    '1.1.21 /etc/kubernetes/pki/etcd/ca.key must be 600 or less: 644',
  ],
  [
    'a file with the rights of its owner',
    () => chmodSync(on('/etc/kubernetes/scheduler.conf'), 0o4600),
    '1.1.15 /etc/kubernetes/scheduler.conf must be 600 or less: 4600',
  ],
  [
    'a kubelet without a file',
    () => rmSync(on('/var/lib/kubelet/config.yaml')),
    '4.1.9 /var/lib/kubelet/config.yaml must be there: is not',
  ],
  [
    'a file that is a link',
    () => {
      rmSync(on('/var/lib/kubelet/config.yaml'));
      symlinkSync('/etc/hostname', on('/var/lib/kubelet/config.yaml'));
    },
    '4.1.9 /var/lib/kubelet/config.yaml must be there: is a link',
  ],
  [
    'a file that was not installed',
    () => rmSync(on('/etc/kubernetes/apiserver/audit.yaml')),
    'host /etc/kubernetes/apiserver/audit.yaml must be there: is not',
  ],
  [
    'a second administrator',
    () => write('/etc/passwd', `${HOST['/etc/passwd']?.[1]}eve:x:0:0::/:/bin/sh\n`),
    'host root alone must have the number 0: root eve',
  ],
  [
    'an etcd that logs in',
    () => write('/etc/passwd', 'root:x:0:0::/:/bin/sh\netcd:x:104:105::/:/bin/sh\n'),
    'host nobody must log in as etcd: /bin/sh',
  ],
  ['a kernel parameter', () => write('/proc/sys/kernel/panic', '0\n'), 'host kernel.panic must be 10: 0'],
  ['a kernel parameter that is not there', () => rmSync(on('/proc/sys/vm/panic_on_oom')), 'host vm.panic_on_oom must be 0: cannot be read'],
  [
    'control groups of old',
    () => rmSync(on('/sys/fs/cgroup'), { recursive: true }),
    'host control groups must be of version 2: /sys/fs/cgroup/cgroup.controllers is not there',
  ],
  ['a kernel of old', () => write('/proc/sys/kernel/osrelease', '6.2.16\n'), 'host the kernel must be 6.3 or newer: 6.2.16'],
  ['a kernel that does not say', () => rmSync(on('/proc/sys/kernel/osrelease')), 'host the kernel must be 6.3 or newer: cannot be read'],
  [
    'one namespace too few',
    () => write('/proc/sys/user/max_user_namespaces', '109\n'),
    'host user.max_user_namespaces must be 110 or more: 109',
  ],
  ...(
    [
      ['one pod too few', 'kubelet:65536:7143424', 'kubelet:65536:7143424'],
      ['users of the host', 'kubelet:0:7208960', 'kubelet:0:7208960'],
      ['a beginning between two pods', 'kubelet:65537:7208960', 'kubelet:65537:7208960'],
      ['groups that are not the users', 'kubelet:65536:7208960', 'kubelet:131072:7208960'],
      ['two ranges', 'kubelet:65536:7208960\nkubelet:655360000:65536', 'kubelet:65536:7208960'],
    ] as const
  ).map(
    ([what, users, groups]) =>
      [
        what,
        () => {
          write('/etc/subuid', `${users}\n`);
          write('/etc/subgid', `${groups}\n`);
        },
        `host 110 pods must have 65536 users each of their own: ${`${users} ${groups}`.replaceAll('\n', ' ')}`,
      ] as const,
  ),
  [
    'a user without a range',
    () => {
      rmSync(on('/etc/subuid'));
      rmSync(on('/etc/subgid'));
    },
    'host 110 pods must have 65536 users each of their own: no range of the user kubelet in /etc/subuid and /etc/subgid',
  ],
  ['swap', () => write('/proc/swaps', 'Filename\n/dev/sda2 partition 1 0 -2\n'), 'host swap must be off: /dev/sda2'],
  ['swap that cannot be seen', () => rmSync(on('/proc/swaps')), 'host swap must be off: cannot be read'],
  [
    'programs with rights in /tmp',
    () => write('/proc/mounts', 'tmpfs /tmp tmpfs rw,nodev 0 0\n'),
    'host /tmp must be mounted with nosuid: rw,nodev',
  ],
  [
    'a program that does not run',
    () => rmSync(on('/proc/13'), { recursive: true }),
    'host kube-scheduler must run: there is no such process',
  ],
  [
    'a flag of another value',
    () => write('/proc/12/cmdline', 'kube-controller-manager\0--bind-address=0.0.0.0\0'),
    'host kube-controller-manager must run with --bind-address=127.0.0.1: --bind-address=0.0.0.0',
  ],
  [
    'a flag that is missing',
    () => write('/proc/14/cmdline', 'etcd\0'),
    'host etcd must run with --client-cert-auth=true: it has no --client-cert-auth',
  ],
  [
    'a flag that wins over the file',
    () => write('/proc/15/cmdline', 'kubelet\0--config=/var/lib/kubelet/config.yaml\0--anonymous-auth\0'),
    '4.2.1 kubelet must not be given --anonymous-auth: --anonymous-auth',
  ],
  [
    'a second process of a program with other flags',
    () => write('/proc/99/cmdline', 'etcd\0--client-cert-auth=false\0'),
    'host etcd must run with --client-cert-auth=true: --client-cert-auth=false',
  ],
  [
    "a container's program that calls itself one of the host",
    () => {
      rmSync(on('/proc/18'), { recursive: true });
      write('/proc/98/cmdline', 'auditd\0');
      write('/proc/98/status', 'Name:\tauditd\nNSpid:\t98\t1\n');
    },
    'host something must write down what happens: none of auditd runs',
  ],
  [
    'no clock',
    () => rmSync(on('/proc/17'), { recursive: true }),
    'host something must set the clock: none of chronyd ntpd ntpsec systemd-timesyncd runs',
  ],
  [
    'the read-only port',
    () => write('/proc/net/tcp', ' 0: 0100007F:280F 00000000:0000 0A\n'),
    '4.2.4 nobody must listen on port 10255: address 0100007F as /proc/net has it',
  ],
  [
    'metrics for all',
    () => write('/proc/net/tcp6', ' 0: 00000000000000000000000000000000:2809 0:0 0A\n'),
    '4.3.1 port 10249 must be open to the host alone: address 00000000000000000000000000000000 as /proc/net has it',
  ],
  [
    'etcd on all addresses',
    () => write('/proc/net/tcp', ' 0: 00000000:094B 00000000:0000 0A\n'),
    'host port 2379 must be open on addresses that are named: it is open on all',
  ],
  [
    'groups by nobody',
    () => write('/etc/containerd/config.toml', 'SystemdCgroup = false\n'),
    'host systemd must manage the groups of containers: /etc/containerd/config.toml does not say so',
  ],
  [
    'groups in a comment',
    () => write('/etc/containerd/config.toml', '# SystemdCgroup = true\n'),
    'host systemd must manage the groups of containers: /etc/containerd/config.toml does not say so',
  ],
  [
    'a runtime without a file',
    () => rmSync(on('/etc/containerd/config.toml')),
    'host systemd must manage the groups of containers: /etc/containerd/config.toml is not there',
  ],
  [
    'a registry that nobody verifies',
    () => write('/etc/containerd/certs.d/example/hosts.toml', '  skip_verify = true\n'),
    'host images must come over TLS that is verified: /etc/containerd/certs.d/example/hosts.toml: skip_verify = true',
  ],
])('%s is found, and nothing else', (_what, change, line) => {
  change();
  const { code, failed, err } = check();
  expect(failed).toEqual([line]);
  expect([code, err]).toEqual([1, '1 of the checks do not hold\n']);
});

test('what cannot be seen does not hold', () => {
  rmSync(on('/proc/net'), { recursive: true });
  rmSync(on('/proc/15'), { recursive: true });
  const { failed, lines } = check('node');
  expect(failed).toEqual([
    'host kubelet must run: there is no such process',
    '4.2.4 nobody must listen on port 10255: /proc/net/tcp cannot be read',
    'host port 10248 must be open to the host alone: /proc/net/tcp cannot be read',
    '4.3.1 port 10249 must be open to the host alone: /proc/net/tcp cannot be read',
    'host port 10256 must be open to the host alone: /proc/net/tcp cannot be read',
  ]);
  expect(lines).toContain('-     4.2.1   kubelet must not be given --anonymous-auth: there is no such process');
});

test('a runtime that manages groups by itself is held to that', () => {
  const crio: Part = { ...PART, documents: { kubelet: () => ({ containerRuntimeEndpoint: 'unix:///run/crio/crio.sock' }) } };
  expect(check('node', crio).failed).toEqual([]);
  write('/etc/crio/crio.conf.d/10.conf', 'cgroup_manager = "cgroupfs"\ninsecure_registries = [ "a" ]\n');
  expect(check('node', crio).failed).toEqual([
    'host systemd must manage the groups of containers: /etc/crio/crio.conf.d/10.conf: cgroup_manager = "cgroupfs"',
    'host images must come over TLS that is verified: /etc/crio/crio.conf.d/10.conf: insecure_registries = [ "a" ]',
  ]);
});

test('a kube-proxy that is replaced is not looked for', () => {
  rmSync(on('/proc/16'), { recursive: true });
  expect(check('node').failed).toEqual(['host kube-proxy must run: there is no such process']);
  const { kubelet } = PART.documents ?? {};
  expect(check('node', { ...PART, documents: kubelet === undefined ? {} : { kubelet } }).failed).toEqual([]);
});

test('the listing is one that the audit reads', () => {
  const { code, lines } = run(scriptsOf(PART), 'control-plane', '--root', on('/'), '--listing');
  const { entries, odd } = listingIn(lines.join('\n'), 'listing');
  expect([code, odd]).toEqual([0, []]);
  const ofOne = [...entries.keys()].filter((path) => path.startsWith('/etc/kubernetes'));
  expect(ofOne).toEqual([...ofOne].sort());
  expect(entries.get('/var/lib/etcd')).toMatchObject({ mode: 0o700, owner: 'etcd:etcd' });
  expect(entries.get('/etc/kubernetes/pki/ca.crt')).toMatchObject({ mode: 0o644, owner: 'root:root' });
});

test('without options that it knows, it says what it can do', () => {
  for (const args of [['--help'], ['--root'], ['--root', '']]) {
    const { code, lines, err } = run(scriptsOf(PART), 'node', ...args);
    expect([code, lines]).toEqual([2, []]);
    expect(err).toContain('node.sh [--root DIR]            a line for each check');
  }
});

test('a directory that is not there is no host', () => {
  expect(run(scriptsOf(PART), 'node', '--root', on('/missing')).code).toBe(2);
});

test('nothing is changed', () => {
  const { err } = run(scriptsOf(PART), 'control-plane', '--root', on('/'));
  const before = spawnSync('find', ['.', '-printf', '%p %m %T@ %s\\n'], { cwd: on('/'), encoding: 'utf8' }).stdout;
  run(scriptsOf(PART), 'control-plane', '--root', on('/'));
  expect(err).toBe('');
  expect(spawnSync('find', ['.', '-printf', '%p %m %T@ %s\\n'], { cwd: on('/'), encoding: 'utf8' }).stdout).toBe(before);
});

test('the scripts of a whole control plane are sound, and know the flags that are written', () => {
  const files = hostFiles();
  for (const name of ['control-plane', 'node']) {
    const text = files[`checks/${name}.sh`] ?? '';
    expect(spawnSync('bash', ['-n'], { input: text, encoding: 'utf8' })).toMatchObject({ status: 0, stderr: '' });
  }
  for (const flag of (files['flags/kube-scheduler.conf'] ?? '').trim().split('\n'))
    expect(files['checks/control-plane.sh']).toContain(`'${flag}'`);
});
