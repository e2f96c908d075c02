import { ASPECTS, type Aspect, type Side, STANDINGS, type Standing, worstOf } from './opening';
import { hostileStandings, type Proof } from './proof';

/** Pairs of tenants that are further apart now, or less far. */
export interface StandingChange {
  readonly change: 'better' | 'worse';
  readonly aspect: Aspect;
  /** Names in order; whoever is in no manifest is `anybody else`. */
  readonly from: readonly string[];
  readonly to: readonly string[];
  readonly before: Standing;
  readonly after: Standing;
}

/** Tenants that could do more now if they were hostile, or less. */
export interface HostileChange {
  readonly change: 'better' | 'worse';
  /** Names in order. */
  readonly tenants: readonly string[];
  readonly before: Standing;
  readonly after: Standing;
}

/** How two proofs differ. A tenant that only one of them has is isolated in the other. */
export interface ProofChange {
  readonly pairs: readonly StandingChange[];
  readonly hostile: readonly HostileChange[];
  /** Where so much differs that whole openings are compared, not pairs of tenants. */
  readonly isCoarse: boolean;
}

type When = 'before' | 'after';
type Proofs = Readonly<Record<When, Proof>>;

/** The standing of a pair, or of a tenant, in both. */
type Standings = Record<When, Standing>;

/** An opening with its ends as names. */
interface Rectangle {
  readonly from: readonly string[];
  readonly to: readonly string[];
  readonly standing: Standing;
  /** In which of the proofs it is. */
  readonly whens: Set<When>;
}

/** More pairs than this are not compared one by one. */
const MOST_PAIRS = 1_000_000;
const WHENS = ['before', 'after'] as const;

/** Compares two proofs by the names of tenants; those that no opening tells apart are compared once. */
export function proofChange(before: Proof, after: Proof, mostPairs = MOST_PAIRS): ProofChange {
  const proofs: Proofs = { before, after };
  const found = ASPECTS.map((aspect) => pairChanges(aspect, proofs, mostPairs));
  return {
    pairs: found.flatMap(({ pairs }) => pairs),
    hostile: hostileChanges(proofs),
    isCoarse: found.some(({ isCoarse }) => isCoarse),
  };
}

function pairChanges(aspect: Aspect, proofs: Proofs, mostPairs: number): Pick<ProofChange, 'pairs' | 'isCoarse'> {
  const all = rectanglesOf(aspect, proofs);
  const different = all.filter(({ whens }) => whens.size === 1);
  if (different.length === 0) return { pairs: [], isCoarse: false };
  const classes = new Classes(all);
  const count = different.reduce((sum, { from, to }) => sum + classes.in(from).length * classes.in(to).length, 0);
  if (count > mostPairs) return { pairs: sorted(different.map((each) => whole(aspect, each))), isCoarse: true };
  const cells = new Map<number, Standings>();
  for (const { from, to, standing, whens } of different) {
    for (const one of classes.in(from)) {
      for (const other of classes.in(to)) {
        // Nobody is kept apart from itself.
        if (one === other && classes.members(one).length === 1) continue;
        const key = classes.pair(one, other);
        const cell = cells.get(key) ?? isolated();
        cells.set(key, cell);
        lower(cell, whens, standing);
      }
    }
  }
  addSame(
    cells,
    all.filter(({ whens }) => whens.size === 2),
    classes,
  );
  return { pairs: sorted(joined(aspect, cells, classes)), isCoarse: false };
}

/** What both have alike counts where something else differs. */
function addSame(cells: ReadonlyMap<number, Standings>, same: readonly Rectangle[], classes: Classes): void {
  const [senders, receivers] = [new Set<number>(), new Set<number>()];
  for (const key of cells.keys()) {
    const [one, other] = classes.ends(key);
    senders.add(one);
    receivers.add(other);
  }
  for (const { from, to, standing, whens } of same) {
    const some = classes.in(from).filter((each) => senders.has(each));
    const others = some.length === 0 ? [] : classes.in(to).filter((each) => receivers.has(each));
    for (const one of some) {
      for (const other of others) {
        const cell = cells.get(classes.pair(one, other));
        if (cell !== undefined) lower(cell, whens, standing);
      }
    }
  }
}

function rectanglesOf(aspect: Aspect, proofs: Proofs): readonly Rectangle[] {
  const isSame = proofs.before.tenants.join('\n') === proofs.after.tenants.join('\n');
  const found = new Map<string, Rectangle>();
  for (const when of WHENS) {
    const nameOf = (side: Side) => (side === 'every tenant' && !isSame ? `${side} ${when}` : side);
    for (const { aspect: own, from, to, standing } of proofs[when].openings) {
      if (own !== aspect) continue;
      const key = JSON.stringify([nameOf(from), nameOf(to), standing]);
      const { tenants } = proofs[when];
      const rectangle = found.get(key) ?? { from: namesOf(from, tenants), to: namesOf(to, tenants), standing, whens: new Set<When>() };
      found.set(key, rectangle);
      rectangle.whens.add(when);
    }
  }
  return [...found.values()];
}

