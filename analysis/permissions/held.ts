import type { Grant, Held } from './bindings';
import { type Need, type Power, powersIn } from './powers';
import { allows, matchesPath, type PolicyRule } from './rbac';
import type { RoleRule } from './roles';

/** One namespace, or `undefined` for all of them and what is in none. */
export type Scope = string | undefined;

/** A power that somebody has. */
export interface HeldPower {
  readonly power: Power;
  readonly namespace: Scope;
  /** A rule for each need. */
  readonly grants: readonly Grant[];
  /** The names that the first need is narrowed to; `undefined` where it is not. */
  readonly names: readonly string[] | undefined;
}

interface Holding {
  readonly grant: Grant;
  readonly names: readonly string[] | undefined;
}

/** The needs of a version, and how to find them and the powers that they are part of. */
interface Needs {
  readonly powersOf: ReadonlyMap<Need, readonly Power[]>;
  readonly byResource: ReadonlyMap<string, readonly Need[]>;
  readonly bySubresource: ReadonlyMap<string, readonly Need[]>;
  readonly byPath: readonly Need[];
  readonly met: WeakMap<PolicyRule, readonly Need[]>;
}

type Holdings = Map<Need, Holding[]>;

const known = new WeakMap<readonly Power[], Needs>();

/** Everything that rules amount to, by namespace: what all of them together give, those that hold everywhere included. */
export function powersHeld(held: readonly Held[], minor: number): readonly HeldPower[] {
  const powers = powersIn(minor);
  const needs = known.get(powers) ?? needsOf(powers);
  known.set(powers, needs);
  const scopes = new Map<Scope, Holdings>([[undefined, new Map()]]);
  for (const each of held) {
    for (const rule of each.rules) {
      for (const need of metBy(rule, needs)) hold(scopes, need, { grant: { held: each, rule }, names: namesOf(rule.rule) });
    }
  }
  const everywhere = scopes.get(undefined) ?? new Map();
  return [...scopes].flatMap(([namespace, here]) => {
    const found = (need: Need) => {
      if (need.isAnywhere) return [...scopes.values()].flatMap((holdings) => holdings.get(need) ?? []).slice(0, 1);
      return [...(here.get(need) ?? []), ...(here === everywhere ? [] : (everywhere.get(need) ?? []))];
    };
    const likely = new Set([...here.keys()].flatMap((need) => needs.powersOf.get(need) ?? []));
    return powers
      .filter((power) => likely.has(power) && (power.scope === 'namespace' || namespace === undefined))
      .flatMap((power) => heldPower(power, namespace, power.needs.map(found)) ?? []);
  });
}

function heldPower(power: Power, namespace: Scope, holdings: readonly (readonly Holding[])[]): HeldPower | undefined {
  if (holdings.some((list) => list.length === 0)) return undefined;
  const first = holdings[0] ?? [];
  const names = first.some((each) => each.names === undefined) ? undefined : first.flatMap((each) => each.names ?? []);
  const grants = holdings.flatMap((list) => (list.find((each) => each.names === undefined) ?? list[0])?.grant ?? []);
  return { power, namespace, grants: [...new Set(grants)], names };
}

function hold(scopes: Map<Scope, Holdings>, need: Need, holding: Holding): void {
  const { namespace } = holding.grant.held;
  const add = (scope: Scope, what: Holding) => {
    const holdings = scopes.get(scope) ?? new Map<Need, Holding[]>();
    scopes.set(scope, holdings);
    const list = holdings.get(need);
    if (list === undefined) holdings.set(need, [what]);
    // More of what has no bounds is no more.
    else if (list.every(({ names }) => names !== undefined)) list.push(what);
  };
  if (need.within !== undefined) {
    if (namespace === undefined || namespace === need.within) add(need.within, holding);
    return;
  }
  if (need.isNamespace && holding.names !== undefined) {
    for (const name of holding.names) if (namespace === undefined || namespace === name) add(name, { ...holding, names: undefined });
    return;
  }
  add(namespace, holding);
}

/** The needs that a rule meets. */
function metBy({ rule, paths }: RoleRule, needs: Needs): readonly Need[] {
  const before = needs.met.get(rule);
  const met = before ?? candidates(rule, needs).filter((need) => meets(rule, need));
  if (before === undefined) needs.met.set(rule, met);
  if (paths.length === 0) return met;
  const isRead = rule.verbs.includes('*') || rule.verbs.includes('get');
  const opened = needs.byPath.filter((need) => isRead && paths.some((path) => need.paths?.some((each) => matchesPath(path, each))));
  return [...met, ...opened];
}

function candidates({ resources }: PolicyRule, { powersOf, byResource, bySubresource }: Needs): readonly Need[] {
  if (resources.includes('*')) return [...powersOf.keys()];
  const found = resources.flatMap((name) => [
    ...(byResource.get(name) ?? []),
    ...(name.startsWith('*/') ? (bySubresource.get(name.slice(2)) ?? []) : []),
  ]);
  return [...new Set(found)];
}

function meets(rule: PolicyRule, { any, names }: Need): boolean {
  const listed = namesOf(rule);
  if (names !== undefined && listed !== undefined && !listed.some((name) => names.includes(name))) return false;
  return any.some(({ verbs, group, resources }) =>
    resources.some((resource) =>
      verbs.some((verb) => {
        // What is to be created has no name yet.
        const isNamed = verb !== 'create' || resource.includes('/');
        return allows(rule, { verb, group, resource, name: isNamed ? (listed?.[0] ?? '') : '' });
      }),
    ),
  );
}

/** The names that a rule is narrowed to; one that lists the empty name is not. */
function namesOf({ resourceNames }: PolicyRule): readonly string[] | undefined {
  return resourceNames.length === 0 || resourceNames.includes('') ? undefined : resourceNames;
}

function needsOf(powers: readonly Power[]): Needs {
  const powersOf = new Map<Need, Power[]>();
  const byResource = new Map<string, Need[]>();
  const bySubresource = new Map<string, Need[]>();
  for (const power of powers) {
    for (const need of power.needs) {
      if (powersOf.has(need)) {
        powersOf.get(need)?.push(power);
        continue;
      }
      powersOf.set(need, [power]);
      for (const resource of need.any.flatMap(({ resources }) => resources)) {
        byResource.set(resource, [...(byResource.get(resource) ?? []), need]);
        const slash = resource.indexOf('/');
        const subresource = resource.slice(slash + 1);
        if (slash !== -1) bySubresource.set(subresource, [...(bySubresource.get(subresource) ?? []), need]);
      }
    }
  }
  const byPath = [...powersOf.keys()].filter(({ paths }) => paths !== undefined);
  return { powersOf, byResource, bySubresource, byPath, met: new WeakMap() };
}
