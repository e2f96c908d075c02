import { implies, isSatisfiable, type Match, maySelect, weakest } from '../label-doubts';
import type { Block } from '../network/blocks';
import { contains, merged, overlaps } from '../network/blocks';
import { addressesOf, type BlockPeer, type OtherPeer, type Peer, type PodPeer, type PolicyPort } from '../network/network-policies';
import { ALL_PORTS, commonOf, NO_PORTS, type PortSet, portsFrom, unionOf } from '../network/port-sets';
import { type Selector, selects } from '../selectors';
import { type Directory, type Endpoint, NAMESPACE_NAME, type PodsEndpoint } from './endpoints';

/** What is known of the cluster besides its manifests. */
export interface ClusterFacts {
  /** The network plugin, as `analysis/network/cni.ts` calls it. */
  readonly cni?: string | undefined;
  /** The addresses that pods get; `undefined` where nobody knows. */
  readonly podBlocks?: readonly Block[] | undefined;
}

/** What matching peers needs to know. */
export interface Surroundings {
  readonly namespaces: Directory['namespaces'];
  readonly facts: ClusterFacts;
}

/**
 * Whether an endpoint is the peer of a rule. Labels that an attacker chooses match where they can; what nobody here knows is a `maybe`.
 *
 * @param own the namespace of the policy
 * @param peer `undefined` for everybody
 */
export function matchOf({ namespaces, facts }: Surroundings, own: string, peer: Peer | undefined, who: Endpoint): Match {
  if (peer === undefined) return 'yes';
  if (who.kind === 'anywhere') return 'maybe';
  switch (peer.kind) {
    case 'pods':
      return podMatch(namespaces, own, peer, who);
    case 'block':
      return blockMatch(facts, peer, who);
    default:
      return otherMatch(peer, who);
  }
}

function podMatch(known: Directory['namespaces'], own: string, { namespaces, pods }: PodPeer, who: Endpoint): Match {
  switch (who.kind) {
    case 'pods':
      return weakest(namespaceMatch(known, own, namespaces, who.namespace), podsMatch(pods, who));
    case 'stranger':
      return weakest(namespaceMatch(known, own, namespaces, who.namespace), isSatisfiable(pods) ? 'yes' : 'no');
    case 'outside':
      if (namespaces === undefined) return 'no';
      if (implies(who.namespaces, namespaces) && implies(who.pods, pods)) return 'yes';
      return isSatisfiable(who.namespaces, namespaces) && isSatisfiable(who.pods, pods) ? 'maybe' : 'no';
    case 'named':
      return who.name === 'entity cluster' || who.name === 'entity all' ? 'maybe' : 'no';
    default:
      return 'no';
  }
}

/** On the network of its node, a pod has the node's address: what policies make of that differs. */
function podsMatch(selector: Selector, { labels, hostNetwork }: PodsEndpoint): Match {
  return !selects(selector, labels) ? 'no' : hostNetwork ? 'maybe' : 'yes';
}

/** Whether a selector of namespaces, or none for the own one, selects a known namespace. */
export function namespaceMatch(known: Directory['namespaces'], own: string, selector: Selector | undefined, name: string): Match {
  if (selector === undefined) return own === name ? 'yes' : 'no';
  const namespace = known.get(name);
  if (namespace === undefined) return maySelect(selector, new Map([[NAMESPACE_NAME, name]]), false);
  return maySelect(selector, namespace.labels, namespace.isComplete);
}

/** Whether blocks are about addresses of pods, too, differs between plugins. Cilium's are not. */
function blockMatch({ cni, podBlocks }: ClusterFacts, peer: BlockPeer, who: Endpoint): Match {
  const own = addressesOf(peer);
  if (who.kind === 'addresses') {
    if (!own.some((block) => who.blocks.some((each) => overlaps(block, each)))) return 'no';
    const whole = merged(own);
    return who.blocks.every((each) => whole.some((block) => contains(block, each))) ? 'yes' : 'maybe';
  }
  if (who.kind === 'named') return who.name.startsWith('entity cluster') ? 'no' : 'maybe';
  if (who.kind === 'pods' && who.hostNetwork) return 'maybe';
  if (cni === 'cilium' || cni === 'gke-dataplane-v2') return 'no';
  if (podBlocks === undefined) return 'maybe';
  return own.some((block) => podBlocks.some((pods) => overlaps(block, pods))) ? 'maybe' : 'no';
}

/** https://docs.cilium.io/en/stable/security/policy/language/#entities-based */
function otherMatch({ kind, text }: OtherPeer, who: Endpoint): Match {
  if (kind === 'unknown') return 'maybe';
  if (who.kind === 'named') return who.name === `${kind} ${text}` || text === 'all' ? 'yes' : 'maybe';
  if (who.kind === 'addresses') return text === 'cluster' ? 'no' : text === 'all' ? 'yes' : 'maybe';
  if (kind === 'host name') return 'no';
  if (text === 'all' || text === 'cluster') return 'yes';
  const isOnNode = who.kind === 'pods' && who.hostNetwork;
  return isOnNode || who.kind === 'outside' ? 'maybe' : 'no';
}

/** Ports that are sure, and those that may be: names mean a number only on pods that declare them. */
export interface Ports {
  readonly sure: PortSet;
  readonly could: PortSet;
}

const EVERY: Ports = { sure: ALL_PORTS, could: ALL_PORTS };

/** The ports of a destination that a rule is about, names looked up among its own. */
export function portsAt(ports: readonly PolicyPort[] | undefined, to: Endpoint): Ports {
  if (ports === undefined) return EVERY;
  const known = lists.get(ports);
  if (known !== undefined) return known;
  const found = ports.map((port) => portAt(port, to));
  const answer = { sure: unionOf(...found.map(({ sure }) => sure)), could: unionOf(...found.map(({ could }) => could)) };
  if (!hasNames(ports)) lists.set(ports, answer);
  return answer;
}

/** Numbers are the same everywhere. */
const lists = new WeakMap<readonly PolicyPort[], Ports>();

export function hasNames(ports: readonly PolicyPort[] | undefined): boolean {
  return ports?.some(({ name }) => name !== undefined) ?? false;
}

function portAt({ protocol, name, first, last }: PolicyPort, to: Endpoint): Ports {
  if (name === undefined) {
    const set = portsFrom(protocol, first, last);
    return { sure: set, could: set };
  }
  switch (to.kind) {
    case 'pods': {
      const numbers = to.ports.filter((port) => port.name === name && typeof port.number === 'number');
      const set = unionOf(...numbers.map((port) => portsFrom(port.protocol, port.number as number, port.number as number)));
      const own = commonOf(set, portsFrom(protocol));
      return { sure: own, could: own };
    }
    case 'addresses':
      return { sure: NO_PORTS, could: NO_PORTS };
    default:
      return { sure: NO_PORTS, could: portsFrom(protocol) };
  }
}
