import type { Grant } from '../permissions/bindings';
import type { Chain, Step } from '../permissions/chains';
import type { Permissions } from '../permissions/permissions';
import { homeOf, isEverybody, type Who, whoIsBound, whoText } from '../permissions/subjects';
import type { Crossing } from '../permissions/tenants';
import type { Reason } from '../placement/reason';
import type { Opening, Side } from './opening';
import type { Tenancy } from './tenants';

/** Somebody of no tenant who was given what reaches into tenants: an operator of the cluster. */
export interface Operator {
  readonly who: string;
  readonly into: Side;
  readonly reasons: readonly Reason[];
}

/** The ways by permissions from tenant to tenant, and the operators whom every tenant trusts. */
export function permissionOpenings(
  permissions: Permissions,
  tenancy: Tenancy,
): { readonly openings: readonly Opening[]; readonly operators: readonly Operator[] } {
  const all = permissions.crossings();
  const isOperator = ({ from, kind, who }: Crossing) => kind === 'consent' && from.length === 0 && !isEverybody(who);
  return {
    openings: [...all.filter((each) => !isOperator(each)).map(openingOf), ...unresolved(permissions, tenancy)],
    operators: all.filter(isOperator).map((each) => ({ who: whoText(each.who), into: intoOf(each), reasons: blamesOf(each.grants) })),
  };
}

function openingOf({ who, kind, from, into, grants, chain }: Crossing): Opening {
  const isConsent = kind === 'consent';
  const steps = chain?.steps ?? [];
  const text = isConsent
    ? `${whoText(who)} is bound by name in each`
    : steps.length > 0
      ? `what ${whoText(who)} may do leads there`
      : `${whoText(who)} was given it`;
  return {
    aspect: 'permissions',
    standing: isConsent ? 'open by consent' : 'broken',
    from: from.length === 0 ? 'every tenant' : from,
    to: into === 'cluster' ? 'every tenant' : into,
    text,
    path: [whoText(who), ...(chain === undefined ? grants.slice(0, 1).map(grantText) : [...steps.map(stepText), gainText(chain)])],
    reasons: blamesOf(chain === undefined ? grants : [...steps.flatMap((step) => step.grants), ...chain.grants]),
    more: 0,
  };
}

function intoOf({ into }: Crossing): Side {
  return into === 'cluster' ? 'every tenant' : into;
}

function stepText({ power, namespace, takes }: Step): string {
  const place = namespace === undefined ? '' : ` in ${namespace}`;
  return `${power}${place}${takes === undefined ? '' : `, as ${takes}`}`;
}

function gainText({ gain: { kind, namespace } }: Chain): string {
  return `${kind} ${namespace === undefined ? 'everywhere' : `in ${namespace}`}`;
}

function grantText({ held, rule: { rule } }: Grant): string {
  return `${rule.verbs.join(',')} ${rule.resources.join(',')} ${held.namespace === undefined ? 'everywhere' : `in ${held.namespace}`}`;
}

/** Each binding, and the rule that it gives. */
export function blamesOf(grants: readonly Grant[]): readonly Reason[] {
  const found = new Map<string, Reason>();
  for (const { held, rule } of grants) {
    const binding = held.bound?.binding.manifest;
    const reasons: readonly Reason[] = [
      ...(binding === undefined ? [] : [{ text: 'the binding', where: { manifest: binding, pointer: held.bound?.subject.pointer ?? '' } }]),
      { text: 'the rule', where: { manifest: rule.manifest, pointer: `/rules/${rule.rule.index}` } },
    ];
    for (const reason of reasons)
      found.set(
        `${reason.where?.manifest.source} ${JSON.stringify(reason.where?.manifest.object.metadata)} ${reason.where?.pointer}`,
        reason,
      );
  }
  return [...found.values()];
}

/** Roles that nobody knows give nothing yet, or what another file says. */
function unresolved(permissions: Permissions, tenancy: Tenancy): readonly Opening[] {
  return permissions.unresolved.flatMap(({ binding }) =>
    binding.subjects.flatMap((subject): readonly Opening[] => {
      const who = whoIsBound(subject);
      const from = who === undefined ? [] : homesOf(who, permissions, tenancy);
      const namespace = binding.kind === 'RoleBinding' ? binding.manifest.object.metadata.namespace : undefined;
      const into = namespace === undefined ? undefined : tenancy.of(namespace);
      const to: Side = into === undefined ? 'every tenant' : [into];
      if (who === undefined || (from.length === 0 && !isEverybody(who)) || (from.length === 1 && from[0] === into)) return [];
      return [
        {
          ...{ aspect: 'permissions', standing: 'not proven', from: from.length === 0 ? 'every tenant' : from, to, more: 0 },
          text: `what ${binding.role.kind} '${binding.role.name}' gives ${whoText(who)} is not known`,
          path: [whoText(who), `${binding.role.kind} ${binding.role.name}`],
          reasons: [{ text: 'the binding', where: { manifest: binding.manifest, pointer: '/roleRef/name' } }],
        },
      ];
    }),
  );
}

function homesOf(who: Who, permissions: Permissions, tenancy: Tenancy): readonly string[] {
  const home = homeOf(who);
  const tenant = home === undefined ? undefined : tenancy.of(home);
  return home === undefined ? permissions.tenantsOf(who) : tenant === undefined ? [] : [tenant];
}
