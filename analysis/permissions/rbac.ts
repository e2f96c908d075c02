import { ofKind } from '../kinds';
import { listAt, type Manifest, stringAt } from '../manifest';

/** One rule of a role: everything that it lists, multiplied. */
export interface PolicyRule {
  readonly index: number;
  readonly verbs: readonly string[];
  readonly apiGroups: readonly string[];
  /** Resources, subresources after a slash: `pods`, `pods/exec`. */
  readonly resources: readonly string[];
  /** Names that the rule is narrowed to; empty for all. */
  readonly resourceNames: readonly string[];
}

/** A Role or ClusterRole. */
export interface RoleManifest {
  readonly manifest: Manifest;
  readonly kind: 'ClusterRole' | 'Role';
  readonly rules: readonly PolicyRule[];
}

/** Who is bound. */
export interface Subject {
  readonly kind: string;
  readonly name: string;
  /** Of a ServiceAccount: the namespace written, or else that of the RoleBinding. */
  readonly namespace: string | undefined;
  readonly pointer: string;
}

/** A RoleBinding or ClusterRoleBinding. */
export interface BindingManifest {
  readonly manifest: Manifest;
  readonly kind: 'ClusterRoleBinding' | 'RoleBinding';
  readonly role: { readonly kind: string; readonly name: string };
  readonly subjects: readonly Subject[];
}

/** What somebody asks of the API server. */
export interface ResourceRequest {
  readonly verb: string;
  /** `''` for the core group. */
  readonly group: string;
  /** With the subresource, if one is asked for: `pods/exec`. */
  readonly resource: string;
  /** Empty for `create` (of no subresource), and for `list`, `watch` and `deletecollection` without a field selector on the name. */
  readonly name?: string;
}

/** Who asks: a user name and groups. */
export interface User {
  readonly name: string;
  readonly groups: readonly string[];
}

/** Resources of one group and verbs that go together. */
export interface Permission {
  readonly group: string;
  /** With a slash at the end for whatever subresource there is. */
  readonly resources: readonly string[];
  /** `*` for whatever verb there is. */
  readonly verbs: readonly string[];
}

/** A rule of a role that gives permissions that were asked for. */
export interface Grant {
  readonly manifest: Manifest;
  readonly role: RoleManifest;
  readonly rule: PolicyRule;
  /** What gives them, as it is written. */
  readonly verbs: readonly string[];
  readonly resources: readonly string[];
  /** The names that the rule is narrowed to; empty where it is not. */
  readonly names: readonly string[];
  /** JSON pointer of the verbs of the rule. */
  readonly pointer: string;
}

const GROUP = 'rbac.authorization.k8s.io';

const roles = new WeakMap<readonly Manifest[], readonly RoleManifest[]>();
const indices = new WeakMap<readonly Manifest[], RuleIndex>();
/** What thousands of roles share is read once: the same list, not one that looks like it. */
const lists = new WeakMap<readonly unknown[], readonly PolicyRule[]>();
const bindings = new WeakMap<readonly Manifest[], readonly BindingManifest[]>();
const reaches = new WeakMap<readonly Manifest[], ReadonlyMap<string, ReadonlySet<string> | 'everywhere'>>();

/**
 * Whether a rule of a role allows a request, as the API server decides it: `*` as a resource is everything, subresources included;
 * `pods` is not `pods/exec`; a subresource of whatever resource is `*` and a slash before it; `pods` and a slash before `*` is
 * nothing at all.
 *
 * https://github.com/kubernetes/kubernetes/blob/v1.33.0/pkg/apis/rbac/v1/evaluation_helpers.go
 */
export function allows(rule: PolicyRule, { verb, group, resource, name = '' }: ResourceRequest): boolean {
  return (
    has(rule.verbs, verb) &&
    has(rule.apiGroups, group) &&
    rule.resources.some((written) => written === '*' || isResource(written, resource)) &&
    (rule.resourceNames.length === 0 || rule.resourceNames.includes(name))
  );
}

/** Whether a pattern of `nonResourceURLs` matches a path: the same path, or one that starts with what stands before a last `*`. */
export function matchesPath(pattern: string, path: string): boolean {
  return pattern === '*' || pattern === path || (pattern.endsWith('*') && path.startsWith(pattern.replace(/\*+$/, '')));
}

/** Whether a subject is the user: by name, by one of the groups, or as the ServiceAccount whose user name that is. */
export function isSubject({ kind, name, namespace }: Subject, user: User): boolean {
  switch (kind) {
    case 'User':
      return user.name === name;
    case 'Group':
      return user.groups.includes(name);
    case 'ServiceAccount':
      return namespace !== undefined && user.name === serviceAccountUser(namespace, name).name;
    default:
      return false;
  }
}

