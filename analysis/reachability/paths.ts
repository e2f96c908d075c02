import { type Match, weakest } from '../label-doubts';
import { addressesOf, DIRECTIONS, type Peer } from '../network/network-policies';
import { commonOf, minusOf, NO_PORTS, type PortSet, portSetKey, unionOf } from '../network/port-sets';
import { EVERYTHING } from '../selectors';
import { ANYWHERE, addressesAt, type Directory, type Endpoint, endpointKey, type Governed, namedAt, outsideOf } from './endpoints';
import { hasNames, matchOf, namespaceMatch, type Ports, portsAt, type Surroundings } from './peers';
import type { Reason, Reasons } from './reasons';
import type { Tiers, TierVerdict } from './tiers';

/** Connections that pass: from each of some endpoints to each of others, on the same ports, for the same reasons. */
export interface Path {
  readonly from: readonly Endpoint[];
  readonly to: readonly Endpoint[];
  readonly ports: PortSet;
  /** `not decided` where it depends on what the manifests do not say. */
  readonly verdict: 'allow' | 'not decided';
  readonly egress: readonly Reason[];
  readonly ingress: readonly Reason[];
}

/** The parts that an analysis of paths is made from. */
export interface Parts {
  readonly directory: Directory;
  readonly surroundings: Surroundings;
  readonly reasons: Reasons;
  readonly tiers: Tiers;
}

/** An end of a rectangle, and how sure it is that it belongs there. */
type Ends = ReadonlyMap<Endpoint, Match>;

/**
 * Every path that is open, near linear in their number: reasons of senders meet those of receivers, and whole groups are joined at once.
 *
 * A pod that is not in the manifests stands in a path only where no pod of its namespace does: with the labels of a pod it has that
 * pod's paths. Blocks of addresses are told as addresses, not as the pods that they may be of.
 */
export function pathsOf(parts: Parts): readonly Path[] {
  return new Paths(parts).found();
}

/** The ports of a reason that administrators leave, or give. */
export function portsLeft({ kind }: Reason, { sure, could }: Ports, verdict: TierVerdict | undefined): Ports {
  if (kind === 'ungoverned') return { sure, could };
  if (verdict === undefined) return kind === 'accepted' ? { sure: NO_PORTS, could: NO_PORTS } : { sure, could };
  const { accepted, maybeAccepted, denied, maybeDenied, baselineDenied, maybeBaselineDenied } = verdict;
  if (kind === 'accepted') return { sure: minusOf(accepted, maybeDenied), could: unionOf(accepted, maybeAccepted) };
  const left = { sure: minusOf(sure, unionOf(denied, maybeDenied)), could: minusOf(could, denied) };
  if (kind === 'rule') return left;
  return { sure: minusOf(left.sure, unionOf(baselineDenied, maybeBaselineDenied)), could: minusOf(left.could, baselineDenied) };
}

interface Row {
  readonly from: readonly Endpoint[];
  readonly to: readonly Endpoint[];
  ports: PortSet;
  readonly verdict: Path['verdict'];
  readonly egress: Set<Reason>;
  readonly ingress: Set<Reason>;
}

class Paths {
  readonly #parts: Parts;
  readonly #rows = new Map<string, Row>();
  readonly #ids = new Map<Endpoint, number>();
  readonly #peers = new Map<Reason, Ends>();
  readonly #distant = new Map<string, Endpoint>();
  readonly #governed: Ends;

  constructor(parts: Parts) {
    this.#parts = parts;
    const governed: Governed[] = [
      ...parts.directory.pods.filter(({ hostNetwork }) => !hostNetwork),
      ...[...parts.directory.namespaces.values()].map(({ stranger }) => stranger),
    ];
    this.#governed = new Map(governed.map((each) => [each, 'yes']));
  }

