import type { Manifest } from '../analysis/manifest';
import { type Block, contains } from '../analysis/network/blocks';
import { allowedBy, ciliumPoliciesIn, ciliumRulesOf, isCilium, policiesIn } from '../analysis/network/cilium-policies';
import {
  addressesOf,
  type BlockPeer,
  DIRECTIONS,
  type Direction,
  namespaceOf,
  networkPoliciesIn,
  type Peer,
  type Policy,
  type PolicyPort,
  type PolicyRule,
  podDirectory,
  podsOf,
  policyName,
  portText,
  rulesOf,
} from '../analysis/network/network-policies';
import { selectorKey, selectsAll } from '../analysis/selectors';
import type { RunningPod } from '../analysis/workloads/pods';
import type { Rule, Violation } from './rule';

/**
 * Policies that undo each other. NetworkPolicies only add: what one leaves out, another opens for the same pods. What a policy of
 * Cilium denies, none opens.
 *
 * A narrower block inside of one that is left out is meant so, and no fight.
 */
export const policyUndisputed: Rule = {
  id: 'policy-undisputed',
  title: 'no policy undoes what another says about the same pods',
  severity: 'warning',
  exemptible: 'with a reason',
  references: [
    { source: 'NSA', id: 'network separation' },
    { source: 'STRIDE', id: 'information-disclosure' },
  ],
  reads: [
    'spec.podSelector.**',
    'spec.policyTypes.**',
    'spec.endpointSelector.**',
    'spec.enableDefaultDeny.**',
    'specs.**',
    'pod.hostNetwork',
    'pod.metadata.labels.*',
    'spec.ingress.**',
    'spec.egress.**',
    'spec.ingressDeny.**',
    'spec.egressDeny.**',
  ],
  remediation: 'remove one of the two, or narrow the one that opens too much',
  why: 'Policies are added up: the reader of the one that closes cannot know of the other that opens, and believes in a wall that is none.',
  attack:
    'A block is left out to protect the metadata address, a second rule for the same pods opens it, and the attacker takes the second.',
  example: {
    refused: `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: cart
  namespace: shop
spec:
  podSelector: {}
  policyTypes: [Egress]
  egress:
    - to:
        - ipBlock:
            cidr: 0.0.0.0/0
            except: [10.0.0.0/8]
        - ipBlock:
            cidr: 10.0.0.0/8`,
    accepted: `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: cart
  namespace: shop
spec:
  podSelector: {}
  policyTypes: [Egress]
  egress:
    - to:
        - ipBlock:
            cidr: 0.0.0.0/0
            except: [10.0.0.0/8]
        - ipBlock:
            cidr: 10.1.2.3/32`,
  },

  *check({ manifests }) {
    const overlap = overlapIn(manifests);
    for (const direction of DIRECTIONS) {
      yield* reopened(manifests, direction, overlap);
      yield* openedWholly(manifests, direction);
      yield* denied(manifests, direction, overlap);
    }
  },
};

interface Overlap {
  /** Whether two policies are about the same pod. */
  share(a: Policy, b: Policy): boolean;
  /** Whether the pods of the first are among those of the second. */
  within(a: Policy, b: Policy): boolean;
}

function overlapIn(manifests: readonly Manifest[]): Overlap {
  const directory = podDirectory(manifests);
  const sets = new Map<readonly RunningPod[], ReadonlySet<RunningPod>>();
  const lists = new Map<Policy, readonly RunningPod[]>();
  const listOf = (policy: Policy) => {
    const list = lists.get(policy) ?? podsOf(directory, policy);
    lists.set(policy, list);
    return list;
  };
  const setOf = (policy: Policy) => {
    const list = listOf(policy);
    const set = sets.get(list) ?? new Set(list);
    sets.set(list, set);
    return set;
  };
  const isSame = (a: Policy, b: Policy) =>
    a === b ||
    (a.namespaces === undefined && b.namespaces === undefined && sameNamespace(a, b) && selectorKey(a.pods) === selectorKey(b.pods));
  return {
    share: (a, b) => {
      if (isSame(a, b)) return true;
      const others = setOf(b);
      return listOf(a).some((pod) => others.has(pod));
    },
    within: (a, b) => {
      if (isSame(a, b)) return true;
      const others = setOf(b);
      const pods = listOf(a);
      return pods.length > 0 && pods.every((pod) => others.has(pod));
    },
  };
}

