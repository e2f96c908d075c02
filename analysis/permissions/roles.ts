import { at, listAt, type Manifest, stringAt } from '../manifest';
import { LabelIndex, labelsOf, selectorOf } from '../selectors';
import { defaultRoles } from './default-roles';
import { type PolicyRule, rolesIn } from './rbac';

/** A rule where it is written, and the paths that it opens. */
export interface RoleRule {
  readonly manifest: Manifest;
  readonly rule: PolicyRule;
  readonly paths: readonly string[];
}

/** What the role that a binding in a namespace names consists of; `undefined` where there is no such role. */
export type RoleReader = (kind: string, name: string, namespace: string | undefined) => readonly RoleRule[] | undefined;

/** A ClusterRole of one name: as manifests have it, with what the API server adds to those of its own. */
interface ClusterRole {
  readonly name: string;
  readonly written: RoleRule[];
  readonly labels: Map<string, string>;
  /** What it is put together from; `undefined` for one that says its rules itself. */
  readonly selectors: unknown[] | undefined;
}

const AUTO_UPDATE = 'rbac.authorization.kubernetes.io/autoupdate';

/**
 * The roles of the manifests and those that every API server makes, aggregated ones put together. The server keeps what manifests
 * add to its own roles, and adds what they lack, unless their annotation says not to.
 */
export function roleReader(manifests: readonly Manifest[], minor: number): RoleReader {
  const roles = new Map<string, RoleRule[]>();
  const clusterRoles = new Map<string, ClusterRole>();
  const own = new Set<string>();
  const add = (manifest: Manifest, kind: string, rules: readonly PolicyRule[]) => {
    const { name, namespace } = namesOf(manifest);
    const written = rules.map((rule) => ({ manifest, rule, paths: pathsOf(manifest, rule) }));
    if (kind === 'ClusterRole') clusterRoles.set(name, merged(clusterRoles.get(name), manifest, written));
    else {
      const list = roles.get(`${namespace}/${name}`) ?? [];
      roles.set(`${namespace}/${name}`, list);
      for (const each of written) list.push(each);
    }
  };
  for (const { manifest, kind, rules } of rolesIn(manifests)) {
    add(manifest, kind, rules);
    if (stringAt(manifest.object, 'metadata', 'annotations', AUTO_UPDATE) === 'false') own.add(keyOf(kind, manifest));
  }
  for (const { manifest, kind, rules } of rolesIn(defaultRoles(minor))) {
    if (!own.has(keyOf(kind, manifest))) add(manifest, kind, rules);
  }
  const aggregated = aggregation(clusterRoles);
  return (kind, name, namespace) => {
    if (kind === 'Role') return namespace === undefined ? undefined : roles.get(`${namespace}/${name}`);
    return kind === 'ClusterRole' ? aggregated(name) : undefined;
  };
}

/** Several of one name count as one that says all of it: nobody knows which of them stays. */
function merged(before: ClusterRole | undefined, manifest: Manifest, written: readonly RoleRule[]): ClusterRole {
  const { object } = manifest;
  const aggregationRule = at(object, 'aggregationRule') ?? undefined;
  const selectors = aggregationRule === undefined ? undefined : listAt(aggregationRule, 'clusterRoleSelectors');
  const labels = labelsOf(at(object, 'metadata', 'labels'));
  const { name } = namesOf(manifest);
  const role = before ?? { name, written: [], labels: new Map<string, string>(), selectors: selectors === undefined ? undefined : [] };
  for (const rule of written) role.written.push(rule);
  for (const [key, value] of labels) role.labels.set(key, role.labels.get(key) ?? value);
  if (selectors === undefined) return role;
  return { ...role, selectors: [...(role.selectors ?? []), ...selectors] };
}

/**
 * What the ClusterRoles come to. The controller replaces what an aggregated role says by the rules of those that its selectors take,
 * aggregated ones among them. Where they have no rules, it applies none, and what is written stays. Roles that take each other never
 * settle: what they say counts as well.
 *
 * https://github.com/kubernetes/kubernetes/blob/v1.33.0/pkg/controller/clusterroleaggregation/clusterroleaggregation_controller.go
 */
function aggregation(clusterRoles: ReadonlyMap<string, ClusterRole>): (name: string) => readonly RoleRule[] | undefined {
  const sorted = [...clusterRoles.values()].sort((one, other) => (one.name < other.name ? -1 : 1));
  const index = new LabelIndex(sorted.map((role) => [role, role.labels] as const));
  const taken = new Map<ClusterRole, readonly ClusterRole[]>();
  for (const role of sorted) {
    const selectors = role.selectors?.map(selectorOf);
    // One selector that cannot be read, and the controller leaves the role alone.
    if (selectors === undefined || selectors.some(({ isValid }) => !isValid)) continue;
    taken.set(
      role,
      [...new Set(selectors.flatMap((selector) => index.select(selector)))].filter((each) => each !== role),
    );
  }
  const own = ownOf(taken);
  const known = new Map<string, readonly RoleRule[]>();
  return (name) => {
    const role = clusterRoles.get(name);
    const before = known.get(name);
    if (role === undefined || before !== undefined) return before;
    const seen = new Set([role]);
    const rules = new Set<RoleRule>();
    // The set grows while it is walked through.
    for (const each of seen) {
      const others = taken.get(each);
      if (others === undefined || own.has(each)) for (const rule of each.written) rules.add(rule);
      for (const other of others ?? []) seen.add(other);
    }
    const list = [...rules];
    known.set(name, list);
    return list;
  };
}

/**
 * The aggregated roles whose own rules count: those that take only what has no rules, and those that take each other or such, which are
 * left when all others are, one after the other, put aside.
 */
function ownOf(taken: ReadonlyMap<ClusterRole, readonly ClusterRole[]>): ReadonlySet<ClusterRole> {
  const takers = new Map<ClusterRole, ClusterRole[]>();
  const open = new Map<ClusterRole, number>();
  for (const [role, others] of taken) {
    const aggregated = others.filter((other) => taken.has(other));
    open.set(role, aggregated.length);
    for (const other of aggregated) {
      const list = takers.get(other);
      if (list === undefined) takers.set(other, [role]);
      else list.push(role);
    }
  }
  const own = new Set(taken.keys());
  const empty = new Set<ClusterRole>();
  const settled = new Set([...open].filter(([, count]) => count === 0).map(([role]) => role));
  for (const role of settled) {
    const isReplaced = taken.get(role)?.some((other) => !empty.has(other) && (taken.has(other) || other.written.length > 0));
    if (isReplaced) own.delete(role);
    else if (role.written.length === 0) empty.add(role);
    for (const taker of takers.get(role) ?? []) {
      const left = (open.get(taker) ?? 0) - 1;
      open.set(taker, left);
      if (left === 0) settled.add(taker);
    }
  }
  return own;
}

function pathsOf({ object }: Manifest, { index }: PolicyRule): readonly string[] {
  return listAt(listAt(object, 'rules')[index], 'nonResourceURLs').filter((path) => typeof path === 'string');
}

function namesOf({ object }: Manifest): { readonly name: string; readonly namespace: string } {
  return { name: stringAt(object, 'metadata', 'name') ?? '', namespace: stringAt(object, 'metadata', 'namespace') ?? '' };
}

function keyOf(kind: string, manifest: Manifest): string {
  const { name, namespace } = namesOf(manifest);
  return `${kind} ${namespace}/${name}`;
}
