import { addressAt } from '../cidr';
import { checkKeys, type Problems, shown } from '../problems';
import { quantity } from '../quantity';
import { checkFlagPath, checkSwitch, checkWhole } from './checks';
import { reasons } from './kubelet-reasons';
import type { ConfigDocument, Part, Surroundings } from './part';
import { pki } from './places';
import { type TlsProps, tlsOf } from './tls';

const RESOURCES = ['cpu', 'memory', 'ephemeral-storage', 'pid'] as const;

/** Resources of a node by name, as Kubernetes writes them: `{ cpu: '200m', memory: '512Mi' }`. */
export type NodeResources = Readonly<Partial<Record<(typeof RESOURCES)[number], string>>>;

export interface KubeletProps extends TlsProps {
  /** How many processes and threads a pod may have, 64 to 65536. @default 1024 */
  readonly podPidsLimit?: number;

  /** How many pods a node runs at most, 1 to 1000. @default 110 */
  readonly maxPods?: number;

  /**
   * Whether `kubectl logs`, `exec`, `attach` and `port-forward` reach pods. Without them nobody gets into a container, and nobody sees
   * what it says but through what ships logs. Metrics and probes do not need them.
   *
   * @default true
   */
  readonly debuggingHandlers?: boolean;

  /** After how many minutes without a byte a session of `exec`, `attach` or `port-forward` ends, 1 to 240. @default 5 */
  readonly idleTimeoutMinutes?: number;

  /** How many events a second a kubelet reports, 1 to 50; twice as many for a moment. @default 5 */
  readonly eventsPerSecond?: number;

  /** How large a container's log becomes before a new one is begun, in MiB, 1 to 1024. @default 10 */
  readonly logMebibytes?: number;

  /** How many logs are kept of a container, 2 to 100. @default 5 */
  readonly logFiles?: number;

  /** How many images a node pulls at a time, 2 to 100. @default 5 */
  readonly parallelPulls?: number;

  /**
   * Whether images that somebody put on the node beforehand may be used by every pod, without asking their registry: for nodes without
   * a way to it. From 1.35 on; older kubelets hand every image on a node to every pod, but for what the admission plugin
   * AlwaysPullImages prevents.
   *
   * @default false
   */
  readonly trustPreloadedImages?: boolean;

  /** What the host's own programs keep of a node. @default { cpu: '100m', memory: '256Mi', 'ephemeral-storage': '1Gi', pid: '1000' } */
  readonly systemReserved?: NodeResources;

  /** What the kubelet and the container runtime keep of a node. @default { cpu: '100m', memory: '256Mi', 'ephemeral-storage': '1Gi', pid: '1000' } */
  readonly kubeReserved?: NodeResources;

  /** For how many seconds a node that shuts down waits for its pods, 30 to 3600; a third of it is for critical ones. @default 60 */
  readonly shutdownSeconds?: number;

  /**
   * The file that pods get their name servers from; with systemd-resolved it is `/run/systemd/resolve/resolv.conf`, as the one in
   * `/etc` leads back to the node itself.
   *
   * @default - kubeadm finds out; `/etc/resolv.conf` elsewhere
   */
  readonly resolvConf?: string;

  /** The socket of the container runtime. @default '/run/containerd/containerd.sock' */
  readonly runtimeSocket?: string;
}

const KEYS: Readonly<Record<keyof KubeletProps, true>> = {
  minTls: true,
  cipherSuites: true,
  podPidsLimit: true,
  maxPods: true,
  debuggingHandlers: true,
  idleTimeoutMinutes: true,
  eventsPerSecond: true,
  logMebibytes: true,
  logFiles: true,
  parallelPulls: true,
  trustPreloadedImages: true,
  systemReserved: true,
  kubeReserved: true,
  shutdownSeconds: true,
  resolvConf: true,
  runtimeSocket: true,
};

const RESERVED: NodeResources = { cpu: '100m', memory: '256Mi', 'ephemeral-storage': '1Gi', pid: '1000' };

/** The minor versions from which on fields may be written: that in which the feature is on by default. */
const SINCE = {
  /** `NoSwap` by name; versions before refuse the field while the feature is off. */
  memorySwap: 30,
  imagePullCredentialsVerificationPolicy: 35,
} as const;

