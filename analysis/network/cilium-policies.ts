import { ofKind } from '../kinds';
import { at, listAt, type Manifest, stringAt } from '../manifest';
import { EVERYTHING, type Requirement, type Selector, selectorOf } from '../selectors';
import { podsIn, type RunningPod } from '../workloads/pods';
import {
  blockPeerOf,
  DIRECTIONS,
  type Direction,
  networkPoliciesIn,
  onceFor,
  type Peer,
  type Policy,
  type PolicyPort,
  type PolicyRule,
  podDirectory,
  podsOf,
  rulesOf,
} from './network-policies';

const known = new WeakMap<readonly Manifest[], readonly Policy[]>();
const NOTHING: Selector = { ...EVERYTHING, isValid: false };

/**
 * The policies of Cilium that are about pods: each object holds one (`spec`) or several (`specs`).
 *
 * https://docs.cilium.io/en/stable/security/policy/intro/
 */
export function ciliumPoliciesIn(manifests: readonly Manifest[]): readonly Policy[] {
  const before = known.get(manifests);
  if (before !== undefined) return before;
  const found = ['CiliumNetworkPolicy', 'CiliumClusterwideNetworkPolicy'].flatMap((kind) =>
    ofKind(manifests, 'cilium.io', kind).flatMap((manifest) => {
      const isClusterwide = kind === 'CiliumClusterwideNetworkPolicy';
      const single = at(manifest.object, 'spec');
      const several = listAt(manifest.object, 'specs').map((spec, index) => policyAt(manifest, spec, `/specs/${index}`, isClusterwide));
      return single === undefined ? several : [policyAt(manifest, single, '/spec', isClusterwide), ...several];
    }),
  );
  known.set(manifests, found);
  return found;
}

/** Everything that closes or opens pods: NetworkPolicy objects and those of Cilium. */
export function policiesIn(manifests: readonly Manifest[]): readonly Policy[] {
  const cilium = ciliumPoliciesIn(manifests);
  const kubernetes = networkPoliciesIn(manifests);
  return cilium.length === 0 ? kubernetes : [...kubernetes, ...cilium];
}

/** What a policy of either kind allows in a direction. */
export function allowedBy(policy: Policy, direction: Direction): readonly PolicyRule[] {
  return isCilium(policy) ? ciliumRulesOf(policy, direction) : rulesOf(policy, direction);
}

export function isCilium({ manifest }: Policy): boolean {
  return manifest.object.kind !== 'NetworkPolicy';
}

/** The pods that no policy closes in a direction. Pods of the host's network are none of theirs: no policy can. */
export function openPods(manifests: readonly Manifest[], direction: Direction): readonly RunningPod[] {
  const directory = podDirectory(manifests);
  const closed = new Set<RunningPod>();
  const lists = new Set<readonly RunningPod[]>();
  for (const policy of policiesIn(manifests)) {
    const pods = policy.isolates.has(direction) ? podsOf(directory, policy) : [];
    if (lists.has(pods)) continue;
    lists.add(pods);
    for (const pod of pods) closed.add(pod);
  }
  return podsIn(manifests).filter((pod) => !closed.has(pod) && at(pod.pod.spec, 'hostNetwork') !== true);
}

function policyAt(manifest: Manifest, spec: unknown, pointer: string, isClusterwide: boolean): Policy {
  const selector = at(spec, 'endpointSelector');
  const { namespaces, pods } = endpoints(selector, isClusterwide);
  // A policy without a selector of endpoints is about nodes.
  const isAboutPods = selector !== undefined && selector !== null;
  return {
    manifest,
    pointer,
    spec,
    namespaces,
    pods: isAboutPods ? pods : NOTHING,
    selector: '/endpointSelector',
    isolates: isolatedBy(spec),
    understood: new Map(),
  };
}

/** A direction is closed as soon as there is a rule for it, unless `enableDefaultDeny` says otherwise; an empty list is no rule. */
function isolatedBy(spec: unknown): ReadonlySet<Direction> {
  return new Set(
    DIRECTIONS.filter((direction) => {
      const said = at(spec, 'enableDefaultDeny', direction);
      return typeof said === 'boolean' ? said : listAt(spec, direction).length + listAt(spec, `${direction}Deny`).length > 0;
    }),
  );
}

/** A selector of endpoints as one of namespaces and one of pods. Labels of namespaces are labels of endpoints to Cilium, under other keys. */
function endpoints(value: unknown, isClusterwide: boolean): { readonly namespaces: Selector | undefined; readonly pods: Selector } {
  const { requirements, isValid } = selectorOf(value);
  const ofNamespaces: Requirement[] = [];
  const ofPods: Requirement[] = [];
  for (const requirement of requirements) {
    const key = requirement.key.replace(/^(k8s|any):/, '');
    if (key === 'io.kubernetes.pod.namespace') ofNamespaces.push({ ...requirement, key: 'kubernetes.io/metadata.name' });
    else if (key.startsWith(NAMESPACE_LABELS)) ofNamespaces.push({ ...requirement, key: key.slice(NAMESPACE_LABELS.length) });
    else ofPods.push({ ...requirement, key });
  }
  return {
    namespaces: ofNamespaces.length > 0 ? { requirements: ofNamespaces, isValid } : isClusterwide ? EVERYTHING : undefined,
    pods: ofPods.length > 0 || !isValid ? { requirements: ofPods, isValid } : EVERYTHING,
  };
}

