import { implies, isSatisfiable, type Match } from '../label-doubts';
import type { Manifest } from '../manifest';
import { allowedBy, policiesIn } from '../network/cilium-policies';
import {
  DIRECTIONS,
  type Direction,
  namespaceOf,
  type Peer,
  type Policy,
  type PolicyPort,
  type PolicyRule,
} from '../network/network-policies';
import { EVERYTHING, type Selector, selectorKey, selectsAll } from '../selectors';
import type { Directory, Endpoint, Governed, PodsEndpoint, StrangerEndpoint } from './endpoints';
import { matchOf, namespaceMatch, type Surroundings } from './peers';
import type { Tiers } from './tiers';

/** A rule of a policy that lets somebody through. */
export interface RuleReference {
  readonly policy: Policy;
  readonly rule: PolicyRule;
}

/** How an endpoint comes to have a reason. */
export interface Holding {
  readonly match: Match;
  readonly rules: readonly RuleReference[];
  /** What a stranger's labels have to be for it: one of these. */
  readonly selectors: readonly Selector[];
}

/**
 * Why connections pass in one direction: a peer and ports, whoever allows it. `open` is that no policy closes the direction, `accepted`
 * that an administrator accepts, `ungoverned` that no policy here can have a say.
 */
export interface Reason {
  readonly kind: 'rule' | 'open' | 'accepted' | 'ungoverned';
  readonly direction: Direction;
  /** The namespace that a peer without a selector of namespaces is of. */
  readonly own: string;
  readonly peer: Peer | undefined;
  readonly ports: readonly PolicyPort[] | undefined;
  readonly holders: ReadonlyMap<Endpoint, Holding>;
}

/** The policies that close a pod in a direction, for sure or if its namespace has labels that nobody here knows. */
export interface Isolation {
  readonly sure: readonly Policy[];
  readonly maybe: readonly Policy[];
}

const NOT_ISOLATED: Isolation = { sure: [], maybe: [] };
const NOBODY: ReadonlyMap<Endpoint, Holding> = new Map();

/** A holding that still grows. */
interface OpenHolding {
  match: Match;
  readonly rules: RuleReference[];
  readonly selectors: Selector[];
}

interface OpenReason extends Omit<Reason, 'holders'> {
  readonly holders: Map<Endpoint, OpenHolding>;
}

