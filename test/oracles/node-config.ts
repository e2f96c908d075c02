/**
 * Has the kubelet and kube-proxy of two versions judge the configuration that Palisade writes for them, with all props and for all targets
 * that they know, and configuration with one thing wrong, which they have to refuse.
 *
 *   npx tsx test/oracles/node-config.ts
 *
 * Exits with 0 where all is accepted and refused as it should be, 1 with a line for each difference, 2 when nobody could be asked.
 */
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse, parseAllDocuments, stringify } from 'yaml';
import {
  ControlPlane,
  type ControlPlaneProps,
  KUBERNETES_VERSIONS,
  NodePool,
  Platform,
  type PlatformProps,
  TenantNamespace,
} from '../../constructs';

const VERSIONS = ['1.29', '1.36'] as const;
type Version = (typeof VERSIONS)[number];
const minorOf = (version: string) => Number(version.slice(2));
/** The versions that a program accepts configuration for: that of its own and of older ones. */
const targetsOf = (version: Version) => KUBERNETES_VERSIONS.filter((target) => minorOf(target) <= minorOf(version));

const members = { 'cp-1': '10.0.0.1', 'cp-2': '10.0.0.2', 'cp-3': '10.0.0.3' };
const DUAL = { podCidrs: ['10.244.0.0/16', 'fd00:10::/56'], serviceCidrs: ['10.96.0.0/12', 'fd00:20::/112'] };
const SIX = { podCidrs: ['fd00:10::/56'], serviceCidrs: ['fd00:20::/112'] };
const SIX_MEMBERS = { 'cp-1': 'fd00::1', 'cp-2': 'fd00::2', 'cp-3': 'fd00::3' };
/** Props, what the platform is like, and the version from which on they can be. */
const CHOICES: readonly (readonly [Partial<ControlPlaneProps>, PlatformProps, number])[] = [
  [{}, {}, 27],
  [{}, DUAL, 27],
  [{ members: SIX_MEMBERS, kubeProxy: { loadBalancerHealthChecks: true } }, SIX, 27],
  [{ kubelet: { minTls: 'VersionTLS13', podPidsLimit: 64, maxPods: 1, eventsPerSecond: 1, logMebibytes: 1, logFiles: 2 } }, {}, 27],
  [
    { kubelet: { podPidsLimit: 65_536, maxPods: 1000, eventsPerSecond: 50, logMebibytes: 1024, logFiles: 100, parallelPulls: 100 } },
    {},
    27,
  ],
  [{ kubelet: { debuggingHandlers: false, idleTimeoutMinutes: 1, parallelPulls: 2, shutdownSeconds: 30 } }, {}, 27],
  [{ kubelet: { systemReserved: { cpu: '1.5', pid: '2k' }, kubeReserved: { memory: '1e9', 'ephemeral-storage': '.5Gi' } } }, {}, 27],
  [{ kubelet: { resolvConf: '/run/systemd/resolve/resolv.conf', runtimeSocket: '/run/crio/crio.sock', shutdownSeconds: 3600 } }, {}, 27],
  [{ kubeProxy: { loadBalancerHealthChecks: true } }, { nodeCidrs: ['10.0.0.0/24', 'fd00::/64'] }, 27],
  [{ kubeProxy: { mode: 'nftables' } }, {}, 31],
  [{ kubelet: { trustPreloadedImages: true } }, {}, 35],
];

type Document = Readonly<Record<string, unknown>>;
/** One thing wrong with what is written for a version of its own. */
const WRONG: readonly (readonly [
  what: string,
  kind: 'kubelet' | 'kube-proxy',
  change: (document: Document) => Document,
  from?: Version,
])[] = [
  ['a field that nobody knows', 'kubelet', (document) => ({ ...document, anonymousAuth: false })],
  ['a mode that is none', 'kubelet', (document) => ({ ...document, tlsMinVersion: 'VersionTLS9' })],
  ['a suite that is none', 'kubelet', (document) => ({ ...document, tlsCipherSuites: ['TLS_STRONG'] })],
  ['several pulls, one at a time', 'kubelet', (document) => ({ ...document, serializeImagePulls: true })],
  ['a feature gate that nobody knows', 'kubelet', (document) => ({ ...document, featureGates: { Safe: true } })],
  [
    'rotation without its feature gate',
    'kubelet',
    (document) => ({ ...document, featureGates: { RotateKubeletServerCertificate: false } }),
  ],
  ['critical pods last longer than the rest', 'kubelet', (document) => ({ ...document, shutdownGracePeriodCriticalPods: '2h0m0s' })],
  ['one log', 'kubelet', (document) => ({ ...document, containerLogMaxFiles: 1 }), '1.36'],
  ['a taint of no effect', 'kubelet', (document) => ({ ...document, registerWithTaints: [{ key: 'a', value: 'b', effect: 'Never' }] })],
  ['thresholds the wrong way round', 'kubelet', (document) => ({ ...document, imageGCLowThresholdPercent: 90 })],
  ['what is reserved for nobody', 'kubelet', (document) => ({ ...document, enforceNodeAllocatable: ['everything'] })],
  ['a field that 1.29 has off', 'kubelet', (document) => ({ ...document, memorySwap: { swapBehavior: 'NoSwap' } }), '1.29'],
  [
    'a field that 1.29 does not know',
    'kubelet',
    (document) => ({ ...document, imagePullCredentialsVerificationPolicy: 'AlwaysVerify' }),
    '1.29',
  ],
  ['a field that nobody knows', 'kube-proxy', (document) => ({ ...document, profiling: false })],
  ['a mode that is none', 'kube-proxy', (document) => ({ ...document, mode: 'userspace' })],
  ['metrics on a port that is none', 'kube-proxy', (document) => ({ ...document, metricsBindAddress: '127.0.0.1:70000' })],
  ['addresses that are none', 'kube-proxy', (document) => ({ ...document, nodePortAddresses: ['all'] })],
  ['the word primary, which 1.29 does not know', 'kube-proxy', (document) => ({ ...document, nodePortAddresses: ['primary'] }), '1.29'],
  ['a negative number of connections', 'kube-proxy', (document) => ({ ...document, conntrack: { min: -1 } })],
];