function sameNamespace(a: Policy, b: Policy): boolean {
  return namespaceOf(a.manifest) === namespaceOf(b.manifest);
}

/** One block with what it leaves out, and all the rules that have it. */
interface Shape {
  readonly peer: BlockPeer;
  readonly addresses: readonly Block[];
  readonly uses: { readonly policy: Policy; readonly rule: PolicyRule; readonly peer: BlockPeer }[];
}

/** Blocks that are left out of one rule, and opened as a whole by another for the same pods. */
function* reopened(manifests: readonly Manifest[], direction: Direction, { share }: Overlap): Generator<Violation> {
  for (const shapes of shapesIn(manifests, direction).values()) {
    for (const shape of shapes.values()) {
      if (shape.peer.excepts.length === 0) continue;
      for (const [index, except] of shape.peer.excepts.entries()) {
        const opening = [...shapes.values()].filter(({ addresses }) => addresses.some((block) => contains(block, except.block)));
        if (opening.length === 0) continue;
        for (const { policy, rule, peer } of shape.uses) {
          const other = firstOf(opening, (use) => use.peer !== peer && portsMeet(use.rule.ports, rule.ports) && share(use.policy, policy));
          const written = peer.excepts[index];
          if (other === undefined || written === undefined) continue;
          const where = other.policy === policy ? other.peer.pointer : policyName(other.policy);
          yield {
            manifest: policy.manifest,
            pointer: written.pointer,
            message: `'${written.cidr}' is left out here, and opened for the same pods by '${other.peer.cidr}' of ${where}`,
          };
        }
      }
    }
  }
}

