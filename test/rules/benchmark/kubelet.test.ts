import { resultOf } from './written';

const config = (fields: object, path = 'kubelet/config.yaml') => ({
  path,
  text: JSON.stringify({ apiVersion: 'kubelet.config.k8s.io/v1beta1', kind: 'KubeletConfiguration', ...fields }),
});
const flags = (...given: readonly string[]) => ({ path: 'ps.txt', text: `/usr/bin/kubelet ${['--v=2', ...given].join(' ')}\n` });
const STRONG = 'TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256';
const WEAK = 'TLS_RSA_WITH_AES_128_CBC_SHA';

/**
 * What passes and what does not, as a field and as a flag; then what comes of a kubelet with an empty file, of one without any file, and of
 * one that kubeadm configures. The defaults of a kubelet without a file are the ones that it had before there were files.
 */
const ROWS: readonly (readonly [
  id: string,
  bad: 'fail' | 'warn',
  good: object,
  wrong: object,
  flag: readonly [good: string, wrong: string],
  empty: boolean,
  none: boolean,
  kubeadm: boolean,
])[] = [
  [
    '4.2.1',
    'fail',
    { authentication: { anonymous: { enabled: false } } },
    { authentication: { anonymous: { enabled: true } } },
    ['--anonymous-auth=false', '--anonymous-auth'],
    true,
    false,
    true,
  ],
  [
    '4.2.2',
    'fail',
    { authorization: { mode: 'Webhook' } },
    { authorization: { mode: 'AlwaysAllow' } },
    ['--authorization-mode=Webhook', '--authorization-mode=AlwaysAllow'],
    true,
    false,
    true,
  ],
  [
    '4.2.3',
    'fail',
    { authentication: { x509: { clientCAFile: '/pki/ca.crt' } } },
    { authentication: { x509: { clientCAFile: '' } } },
    ['--client-ca-file=/pki/ca.crt', '--client-ca-file='],
    false,
    false,
    true,
  ],
  ['4.2.4', 'warn', { readOnlyPort: 0 }, { readOnlyPort: 10255 }, ['--read-only-port=0', '--read-only-port=10255'], true, false, true],
  [
    '4.2.5',
    'warn',
    { streamingConnectionIdleTimeout: '5m' },
    { streamingConnectionIdleTimeout: 'never' },
    ['--streaming-connection-idle-timeout=5m0s', '--streaming-connection-idle-timeout=0'],
    true,
    true,
    true,
  ],
  [
    '4.2.6',
    'fail',
    { makeIPTablesUtilChains: true },
    { makeIPTablesUtilChains: false },
    ['--make-iptables-util-chains', '--make-iptables-util-chains=false'],
    true,
    true,
    true,
  ],
  ['4.2.8', 'warn', { eventRecordQPS: 0 }, { eventRecordQPS: -1 }, ['--event-qps=5', '--event-qps=-5'], true, true, true],
  [
    '4.2.9',
    'warn',
    { tlsCertFile: '/a', tlsPrivateKeyFile: '/b' },
    { tlsCertFile: '/a' },
    ['--tls-cert-file=/a --tls-private-key-file=/b', '--tls-private-key-file=/b'],
    false,
    false,
    false,
  ],
  [
    '4.2.9',
    'warn',
    { serverTLSBootstrap: true },
    {},
    ['--rotate-server-certificates', '--rotate-server-certificates=false'],
    false,
    false,
    false,
  ],
  ['4.2.10', 'fail', { rotateCertificates: true }, { rotateCertificates: false }, ['--rotate-certificates', '--v=3'], false, false, true],
  [
    '4.2.11',
    'warn',
    { featureGates: { RotateKubeletServerCertificate: true } },
    { featureGates: { RotateKubeletServerCertificate: false } },
    ['--feature-gates=RotateKubeletServerCertificate=true', '--feature-gates=Other=true,RotateKubeletServerCertificate=false'],
    true,
    true,
    true,
  ],
  [
    '4.2.12',
    'warn',
    { tlsCipherSuites: [STRONG] },
    { tlsCipherSuites: [STRONG, WEAK] },
    [`--tls-cipher-suites=${STRONG}`, `--tls-cipher-suites=${WEAK}`],
    false,
    false,
    false,
  ],
  ['4.2.12', 'warn', { tlsMinVersion: 'VersionTLS13' }, {}, ['--tls-min-version=VersionTLS13', '--v=3'], false, false, false],
  ['4.2.13', 'warn', { podPidsLimit: 4096 }, { podPidsLimit: -1 }, ['--pod-max-pids=100', '--pod-max-pids=-1'], false, false, false],
  [
    '4.2.14',
    'warn',
    { seccompDefault: true },
    { seccompDefault: false },
    ['--seccomp-default', '--seccomp-default=false'],
    false,
    false,
    false,
  ],
];