const work = mkdtempSync(join(tmpdir(), 'palisade-node-config-'));
try {
  process.exitCode = main();
} finally {
  rmSync(work, { recursive: true, force: true });
}

function main(): number {
  let accepted = 0;
  let refused = 0;
  const differences: string[] = [];
  for (const version of VERSIONS) {
    const program = build(version);
    if (program === undefined) return 2;
    const files = filesFor(version);
    const { status, stdout } = spawnSync(
      program,
      files.map(({ path }) => path),
      { encoding: 'utf8', maxBuffer: 64 << 20 },
    );
    const said = stdout.split('\n').filter((line) => line !== '');
    if (status !== 0) differences.push(...said.map((line) => `${version} refuses what is written: ${line}`));
    accepted += files.length;
    for (const [what, kind, change, only] of WRONG) {
      if (only !== undefined && only !== version) continue;
      const path = join(work, 'wrong.yaml');
      const own = files.find((file) => file.kind === kind && file.target === version);
      if (own === undefined) throw new Error(`nothing is written for ${kind} ${version}`);
      writeFileSync(path, stringify(change(parse(readFileSync(own.path, 'utf8')) as Document)));
      if (spawnSync(program, [path]).status !== 1) differences.push(`${version} accepts ${what} of ${kind}, expected a refusal`);
      refused += 1;
    }
  }
  for (const line of differences) console.log(line);
  console.log(
    `${accepted} configurations accepted, ${refused} refused by the kubelet and kube-proxy of ${VERSIONS.join(' and ')}, ${differences.length} differences`,
  );
  return differences.length === 0 ? 0 : 1;
}

/** The judge of a version, built with the modules that test/cluster pins, and those that only kube-proxy needs. */
function build(version: Version): string | undefined {
  const modules = join(__dirname, '..', 'cluster', 'modules', `kubernetes-${version}`);
  const source = join(__dirname, 'node-config');
  const program = join(work, version);
  copyFileSync(join(modules, 'go.mod'), `${program}.mod`);
  writeFileSync(`${program}.sum`, readFileSync(join(modules, 'go.sum'), 'utf8') + readFileSync(join(source, 'kube-proxy.sum'), 'utf8'));
  const { status, stderr } = spawnSync('go', ['build', '-trimpath', '-mod=mod', `-modfile=${program}.mod`, '-o', program, '.'], {
    cwd: source,
    encoding: 'utf8',
    env: { ...process.env, CGO_ENABLED: '0', GOWORK: 'off' },
  });
  if (status === 0) return program;
  console.error(`the judge of Kubernetes ${version} cannot be built:\n${stderr ?? 'go is not here'}`);
  return undefined;
}

interface File {
  readonly path: string;
  readonly kind: 'kubelet' | 'kube-proxy';
  readonly target: string;
}

/** Everything that is written for kubelets and kube-proxies of a version and older, kubeadm's documents included. */
function filesFor(version: Version): readonly File[] {
  return targetsOf(version).flatMap((target) =>
    CHOICES.filter(([, , since]) => since <= minorOf(target)).flatMap(([props, platformProps], index) => {
      const folder = join(work, version, '..', `${version}-${target}-${index}`);
      mkdirSync(folder);
      const platform = new Platform({ outdir: join(folder, 'out'), kubernetesVersion: target, today: '2027-01-01', ...platformProps });
      const plane = new ControlPlane(platform, 'control-plane', { endpoint: 'api.example.com:6443', members, ...props });
      new TenantNamespace(platform, 'shop', { nodes: [NodePool.dedicated('shop')] });
      new TenantNamespace(platform, 'web', { nodes: [NodePool.shared('general')] });
      return plane.hostFiles.flatMap(({ path, text }) => {
        const wanted = /^control-plane\/(kubelet\/.*|kube-proxy\/.*|kubeadm\/init)\.yaml$/.test(path);
        return wanted ? split(folder, path, typeof text === 'string' ? text : text()).map((file) => ({ ...file, target })) : [];
      });
    }),
  );
}

function split(folder: string, path: string, text: string): readonly Omit<File, 'target'>[] {
  return parseAllDocuments(text).flatMap((document, index) => {
    const kind = ({ KubeletConfiguration: 'kubelet', KubeProxyConfiguration: 'kube-proxy' } as const)[
      `${(document.toJS() as Document)['kind']}`
    ];
    if (kind === undefined) return [];
    const target = join(folder, `${path.replaceAll('/', '-')}-${index}.yaml`);
    writeFileSync(target, String(document));
    return [{ path: target, kind }];
  });
}
