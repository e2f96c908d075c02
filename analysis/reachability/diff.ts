import { stringAt } from '../manifest';
import { commonOf, minusOf, NO_PORTS, type PortSet, portSetKey, unionOf } from '../network/port-sets';
import { ANYWHERE, type Endpoint, endpointKey, type PodsEndpoint } from './endpoints';
import type { Path } from './paths';
import type { Network } from './reachability';

/** Connections that pass in one network and not in the other. */
export interface PathChange {
  readonly change: 'opened' | 'closed';
  /** Names of the ends, in order. */
  readonly from: readonly string[];
  readonly to: readonly string[];
  readonly ports: PortSet;
  /** Whether they pass for certain, where they do. */
  readonly verdict: Path['verdict'];
}

/** What opened and closed between two networks. */
export interface NetworkChange {
  readonly paths: readonly PathChange[];
  /** Where so much differs that whole paths are compared, not pairs of ends: what opened or closed may be a part of what is told. */
  readonly isCoarse: boolean;
}

/** More pairs than this are not compared one by one. */
const MOST_PAIRS = 2_000_000;

/** A path with its ends as numbers. */
interface Rectangle {
  readonly from: readonly number[];
  readonly to: readonly number[];
  readonly path: Path;
  readonly sides: ReadonlySet<Side>;
}

type Side = 'before' | 'after';

/** The ports that pass between two ends, for certain or perhaps. */
interface Open {
  allowed: PortSet;
  could: PortSet;
}

/**
 * Compares two networks by the names of what runs the pods, and by what blocks and selectors mean. Ends that no path tells apart are
 * compared once.
 */
export function networkChange(before: Network, after: Network, mostPairs = MOST_PAIRS): NetworkChange {
  return new Comparison(before, after).change(mostPairs);
}

class Comparison {
  readonly #networks: Readonly<Record<Side, Network>>;
  readonly #names: Names;
  readonly #classes: readonly number[];
  readonly #members: readonly (readonly number[])[];
  readonly #same: readonly Rectangle[];
  readonly #different: readonly Rectangle[];