const NAMESPACE_LABELS = 'io.cilium.k8s.namespace.labels.';

/** What a policy of Cilium allows in a direction, or denies, which wins over whatever allows it. */
export function ciliumRulesOf(policy: Policy, direction: Direction, verdict: 'allow' | 'deny' = 'allow'): readonly PolicyRule[] {
  const list = verdict === 'allow' ? direction : `${direction}Deny`;
  const isClusterwide = policy.manifest.object.kind === 'CiliumClusterwideNetworkPolicy';
  return onceFor(policy, list, () =>
    listAt(policy.spec, list).flatMap((rule, index) => {
      const pointer = `${policy.pointer}/${list}/${index}`;
      const peers = peersOf(rule, pointer, direction === 'ingress' ? 'from' : 'to', isClusterwide);
      const ports = portsOf(rule, pointer);
      // A rule that says nothing at all selects nothing.
      if (peers === undefined && ports === undefined) return [];
      return [{ pointer, peers, ports, portsPointer: `${pointer}/toPorts` }];
    }),
  );
}

const LAYER_THREE = ['Endpoints', 'Requires', 'CIDR', 'CIDRSet', 'Entities', 'Groups', 'Nodes', 'Services', 'FQDNs'];

/** `undefined` where no field tells who: everybody. A list that is there and empty is nobody. */
function peersOf(rule: unknown, pointer: string, way: 'from' | 'to', isClusterwide: boolean): readonly Peer[] | undefined {
  const written = LAYER_THREE.map((field) => `${way}${field}`).filter((field) => (at(rule, field) ?? undefined) !== undefined);
  if (written.length === 0) return undefined;
  return written.flatMap((field) =>
    listAt(rule, field).map((each, index) => peerAt(field.slice(way.length), each, `${pointer}/${field}/${index}`, isClusterwide)),
  );
}

function peerAt(field: string, value: unknown, pointer: string, isClusterwide: boolean): Peer {
  const unknown: Peer = { kind: 'unknown', pointer, text: '' };
  switch (field) {
    case 'Endpoints':
      return { kind: 'pods', pointer, ...endpoints(value, isClusterwide) };
    case 'CIDR':
      return blockPeerOf(typeof value === 'string' ? value : '', pointer, pointer, [], pointer) ?? unknown;
    case 'CIDRSet':
      return (
        blockPeerOf(stringAt(value, 'cidr') ?? '', pointer, `${pointer}/cidr`, listAt(value, 'except'), `${pointer}/except`) ?? unknown
      );
    case 'Entities':
      return typeof value === 'string' ? { kind: 'entity', pointer, text: value } : unknown;
    case 'FQDNs': {
      const name = stringAt(value, 'matchName') ?? stringAt(value, 'matchPattern');
      return name === undefined ? unknown : { kind: 'host name', pointer, text: name };
    }
    default:
      return unknown;
  }
}

/** `undefined` for all ports; a rule about ICMP is not about ports. */
function portsOf(rule: unknown, pointer: string): readonly PolicyPort[] | undefined {
  const lists = listAt(rule, 'toPorts');
  if (lists.length === 0) return listAt(rule, 'icmps').length > 0 ? [] : undefined;
  return lists.flatMap((entry, index) => {
    const ports = listAt(entry, 'ports');
    if (ports.length === 0) return [everyPort(`${pointer}/toPorts/${index}`, 'ANY')];
    return ports.map((port, nth) => portAt(port, `${pointer}/toPorts/${index}/ports/${nth}`));
  });
}

/** Numbers are written as text here, and `0` is every port. */
function portAt(port: unknown, pointer: string): PolicyPort {
  const protocol = stringAt(port, 'protocol') ?? 'ANY';
  const value = at(port, 'port');
  const written = typeof value === 'string' ? value : typeof value === 'number' ? `${value}` : '0';
  if (!/^\d+$/.test(written)) return { pointer, protocol, name: written, first: undefined, last: undefined };
  const first = Number(written);
  const end = at(port, 'endPort');
  return first === 0
    ? everyPort(pointer, protocol)
    : { pointer, protocol, name: undefined, first, last: typeof end === 'number' && end > first ? end : first };
}

function everyPort(pointer: string, protocol: string): PolicyPort {
  return { pointer, protocol, name: undefined, first: undefined, last: undefined };
}
