import ipaddr from 'ipaddr.js';
import type { Problems } from './problems';

type Address = ipaddr.IPv4 | ipaddr.IPv6;
type Range = readonly [Address, number];

/** What is wrong with a CIDR block such as `203.0.113.0/24` or `fd00:ec2::/32`; `undefined` if nothing is. */
export function cidrProblem(cidr: string): string | undefined {
  if (typeof cidr !== 'string') return `expected a CIDR such as '203.0.113.0/24', got ${JSON.stringify(cidr)}`;
  const [address = '', length, ...rest] = cidr.split('/');
  if (!isAddress(address) || rest.length > 0) return `'${cidr}' is not a CIDR, expected an address and a length such as '203.0.113.0/24'`;
  const bits = ipaddr.parse(address).kind() === 'ipv4' ? 32 : 128;
  if (length === undefined) return `'${cidr}' has no length, did you mean '${cidr}/${bits}'?`;
  if (!/^(0|[1-9]\d{0,2})$/.test(length) || Number(length) > bits) return `'${cidr}' has the length '${length}', expected 0 to ${bits}`;
  const network = networkOf(cidr);
  return network === cidr ? undefined : `'${cidr}' has host bits set or is not in its shortest form, did you mean '${network}'?`;
}

/** Adds a problem for each block that is none, and tells whether there was one. */
export function checkCidrs(problems: Problems, what: string, cidrs: readonly string[]): void {
  for (const cidr of cidrs) {
    const problem = cidrProblem(cidr);
    if (problem !== undefined) problems.add(`${what}: ${problem}`);
  }
}

/** Whether the whole of `inner` lies inside `outer`; blocks of different families never do. */
export function contains(outer: string, inner: string): boolean {
  const [outside, outerLength] = rangeOf(outer);
  const [inside, innerLength] = rangeOf(inner);
  return outside.kind() === inside.kind() && outerLength <= innerLength && matches(inside, [outside, outerLength]);
}

/** Whether two blocks share an address. */
export function overlaps(a: string, b: string): boolean {
  return contains(a, b) || contains(b, a);
}

export function isIPv4(cidr: string): boolean {
  return rangeOf(cidr)[0].kind() === 'ipv4';
}

/** The block of a single address. */
export function hostCidr(address: string): string {
  return `${address}/${ipaddr.parse(address).kind() === 'ipv4' ? 32 : 128}`;
}

/** The first usable address of a block, which the API server's own Service takes in a Service range. */
export function firstAddress(cidr: string): string {
  return addressAt(cidr, 1);
}

/** An address of a block by its place, below 256: the tenth of a Service range is where kubeadm puts DNS. */
export function addressAt(cidr: string, place: number): string {
  const [network] = rangeOf(cidr);
  const bytes = network.toByteArray();
  const last = bytes.length - 1;
  bytes[last] = (bytes[last] ?? 0) + place;
  return ipaddr.fromByteArray(bytes).toString();
}

/** The blocks without those that lie inside another, the same ones once, in the order of their addresses. */
export function disjoint(cidrs: readonly string[]): readonly string[] {
  const unique = [...new Set(cidrs)];
  return unique.filter((cidr) => !unique.some((other) => other !== cidr && contains(other, cidr))).sort(byAddress);
}

/** IPv4 before IPv6, each by address, larger blocks first. */
export function byAddress(a: string, b: string): number {
  const [left, leftLength] = rangeOf(a);
  const [right, rightLength] = rangeOf(b);
  const bytes = left.toByteArray();
  const others = right.toByteArray();
  if (bytes.length !== others.length) return bytes.length - others.length;
  const differing = bytes.findIndex((byte, index) => byte !== others[index]);
  return differing === -1 ? leftLength - rightLength : (bytes[differing] ?? 0) - (others[differing] ?? 0);
}

function networkOf(cidr: string): string {
  const [address, length] = rangeOf(cidr);
  const bytes = address.toByteArray().map((byte, index) => byte & (0xff << Math.max(0, 8 - Math.max(0, length - index * 8))) & 0xff);
  return `${ipaddr.fromByteArray(bytes).toString()}/${length}`;
}

function isAddress(text: string): boolean {
  // Zones (`fe80::1%eth0`) and IPv4 in the forms of old, such as `10.1`, are no addresses of a NetworkPolicy.
  return text.includes(':') ? ipaddr.IPv6.isValid(text) && !text.includes('%') : ipaddr.IPv4.isValidFourPartDecimal(text);
}

function rangeOf(cidr: string): Range {
  const [address = '', length = ''] = cidr.split('/');
  return [ipaddr.parse(address), Number(length)];
}

function matches(address: Address, [network, length]: Range): boolean {
  return address.match(network as never, length);
}
