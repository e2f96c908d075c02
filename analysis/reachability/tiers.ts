import { implies, isSatisfiable, type Match, weakest } from '../label-doubts';
import type { Manifest } from '../manifest';
import { TIERS, type TierRule, tierRulesIn } from '../network/admin-policies';
import { ciliumPoliciesIn, ciliumRulesOf } from '../network/cilium-policies';
import { DIRECTIONS, type Direction, namespaceOf } from '../network/network-policies';
import { commonOf, minusOf, NO_PORTS, type PortSet, unionOf } from '../network/port-sets';
import { selects, selectsAll } from '../selectors';
import { ANYWHERE, type Endpoint, type Governed } from './endpoints';
import { hasNames, matchOf, namespaceMatch, portsAt, type Surroundings } from './peers';

/** What administrators decide about a connection in one direction; ports that are in none of the sets are left to namespaces. */
export interface TierVerdict {
  readonly accepted: PortSet;
  readonly maybeAccepted: PortSet;
  readonly denied: PortSet;
  readonly maybeDenied: PortSet;
  /** Denied where no policy of the namespace has a say. */
  readonly baselineDenied: PortSet;
  readonly maybeBaselineDenied: PortSet;
  /** The rules that have decided, or may have. */
  readonly rules: readonly TierRule[];
}

interface Relevant {
  readonly rule: TierRule;
  readonly match: Match;
}

/** Pods and peers that administrators treat alike. */
export interface Part<Subject, Peer> {
  readonly subjects: readonly Subject[];
  readonly peers: readonly Peer[];
  readonly verdict: TierVerdict | undefined;
}

/** The policies of administrators, and the denials of Cilium, which win over whatever allows. */
export class Tiers {
  readonly rules: readonly TierRule[];
  readonly #surroundings: Surroundings;
  readonly #relevant = new Map<Direction, Map<Governed, readonly Relevant[]>>(DIRECTIONS.map((direction) => [direction, new Map()]));
  /** Denials of Cilium that are about the pods of one namespace, which are many. */
  readonly #local = new Map<string, TierRule[]>();
  readonly #global: readonly TierRule[];

  constructor(manifests: readonly Manifest[], surroundings: Surroundings) {
    const denials = denialsIn(manifests);
    this.rules = [...denials, ...tierRulesIn(manifests)];
    this.#surroundings = surroundings;
    this.#global = this.rules.filter(({ policy }) => policy.namespaces !== undefined);
    for (const rule of this.rules) {
      if (rule.policy.namespaces !== undefined) continue;
      const own = namespaceOf(rule.policy.manifest);
      this.#local.set(own, [...(this.#local.get(own) ?? []), rule]);
    }
  }

  get isContested(): boolean {
    return this.rules.length > 0;
  }

