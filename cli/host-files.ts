import { existsSync, lstatSync, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type HostFacts, hostFactsOf } from '../analysis/control-plane/facts';
import type { Permissions } from '../analysis/control-plane/listing';
import type { HostText } from '../analysis/control-plane/program';
import type { ReadingLimits } from '../analysis/reading/documents';
import { shownPath } from './files';

/** What is read of hosts. */
export interface HostReading {
  readonly files: readonly HostText[];
  /** By path on the host; only of a copy of its file system. */
  readonly permissions: ReadonlyMap<string, Permissions> | undefined;
}

/** The largest file that is read, in bytes: configuration is never that long. */
const LARGEST = 8 * 1024 * 1024;

/** Files that may say something; keys, certificates and credentials are never opened. */
const TEXTS = /\.(ya?ml|json|service|env|txt|log|out|args|flags)$|(^|\/)[^./]+$|(^|\/)((\d\d-|kube|etcd|override|flags)[\w.-]*)\.conf$/i;
const CREDENTIALS =
  /(^|\/)((super-)?admin|kubelet|scheduler|controller-manager|bootstrap-kubelet|kube-proxy|discovery)\.conf$|\.(key|crt|pem|token)$|kubeconfig/i;
const SECRET = /(^|\/)(token|passwd|shadow)$/;
const PASSED_OVER = new Set(['node_modules', '.git', 'pods', 'containerd', 'member']);

/**
 * The texts in files and folders, in the order of their names.
 *
 * @throws when a path does not exist
 */
export function hostTexts(paths: readonly string[]): readonly HostText[] {
  const missing = paths.filter((path) => !existsSync(path));
  if (missing.length > 0) throw new Error(`no such file or folder: ${missing.join(', ')}`);
  const found = paths.flatMap((path) => (statSync(path).isDirectory() ? below(path).filter(mayTell) : [path]));
  return [...new Set(found)].flatMap((path) => textAt(path, undefined));
}

function mayTell(path: string): boolean {
  // Flags of a program, one a line, are called like credentials: kubelet.conf. Only the folder tells them apart.
  return (TEXTS.test(path) && !CREDENTIALS.test(path) && !SECRET.test(path)) || /(^|\/)flags\/([^/]+\/)?[\w-]+\.conf$/.test(path);
}

/** What no file about a control plane goes without. */
const ABOUT =
  /kube-apiserver|kubelet|(kubeadm\.k8s|kubelet\.config\.k8s|apiserver\.config\.k8s|audit\.k8s|kubeproxy\.config\.k8s)\.io|eventratelimit|pod-security\.admission/;
const DISTRIBUTION = /(^|\/)(k3s|rke2)\//;

/**
 * What files besides the manifests say about the control plane; `undefined` where none starts an API server or configures a kubelet. Paths
 * that do not exist are somebody else's to tell.
 */
export function controlPlaneIn(paths: readonly string[], limits: ReadingLimits): HostFacts | undefined {
  const files = hostTexts(paths.filter((path) => path !== '-' && existsSync(path) && !isStream(path)));
  const about = files.filter(({ path, text }) => ABOUT.test(path) || DISTRIBUTION.test(path) || ABOUT.test(text));
  if (about.length === 0) return undefined;
  const facts = hostFactsOf(about, undefined, limits);
  return facts.programs.some(({ name }) => name === 'kube-apiserver' || name === 'kubelet') ? facts : undefined;
}

/** What can be read only once has been read for its manifests. */
function isStream(path: string): boolean {
  const found = statSync(path);
  return !found.isFile() && !found.isDirectory();
}

