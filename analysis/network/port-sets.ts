/** Ports of all protocols on one line of numbers: what is next to each other is one interval. */
export type PortSet = readonly Interval[];

type Interval = readonly [first: number, last: number];

/** The protocols that policies know, in the order in which they are told. */
export const PROTOCOLS = ['TCP', 'UDP', 'SCTP'] as const;
export type Protocol = (typeof PROTOCOLS)[number];

const SPAN = 65_536;

export const NO_PORTS: PortSet = [];
/** Every port of every protocol. Port 0 is none, so that the end of one protocol never touches the beginning of the next. */
export const ALL_PORTS: PortSet = PROTOCOLS.map((_protocol, index) => [index * SPAN + 1, index * SPAN + SPAN - 1] as const);

/** Ports of a protocol from first to last; of `ANY`, those of all protocols, and of one that nobody knows, none. */
export function portsFrom(protocol: string, first = 1, last = SPAN - 1): PortSet {
  const [from, to] = [Math.max(first, 1), Math.min(last, SPAN - 1)];
  if (!(from <= to)) return NO_PORTS;
  const whole = PROTOCOLS.flatMap((known, index) => (protocol === known || protocol === 'ANY' ? [index * SPAN] : []));
  return whole.map((start) => [start + from, start + to] as const);
}

export function unionOf(...sets: readonly PortSet[]): PortSet {
  const some = sets.filter((set) => set.length > 0);
  if (some.length < 2) return some[0] ?? NO_PORTS;
  const found: [number, number][] = [];
  for (const [first, last] of some.flat().sort(([a], [b]) => a - b)) {
    const before = found.at(-1);
    if (before === undefined || first > before[1] + 1) found.push([first, last]);
    else before[1] = Math.max(before[1], last);
  }
  return found;
}

/** What is in both. */
export function commonOf(a: PortSet, b: PortSet): PortSet {
  if (a === ALL_PORTS) return b;
  if (b === ALL_PORTS || a === b) return a;
  const found: Interval[] = [];
  for (let [i, j] = [0, 0]; i < a.length && j < b.length; ) {
    const [one, other] = [a[i] as Interval, b[j] as Interval];
    const [first, last] = [Math.max(one[0], other[0]), Math.min(one[1], other[1])];
    if (first <= last) found.push([first, last]);
    if (one[1] < other[1]) i += 1;
    else j += 1;
  }
  return found;
}

/** What is in the first alone. */
export function minusOf(a: PortSet, b: PortSet): PortSet {
  if (a.length === 0 || b.length === 0) return a;
  const found: Interval[] = [];
  for (const [first, last] of a) {
    let from = first;
    for (const [start, end] of b) {
      if (end < from || start > last) continue;
      if (start > from) found.push([from, start - 1]);
      from = end + 1;
    }
    if (from <= last) found.push([from, last]);
  }
  return found;
}

/** The same text for the same ports. */
export function portSetKey(set: PortSet): string {
  return set.join(';');
}

/** The ports by protocol, as intervals. */
export function intervalsOf(set: PortSet): readonly { readonly protocol: Protocol; readonly first: number; readonly last: number }[] {
  return set.map(([first, last]) => {
    const index = Math.floor(first / SPAN);
    return { protocol: PROTOCOLS[index] as Protocol, first: first - index * SPAN, last: last - index * SPAN };
  });
}

/** `8080/TCP, 53/UDP`, `all TCP but 22`, `all ports`. */
export function portSetText(set: PortSet): string {
  if (portSetKey(set) === portSetKey(ALL_PORTS)) return 'all ports';
  return PROTOCOLS.flatMap((protocol) => {
    const every = portsFrom(protocol);
    const own = commonOf(set, every);
    if (own.length === 0) return [];
    const missing = minusOf(every, own);
    if (missing.length === 0) return [`all ${protocol}`];
    // What is left out is told where that is shorter.
    if (missing.length < own.length || (missing.length === own.length && own.length > 1)) {
      return [`all ${protocol} but ${intervalsOf(missing).map(rangeText).join(' ')}`];
    }
    return intervalsOf(own).map((interval) => `${rangeText(interval)}/${protocol}`);
  }).join(', ');
}

function rangeText({ first, last }: { readonly first: number; readonly last: number }): string {
  return first === last ? `${first}` : `${first}-${last}`;
}
