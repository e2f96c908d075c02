import { ControlPlane, KUBERNETES_VERSIONS, Platform } from '../../../constructs';
import { ENDPOINT, flagsIn, hostFiles, type Loose, MEMBERS } from './harness';
import { KNOWN } from './known-flags';

const SUITES = [
  'TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256',
  'TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256',
  'TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384',
  'TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384',
  'TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256',
  'TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256',
].join(',');
const files = hostFiles();
const API = 'flags/cp-1/kube-apiserver.conf';
const MANAGER = 'flags/kube-controller-manager.conf';
const SCHEDULER = 'flags/kube-scheduler.conf';
const ETCD = 'flags/cp-1/etcd.conf';
const PKI = '/etc/kubernetes/pki';

/** CIS Kubernetes Benchmark 1.12: a row, the file, the flag, and the value with which the row holds; `undefined` where it must not be given. */
const ROWS: readonly (readonly [string, string, string, string | undefined])[] = [
  ['1.2.2', API, 'token-auth-file', undefined],
  ['1.2.4', API, 'kubelet-client-certificate', `${PKI}/apiserver-kubelet-client.crt`],
  ['1.2.4', API, 'kubelet-client-key', `${PKI}/apiserver-kubelet-client.key`],
  ['1.2.5', API, 'kubelet-certificate-authority', `${PKI}/ca.crt`],
  ['1.2.15', API, 'profiling', 'false'],
  ['1.2.20', API, 'request-timeout', '60s'],
  ['1.2.21', API, 'service-account-lookup', 'true'],
  ['1.2.22', API, 'service-account-key-file', `${PKI}/sa.pub`],
  ['1.2.23', API, 'etcd-certfile', `${PKI}/apiserver-etcd-client.crt`],
  ['1.2.23', API, 'etcd-keyfile', `${PKI}/apiserver-etcd-client.key`],
  ['1.2.24', API, 'tls-cert-file', `${PKI}/apiserver.crt`],
  ['1.2.24', API, 'tls-private-key-file', `${PKI}/apiserver.key`],
  ['1.2.25', API, 'client-ca-file', `${PKI}/ca.crt`],
  ['1.2.26', API, 'etcd-cafile', `${PKI}/etcd/ca.crt`],
  ['1.2.29', API, 'tls-cipher-suites', SUITES],
  ['1.2.30', API, 'service-account-extend-token-expiration', 'false'],
  ['1.3.1', MANAGER, 'terminated-pod-gc-threshold', '1000'],
  ['1.3.2', MANAGER, 'profiling', 'false'],
  ['1.3.3', MANAGER, 'use-service-account-credentials', 'true'],
  ['1.3.4', MANAGER, 'service-account-private-key-file', `${PKI}/sa.key`],
  ['1.3.5', MANAGER, 'root-ca-file', `${PKI}/ca.crt`],
  ['1.3.6', MANAGER, 'feature-gates', undefined],
  ['1.3.7', MANAGER, 'bind-address', '127.0.0.1'],
  ['1.4.1', SCHEDULER, 'profiling', 'false'],
  ['1.4.2', SCHEDULER, 'bind-address', '127.0.0.1'],
  ['2.1', ETCD, 'cert-file', `${PKI}/etcd/server.crt`],
  ['2.1', ETCD, 'key-file', `${PKI}/etcd/server.key`],
  ['2.2', ETCD, 'client-cert-auth', 'true'],
  ['2.3', ETCD, 'auto-tls', 'false'],
  ['2.4', ETCD, 'peer-cert-file', `${PKI}/etcd/peer.crt`],
  ['2.4', ETCD, 'peer-key-file', `${PKI}/etcd/peer.key`],
  ['2.5', ETCD, 'peer-client-cert-auth', 'true'],
  ['2.6', ETCD, 'peer-auto-tls', 'false'],
  ['2.7', ETCD, 'trusted-ca-file', `${PKI}/etcd/ca.crt`],
];

test.each(ROWS)('CIS %s holds: %s has %s %s', (_id, path, flag, value) => {
  expect(flagsIn(files[path])[flag]).toEqual(value === undefined ? undefined : [value]);
});