/** The last minor version that is known to have the feature gate `RotateKubeletServerCertificate`, which is on in all of them. */
const ROTATION_GATE_UNTIL = 36;

/**
 * What every kubelet is configured with; node pools only add their taints.
 *
 * https://kubernetes.io/docs/reference/config-api/kubelet-config.v1beta1/
 */
export function kubeletPart(props: KubeletProps | undefined, surroundings: Surroundings, problems: Problems): Part {
  const given = props ?? {};
  checkKeys(problems, 'kubelet', given, KEYS);
  const tls = tlsOf(problems, 'kubelet', given);
  const events = checkWhole(problems, 'kubelet.eventsPerSecond', given.eventsPerSecond ?? 5, 1, 50);
  const idle = checkWhole(problems, 'kubelet.idleTimeoutMinutes', given.idleTimeoutMinutes ?? 5, 1, 240);
  const shutdown = checkWhole(problems, 'kubelet.shutdownSeconds', given.shutdownSeconds ?? 60, 30, 3600);
  const debugging = checkSwitch(problems, 'kubelet.debuggingHandlers', given.debuggingHandlers ?? true);
  const preloaded = checkSwitch(problems, 'kubelet.trustPreloadedImages', given.trustPreloadedImages ?? false);
  const socket = given.runtimeSocket ?? '/run/containerd/containerd.sock';
  checkFlagPath(problems, 'kubelet.runtimeSocket', socket);
  if (given.resolvConf !== undefined) checkFlagPath(problems, 'kubelet.resolvConf', given.resolvConf);
  const { minor, profile } = surroundings;
  if (preloaded && minor < SINCE.imagePullCredentialsVerificationPolicy) {
    problems.add(
      `kubelet.trustPreloadedImages is for Kubernetes 1.${SINCE.imagePullCredentialsVerificationPolicy} and newer, got ${profile.kubernetesVersion}, where every image on a node is trusted: leave it out`,
    );
  }
  const verification = preloaded ? 'NeverVerifyPreloadedImages' : 'AlwaysVerify';
  const numbers = {
    podPidsLimit: checkWhole(problems, 'kubelet.podPidsLimit', given.podPidsLimit ?? 1024, 64, 65_536),
    maxPods: checkWhole(problems, 'kubelet.maxPods', given.maxPods ?? 110, 1, 1000),
    maxParallelImagePulls: checkWhole(problems, 'kubelet.parallelPulls', given.parallelPulls ?? 5, 2, 100),
    containerLogMaxFiles: checkWhole(problems, 'kubelet.logFiles', given.logFiles ?? 5, 2, 100),
  };
  const logSize = checkWhole(problems, 'kubelet.logMebibytes', given.logMebibytes ?? 10, 1, 1024);
  const document: ConfigDocument = {
    apiVersion: 'kubelet.config.k8s.io/v1beta1',
    kind: 'KubeletConfiguration',
    ...access(),
    tlsMinVersion: tls.minTls,
    tlsCipherSuites: tls.cipherSuites.map(suiteName),
    rotateCertificates: true,
    serverTLSBootstrap: true,
    ...(minor <= ROTATION_GATE_UNTIL ? { featureGates: { RotateKubeletServerCertificate: true } } : {}),
    enableDebuggingHandlers: debugging,
    enableSystemLogHandler: false,
    enableProfilingHandler: false,
    enableDebugFlagsHandler: false,
    streamingConnectionIdleTimeout: `${idle}m0s`,
    eventRecordQPS: events,
    eventBurst: 2 * events,
    staticPodPath: '/etc/kubernetes/manifests',
    containerRuntimeEndpoint: `unix://${socket}`,
    cgroupDriver: 'systemd',
    clusterDomain: 'cluster.local',
    clusterDNS: profile.serviceCidrs.slice(0, 1).map((cidr) => addressAt(cidr, 10)),
    ...(given.resolvConf === undefined ? {} : { resolvConf: given.resolvConf }),
    seccompDefault: true,
    protectKernelDefaults: true,
    makeIPTablesUtilChains: true,
    allowedUnsafeSysctls: [],
    failSwapOn: true,
    ...(minor >= SINCE.memorySwap ? { memorySwap: { swapBehavior: 'NoSwap' } } : {}),
    podPidsLimit: numbers.podPidsLimit,
    maxPods: numbers.maxPods,
    systemReserved: resources(problems, 'kubelet.systemReserved', given.systemReserved),
    kubeReserved: resources(problems, 'kubelet.kubeReserved', given.kubeReserved),
    enforceNodeAllocatable: ['pods'],
    ...EVICTION,
    serializeImagePulls: false,
    maxParallelImagePulls: numbers.maxParallelImagePulls,
    ...(minor >= SINCE.imagePullCredentialsVerificationPolicy ? { imagePullCredentialsVerificationPolicy: verification } : {}),
    imageGCHighThresholdPercent: 80,
    imageGCLowThresholdPercent: 70,
    containerLogMaxSize: `${logSize}Mi`,
    containerLogMaxFiles: numbers.containerLogMaxFiles,
    shutdownGracePeriod: `${shutdown}s`,
    shutdownGracePeriodCriticalPods: `${Math.floor(shutdown / 3)}s`,
  };
  return {
    documents: { kubelet: () => document },
    files: [
      {
        path: 'kubelet/sysctl.conf',
        text: sysctlText,
        installedAt: '/etc/sysctl.d/90-kubelet.conf',
        permissions: '0644',
        hosts: 'every-node',
      },
    ],
    reasons,
  };
}

