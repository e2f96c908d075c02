import ipaddr from 'ipaddr.js';

/** Addresses next to each other, of one family. */
export interface Block {
  readonly bits: 32 | 128;
  readonly first: bigint;
  readonly last: bigint;
}

/** Reads `10.0.0.0/8`, or a single address; host bits are left out as Kubernetes does. `undefined` for anything else. */
export function blockOf(cidr: unknown): Block | undefined {
  if (typeof cidr !== 'string') return undefined;
  if (known.has(cidr)) return known.get(cidr);
  if (known.size >= MOST_KNOWN) known.clear();
  const block = read(cidr);
  known.set(cidr, block);
  return block;
}

/** The same few blocks are written in policy after policy. */
const known = new Map<string, Block | undefined>();
const MOST_KNOWN = 1000;

function read(cidr: string): Block | undefined {
  const [address = '', length, ...rest] = cidr.split('/');
  if (rest.length > 0 || !isAddress(address)) return undefined;
  const written = ipaddr.parse(address);
  const most = written.kind() === 'ipv4' ? 32 : 128;
  if (length !== undefined && (!/^\d{1,3}$/.test(length) || Number(length) > most)) return undefined;
  const fixed = Number(length ?? most);
  // Go takes `::ffff:10.0.0.0/104` for the IPv4 block that it maps.
  const isMapped = written instanceof ipaddr.IPv6 && written.isIPv4MappedAddress() && fixed >= 96;
  const parsed = isMapped ? (written as ipaddr.IPv6).toIPv4Address() : written;
  const bits = parsed.kind() === 'ipv4' ? 32 : 128;
  const free = BigInt(most - fixed);
  const value = parsed.toByteArray().reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
  const first = (value >> free) << free;
  return { bits, first, last: first + (1n << free) - 1n };
}

/** Whether the whole of `inner` lies inside `outer`. */
export function contains(outer: Block, inner: Block): boolean {
  return outer.bits === inner.bits && outer.first <= inner.first && inner.last <= outer.last;
}

/** Whether two blocks share an address. */
export function overlaps(a: Block, b: Block): boolean {
  return a.bits === b.bits && a.first <= b.last && b.first <= a.last;
}

/** What is left of a block without others. */
export function without(block: Block, others: readonly Block[]): readonly Block[] {
  const { bits } = block;
  const left: Block[] = [];
  let { first } = block;
  for (const other of merged(others.filter((each) => overlaps(each, block)))) {
    if (other.first > first) left.push({ bits, first, last: other.first - 1n });
    first = other.last + 1n;
  }
  if (first <= block.last) left.push({ bits, first, last: block.last });
  return left;
}

/** The same addresses in as few blocks as possible, IPv4 before IPv6, in order. */
export function merged(blocks: readonly Block[]): readonly Block[] {
  const found: Block[] = [];
  for (const block of [...blocks].sort((a, b) => a.bits - b.bits || compare(a.first, b.first))) {
    const before = found.at(-1);
    if (before === undefined || before.bits !== block.bits || block.first > before.last + 1n) found.push(block);
    else if (block.last > before.last) found[found.length - 1] = { ...before, last: block.last };
  }
  return found;
}

/** How many addresses of a family the blocks leave out. */
export function leftOut(blocks: readonly Block[], bits: 32 | 128): bigint {
  const taken = merged(blocks.filter((block) => block.bits === bits)).reduce((sum, { first, last }) => sum + last - first + 1n, 0n);
  return (1n << BigInt(bits)) - taken;
}

function isAddress(text: string): boolean {
  return text.includes(':') ? ipaddr.IPv6.isValid(text) && !text.includes('%') : ipaddr.IPv4.isValidFourPartDecimal(text);
}

function compare(a: bigint, b: bigint): number {
  return a < b ? -1 : Number(a > b);
}