/** What else is decided for the platform's defaults. */
test.each<readonly [string, string, string]>([
  [API, 'tls-min-version', 'VersionTLS12'],
  [API, 'strict-transport-security-directives', 'max-age=31536000,includeSubDomains'],
  [API, 'secure-port', '6443'],
  [API, 'advertise-address', '10.0.0.1'],
  [API, 'requestheader-client-ca-file', `${PKI}/front-proxy-ca.crt`],
  [API, 'requestheader-allowed-names', 'front-proxy-client'],
  [API, 'proxy-client-cert-file', `${PKI}/front-proxy-client.crt`],
  [API, 'proxy-client-key-file', `${PKI}/front-proxy-client.key`],
  [API, 'kubelet-preferred-address-types', 'InternalIP,Hostname'],
  [API, 'etcd-servers', 'https://127.0.0.1:2379'],
  [API, 'service-account-issuer', 'https://kubernetes.default.svc.cluster.local'],
  [API, 'service-account-signing-key-file', `${PKI}/sa.key`],
  [API, 'service-account-max-token-expiration', '86400s'],
  [API, 'service-cluster-ip-range', '10.96.0.0/12'],
  [API, 'goaway-chance', '0.001'],
  [API, 'max-requests-inflight', '400'],
  [API, 'max-mutating-requests-inflight', '200'],
  [MANAGER, 'tls-min-version', 'VersionTLS12'],
  [MANAGER, 'tls-cipher-suites', SUITES],
  [MANAGER, 'authentication-kubeconfig', '/etc/kubernetes/controller-manager.conf'],
  [MANAGER, 'authorization-kubeconfig', '/etc/kubernetes/controller-manager.conf'],
  [MANAGER, 'cluster-signing-cert-file', `${PKI}/ca.crt`],
  [MANAGER, 'cluster-signing-key-file', `${PKI}/ca.key`],
  [MANAGER, 'cluster-signing-duration', '2160h'],
  [MANAGER, 'cluster-cidr', '10.244.0.0/16'],
  [MANAGER, 'allocate-node-cidrs', 'true'],
  [SCHEDULER, 'tls-min-version', 'VersionTLS12'],
  [SCHEDULER, 'tls-cipher-suites', SUITES],
  [ETCD, 'data-dir', '/var/lib/etcd'],
  [ETCD, 'peer-trusted-ca-file', `${PKI}/etcd/ca.crt`],
  [ETCD, 'tls-min-version', 'TLS1.2'],
  [ETCD, 'cipher-suites', SUITES],
  [ETCD, 'listen-client-urls', 'https://127.0.0.1:2379,https://10.0.0.1:2379'],
  [ETCD, 'listen-peer-urls', 'https://10.0.0.1:2380'],
  [ETCD, 'listen-metrics-urls', 'http://127.0.0.1:2381'],
  [ETCD, 'initial-cluster', 'cp-1=https://10.0.0.1:2380,cp-2=https://10.0.0.2:2380,cp-3=https://10.0.0.3:2380'],
  [ETCD, 'quota-backend-bytes', '8589934592'],
  [ETCD, 'auto-compaction-retention', '8h'],
  ['flags/cp-3/etcd.conf', 'name', 'cp-3'],
  ['flags/cp-3/kube-apiserver.conf', 'advertise-address', '10.0.0.3'],
])('%s has --%s=%s', (path, flag, value) => {
  expect(flagsIn(files[path])[flag]).toEqual([value]);
});

test.each<readonly [string, Loose, string, string, readonly string[]]>([
  ['serving.minTls', { serving: { minTls: 'VersionTLS13' } }, API, 'tls-min-version', ['VersionTLS13']],
  [
    'serving.sni',
    {
      serving: {
        sni: [
          { certificate: '/etc/tls/a.crt', key: '/etc/tls/a.key', names: ['a.example.com', '*.a.example.com'] },
          { certificate: '/etc/tls/b.crt', key: '/etc/tls/b.key' },
        ],
      },
    },
    API,
    'tls-sni-cert-key',
    ['/etc/tls/a.crt,/etc/tls/a.key:a.example.com,*.a.example.com', '/etc/tls/b.crt,/etc/tls/b.key'],
  ],
  [
    'serving.hsts',
    { serving: { hsts: { maxAge: 60, includeSubDomains: false, preload: true } } },
    API,
    'strict-transport-security-directives',
    ['max-age=60,preload'],
  ],
  ['serving.bindAddress', { serving: { bindAddress: '10.0.0.9' } }, API, 'bind-address', ['10.0.0.9']],
  ['serving.requestTimeout', { serving: { requestTimeout: 30 } }, API, 'request-timeout', ['30s']],
  ['serving.goawayChance', { serving: { goawayChance: 0 } }, API, 'goaway-chance', ['0']],
  [
    'serviceAccounts.formerIssuers',
    { serviceAccounts: { issuer: 'https://new.example.com', formerIssuers: ['https://old.example.com'] } },
    API,
    'service-account-issuer',
    ['https://new.example.com', 'https://old.example.com'],
  ],
  [
    'serviceAccounts.formerKeys',
    { serviceAccounts: { formerKeys: [`${PKI}/sa-old.pub`] } },
    API,
    'service-account-key-file',
    [`${PKI}/sa.pub`, `${PKI}/sa-old.pub`],
  ],
  [
    'serviceAccounts.jwksUri',
    { serviceAccounts: { jwksUri: 'https://keys.example.com/jwks' } },
    API,
    'service-account-jwks-uri',
    ['https://keys.example.com/jwks'],
  ],
  [
    'serviceAccounts.audiences',
    { serviceAccounts: { audiences: ['api', 'https://api.example.com'] } },
    API,
    'api-audiences',
    ['api,https://api.example.com'],
  ],
  ['controllerManager.endedPods', { controllerManager: { endedPods: 10 } }, MANAGER, 'terminated-pod-gc-threshold', ['10']],
  ['controllerManager.certificateDays', { controllerManager: { certificateDays: 1 } }, MANAGER, 'cluster-signing-duration', ['24h']],
  ['clusterName', { clusterName: 'prod' }, MANAGER, 'cluster-name', ['prod']],
  [
    'scheduler.cipherSuites',
    { scheduler: { cipherSuites: ['TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384'] } },
    SCHEDULER,
    'tls-cipher-suites',
    ['TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384'],
  ],
  ['etcd.quotaGibibytes', { etcd: { quotaGibibytes: 2 } }, ETCD, 'quota-backend-bytes', ['2147483648']],
])('%s says it otherwise', (_what, props, path, flag, values) => {
  expect(flagsIn(hostFiles(props, { kubernetesVersion: '1.33' })[path])[flag]).toEqual(values);
});

