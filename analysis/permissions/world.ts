import { ofKind } from '../kinds';
import { at, type Manifest, stringAt } from '../manifest';
import { podsIn, type RunningPod } from '../workloads/pods';
import type { Bindings } from './bindings';
import { defaultRoles } from './default-roles';
import { accountOf, tokensOf } from './service-accounts';
import { type Who, whoOf, whoText } from './subjects';

/** What there is to take over. */
export interface World {
  /** The ServiceAccounts of a namespace, or of all, that may anything of their own. */
  accounts(namespace: string | undefined): readonly Who[];
  /** The ServiceAccounts whose tokens are in pods of a namespace, or of all, that may be called one of the names. */
  accountsOfPods(namespace: string | undefined, names: readonly string[] | undefined): readonly Who[];
  /** The ServiceAccounts whose tokens are in Secrets. */
  accountsOfTokens(namespace: string | undefined, names: readonly string[] | undefined): readonly Who[];
  /** The Roles of a namespace, or of all. */
  roles(namespace: string | undefined): readonly { readonly name: string; readonly namespace: string }[];
  /** The users and groups that bindings name. */
  readonly users: readonly Who[];
  readonly groups: readonly Who[];
  /** Whether a pod with the rights of its node is let into a namespace, or into any. */
  admitsNodePods(namespace: string | undefined): boolean;
}

const ENFORCE = 'pod-security.kubernetes.io/enforce';
const TOKEN_OF = 'kubernetes.io/service-account.name';
const KUBE_SYSTEM = 'kube-system';

/** A token of a ServiceAccount, in a pod or a Secret of some name. */
interface Token {
  readonly who: Who;
  readonly isNamed: (name: string) => boolean;
}

export function worldOf(manifests: readonly Manifest[], bindings: Bindings, minor: number): World {
  const { users, groups } = bindings.names;
  const bound = [...users].map((name) => whoOf(`user:${name}`) ?? { kind: 'User' as const, name });
  const strong = bound.filter(({ kind }) => kind === 'ServiceAccount');
  const grouped = [...groups].flatMap((name) =>
    name.startsWith('system:serviceaccounts:') ? [name.slice('system:serviceaccounts:'.length)] : [],
  );
  // Whatever ServiceAccount there is has the rights of all of them.
  const shared = bindings.ofGroup('system:serviceaccounts').some(({ isDefault }) => !isDefault);
  const anyOf = (namespace: string): Who => ({ kind: 'ServiceAccount', namespace, name: 'default' });
  const accounts = placed([...strong, ...grouped.map(anyOf)]);
  const pods = placedTokens(podsIn(manifests).flatMap(tokenOfPod(manifests)));
  const secrets = placedTokens(ofKind(manifests, '', 'Secret').flatMap(tokenOfSecret));
  const open = openNamespaces(manifests);
  const roles = rolesByNamespace([...manifests, ...defaultRoles(minor)]);
  return {
    accounts: (namespace) => [...(accounts.get(namespace) ?? []), ...(shared ? [anyOf(namespace ?? KUBE_SYSTEM)] : [])],
    accountsOfPods: (namespace, names) => named(pods.get(namespace), names),
    accountsOfTokens: (namespace, names) => named(secrets.get(namespace), names),
    roles: (namespace) => roles.get(namespace) ?? [],
    users: sorted(bound.filter(({ kind }) => kind === 'User')),
    groups: sorted([...groups].map((name) => ({ kind: 'Group', name }))),
    admitsNodePods: (namespace) => namespace === undefined || (open.get(namespace) ?? true),
  };
}

function rolesByNamespace(manifests: readonly Manifest[]) {
  const roles = new Map<string | undefined, { readonly name: string; readonly namespace: string }[]>();
  for (const { object } of ofKind(manifests, 'rbac.authorization.k8s.io', 'Role')) {
    const { name, namespace } = object.metadata;
    if (typeof name !== 'string' || typeof namespace !== 'string') continue;
    push(roles, namespace, { name, namespace });
    push(roles, undefined, { name, namespace });
  }
  return roles;
}

/** By namespace, and all of them; those of the cluster itself first, as they may most. */
function placed(all: readonly Who[]): ReadonlyMap<string | undefined, readonly Who[]> {
  const unique = [...new Map(all.map((who) => [whoText(who), who])).values()];
  const isSystem = ({ namespace }: Who) => namespace === KUBE_SYSTEM;
  const order = [...sorted(unique.filter(isSystem)), ...sorted(unique.filter((who) => !isSystem(who)))];
  const places = new Map<string | undefined, Who[]>([[undefined, order]]);
  for (const who of order) push(places, who.namespace, who);
  return places;
}

function placedTokens(tokens: readonly Token[]): ReadonlyMap<string | undefined, readonly Token[]> {
  const places = new Map<string | undefined, Token[]>([[undefined, [...tokens]]]);
  for (const token of tokens) push(places, token.who.namespace, token);
  return places;
}

function named(tokens: readonly Token[] = [], names: readonly string[] | undefined): readonly Who[] {
  const found = names === undefined ? tokens : tokens.filter(({ isNamed }) => names.some(isNamed));
  return sorted([...new Map(found.map(({ who }) => [whoText(who), who])).values()]);
}

/** A pod has a token where nothing says that it has none; a controller's pods have names that start with its own. */
function tokenOfPod(manifests: readonly Manifest[]): (running: RunningPod) => readonly Token[] {
  const automount = new Map(
    ofKind(manifests, '', 'ServiceAccount').map(({ object }) => [
      `${object.metadata.namespace}/${object.metadata.name}`,
      at(object, 'automountServiceAccountToken'),
    ]),
  );
  return ({ manifest: { object }, pod }) => {
    const { namespace } = object.metadata;
    if (typeof namespace !== 'string' || namespace === '') return [];
    const account = accountOf(pod).name ?? 'default';
    const mounts = at(pod.spec, 'automountServiceAccountToken') ?? automount.get(`${namespace}/${account}`);
    if (mounts === false && tokensOf(pod).length === 0) return [];
    const own = stringAt(object, 'metadata', 'name') ?? '';
    return [
      {
        who: { kind: 'ServiceAccount', namespace, name: account },
        isNamed: (name) => (object.kind === 'Pod' ? name === own : name.startsWith(own)),
      },
    ];
  };
}

function tokenOfSecret({ object }: Manifest): readonly Token[] {
  const { namespace, name: own } = object.metadata;
  const account = stringAt(object, 'metadata', 'annotations', TOKEN_OF);
  if (object['type'] !== 'kubernetes.io/service-account-token' || account === undefined || typeof namespace !== 'string') return [];
  return [{ who: { kind: 'ServiceAccount', namespace, name: account }, isNamed: (name) => name === own }];
}

/** Of each namespace, whether a pod of any pod security level is let in; of one that nobody describes, it is. */
function openNamespaces(manifests: readonly Manifest[]): ReadonlyMap<string, boolean> {
  return new Map(
    ofKind(manifests, '', 'Namespace').map(({ object }) => {
      const level = stringAt(object, 'metadata', 'labels', ENFORCE);
      return [stringAt(object, 'metadata', 'name') ?? '', level !== 'baseline' && level !== 'restricted'];
    }),
  );
}

function sorted(all: readonly Who[]): readonly Who[] {
  const keyed = all.map((who) => [whoText(who), who] as const);
  return keyed.sort(([one], [other]) => (one < other ? -1 : 1)).map(([, who]) => who);
}

function push<Item>(map: Map<string | undefined, Item[]>, key: string | undefined, item: Item): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [item]);
  else list.push(item);
}