/**
 * Kernel parameters without which a kubelet with `protectKernelDefaults` does not start, and what it wants them to be.
 *
 * https://github.com/kubernetes/component-helpers/blob/master/node/util/sysctl/sysctl.go
 */
export const KERNEL: Readonly<Record<string, string>> = {
  'vm.overcommit_memory': '1',
  'vm.panic_on_oom': '0',
  'kernel.panic': '10',
  'kernel.panic_on_oops': '1',
  'kernel.keys.root_maxkeys': '1000000',
  'kernel.keys.root_maxbytes': '25000000',
};

function sysctlText(): string {
  const lines = Object.entries(KERNEL).map(([name, value]) => `${name} = ${value}\n`);
  return `# What protectKernelDefaults asks of a host, or its kubelet does not start. Load it with: sysctl --system\n${lines.join('')}`;
}

/** Who may ask a kubelet, and where it listens. */
function access(): ConfigDocument {
  return {
    authentication: {
      anonymous: { enabled: false },
      webhook: { enabled: true, cacheTTL: '30s' },
      x509: { clientCAFile: pki.authority },
    },
    authorization: { mode: 'Webhook', webhook: { cacheAuthorizedTTL: '30s', cacheUnauthorizedTTL: '30s' } },
    readOnlyPort: 0,
    healthzBindAddress: '127.0.0.1',
    healthzPort: 10_248,
  };
}

/** All signals, as one that is not named would have no threshold at all. */
const EVICTION: ConfigDocument = {
  evictionHard: {
    'memory.available': '200Mi',
    'nodefs.available': '10%',
    'nodefs.inodesFree': '5%',
    'imagefs.available': '15%',
    'imagefs.inodesFree': '5%',
    'pid.available': '10%',
  },
  evictionSoft: { 'memory.available': '400Mi' },
  evictionSoftGracePeriod: { 'memory.available': '1m30s' },
  evictionMaxPodGracePeriod: 60,
};

/** The kubelet knows both names of these suites, the benchmark the shorter ones alone. */
function suiteName(suite: string): string {
  return suite.replace(/(CHACHA20_POLY1305)_SHA256$/, '$1');
}

function resources(problems: Problems, what: string, given: NodeResources | undefined): NodeResources {
  if (given === undefined) return RESERVED;
  if (typeof given !== 'object' || given === null || Array.isArray(given)) {
    problems.add(`${what} must be quantities by resource, such as { cpu: '200m', memory: '512Mi' }, got ${shown(given)}`);
    return RESERVED;
  }
  checkKeys(problems, what, given, Object.fromEntries(RESOURCES.map((name) => [name, true])));
  for (const name of RESOURCES) {
    const amount: unknown = given[name];
    if (amount === undefined) continue;
    const value = typeof amount === 'string' ? quantity(amount) : undefined;
    if (value === undefined || value <= 0)
      problems.add(`${what}.${name} must be a quantity above zero such as '${RESERVED[name]}', got ${shown(amount)}`);
  }
  return { ...RESERVED, ...given };
}
