import { at } from '../manifest';
import type { DocumentValue } from '../reading/documents';
import { distributionFlags } from './distribution-defaults';
import { type Given, type HostText, PROGRAMS, type Program, type ProgramName, withDefaults } from './program';

/** A `config.yaml` of k3s or RKE2. */
export interface DistributionFile {
  readonly manager: 'k3s' | 'rke2';
  readonly file: HostText;
  readonly document: DocumentValue;
}

const KEYS = [
  'cluster-cidr',
  'cluster-init',
  'datastore-endpoint',
  'etcd-arg',
  'kube-apiserver-arg',
  'kube-controller-manager-arg',
  'kube-proxy-arg',
  'kube-scheduler-arg',
  'kubelet-arg',
  'node-label',
  'node-taint',
  'profile',
  'protect-kernel-defaults',
  'secrets-encryption',
  'server',
  'tls-san',
  'token',
  'token-file',
  'write-kubeconfig-mode',
];

/** Keys that only a server has. */
const SERVER =
  /^(cluster-|datastore-|disable|etcd-|kube-(apiserver|controller-manager|scheduler)-arg|secrets-encryption|service-cidr|tls-san|write-kubeconfig|audit-policy-file|pod-security-admission)/;

/** Whether a document configures k3s or RKE2: neither has an apiVersion, so that their path and their keys tell. */
export function distributionOf(file: HostText, document: DocumentValue): DistributionFile | undefined {
  const manager = /(^|\/)(k3s|rke2)\//.exec(file.host ?? file.path)?.[2];
  const value = document.value;
  if ((manager !== 'k3s' && manager !== 'rke2') || typeof value !== 'object' || value === null) return undefined;
  if (at(value, 'apiVersion') !== undefined || !Object.keys(value).some((key) => KEYS.includes(plain(key)))) return undefined;
  return { manager, file, document };
}

/**
 * The programs that k3s and RKE2 start, with the flags that they give by themselves. Files in `config.yaml.d` add to the `config.yaml`
 * beside it, in the order of their names.
 *
 * https://docs.k3s.io/installation/configuration#multiple-config-files
 */
export function distributionPrograms(files: readonly DistributionFile[]): readonly Program[] {
  const hosts = new Map<string, DistributionFile[]>();
  const paths = new Set(files.map(({ file }) => file.path));
  for (const each of files) {
    const name = hostOf(each, paths);
    const known = hosts.get(name);
    if (known === undefined) hosts.set(name, [each]);
    else known.push(each);
  }
  return [...hosts].flatMap(([main, parts]) => {
    const rank = ({ file }: DistributionFile) => (file.path === main ? '0' : `1${file.path}`);
    return programsOf([...parts].sort((a, b) => (rank(a) < rank(b) ? -1 : 1)));
  });
}

/** The file that another one adds to; itself, where that one is not among them. */
function hostOf({ file }: DistributionFile, paths: ReadonlySet<string>): string {
  const main = file.path.replace(/\.d\/[^/]+$/, '').replace(/server-(first|join)\.yaml$/, 'server.yaml');
  return paths.has(main) ? main : file.path;
}

interface Entry {
  readonly value: unknown;
  readonly place: DocumentValue['place'];
  readonly pointer: string;
}

function programsOf(files: readonly DistributionFile[]): readonly Program[] {
  const [first] = files;
  if (first === undefined) return [];
  const entries = entriesOf(files);
  const of = (key: string) => entries.get(key)?.at(-1)?.value;
  const isServer = [...entries.keys()].some((key) => SERVER.test(key)) || /(^|\/)server\.ya?ml$/.test(first.file.path);
  const { manager } = first;
  const cis = `${of('profile') ?? ''}`.startsWith('cis');
  const encrypts = manager === 'rke2' || of('secrets-encryption') === true;
  const defaults = distributionFlags(manager, {
    cis,
    encrypts,
    admission: `${of('pod-security-admission-config-file') ?? '/etc/rancher/rke2/rke2-pss.yaml'}`,
  });
  const ownEtcd =
    (manager === 'rke2' || truthy(of('cluster-init')) || truthy(of('server')) || entries.has('etcd-arg')) &&
    !truthy(of('datastore-endpoint'));
  const place = first.document.place('');
  return PROGRAMS.filter((name) => (isServer || name === 'kubelet' || name === 'kube-proxy') && (name !== 'etcd' || ownEtcd))
    .filter((name) => name !== 'kube-proxy' || of('disable-kube-proxy') !== true)
    .map((name): Program => {
      const extra = argsOf(entries, name, defaults[name]);
      const without = name === 'kube-apiserver' && !ownEtcd ? external(defaults[name]) : defaults[name];
      const own: Readonly<Record<string, string>> =
        name === 'kubelet' && of('protect-kernel-defaults') === true ? { 'protect-kernel-defaults': 'true' } : {};
      return { name, place, manager, flags: withDefaults({ ...without, ...own }, extra, place, manager), config: 'none', mounts: [] };
    });
}

/** Without an etcd of its own, nobody knows how the API server reaches its store. */
function external(defaults: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(defaults).filter(([name]) => !name.startsWith('etcd-')));
}

function truthy(value: unknown): boolean {
  return value !== undefined && value !== null && value !== false && value !== '';
}

function plain(key: string): string {
  return key.replace(/\+$/, '');
}

/** The last file that has a key says what it is, unless it is written `key+`, which adds. */
function entriesOf(files: readonly DistributionFile[]): ReadonlyMap<string, readonly Entry[]> {
  const entries = new Map<string, Entry[]>();
  for (const { document } of files) {
    for (const [key, value] of Object.entries(document.value as object)) {
      const entry: Entry = { value, place: document.place, pointer: `/${key}` };
      const known = key.endsWith('+') ? (entries.get(plain(key)) ?? []) : [];
      entries.set(plain(key), [...known, entry]);
    }
  }
  return entries;
}

/**
 * The arguments of one program, as `name=value`; `name+=value` and `name-=value` keep what the program is given anyway.
 *
 * https://github.com/k3s-io/k3s/blob/master/pkg/util/args.go
 */
function argsOf(
  entries: ReadonlyMap<string, readonly Entry[]>,
  name: ProgramName,
  defaults: Readonly<Record<string, string>>,
): readonly (readonly [string, Given])[] {
  return (entries.get(`${name}-arg`) ?? []).flatMap(({ value, place, pointer }) => {
    const items = Array.isArray(value) ? value : [value];
    return items.flatMap((item, index): readonly (readonly [string, Given])[] => {
      if (typeof item !== 'string') return [];
      const [whole, flag = '', sign, text] = /^(?:--)?([\w.-]*?)([+-]?)(?:=([\s\S]*))?$/.exec(item) ?? [];
      if (whole === undefined || flag === '') return [];
      const at = place(Array.isArray(value) ? `${pointer}/${index}` : pointer);
      const given = [flag, { value: text ?? 'true', place: at }] as const;
      const kept = defaults[flag];
      return sign === '' || kept === undefined ? [given] : [[flag, { value: kept, place: at }] as const, given];
    });
  });
}