  constructor(before: Network, after: Network) {
    this.#networks = { before, after };
    this.#names = new Names(this.#networks);
    const byKey = new Map<string, { from: readonly number[]; to: readonly number[]; path: Path; sides: Set<Side> }>();
    for (const side of ['before', 'after'] as const) {
      for (const path of this.#networks[side].paths()) {
        const [from, to] = [this.#names.idsOf(path.from), this.#names.idsOf(path.to)];
        const key = `${from.join()}>${to.join()} ${portSetKey(path.ports)} ${path.verdict}`;
        const known = byKey.get(key);
        if (known === undefined) byKey.set(key, { from, to, path, sides: new Set([side]) });
        else known.sides.add(side);
      }
    }
    const all = [...byKey.values()];
    this.#same = all.filter(({ sides }) => sides.size === 2);
    this.#different = all.filter(({ sides }) => sides.size === 1);
    const { classes, members } = this.#different.length === 0 ? { classes: [], members: [] } : classesOf(all, this.#names);
    this.#classes = classes;
    this.#members = members;
  }

  change(mostPairs: number): NetworkChange {
    const different = this.#different.map((each) => ({ ...each, from: this.#classesIn(each.from), to: this.#classesIn(each.to) }));
    const pairs = different.reduce((sum, { from, to }) => sum + from.length * to.length, 0);
    if (pairs > mostPairs) {
      const paths = this.#different.map(({ from, to, path, sides }) =>
        this.#told(sides.has('after') ? 'opened' : 'closed', from, to, path),
      );
      return { paths: sorted(paths), isCoarse: true };
    }
    const found = new Map<number, Record<Side, Open>>();
    for (const { from, to, path, sides } of different) {
      for (const one of from) {
        for (const other of to) {
          const key = this.#pairOf(one, other);
          const pair = found.get(key) ?? { before: closed(), after: closed() };
          found.set(key, pair);
          for (const side of sides) open(pair[side], path);
        }
      }
    }
    this.#addSame(found, new Set(different.flatMap(({ from }) => from)), new Set(different.flatMap(({ to }) => to)));
    const changed = [...found].flatMap(([key, pair]) => {
      const [from, to] = [Math.floor(key / this.#members.length), key % this.#members.length];
      return [
        ...this.#risen('opened', from, to, pair.before, pair.after, 'before'),
        ...this.#risen('closed', from, to, pair.after, pair.before, 'after'),
      ];
    });
    return { paths: sorted(this.#joined(changed)), isCoarse: false };
  }

  /** What both have alike counts where something else differs. */
  #addSame(found: Map<number, Record<Side, Open>>, senders: ReadonlySet<number>, receivers: ReadonlySet<number>): void {
    if (found.size === 0) return;
    for (const { from, to, path } of this.#same) {
      const some = this.#classesIn(from).filter((each) => senders.has(each));
      const others = some.length === 0 ? [] : this.#classesIn(to).filter((each) => receivers.has(each));
      for (const one of some) {
        for (const other of others) {
          const pair = found.get(this.#pairOf(one, other));
          if (pair === undefined) continue;
          open(pair.before, path);
          open(pair.after, path);
        }
      }
    }
  }

  /** Ports that pass on one side and not, or less surely, on the other. */
  #risen(change: PathChange['change'], from: number, to: number, low: Open, high: Open, lowSide: Side): readonly Changed[] {
    let rise = riseOf(low, high);
    if (rise.length === 0) return [];
    const [one, other] = [this.#members[from]?.[0] ?? 0, this.#members[to]?.[0] ?? 0];
    if (this.#names.isPartial(one) || this.#names.isPartial(other)) {
      // A block may lie in another, everybody is in everywhere, and strangers are not told beside pods: the other network knows better.
      const [sender, receiver] = [this.#names.endpointOf(one, lowSide), this.#names.endpointOf(other, lowSide)];
      if (sender !== undefined && receiver !== undefined) {
        const { allowed, undecided } = this.#networks[lowSide].ask(sender, receiver);
        const known = { allowed: unionOf(low.allowed, allowed), could: unionOf(low.could, allowed, undecided) };
        rise = riseOf(known, high);
      }
    }
    const sure = commonOf(rise, high.allowed);
    const unsure = minusOf(rise, high.allowed);
    return [
      ...(sure.length === 0 ? [] : [{ change, from, to, ports: sure, verdict: 'allow' as const }]),
      ...(unsure.length === 0 ? [] : [{ change, from, to, ports: unsure, verdict: 'not decided' as const }]),
    ];
  }

  /** Pairs as rectangles again: first the senders of one receiver, then the receivers of the same senders. */
  #joined(changed: readonly Changed[]): readonly PathChange[] {
    const columns = grouped(changed, (each) => `${each.to}`);
    const rows = grouped(columns, ({ from }) => [...from].sort((a, b) => a - b).join());
    return rows.map(({ change, from, to, ports, verdict }) =>
      this.#told(change, this.#membersOf(from), this.#membersOf(to), { ports, verdict }),
    );
  }

  #told(
    change: PathChange['change'],
    from: readonly number[],
    to: readonly number[],
    { ports, verdict }: Pick<Path, 'ports' | 'verdict'>,
  ): PathChange {
    const texts = (ids: readonly number[]) => {
      const names = [...new Set(ids)].map((id) => this.#names.textOf(id)).sort();
      // Whoever is everybody needs no company.
      return names.includes(ANYWHERE.name) ? [ANYWHERE.name] : names;
    };
    return { change, from: texts(from), to: texts(to), ports, verdict };
  }

  #membersOf(classes: readonly number[]): readonly number[] {
    return classes.flatMap((each) => this.#members[each] ?? []);
  }

  #classesIn(ids: readonly number[]): readonly number[] {
    return [...new Set(ids.flatMap((id) => this.#classes[id] ?? []))];
  }

  #pairOf(from: number, to: number): number {
    return from * this.#members.length + to;
  }
}

interface Changed {
  readonly change: PathChange['change'];
  readonly from: number;
  readonly to: number;
  readonly ports: PortSet;
  readonly verdict: Path['verdict'];
}

interface Group {
  readonly change: PathChange['change'];
  readonly from: readonly number[];
  readonly to: readonly number[];
  readonly ports: PortSet;
  readonly verdict: Path['verdict'];
}

/** What differs in nothing but its ends, and has the same key, as one. */
function grouped<T extends Changed | Group>(all: readonly T[], keyOf: (each: T) => string): readonly Group[] {
  const groups = new Map<
    string,
    { change: Group['change']; from: Set<number>; to: Set<number>; ports: PortSet; verdict: Group['verdict'] }
  >();
  for (const each of all) {
    const { change, ports, verdict } = each;
    const key = `${change} ${verdict} ${portSetKey(ports)} ${keyOf(each)}`;
    const group = groups.get(key) ?? { change, from: new Set<number>(), to: new Set<number>(), ports, verdict };
    groups.set(key, group);
    for (const id of [each.from].flat()) group.from.add(id);
    for (const id of [each.to].flat()) group.to.add(id);
  }
  return [...groups.values()].map((group) => ({ ...group, from: [...group.from], to: [...group.to] }));
}

function riseOf(low: Open, high: Open): PortSet {
  return unionOf(minusOf(high.allowed, low.allowed), minusOf(high.could, low.could));
}

function closed(): Open {
  return { allowed: NO_PORTS, could: NO_PORTS };
}

function open(to: Open, { ports, verdict }: Path): void {
  if (verdict === 'allow') to.allowed = unionOf(to.allowed, ports);
  to.could = unionOf(to.could, ports);
}

/** Ends that are in the same paths, in the same places. */
function classesOf(all: readonly Rectangle[], names: Names): { readonly classes: number[]; readonly members: number[][] } {
  const marks = Array.from({ length: names.size }, (_, id): string[] => (names.isPartial(id) ? [`#${id}`] : []));
  for (const [index, { from, to }] of all.entries()) {
    for (const id of from) marks[id]?.push(`>${index}`);
    for (const id of to) marks[id]?.push(`<${index}`);
  }
  const known = new Map<string, number>();
  const members: number[][] = [];
  const classes = marks.map((mark, id) => {
    const key = mark.join();
    const found = known.get(key) ?? known.size;
    known.set(key, found);
    const list = members[found];
    if (list === undefined) members[found] = [id];
    else list.push(id);
    return found;
  });
  return { classes, members };
}

/** What both networks call the same end: pods go by what runs them, one by one, whoever shares their labels. */
class Names {
  readonly #ids = new Map<string, number>();
  readonly #texts: string[] = [];
  readonly #endpoints: Readonly<Record<Side, Map<number, Endpoint>>> = { before: new Map(), after: new Map() };
  readonly #distant = new Map<number, Endpoint>();
  readonly #strangers = new Set<number>();
  /** Names that objects of several kinds have. */
  readonly #shared: ReadonlySet<string>;

  constructor(networks: Readonly<Record<Side, Network>>) {
    const kinds = new Map<string, Set<string>>();
    const sides = ['before', 'after'] as const;
    for (const side of sides) {
      for (const endpoint of networks[side].endpoints) {
        if (endpoint.kind !== 'pods') continue;
        for (const { manifest } of endpoint.workloads) {
          const name = nameOf(endpoint, manifest.object);
          kinds.set(name, (kinds.get(name) ?? new Set<string>()).add(`${side} ${manifest.object.kind}`));
        }
      }
    }
    const isShared = (own: ReadonlySet<string>) => sides.some((side) => [...own].filter((kind) => kind.startsWith(side)).length > 1);
    this.#shared = new Set([...kinds].filter(([, own]) => isShared(own)).map(([name]) => name));
    for (const side of sides) {
      for (const endpoint of networks[side].endpoints) for (const id of this.idsOf([endpoint])) this.#endpoints[side].set(id, endpoint);
    }
  }

  get size(): number {
    return this.#texts.length;
  }

  /** In order, each once. */
  idsOf(endpoints: readonly Endpoint[]): readonly number[] {
    return [...new Set(endpoints.flatMap((endpoint) => this.#of(endpoint)))].sort((a, b) => a - b);
  }

  textOf(id: number): string {
    return this.#texts[id] ?? '';
  }

  /** Whether it is no pod here, and so may be a part of another end, or told under its name. */
  isPartial(id: number): boolean {
    return this.#distant.has(id) || this.#strangers.has(id);
  }

  endpointOf(id: number, side: Side): Endpoint | undefined {
    return this.#distant.get(id) ?? this.#endpoints[side].get(id);
  }

  #of(endpoint: Endpoint): readonly number[] {
    if (endpoint.kind === 'pods') {
      return endpoint.workloads.map(({ manifest: { object } }) => {
        const name = nameOf(endpoint, object);
        const text = this.#shared.has(name) ? `${object.kind} ${name}` : name;
        return this.#idOf(`pods ${text}`, text);
      });
    }
    const id = this.#idOf(endpointKey(endpoint), endpoint.name);
    if (endpoint.kind === 'stranger') this.#strangers.add(id);
    else this.#distant.set(id, endpoint);
    return [id];
  }

  #idOf(key: string, text: string): number {
    const known = this.#ids.get(key);
    if (known !== undefined) return known;
    const id = this.#texts.length;
    this.#ids.set(key, id);
    this.#texts.push(text);
    return id;
  }
}

function nameOf({ namespace, name }: PodsEndpoint, object: unknown): string {
  const own = stringAt(object, 'metadata', 'name') ?? stringAt(object, 'metadata', 'generateName');
  return own === undefined ? name : `${namespace === '' ? '' : `${namespace}/`}${own}`;
}

function sorted(changes: readonly PathChange[]): readonly PathChange[] {
  return changes
    .map((each) => ({ each, key: `${each.from.join()}\n${each.to.join()}\n${each.verdict}\n${portSetKey(each.ports)}` }))
    .sort((a, b) => (a.key < b.key ? -1 : Number(a.key > b.key)))
    .map(({ each }) => each);
}