  /** The pods of a rectangle of subjects and peers, in parts that administrators treat alike. */
  parts<Subject extends Endpoint, Peer extends Endpoint>(
    direction: Direction,
    subjects: readonly Subject[],
    peers: readonly Peer[],
  ): readonly Part<Subject, Peer>[] {
    if (!this.isContested) return [{ subjects, peers, verdict: undefined }];
    const groups = groupBy(subjects, (subject) =>
      this.#relevantOf(direction, subject)
        .map(({ rule, match }) => `${this.rules.indexOf(rule)}${match}${direction === 'ingress' ? namedPorts([rule], subject) : ''}`)
        .join(),
    );
    return groups.flatMap((group) => {
      const [first] = group;
      const relevant = first === undefined ? [] : this.#relevantOf(direction, first);
      if (relevant.length === 0) return [{ subjects: group, peers, verdict: undefined }];
      const rules = relevant.map(({ rule }) => rule);
      const alike = groupBy(peers, (peer) => {
        const matches = rules.map((rule) => this.#peerMatch(rule, peer));
        return `${matches}${direction === 'egress' ? namedPorts(rules, peer) : ''}`;
      });
      return alike.map((some) => ({
        subjects: group,
        peers: some,
        verdict: this.verdict(direction, first ?? ANYWHERE, some[0] ?? ANYWHERE),
      }));
    });
  }

  /** What is decided about one connection; `undefined` where nothing is about its subject. */
  verdict(direction: Direction, subject: Endpoint, peer: Endpoint): TierVerdict | undefined {
    const relevant = this.#relevantOf(direction, subject);
    if (relevant.length === 0) return undefined;
    const to = direction === 'ingress' ? subject : peer;
    const decided: TierRule[] = [];
    const [admin, baseline] = TIERS.map((tier) => {
      const sets = { accept: NO_PORTS, maybeAccept: NO_PORTS, deny: NO_PORTS, maybeDeny: NO_PORTS, settled: NO_PORTS };
      for (const { rule, match: subjectMatch } of relevant) {
        if (rule.tier !== tier) continue;
        const match = weakest(subjectMatch, this.#peerMatch(rule, peer));
        const ports = portsAt(rule.ports, to);
        const could = match === 'no' ? NO_PORTS : minusOf(ports.could, sets.settled);
        if (could.length === 0) continue;
        const sure = match === 'yes' ? commonOf(could, ports.sure) : NO_PORTS;
        decided.push(rule);
        if (rule.action === 'accept') {
          // What may have been denied before is not sure to be accepted.
          sets.accept = unionOf(sets.accept, minusOf(sure, sets.maybeDeny));
          sets.maybeAccept = unionOf(sets.maybeAccept, could);
        } else if (rule.action === 'deny') {
          sets.deny = unionOf(sets.deny, minusOf(sure, sets.maybeAccept));
          sets.maybeDeny = unionOf(sets.maybeDeny, could);
        }
        sets.settled = unionOf(sets.settled, sure);
      }
      return sets;
    });
    return {
      accepted: admin?.accept ?? NO_PORTS,
      maybeAccepted: admin?.maybeAccept ?? NO_PORTS,
      denied: admin?.deny ?? NO_PORTS,
      maybeDenied: admin?.maybeDeny ?? NO_PORTS,
      baselineDenied: baseline?.deny ?? NO_PORTS,
      maybeBaselineDenied: baseline?.maybeDeny ?? NO_PORTS,
      rules: decided,
    };
  }

  /** The rules that are, or may be, about a pod. Pods on the network of their node are subject to none. */
  #relevantOf(direction: Direction, subject: Endpoint): readonly Relevant[] {
    if ((subject.kind !== 'pods' && subject.kind !== 'stranger') || (subject.kind === 'pods' && subject.hostNetwork)) return [];
    const known = this.#relevant.get(direction)?.get(subject);
    if (known !== undefined) return known;
    const found = [...(this.#local.get(subject.namespace) ?? []), ...this.#global]
      .filter((rule) => rule.direction === direction)
      .map((rule) => ({ rule, match: this.#subjectMatch(rule, subject) }))
      .filter(({ match }) => match !== 'no');
    this.#relevant.get(direction)?.set(subject, found);
    return found;
  }

  #subjectMatch({ policy: { manifest, namespaces, pods } }: TierRule, subject: Governed): Match {
    const place = namespaceMatch(this.#surroundings.namespaces, namespaceOf(manifest), namespaces, subject.namespace);
    if (subject.kind === 'pods') return weakest(place, selects(pods, subject.labels) ? 'yes' : 'no');
    return weakest(place, selectsAll(pods) ? 'yes' : isSatisfiable(pods) ? 'maybe' : 'no');
  }

  /** Rules that decide have to be sure: a stranger may have the labels that a rule is about, or not. */
  #peerMatch({ policy, peers }: TierRule, peer: Endpoint): Match {
    if (peers === undefined) return 'yes';
    const matches = peers.map((each) => {
      const match = matchOf(this.#surroundings, namespaceOf(policy.manifest), each, peer);
      const isOpen = peer.kind === 'stranger' && each.kind === 'pods' && !implies({ requirements: [], isValid: true }, each.pods);
      return isOpen ? weakest(match, 'maybe') : match;
    });
    return matches.includes('yes') ? 'yes' : matches.includes('maybe') ? 'maybe' : 'no';
  }
}

function denialsIn(manifests: readonly Manifest[]): readonly TierRule[] {
  return ciliumPoliciesIn(manifests).flatMap((policy) =>
    DIRECTIONS.flatMap((direction) =>
      ciliumRulesOf(policy, direction, 'deny').map(({ pointer, peers, ports }) => ({
        tier: 'admin' as const,
        priority: -1,
        policy,
        pointer,
        direction,
        action: 'deny' as const,
        peers,
        ports,
      })),
    ),
  );
}

function namedPorts(rules: readonly TierRule[], to: Endpoint): string {
  return to.kind === 'pods' && rules.some(({ ports }) => hasNames(ports)) ? JSON.stringify(to.ports) : '';
}

function groupBy<Item>(items: readonly Item[], keyOf: (item: Item) => string): readonly (readonly Item[])[] {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return [...groups.values()];
}
