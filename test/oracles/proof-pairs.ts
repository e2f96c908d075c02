/**
 * Which tenants are open to which, pod by pod and port by port, from what the documentation of Kubernetes says and nothing else:
 *
 * https://kubernetes.io/docs/concepts/services-networking/network-policies/
 * https://kubernetes.io/docs/reference/access-authn-authz/rbac/
 * https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#label-selectors
 */
import { APPS, type Cluster, OWNERS, PORTS, SPACES, TENANTS } from './proof-sets';

// biome-ignore lint/suspicious/noExplicitAny: objects that the generator has made, read as they are documented
type Anything = any;

interface Pod {
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>>;
}

/** `red blue` for each ordered pair of tenants of which the first has a way to the second. */
export interface Pairs {
  readonly network: ReadonlySet<string>;
  readonly permissions: ReadonlySet<string>;
}

export function pairsOf(cluster: Cluster): Pairs {
  return { network: networkPairs(cluster), permissions: permissionPairs(cluster) };
}

function networkPairs(cluster: Cluster): ReadonlySet<string> {
  const policies = cluster.filter(({ kind }) => kind === 'NetworkPolicy');
  // The pods that are there, and any that could be: with each label that a policy asks for, with another, and with none.
  const pods: readonly Pod[] = SPACES.flatMap((namespace) =>
    [...APPS.map((app) => ({ app })), { app: 'another' }, {}].map((labels) => ({ namespace, labels: labels as Pod['labels'] })),
  );
  const ports = [...PORTS, 9999];
  const open = new Set<string>();
  for (const from of pods) {
    for (const to of pods) {
      const pair = `${OWNERS[from.namespace]} ${OWNERS[to.namespace]}`;
      if (OWNERS[from.namespace] === OWNERS[to.namespace] || open.has(pair)) continue;
      const passes = (port: number) => lets(policies, 'Egress', from, to, port) && lets(policies, 'Ingress', to, from, port);
      if (ports.some(passes)) open.add(pair);
    }
  }
  return open;
}

/** Whether the policies of one end let the other through: any of those that select it, or none selects it. */
function lets(policies: Cluster, type: 'Egress' | 'Ingress', own: Pod, other: Pod, port: number): boolean {
  const selecting = policies.filter(({ metadata, spec }: Anything) => {
    return metadata.namespace === own.namespace && spec.policyTypes.includes(type) && matches(spec.podSelector, own.labels);
  });
  if (selecting.length === 0) return true;
  const [rules, peers] = type === 'Egress' ? ['egress', 'to'] : ['ingress', 'from'];
  return selecting.some(({ metadata, spec }: Anything) =>
    (spec[rules] ?? []).some((rule: Anything) => {
      const isPeer = rule[peers] === undefined || rule[peers].some((peer: Anything) => isMeant(peer, metadata.namespace, other));
      const isPort =
        rule.ports === undefined || rule.ports.some((each: Anything) => each.port <= port && port <= (each.endPort ?? each.port));
      return isPeer && isPort;
    }),
  );
}

function isMeant(peer: Anything, namespace: string, pod: Pod): boolean {
  const labels = { 'kubernetes.io/metadata.name': pod.namespace, 'palisade.dev/tenant': OWNERS[pod.namespace] ?? '' };
  const isPlace = peer.namespaceSelector === undefined ? pod.namespace === namespace : matches(peer.namespaceSelector, labels);
  return isPlace && (peer.podSelector === undefined || matches(peer.podSelector, pod.labels));
}

function matches(selector: Anything, labels: Readonly<Record<string, string>>): boolean {
  const hasEach = Object.entries(selector.matchLabels ?? {}).every(([key, value]) => labels[key] === value);
  const meetsEach = (selector.matchExpressions ?? []).every(({ key, operator, values }: Anything) => {
    const value = labels[key];
    if (operator === 'Exists') return value !== undefined;
    if (operator === 'DoesNotExist') return value === undefined;
    return operator === 'In' ? value !== undefined && values.includes(value) : value === undefined || !values.includes(value);
  });
  return hasEach && meetsEach;
}

interface Right {
  readonly who: string;
  readonly namespace: string;
  readonly what: string;
}

/** Who may something of a tenant, or gets to by a pod that runs as somebody there, and whose they are. */
function permissionPairs(cluster: Cluster): ReadonlySet<string> {
  const rights = cluster.flatMap((binding: Anything): readonly Right[] => {
    if (!binding.kind.endsWith('Binding')) return [];
    const { namespace, name } = binding.metadata;
    const isRole = ({ kind, metadata }: Anything) => {
      return kind === binding.roleRef.kind && metadata.name === binding.roleRef.name && metadata.namespace === namespace;
    };
    const role = cluster.find(isRole) as Anything;
    if (role === undefined) throw new Error(`no role ${name}`);
    const places: readonly string[] = namespace === undefined ? SPACES : [namespace];
    return binding.subjects.flatMap((subject: Anything) =>
      places.map((place) => ({ who: textOf(subject), namespace: place, what: role.rules[0].resources[0] })),
    );
  });
  const open = new Set<string>();
  for (const who of new Set(rights.map((right) => right.who))) {
    const had = rightsOf(who, rights);
    for (const home of homesOf(who, rights)) {
      for (const { namespace } of had) if (OWNERS[namespace] !== home) open.add(`${home} ${OWNERS[namespace]}`);
    }
  }
  for (const pair of open) if (!TENANTS.includes(pair.split(' ')[0] ?? '')) throw new Error(`no tenant in ${pair}`);
  return open;
}

/** Whoever creates pods in a namespace has what the ServiceAccounts there have. */
function rightsOf(who: string, rights: readonly Right[]): readonly Right[] {
  const people = new Set([who]);
  for (const one of people) {
    for (const right of rights.filter((each) => each.who === one && each.what === 'pods')) {
      for (const app of APPS) people.add(`account ${right.namespace}/${app}`);
    }
  }
  return rights.filter((each) => people.has(each.who));
}

/** A ServiceAccount is of its namespace, a group of those that bind it. */
function homesOf(who: string, rights: readonly Right[]): readonly string[] {
  const [, namespace] = /^account (.*)\/.*$/.exec(who) ?? [];
  const places = namespace === undefined ? rights.filter((each) => each.who === who).map((each) => each.namespace) : [namespace];
  return [...new Set(places.map((place) => OWNERS[place] ?? ''))];
}

function textOf({ kind, namespace, name }: Anything): string {
  return kind === 'ServiceAccount' ? `account ${namespace}/${name}` : `group ${name}`;
}
