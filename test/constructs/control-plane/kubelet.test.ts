import { parse, parseAllDocuments } from 'yaml';
import { KUBERNETES_VERSIONS, type KubernetesVersion, NodePool, type Platform, TenantNamespace } from '../../../constructs';
import { reasons } from '../../../constructs/control-plane/kubelet-reasons';
import { at } from '../harness';
import { hostFiles, type Loose, refused } from './harness';

const DEFAULT = 'kubelet/default.yaml';
type Document = Readonly<Record<string, unknown>>;
const kubeletOf = (kubelet: unknown = {}, kubernetesVersion: KubernetesVersion = '1.33'): Document =>
  parse(hostFiles({ kubelet } as Loose, { kubernetesVersion })[DEFAULT] ?? '') as Document;
const document = kubeletOf();
/** The value at a path; fields whose names have dots are asked for by their whole name. */
const value = (of: Document, path: string) => (path.includes(' ') || Object.hasOwn(of, path) ? at(of, path) : undefined);

/** CIS Kubernetes Benchmark 1.12, section 4.2: a row, the field that kube-bench reads, and the value with which the row holds. */
const ROWS: readonly (readonly [string, string, unknown])[] = [
  ['4.2.1', 'authentication anonymous enabled', false],
  ['4.2.2', 'authorization mode', 'Webhook'],
  ['4.2.2', 'authentication webhook enabled', true],
  ['4.2.3', 'authentication x509 clientCAFile', '/etc/kubernetes/pki/ca.crt'],
  ['4.2.4', 'readOnlyPort', 0],
  ['4.2.5', 'streamingConnectionIdleTimeout', '5m0s'],
  ['4.2.6', 'makeIPTablesUtilChains', true],
  ['4.2.7', 'hostnameOverride', undefined],
  ['4.2.8', 'eventRecordQPS', 5],
  // A file would shut out the rotation of row 4.2.11.
  ['4.2.9', 'tlsCertFile', undefined],
  ['4.2.10', 'rotateCertificates', true],
  ['4.2.11', 'serverTLSBootstrap', true],
  ['4.2.11', 'featureGates RotateKubeletServerCertificate', true],
  [
    '4.2.12',
    'tlsCipherSuites',
    [
      'TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256',
      'TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256',
      'TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384',
      'TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384',
      'TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305',
      'TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305',
    ],
  ],
  ['4.2.13', 'podPidsLimit', 1024],
  ['4.2.14', 'seccompDefault', true],
];

test.each(ROWS)('CIS %s holds: %s is %j', (_id, path, expected) => {
  expect(value(document, path)).toEqual(expected);
});

/** What no row of the benchmark asks for. */
const MORE: readonly (readonly [string, unknown])[] = [
  ['authentication webhook cacheTTL', '30s'],
  ['authorization webhook', { cacheAuthorizedTTL: '30s', cacheUnauthorizedTTL: '30s' }],
  ['healthzBindAddress', '127.0.0.1'],
  ['tlsMinVersion', 'VersionTLS12'],
  ['protectKernelDefaults', true],
  ['enableSystemLogHandler', false],
  ['enableProfilingHandler', false],
  ['enableDebugFlagsHandler', false],
  ['enableDebuggingHandlers', true],
  ['allowedUnsafeSysctls', []],
  ['failSwapOn', true],
  ['cgroupDriver', 'systemd'],
  ['clusterDNS', ['10.96.0.10']],
  ['enforceNodeAllocatable', ['pods']],
  ['systemReserved', { cpu: '100m', memory: '256Mi', 'ephemeral-storage': '1Gi', pid: '1000' }],
  ['eventBurst', 10],
  ['shutdownGracePeriod', '60s'],
  ['shutdownGracePeriodCriticalPods', '20s'],
];

test.each(MORE)('%s is %j', (path, expected) => {
  expect(value(document, path)).toEqual(expected);
});

test('every signal has a threshold, as one that is not named would have none', () => {
  expect(Object.keys(document.evictionHard as object)).toEqual([
    'memory.available',
    'nodefs.available',
    'nodefs.inodesFree',
    'imagefs.available',
    'imagefs.inodesFree',
    'pid.available',
  ]);
});

/** The field, and the version of Kubernetes from which on it is written, or until which: where its feature gate is on by default. */
const YOUNG: readonly (readonly [string, number, number])[] = [
  ['memorySwap', 30, 99],
  ['imagePullCredentialsVerificationPolicy', 35, 99],
  ['featureGates', 27, 36],
];

