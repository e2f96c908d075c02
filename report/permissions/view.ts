import type { Manifest, Place } from '../../analysis/manifest';
import type { Grant } from '../../analysis/permissions/bindings';
import type { Chain, Step } from '../../analysis/permissions/chains';
import type { Permissions } from '../../analysis/permissions/permissions';
import type { GainKind } from '../../analysis/permissions/powers';
import { userOf, type Who, whoText } from '../../analysis/permissions/subjects';
import type { Crossing } from '../../analysis/permissions/tenants';
import { objectText } from '../object';

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
  /** What gives the rights of somebody else; none where the steps themselves are the gain. */
  readonly because: readonly GrantView[];
}

/** What may be done in a namespace, or everywhere. */
export interface AccessView {
  readonly namespace: string | null;
  readonly rules: readonly RuleView[];
}

export interface SubjectView {
  readonly subject: string;
  readonly tenants: readonly string[];
  readonly access: readonly AccessView[];
  readonly escalations: readonly ChainView[];
  /** Groups of the same report that the subject is in without a word, such as `group:system:authenticated`. */
  readonly groups: readonly string[];
  /** What it has besides what is told of those groups. */
  readonly own: { readonly access: readonly AccessView[]; readonly escalations: readonly ChainView[] };
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
    subjects: subjectViews(permissions, asked, namespace, who !== undefined),
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

function subjectViews(
  permissions: Permissions,
  asked: readonly Who[],
  namespace: string | undefined,
  withDefaults: boolean,
): readonly SubjectView[] {
  const isTold = ({ gain }: Chain) => namespace === undefined || gain.namespace === undefined || gain.namespace === namespace;
  const chainsOf = (who: Who) => permissions.escalations(who).filter(isTold);
  const names = new Set(asked.map(whoText));
  const implied = (who: Who) =>
    userOf(who)
      .groups.map((name) => whoText({ kind: 'Group', name }))
      .filter((group) => names.has(group) && group !== whoText(who))
      .sort();
  const groups = new Set(asked.flatMap(implied));
  const chains = new Map<string, ReadonlySet<string>>(
    asked.filter((who) => groups.has(whoText(who))).map((who) => [whoText(who), new Set(chainsOf(who).map(chainKey))]),
  );
  return asked.map((who) => {
    const grants = permissions.grantsEverywhere(who).filter(({ held }) => withDefaults || held.bound?.isDefault !== true);
    const inside = grants.filter(({ held: { namespace: scope } }) => namespace === undefined || scope === undefined || scope === namespace);
    const others = implied(who);
    const told = chainsOf(who);
    const access = accessOf(inside);
    const isOwn = ({ held: { bound } }: Grant) =>
      bound === undefined || bound.subject.kind !== 'Group' || !others.includes(whoText({ kind: 'Group', name: bound.subject.name }));
    return {
      ...{ subject: whoText(who), tenants: permissions.tenantsOf(who), access, escalations: chainViews(told), groups: others },
      own: {
        access: others.length === 0 ? access : accessOf(inside.filter(isOwn)),
        escalations: chainViews(told.filter((chain) => !others.some((group) => chains.get(group)?.has(chainKey(chain))))),
      },
    };
  });
}

/** Everywhere first, then one namespace after the other. */
function accessOf(grants: readonly Grant[]): readonly AccessView[] {
  const byNamespace = new Map<string | undefined, Grant[]>();
  for (const grant of grants) {
    const list = byNamespace.get(grant.held.namespace);
    if (list === undefined) byNamespace.set(grant.held.namespace, [grant]);
    else list.push(grant);
  }
  const scopes = [...byNamespace].sort(([one], [other]) => ((one ?? '') < (other ?? '') ? -1 : 1));
  return scopes.map(([scope, list]) => ({ namespace: scope ?? null, rules: rulesOf(list) }));
}

/** The same for a way that somebody else has as well. */
function chainKey({ steps, gain }: Chain): string {
  return JSON.stringify([stepsKey(steps), gain.kind, gain.namespace ?? null, gain.names ?? null]);
}

function stepsKey(steps: readonly Step[]): string {
  return JSON.stringify(steps.map(({ power, namespace, takes }) => [power, namespace, takes]));
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
  for (const { steps, gain, grants } of chains) {
    const key = stepsKey(steps);
    const view = views.get(key) ?? { steps, gains: [] };
    views.set(key, view);
    view.gains.push({ gain: gain.kind, namespace: gain.namespace ?? null, names: gain.names ?? null, because: grantViews(grants) });
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
