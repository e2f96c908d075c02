import { type Match, weakest } from '../label-doubts';
import type { TierRule } from '../network/admin-policies';
import { allowedBy } from '../network/cilium-policies';
import { type Direction, namespaceOf, type Policy } from '../network/network-policies';
import { ALL_PORTS, commonOf, minusOf, NO_PORTS, type PortSet, type Protocol, portsFrom, unionOf } from '../network/port-sets';
import type { Endpoint } from './endpoints';
import { type Parts, portsLeft } from './paths';
import { matchOf, portsAt } from './peers';
import type { Reason, RuleReference } from './reasons';

/** One port of one protocol. */
export interface Port {
  readonly number: number;
  readonly protocol: Protocol;
}

/** Whether connections pass, on which ports, and who has made it so. */
export interface Verdict {
  /** Of the port that was asked about; without one, `allow` where any port is open, `not decided` where one may be. */
  readonly verdict: 'allow' | 'deny' | 'not decided';
  readonly allowed: PortSet;
  readonly undecided: PortSet;
  /** The two sides that both have a say: the sender's egress, the receiver's ingress. */
  readonly because: readonly Side[];
}

/** What one side says. */
export interface Side {
  readonly direction: Direction;
  /** Whose policies these are. */
  readonly endpoint: Endpoint;
  readonly allowed: PortSet;
  readonly undecided: PortSet;
  /** `policies` close it, but for what rules allow; `open` is that none does, `ungoverned` that none can. */
  readonly state: 'closed' | 'open' | 'ungoverned';
  /** The policies that close it. */
  readonly isolatedBy: readonly Policy[];
  /** The rules that let the other end through on these ports. */
  readonly allowedBy: readonly (RuleReference & { readonly ports: PortSet })[];
  /** Rules of administrators that have a say. */
  readonly decidedBy: readonly TierRule[];
  /** Rules about this side that do not let it through: they mean others, or other ports. */
  readonly missedBy: readonly (RuleReference & { readonly why: 'peer' | 'port' })[];
}

/** Whether one endpoint may open connections to another: on a port, or on any. */
export function verdictOf(parts: Parts, from: Endpoint, to: Endpoint, port?: Port): Verdict {
  const asked = port === undefined ? ALL_PORTS : portsFrom(port.protocol, port.number, port.number);
  let [allowed, could] = [NO_PORTS, NO_PORTS];
  for (const egress of parts.reasons.of('egress', from)) {
    for (const ingress of parts.reasons.of('ingress', to)) {
      if (!fits(parts, egress, from, ingress) || !fits(parts, ingress, to, egress)) continue;
      const [out, into] = [through(parts, egress, from, to), through(parts, ingress, to, from)];
      allowed = unionOf(allowed, commonOf(out.sure, into.sure));
      could = unionOf(could, commonOf(out.could, into.could));
    }
  }
  // "Traffic to and from the node where a Pod is running is always allowed": they may be on the same one.
  if ([from, to].some((each) => each.kind === 'pods' && each.hostNetwork)) could = ALL_PORTS;
  allowed = commonOf(allowed, asked);
  const undecided = minusOf(commonOf(could, asked), allowed);
  return {
    verdict: allowed.length > 0 ? 'allow' : undecided.length > 0 ? 'not decided' : 'deny',
    allowed,
    undecided,
    because: [sideOf(parts, 'egress', from, to, asked), sideOf(parts, 'ingress', to, from, asked)],
  };
}

/** A stranger has one set of labels for both of its roles. */
function fits({ reasons }: Parts, own: Reason, each: Endpoint, other: Reason): boolean {
  return each.kind !== 'stranger' || own.kind === 'ungoverned' || other.kind === 'ungoverned' || reasons.fitsStranger(own, each, other);
}

/** What passes by a reason of one end towards the other. */
function through(parts: Parts, reason: Reason, own: Endpoint, other: Endpoint): { readonly sure: PortSet; readonly could: PortSet } {
  const held: Match = reason.holders.get(own)?.match ?? 'yes';
  const match = reason.kind === 'rule' ? weakest(held, matchOf(parts.surroundings, reason.own, reason.peer, other)) : held;
  if (match === 'no') return { sure: NO_PORTS, could: NO_PORTS };
  const to = reason.direction === 'egress' ? other : own;
  const left = portsLeft(reason, portsAt(reason.ports, to), parts.tiers.verdict(reason.direction, own, other));
  return { sure: match === 'yes' ? left.sure : NO_PORTS, could: left.could };
}

function sideOf(parts: Parts, direction: Direction, own: Endpoint, other: Endpoint, asked: PortSet): Side {
  const reasons = parts.reasons.of(direction, own);
  const passing = reasons.map((reason) => ({ reason, ...through(parts, reason, own, other) }));
  const sure = commonOf(asked, unionOf(...passing.map((each) => each.sure)));
  const could = commonOf(asked, unionOf(...passing.map((each) => each.could)));
  const isGoverned = own.kind === 'stranger' || (own.kind === 'pods' && !own.hostNetwork);
  const isolation = isGoverned ? parts.reasons.isolation(direction, own) : { sure: [], maybe: [] };
  const allowing = new Map<RuleReference['rule'], RuleReference & { ports: PortSet }>();
  for (const { reason, could: ports } of passing) {
    const left = commonOf(ports, asked);
    if (reason.kind !== 'rule' || left.length === 0) continue;
    for (const { policy, rule } of reason.holders.get(own)?.rules ?? []) {
      allowing.set(rule, { policy, rule, ports: unionOf(allowing.get(rule)?.ports ?? NO_PORTS, left) });
    }
  }
  return {
    direction,
    endpoint: own,
    allowed: sure,
    undecided: minusOf(could, sure),
    state: !isGoverned ? 'ungoverned' : isolation.sure.length + isolation.maybe.length > 0 ? 'closed' : 'open',
    isolatedBy: [...isolation.sure, ...isolation.maybe],
    allowedBy: [...allowing.values()],
    decidedBy: parts.tiers.verdict(direction, own, other)?.rules ?? [],
    missedBy: missed(parts, direction, own, other, new Set(allowing.keys())),
  };
}

/** The rules of the policies that close one end which do not let the other through. */
function missed(
  { reasons, surroundings }: Parts,
  direction: Direction,
  own: Endpoint,
  other: Endpoint,
  allowing: ReadonlySet<RuleReference['rule']>,
): Side['missedBy'] {
  if (own.kind !== 'pods' && own.kind !== 'stranger') return [];
  const { sure, maybe } = reasons.isolation(direction, own);
  return [...sure, ...maybe].flatMap((policy) =>
    allowedBy(policy, direction).flatMap((rule) => {
      if (allowing.has(rule)) return [];
      const means = (rule.peers ?? [undefined]).some((peer) => matchOf(surroundings, namespaceOf(policy.manifest), peer, other) !== 'no');
      return [{ policy, rule, why: means ? ('port' as const) : ('peer' as const) }];
    }),
  );
}