test('without node ranges, no range is cut up', () => {
  const flags = flagsIn(hostFiles({ controllerManager: { allocateNodeCidrs: false } })[MANAGER]);
  expect([flags['allocate-node-cidrs'], flags['cluster-cidr']]).toEqual([undefined, undefined]);
});

test('etcd is told no suites of TLS 1.2 when it speaks 1.3 alone, which it would refuse', () => {
  const flags = flagsIn(hostFiles({ etcd: { minTls: 'VersionTLS13' } })[ETCD]);
  expect([flags['tls-min-version'], flags['cipher-suites']]).toEqual([['TLS1.3'], undefined]);
});

test('members with IPv6 addresses have them in brackets where a port follows', () => {
  const members = { a: 'fd00::1', b: 'fd00::2', c: 'fd00::3' };
  const written = hostFiles({ members, endpoint: '[fd00::9]:443' });
  const [api, etcd] = [flagsIn(written['flags/b/kube-apiserver.conf']), flagsIn(written['flags/b/etcd.conf'])];
  expect([api['bind-address'], api['etcd-servers'], api['advertise-address']]).toEqual([['::'], ['https://[::1]:2379'], ['fd00::2']]);
  expect([etcd['listen-client-urls'], etcd['listen-metrics-urls'], etcd['listen-peer-urls']]).toEqual([
    ['https://[::1]:2379,https://[fd00::2]:2379'],
    ['http://[::1]:2381'],
    ['https://[fd00::2]:2380'],
  ]);
});

test('the only member sends no client to others', () => {
  const written = hostFiles({ members: { solo: '10.0.0.1' }, singleMember: 'a laboratory' });
  expect(flagsIn(written['flags/solo/kube-apiserver.conf'])['goaway-chance']).toEqual(['0']);
});

/** Flags of 1.29 that 1.27 does not know, nor 1.28. */
const SINCE_129 = ['authentication-config', 'authorization-config'];

describe.each(KUBERNETES_VERSIONS)('for Kubernetes %s', (kubernetesVersion) => {
  const written = hostFiles({ serviceAccounts: { jwksUri: 'https://keys.example.com', audiences: ['api'] } }, { kubernetesVersion });
  const minor = Number(kubernetesVersion.split('.')[1]);
  const programs = Object.keys(KNOWN) as (keyof typeof KNOWN)[];

  test.each(programs)('%s knows every flag that it is given', (program) => {
    const words = (text: string) => text.split(/\s+/).filter((word) => word !== '');
    const { both, old, new: young } = KNOWN[program];
    const known = new Set([...words(both), ...(minor <= 29 ? words(old) : []), ...(minor >= 36 ? words(young) : [])]);
    if (minor < 29) for (const flag of SINCE_129) known.delete(flag);
    const paths = Object.keys(written).filter((path) => path.startsWith('flags/') && path.endsWith(`/${program}.conf`));
    expect(paths.length).toBeGreaterThan(0);
    for (const path of paths) expect(Object.keys(flagsIn(written[path])).filter((flag) => !known.has(flag))).toEqual([]);
  });
});

test('each flag has the threat that it is there for', () => {
  const platform = new Platform();
  const { composition } = new ControlPlane(platform, 'control-plane', {
    endpoint: ENDPOINT,
    members: MEMBERS,
    serving: { sni: [{ certificate: '/etc/tls/a.crt', key: '/etc/tls/a.key' }] },
    serviceAccounts: { jwksUri: 'https://keys.example.com', audiences: ['api'] },
  });
  const given = (['kube-apiserver', 'kube-controller-manager', 'kube-scheduler', 'etcd'] as const).flatMap((component) =>
    Object.keys(composition.flagsOn({ name: 'cp-1', address: '10.0.0.1' }, component)).map((flag) => `${component} --${flag}`),
  );
  expect(given.filter((flag) => composition.reasons[flag] === undefined)).toEqual([]);
  const threats = /^(availability|denial of service|disclosure|elevation|repudiation|spoofing|tampering): [^.]+$/;
  expect(Object.values(composition.reasons).filter((reason) => !threats.test(reason))).toEqual([]);
});
