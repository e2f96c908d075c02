import { cidrProblem, contains } from '../cidr';
import { checkObjectName } from '../names';
import { type Problems, shown } from '../problems';
import type { ClusterProfile } from '../profile';
import type { Member, Surroundings } from './part';
import { isLine } from './shape';

/** The hosts of a control plane and the way to them, as they are written down. */
export interface MembersProps {
  /**
   * Where clients reach the API server, as `host:port`: a load balancer, or a name that resolves to all members. An IPv6 address stands
   * in brackets.
   */
  readonly endpoint: string;

  /**
   * Addresses of the members by host name, such as `{ 'cp-1': '10.0.0.1' }`: three or five, as each of them runs an etcd and more than
   * half of those have to agree. All of them IPv4 or all IPv6.
   */
  readonly members: Readonly<Record<string, string>>;

  /**
   * Why one member is enough, although the cluster's state is gone with its disk. Written into the files.
   *
   * @default - three or five members
   */
  readonly singleMember?: string;
}

/** How many may be lost, for each number of members that can be. */
const WHY_NOT: Readonly<Record<number, string>> = {
  0: 'there would be nobody to ask',
  2: 'two stop when either of them does, which is worse than one',
  4: 'four bear the loss of one, as three do, and have one more to lose',
};

/** The members, in the order in which they are written. */
export function membersOf(problems: Problems, props: MembersProps, profile: ClusterProfile): readonly Member[] {
  const { members: given } = props;
  if (typeof given !== 'object' || given === null || Array.isArray(given)) {
    problems.add(`members must be addresses by host name, such as { 'cp-1': '10.0.0.1' }, got ${shown(given)}`);
    return [];
  }
  const members = Object.entries(given).map(([name, address]) => ({ name, address }));
  checkCount(problems, members.length, props.singleMember);
  for (const { name, address } of members) {
    checkObjectName(problems, 'the name of a member', name);
    const problem = addressProblem(address);
    if (problem !== undefined) problems.add(`the address of member ${shown(name)} ${problem}`);
  }
  const sound = members.filter(({ address }) => addressProblem(address) === undefined);
  const first = new Map<string, string>();
  for (const { name, address } of sound) {
    const other = first.get(address);
    if (other === undefined) first.set(address, name);
    else problems.add(`the members '${other}' and '${name}' have the same address ${address}, expected one for each`);
  }
  if (new Set(sound.map(({ address }) => address.includes(':'))).size > 1)
    problems.add('members must be all IPv4 or all IPv6, got both: name one family, pods may have both all the same');
  checkProfile(problems, sound, profile);
  return members;
}

function checkCount(problems: Problems, count: number, reason: unknown): void {
  if (reason !== undefined && !isLine(reason))
    problems.add(`singleMember must say in one line why one member is enough, got ${shown(reason)}`);
  if (count === 1 && reason === undefined) {
    problems.add(
      "members must be three or five, got one: the cluster's state is gone with its disk; add two, or say why one is enough with singleMember: '…'",
    );
  } else if (count !== 1 && reason !== undefined) {
    problems.add(`singleMember is for a control plane of one member, got ${count}: leave it out`);
  }
  if (count === 1 || count === 3 || count === 5) return;
  const why = WHY_NOT[count] ?? 'each write has to reach more than half of them, and more than five only make it slower';
  problems.add(`members must be three or five, got ${count}: ${why}`);
}

/** What is wrong with the address of a host; `undefined` if nothing is. */
function addressProblem(address: unknown): string | undefined {
  const text = typeof address === 'string' ? address : '';
  const block = `${text}/${text.includes(':') ? 128 : 32}`;
  if (text === '' || text.includes('/') || cidrProblem(block) !== undefined)
    return `must be an IPv4 or IPv6 address in its shortest form, such as '10.0.0.1' or 'fd00::1', got ${shown(address)}`;
  const local = ['0.0.0.0/8', '127.0.0.0/8', '224.0.0.0/4', '::/127', 'ff00::/8'].some((range) => contains(range, block));
  return local ? `must be one that other hosts can reach, got '${text}'` : undefined;
}

/** Apps that call the API server may connect to what the profile says, so that it has to say where the members are. */
function checkProfile(problems: Problems, members: readonly Member[], profile: ClusterProfile): void {
  const { cidrs } = profile.apiServer;
  if (cidrs.length === 0) return;
  for (const { name, address } of members) {
    const block = `${address}/${address.includes(':') ? 128 : 32}`;
    if (cidrs.some((cidr) => contains(cidr, block))) continue;
    problems.add(
      `the platform's apiServer.cidrs must hold every member, got '${name}' at ${address} outside of ${cidrs.join(', ')}: add '${block}' there`,
    );
  }
}

/** The two halves of `host:port`. */
export function endpointOf(problems: Problems, endpoint: unknown, members: readonly Member[]): Surroundings['endpoint'] {
  const [, bracketed, plain, digits] = /^(?:\[([^\]]*)\]|([^:]*)):(\d{1,5})$/.exec(typeof endpoint === 'string' ? endpoint : '') ?? [];
  const host = bracketed ?? plain ?? '';
  const port = Number(digits);
  const isName = bracketed === undefined && /^(?=.{1,253}$)[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/.test(host);
  const isNumber = bracketed !== undefined || /^[\d.]+$/.test(host);
  if ((isNumber ? addressProblem(host) !== undefined : !isName) || !(port >= 1 && port <= 65_535)) {
    problems.add(`endpoint must be a host and a port such as 'api.example.com:6443' or '[fd00::1]:6443', got ${shown(endpoint)}`);
    return { host: '', port: 0 };
  }
  const own = members.length > 1 ? members.find(({ name, address }) => host === address || host === name) : undefined;
  if (own !== undefined)
    problems.add(
      `endpoint must lead to every member, got '${own.name}' alone, with which the API would be gone: name a load balancer in front of them, or a name that resolves to all`,
    );
  return { host, port };
}

/** `host:port`, with brackets around IPv6. */
export function hostPort(host: string, port: number): string {
  return host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;
}
