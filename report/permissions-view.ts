import type { Manifest, Place } from '../analysis/manifest';
import type { Permissions } from '../analysis/permissions';
import type { Grant } from '../analysis/permissions-bindings';
import type { Chain, Step } from '../analysis/permissions-chains';
import type { GainKind } from '../analysis/permissions-powers';
import { type Who, whoText } from '../analysis/permissions-subjects';
import type { Crossing } from '../analysis/permissions-tenants';
import { objectText } from './object';

/** What was asked of the manifests. */
export interface PermissionsQuestion {
  /** Whom; everybody who is bound to anything when left out. */
  readonly who?: Who;
  readonly namespace?: string;
}

/** A rule, and the binding through which somebody has it. */
export interface GrantView {
  readonly role: string;
  readonly rule: number;
  readonly binding: string | null;
  readonly source: string;
  readonly place: Place | null;
}

/** What may be done with resources, or with paths of the API server. */
export interface RuleView {
  readonly verbs: readonly string[];
  readonly resources: readonly string[];
  readonly because: readonly GrantView[];
}

export interface StepView {
  readonly power: string;
  readonly namespace: string | null;
  /** Whose rights come with the step. */
  readonly takes: string | null;
  readonly because: readonly GrantView[];
}

/** Steps, and all that they lead to. */
export interface ChainView {
  readonly steps: readonly StepView[];
  readonly gains: readonly GainView[];
}

export interface GainView {
  readonly gain: GainKind;
  readonly namespace: string | null;
  /** The names of what it is narrowed to; `null` where it is not. */
  readonly names: readonly string[] | null;
}

export interface SubjectView {
  readonly subject: string;
  readonly tenants: readonly string[];
  readonly access: readonly { readonly namespace: string | null; readonly rules: readonly RuleView[] }[];
  readonly escalations: readonly ChainView[];
}

export interface CrossingView {
  readonly subject: string;
  readonly kind: Crossing['kind'];
  readonly from: readonly string[];
  readonly into: readonly string[] | 'cluster';
  readonly because: readonly GrantView[];
  readonly chain: ChainView | null;
}

/** Everything that a report on permissions tells. */
export interface PermissionsView {
  readonly subjects: readonly SubjectView[];
  /** ServiceAccounts that are bound to nothing. */
  readonly powerless: number;
  readonly crossings: readonly CrossingView[];
  readonly unresolved: readonly { readonly binding: string; readonly role: string; readonly place: Place | null }[];
}

/** More combinations in one rule than anybody writes are told as they are written. */
const MOST = 2000;

export function permissionsView(permissions: Permissions, { who, namespace }: PermissionsQuestion): PermissionsView {
  const asked = who === undefined ? permissions.subjects : [who];
  const isAsked = (text: string) => who === undefined || whoText(who) === text;
  const bound = new Set(permissions.subjects.map(whoText));
  return {
    subjects: asked.map((each) => subjectView(permissions, each, namespace, who !== undefined)),
    powerless: permissions.accounts.filter((account) => !bound.has(whoText(account))).length,
    crossings: permissions
      .crossings()
      .map(crossingView)
      .filter(({ subject }) => isAsked(subject)),
    unresolved: permissions.unresolved.map(({ binding: { manifest, role } }) => ({
      binding: objectText(manifest),
      role: `${role.kind} ${role.name}`,
      place: manifest.place?.('/roleRef/name') ?? null,
    })),
  };
}

function subjectView(permissions: Permissions, who: Who, namespace: string | undefined, withDefaults: boolean): SubjectView {
  // Everywhere first, then one namespace after the other.
  const grants = permissions.grantsEverywhere(who).filter(({ held }) => withDefaults || held.bound?.isDefault !== true);
  const byNamespace = new Map<string | undefined, Grant[]>();
  for (const grant of grants) {
    const scope = grant.held.namespace;
    if (namespace !== undefined && scope !== undefined && scope !== namespace) continue;
    const list = byNamespace.get(scope);
    if (list === undefined) byNamespace.set(scope, [grant]);
    else list.push(grant);
  }
  const scopes = [...byNamespace].sort(([one], [other]) => ((one ?? '') < (other ?? '') ? -1 : 1));
  const isTold = (chain: Chain) => namespace === undefined || chain.gain.namespace === undefined || chain.gain.namespace === namespace;
  return {
    subject: whoText(who),
    tenants: permissions.tenantsOf(who),
    access: scopes.map(([scope, list]) => ({ namespace: scope ?? null, rules: rulesOf(list) })),
    escalations: chainViews(permissions.escalations(who).filter(isTold)),
  };
}

