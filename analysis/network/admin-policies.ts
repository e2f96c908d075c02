import { ofKind } from '../kinds';
import { at, groupOf, listAt, type Manifest, stringAt } from '../manifest';
import { EVERYTHING, selectorOf } from '../selectors';
import { blockPeerOf, DIRECTIONS, type Direction, type Peer, type Policy, type PolicyPort } from './network-policies';

/** Rules of administrators, before and after those of namespaces. https://network-policy-api.sigs.k8s.io/api-overview/ */
export const TIERS = ['admin', 'baseline'] as const;
export type Tier = (typeof TIERS)[number];

/** One rule of an administrator: the first that fits decides. */
export interface TierRule {
  readonly tier: Tier;
  /** Lower goes first; rules of one policy go in their order. */
  readonly priority: number;
  readonly policy: Policy;
  readonly pointer: string;
  readonly direction: Direction;
  /** `pass` leaves the decision to the next tier. */
  readonly action: 'accept' | 'deny' | 'pass';
  /** `undefined` for everybody, as only denials of Cilium have it. */
  readonly peers: readonly Peer[] | undefined;
  readonly ports: readonly PolicyPort[] | undefined;
}

const GROUP = 'policy.networking.k8s.io';
const ACTIONS: ReadonlyMap<unknown, TierRule['action']> = new Map([
  ['Accept', 'accept'],
  ['Allow', 'accept'],
  ['Deny', 'deny'],
  ['Pass', 'pass'],
]);

/** The rules of AdminNetworkPolicy, BaselineAdminNetworkPolicy and ClusterNetworkPolicy objects, in the order in which they are asked. */
export function tierRulesIn(manifests: readonly Manifest[]): readonly TierRule[] {
  const policies = ['AdminNetworkPolicy', 'BaselineAdminNetworkPolicy', 'ClusterNetworkPolicy'].flatMap((kind) =>
    ofKind(manifests, GROUP, kind),
  );
  return policies.flatMap(rulesOf).sort((a, b) => a.priority - b.priority);
}

function rulesOf(manifest: Manifest): readonly TierRule[] {
  const spec = at(manifest.object, 'spec');
  const tier = tierOf(manifest);
  const priority = at(spec, 'priority');
  const selected = podsAt(at(spec, 'subject'));
  if (selected === undefined || tier === undefined) return [];
  const policy: Policy = {
    manifest,
    pointer: '/spec',
    spec,
    ...selected,
    selector: '/subject',
    isolates: new Set(),
    understood: new Map(),
  };
  return DIRECTIONS.flatMap((direction) =>
    listAt(spec, direction).flatMap((rule, index) => {
      const action = ACTIONS.get(at(rule, 'action'));
      const pointer = `/spec/${direction}/${index}`;
      const field = direction === 'ingress' ? 'from' : 'to';
      const peers = listAt(rule, field).flatMap((peer, nth) => peersAt(peer, `${pointer}/${field}/${nth}`));
      return action === undefined
        ? []
        : [
            {
              tier,
              priority: typeof priority === 'number' ? priority : 0,
              policy,
              pointer,
              direction,
              action,
              peers,
              ports: portsAt(rule, pointer),
            },
          ];
    }),
  );
}

function tierOf({ object }: Manifest): Tier | undefined {
  if (groupOf(object) !== GROUP) return undefined;
  if (object.kind === 'AdminNetworkPolicy') return 'admin';
  if (object.kind === 'BaselineAdminNetworkPolicy') return 'baseline';
  const tier = stringAt(object, 'spec', 'tier');
  return TIERS.find((known) => known === tier?.toLowerCase());
}

/** Pods by namespace, or by both; `undefined` where neither is said. */
function podsAt(value: unknown): Required<Pick<Policy, 'namespaces' | 'pods'>> | undefined {
  const namespaces = at(value, 'namespaces');
  const pods = at(value, 'pods');
  if (typeof namespaces === 'object' && namespaces !== null) return { namespaces: selectorOf(namespaces), pods: EVERYTHING };
  if (typeof pods !== 'object' || pods === null) return undefined;
  return { namespaces: selectorOf(at(pods, 'namespaceSelector')), pods: selectorOf(at(pods, 'podSelector')) };
}

/** One entry may list several blocks or names. What is not known is a peer that nobody can tell. */
function peersAt(value: unknown, pointer: string): readonly Peer[] {
  const unknown: Peer = { kind: 'unknown', pointer, text: '' };
  const selected = podsAt(value);
  if (selected !== undefined) return [{ kind: 'pods', pointer, ...selected }];
  const networks = listAt(value, 'networks');
  if (networks.length > 0) {
    return networks.map((cidr, index) => {
      const place = `${pointer}/networks/${index}`;
      return blockPeerOf(typeof cidr === 'string' ? cidr : '', pointer, place, [], place) ?? unknown;
    });
  }
  const names = listAt(value, 'domainNames').filter((name) => typeof name === 'string');
  if (names.length > 0) return names.map((text) => ({ kind: 'host name', pointer, text }));
  return at(value, 'nodes') === undefined ? [unknown] : [{ kind: 'entity', pointer, text: 'node' }];
}

/** `ports` in the first two kinds, `protocols` in the third. */
function portsAt(rule: unknown, pointer: string): readonly PolicyPort[] | undefined {
  const ports = listAt(rule, 'ports').map((port, index) => portAt(port, `${pointer}/ports/${index}`));
  const protocols = listAt(rule, 'protocols').map((port, index) => protocolAt(port, `${pointer}/protocols/${index}`));
  const found = [...ports, ...protocols];
  return found.length === 0 ? undefined : found;
}

function portAt(port: unknown, pointer: string): PolicyPort {
  const number = at(port, 'portNumber');
  const range = at(port, 'portRange') ?? number;
  const protocol = stringAt(range, 'protocol') ?? 'TCP';
  const name = stringAt(port, 'namedPort');
  if (name !== undefined) return named(pointer, 'ANY', name);
  return numbered(pointer, protocol, at(range, 'start') ?? at(number, 'port'), at(range, 'end') ?? at(number, 'port'));
}

function protocolAt(entry: unknown, pointer: string): PolicyPort {
  const name = stringAt(entry, 'destinationNamedPort');
  if (name !== undefined) return named(pointer, 'ANY', name);
  const protocol = ['tcp', 'udp', 'sctp'].find((known) => at(entry, known) !== undefined) ?? '';
  const port = at(entry, protocol, 'destinationPort');
  if (port === undefined) return { pointer, protocol: protocol.toUpperCase(), name: undefined, first: undefined, last: undefined };
  return numbered(
    pointer,
    protocol.toUpperCase(),
    at(port, 'range', 'start') ?? at(port, 'number'),
    at(port, 'range', 'end') ?? at(port, 'number'),
  );
}

function named(pointer: string, protocol: string, name: string): PolicyPort {
  return { pointer, protocol, name, first: undefined, last: undefined };
}

/** What has no number is the port of no protocol. */
function numbered(pointer: string, protocol: string, first: unknown, last: unknown): PolicyPort {
  return typeof first === 'number' && typeof last === 'number'
    ? { pointer, protocol, name: undefined, first, last }
    : { pointer, protocol: '', name: undefined, first: 0, last: 0 };
}
