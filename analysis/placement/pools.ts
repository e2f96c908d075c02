import {
  annotationOf,
  DEFAULT_TOLERATIONS,
  NODE_SELECTOR,
  nodeLabelsIn,
  type TenantNamespace,
  TOLERATIONS_WHITELIST,
  taintsOf,
  tenantOf,
  tolerationsIn,
} from '../tenancy';
import { isWhole, isWildcard, type Taint, tolerates, tolerationOf } from './scheduling';

/** A taint of nodes, and whose nodes those are. */
export interface OwnedTaint {
  readonly taint: Taint;
  readonly tenants: ReadonlySet<string>;
}

/** Finds a taint that a toleration tolerates and that is another tenant's alone. */
export type ForeignTaint = (tenant: string, toleration: unknown) => OwnedTaint | undefined;

/** The taints of one key and effect, in the ways in which they are asked for. */
interface Pool {
  readonly byValue: Map<string, OwnedTaint & { readonly tenants: Set<string> }>;
  /** Those whose values are whole numbers, the least first; made when somebody compares. */
  numbers?: readonly OwnedTaint[];
  /** What is not a tenant's own, by tenant. */
  readonly foreign: Map<string, Extremes>;
}

interface Extremes {
  readonly any: OwnedTaint | undefined;
  readonly least: OwnedTaint | undefined;
  readonly greatest: OwnedTaint | undefined;
}

/**
 * The taints that the annotations of namespaces name as their own: those of the defaults and of the whitelist, and where there is a
 * node selector, of them those whose value it names. A wildcard is never foreign: it tolerates everything.
 */
export function foreignTaintIn(namespaces: readonly TenantNamespace[]): ForeignTaint {
  const pools = poolsOf(namespaces);
  return (tenant, toleration) => {
    if (isWildcard(toleration)) return undefined;
    const { effect, key, operator, value } = tolerationOf(toleration);
    const effects = pools.get(key);
    for (const pool of effect === '' ? (effects?.values() ?? []) : [effects?.get(effect)]) {
      if (pool === undefined) continue;
      const candidate = operator === 'Equal' ? pool.byValue.get(value) : candidateOf(extremesOf(pool, tenant), operator);
      if (candidate !== undefined && !candidate.tenants.has(tenant) && tolerates(toleration, candidate.taint)) return candidate;
    }
    return undefined;
  };
}

function poolsOf(namespaces: readonly TenantNamespace[]): ReadonlyMap<string, ReadonlyMap<string, Pool>> {
  const keys = new Map<string, Map<string, Pool>>();
  for (const namespace of namespaces) {
    const own = nodeLabelsIn(annotationOf(namespace, NODE_SELECTOR)).map(([, value]) => value);
    for (const annotation of [DEFAULT_TOLERATIONS, TOLERATIONS_WHITELIST]) {
      for (const taint of taintsOf(tolerationsIn(annotationOf(namespace, annotation)) ?? [])) {
        if (own.length > 0 && !own.includes(taint.value)) continue;
        const effects = getOrSet(keys, taint.key, () => new Map<string, Pool>());
        const { byValue } = getOrSet(effects, taint.effect, (): Pool => ({ byValue: new Map(), foreign: new Map() }));
        getOrSet(byValue, taint.value, () => ({ taint, tenants: new Set<string>() })).tenants.add(tenantOf(namespace));
      }
    }
  }
  return keys;
}

/** The taint that is tolerated if any is: the greatest for `Gt`, the least for `Lt`. */
function candidateOf({ any, least, greatest }: Extremes, operator: string): OwnedTaint | undefined {
  if (operator === 'Gt') return greatest;
  return operator === 'Lt' ? least : any;
}

function extremesOf(pool: Pool, tenant: string): Extremes {
  return getOrSet(pool.foreign, tenant, () => {
    const isForeign = ({ tenants }: OwnedTaint) => !tenants.has(tenant);
    pool.numbers ??= numbersOf(pool);
    return {
      any: firstOf(pool.byValue.values(), isForeign),
      least: pool.numbers.find(isForeign),
      greatest: pool.numbers.findLast(isForeign),
    };
  });
}

function numbersOf({ byValue }: Pool): readonly OwnedTaint[] {
  return [...byValue.values()]
    .filter(({ taint }) => isWhole(taint.value))
    .map((owned) => ({ owned, number: BigInt(owned.taint.value) }))
    .sort((one, other) => (one.number < other.number ? -1 : 1))
    .map(({ owned }) => owned);
}

function firstOf<T>(values: Iterable<T>, isWanted: (value: T) => boolean): T | undefined {
  for (const value of values) if (isWanted(value)) return value;
  return undefined;
}

function getOrSet<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
}