/** Who a ServiceAccount is to the API server. */
export function serviceAccountUser(namespace: string, name: string): User {
  return {
    name: `system:serviceaccount:${namespace}:${name}`,
    groups: ['system:serviceaccounts', `system:serviceaccounts:${namespace}`, 'system:authenticated'],
  };
}

/** All Roles and ClusterRoles. */
export function rolesIn(manifests: readonly Manifest[]): readonly RoleManifest[] {
  const known = roles.get(manifests);
  if (known !== undefined) return known;
  const found = (['ClusterRole', 'Role'] as const).flatMap((kind) =>
    ofKind(manifests, GROUP, kind).map((manifest) => ({ manifest, kind, rules: rulesOf(manifest) })),
  );
  roles.set(manifests, found);
  return found;
}

/** All RoleBindings and ClusterRoleBindings. */
export function bindingsIn(manifests: readonly Manifest[]): readonly BindingManifest[] {
  const known = bindings.get(manifests);
  if (known !== undefined) return known;
  const found = (['ClusterRoleBinding', 'RoleBinding'] as const).flatMap((kind) =>
    ofKind(manifests, GROUP, kind).map((manifest) => ({
      manifest,
      kind,
      role: { kind: stringAt(manifest.object, 'roleRef', 'kind') ?? '', name: stringAt(manifest.object, 'roleRef', 'name') ?? '' },
      subjects: listAt(manifest.object, 'subjects').map((subject, index) => subjectOf(manifest, kind, subject, index)),
    })),
  );
  bindings.set(manifests, found);
  return found;
}

/** Everybody whom a binding names, with the binding. */
export function* subjectsIn(manifests: readonly Manifest[]): Generator<Subject & { readonly manifest: Manifest }> {
  for (const { manifest, subjects } of bindingsIn(manifests)) for (const subject of subjects) yield { ...subject, manifest };
}

/**
 * The rules of roles that name a resource and give at least one of the permissions on it. A rule with `*` as its resource is left
 * out, as it would be found for each of them; subresources of any resource are not. `create` with names is none: what is to be
 * created has no name yet when the server asks.
 */
export function grantsOf(manifests: readonly Manifest[], permissions: readonly Permission[]): readonly Grant[] {
  const { byResource, byRule } = indexOf(manifests);
  const found = new Map<PolicyRule, Found>();
  for (const permission of permissions) {
    for (const resource of permission.resources) {
      for (const written of spellingsOf(resource)) {
        for (const rule of byResource.get(written) ?? []) addGrant(found, rule, permission, resource, written);
      }
    }
  }
  return [...found]
    .flatMap(([rule, given]) => (byRule.get(rule) ?? []).map((place) => ({ place, rule, ...given })))
    .sort((one, other) => one.place.ordinal - other.place.ordinal || one.rule.index - other.rule.index)
    .map(({ place: { role }, rule, verbs, resources }) => ({
      manifest: role.manifest,
      role,
      rule,
      verbs: rule.verbs.filter((verb) => verbs.has(verb)),
      resources: rule.resources.filter((resource) => resources.has(resource)),
      names: isNarrowed(rule) ? rule.resourceNames : [],
      pointer: `/rules/${rule.index}/verbs`,
    }));
}

/** `rule 2 grants 'get', 'list' on 'secrets'`. */
export function wordsOf({ rule, verbs, resources }: Grant): string {
  const quoted = (words: readonly string[]) => [...new Set(words)].map((word) => `'${word}'`).join(', ');
  return `rule ${rule.index} grants ${quoted(verbs)} on ${quoted(resources)}`;
}

/**
 * Where the permissions of a role hold: in the namespace of a Role, in those of its bindings for a ClusterRole that only
 * RoleBindings name. One that a ClusterRoleBinding names, or nobody yet, may hold everywhere.
 */
export function reachOf(manifests: readonly Manifest[], role: RoleManifest): ReadonlySet<string> | 'everywhere' {
  const { name = '', namespace } = role.manifest.object.metadata;
  if (role.kind === 'Role') return new Set(namespace === undefined ? [] : [namespace]);
  const known = reaches.get(manifests) ?? boundIn(manifests);
  reaches.set(manifests, known);
  return known.get(name) ?? 'everywhere';
}

/** Whether a role holds in every namespace, or in that of the cluster's own components. */
export function isBeyondTenants(manifests: readonly Manifest[], role: RoleManifest): boolean {
  if (role.kind === 'Role') return role.manifest.object.metadata.namespace === 'kube-system';
  const reach = reachOf(manifests, role);
  return reach === 'everywhere' || reach.has('kube-system');
}

/** A role, and how many come before it. */
interface Place {
  readonly role: RoleManifest;
  readonly ordinal: number;
}

interface Found {
  readonly verbs: Set<string>;
  readonly resources: Set<string>;
}