  found(): readonly Path[] {
    const { reasons } = this.#parts;
    for (const reason of reasons.all('egress')) {
      const byIngress = new Map<Reason, Endpoint[]>();
      const needed = reason.peer?.kind === 'pods' ? reason.peer.pods : EVERYTHING;
      for (const each of this.#peersOf(reason).keys()) {
        const own = each.kind === 'stranger' ? reasons.likely('ingress', each, needed) : reasons.of('ingress', each);
        for (const ingress of own) {
          const list = byIngress.get(ingress);
          if (list === undefined) byIngress.set(ingress, [each]);
          else list.push(each);
        }
      }
      for (const [ingress, to] of byIngress) this.#join(reason, ingress, this.#sendersOf(reason, ingress), to);
    }
    for (const direction of DIRECTIONS) {
      for (const reason of reasons.all(direction)) {
        for (const distant of this.#distantOf(reason)) this.#joinDistant(reason, distant);
      }
    }
    return this.#settled();
  }

  /** The senders of one reason whom the other lets in; the shorter list is looked through. */
  #sendersOf(egress: Reason, ingress: Reason): readonly Endpoint[] {
    const peers = this.#peersOf(ingress);
    if (peers === this.#governed) return [...egress.holders.keys()];
    return peers.size < egress.holders.size
      ? [...peers.keys()].filter((each) => egress.holders.has(each))
      : [...egress.holders.keys()].filter((each) => peers.has(each));
  }

  #joinDistant(reason: Reason, distant: Endpoint): void {
    const holders = [...reason.holders.keys()];
    const [free] = this.#parts.reasons.of(reason.direction === 'ingress' ? 'egress' : 'ingress', distant);
    if (free === undefined) return;
    if (reason.direction === 'egress') this.#join(reason, free, holders, [distant]);
    else this.#join(free, reason, [distant], holders);
  }