function namesOf(side: Side, tenants: readonly string[]): readonly string[] {
  return side === 'every tenant' ? tenants : side === 'anybody else' ? [side] : [...new Set(side)];
}

/** Tenants that are in the same openings, at the same ends. */
class Classes {
  readonly #members: string[][] = [];
  readonly #byName = new Map<string, number>();

  constructor(all: readonly Rectangle[]) {
    const marks = new Map<string, string[]>();
    const mark = (name: string, text: string) => {
      const list = marks.get(name);
      if (list === undefined) marks.set(name, [text]);
      else list.push(text);
    };
    for (const [index, { from, to }] of all.entries()) {
      for (const name of from) mark(name, `>${index}`);
      for (const name of to) mark(name, `<${index}`);
    }
    const known = new Map<string, number>();
    for (const [name, list] of marks) {
      const key = list.join();
      const index = known.get(key) ?? known.size;
      known.set(key, index);
      this.#byName.set(name, index);
      const members = this.#members[index];
      if (members === undefined) this.#members[index] = [name];
      else members.push(name);
    }
  }

  in(names: readonly string[]): readonly number[] {
    return [...new Set(names.flatMap((name) => this.#byName.get(name) ?? []))];
  }

  members(index: number): readonly string[] {
    return this.#members[index] ?? [];
  }

  pair(one: number, other: number): number {
    return one * this.#members.length + other;
  }

  ends(pair: number): readonly [number, number] {
    return [Math.floor(pair / this.#members.length), pair % this.#members.length];
  }
}

/** Pairs as rectangles again: first the senders of one receiver, then the receivers of the same senders. */
function joined(aspect: Aspect, cells: ReadonlyMap<number, Standings>, classes: Classes): readonly StandingChange[] {
  const columns = new Map<string, { readonly from: Set<number>; readonly to: number; readonly cell: Standings }>();
  for (const [pair, cell] of cells) {
    if (cell.before === cell.after) continue;
    const [from, to] = classes.ends(pair);
    const key = `${cell.before} ${cell.after} ${to}`;
    const column = columns.get(key) ?? { from: new Set<number>(), to, cell };
    columns.set(key, column);
    column.from.add(from);
  }
  const rows = new Map<string, { readonly from: Set<number>; readonly to: number[]; readonly cell: Standings }>();
  for (const { from, to, cell } of columns.values()) {
    const key = `${cell.before} ${cell.after} ${[...from].sort((a, b) => a - b).join()}`;
    const row = rows.get(key) ?? { from, to: [], cell };
    rows.set(key, row);
    row.to.push(to);
  }
  const names = (indexes: Iterable<number>) => [...indexes].flatMap((index) => classes.members(index)).sort();
  return [...rows.values()].map(({ from, to, cell }) => ({ aspect, from: names(from), to: names(to), ...changeOf(cell) }));
}

function whole(aspect: Aspect, { from, to, standing, whens }: Rectangle): StandingChange {
  const cell = isolated();
  lower(cell, whens, standing);
  return { aspect, from: [...from].sort(), to: [...to].sort(), ...changeOf(cell) };
}

function hostileChanges(proofs: Proofs): readonly HostileChange[] {
  const [old, now] = [hostileStandings(proofs.before), hostileStandings(proofs.after)];
  const groups = new Map<string, { readonly tenants: string[]; readonly cell: Standings }>();
  for (const tenant of [...new Set([...old.keys(), ...now.keys()])].sort()) {
    const cell = { before: old.get(tenant) ?? 'isolated', after: now.get(tenant) ?? 'isolated' };
    if (cell.before === cell.after) continue;
    const key = `${cell.before} ${cell.after}`;
    const group = groups.get(key) ?? { tenants: [], cell };
    groups.set(key, group);
    group.tenants.push(tenant);
  }
  return [...groups.values()].map(({ tenants, cell }) => ({ tenants, ...changeOf(cell) }));
}

function isolated(): Standings {
  return { before: 'isolated', after: 'isolated' };
}

function lower(cell: Standings, whens: ReadonlySet<When>, standing: Standing): void {
  for (const when of whens) cell[when] = worstOf([cell[when], standing]);
}

function changeOf({ before, after }: Standings): Standings & { readonly change: 'better' | 'worse' } {
  return { change: STANDINGS.indexOf(after) > STANDINGS.indexOf(before) ? 'worse' : 'better', before, after };
}

function sorted(changes: readonly StandingChange[]): readonly StandingChange[] {
  return changes
    .map((each) => ({ each, key: [each.from.join(), each.to.join(), each.before, each.after].join('\n') }))
    .sort((a, b) => (a.key < b.key ? -1 : Number(a.key > b.key)))
    .map(({ each }) => each);
}
