import { ofKind } from '../kinds';
import type { Manifest } from '../manifest';
import { type AccessRequest, Bindings, type Grant, grantFor, type Held, type Unresolved } from './bindings';
import { type Chain, ChainSearch, type Search } from './chains';
import type { User } from './rbac';
import { userOf, type Who, whoOf, whoText } from './subjects';
import { type Crossing, type TenantPower, Tenants } from './tenants';
import { worldOf } from './world';

/** A rule as the API server lists it. */
export interface ListedRule {
  readonly verbs: readonly string[];
  readonly apiGroups: readonly string[];
  readonly resources: readonly string[];
  readonly resourceNames: readonly string[];
  readonly nonResourceURLs: readonly string[];
}

/** What everybody may do, what that leads to, and what of it crosses from tenant to tenant. */
export interface Permissions {
  /** Everybody whom the manifests bind to anything, in the order of their texts. */
  readonly subjects: readonly Who[];
  /** Every ServiceAccount of the manifests, bound or not. */
  readonly accounts: readonly Who[];
  /** Bindings to roles that nobody knows. They give nothing until somebody makes such a role. */
  readonly unresolved: readonly Unresolved[];
  /** The rule that allows a request, and the binding that gives it; `undefined` for what the authorizer does not allow. */
  can(subject: Who | User, request: AccessRequest): Grant | undefined;
  /** Every rule that holds for somebody in a namespace, or where there is none, as `kubectl auth can-i --list` asks for them. */
  rulesOf(subject: Who | User, namespace?: string): readonly ListedRule[];
  /** The same, each with the binding that gives it. */
  grantsOf(subject: Who | User, namespace?: string): readonly Grant[];
  /** The same of all namespaces at once: each grant says where it holds. */
  grantsEverywhere(subject: Who | User): readonly Grant[];
  /** What somebody can get to, each by a shortest chain, shorter ones first. */
  escalations(subject: Who): readonly Chain[];
  /** Who touches what is not theirs. */
  crossings(): readonly Crossing[];
  /** What the people and the apps of a tenant can do, or get to do, and by whom in the fewest steps. */
  powersOf(tenant: string): readonly TenantPower[];
  /** The tenants that somebody belongs to. */
  tenantsOf(subject: Who): readonly string[];
}

const known = new WeakMap<readonly Manifest[], Map<number, Permissions>>();

/**
 * What RBAC in the manifests amounts to in a version of Kubernetes, with its default roles and bindings.
 *
 * A person may be in several groups and hold what all of them hold together: nobody says who is, so each is judged alone. Other
 * authorizers (nodes, webhooks) and admission, but for pod security levels of namespaces, are left out.
 *
 * https://kubernetes.io/docs/reference/access-authn-authz/rbac/
 */
export function permissionsOf(manifests: readonly Manifest[], minor: number): Permissions {
  const versions = known.get(manifests) ?? new Map<number, Permissions>();
  known.set(manifests, versions);
  const before = versions.get(minor);
  if (before !== undefined) return before;
  const permissions = judged(manifests, minor);
  versions.set(minor, permissions);
  return permissions;
}

function judged(manifests: readonly Manifest[], minor: number): Permissions {
  const bindings = new Bindings(manifests, minor);
  const search = new ChainSearch(bindings, worldOf(manifests, bindings, minor), minor);
  const searches = new Map<string, Search>();
  const searchFrom = (who: Who): Search => {
    const key = whoText(who);
    const found = searches.get(key) ?? search.from(who);
    searches.set(key, found);
    return found;
  };
  const tenants = new Tenants(manifests, bindings, searchFrom);
  const heldBy = (subject: Who | User, namespace: string | undefined) =>
    bindings
      .of('kind' in subject ? userOf(subject) : subject)
      .filter((held) => held.namespace === undefined || held.namespace === namespace);
  const grantsOf: Permissions['grantsOf'] = (subject, namespace) => grantsIn(heldBy(subject, namespace));
  const subjects = sorted(bindings.who);

  return {
    subjects,
    accounts: sorted(accountsIn(manifests)),
    unresolved: bindings.unresolved,
    can: (subject, request) => grantFor(heldBy(subject, 'path' in request ? undefined : request.namespace), request),
    grantsOf,
    grantsEverywhere: (subject) => grantsIn(bindings.of('kind' in subject ? userOf(subject) : subject)),
    rulesOf: (subject, namespace) =>
      grantsOf(subject, namespace).map(({ rule: { rule, paths } }) => {
        const { verbs, apiGroups, resources, resourceNames } = rule;
        return { verbs, apiGroups, resources, resourceNames, nonResourceURLs: paths };
      }),
    escalations: (subject) => searchFrom(subject).chains,
    crossings: () => tenants.crossings(subjects),
    powersOf: (tenant) => tenants.powersOf(tenant, subjects),
    tenantsOf: (subject) => tenants.homesOf(subject),
  };
}

function grantsIn(all: readonly Held[]): readonly Grant[] {
  return all.flatMap((held) => held.rules.map((rule) => ({ held, rule })));
}

function accountsIn(manifests: readonly Manifest[]): readonly Who[] {
  return ofKind(manifests, '', 'ServiceAccount').flatMap(({ object }) => {
    const { name, namespace } = object.metadata;
    return whoOf(`serviceaccount:${namespace}/${name}`) ?? [];
  });
}

function sorted(all: readonly Who[]): readonly Who[] {
  return [...new Map(all.map((who) => [whoText(who), who])).entries()]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([, who]) => who);
}
