import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { load } from 'js-yaml';
import { encryption } from '../../cli/encryption';
import { ControlPlane, type ControlPlaneProps, Platform, type PlatformProps } from '../../constructs';
import { hostFiles } from '../../constructs/control-plane/forms';
import type { HostFile } from '../../constructs/control-plane/part';
import { MEMBER, placeOf, relocated, type Site } from './site';

/** The programs that run as pods of the control plane. */
export const PODS = ['etcd', 'kube-apiserver', 'kube-controller-manager', 'kube-scheduler'] as const;
export type Program = (typeof PODS)[number];

/** What a test's control plane has otherwise than one without options. */
export interface Options {
  readonly platform?: PlatformProps;
  readonly controlPlane?: Partial<ControlPlaneProps>;
  /** Defines what else is on the platform. @default - nothing */
  readonly define?: (platform: Platform) => unknown;
  /** Files that somebody else puts on the hosts, by their paths there. */
  readonly onHosts?: Readonly<Record<string, string>>;
}

/** What ran on a host before its programs start. */
export interface Prepared {
  /** Each program's arguments as kubeadm has written them, with paths of a host or of the site. */
  readonly args: Readonly<Record<Program, readonly string[]>>;
  /** The text of every generated file, by its path below `control-plane/`. */
  readonly files: ReadonlyMap<string, string>;
  /** Credentials of a member of `system:masters`. */
  readonly kubeconfig: string;
}

/** Every file that Palisade writes for a control plane of one member. */
export function generatedFiles(
  release: string,
  port: number,
  { platform = {}, controlPlane = {}, define = () => {} }: Options = {},
): readonly HostFile[] {
  const [, kubernetesVersion = ''] = /^v(\d+\.\d+)\./.exec(release) ?? [];
  const root = new Platform({
    kubernetesVersion: kubernetesVersion as NonNullable<PlatformProps['kubernetesVersion']>,
    apiServer: { cidrs: [`${MEMBER.address}/32`], port },
    ...platform,
  });
  const { composition, forms } = new ControlPlane(root, 'control-plane', {
    endpoint: `localhost:${port}`,
    members: { [MEMBER.name]: MEMBER.address },
    singleMember: 'a test needs no more',
    release,
    ...controlPlane,
  });
  define(root);
  return hostFiles(composition, forms);
}

/**
 * What an administrator does on the first member, on the site: puts the generated files in their places, makes the keys of the encryption, and
 * has kubeadm make certificates, kubeconfigs and the pods of the control plane from the generated `init.yaml`.
 */
export async function prepare(site: Site, kubeadmPath: string, release: string, options: Options): Promise<Prepared> {
  const files = generatedFiles(release, site.ports.api, options);
  for (const { installedAt, text, permissions = '0600' } of files) {
    if (installedAt?.startsWith('/etc/kubernetes/'))
      put(placeOf(installedAt, site), relocated(text(), site), Number.parseInt(permissions, 8));
  }
  for (const [path, text] of Object.entries(options.onHosts ?? {})) put(placeOf(path, site), relocated(text, site), 0o600);
  mkdirSync(placeOf('/var/log/kubernetes/audit', site), { recursive: true, mode: 0o700 });
  await makeKeys(site);
  const texts = new Map(files.map(({ path, text }) => [path, text()]));
  const config = join(site.directory, 'init.yaml');
  put(config, relocated(texts.get('kubeadm/init.yaml') ?? '', site), 0o600);
  const pods = join(site.directory, 'manifests');
  mkdirSync(pods);
  const kubernetes = placeOf('/etc/kubernetes', site);
  const kubeadm = (...args: string[]) => runKubeadm(kubeadmPath, ['init', 'phase', ...args, '--config', config], site.directory, pods);
  kubeadm('certs', 'all');
  kubeadm('kubeconfig', 'all', '--kubeconfig-dir', kubernetes);
  // Dry, as the real directory of pods cannot be another; what it would write there, it writes elsewhere.
  kubeadm('control-plane', 'all', '--dry-run');
  kubeadm('etcd', 'local', '--dry-run');
  for (const name of ['super-admin', 'controller-manager', 'scheduler']) toLoopback(join(kubernetes, `${name}.conf`));
  return {
    args: argumentsIn(pods),
    files: texts,
    kubeconfig: join(kubernetes, 'super-admin.conf'),
  };
}

function put(path: string, text: string, mode: number): void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  writeFileSync(path, text, { mode });
}

async function makeKeys(site: Site): Promise<void> {
  const errors: string[] = [];
  const [plan, output] = ['plan', 'config'].map((name) => placeOf(`/etc/kubernetes/encryption/${name}.yaml`, site)) as [string, string];
  const out = { paint: 'plain', log() {}, error: (text: string) => void errors.push(text) } as const;
  if ((await encryption.run(['generate', '--plan', plan, '--output', output], out)) !== 0)
    throw new Error(`the keys of the encryption could not be made: ${errors.join('\n')}`);
}

/** @throws with what kubeadm says */
export function runKubeadm(path: string, args: readonly string[], home: string, pods = home): string {
  const env = { HOME: home, PATH: process.env['PATH'] ?? '', KUBEADM_INIT_DRYRUN_DIR: pods };
  const { status, stdout, stderr, error } = spawnSync(path, args, { env, encoding: 'utf8' });
  if (status !== 0) throw new Error(`kubeadm ${args.join(' ')} failed: ${error?.message ?? ''}${stderr}`);
  return stdout;
}

/** The certificate of the API server is for `localhost` as well as for the member's address, at which nobody is. */
function toLoopback(kubeconfig: string): void {
  writeFileSync(kubeconfig, readFileSync(kubeconfig, 'utf8').replace(`https://${MEMBER.address}:`, 'https://localhost:'));
}

/** What each pod's program is called with; older kubeadms write into directories of their own making. */
function argumentsIn(pods: string): Prepared['args'] {
  const paths = readdirSync(pods, { recursive: true, encoding: 'utf8' });
  return Object.fromEntries(
    PODS.map((program): [Program, readonly string[]] => {
      const path = paths.find((each) => basename(each) === `${program}.yaml`);
      if (path === undefined) throw new Error(`kubeadm has written no pod of ${program}`);
      const { spec } = load(readFileSync(join(pods, path), 'utf8')) as { spec: { containers: { command: string[] }[] } };
      return [program, spec.containers[0]?.command.slice(1) ?? []];
    }),
  ) as Record<Program, readonly string[]>;
}

/** The release of a program, such as `v1.36.3`. */
export function releaseOf(apiServer: string): string {
  const { stdout } = spawnSync(apiServer, ['--version'], { encoding: 'utf8' });
  return /v\d+\.\d+\.\d+/.exec(stdout)?.[0] ?? '';
}
