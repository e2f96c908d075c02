import { FORMS, resultOf } from './written';

type Server = Parameters<(typeof FORMS)[string]>[0];

const STRONG = 'TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256,TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256';
const A = 'automated';
const M = 'manual';

/**
 * The benchmark, section by section: what passes, what does not, and what comes of a program that says nothing, by itself and as kubeadm
 * starts it. Written from the benchmark's own table and from the defaults of the programs.
 */
const ROWS: readonly (readonly [
  id: string,
  kind: typeof A | typeof M,
  program: Server,
  flag: string,
  passes: readonly string[],
  fails: readonly string[],
  alone: boolean,
  byKubeadm: boolean,
])[] = [
  ['1.2.1', M, 'kube-apiserver', 'anonymous-auth', ['false', 'False', '0'], ['true', '1'], false, false],
  ['1.2.2', A, 'kube-apiserver', 'token-auth-file', [''], ['/etc/tokens.csv'], true, true],
  ['1.2.3', M, 'kube-apiserver', 'enable-admission-plugins', ['NodeRestriction,DenyServiceExternalIPs'], ['NodeRestriction'], false, false],
  ['1.2.5', A, 'kube-apiserver', 'kubelet-certificate-authority', ['/pki/ca.crt'], [''], false, false],
  ['1.2.6', A, 'kube-apiserver', 'authorization-mode', ['Node,RBAC', 'RBAC'], ['AlwaysAllow', 'RBAC,AlwaysAllow'], false, true],
  ['1.2.7', A, 'kube-apiserver', 'authorization-mode', ['Node,RBAC'], ['RBAC'], false, true],
  ['1.2.8', A, 'kube-apiserver', 'authorization-mode', ['Node,RBAC'], ['Node,ABAC'], false, true],
  [
    '1.2.10',
    A,
    'kube-apiserver',
    'enable-admission-plugins',
    ['NodeRestriction'],
    ['AlwaysAdmit', 'NodeRestriction,AlwaysAdmit'],
    true,
    true,
  ],
  ['1.2.11', M, 'kube-apiserver', 'enable-admission-plugins', ['AlwaysPullImages'], ['NodeRestriction'], false, false],
  [
    '1.2.12',
    A,
    'kube-apiserver',
    'disable-admission-plugins',
    ['PodSecurity'],
    ['ServiceAccount', 'PodSecurity,ServiceAccount'],
    true,
    true,
  ],
  ['1.2.13', A, 'kube-apiserver', 'disable-admission-plugins', ['PodSecurity'], ['NamespaceLifecycle'], true, true],
  ['1.2.14', A, 'kube-apiserver', 'enable-admission-plugins', ['NodeRestriction,PodSecurity'], ['PodSecurity'], false, true],
  ['1.2.15', A, 'kube-apiserver', 'profiling', ['false'], ['true'], false, false],
  ['1.2.16', A, 'kube-apiserver', 'audit-log-path', ['/var/log/audit.log', '-'], [''], false, false],
  ['1.2.17', A, 'kube-apiserver', 'audit-log-maxage', ['30', '90'], ['29', '0', 'month'], false, false],
  ['1.2.18', A, 'kube-apiserver', 'audit-log-maxbackup', ['10'], ['9'], false, false],
  ['1.2.19', A, 'kube-apiserver', 'audit-log-maxsize', ['100'], ['99'], false, false],
  ['1.2.20', M, 'kube-apiserver', 'request-timeout', ['60s', '5m', '1m30s'], ['0', '6m', '1h', 'soon'], true, true],
  ['1.2.21', A, 'kube-apiserver', 'service-account-lookup', ['true'], ['false'], true, true],
  ['1.2.22', A, 'kube-apiserver', 'service-account-key-file', ['/pki/sa.pub'], [''], false, true],
  ['1.2.25', A, 'kube-apiserver', 'client-ca-file', ['/pki/ca.crt'], [''], false, true],
  ['1.2.26', A, 'kube-apiserver', 'etcd-cafile', ['/pki/etcd/ca.crt'], [''], false, true],
  ['1.2.27', M, 'kube-apiserver', 'encryption-provider-config', ['/etc/encryption.yaml'], [''], false, false],
  ['1.2.29', M, 'kube-apiserver', 'tls-cipher-suites', [STRONG], [`${STRONG},TLS_RSA_WITH_AES_128_CBC_SHA`], false, false],
  ['1.2.30', A, 'kube-apiserver', 'service-account-extend-token-expiration', ['false'], ['true'], false, false],
  ['1.3.1', M, 'kube-controller-manager', 'terminated-pod-gc-threshold', ['10', '12500'], ['0', '-1'], false, false],
  ['1.3.2', A, 'kube-controller-manager', 'profiling', ['false'], ['true'], false, false],
  ['1.3.3', A, 'kube-controller-manager', 'use-service-account-credentials', ['true'], ['false'], false, true],
  ['1.3.4', A, 'kube-controller-manager', 'service-account-private-key-file', ['/pki/sa.key'], [''], false, true],
  ['1.3.5', A, 'kube-controller-manager', 'root-ca-file', ['/pki/ca.crt'], [''], false, true],
  [
    '1.3.6',
    A,
    'kube-controller-manager',
    'feature-gates',
    ['RotateKubeletServerCertificate=true', 'Other=false', 'RotateKubeletServerCertificate=false,RotateKubeletServerCertificate=true'],
    ['RotateKubeletServerCertificate=false', 'Other=true,RotateKubeletServerCertificate=false'],
    true,
    true,
  ],
  ['1.3.7', A, 'kube-controller-manager', 'bind-address', ['127.0.0.1', '::1'], ['0.0.0.0', '::', '10.0.0.1'], false, true],
  ['1.4.1', A, 'kube-scheduler', 'profiling', ['false'], ['true'], false, false],
  ['1.4.2', A, 'kube-scheduler', 'bind-address', ['127.0.0.1'], ['0.0.0.0', '127.0.0.1.example.com'], false, true],
  ['2.2', A, 'etcd', 'client-cert-auth', ['true'], ['false'], false, true],
  ['2.3', A, 'etcd', 'auto-tls', ['false'], ['true'], true, true],
  ['2.5', A, 'etcd', 'peer-client-cert-auth', ['true'], ['false'], false, true],
  ['2.6', A, 'etcd', 'peer-auto-tls', ['false'], ['true'], true, true],
  ['3.2.1', M, 'kube-apiserver', 'audit-policy-file', ['/etc/audit.yaml'], [''], false, false],
];

