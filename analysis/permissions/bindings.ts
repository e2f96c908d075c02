import type { Manifest } from '../manifest';
import { defaultRoles } from './default-roles';
import { allows, type BindingManifest, bindingsIn, matchesPath, type ResourceRequest, type Subject, type User } from './rbac';
import { type RoleReader, type RoleRule, roleReader } from './roles';
import { type Who, whoIsBound, whoText } from './subjects';

/** What somebody asks of the API server: something of a resource, or a path that is none. */
export type AccessRequest = (ResourceRequest & { readonly namespace?: string }) | { readonly verb: string; readonly path: string };

/** Rules that hold for whoever has them. */
export interface Held {
  /** Where: in one namespace, or everywhere and of the cluster itself. */
  readonly namespace: string | undefined;
  readonly rules: readonly RoleRule[];
  /** The binding that gives them; `undefined` for a role that nobody is bound to yet. */
  readonly bound: Bound | undefined;
}

/** Somebody bound to a role. */
export interface Bound extends Held {
  readonly binding: BindingManifest;
  readonly subject: Subject;
  /** The API server binds them itself. */
  readonly isDefault: boolean;
  readonly ordinal: number;
}

/** A rule that allows something, and how whoever asked has it. */
export interface Grant {
  readonly held: Held;
  readonly rule: RoleRule;
}

/** A binding to a role that nobody knows: what it gives is decided by whoever makes that role. */
export interface Unresolved {
  readonly binding: BindingManifest;
}

/** Who is bound to what. */
export class Bindings {
  readonly unresolved: readonly Unresolved[];
  readonly roles: RoleReader;
  readonly #byUser = new Map<string, Bound[]>();
  readonly #byGroup = new Map<string, Bound[]>();
  readonly #who = new Map<string, Who>();

  constructor(manifests: readonly Manifest[], minor: number) {
    this.roles = roleReader(manifests, minor);
    const unresolved: Unresolved[] = [];
    const defaults = bindingsIn(defaultRoles(minor));
    // As the API server goes through them: first what holds everywhere.
    const all = [...defaults, ...bindingsIn(manifests)].sort((one, other) => rank(one) - rank(other));
    const own = new Set<BindingManifest>(defaults);
    for (const [ordinal, binding] of all.entries()) {
      const namespace = binding.kind === 'RoleBinding' ? binding.manifest.object.metadata.namespace : undefined;
      if (binding.kind === 'RoleBinding' && (typeof namespace !== 'string' || namespace === '')) continue;
      const rules = this.roles(binding.role.kind, binding.role.name, namespace);
      if (rules === undefined) {
        unresolved.push({ binding });
        continue;
      }
      for (const subject of binding.subjects) this.#add({ binding, subject, rules, namespace, isDefault: own.has(binding), ordinal });
    }
    this.unresolved = unresolved;
  }

  /** Everybody whom a binding names, but for those that only the API server's own do. */
  get who(): readonly Who[] {
    return [...this.#who.values()];
  }

  /** What a user is bound to, each binding once, in the order that the API server goes through them. */
  of(user: User): readonly Bound[] {
    const found = [this.#byUser.get(user.name) ?? [], ...user.groups.map((group) => this.#byGroup.get(group) ?? [])].flat();
    const byBinding = new Map<BindingManifest, Bound>();
    for (const bound of found) {
      if (!byBinding.has(bound.binding)) byBinding.set(bound.binding, bound);
    }
    return [...byBinding.values()].sort((one, other) => one.ordinal - other.ordinal);
  }

  /** What a user is bound to by name. */
  ofUser(name: string): readonly Bound[] {
    return this.#byUser.get(name) ?? [];
  }

  /** What a group is bound to. */
  ofGroup(name: string): readonly Bound[] {
    return this.#byGroup.get(name) ?? [];
  }

  /** The names of all users, ServiceAccounts among them, and of all groups that are bound to anything. */
  get names(): { readonly users: Iterable<string>; readonly groups: Iterable<string> } {
    return { users: this.#byUser.keys(), groups: this.#byGroup.keys() };
  }

  #add(given: Omit<Bound, 'bound'>): void {
    const who = whoIsBound(given.subject);
    if (who === undefined) return;
    const bound = { ...given, bound: undefined as Bound | undefined };
    bound.bound = bound;
    const [map, name] =
      who.kind === 'Group'
        ? [this.#byGroup, who.name]
        : [this.#byUser, who.kind === 'User' ? who.name : `system:serviceaccount:${who.namespace}:${who.name}`];
    const list = map.get(name);
    if (list === undefined) map.set(name, [bound]);
    else list.push(bound);
    if (!given.isDefault) this.#who.set(whoText(who), who);
  }
}

/** The first of the rules that allows a request, as the authorizer of the API server goes through them: those that hold where it is. */
export function grantFor(held: readonly Held[], request: AccessRequest): Grant | undefined {
  for (const each of held) {
    const rule = each.rules.find((written) => permits(written, request));
    if (rule !== undefined) return { held: each, rule };
  }
  return undefined;
}

function permits({ rule, paths }: RoleRule, request: AccessRequest): boolean {
  if (!('path' in request)) return allows(rule, request);
  const { verb, path } = request;
  return (rule.verbs.includes('*') || rule.verbs.includes(verb)) && paths.some((pattern) => matchesPath(pattern, path));
}

function rank({ kind }: BindingManifest): number {
  return kind === 'ClusterRoleBinding' ? 0 : 1;
}