/** Resources that the same may be done with, together. */
function rulesOf(grants: readonly Grant[]): readonly RuleView[] {
  const byResource = new Map<string, { readonly verbs: Set<string>; readonly because: Set<Grant> }>();
  for (const grant of grants) {
    for (const resource of resourcesOf(grant)) {
      const entry = byResource.get(resource) ?? { verbs: new Set<string>(), because: new Set<Grant>() };
      byResource.set(resource, entry);
      for (const verb of grant.rule.rule.verbs) entry.verbs.add(verb);
      entry.because.add(grant);
    }
  }
  const byVerbs = new Map<string, { readonly verbs: readonly string[]; readonly resources: string[]; readonly because: Set<Grant> }>();
  for (const [resource, { verbs, because }] of [...byResource].sort(([one], [other]) => (one < other ? -1 : 1))) {
    const sorted = verbs.has('*') ? ['*'] : [...verbs].sort();
    const key = JSON.stringify(sorted);
    const entry = byVerbs.get(key) ?? { verbs: sorted, resources: [], because: new Set<Grant>() };
    byVerbs.set(key, entry);
    entry.resources.push(resource);
    for (const grant of because) entry.because.add(grant);
  }
  return [...byVerbs]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([, rule]) => ({ ...rule, because: grantViews([...rule.because]) }));
}

/** `pods`, `deployments.apps/scale`, `secrets 'tls'`, `/healthz`. */
function resourcesOf({ rule: { rule, paths } }: Grant): readonly string[] {
  const { apiGroups, resources, resourceNames } = rule;
  const names = resourceNames.length === 0 ? '' : ` ${resourceNames.map((name) => `'${name}'`).join(' ')}`;
  if (apiGroups.length * resources.length > MOST) return [`${resources.join('|')}.(${apiGroups.join('|')})${names}`, ...paths];
  return [...resources.flatMap((name) => apiGroups.map((group) => `${grouped(name, group)}${names}`)), ...paths];
}

function grouped(resource: string, group: string): string {
  if (group === '') return resource;
  const [name, ...subresource] = resource.split(/(?=\/)/);
  return `${name}.${group}${subresource.join('')}`;
}

/** Chains of the same steps are told once, with all that they lead to. */
function chainViews(chains: readonly Chain[]): readonly ChainView[] {
  const views = new Map<string, { readonly steps: readonly Step[]; readonly gains: GainView[] }>();
  for (const { steps, gain } of chains) {
    const key = JSON.stringify(steps.map(({ power, namespace, takes }) => [power, namespace, takes]));
    const view = views.get(key) ?? { steps, gains: [] };
    views.set(key, view);
    view.gains.push({ gain: gain.kind, namespace: gain.namespace ?? null, names: gain.names ?? null });
  }
  return [...views.values()]
    .sort((one, other) => one.steps.length - other.steps.length)
    .map(({ steps, gains }) => ({ steps: steps.map(stepView), gains }));
}

function stepView({ power, namespace, takes, grants }: Step): StepView {
  return { power, namespace: namespace ?? null, takes: takes ?? null, because: grantViews(grants) };
}

function crossingView({ who, kind, from, into, grants, chain }: Crossing): CrossingView {
  const [view] = chain === undefined ? [] : chainViews([chain]);
  return { subject: whoText(who), kind, from, into, because: grantViews(grants), chain: view ?? null };
}

function grantViews(grants: readonly Grant[]): readonly GrantView[] {
  return grants.map(({ held: { bound }, rule: { manifest, rule } }) => ({
    role: objectText(manifest),
    rule: rule.index,
    binding: bound === undefined ? null : objectText(bound.binding.manifest),
    source: manifest.source,
    place: placeOf(manifest, rule.index) ?? null,
  }));
}

function placeOf(manifest: Manifest, rule: number): Place | undefined {
  return manifest.place?.(`/rules/${rule}`);
}
