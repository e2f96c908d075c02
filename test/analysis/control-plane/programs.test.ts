import { hostFactsOf } from '../../../analysis/control-plane/facts';
import { documentsAt } from '../../../analysis/control-plane/linked';
import type { HostText, Program } from '../../../analysis/control-plane/program';

const file = (path: string, text: string, host?: string): HostText => (host === undefined ? { path, text } : { path, text, host });

/** Programs and the flags that somebody wrote, without the ones that are given anyway. */
function found(...files: readonly HostText[]) {
  return hostFactsOf(files).programs.map(({ name, flags }) => [name, writtenIn(flags)]);
}

function writtenIn(flags: Program['flags']) {
  const own = [...flags].filter(([, given]) => given.some(({ by }) => by === undefined));
  return Object.fromEntries(own.map(([name, given]) => [name, given.map(({ value }) => value).join(' | ')]));
}

describe('processes', () => {
  test.each([
    ['ps -eo args', '/usr/local/bin/kube-scheduler --profiling=false --v=2'],
    ['ps -ef', 'root        1234       1  0 Nov21 ?        00:01:02 kube-scheduler --profiling=false --v=2'],
    ['ps aux', 'root 1234  0.3  1.2 768000 51000 ?  Ssl  Nov21   3:01 kube-scheduler --profiling=false --v=2'],
    ['ps -eo pid,args', '  1234 /usr/bin/kube-scheduler --profiling=false --v=2'],
    ['a wrapper', '/go-runner --log-file=/var/log/s.log kube-scheduler --profiling=false --v=2'],
  ])('%s', (_, line) => {
    expect(found(file('ps.txt', `USER PID COMMAND\n${line}\n`))).toEqual([['kube-scheduler', { profiling: 'false', v: '2' }]]);
  });

  test('cmdline of a process', () => {
    expect(found(file('1234/cmdline', '/usr/bin/etcd\0--cert-file=/with space\0--client-cert-auth\0'))).toEqual([
      ['etcd', { 'cert-file': '/with space', 'client-cert-auth': 'true' }],
    ]);
  });

  test.each(['grep kube-scheduler --color=auto', 'vim kube-scheduler --help', 'kube-scheduler', '/opt/my-kube-scheduler --v=2', ''])(
    'what starts no program is none: %s',
    (line) => {
      expect(found(file('ps.txt', `${line}\n`))).toEqual([]);
    },
  );
});

describe('static pods', () => {
  const pod = (container: object) => file('pod.yaml', JSON.stringify({ apiVersion: 'v1', kind: 'Pod', spec: { containers: [container] } }));
  test.each([
    ['command alone', { command: ['kube-scheduler', '--v=2'] }],
    ['command and args', { command: ['/usr/local/bin/kube-scheduler'], args: ['--v=2'] }],
    ['args of an image', { name: 'main', image: 'registry.k8s.io/kube-scheduler:v1.33.0@sha256:abc', args: ['--v', '2'] }],
    ['a shell', { command: ['/bin/sh', '-c', 'exec kube-scheduler \\\n  --v="2" 2>&1 | tee --v=9'] }],
    ['a variable', { command: ['kube-scheduler', '--v=$(LEVEL)'], env: [{ name: 'LEVEL', value: '2' }] }],
  ])('%s', (_, container) => {
    expect(found(pod(container))).toEqual([['kube-scheduler', { v: '2' }]]);
  });

  test('etcd by its environment, which a flag wins over', () => {
    const env = [
      { name: 'ETCD_CLIENT_CERT_AUTH', value: 'true' },
      { name: 'ETCD_CERT_FILE', value: '/env.crt' },
    ];
    expect(found(pod({ command: ['etcd', '--cert-file=/flag.crt'], env }))).toEqual([
      ['etcd', { 'client-cert-auth': 'true', 'cert-file': '/flag.crt' }],
    ]);
  });

  test.each([
    ['a pod of an app', { command: ['redis-server', '--port=1'] }],
    ['a program without a flag', { command: ['kube-scheduler'] }],
    ['a patch without a command', { name: 'kube-scheduler', livenessProbe: {} }],
  ])('none is %s', (_, container) => {
    expect(found(pod(container))).toEqual([]);
  });
});

describe('units of systemd', () => {
  test('variables of the unit and of files, lines that go on, and an empty ExecStart that forgets', () => {
    const unit = '[Service]\nExecStart=/usr/bin/kubelet --forgotten=1\n';
    const extension = `[Service]
Environment="A=--a=1 --b=2" C=--c=3
EnvironmentFile=-/etc/default/kubelet
ExecStart=
ExecStart=-/usr/bin/kubelet $A \\
    $C \${NAMED} $EXTRA $UNSET --last='4 5'
`;
    const files = [
      file('kubelet.service', unit),
      file('kubelet.service.d/10.conf', extension),
      file('default/kubelet', 'EXTRA="--e=5"\nNAMED=--n=6\n'),
    ];
    expect(found(...files)).toEqual([['kubelet', { a: '1', b: '2', c: '3', n: '6', e: '5', last: '4 5' }]]);
  });

  test('etcd by a file of its environment', () => {
    expect(found(file('etcd.env', '# etcd\nETCD_NAME=cp-1\nETCD_CERT_FILE="/pki/server.crt"\n'))).toEqual([
      ['etcd', { name: 'cp-1', 'cert-file': '/pki/server.crt' }],
    ]);
  });
});

