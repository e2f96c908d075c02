import { ofKind } from '../kinds';
import { at, listAt, type Manifest, stringAt } from '../manifest';
import { LabelIndex, type Labels, labelsOf, type Selector, selectorOf, selects } from '../selectors';
import { podsIn, type RunningPod } from '../workloads/pods';
import { type Block, blockOf, without } from './blocks';

export const DIRECTIONS = ['ingress', 'egress'] as const;
export type Direction = (typeof DIRECTIONS)[number];

/** A policy, or one of several that an object of Cilium holds. */
export interface Policy {
  readonly manifest: Manifest;
  /** Where its specification is. */
  readonly pointer: string;
  readonly spec: unknown;
  /** The namespaces of the pods that it selects; `undefined` for its own alone. */
  readonly namespaces: Selector | undefined;
  readonly pods: Selector;
  /** Where the selector is written, from `pointer` on. */
  readonly selector: string;
  /** The directions in which the pods that it selects are closed, but for what policies allow. */
  readonly isolates: ReadonlySet<Direction>;
  /** Its rules, as far as they have been understood: judgement after judgement asks for them. */
  readonly understood: Map<string, readonly PolicyRule[]>;
}

/** One rule of a policy: who, through which ports. */
export interface PolicyRule {
  readonly pointer: string;
  /** `undefined` for everybody, outside the cluster as well. */
  readonly peers: readonly Peer[] | undefined;
  /** Where the ports are, or would be. */
  readonly portsPointer: string;
  /** `undefined` for all ports of all protocols. */
  readonly ports: readonly PolicyPort[] | undefined;
}

export type Peer = PodPeer | BlockPeer | OtherPeer;

/** Pods by labels. */
export interface PodPeer {
  readonly kind: 'pods';
  readonly pointer: string;
  /** `undefined` for the policy's own namespace. */
  readonly namespaces: Selector | undefined;
  readonly pods: Selector;
}

/** Addresses. Whether those of pods and nodes are meant, too, differs between network plugins. */
export interface BlockPeer {
  readonly kind: 'block';
  readonly pointer: string;
  /** Where the block itself is written. */
  readonly cidrPointer: string;
  readonly cidr: string;
  readonly block: Block;
  readonly excepts: readonly { readonly pointer: string; readonly cidr: string; readonly block: Block }[];
}

/** What Cilium calls by a name (`text`), or what cannot be understood. */
export interface OtherPeer {
  readonly kind: 'entity' | 'host name' | 'unknown';
  readonly pointer: string;
  readonly text: string;
}

/** Ports of pods, after Services have been resolved. */
export interface PolicyPort {
  readonly pointer: string;
  /** `ANY` only with Cilium. */
  readonly protocol: string;
  /** The name of a port, or the numbers from first to last; both `undefined` for all of the protocol. */
  readonly name: string | undefined;
  readonly first: number | undefined;
  readonly last: number | undefined;
}

const known = new WeakMap<readonly Manifest[], readonly Policy[]>();

/** The NetworkPolicy objects, as the API server completes them. */
export function networkPoliciesIn(manifests: readonly Manifest[]): readonly Policy[] {
  const before = known.get(manifests);
  if (before !== undefined) return before;
  const found = ['networking.k8s.io', 'extensions']
    .flatMap((group) => ofKind(manifests, group, 'NetworkPolicy'))
    .map((manifest) => {
      const spec = at(manifest.object, 'spec');
      return {
        manifest,
        pointer: '/spec',
        spec,
        namespaces: undefined,
        pods: selectorOf(at(spec, 'podSelector')),
        selector: '/podSelector',
        isolates: isolatedBy(spec),
        understood: new Map(),
      };
    });
  known.set(manifests, found);
  return found;
}

/**
 * The directions that a NetworkPolicy is about. Rules of another direction say nothing.
 *
 * Where none are listed, `Ingress` always is meant, `Egress` only if there is a rule for it.
 * https://kubernetes.io/docs/reference/kubernetes-api/policy-resources/network-policy-v1/#NetworkPolicySpec
 */
