import type { Block } from '../analysis/network/blocks';
import { blockOf, merged, overlaps, without } from '../analysis/network/blocks';
import { commonOf, type PortSet, PROTOCOLS, portsFrom, unionOf } from '../analysis/network/port-sets';
import { type AddressEndpoint, ANYWHERE, type Endpoint, type PodsEndpoint } from '../analysis/reachability/endpoints';
import type { Path } from '../analysis/reachability/paths';
import type { Network } from '../analysis/reachability/reachability';
import { type ResolvedService, targetsOf } from '../analysis/reachability/services';
import type { Port } from '../analysis/reachability/verdict';
import type { Answer } from '../report/reach/rows';

/** One end of a question. */
export interface End {
  /** The endpoints to ask about. */
  readonly endpoints: readonly Endpoint[];
  /** Whether an endpoint of a path is meant. */
  is(endpoint: Endpoint): boolean;
  readonly service?: ResolvedService;
}

interface Question {
  readonly from: End | undefined;
  readonly to: End | undefined;
  readonly port: Port | undefined;
}

/** Where clouds tell machines who they are. */
const METADATA = [
  '169.254.169.254/32',
  '169.254.170.2/32',
  '169.254.170.23/32',
  '100.100.100.200/32',
  'fd00:ec2::254/128',
  'fd00:ec2::23/128',
];

/** What is not routed on the internet. https://www.iana.org/assignments/iana-ipv4-special-registry/ */
const NOT_PUBLIC = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '224.0.0.0/3',
];

/** The most pairs that are explained at once. */
const MOST_ANSWERS = 400;

/**
 * Reads a port: `8080`, `53/UDP`.
 *
 * @throws when it is none
 */
export function portOf(text: string): Port {
  const [, digits, word = 'TCP'] = /^(\d{1,5})(?:\/([a-z]+))?$/i.exec(text) ?? [];
  const protocol = PROTOCOLS.find((known) => known === word.toUpperCase());
  const number = Number(digits);
  if (digits === undefined || protocol === undefined || number < 1 || number > 65535) {
    throw new Error(`--port must be a number from 1 to 65535 with a protocol (${PROTOCOLS.join(', ')}), such as 8080/TCP, got '${text}'`);
  }
  return { number, protocol };
}

/**
 * Finds out who is meant.
 *
 * @throws when nobody is
 */
export function endOf(option: string, text: string, network: Network): End {
  if (text === 'internet') return addressed('the internet', publicBlocks());
  if (text === 'metadata') return addressed('metadata addresses', blocksOf(METADATA));
  if (text === 'outside') return { endpoints: [ANYWHERE], is: ({ kind }) => kind === 'outside' || kind === 'anywhere' };
  const block = blockOf(text);
  if (block !== undefined) return addressed(text, [block]);
  const service = network.services.find(({ name }) => `service/${name}` === text);
  if (service !== undefined) return { ...oneOfThese(service.pods), service };
  const found = network.endpoints.filter((each) => {
    if (each.kind === 'stranger') return text === (each.namespace === '' ? '?' : `${each.namespace}/?`);
    if (each.kind !== 'pods') return false;
    const names = each.name.split(' and ').flatMap((name) => [name, name.split(' ').at(-1)]);
    return names.includes(text) || each.namespace === text.replace(/\/\*$/, '');
  });
  if (found.length > 0) return oneOfThese(found);
  throw new Error(
    `${option} must be a namespace, a workload such as 'shop/cart', 'shop/?', 'service/shop/cart', an address, internet, metadata or outside; the files have no '${text}'`,
  );
}

function oneOfThese(endpoints: readonly Endpoint[]): End {
  const set = new Set(endpoints);
  return { endpoints, is: (endpoint) => set.has(endpoint) };
}

function addressed(name: string, blocks: readonly Block[]): End {
  const endpoint: AddressEndpoint = { kind: 'addresses', name, blocks };
  return {
    endpoints: [endpoint],
    is: (each) =>
      each.kind === 'anywhere' || (each.kind === 'addresses' && each.blocks.some((one) => blocks.some((other) => overlaps(one, other)))),
  };
}

function blocksOf(texts: readonly string[]): readonly Block[] {
  return texts.map(blockOf).filter((block) => block !== undefined);
}

function publicBlocks(): readonly Block[] {
  const all = blocksOf(['0.0.0.0/0', '2000::/3']);
  return merged(all.flatMap((block) => without(block, blocksOf(NOT_PUBLIC))));
}

/** What a question leaves of paths: ends, and ports. */
export function narrowed(paths: readonly Path[], { from, to, port }: Question): readonly Path[] {
  return paths.flatMap((path) => {
    const froms = from === undefined ? path.from : path.from.filter((each) => from.is(each));
    const tos = to === undefined ? path.to : path.to.filter((each) => to.is(each));
    if (froms.length === 0 || tos.length === 0) return [];
    if (to?.service === undefined || port === undefined) {
      const ports = port === undefined ? path.ports : commonOf(path.ports, portsFrom(port.protocol, port.number, port.number));
      return ports.length === 0 ? [] : [{ ...path, from: froms, to: tos, ports }];
    }
    const { service } = to;
    return tos.flatMap((each) => {
      const ports = commonOf(path.ports, targets(service, each as PodsEndpoint, port));
      return ports.length === 0 ? [] : [{ ...path, from: froms, to: [each], ports }];
    });
  });
}

/** The ports of a pod that one of a Service leads to. */
function targets({ ports }: ResolvedService, pods: PodsEndpoint, { number, protocol }: Port): PortSet {
  const own = ports.filter((port) => port.number === number && port.protocol === protocol);
  return unionOf(...own.flatMap((port) => targetsOf(port, pods).map((target) => portsFrom(protocol, target, target))));
}

/**
 * Asks about every pair.
 *
 * @throws when they are too many to read
 */
export function answersTo(network: Network, from: End, to: End, port: Port | undefined): readonly Answer[] {
  const pairs = from.endpoints.length * to.endpoints.length;
  if (pairs > MOST_ANSWERS) throw new Error(`--explain would tell ${pairs} pairs, expected at most ${MOST_ANSWERS}: narrow --from or --to`);
  return from.endpoints.flatMap((one) =>
    to.endpoints.flatMap((other) =>
      askedPorts(to, other, port).map((asked) => ({
        from: one,
        to: other,
        port: asked === undefined ? undefined : `${asked.number}/${asked.protocol}`,
        verdict: network.ask(one, other, asked),
      })),
    ),
  );
}

function askedPorts({ service }: End, to: Endpoint, port: Port | undefined): readonly (Port | undefined)[] {
  if (service === undefined || port === undefined || to.kind !== 'pods') return [port];
  const own = service.ports.filter(({ number, protocol }) => number === port.number && protocol === port.protocol);
  return own.flatMap((each) => targetsOf(each, to).map((number) => ({ number, protocol: port.protocol })));
}