function addGrant(found: Map<PolicyRule, Found>, rule: PolicyRule, { group, verbs }: Permission, resource: string, written: string): void {
  if (!has(rule.apiGroups, group)) return;
  const isImpossible = (verb: string) => verb === 'create' && !resource.includes('/') && isNarrowed(rule);
  const given = rule.verbs.filter((verb) => {
    if (verb === '*') return verbs.some((asked) => !isImpossible(asked));
    return (verbs.includes(verb) || verbs.includes('*')) && !isImpossible(verb);
  });
  if (given.length === 0) return;
  const entry = found.get(rule) ?? { verbs: new Set(), resources: new Set() };
  found.set(rule, entry);
  for (const verb of given) entry.verbs.add(verb);
  for (const name of rule.resources) if (name === written || (written.endsWith('/') && name.startsWith(written))) entry.resources.add(name);
}

/** The resources that a rule names; each subresource once more as any one. */
function keysOf({ resources }: PolicyRule): ReadonlySet<string> {
  return new Set(resources.flatMap((name) => (name.includes('/') ? [name, name.slice(0, name.indexOf('/') + 1)] : [name])));
}

/** Rules by the resources that they name, so that nobody has to look at all of them, and the roles that each belongs to. */
interface RuleIndex {
  readonly byResource: ReadonlyMap<string, readonly PolicyRule[]>;
  readonly byRule: ReadonlyMap<PolicyRule, readonly Place[]>;
}

function indexOf(manifests: readonly Manifest[]): RuleIndex {
  const known = indices.get(manifests);
  if (known !== undefined) return known;
  const byResource = new Map<string, PolicyRule[]>();
  const byRule = new Map<PolicyRule, Place[]>();
  for (const [ordinal, role] of rolesIn(manifests).entries()) {
    for (const rule of role.rules) {
      const places = byRule.get(rule);
      if (places !== undefined) {
        places.push({ role, ordinal });
        continue;
      }
      byRule.set(rule, [{ role, ordinal }]);
      for (const resource of keysOf(rule)) {
        const list = byResource.get(resource);
        if (list === undefined) byResource.set(resource, [rule]);
        else list.push(rule);
      }
    }
  }
  const index = { byResource, byRule };
  indices.set(manifests, index);
  return index;
}

function boundIn(manifests: readonly Manifest[]): ReadonlyMap<string, ReadonlySet<string> | 'everywhere'> {
  const bound = new Map<string, Set<string> | 'everywhere'>();
  for (const { manifest, kind, role } of bindingsIn(manifests)) {
    if (role.kind !== 'ClusterRole') continue;
    const before = bound.get(role.name);
    if (kind === 'ClusterRoleBinding') bound.set(role.name, 'everywhere');
    else if (before !== 'everywhere') bound.set(role.name, (before ?? new Set<string>()).add(manifest.object.metadata.namespace ?? ''));
  }
  return bound;
}

/** A list with an empty name is not narrowed: that is the name of what has none. */
function isNarrowed({ resourceNames }: PolicyRule): boolean {
  return resourceNames.length > 0 && !resourceNames.includes('');
}

function has(written: readonly string[], wanted: string): boolean {
  return written.includes('*') || written.includes(wanted);
}

/** How a role can name a resource without naming all of them. */
function spellingsOf(resource: string): readonly string[] {
  const slash = resource.indexOf('/');
  return slash === -1 ? [resource] : [resource, `*${resource.slice(slash)}`];
}

function isResource(written: string, resource: string): boolean {
  return spellingsOf(resource).includes(written);
}

function rulesOf({ object }: Manifest): readonly PolicyRule[] {
  const written = listAt(object, 'rules');
  const known = lists.get(written);
  if (known !== undefined) return known;
  const rules = written.map(ruleOf);
  lists.set(written, rules);
  return rules;
}

function ruleOf(rule: unknown, index: number): PolicyRule {
  return {
    index,
    verbs: stringsAt(rule, 'verbs'),
    apiGroups: stringsAt(rule, 'apiGroups'),
    resources: stringsAt(rule, 'resources'),
    resourceNames: stringsAt(rule, 'resourceNames'),
  };
}

function subjectOf(manifest: Manifest, binding: BindingManifest['kind'], subject: unknown, index: number): Subject {
  const namespace = stringAt(subject, 'namespace') || undefined;
  return {
    kind: stringAt(subject, 'kind') ?? '',
    name: stringAt(subject, 'name') ?? '',
    namespace: binding === 'RoleBinding' ? (namespace ?? manifest.object.metadata.namespace) : namespace,
    pointer: `/subjects/${index}`,
  };
}

function stringsAt(value: unknown, key: string): readonly string[] {
  return listAt(value, key).filter((item) => typeof item === 'string');
}
