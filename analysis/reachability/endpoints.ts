import { ofKind } from '../kinds';
import { maySelect } from '../label-doubts';
import { at, type Manifest } from '../manifest';
import type { Block } from '../network/blocks';
import { policiesIn } from '../network/cilium-policies';
import { type BlockPeer, namespaceOf, type OtherPeer, type PodPeer } from '../network/network-policies';
import { type DeclaredPort, declaredPorts } from '../network/ports';
import { LabelIndex, type Labels, labelsOf, type Requirement, type Selector, selectorKey, selectorText, selectsAll } from '../selectors';
import { podsIn, type RunningPod } from '../workloads/pods';

/** Who can be at an end of a connection. */
export type Endpoint = PodsEndpoint | StrangerEndpoint | OutsideEndpoint | AddressEndpoint | NamedEndpoint | AnywhereEndpoint;

/** Pods that no policy can tell apart: of one namespace, with the same labels and ports. */
export interface PodsEndpoint {
  readonly kind: 'pods';
  /** `shop/cart`, by what runs them. */
  readonly name: string;
  readonly namespace: string;
  readonly labels: Labels;
  readonly ports: readonly DeclaredPort[];
  /** Whether they are on the network of their node, and so beyond policies. */
  readonly hostNetwork: boolean;
  readonly workloads: readonly RunningPod[];
}

/** A pod of a known namespace that is not in the manifests, with labels that an attacker chooses. */
export interface StrangerEndpoint {
  readonly kind: 'stranger';
  readonly name: string;
  readonly namespace: string;
}

/** Pods of namespaces that are not in the manifests, as a policy describes them. */
export interface OutsideEndpoint {
  readonly kind: 'outside';
  readonly name: string;
  readonly namespaces: Selector;
  readonly pods: Selector;
  /** Whether the API server vouches for the namespace: whoever labels another one cannot be meant. */
  readonly isPinned: boolean;
}

/** Addresses that belong to no pod. */
export interface AddressEndpoint {
  readonly kind: 'addresses';
  readonly name: string;
  readonly blocks: readonly Block[];
}

/** What a network plugin knows by a name: an entity of Cilium, a host name. */
export interface NamedEndpoint {
  readonly kind: 'named';
  readonly name: string;
}

/** Every pod, here or not, and every address. */
export interface AnywhereEndpoint {
  readonly kind: 'anywhere';
  readonly name: string;
}

/** Those that policies may govern. */
export type Governed = PodsEndpoint | StrangerEndpoint;

export const ANYWHERE: AnywhereEndpoint = { kind: 'anywhere', name: 'anywhere' };
export const NAMESPACE_NAME = 'kubernetes.io/metadata.name';

/** What is known of a namespace. */
export interface KnownNamespace {
  readonly name: string;
  readonly labels: Labels;
  /** Whether those are all of its labels: whether there is an object that says so. */
  readonly isComplete: boolean;
  readonly pods: LabelIndex<PodsEndpoint>;
  readonly stranger: StrangerEndpoint;
}

/** The pods of the manifests by namespace. */
export interface Directory {
  readonly pods: readonly PodsEndpoint[];
  readonly namespaces: ReadonlyMap<string, KnownNamespace>;
  /** The namespaces that a selector selects, or may select, in their order: most selectors are about one of many. */
  selected(selector: Selector): readonly KnownNamespace[];
}

/** The endpoints that are in the manifests, and a stranger for each of their namespaces. */
export function directoryOf(manifests: readonly Manifest[]): Directory {
  const labels = new Map<string, { readonly labels: Labels; readonly isComplete: boolean }>();
  for (const { object } of ofKind(manifests, '', 'Namespace')) {
    const name = textOf(object.metadata.name);
    labels.set(name, { labels: new Map([...labelsOf(object.metadata.labels), [NAMESPACE_NAME, name]]), isComplete: true });
  }
  const classes = classesOf(podsIn(manifests));
  const byNamespace = new Map<string, PodsEndpoint[]>([...labels.keys()].map((name) => [name, []]));
  for (const pods of classes) {
    const list = byNamespace.get(pods.namespace);
    if (list === undefined) byNamespace.set(pods.namespace, [pods]);
    else list.push(pods);
  }
  // Where only policies are, pods will be.
  for (const { manifest } of policiesIn(manifests)) {
    const name = textOf(namespaceOf(manifest));
    if (manifest.object.kind !== 'CiliumClusterwideNetworkPolicy' && !byNamespace.has(name)) byNamespace.set(name, []);
  }
  const namespaces = [...byNamespace].map(([name, list]): readonly [string, KnownNamespace] => [
    name,
    {
      name,
      ...(labels.get(name) ?? { labels: new Map(name === '' ? [] : [[NAMESPACE_NAME, name]]), isComplete: false }),
      pods: new LabelIndex(list.map((pods) => [pods, pods.labels] as const)),
      stranger: { kind: 'stranger', name: `${name === '' ? '' : `${name}/`}(a pod that is not here)`, namespace: name },
    },
  ]);
  return { pods: classes, namespaces: new Map(namespaces), selected: namespaceFinder(namespaces.map(([, each]) => each)) };
}