/** Where a host keeps what is audited. */
const PLACES = [
  'etc/kubernetes',
  'etc/rancher',
  'etc/cni/net.d',
  'etc/etcd',
  'etc/etcd.env',
  'etc/default/etcd',
  'etc/default/kubelet',
  'etc/sysconfig/kubelet',
  'etc/systemd/system',
  'usr/lib/systemd/system',
  'lib/systemd/system',
  'var/lib/kubelet/config.yaml',
  'var/lib/kubelet/kubeadm-flags.env',
  'var/lib/kube-proxy',
  'var/lib/rancher/k3s/server/tls',
  'var/lib/rancher/rke2/server/tls',
  'var/lib/rancher/rke2/agent/pod-manifests',
];
const UNITS = /^\/(etc|usr\/lib|lib)\/systemd\/system\//;
const OWN_UNITS = /\/(kube|etcd)[^/]*\.service(\.d\/[^/]+\.conf)?$/;
/** Directories whose contents are nobody's business here. */
const DIRECTORIES = ['var/lib/etcd', 'var/lib/rancher/k3s/server/db/etcd', 'var/lib/rancher/rke2/server/db/etcd'];

/**
 * A host, by a copy of its file system: its files that matter here, and who may read and write them.
 *
 * @throws when the folder does not exist
 */
export function hostAt(root: string): HostReading {
  if (!existsSync(root) || !statSync(root).isDirectory()) throw new Error(`--root must be a folder, got '${root}'`);
  const names = { users: namesIn(join(root, 'etc/passwd')), groups: namesIn(join(root, 'etc/group')) };
  const inside = realpathSync(root);
  const reach = (path: string) => existsSync(path) && isInside(realpathSync(path), inside);
  const hostPath = (path: string) => `/${path.slice(join(root, '/').length)}`;
  const walked = PLACES.map((place) => join(root, place))
    .filter(reach)
    .flatMap((path) => (statSync(path).isDirectory() ? [path, ...below(path, 'folders')] : [path]));
  const meant = walked.filter((path) => !UNITS.test(hostPath(path)) || OWN_UNITS.test(hostPath(path)));
  const listed = [...new Set([...meant, ...DIRECTORIES.map((place) => join(root, place)).filter(reach)])];
  const permissions = new Map(listed.map((path) => [hostPath(path), permissionsAt(path, hostPath(path), names)]));
  const files = meant.filter((path) => lstatSync(path).isFile() && mayTell(hostPath(path))).flatMap((path) => textAt(path, hostPath(path)));
  return { files, permissions };
}

function isInside(path: string, root: string): boolean {
  return root === '/' || path === root || path.startsWith(`${root}/`);
}

function permissionsAt(path: string, host: string, names: Names): Permissions {
  const { mode, uid, gid } = lstatSync(path);
  const owner = `${names.users.get(uid) ?? uid}:${names.groups.get(gid) ?? gid}`;
  return { path: host, mode: mode & 0o7777, owner, place: undefined };
}

interface Names {
  readonly users: ReadonlyMap<number, string>;
  readonly groups: ReadonlyMap<number, string>;
}

/** Names by number, as `/etc/passwd` and `/etc/group` have them. */
function namesIn(file: string): ReadonlyMap<number, string> {
  if (!existsSync(file) || !lstatSync(file).isFile()) return new Map();
  const rows = readFileSync(file, 'utf8')
    .split('\n')
    .map((row) => row.split(':'));
  // The first name of a number is the one that is shown.
  return new Map(rows.flatMap(([name = '', , id = '']) => (/^\d+$/.test(id) ? [[Number(id), name] as const] : [])).reverse());
}

/** Files below a folder, and folders, too, where they are asked for; what is linked is somebody else's. */
function below(folder: string, also?: 'folders'): readonly string[] {
  return readdirSync(folder, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return PASSED_OVER.has(entry.name) ? [] : [...(also === 'folders' ? [path] : []), ...below(path, also)];
      return entry.isFile() ? [path] : [];
    });
}

function textAt(path: string, host: string | undefined): readonly HostText[] {
  if (statSync(path).size > LARGEST) return [];
  const text = readFileSync(path, 'utf8');
  const shown = shownPath(path);
  return [host === undefined ? { path: shown, text } : { path: shown, host, text }];
}
