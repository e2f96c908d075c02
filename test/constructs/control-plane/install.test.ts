import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { installFile } from '../../../constructs/control-plane/install';
import type { HostDirectory, HostFile } from '../../../constructs/control-plane/part';

const file = (path: string, more: Partial<HostFile> = {}): HostFile => ({ path, text: () => `${path}\n`, ...more });
const FILES: readonly HostFile[] = [
  file('kubeadm/init.yaml'),
  file('apiserver/audit.yaml', { installedAt: '/etc/kubernetes/apiserver/audit.yaml', readBy: ['kube-apiserver'] }),
  file('checks/node.sh', { installedAt: '/usr/local/sbin/check-node', permissions: '0755', hosts: 'every-node' }),
  file('kubelet/default.yaml', { installedAt: '/var/lib/kubelet/config.yaml', hosts: 'every-node' }),
  file('kubelet/gpu.yaml', { installedAt: '/var/lib/kubelet/config.yaml', hosts: 'every-node', pool: 'gpu' }),
  file('access/nginx.conf', { installedAt: '/etc/nginx/nginx.conf', permissions: '0644', hosts: 'load-balancer' }),
];
const DIRECTORIES: readonly HostDirectory[] = [
  { path: '/var/log/kubernetes/audit', permissions: '0700', owner: 'root', writtenBy: ['kube-apiserver'] },
  { path: '/var/lib/etcd', permissions: '0700', owner: 'nobody', writtenBy: ['etcd'] },
];
const AUDIT = '/etc/kubernetes/apiserver/audit.yaml';
const isRoot = process.getuid?.() === 0;

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'palisade-install-'));
  const script = installFile(() => FILES, DIRECTORIES);
  for (const { path, text } of [...FILES, script]) {
    mkdirSync(dirname(join(directory, 'dist', path)), { recursive: true });
    writeFileSync(join(directory, 'dist', path), text());
  }
  chmodSync(join(directory, 'dist/install.sh'), 0o755);
  mkdirSync(join(directory, 'host'));
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

const host = (path: string) => join(directory, 'host', path);
function run(...args: readonly string[]): { readonly code: number | null; readonly out: string; readonly err: string } {
  const { status, stdout, stderr } = spawnSync(join(directory, 'dist/install.sh'), args, {
    encoding: 'utf8',
    env: { PATH: process.env.PATH, ROOT: join(directory, 'host') },
  });
  return { code: status, out: stdout.replaceAll(join(directory, 'host'), ''), err: stderr.replaceAll(join(directory, 'host'), '') };
}

test('without a role that it knows, it says what it can do', () => {
  for (const args of [[], ['help'], ['node', 'control-plane'], ['node', '--pool'], ['control-plane', '--pool', 'gpu']]) {
    const { code, out, err } = run(...args);
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain('install.sh node [--pool POOL]        a node; pools: gpu');
  }
});

test('a pool that has no file of its own is refused', () => {
  expect(run('--check', 'node', '--pool', 'web')).toEqual({
    code: 2,
    out: '',
    err: 'no file is for the pool web alone, expected one of gpu\n',
  });
});

test('a role that nothing is written for is refused', () => {
  expect(run('--check', 'jump-host')).toEqual({ code: 2, out: '', err: 'nothing is written for this role\n' });
});

test('the check says what it would do, and does nothing', () => {
  const { code, out } = run('--check', 'load-balancer');
  expect([code, out]).toEqual([1, 'would change /etc/nginx (root:root 0755)\nwould change /etc/nginx/nginx.conf (root:root 0644)\n']);
  expect(existsSync(host('/etc'))).toBe(false);
});

test('a user that is missing is one more thing to do', () => {
  const script = installFile(() => [], [{ path: '/var/lib/etcd', permissions: '0700', owner: 'no-such-user', writtenBy: ['etcd'] }]);
  writeFileSync(join(directory, 'dist/install.sh'), script.text());
  expect(run('--check', 'control-plane')).toEqual({
    code: 1,
    out: 'would change user no-such-user\nwould change /var/lib/etcd (no-such-user 0700)\n',
    err: '',
  });
});

test('what is in the way is left where it is', () => {
  mkdirSync(host('/etc/nginx/nginx.conf'), { recursive: true });
  expect(run('--check', 'load-balancer')).toEqual({ code: 1, out: '', err: '/etc/nginx/nginx.conf is in the way, expected a file\n' });
});

if (isRoot) {
  test('files get their places, owners and permissions, and nothing else is put there', () => {
    expect(run('control-plane').code).toBe(0);
    const mode = (path: string) => (statSync(host(path)).mode & 0o777).toString(8);
    expect(readFileSync(host(AUDIT), 'utf8')).toBe('apiserver/audit.yaml\n');
    expect([mode(AUDIT), mode('/usr/local/sbin/check-node'), mode('/var/log/kubernetes/audit'), mode('/var/lib/etcd')]).toEqual([
      '600',
      '755',
      '700',
      '700',
    ]);
    expect(statSync(host('/var/lib/etcd')).uid).not.toBe(0);
    expect(readFileSync(host('/var/lib/kubelet/config.yaml'), 'utf8')).toBe('kubelet/default.yaml\n');
    expect(existsSync(host('/etc/nginx'))).toBe(false);
  });

  test('a second run finds everything in its place', () => {
    run('control-plane');
    expect(run('control-plane')).toEqual({ code: 0, out: 'everything is in its place\n', err: '' });
    expect(run('--check', 'control-plane')).toEqual({ code: 0, out: 'everything is in its place\n', err: '' });
  });

  test('only what differs is changed', () => {
    run('control-plane');
    writeFileSync(host(AUDIT), 'somebody was here\n');
    chmodSync(host('/var/log/kubernetes/audit'), 0o755);
    expect(run('--check', 'control-plane')).toEqual({
      code: 1,
      out: `would change /var/log/kubernetes/audit (root:root 0700)\nwould change ${AUDIT} (root:root 0600)\n`,
      err: '',
    });
    expect(run('control-plane').code).toBe(0);
    expect(readFileSync(host(AUDIT), 'utf8')).toBe('apiserver/audit.yaml\n');
    expect(run('--check', 'control-plane').code).toBe(0);
  });

  test('a link in the place of a file is replaced, not followed', () => {
    run('control-plane');
    writeFileSync(host('/elsewhere'), 'apiserver/audit.yaml\n');
    rmSync(host(AUDIT));
    symlinkSync(host('/elsewhere'), host(AUDIT));
    expect(run('control-plane').code).toBe(0);
    expect(statSync(host(AUDIT)).isFile()).toBe(true);
    expect(readFileSync(host('/elsewhere'), 'utf8')).toBe('apiserver/audit.yaml\n');
    expect(run('--check', 'control-plane').code).toBe(0);
  });

  test("a node of a pool gets the pool's file in the place of everybody's", () => {
    expect(run('node', '--pool', 'gpu').code).toBe(0);
    expect(readFileSync(host('/var/lib/kubelet/config.yaml'), 'utf8')).toBe('kubelet/gpu.yaml\n');
    expect(existsSync(host(AUDIT))).toBe(false);
    expect(run('--check', 'node', '--pool', 'gpu').code).toBe(0);
    expect(run('--check', 'node').code).toBe(1);
  });
} else {
  test.todo('files get their places, owners and permissions (not run: only root can)');

  test('only root may put files in their places', () => {
    expect(run('control-plane')).toEqual({
      code: 1,
      out: '',
      err: 'only root can put these files in their places: run it as root, or with --check\n',
    });
  });
}