/** Everything that lets connections through, by direction. */
export class Reasons {
  readonly #isolated = new Map<Direction, Map<Governed, { sure: Policy[]; maybe: Policy[] }>>(
    DIRECTIONS.map((direction) => [direction, new Map()]),
  );
  readonly #found = new Map<string, OpenReason>();
  readonly #byHolder = new Map<Direction, Map<Endpoint, Reason[]>>(DIRECTIONS.map((direction) => [direction, new Map()]));
  /** What a stranger must not be selected by to stay open. */
  readonly #closing = new Map<Direction, Map<StrangerEndpoint, Selector[]>>(DIRECTIONS.map((direction) => [direction, new Map()]));
  readonly #drawers = new Map<string, ReadonlyMap<string | undefined, readonly Reason[]>>();
  readonly #surroundings: Surroundings;
  readonly #directory: Directory;
  readonly #ungoverned: Readonly<Record<Direction, Reason>>;

  constructor(manifests: readonly Manifest[], directory: Directory, surroundings: Surroundings, tiers: Tiers) {
    this.#surroundings = surroundings;
    this.#directory = directory;
    this.#ungoverned = { ingress: bare('ungoverned', 'ingress'), egress: bare('ungoverned', 'egress') };
    for (const policy of policiesIn(manifests)) this.#read(policy);
    const governed: Governed[] = [
      ...directory.pods.filter(({ hostNetwork }) => !hostNetwork),
      ...[...directory.namespaces.values()].map(({ stranger }) => stranger),
    ];
    for (const direction of DIRECTIONS) {
      for (const each of governed) {
        const { sure, maybe } = this.isolation(direction, each);
        if (sure.length === 0) hold(this.#reasonLike(bare('open', direction)), each, maybe.length === 0 ? 'yes' : 'maybe');
      }
      if (tiers.rules.some((rule) => rule.direction === direction && rule.action === 'accept')) {
        for (const each of governed) hold(this.#reasonLike(bare('accepted', direction)), each, 'yes');
      }
    }
    for (const reason of this.#found.values()) {
      const lists = this.#byHolder.get(reason.direction);
      for (const holder of reason.holders.keys()) {
        const list = lists?.get(holder);
        if (list === undefined) lists?.set(holder, [reason]);
        else list.push(reason);
      }
    }
  }

  all(direction: Direction): readonly Reason[] {
    return [...this.#found.values()].filter((reason) => reason.direction === direction);
  }

  /** The reasons of an endpoint. Nothing here governs addresses, pods elsewhere, and pods on the network of their node. */
  of(direction: Direction, endpoint: Endpoint): readonly Reason[] {
    if (endpoint.kind === 'stranger' || (endpoint.kind === 'pods' && !endpoint.hostNetwork)) {
      return this.#byHolder.get(direction)?.get(endpoint) ?? [];
    }
    return [this.#ungoverned[direction]];
  }

  /** The reasons that a stranger can have with the labels that a selector needs, and a few more: most of a namespace ask for others. */
  likely(direction: Direction, stranger: StrangerEndpoint, needed: Selector): readonly Reason[] {
    const wanted = needed.requirements.find(({ operator }) => operator === 'In');
    if (wanted === undefined) return this.of(direction, stranger);
    const key = `${direction} ${stranger.namespace} ${wanted.key}`;
    const drawers = this.#drawers.get(key) ?? this.#drawersOf(direction, stranger, wanted.key);
    this.#drawers.set(key, drawers);
    return [...new Set([undefined, ...wanted.values].flatMap((value) => drawers.get(value) ?? []))];
  }

  /** The reasons of a stranger by the value that they need for a label; `undefined` for those that do not care. */
  #drawersOf(direction: Direction, stranger: StrangerEndpoint, key: string): ReadonlyMap<string | undefined, readonly Reason[]> {
    const drawers = new Map<string | undefined, Reason[]>();
    for (const reason of this.of(direction, stranger)) {
      for (const { requirements } of reason.holders.get(stranger)?.selectors ?? []) {
        const values = requirements.find((each) => each.key === key && each.operator === 'In')?.values ?? [undefined];
        for (const value of values) {
          const drawer = drawers.get(value);
          if (drawer === undefined) drawers.set(value, [reason]);
          else drawer.push(reason);
        }
      }
    }
    return drawers;
  }

  isolation(direction: Direction, endpoint: Governed): Isolation {
    return this.#isolated.get(direction)?.get(endpoint) ?? NOT_ISOLATED;
  }

  /**
   * Whether the labels that a stranger needs to be the peer of one reason leave it what it needs for its own: to be selected by the
   * policies that allow, or, where it is open, not to be selected by those that close.
   */
  fitsStranger(own: Reason, stranger: StrangerEndpoint, other: Reason): boolean {
    if (matchOf(this.#surroundings, other.own, other.peer, stranger) === 'no') return false;
    const needed = other.peer?.kind === 'pods' ? other.peer.pods : EVERYTHING;
    if (own.kind === 'open') {
      const closing = this.#closing.get(own.direction)?.get(stranger) ?? [];
      return !closing.some((selector) => implies(needed, selector));
    }
    return own.holders.get(stranger)?.selectors.some((selector) => isSatisfiable(selector, needed)) ?? false;
  }

  #read(policy: Policy): void {
    const selected = this.#selected(policy);
    for (const direction of DIRECTIONS) {
      if (policy.isolates.has(direction)) for (const [each, match] of selected) this.#isolate(direction, policy, each, match);
      for (const rule of allowedBy(policy, direction)) {
        for (const peer of rule.peers ?? [undefined]) {
          const own = namespaceOf(policy.manifest);
          if (selected.length === 0) continue;
          const reason = this.#reasonLike({ kind: 'rule', direction, own, peer, ports: rule.ports, holders: NOBODY });
          for (const [each, match] of selected) hold(reason, each, match, { policy, rule });
        }
      }
    }
  }

  /** The pods that a policy selects, and strangers who may be selected by it. */
  #selected({ manifest, namespaces, pods }: Policy): readonly (readonly [Governed, Match])[] {
    const { namespaces: known } = this.#directory;
    const own = known.get(namespaceOf(manifest));
    const candidates = namespaces === undefined ? (own === undefined ? [] : [own]) : this.#directory.selected(namespaces);
    return candidates.flatMap((namespace): (readonly [Governed, Match])[] => {
      const place = namespaceMatch(known, namespaceOf(manifest), namespaces, namespace.name);
      if (place === 'no') return [];
      const selected = namespace.pods.select(pods).filter(({ hostNetwork }) => !hostNetwork);
      const found = selected.map((each: PodsEndpoint) => [each, place] as const);
      return isSatisfiable(pods) ? [...found, [namespace.stranger, place] as const] : found;
    });
  }

  /** A stranger is closed by what selects every pod only: it chooses its labels. */
  #isolate(direction: Direction, policy: Policy, each: Governed, match: Match): void {
    if (each.kind === 'stranger' && !selectsAll(policy.pods)) {
      const closing = this.#closing.get(direction);
      const known = closing?.get(each);
      if (match === 'yes' && known === undefined) closing?.set(each, [policy.pods]);
      else if (match === 'yes') known?.push(policy.pods);
      return;
    }
    const lists = this.#isolated.get(direction)?.get(each) ?? { sure: [], maybe: [] };
    (match === 'yes' ? lists.sure : lists.maybe).push(policy);
    this.#isolated.get(direction)?.set(each, lists);
  }

  /** The one that is known, of reasons that say the same. */
  #reasonLike(reason: Reason): OpenReason {
    const key = reasonKey(reason);
    const known = this.#found.get(key);
    if (known !== undefined) return known;
    const found: OpenReason = { ...reason, holders: new Map() };
    this.#found.set(key, found);
    return found;
  }
}

