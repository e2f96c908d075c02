import { type Configuration, type Entry, type Slot, slotsOf } from './configuration';
import { groupResourceOf } from './resources';

/** What is stored under a key of etcd: the start of the value if it is encrypted, up to and with the key's name, or `plain`. */
export interface Stored {
  readonly key: string;
  readonly prefix: string;
}

/**
 * What is stored, in lines `KEY PREFIX` and a last line `total N`, or why it is no evidence: a listing that was cut short, or that is not of
 * everything below `/registry/`, would say of a key that nothing needs it.
 */
export function listingOf(text: string): { readonly stored: readonly Stored[]; readonly problems: readonly string[] } {
  const lines = text.split(/\r?\n/).filter((line) => line !== '');
  const [, total] = /^total (\d+)$/.exec(lines.at(-1) ?? '') ?? [];
  if (total === undefined) return { stored: [], problems: ["its last line must be 'total N': the listing is not whole"] };
  const stored: Stored[] = [];
  const problems: string[] = [];
  for (const [index, line] of lines.slice(0, -1).entries()) {
    const [, key, prefix] = /^(\/\S+) (plain|k8s:enc:.+)$/.exec(line) ?? [];
    if (key === undefined || prefix === undefined)
      problems.push(`line ${index + 1} must be such as '/registry/secrets/shop/cart k8s:enc:secretbox:v1:key1:'`);
    else stored.push({ key, prefix });
  }
  if (problems.length > 3) problems.splice(3, problems.length, `and ${problems.length - 3} more lines like these`);
  if (Number(total) !== lines.length - 1) problems.push(`it must have the ${total} lines that its last one tells, got ${lines.length - 1}`);
  if (problems.length === 0 && !stored.some(({ key }) => key.endsWith('/namespaces/kube-system')))
    problems.push("it must be of everything below '/registry/', got nothing of the namespace 'kube-system'");
  return { stored, problems };
}

/**
 * What members have, in lines that start with a member's name and have the SHA-256 of its file in them, in hexadecimal: as `sha256sum` tells
 * it, or as the `hash` of the API server's metric `…_last_config_info`.
 */
export function membersIn(text: string): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, Set<string>>();
  for (const line of text.split(/\r?\n/)) {
    const [, member, rest] = /^\s*(\S+)\s+(.*)$/.exec(line) ?? [];
    const [, hash] =
      /[{,]hash="sha256:([0-9a-f]{64})"/.exec(rest ?? '') ?? /(?<![0-9a-f])([0-9a-f]{64})(?![0-9a-f])/.exec(rest ?? '') ?? [];
    if (member === undefined || hash === undefined) continue;
    found.set(member, (found.get(member) ?? new Set()).add(hash));
  }
  return found;
}

/** Why the file is not on all members. */
export function behind(members: readonly string[], text: string, hash: string): readonly string[] {
  const found = membersIn(text);
  return members.flatMap((member) => {
    const own = found.get(member);
    if (own === undefined) return [`nothing is said of '${member}'`];
    return own.size === 1 && own.has(hash) ? [] : [`'${member}' has another file than this one`];
  });
}

/** Directories of etcd that are not named after their resources. https://github.com/kubernetes/kubernetes/blob/v1.36.3/pkg/kubeapiserver/default_storage_factory_builder.go */
const PATHS: Readonly<Record<string, string>> = {
  endpoints: 'services/endpoints',
  'ingresses.networking.k8s.io': 'ingress',
  nodes: 'minions',
  replicationcontrollers: 'controllers',
  services: 'services/specs',
};

/** The core group: it has not had a new resource for years. https://kubernetes.io/docs/reference/kubernetes-api/ */
const CORE = [
  'configmaps',
  'endpoints',
  'events',
  'limitranges',
  'namespaces',
  'nodes',
  'persistentvolumeclaims',
  'persistentvolumes',
  'pods',
  'podtemplates',
  'replicationcontrollers',
  'resourcequotas',
  'secrets',
  'serviceaccounts',
  'services',
];

/** What API servers keep for themselves: never encrypted. */
const OWN = ['masterleases', 'peerserverleases', 'ranges'];

/** Objects that need what a step would take away, by what they are stored under. */
export interface Left {
  readonly id: string;
  readonly count: number;
}

/**
 * What an entry may not lose yet: objects of its resources that are stored otherwise than its first provider stores them; and objects
 * anywhere that are stored under the slots to be removed.
 */
export function leftOf(
  configuration: Configuration,
  removed: (entry: Entry) => readonly Slot[],
  stored: readonly Stored[],
): readonly Left[] {
  const counts = new Map<string, number>();
  const add = (id: string) => void counts.set(id, (counts.get(id) ?? 0) + 1);
  const entries = configuration.entries.map((entry) => ({
    entry,
    slots: slotsOf(entry),
    gone: removed(entry),
    owns: ownerOf(entry, configuration),
  }));
  const losing = entries.filter(({ gone }) => gone.length > 0);
  const gone = losing.flatMap((each) => each.gone).filter(({ prefix }) => prefix !== '');
  for (const { key, prefix } of stored) {
    const lost = gone.find((slot) => prefix.startsWith(slot.prefix));
    if (lost !== undefined) {
      add(lost.id);
      continue;
    }
    const own = losing.find(({ owns }) => owns(key));
    const [first] = own?.slots ?? [];
    if (own === undefined || first === undefined || prefix.startsWith(first.prefix)) continue;
    add(
      prefix === 'plain'
        ? 'identity'
        : (own.slots.find((slot) => slot.prefix !== '' && prefix.startsWith(slot.prefix))?.id ?? 'a key that is not in the file'),
    );
  }
  return [...counts].map(([id, count]) => ({ id, count })).sort((a, b) => b.count - a.count || (a.id < b.id ? -1 : 1));
}

/**
 * Whether a key of etcd is of an entry's resources. Paths do not tell the groups of Kubernetes itself: for `*.apps`, everything that is of no
 * other entry counts.
 */
function ownerOf(entry: Entry, { entries }: Configuration): (key: string) => boolean {
  const own = pathsOf(entry.resources);
  const isWide = entry.resources.map(groupResourceOf).some(({ resource, group }) => resource === '*' && group !== '' && !isCustom(group));
  const others = pathsOf(entries.filter((other) => other !== entry).flatMap(({ resources }) => resources));
  const within = (path: string, paths: ReadonlySet<string>) => {
    const words = path.split('/');
    return paths.has(words[0] as string) || paths.has(words.slice(0, 2).join('/'));
  };
  return (key) => {
    const path = key.replace(/^\/[^/]+\//, '');
    return within(path, own) || (isWide && !within(path, others) && !OWN.some((each) => path.startsWith(`${each}/`)));
  };
}

/** Whether a group is somebody's own: its objects are below its name. */
function isCustom(group: string): boolean {
  return group.includes('.') && !group.endsWith('.k8s.io');
}

/** Directories of etcd that are only of these resources. */
function pathsOf(resources: readonly string[]): ReadonlySet<string> {
  return new Set(
    resources.map(groupResourceOf).flatMap(({ resource, group }) => {
      if (resource === '*') return group === '' ? CORE.map((each) => PATHS[each] ?? each) : isCustom(group) ? [group] : [];
      return [PATHS[group === '' ? resource : `${resource}.${group}`] ?? resource, ...(group === '' ? [] : [`${group}/${resource}`])];
    }),
  );
}
