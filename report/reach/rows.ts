import { portSetText } from '../../analysis/network/port-sets';
import type { Assumption } from '../../analysis/reachability/assumptions';
import { declarationsOf } from '../../analysis/reachability/consent';
import type { Endpoint } from '../../analysis/reachability/endpoints';
import type { Path } from '../../analysis/reachability/paths';
import type { Network } from '../../analysis/reachability/reachability';
import type { RuleReference } from '../../analysis/reachability/reasons';
import type { Verdict } from '../../analysis/reachability/verdict';

/** What was found out about a network, for reports. */
export interface Reach {
  readonly rows: readonly Row[];
  /** Questions about two ends, answered with who is for and against. */
  readonly answers: readonly Answer[];
  readonly assumptions: readonly Assumption[];
  /** Whether rows say which rules open them. */
  readonly isExplained: boolean;
}

/** An open path, or one that is not decided. */
export interface Row {
  readonly from: Side;
  readonly to: Side;
  readonly path: Path;
  readonly rules: readonly RuleReference[];
  readonly declared: readonly string[];
}

/** One side of a row: some endpoints, and a text for them. */
export interface Side {
  readonly endpoints: readonly Endpoint[];
  readonly text: string;
}

/** A question about two ends. */
export interface Answer {
  readonly from: Endpoint;
  readonly to: Endpoint;
  /** The port that was asked about, as text; `undefined` for all. */
  readonly port: string | undefined;
  readonly verdict: Verdict;
}

/** How many names stand on one side of a row; the rest is counted. */
const NAMED = 4;

/** Paths in a stable order, with whole namespaces under one name. */
export function rowsOf(network: Network, paths: readonly Path[]): readonly Row[] {
  const sizes = new Map<string, number>();
  for (const each of network.endpoints) {
    if (each.kind === 'pods' && !each.hostNetwork) sizes.set(each.namespace, (sizes.get(each.namespace) ?? 0) + 1);
  }
  return paths
    .map((path) => {
      const rules = network.because(path);
      return { path, from: sideOf(path.from, sizes), to: sideOf(path.to, sizes), rules, declared: declarationsOf(path, rules) };
    })
    .map((row) => ({ row, key: `${row.from.text}\n${row.to.text}\n${row.path.verdict}\n${portSetText(row.path.ports)}` }))
    .sort((a, b) => (a.key < b.key ? -1 : Number(a.key > b.key)))
    .map(({ row }) => row);
}

function sideOf(endpoints: readonly Endpoint[], sizes: ReadonlyMap<string, number>): Side {
  const pods = new Map<string, string[]>();
  const others: string[] = [];
  for (const each of endpoints) {
    if (each.kind !== 'pods') others.push(each.name);
    else pods.set(each.namespace, [...(pods.get(each.namespace) ?? []), each.name]);
  }
  const whole = [...pods].filter(([namespace, names]) => names.length === sizes.get(namespace) && names.length > 1);
  if (
    others.length === 0 &&
    sizes.size > 1 &&
    pods.size === sizes.size &&
    [...pods].every(([space, { length }]) => length === sizes.get(space))
  ) {
    return { endpoints, text: 'every pod here' };
  }
  const wholes = new Set(whole.map(([namespace]) => namespace));
  const names = [...pods].flatMap(([namespace, some]) => (wholes.has(namespace) ? [`${namespace === '' ? '' : `${namespace}/`}*`] : some));
  return { endpoints, text: namesText([...names, ...others].sort()) };
}

function namesText(names: readonly string[]): string {
  return names.length <= NAMED + 1 ? names.join(', ') : `${names.slice(0, NAMED).join(', ')} and ${names.length - NAMED} more`;
}