function isolatedBy(spec: unknown): ReadonlySet<Direction> {
  const types = listAt(spec, 'policyTypes');
  if (types.length === 0) return new Set(listAt(spec, 'egress').length > 0 ? DIRECTIONS : ['ingress']);
  return new Set(DIRECTIONS.filter((direction) => types.includes(direction === 'ingress' ? 'Ingress' : 'Egress')));
}

/** What a NetworkPolicy allows in a direction; nothing, where it is not about that direction. */
export function rulesOf(policy: Policy, direction: Direction): readonly PolicyRule[] {
  if (!policy.isolates.has(direction)) return [];
  const peers = direction === 'ingress' ? 'from' : 'to';
  return onceFor(policy, direction, () =>
    listAt(policy.spec, direction).map((rule, index) => ruleAt(rule, `${policy.pointer}/${direction}/${index}`, peers)),
  );
}

/** Rules are understood once. */
export function onceFor({ understood }: Policy, list: string, read: () => readonly PolicyRule[]): readonly PolicyRule[] {
  const known = understood.get(list);
  if (known !== undefined) return known;
  const found = read();
  understood.set(list, found);
  return found;
}

function ruleAt(rule: unknown, pointer: string, field: 'from' | 'to'): PolicyRule {
  const peers = listAt(rule, field);
  const ports = listAt(rule, 'ports');
  return {
    pointer,
    peers: peers.length === 0 ? undefined : peers.map((peer, index) => peerAt(peer, `${pointer}/${field}/${index}`)),
    portsPointer: `${pointer}/ports`,
    ports: ports.length === 0 ? undefined : ports.map((port, index) => portAt(port, `${pointer}/ports/${index}`)),
  };
}

/** Both selectors in one peer are both asked; a peer without a namespace selector is of the policy's own namespace. */
function peerAt(peer: unknown, pointer: string): Peer {
  const ipBlock = at(peer, 'ipBlock') ?? undefined;
  const namespaces = at(peer, 'namespaceSelector') ?? undefined;
  const pods = at(peer, 'podSelector') ?? undefined;
  const unknown: OtherPeer = { kind: 'unknown', pointer, text: '' };
  if (ipBlock !== undefined) return namespaces === undefined && pods === undefined ? blockPeer(ipBlock, pointer) : unknown;
  if (namespaces === undefined && pods === undefined) return unknown;
  return { kind: 'pods', pointer, namespaces: namespaces === undefined ? undefined : selectorOf(namespaces), pods: selectorOf(pods) };
}

function blockPeer(ipBlock: unknown, pointer: string): Peer {
  const cidr = stringAt(ipBlock, 'cidr') ?? '';
  return (
    blockPeerOf(cidr, pointer, `${pointer}/ipBlock/cidr`, listAt(ipBlock, 'except'), `${pointer}/ipBlock/except`) ?? {
      kind: 'unknown',
      pointer,
      text: cidr,
    }
  );
}

/** A block without others; `undefined` where the block is none. */
export function blockPeerOf(
  cidr: string,
  pointer: string,
  cidrPointer: string,
  except: readonly unknown[],
  exceptPointer: string,
): BlockPeer | undefined {
  const block = blockOf(cidr);
  if (block === undefined) return undefined;
  const excepts = except.flatMap((each, index) => {
    const left = blockOf(each);
    return left === undefined ? [] : [{ pointer: `${exceptPointer}/${index}`, cidr: `${each}`, block: left }];
  });
  return { kind: 'block', pointer, cidrPointer, cidr, block, excepts };
}

/** The addresses of a block that are not left out of it. */
export function addressesOf(peer: BlockPeer): readonly Block[] {
  const found =
    addresses.get(peer) ??
    (peer.excepts.length === 0
      ? [peer.block]
      : without(
          peer.block,
          peer.excepts.map(({ block }) => block),
        ));
  addresses.set(peer, found);
  return found;
}

const addresses = new WeakMap<BlockPeer, readonly Block[]>();