  /** Who is meant by a reason's peer, of those that are here. */
  #peersOf(reason: Reason): Ends {
    const known = this.#peers.get(reason);
    if (known !== undefined) return known;
    const found = this.#findPeers(reason);
    this.#peers.set(reason, found);
    return found;
  }

  #findPeers({ own, peer }: Reason): Ends {
    const { directory, surroundings } = this.#parts;
    if (peer === undefined || (peer.kind === 'entity' && (peer.text === 'all' || peer.text === 'cluster'))) return this.#governed;
    const found = new Map<Endpoint, Match>();
    if (peer.kind !== 'pods') return found;
    const namespace = directory.namespaces.get(own);
    const candidates = peer.namespaces !== undefined ? directory.selected(peer.namespaces) : namespace === undefined ? [] : [namespace];
    for (const { name, pods, stranger } of candidates) {
      const place = namespaceMatch(directory.namespaces, own, peer.namespaces, name);
      if (place === 'no') continue;
      for (const each of pods.select(peer.pods)) if (!each.hostNetwork) found.set(each, place);
      const match = matchOf(surroundings, own, peer, stranger);
      if (match !== 'no') found.set(stranger, match);
    }
    return found;
  }

  /** Whom a reason lets through that is not here: pods elsewhere, addresses, everybody. */
  #distantOf(reason: Reason): readonly Endpoint[] {
    const { tiers } = this.#parts;
    if (reason.kind !== 'accepted') return [this.#distantAt(reason.peer)].filter((each) => each !== undefined);
    const peers = tiers.rules
      .filter(({ action, direction }) => action === 'accept' && direction === reason.direction)
      .flatMap(({ peers: own }): readonly (Peer | undefined)[] => own ?? [undefined]);
    return [...new Set(peers.map((peer) => this.#distantAt(peer)))].filter((each) => each !== undefined);
  }

  #distantAt(peer: Peer | undefined): Endpoint | undefined {
    const found = this.#newDistant(peer);
    if (found === undefined) return undefined;
    const key = endpointKey(found);
    const known = this.#distant.get(key) ?? found;
    this.#distant.set(key, known);
    return known;
  }

  #newDistant(peer: Peer | undefined): Endpoint | undefined {
    if (peer === undefined) return ANYWHERE;
    switch (peer.kind) {
      case 'pods':
        return outsideOf(peer, this.#parts.directory.namespaces);
      case 'block':
        return addressesAt(peer, addressesOf(peer));
      default:
        return namedAt(peer);
    }
  }

  /** Adds what passes from some to others by two reasons. */
  #join(egress: Reason, ingress: Reason, from: readonly Endpoint[], to: readonly Endpoint[]): void {
    const senders = this.#ends(egress, ingress, from);
    const receivers = this.#ends(ingress, egress, to);
    if (senders.size === 0 || receivers.size === 0) return;
    const { tiers } = this.#parts;
    for (const [named, some] of byPorts(egress, ingress, receivers)) {
      const ports = { egress: portsAt(egress.ports, named), ingress: portsAt(ingress.ports, named) };
      for (const out of tiers.parts('egress', [...senders.keys()], some)) {
        const left = portsLeft(egress, ports.egress, out.verdict);
        for (const into of tiers.parts('ingress', out.peers, out.subjects)) {
          const other = portsLeft(ingress, ports.ingress, into.verdict);
          const could = commonOf(left.could, other.could);
          if (could.length === 0) continue;
          const sure = commonOf(left.sure, other.sure);
          this.#add(egress, ingress, pick(senders, into.peers), pick(receivers, into.subjects), { sure, could });
        }
      }
    }
  }

  /** Who of the ends of a reason is there by both; strangers only where nobody else of their namespace is. */
  #ends(own: Reason, other: Reason, ends: readonly Endpoint[]): Ends {
    const { surroundings, reasons } = this.#parts;
    const found = new Map<Endpoint, Match>();
    const seen = new Set<string>();
    for (const each of ends) {
      const held = own.holders.get(each)?.match ?? 'yes';
      const match = other.kind === 'ungoverned' ? held : weakest(held, this.#matchOf(surroundings, other, each));
      if (match === 'no') continue;
      if (each.kind === 'pods') seen.add(each.namespace);
      found.set(each, match);
    }
    for (const each of found.keys()) {
      if (each.kind !== 'stranger') continue;
      if (seen.has(each.namespace) || (other.kind !== 'ungoverned' && !reasons.fitsStranger(own, each, other))) found.delete(each);
    }
    return found;
  }

  #matchOf(surroundings: Surroundings, reason: Reason, each: Endpoint): Match {
    if (each.kind === 'pods' || each.kind === 'stranger') return this.#peersOf(reason).get(each) ?? 'no';
    // It was found by this very peer.
    return reason.kind === 'accepted' ? 'yes' : each.kind === 'anywhere' ? 'yes' : matchOf(surroundings, reason.own, reason.peer, each);
  }

  #add(egress: Reason, ingress: Reason, from: Ends, to: Ends, { sure, could }: Ports): void {
    const [surely, maybe] = split(from);
    const [surelyTo, maybeTo] = split(to);
    this.#row('allow', egress, ingress, surely, surelyTo, sure);
    this.#row('not decided', egress, ingress, surely, surelyTo, minusOf(could, sure));
    this.#row('not decided', egress, ingress, surely, maybeTo, could);
    this.#row('not decided', egress, ingress, maybe, [...to.keys()], could);
  }

  #row(
    verdict: Path['verdict'],
    egress: Reason,
    ingress: Reason,
    from: readonly Endpoint[],
    to: readonly Endpoint[],
    ports: PortSet,
  ): void {
    if (from.length === 0 || to.length === 0 || ports.length === 0) return;
    const key = `${verdict} ${this.#keyOf(from)} ${this.#keyOf(to)}`;
    const row = this.#rows.get(key) ?? { from, to, ports: NO_PORTS, verdict, egress: new Set(), ingress: new Set() };
    this.#rows.set(key, row);
    row.ports = unionOf(row.ports, ports);
    row.egress.add(egress);
    row.ingress.add(ingress);
  }

  #keyOf(endpoints: readonly Endpoint[]): string {
    return endpoints
      .map((each) => this.#idOf(each))
      .sort((a, b) => a - b)
      .join();
  }

  #idOf(endpoint: Endpoint): number {
    const id = this.#ids.get(endpoint) ?? this.#ids.size;
    this.#ids.set(endpoint, id);
    return id;
  }

  /** What is allowed is not told again as not decided. */
  #settled(): readonly Path[] {
    return [...this.#rows].flatMap(([key, row]) => {
      const allowed = row.verdict === 'allow' ? undefined : this.#rows.get(`allow${key.slice('not decided'.length)}`);
      const ports = allowed === undefined ? row.ports : minusOf(row.ports, allowed.ports);
      return ports.length === 0 ? [] : [{ ...row, ports, egress: [...row.egress], ingress: [...row.ingress] }];
    });
  }
}

/** Receivers by what the names of ports mean there. */
function byPorts(egress: Reason, ingress: Reason, receivers: Ends): readonly (readonly [Endpoint, readonly Endpoint[]])[] {
  const all = [...receivers.keys()];
  const [first] = all;
  if (first === undefined) return [];
  if (!hasNames(egress.ports) && !hasNames(ingress.ports)) return [[first, all]];
  const groups = new Map<string, [Endpoint, Endpoint[]]>();
  for (const each of all) {
    const ports = [egress, ingress].map((reason) => portsAt(reason.ports, each));
    const key = ports.map(({ sure, could }) => `${portSetKey(sure)} ${portSetKey(could)}`).join('|');
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [each, [each]]);
    else group[1].push(each);
  }
  return [...groups.values()];
}

function pick(ends: Ends, some: readonly Endpoint[]): Ends {
  return some.length === ends.size ? ends : new Map(some.map((each) => [each, ends.get(each) ?? 'no']));
}

function split(ends: Ends): readonly [sure: readonly Endpoint[], maybe: readonly Endpoint[]] {
  const all = [...ends];
  const those = (wanted: Match) => all.flatMap(([each, match]) => (match === wanted ? [each] : []));
  return [those('yes'), those('maybe')];
}