test('etcd by its configuration file', () => {
  const text =
    'name: cp-1\ndata-dir: /var/lib/etcd\nclient-transport-security: { client-cert-auth: true, cert-file: /a }\npeer-transport-security: { auto-tls: false }\n';
  expect(found(file('etcd.conf.yml', text))).toEqual([
    ['etcd', { name: 'cp-1', 'data-dir': '/var/lib/etcd', 'cert-file': '/a', 'client-cert-auth': 'true', 'peer-auto-tls': 'false' }],
  ]);
});

describe('k3s and RKE2', () => {
  const flagsOf = (name: string, ...files: readonly HostText[]) => {
    const flags = hostFactsOf(files).programs.find((program) => program.name === name)?.flags ?? new Map();
    return (flag: string) => flags.get(flag)?.map(({ value }: { readonly value: string }) => value);
  };

  test('their own flags, and those that are written over them', () => {
    const flags = flagsOf('kube-apiserver', file('k3s/server.yaml', 'kube-apiserver-arg:\n  - profiling=true\n  - audit-log-path=/a\n'));
    expect([flags('profiling'), flags('audit-log-path'), flags('anonymous-auth')]).toEqual([['true'], ['/a'], ['false']]);
  });

  test('a sign keeps what is given anyway', () => {
    const flags = flagsOf('kube-apiserver', file('k3s/server.yaml', 'kube-apiserver-arg: enable-admission-plugins+=PodNodeSelector\n'));
    expect(flags('enable-admission-plugins')).toEqual(['NodeRestriction', 'PodNodeSelector']);
  });

  test('a file beside it adds to it, and one with a sign to a list', () => {
    const main = file('etc/rancher/rke2/config.yaml', 'kubelet-arg: [seccomp-default=true]\ntls-san: [a]\n');
    const [replaced, added] = ['kubelet-arg', 'kubelet-arg+'].map((key) => {
      return flagsOf('kubelet', main, file('etc/rancher/rke2/config.yaml.d/10.yaml', `${key}: [pod-max-pids=100]\n`));
    });
    expect([replaced?.('seccomp-default'), replaced?.('pod-max-pids')]).toEqual([undefined, ['100']]);
    expect([added?.('seccomp-default'), added?.('pod-max-pids')]).toEqual([['true'], ['100']]);
  });

  test('secrets are encrypted by RKE2 always, by k3s when it is asked to', () => {
    const encrypted = (path: string, text: string) =>
      flagsOf('kube-apiserver', file(path, text))('encryption-provider-config') !== undefined;
    expect(encrypted('k3s/server.yaml', 'tls-san: [a]\n')).toBe(false);
    expect(encrypted('k3s/server.yaml', 'secrets-encryption: true\n')).toBe(true);
    expect(encrypted('rke2/server.yaml', 'tls-san: [a]\n')).toBe(true);
  });

  test('an agent runs no server, and k3s without members no etcd', () => {
    const names = (path: string, text: string) => hostFactsOf([file(path, text)]).programs.map(({ name }) => name);
    expect(names('k3s/agent.yaml', 'server: https://a:6443\ntoken-file: /t\n')).toEqual(['kubelet', 'kube-proxy']);
    expect(names('k3s/server.yaml', 'write-kubeconfig-mode: "0600"\n')).not.toContain('etcd');
    expect(names('k3s/server.yaml', 'cluster-init: true\n')).toContain('etcd');
    expect(names('rke2/server.yaml', 'tls-san: [a]\n')).toContain('etcd');
  });
});

describe('the file that a program reads', () => {
  const policy = '{apiVersion: audit.k8s.io/v1, kind: Policy}';
  const pod = (mountPath: string) =>
    file(
      'kube-apiserver.yaml',
      JSON.stringify({
        apiVersion: 'v1',
        kind: 'Pod',
        spec: {
          containers: [{ command: ['kube-apiserver', '--v=2'], volumeMounts: [{ name: 'audit', mountPath }] }],
          volumes: [{ name: 'audit', hostPath: { path: '/etc/kubernetes/apiserver' } }],
        },
      }),
    );
  const read = (path: string, mountPath: string, ...files: readonly HostText[]) => {
    const facts = hostFactsOf([pod(mountPath), ...files]);
    const [program] = facts.programs;
    return program === undefined ? undefined : documentsAt(facts, program, path).map((document) => document.path);
  };
  test('by its path on the host, through the mounts of the container', () => {
    const files = [file('a/p.yaml', policy, '/etc/kubernetes/apiserver/p.yaml'), file('b/p.yaml', policy, '/etc/p.yaml')];
    expect(read('/audit/p.yaml', '/audit', ...files)).toEqual(['a/p.yaml']);
    expect(read('/etc/p.yaml', '/audit', ...files)).toEqual(['b/p.yaml']);
    expect(read('/auditing/p.yaml', '/audit', ...files)).toEqual([]);
  });
  test('by its name, where only one has it', () => {
    expect(read('/audit/p.yaml', '/audit', file('x/p.yaml', policy))).toEqual(['x/p.yaml']);
    expect(read('/audit/p.yaml', '/audit', file('x/p.yaml', policy), file('y/p.yaml', policy))).toEqual([]);
    expect(read('/audit/p.yaml', '/audit', file('x/p.yaml', policy), file('copy/etc/kubernetes/apiserver/p.yaml', policy))).toEqual([
      'copy/etc/kubernetes/apiserver/p.yaml',
    ]);
  });
});