function firstOf(shapes: readonly Shape[], wanted: (use: Shape['uses'][number]) => boolean): Shape['uses'][number] | undefined {
  for (const { uses } of shapes) {
    const found = uses.find(wanted);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** By namespace, the different blocks of the rules. */
function shapesIn(manifests: readonly Manifest[], direction: Direction): ReadonlyMap<string, ReadonlyMap<string, Shape>> {
  const found = new Map<string, Map<string, Shape>>();
  for (const policy of networkPoliciesIn(manifests)) {
    const namespace = namespaceOf(policy.manifest);
    for (const rule of rulesOf(policy, direction)) {
      for (const peer of rule.peers ?? []) {
        if (peer.kind !== 'block') continue;
        const shapes = found.get(namespace) ?? new Map<string, Shape>();
        found.set(namespace, shapes);
        const key = [peer.cidr, ...peer.excepts.map(({ cidr }) => cidr)].join(' ');
        const shape = shapes.get(key) ?? { peer, addresses: addressesOf(peer), uses: [] };
        shapes.set(key, shape);
        shape.uses.push({ policy, rule, peer });
      }
    }
  }
  return found;
}

/** Rules that open everything where another policy closes all pods. */
function* openedWholly(manifests: readonly Manifest[], direction: Direction): Generator<Violation> {
  const closers = new Map<string, Policy>();
  const openers: [Policy, PolicyRule][] = [];
  for (const policy of networkPoliciesIn(manifests)) {
    if (!policy.isolates.has(direction)) continue;
    const rules = rulesOf(policy, direction);
    if (rules.length === 0 && selectsAll(policy.pods)) closers.set(namespaceOf(policy.manifest), policy);
    for (const rule of rules) if (rule.peers === undefined && rule.ports === undefined) openers.push([policy, rule]);
  }
  for (const [{ manifest }, { pointer }] of openers) {
    const closer = closers.get(namespaceOf(manifest));
    if (closer === undefined) continue;
    yield { manifest, pointer, message: `the rule opens everything for pods that ${policyName(closer)} closes` };
  }
}

/** Rules that deny the same, and the policies that have them. */
interface Denial {
  readonly rule: PolicyRule;
  readonly policies: Policy[];
}

/** What is allowed in vain: a denial for the same pods wins. */
function* denied(manifests: readonly Manifest[], direction: Direction, { within }: Overlap): Generator<Violation> {
  const denials = denialsIn(manifests, direction);
  if (denials.size === 0) return;
  for (const policy of policiesIn(manifests)) {
    const { manifest } = policy;
    const near = ['everywhere', `in ${namespaceOf(manifest)}`].flatMap((place) => [...(denials.get(place)?.values() ?? [])]);
    if (near.length === 0) continue;
    for (const { peers = [], ports } of allowedBy(policy, direction)) {
      for (const peer of peers) {
        const covering = near.filter(
          ({ rule }) => (rule.peers?.some((each) => covers(each, peer)) ?? true) && portsCover(rule.ports, ports),
        );
        const denier = covering.flatMap(({ policies }) => policies.find((other) => within(policy, other)) ?? [])[0];
        if (denier === undefined) continue;
        yield {
          manifest,
          pointer: peer.kind === 'block' && !isCilium(policy) ? peer.cidrPointer : peer.pointer,
          message: `the peer is allowed in vain: ${policyName(denier)} denies it to the same pods`,
        };
      }
    }
  }
}

/** By place, a namespace or everywhere, the different denials. */
function denialsIn(manifests: readonly Manifest[], direction: Direction): ReadonlyMap<string, ReadonlyMap<string, Denial>> {
  const found = new Map<string, Map<string, Denial>>();
  for (const policy of ciliumPoliciesIn(manifests)) {
    const place = policy.namespaces === undefined ? `in ${namespaceOf(policy.manifest)}` : 'everywhere';
    for (const rule of ciliumRulesOf(policy, direction, 'deny')) {
      const shapes = found.get(place) ?? new Map<string, Denial>();
      found.set(place, shapes);
      const key = JSON.stringify([rule.peers?.map(peerKey) ?? 'all', rule.ports?.map(portText) ?? 'all']);
      const denial = shapes.get(key) ?? { rule, policies: [] };
      shapes.set(key, denial);
      denial.policies.push(policy);
    }
  }
  return found;
}

function peerKey(peer: Peer): readonly string[] {
  if (peer.kind === 'block') return [peer.cidr, ...peer.excepts.map(({ cidr }) => cidr)];
  if (peer.kind === 'pods') return [selectorKey(peer.pods), peer.namespaces === undefined ? 'own' : `of ${selectorKey(peer.namespaces)}`];
  return [peer.kind, peer.text];
}

/** Whether everything that the second peer stands for is meant by the first. */
function covers(outer: Peer, inner: Peer): boolean {
  if (outer.kind === 'entity') {
    if (outer.text === 'all' || (inner.kind === 'entity' && inner.text === outer.text)) return true;
    return outer.text === 'world' && (inner.kind === 'block' || inner.kind === 'host name');
  }
  if (outer.kind === 'block' && inner.kind === 'block') {
    const left = addressesOf(outer);
    return addressesOf(inner).every((block) => left.some((each) => contains(each, block)));
  }
  if (outer.kind === 'pods' && inner.kind === 'pods') {
    const [[pods, places], [others, otherPlaces]] = [peerKey(outer), peerKey(inner)];
    return outer.pods.isValid && places === otherPlaces && (selectsAll(outer.pods) || pods === others);
  }
  return false;
}

function portsMeet(a: PolicyRule['ports'], b: PolicyRule['ports']): boolean {
  return a === undefined || b === undefined || a.some((port) => b.some((other) => meet(port, other)));
}

function meet(a: PolicyPort, b: PolicyPort): boolean {
  if (a.protocol !== b.protocol || a.name !== b.name) return false;
  if (a.first === undefined || a.last === undefined || b.first === undefined || b.last === undefined) return true;
  return a.first <= b.last && b.first <= a.last;
}

function portsCover(outer: PolicyRule['ports'], inner: PolicyRule['ports']): boolean {
  if (outer === undefined) return true;
  return inner?.every((port) => outer.some((each) => coversPort(each, port))) ?? false;
}

function coversPort(outer: PolicyPort, inner: PolicyPort): boolean {
  if (outer.protocol !== 'ANY' && outer.protocol !== inner.protocol) return false;
  if (outer.name !== undefined) return outer.name === inner.name;
  if (outer.first === undefined || outer.last === undefined) return true;
  return inner.first !== undefined && inner.last !== undefined && outer.first <= inner.first && inner.last <= outer.last;
}