/** Two flags that only count together. */
const PAIRS: readonly (readonly [id: string, program: Server, first: string, second: string, byKubeadm: boolean])[] = [
  ['1.2.4', 'kube-apiserver', 'kubelet-client-certificate', 'kubelet-client-key', true],
  ['1.2.23', 'kube-apiserver', 'etcd-certfile', 'etcd-keyfile', true],
  ['1.2.24', 'kube-apiserver', 'tls-cert-file', 'tls-private-key-file', true],
  ['2.1', 'etcd', 'cert-file', 'key-file', true],
  ['2.4', 'etcd', 'peer-cert-file', 'peer-key-file', true],
];

const broken = (kind: typeof A | typeof M) => (kind === A ? 'fail' : 'warn');

describe.each(Object.entries(FORMS))('in %s', (name, written) => {
  const kubeadm = name.startsWith('kubeadm');

  test.each(ROWS)('%s (%s) of %s by --%s', (id, kind, program, flag, passes, fails, alone, byKubeadm) => {
    const status = (flags: Readonly<Record<string, string>>) => resultOf(id, [written(program, flags)]).status;
    expect(passes.map((value) => [value, status({ [flag]: value })])).toEqual(passes.map((value) => [value, 'pass']));
    expect(fails.map((value) => [value, status({ [flag]: value })])).toEqual(fails.map((value) => [value, broken(kind)]));
    expect(status({})).toBe((kubeadm ? byKubeadm : alone) ? 'pass' : broken(kind));
  });

  test.each(PAIRS)('%s of %s by --%s and --%s', (id, program, first, second, byKubeadm) => {
    const status = (flags: Readonly<Record<string, string>>) => resultOf(id, [written(program, flags)]).status;
    expect(status({ [first]: '/a', [second]: '/b' })).toBe('pass');
    expect(status({ [first]: '/a', [second]: '' })).toBe('fail');
    expect(status({ [first]: '', [second]: '/b' })).toBe('fail');
    expect(status({})).toBe(kubeadm && byKubeadm ? 'pass' : 'fail');
  });
});

test('without a file that starts the program nobody knows', () => {
  const { status, findings } = resultOf('1.4.1', []);
  expect([status, findings]).toEqual(['unknown', [{ holds: 'unknown', status: 'unknown', actual: 'no file starts kube-scheduler' }]]);
});

test('of several instances the worst counts, and each is told with its place', () => {
  const files = ['true', 'false'].map((value, index) => ({
    path: `cp-${index}/kube-scheduler.conf`,
    text: `--v=2\n--profiling=${value}\n`,
  }));
  const { status, findings } = resultOf('1.4.1', files);
  expect([status, findings.map((finding) => [finding.status, finding.actual, finding.place])]).toEqual([
    'fail',
    [
      ['fail', '--profiling is true', { file: 'cp-0/kube-scheduler.conf', line: 2, column: 1 }],
      ['pass', '--profiling is false', { file: 'cp-1/kube-scheduler.conf', line: 2, column: 1 }],
    ],
  ]);
});

describe('flags are what Go makes of them', () => {
  const status = (id: string, line: string) => resultOf(id, [{ path: 'ps.txt', text: `${line}\n` }]).status;
  test.each([
    ['the last of two counts', '1.2.15', 'kube-apiserver --profiling=true --profiling=false', 'pass'],
    ['the last of two counts, the other way round', '1.2.15', 'kube-apiserver --profiling=false --profiling=true', 'fail'],
    ['lists add up', '1.2.6', 'kube-apiserver --authorization-mode=AlwaysAllow --authorization-mode=Node,RBAC', 'fail'],
    ['a value may follow', '1.2.17', 'kube-apiserver --audit-log-maxage 30', 'pass'],
    ['a boolean alone is true', '1.3.3', 'kube-controller-manager --use-service-account-credentials --v 2', 'pass'],
    ['a boolean takes no next word', '1.2.15', 'kube-apiserver --profiling false', 'fail'],
    ['names have their case', '1.2.15', 'kube-apiserver --Profiling=false', 'fail'],
    ['underscores are dashes in names', '1.2.17', 'kube-apiserver --audit_log_maxage=30', 'pass'],
    ['one dash is enough for etcd', '2.2', 'etcd -client-cert-auth=true', 'pass'],
    ['what is behind a pipe is not read', '1.2.17', 'kube-apiserver --v=2 | tee --audit-log-maxage=30', 'fail'],
  ])('%s', (_, id, line, expected) => {
    expect(status(id, line)).toBe(expected);
  });
});