test.each(KUBERNETES_VERSIONS)('Kubernetes %s gets no field that it does not have', (version) => {
  const minor = Number(version.slice(2));
  const written = kubeletOf({}, version);
  for (const [field, from, to] of YOUNG) expect([field, Object.hasOwn(written, field)]).toEqual([field, minor >= from && minor <= to]);
});

test.each<readonly [string, object, string, unknown]>([
  ['podPidsLimit', { podPidsLimit: 64 }, 'podPidsLimit', 64],
  ['maxPods', { maxPods: 30 }, 'maxPods', 30],
  ['debuggingHandlers', { debuggingHandlers: false }, 'enableDebuggingHandlers', false],
  ['idleTimeoutMinutes', { idleTimeoutMinutes: 1 }, 'streamingConnectionIdleTimeout', '1m0s'],
  ['eventsPerSecond', { eventsPerSecond: 20 }, 'eventBurst', 40],
  ['logMebibytes', { logMebibytes: 20 }, 'containerLogMaxSize', '20Mi'],
  ['logFiles', { logFiles: 2 }, 'containerLogMaxFiles', 2],
  ['parallelPulls', { parallelPulls: 2 }, 'maxParallelImagePulls', 2],
  ['systemReserved', { systemReserved: { cpu: '1' } }, 'systemReserved cpu', '1'],
  ['kubeReserved', { kubeReserved: { memory: '1Gi' } }, 'kubeReserved memory', '1Gi'],
  ['shutdownSeconds', { shutdownSeconds: 31 }, 'shutdownGracePeriodCriticalPods', '10s'],
  ['resolvConf', { resolvConf: '/run/systemd/resolve/resolv.conf' }, 'resolvConf', '/run/systemd/resolve/resolv.conf'],
  ['runtimeSocket', { runtimeSocket: '/run/crio/crio.sock' }, 'containerRuntimeEndpoint', 'unix:///run/crio/crio.sock'],
  ['minTls', { minTls: 'VersionTLS13' }, 'tlsMinVersion', 'VersionTLS13'],
  ['trustPreloadedImages', { trustPreloadedImages: true }, 'imagePullCredentialsVerificationPolicy', 'NeverVerifyPreloadedImages'],
])('%s can be chosen', (_prop, kubelet, path, expected) => {
  expect(at(kubeletOf(kubelet, '1.35'), path)).toEqual(expected);
});

const AMOUNTS = "must be a quantity above zero such as '100m', got";
test.each<readonly [string, object, string]>([
  ['a key that is not known', { podPidLimit: 100 }, "kubelet has no property 'podPidLimit', did you mean 'podPidsLimit'?"],
  ['no processes', { podPidsLimit: 63 }, 'kubelet.podPidsLimit must be a whole number from 64 to 65536, got 63'],
  ['processes without end', { podPidsLimit: -1 }, 'kubelet.podPidsLimit must be a whole number from 64 to 65536, got -1'],
  ['no pods', { maxPods: 0 }, 'kubelet.maxPods must be a whole number from 1 to 1000, got 0'],
  ['a word for a switch', { debuggingHandlers: 'no' }, "kubelet.debuggingHandlers must be true or false, got 'no'"],
  ['sessions that never end', { idleTimeoutMinutes: 0 }, 'kubelet.idleTimeoutMinutes must be a whole number from 1 to 240, got 0'],
  ['events without end', { eventsPerSecond: 0 }, 'kubelet.eventsPerSecond must be a whole number from 1 to 50, got 0'],
  ['logs of no size', { logMebibytes: 0.5 }, 'kubelet.logMebibytes must be a whole number from 1 to 1024, got 0.5'],
  ['one log', { logFiles: 1 }, 'kubelet.logFiles must be a whole number from 2 to 100, got 1'],
  ['one pull at a time', { parallelPulls: 1 }, 'kubelet.parallelPulls must be a whole number from 2 to 100, got 1'],
  ['no time to shut down', { shutdownSeconds: 29 }, 'kubelet.shutdownSeconds must be a whole number from 30 to 3600, got 29'],
  [
    'a path with a line end',
    { resolvConf: '/etc/a\nb' },
    "kubelet.resolvConf must be an absolute path of letters, digits, '.', '_' and '-' without '..', got '/etc/a\nb'",
  ],
  [
    'a URL for a socket',
    { runtimeSocket: 'unix:///run/a.sock' },
    "kubelet.runtimeSocket must be an absolute path of letters, digits, '.', '_' and '-' without '..', got 'unix:///run/a.sock'",
  ],
  ['an old TLS', { minTls: 'VersionTLS11' }, "kubelet.minTls must be one of VersionTLS12, VersionTLS13, got 'VersionTLS11'"],
  [
    'trust before there was any doubt',
    { trustPreloadedImages: true },
    'kubelet.trustPreloadedImages is for Kubernetes 1.35 and newer, got 1.33, where every image on a node is trusted: leave it out',
  ],
  [
    'a list of resources',
    { systemReserved: ['1'] },
    "kubelet.systemReserved must be quantities by resource, such as { cpu: '200m', memory: '512Mi' }, got [\"1\"]",
  ],
  [
    'a resource that no node has',
    { kubeReserved: { disks: '1' } },
    "kubelet.kubeReserved has no property 'disks', expected some of cpu, memory, ephemeral-storage, pid",
  ],
  ['a number for an amount', { systemReserved: { cpu: 1 } }, `kubelet.systemReserved.cpu ${AMOUNTS} 1`],
  ['an amount of nothing', { systemReserved: { cpu: '0' } }, `kubelet.systemReserved.cpu ${AMOUNTS} '0'`],
  ['an amount of no unit', { systemReserved: { cpu: '1x' } }, `kubelet.systemReserved.cpu ${AMOUNTS} '1x'`],
])('%s is refused', (_what, kubelet, message) => {
  expect(refused({ kubelet }, { kubernetesVersion: '1.33' })).toEqual([`[control-plane] ${message}`]);
});