function hold({ holders }: OpenReason, each: Endpoint, match: Match, reference?: RuleReference): void {
  const holding = holders.get(each);
  if (holding === undefined) {
    const rules = reference === undefined ? [] : [reference];
    holders.set(each, { match, rules, selectors: [reference?.policy.pods ?? EVERYTHING] });
    return;
  }
  if (match === 'yes') holding.match = 'yes';
  if (reference === undefined) return;
  if (!holding.rules.some((each) => each.rule === reference.rule)) holding.rules.push(reference);
  if (each.kind === 'stranger') holding.selectors.push(reference.policy.pods);
}

function bare(kind: Reason['kind'], direction: Direction): Reason {
  return { kind, direction, own: '', peer: undefined, ports: undefined, holders: NOBODY };
}

/** Rules of different policies that say the same are one reason. */
function reasonKey({ kind, direction, own, peer, ports }: Reason): string {
  return JSON.stringify([kind, direction, peer === undefined ? '' : peerKey(own, peer), portsKey(ports)]);
}

function peerKey(own: string, peer: Peer): string {
  switch (peer.kind) {
    case 'pods':
      return `${peer.namespaces === undefined ? `own ${own}` : `any ${selectorKey(peer.namespaces)}`} ${selectorKey(peer.pods)}`;
    case 'block':
      return `block ${peer.cidr} ${peer.excepts.map(({ cidr }) => cidr)}`;
    default:
      return `${peer.kind} ${peer.text}`;
  }
}

function portsKey(ports: readonly PolicyPort[] | undefined): string {
  return ports === undefined ? '*' : ports.map(({ protocol, name, first, last }) => `${protocol} ${name ?? ''} ${first} ${last}`).join();
}