function namespaceFinder(all: readonly KnownNamespace[]): Directory['selected'] {
  const order = new Map(all.map((each, index) => [each, index]));
  const complete = new LabelIndex(all.filter(({ isComplete }) => isComplete).map((each) => [each, each.labels] as const));
  const others = new Map(all.flatMap((each) => (each.isComplete ? [] : [[each.name, each] as const])));
  return (selector) => {
    const found = complete.select(selector);
    const names = selector.requirements.find(({ key, operator }) => key === NAMESPACE_NAME && operator === 'In')?.values;
    // What has no name yet may get any.
    const likely = names === undefined ? [...others.values()] : [...new Set([...names, ''])].flatMap((name) => others.get(name) ?? []);
    const more = likely.filter(({ labels }) => maySelect(selector, labels, false) !== 'no');
    return more.length === 0 ? found : [...found, ...more].sort((a, b) => (order.get(a) ?? 0) - (order.get(b) ?? 0));
  };
}

function classesOf(running: readonly RunningPod[]): readonly PodsEndpoint[] {
  const groups = new Map<string, { readonly first: Omit<PodsEndpoint, 'name' | 'workloads'>; readonly workloads: RunningPod[] }>();
  for (const pod of running) {
    const namespace = textOf(namespaceOf(pod.manifest));
    const labels = labelsOf(at(pod.pod.metadata, 'labels'));
    const ports = declaredPorts(pod);
    const hostNetwork = at(pod.pod.spec, 'hostNetwork') === true;
    const key = JSON.stringify([namespace, [...labels].sort(), ports.map((port) => JSON.stringify(port)).sort(), hostNetwork]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { first: { kind: 'pods', namespace, labels, ports, hostNetwork }, workloads: [pod] });
    else group.workloads.push(pod);
  }
  const counts = new Map<string, number>();
  const names = new Map(running.map((pod) => [pod, nameOf(pod)] as const));
  for (const name of names.values()) counts.set(name, (counts.get(name) ?? 0) + 1);
  // Two objects of different kinds may share a name.
  const told = (pod: RunningPod) => {
    const name = names.get(pod) ?? '';
    return (counts.get(name) ?? 0) > 1 ? `${pod.manifest.object.kind} ${name}` : name;
  };
  return [...groups.values()].map(({ first, workloads }) => ({
    ...first,
    name: [...new Set(workloads.map(told))].join(' and '),
    workloads,
  }));
}

function nameOf({ manifest }: RunningPod): string {
  const namespace = textOf(namespaceOf(manifest));
  return `${namespace === '' ? '' : `${namespace}/`}${textOf(manifest.object.metadata.name ?? manifest.object.metadata['generateName' as never])}`;
}

/** Manifests may call anything a name. */
function textOf(value: unknown): string {
  return typeof value === 'string' ? value : value === undefined || value === null ? '' : JSON.stringify(value);
}

/** The pods outside that a peer means; `undefined` where it can mean none of them. */
export function outsideOf({ namespaces, pods }: PodPeer, known: Directory['namespaces']): OutsideEndpoint | undefined {
  if (namespaces === undefined || !namespaces.isValid || !pods.isValid) return undefined;
  const pin = namespaces.requirements.find(({ key, operator }) => key === NAMESPACE_NAME && operator === 'In');
  const names = pin === undefined ? undefined : [...pin.values].filter((name) => !known.has(name));
  if (names?.length === 0) return undefined;
  const others = namespaces.requirements.filter((requirement) => requirement !== pin);
  const rest: Selector = { requirements: others, isValid: true };
  const where = [...(names === undefined ? [] : [names.join('|')]), ...(others.length === 0 ? [] : [`[${selectorText(rest)}]`])].join('');
  return {
    kind: 'outside',
    name: `${where === '' ? '*' : where}/${selectsAll(pods) ? '*' : selectorText(pods)}`,
    namespaces:
      names === undefined ? namespaces : { requirements: [{ ...(pin as Requirement), values: new Set(names) }, ...others], isValid: true },
    pods,
    isPinned: pin !== undefined,
  };
}

/** The addresses of a block, under the name that the policy gives them. */
export function addressesAt(peer: BlockPeer, blocks: readonly Block[]): AddressEndpoint {
  const excepts = peer.excepts.map(({ cidr }) => cidr).join(' ');
  return { kind: 'addresses', name: `${peer.cidr}${excepts === '' ? '' : ` but ${excepts}`}`, blocks };
}

/** What a policy of Cilium calls by a name. */
export function namedAt({ kind, text }: OtherPeer): NamedEndpoint {
  return { kind: 'named', name: kind === 'unknown' ? `(what cannot be understood${text === '' ? '' : `: ${text}`})` : `${kind} ${text}` };
}

/** The same text for endpoints that mean the same. */
export function endpointKey(endpoint: Endpoint): string {
  return endpoint.kind === 'outside'
    ? `outside ${selectorKey(endpoint.namespaces)} ${selectorKey(endpoint.pods)}`
    : `${endpoint.kind} ${endpoint.name}`;
}
