import { chmodSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { PROGRAMS } from '../../analysis/control-plane/program';
import { judgeOf } from '../report/schema';
import { Folder } from './folder';
import { REPOSITORY } from './project';

let folder: Folder;
afterEach(() => folder.remove());

const SCHEDULER = (profiling: string) => `apiVersion: v1
kind: Pod
metadata:
  name: kube-scheduler
  namespace: kube-system
spec:
  containers:
    - name: kube-scheduler
      command:
        - kube-scheduler
        - --bind-address=127.0.0.1
        - --profiling=${profiling}
`;

const UNIT = `[Service]
Environment="KUBELET_CONFIG_ARGS=--config=/var/lib/kubelet/config.yaml"
EnvironmentFile=-/var/lib/kubelet/kubeadm-flags.env
ExecStart=
ExecStart=/usr/bin/kubelet $KUBELET_CONFIG_ARGS $KUBELET_KUBEADM_ARGS
`;

/** A host as kubeadm leaves it, as far as it matters here. */
const HOST = {
  'host/etc/kubernetes/manifests/kube-scheduler.yaml': SCHEDULER('false'),
  'host/etc/kubernetes/admin.conf': 'users: [{ name: admin, user: { token: never-shown } }]\n',
  'host/etc/systemd/system/other.service': '[Service]\nExecStart=/usr/bin/kubelet --read-only-port=10255\n',
  'host/usr/lib/systemd/system/kubelet.service.d/10-kubeadm.conf': UNIT,
  'host/var/lib/kubelet/config.yaml': 'apiVersion: kubelet.config.k8s.io/v1beta1\nkind: KubeletConfiguration\nreadOnlyPort: 10255\n',
  'host/var/lib/kubelet/kubeadm-flags.env': 'KUBELET_KUBEADM_ARGS="--hostname-override=cp-1 --pod-max-pids=100"\n',
  'host/etc/passwd': 'root:x:0:0:root:/root:/bin/sh\n',
  'host/etc/group': 'root:x:0:\n',
};

const KUBEADM = 'apiVersion: kubeadm.k8s.io/v1beta4\nkind: ClusterConfiguration\nkubernetesVersion: v1.33.4\n';

interface Told {
  readonly results: readonly {
    readonly id: string;
    readonly status: string;
    readonly findings: readonly { readonly actual: string; readonly place: unknown }[];
  }[];
  readonly programs: readonly { readonly name: string; readonly place: { readonly file: string } }[];
}

async function results(...args: string[]) {
  const { code, out, err } = await folder.palisade('audit', ...args, '--format', 'json');
  const told = JSON.parse(out.join('\n')) as Told;
  const result = (id: string) => told.results.find((each) => each.id === id);
  return { code, err, told, status: (id: string) => result(id)?.status, findings: (id: string) => result(id)?.findings };
}

test('text tells each check, and for what does not hold what there is, where, and what to do', async () => {
  folder = new Folder({ 'manifests/kube-scheduler.yaml': SCHEDULER('true') });
  const { code, out, err } = await folder.palisade('audit', 'manifests');
  expect({ code, err }).toEqual({ code: 1, err: [] });
  const start = out.indexOf('1.4 Scheduler');
  expect(out.slice(start, start + 9)).toEqual([
    '1.4 Scheduler',
    '  1.4.1   fail     The scheduler shows no profile of itself',
    '          actual   --profiling is true',
    '          where    manifests/kube-scheduler.yaml:12:11',
    '          expected --profiling=false',
    '          fix      set --profiling=false (scheduler.extraArgs profiling)',
    '          threat   profiles tell what the program holds and does, and taking one slows it',
    '  1.4.2   pass     The scheduler listens on its own host only',
    '',
  ]);
  expect(out.slice(0, 2)).toEqual(['programs', '  kube-scheduler          manifests/kube-scheduler.yaml:8:7']);
  expect(out.slice(-2)).toEqual([
    'CIS Kubernetes Benchmark 1.12, 1 file, no owners and modes',
    '97 checks: 1 fail, 0 warn, 95 unknown, 1 pass, 0 not applicable',
  ]);
});

test('what fails decides about the exit code, or what somebody asks for', async () => {
  folder = new Folder({ 'kube-scheduler.yaml': SCHEDULER('false'), 'ps.txt': 'kube-controller-manager --profiling=false --v=2\n' });
  const code = async (...args: string[]) => (await folder.palisade('audit', ...args)).code;
  expect(await code('kube-scheduler.yaml')).toBe(0);
  expect(await code('kube-scheduler.yaml', '--fail-on', 'warn')).toBe(0);
  expect(await code('kube-scheduler.yaml', '--fail-on', 'unknown')).toBe(1);
  expect(await code('ps.txt')).toBe(1);
});

test('a copy of a host is read where hosts keep things, with owners and modes', async () => {
  folder = new Folder(HOST);
  const mode = (name: string, bits: number) => chmodSync(join(folder.path, 'host', name), bits);
  mode('etc/kubernetes/manifests/kube-scheduler.yaml', 0o600);
  mode('etc/kubernetes/admin.conf', 0o640);
  const { told, status, findings, err } = await results('--root', 'host');
  expect(err).toEqual([]);
  expect(told.programs.map(({ name, place }) => [name, place.file])).toEqual([
    ['kube-scheduler', 'host/etc/kubernetes/manifests/kube-scheduler.yaml'],
    ['kubelet', 'host/usr/lib/systemd/system/kubelet.service.d/10-kubeadm.conf'],
  ]);
  expect([status('1.4.1'), status('1.1.5'), status('1.1.13')]).toEqual(['pass', 'pass', 'fail']);
  expect(findings('1.1.13')?.map(({ actual }) => actual)).toEqual(['/etc/kubernetes/admin.conf has mode 640']);
  // The flag comes from a file of the environment, the field from the file that a variable names.
  expect(findings('4.2.7')?.map(({ actual, place }) => [actual, place])).toEqual([
    ['--hostname-override is cp-1', { file: 'host/var/lib/kubelet/kubeadm-flags.env', line: 1, column: 1 }],
  ]);
  expect([status('4.2.13'), status('4.2.4')]).toEqual(['pass', 'warn']);
  expect(findings('4.2.4')?.map(({ place }) => place)).toEqual([{ file: 'host/var/lib/kubelet/config.yaml', line: 3, column: 1 }]);
});

test('nothing outside of the copy is read, and no credentials are', async () => {
  folder = new Folder({ ...HOST, 'outside/kube-apiserver.yaml': SCHEDULER('true') });
  symlinkSync(join(folder.path, 'outside'), join(folder.path, 'host/etc/cni'));
  symlinkSync(join(folder.path, 'outside/kube-apiserver.yaml'), join(folder.path, 'host/etc/kubernetes/manifests/linked.yaml'));
  const { out } = await folder.palisade('audit', '--root', 'host');
  expect(out.join('\n')).not.toMatch(/outside|linked|never-shown/);
});

test('a listing says who may do what, and wins over the copy', async () => {
  folder = new Folder({ ...HOST, 'listing.txt': '640 root:root /etc/kubernetes/manifests/kube-scheduler.yaml\nodd\n' });
  const { status } = await results('--root', 'host', '--listing', 'listing.txt');
  expect(status('1.1.5')).toBe('fail');
  const { out } = await folder.palisade('audit', '--root', 'host', '--listing', 'listing.txt');
  expect(out[0]).toBe("not read: 'odd' is no line of a listing, expected 'MODE USER:GROUP PATH'  listing.txt:2:1");
});

test('a version that somebody gives wins over the files', async () => {
  const authentication = 'apiVersion: apiserver.config.k8s.io/v1\nkind: AuthenticationConfiguration\nanonymous: { enabled: false }\n';
  folder = new Folder({ 'ps.txt': 'kube-apiserver --authentication-config=/etc/a.yaml\n', 'a.yaml': authentication });
  expect((await results('.')).status('1.2.1')).toBe('pass');
  expect((await results('.', '--kubernetes-version', '1.31')).status('1.2.1')).toBe('warn');
});

describe('other formats say the same', () => {
  test('markdown is a table for each section', async () => {
    folder = new Folder({ 'a|b.yaml': SCHEDULER('true') });
    const { out } = await folder.palisade('audit', 'a|b.yaml', '--format', 'markdown');
    expect(out.filter((line) => line.startsWith('| 1.4.1'))).toEqual([
      '| 1.4.1 | fail | The scheduler shows no profile of itself | `--profiling is true` | --profiling=false | `a\\u007cb.yaml:12:11` | set --profiling=false (scheduler.extraArgs profiling) |',
    ]);
  });

  test('junit has a case for each check', async () => {
    folder = new Folder({ 'kube-scheduler.yaml': SCHEDULER('true') });
    const { out } = await folder.palisade('audit', 'kube-scheduler.yaml', '--format', 'junit');
    expect(out[1]).toMatch(/ tests="97" failures="1" errors="0" skipped="95" /);
    expect(out.filter((line) => line.includes('<failure'))).toEqual([
      '      <failure type="fail" message="fail: --profiling is true">--profiling is true',
    ]);
  });
});

describe('json is what its schema describes', () => {
  const schema = JSON.parse(readFileSync(join(REPOSITORY, 'docs/schemas/audit.schema.json'), 'utf8')) as object;
  const problems = judgeOf(schema as Readonly<Record<string, unknown>>);
  const told = async (...args: string[]) => (await folder.palisade('audit', ...args, '--format', 'json')).out.join('\n');

  test('of files, of hosts and of what cannot be read', async () => {
    folder = new Folder({ ...HOST, 'listing.txt': 'odd\n', 'broken.yaml': '[', 'kubeadm.yaml': KUBEADM });
    const texts = [
      await told('kubeadm.yaml'),
      await told('--root', 'host'),
      await told('kubeadm.yaml', 'broken.yaml', '--listing', 'listing.txt'),
    ];
    expect(texts.map(problems)).toEqual([[], [], []]);
  });

  test('and nothing else', async () => {
    folder = new Folder({ 'kubeadm.yaml': KUBEADM });
    const text = await told('kubeadm.yaml');
    const { results } = JSON.parse(text) as { readonly results: readonly Readonly<Record<string, unknown>>[] };
    const [first = {}] = results;
    const changed = [
      ...Object.keys(first).map((key) => ({ [key]: undefined })),
      ...Object.keys(first).map((key) => ({ [key]: { odd: true } })),
      { more: 1 },
    ];
    const accepted = changed.filter(
      (change) => problems(JSON.stringify({ ...JSON.parse(text), results: [{ ...first, ...change }] })).length === 0,
    );
    expect(accepted).toEqual([]);
    expect(changed.length).toBeGreaterThan(20);
  });
});

describe('what cannot be audited is told', () => {
  test.each([
    ['a path that is not there', ['nowhere'], 'no such file or folder: nowhere'],
    ['a root that is not there', ['--root', 'nowhere'], "--root must be a folder, got 'nowhere'"],
    ['a listing that is not there', ['a.yaml', '--listing', 'nowhere'], 'no such file: nowhere'],
    ['nothing of a control plane', ['a.yaml'], 'nothing to audit in a.yaml: no file starts or configures a program of a control plane'],
    ['no path, and no folder of ours', [], 'no such file or folder: dist/control-plane'],
    ['an unknown result', ['a.yaml', '--fail-on', 'all'], "--fail-on must be one of fail, warn, unknown, got 'all'"],
    ['an unknown version', ['a.yaml', '--kubernetes-version', '2.0'], "--kubernetes-version must be a version from 1.0 to 1.37, got '2.0'"],
  ])('%s', async (_, args, message) => {
    folder = new Folder({ 'a.yaml': 'kind: List\n' });
    expect(await folder.palisade('audit', ...args)).toEqual({ code: 2, out: [], err: [message] });
  });
});

test('odd files never stop it, and cannot paint over the report', async () => {
  const odd = [
    '[',
    'a: &a [*a]',
    '- 1',
    'apiVersion: 1\nkind: {}',
    'null',
    `apiVersion: v1\nkind: Pod\nspec: {containers: [null, 1, {command: [null, {}, kube-apiserver], args: 7}]}`,
  ];
  const hostile = 'apiVersion: v1\nkind: Pod\nspec: {containers: [{command: [kube-scheduler, "--profiling=\\e[31mtrue\\nok"]}]}\n';
  const kubeadm =
    'apiVersion: kubeadm.k8s.io/v1beta4\nkind: ClusterConfiguration\napiServer: {extraArgs: [null, 1, {name: 3}]}\netcd: []\nscheduler: 1\n';
  const files = Object.fromEntries([...odd, hostile, kubeadm].map((text, index) => [`odd-${index}.yaml`, text]));
  folder = new Folder({ ...files, 'k3s/config.yaml': 'tls-san: 1\nkube-apiserver-arg: {a: 1}\nkubelet-arg: [null, "=", "--"]\n' });
  const { code, out, err } = await folder.palisade('audit', '.');
  expect({ code, err }).toEqual({ code: 1, err: [] });
  expect(out.filter((line) => line.includes('\u001b'))).toEqual([]);
  expect(out.join('\n')).toContain('--profiling is \\u001b[31mtrue\\u000aok');
});

test('of our own output no automated check fails, and every program is in it', async () => {
  folder = new Folder();
  const { told } = await results(join(REPOSITORY, 'dist/control-plane'));
  expect(told.results.filter(({ status }) => status === 'fail').map(({ id }) => id)).toEqual([]);
  expect([...new Set(told.programs.map(({ name }) => name))].sort()).toEqual([...PROGRAMS].sort());
});
