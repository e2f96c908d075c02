import { ofKind } from '../analysis/kinds';
import { at, listAt, type Manifest } from '../analysis/manifest';
import { type Block, blockOf, leftOut } from '../analysis/network/blocks';
import { allowedBy, isCilium, policiesIn } from '../analysis/network/cilium-policies';
import {
  addressesOf,
  type BlockPeer,
  DIRECTIONS,
  type Direction,
  type Peer,
  type PolicyRule,
  portText,
} from '../analysis/network/network-policies';
import { openNamespaces } from '../analysis/open-namespaces';
import { selectorOf, selectsAll } from '../analysis/selectors';
import type { Rule, Violation } from './rule';

/**
 * Rules of policies that allow everybody: no peers, every namespace, or every address, be it in halves.
 *
 * Pods that a rule calls may be chosen by label in every namespace (the cluster's DNS often is); callers may not, as whoever has a
 * namespace can label a pod. A block that leaves out a private network or more is not everybody.
 */
export const policyPeersNamed: Rule = {
  id: 'policy-peers-named',
  title: 'policies name whom they allow, rather than everybody',
  severity: 'error',
  exemptible: 'with a reason',
  references: [
    { source: 'NSA', id: 'network separation' },
    { source: 'MITRE', id: 'T1046' },
    { source: 'STRIDE', id: 'information-disclosure' },
    { source: 'trivy', id: 'KSV-0038' },
  ],
  reads: [
    'spec.podSelector.**',
    'spec.policyTypes.**',
    'spec.endpointSelector.**',
    'spec.enableDefaultDeny.**',
    'specs.**',
    'spec.ingress.**',
    'spec.egress.**',
    'spec.ingressDeny.**',
    'spec.egressDeny.**',
  ],
  remediation: 'name the pods by podSelector and their namespace by the label kubernetes.io/metadata.name, or the narrowest ipBlock',
  why: 'A rule without peers, with every namespace or with every address closes nothing: strangers of other tenants are meant as well.',
  attack: 'A pod in any namespace, or any host of the internet, connects as if there was no policy, while the policy is there to be shown.',
  example: {
    refused: `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: cart
  namespace: shop
spec:
  podSelector: {}
  ingress:
    - from:
        - namespaceSelector: {}`,
    accepted: `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: cart
  namespace: shop
spec:
  podSelector: {}
  ingress:
    - from:
        - namespaceSelector:
            matchLabels:
              kubernetes.io/metadata.name: ingress-nginx`,
  },

  *check({ manifests }) {
    for (const policy of policiesIn(manifests)) {
      for (const direction of DIRECTIONS) {
        const rules = allowedBy(policy, direction);
        const field = isCilium(policy) ? '' : direction === 'ingress' ? '/from' : '/to';
        for (const rule of rules) yield* openings(policy.manifest, direction, rule, field);
        yield* inPieces(policy.manifest, `${policy.pointer}/${direction}`, rules);
      }
    }
    for (const kind of ['AdminNetworkPolicy', 'BaselineAdminNetworkPolicy', 'ClusterNetworkPolicy']) {
      for (const manifest of ofKind(manifests, 'policy.networking.k8s.io', kind)) yield* adminOpenings(manifest);
    }
  },
};

const WORDS = { ingress: 'lets in', egress: 'lets out to' } as const;
const EVERY_ADDRESS = 'every address, expected the block of whom it is about';

function* openings(manifest: Manifest, direction: Direction, { pointer, peers, ports }: PolicyRule, field: string): Generator<Violation> {
  if (peers === undefined) {
    // Cilium's rules about ICMP alone have no ports.
    if (ports?.length !== 0)
      yield { manifest, pointer: `${pointer}${field}`, message: `the rule names no peers, so it ${WORDS[direction]} everybody` };
    return;
  }
  for (const peer of peers) {
    const who = everybody(peer, direction);
    if (who !== undefined) {
      yield { manifest, pointer: peer.kind === 'block' ? peer.cidrPointer : peer.pointer, message: `the rule ${WORDS[direction]} ${who}` };
    }
  }
}

/** In words whom a peer stands for, if that is everybody. */
function everybody(peer: Peer, direction: Direction): string | undefined {
  switch (peer.kind) {
    case 'pods': {
      const all = peer.namespaces === undefined ? undefined : openNamespaces(peer.namespaces);
      return direction === 'ingress' || selectsAll(peer.pods) ? all : undefined;
    }
    case 'block':
      return isEvery(addressesOf(peer)) ? `'${peer.cidr}', which is ${EVERY_ADDRESS}` : undefined;
    case 'entity':
      return /^(all|cluster|world(-ipv[46])?)$/.test(peer.text) ? `the entity '${peer.text}', which is everybody there` : undefined;
    case 'host name':
      return /^[*.]+$/.test(peer.text) ? `'${peer.text}', which is every host` : undefined;
    case 'unknown':
      return undefined;
  }
}

/** Whether what is left out of a family is less than two of the smallest private networks, `192.168.0.0/16`. */
function isEvery(blocks: readonly Block[]): boolean {
  return ([32, 128] as const).some((bits) => leftOut(blocks, bits) < 1n << BigInt(bits - 15));
}

/** Blocks that are everybody only together: in one rule, or in several with the same ports. */
function* inPieces(manifest: Manifest, pointer: string, rules: readonly PolicyRule[]): Generator<Violation> {
  const byPorts = new Map<string, BlockPeer[]>();
  for (const { peers = [], ports } of rules) {
    const key = ports === undefined ? 'all' : ports.map(portText).sort().join();
    const blocks = peers.filter((peer) => peer.kind === 'block');
    const list = byPorts.get(key);
    if (list === undefined) byPorts.set(key, blocks);
    else list.push(...blocks);
  }
  for (const blocks of byPorts.values()) {
    const pieces = blocks.filter((block) => !isEvery(addressesOf(block)));
    if (pieces.length < 2 || !isEvery(pieces.flatMap(addressesOf))) continue;
    yield { manifest, pointer, message: `${pieces.map(({ cidr }) => `'${cidr}'`).join(', ')} together are ${EVERY_ADDRESS}` };
  }
}

/** https://network-policy-api.sigs.k8s.io/reference/spec/ */
function* adminOpenings(manifest: Manifest): Generator<Violation> {
  for (const direction of DIRECTIONS) {
    for (const [index, rule] of listAt(manifest.object, 'spec', direction).entries()) {
      const action = at(rule, 'action');
      if (action !== 'Allow' && action !== 'Accept') continue;
      const field = direction === 'ingress' ? 'from' : 'to';
      for (const [nth, peer] of listAt(rule, field).entries()) {
        const who = adminPeer(peer, direction);
        if (who === undefined) continue;
        yield { manifest, pointer: `/spec/${direction}/${index}/${field}/${nth}`, message: `the rule ${WORDS[direction]} ${who}` };
      }
    }
  }
}

function adminPeer(peer: unknown, direction: Direction): string | undefined {
  const namespaces = at(peer, 'namespaces') ?? at(peer, 'pods', 'namespaceSelector') ?? undefined;
  if (namespaces !== undefined) {
    const pods = selectorOf(at(peer, 'pods', 'podSelector'));
    return direction === 'ingress' || selectsAll(pods) ? openNamespaces(selectorOf(namespaces)) : undefined;
  }
  const networks = listAt(peer, 'networks').filter((each): each is string => typeof each === 'string');
  const isAll = isEvery(networks.map(blockOf).filter((block) => block !== undefined));
  return isAll ? `${networks.map((each) => `'${each}'`).join(', ')}, which is ${EVERY_ADDRESS}` : undefined;
}