function portAt(port: unknown, pointer: string): PolicyPort {
  const written = at(port, 'port');
  const end = at(port, 'endPort');
  const first = typeof written === 'number' ? written : undefined;
  return {
    pointer,
    protocol: stringAt(port, 'protocol') ?? 'TCP',
    name: typeof written === 'string' ? written : undefined,
    first,
    last: first !== undefined && typeof end === 'number' ? end : first,
  };
}

/** Whether a port of a rule lets a port of a pod through. A name is looked up among the ports of each pod. */
export function portFits(
  port: PolicyPort,
  declared: { readonly name?: string; readonly number: unknown; readonly protocol: string },
): boolean {
  if (port.protocol !== 'ANY' && port.protocol !== declared.protocol) return false;
  if (port.name !== undefined) return port.name === declared.name;
  if (port.first === undefined || port.last === undefined) return true;
  return typeof declared.number === 'number' && port.first <= declared.number && declared.number <= port.last;
}

/** `53/UDP`, `8000-8100/TCP`, `http/TCP`, `all/TCP`. */
export function portText({ protocol, name, first, last }: PolicyPort): string {
  const range = first === last ? `${first}` : `${first}-${last}`;
  return `${name ?? (first === undefined ? 'all' : range)}/${protocol}`;
}

/** Pods that policies may select, to be found by namespace and labels. */
export interface PodDirectory {
  readonly byNamespace: ReadonlyMap<string, LabelIndex<RunningPod>>;
  /** The labels of each namespace that has an object or a pod. */
  readonly namespaces: ReadonlyMap<string, Labels>;
}

const NAMESPACE_NAME = 'kubernetes.io/metadata.name';
const directories = new WeakMap<readonly Manifest[], PodDirectory>();
const NOBODY: readonly RunningPod[] = [];

/** The pods that have an address of their own: those of the host's network are nodes to policies. */
export function podDirectory(manifests: readonly Manifest[]): PodDirectory {
  const before = directories.get(manifests);
  if (before !== undefined) return before;
  const pods = new Map<string, (readonly [RunningPod, Labels])[]>();
  const namespaces = new Map<string, Labels>();
  for (const { object } of ofKind(manifests, '', 'Namespace')) {
    const name = object.metadata.name ?? '';
    namespaces.set(name, new Map([...labelsOf(object.metadata.labels), [NAMESPACE_NAME, name]]));
  }
  for (const pod of podsIn(manifests)) {
    const namespace = namespaceOf(pod.manifest);
    if (!namespaces.has(namespace)) namespaces.set(namespace, new Map([[NAMESPACE_NAME, namespace]]));
    if (at(pod.pod.spec, 'hostNetwork') === true) continue;
    const entry = [pod, labelsOf(at(pod.pod.metadata, 'labels'))] as const;
    const list = pods.get(namespace);
    if (list === undefined) pods.set(namespace, [entry]);
    else list.push(entry);
  }
  const byNamespace = new Map([...pods].map(([namespace, entries]) => [namespace, new LabelIndex(entries)]));
  const directory = { byNamespace, namespaces };
  directories.set(manifests, directory);
  return directory;
}

/** The pods of one namespace (`undefined` selector) or of all that are selected. */
export function podsSelected(
  { byNamespace, namespaces }: PodDirectory,
  own: string,
  chosen: Selector | undefined,
  pods: Selector,
): readonly RunningPod[] {
  if (chosen === undefined) return byNamespace.get(own)?.select(pods) ?? NOBODY;
  const found: RunningPod[] = [];
  for (const [namespace, index] of byNamespace) {
    const labels = namespaces.get(namespace);
    if (labels !== undefined && selects(chosen, labels)) for (const pod of index.select(pods)) found.push(pod);
  }
  return found;
}

/** The pods that a policy is about. */
export function podsOf(directory: PodDirectory, { manifest, namespaces, pods }: Policy): readonly RunningPod[] {
  return podsSelected(directory, namespaceOf(manifest), namespaces, pods);
}

export function namespaceOf({ object }: Manifest): string {
  return object.metadata.namespace ?? '';
}

/** `NetworkPolicy 'default-deny'`. */
export function policyName({ manifest }: Policy): string {
  return `${manifest.object.kind} '${manifest.object.metadata.name ?? ''}'`;
}