const pools = (platform: Platform) => {
  new TenantNamespace(platform, 'shop', { nodes: [NodePool.dedicated('shop')] });
  new TenantNamespace(platform, 'web', { nodes: [NodePool.shared('general')] });
};

test('a dedicated pool is tainted from the first moment on, and has no pods of its own', () => {
  const files = hostFiles({}, {}, pools);
  expect(parse(files['kubelet/pools/shop.yaml'] ?? '')).toEqual({
    ...Object.fromEntries(Object.entries(document).filter(([field]) => field !== 'staticPodPath')),
    registerWithTaints: [
      { key: 'palisade.dev/pool', value: 'shop', effect: 'NoSchedule' },
      { key: 'palisade.dev/pool', value: 'shop', effect: 'NoExecute' },
    ],
  });
});

test('a shared pool has no taints', () => {
  expect(Object.keys(parse(hostFiles({}, {}, pools)['kubelet/pools/general.yaml'] ?? ''))).not.toContain('registerWithTaints');
});

test('each pool is told how its nodes get their labels', () => {
  expect(hostFiles({}, {}, pools)['kubelet/pools/shop.yaml']).toContain(
    '# Then `nodes/shop.sh assign NODE`: a kubelet cannot give itself labels that start with node-restriction.kubernetes.io.\n',
  );
});

test('the installer puts the file of the pool where the kubelet reads it, for root alone', () => {
  const script = hostFiles({}, {}, pools)['install.sh'] ?? '';
  expect(script).toContain(`file 0600 'kubelet/pools/shop.yaml' '/var/lib/kubelet/config.yaml'`);
  expect(script).toContain(`file 0600 'kubelet/default.yaml' '/var/lib/kubelet/config.yaml'`);
});

test('kubeadm hands every kubelet what hosts of no pool have', () => {
  const documents = parseAllDocuments(hostFiles()['kubeadm/init.yaml'] ?? '').map((each) => each.toJS() as Document);
  expect(documents.find(({ kind }) => kind === 'KubeletConfiguration')).toEqual(document);
});

test('hosts get the kernel parameters without which the kubelet does not start', () => {
  const lines = (hostFiles()['kubelet/sysctl.conf'] ?? '').split('\n').filter((line) => /^[a-z]/.test(line));
  // SetupKernelTunables of pkg/kubelet/cm/container_manager_linux.go.
  expect(lines).toEqual([
    'vm.overcommit_memory = 1',
    'vm.panic_on_oom = 0',
    'kernel.panic = 10',
    'kernel.panic_on_oops = 1',
    'kernel.keys.root_maxkeys = 1000000',
    'kernel.keys.root_maxbytes = 25000000',
  ]);
});

test('each field has the threat that it is there for', () => {
  const given = new Set(Object.keys(reasons).map((key) => key.slice(`${DEFAULT}:`.length).split('.')[0]));
  const everything = kubeletOf({ resolvConf: '/etc/resolv.conf' }, '1.36');
  expect(Object.keys(everything).filter((field) => !given.has(field))).toEqual(['apiVersion', 'kind']);
  for (const reason of Object.values(reasons))
    expect(reason).toMatch(/^(availability|denial of service|disclosure|elevation|repudiation|spoofing|tampering): /);
});