test.each(ROWS)('%s', (id, bad, good, wrong, [goodFlag, wrongFlag], empty, none, kubeadm) => {
  const word = (passes: boolean) => (passes ? 'pass' : bad);
  const status = (...files: Parameters<typeof resultOf>[1]) => resultOf(id, files).status;
  expect(status(config(good))).toBe('pass');
  expect(status(config(wrong))).toBe(bad);
  expect(status(flags(goodFlag))).toBe('pass');
  expect(status(flags(wrongFlag))).toBe(bad);
  expect(status(config({}))).toBe(word(empty));
  expect(status(flags())).toBe(word(none));
  const cluster = { apiVersion: 'kubeadm.k8s.io/v1beta4', kind: 'ClusterConfiguration' };
  const document = (fields: object) =>
    JSON.stringify({ apiVersion: 'kubelet.config.k8s.io/v1beta1', kind: 'KubeletConfiguration', ...fields });
  expect(status({ path: 'init.yaml', text: JSON.stringify(cluster) })).toBe(word(kubeadm));
  expect(status({ path: 'init.yaml', text: `${JSON.stringify(cluster)}\n---\n${document(good)}` })).toBe('pass');
  // Both: the flag wins over the file.
  expect(status(flags('--config=/var/lib/kubelet/config.yaml', goodFlag), config(wrong))).toBe('pass');
  expect(status(flags('--config=/var/lib/kubelet/config.yaml'), config(good))).toBe('pass');
});

test('the flag wins over the file, whichever is worse', () => {
  const file = config({ authentication: { anonymous: { enabled: false } } });
  const { status, findings } = resultOf('4.2.1', [flags('--config=/etc/config.yaml', '--anonymous-auth=true'), file]);
  expect([status, findings.map(({ actual }) => actual)]).toEqual(['fail', ['--anonymous-auth is true']]);
});

test('what is in a file that was not given is not known', () => {
  const { status, findings } = resultOf('4.2.1', [flags('--config=/var/lib/kubelet/config.yaml')]);
  expect([status, findings.map(({ actual }) => actual)]).toEqual(['unknown', ['authentication.anonymous.enabled: its file was not given']]);
});

test('kubeadm renews client certificates, whatever is written', () => {
  const text = `{apiVersion: kubeadm.k8s.io/v1beta4, kind: ClusterConfiguration}
---
{apiVersion: kubelet.config.k8s.io/v1beta1, kind: KubeletConfiguration, rotateCertificates: false}
`;
  expect(resultOf('4.2.10', [{ path: 'init.yaml', text }]).status).toBe('pass');
});

test('a node that joins has what the cluster gives it, and flags of its own', () => {
  const join = (name: string) => ({
    path: `${name}.yaml`,
    text: `apiVersion: kubeadm.k8s.io/v1beta4
kind: JoinConfiguration
nodeRegistration:
  kubeletExtraArgs:
    - name: hostname-override
      value: ${name}
`,
  });
  const cluster = {
    path: 'init.yaml',
    text: `{apiVersion: kubeadm.k8s.io/v1beta4, kind: ClusterConfiguration}
---
{apiVersion: kubelet.config.k8s.io/v1beta1, kind: KubeletConfiguration, podPidsLimit: 100}
`,
  };
  expect(resultOf('4.2.13', [join('a')]).status).toBe('unknown');
  expect(resultOf('4.2.13', [join('a'), cluster]).status).toBe('pass');
  const { findings } = resultOf('4.2.7', [join('a'), cluster]);
  expect(findings.map(({ status, actual, place }) => [status, actual, place?.file, place?.line])).toEqual([
    ['warn', '--hostname-override is a', 'a.yaml', 6],
    ['pass', '--hostname-override is not set', 'init.yaml', 1],
  ]);
});

describe('kube-proxy, 4.3.1', () => {
  const file = (fields: object) => ({
    path: 'proxy.yaml',
    text: JSON.stringify({ apiVersion: 'kubeproxy.config.k8s.io/v1alpha1', kind: 'KubeProxyConfiguration', ...fields }),
  });
  test.each([
    ['a local address', file({ metricsBindAddress: '127.0.0.1:10249' }), 'pass'],
    ['the local address of IPv6', file({ metricsBindAddress: '[::1]:10249' }), 'pass'],
    ['every address', file({ metricsBindAddress: '0.0.0.0:10249' }), 'fail'],
    ['an address that starts like a local one', file({ metricsBindAddress: '127.0.0.1.example.com:10249' }), 'fail'],
    ['nothing', file({}), 'pass'],
    ['an empty address', file({ metricsBindAddress: '' }), 'pass'],
    ['a flag', { path: 'ps.txt', text: 'kube-proxy --metrics-bind-address=0.0.0.0:10249\n' }, 'fail'],
    ['another flag', { path: 'ps.txt', text: 'kube-proxy --v=2\n' }, 'pass'],
  ])('%s', (_, given, expected) => {
    expect(resultOf('4.3.1', [given]).status).toBe(expected);
  });
});
