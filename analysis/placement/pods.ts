import { ofKind } from '../kinds';
import { at, listAt, type Manifest, pointerKey, stringAt } from '../manifest';
import { DEFAULT_TOLERATIONS, NODE_SELECTOR, nodeLabelsIn, TENANT, TOLERATIONS_WHITELIST, tolerationsIn } from '../tenancy';
import { podsIn, type RunningPod } from '../workloads/pods';
import { type NodeDemand, nodeDemandOf, type Pair } from './affinity';
import { entriesAt } from './entries';
import type { Reason, Where } from './reason';
import { contains, tolerationOf } from './scheduling';

/** Whether something that no manifest says is on. */
export type Known = 'on' | 'off' | 'unknown';

/** What no manifest tells about the cluster. */
export interface PlacementFacts {
  /** The version of Kubernetes: `33` for 1.33. */
  readonly minor: number;
  /** The admission plugin that adds the node selector of the namespace's annotation. */
  readonly podNodeSelector: Known;
  /** The admission plugin that adds and limits tolerations by the namespace's annotations. */
  readonly podTolerationRestriction: Known;
  /** The admission plugin that tolerates taints named like the extended resources which a pod asks for. */
  readonly extendedResourceToleration: Known;
}

/** A toleration that a pod has, or may have. */
export interface HeldToleration {
  readonly key: string;
  readonly operator: string;
  readonly value: string;
  readonly effect: string;
  readonly isSure: boolean;
  /** Who gives it: `the pod`. */
  readonly giver: string;
  readonly where: Where;
  /** As it is written, for whitelists, which compare what is written. */
  readonly written: unknown;
}

/** Who decides where a pod runs, and so which taints count: the kubelet looks at `NoExecute` only. */
export type Judge = 'scheduler' | 'daemon set controller' | 'kubelet';

/** A pod as the scheduler sees it, after the admission plugins. */
export interface ScheduledPod {
  readonly running: RunningPod;
  readonly namespace: string;
  /** `undefined` for pods of the cluster itself. */
  readonly tenant: string | undefined;
  readonly judge: Judge;
  /** The node that it names. */
  readonly nodeName: string | undefined;
  readonly demand: NodeDemand;
  readonly tolerations: readonly HeldToleration[];
  /** Why the API server does not take it, and it runs nowhere. */
  readonly refused: Reason | undefined;
  /** What else decides, and is not known. */
  readonly unknown: Reason | undefined;
  /** Equal for pods that land on the same nodes. */
  readonly key: string;
  /** The first pod of its namespace that asks for the same; itself where no other is before it. */
  readonly like: ScheduledPod;
}

/** What has to be worked out for a pod. */
type Schedule = Pick<ScheduledPod, 'judge' | 'nodeName' | 'demand' | 'tolerations' | 'refused' | 'unknown' | 'key'>;

/** Worked out when it is asked for: of many pods that are alike, one is asked. */
class LatePod implements ScheduledPod {
  readonly running: RunningPod;
  readonly namespace: string;
  readonly tenant: string | undefined;
  readonly like: ScheduledPod;
  readonly #work: () => Schedule;
  #schedule: Schedule | undefined;

  constructor(running: RunningPod, { name, tenant }: NamespaceFacts, like: ScheduledPod | undefined, work: () => Schedule) {
    this.running = running;
    this.namespace = name;
    this.tenant = tenant;
    this.like = like ?? this;
    this.#work = work;
  }

  get key(): string {
    return this.like === this ? this.#worked().key : this.like.key;
  }

  get judge(): Judge {
    return this.#worked().judge;
  }

  get nodeName(): string | undefined {
    return this.#worked().nodeName;
  }

  get demand(): NodeDemand {
    return this.#worked().demand;
  }

  get tolerations(): readonly HeldToleration[] {
    return this.#worked().tolerations;
  }

  get refused(): Reason | undefined {
    return this.#worked().refused;
  }

  get unknown(): Reason | undefined {
    return this.#worked().unknown;
  }

  #worked(): Schedule {
    this.#schedule ??= this.#work();
    return this.#schedule;
  }
}

/** What the manifests say about a namespace. */
export interface NamespaceFacts {
  readonly name: string;
  /** `undefined` where the manifests have none. */
  readonly manifest: Manifest | undefined;
  readonly tenant: string | undefined;
  readonly selector: readonly (readonly [key: string, value: string])[];
  readonly defaults: readonly unknown[];
  /** `undefined` where nothing is limited: there is none, it is empty, or it cannot be read. */
  readonly whitelist: readonly unknown[] | undefined;
}

/** Namespaces whose pods are the cluster's own. */
const CLUSTERS_OWN = new Set(['kube-node-lease', 'kube-public', 'kube-system']);

/** Every namespace that there is a Namespace or a pod of. */
export function namespaceFactsIn(manifests: readonly Manifest[]): ReadonlyMap<string, NamespaceFacts> {
  const known = namespaceFacts.get(manifests) ?? readNamespaceFacts(manifests);
  namespaceFacts.set(manifests, known);
  return known;
}

/** Placement asks for them, and so does whoever asks what a hostile tenant could do. */
const namespaceFacts = new WeakMap<readonly Manifest[], ReadonlyMap<string, NamespaceFacts>>();

function readNamespaceFacts(manifests: readonly Manifest[]): ReadonlyMap<string, NamespaceFacts> {
  const found = new Map<string, NamespaceFacts>();
  for (const manifest of ofKind(manifests, '', 'Namespace')) {
    const name = stringAt(manifest.object, 'metadata', 'name');
    if (name === undefined || name === '') continue;
    const annotation = (key: string) => stringAt(manifest.object, 'metadata', 'annotations', key);
    const whitelist = tolerationsIn(annotation(TOLERATIONS_WHITELIST)) ?? [];
    found.set(name, {
      name,
      manifest,
      tenant: tenantNamed(name, stringAt(manifest.object, 'metadata', 'labels', TENANT)),
      selector: nodeLabelsIn(annotation(NODE_SELECTOR)),
      defaults: tolerationsIn(annotation(DEFAULT_TOLERATIONS)) ?? [],
      whitelist: whitelist.length === 0 ? undefined : whitelist,
    });
  }
  for (const { manifest } of podsIn(manifests)) {
    const name = namespaceOf(manifest);
    if (found.has(name)) continue;
    found.set(name, { name, manifest: undefined, tenant: tenantNamed(name, undefined), selector: [], defaults: [], whitelist: undefined });
  }
  return found;
}

/** Every pod that the manifests run, as it is scheduled. */
export function scheduledPods(
  manifests: readonly Manifest[],
  namespaces: ReadonlyMap<string, NamespaceFacts>,
  facts: PlacementFacts,
): readonly ScheduledPod[] {
  const classes = new Map(ofKind(manifests, 'node.k8s.io', 'RuntimeClass').map((each) => [each.object.metadata.name, each]));
  const shapes = new Map<string, Map<string, ScheduledPod>>();
  return podsIn(manifests).flatMap((running) => {
    const namespace = namespaces.get(namespaceOf(running.manifest));
    if (namespace === undefined) return [];
    const own = shapes.get(namespace.name) ?? new Map<string, ScheduledPod>();
    shapes.set(namespace.name, own);
    const shape = shapeOf(running);
    const like = own.get(shape);
    const pod = new LatePod(running, namespace, like, () => scheduled(running, namespace, classes, facts));
    if (like === undefined) own.set(shape, pod);
    return [pod];
  });
}

/** All that tells how a pod is scheduled, besides its namespace. */
function shapeOf({ manifest, pod, containers }: RunningPod): string {
  const { spec } = pod;
  const parts = [
    ...[isDaemonSet(manifest), at(spec, 'hostNetwork') === true],
    ...['nodeName', 'schedulerName', 'runtimeClassName', 'nodeSelector', 'tolerations'].map((field) => at(spec, field) ?? 0),
    at(spec, 'affinity', 'nodeAffinity') ?? 0,
    extendedResources(containers).map(([key]) => key),
  ];
  const text = JSON.stringify(parts);
  // What is no number in JSON is no null, either.
  return text.includes('null')
    ? JSON.stringify(parts, (_, value: unknown) => (typeof value === 'number' && !Number.isFinite(value) ? [`${value}`] : value))
    : text;
}

function namespaceOf({ object }: Manifest): string {
  return stringAt(object, 'metadata', 'namespace') || 'default';
}

function tenantNamed(namespace: string, label: string | undefined): string | undefined {
  return label ?? (CLUSTERS_OWN.has(namespace) ? undefined : namespace);
}

function scheduled(
  running: RunningPod,
  namespace: NamespaceFacts,
  classes: ReadonlyMap<string | undefined, Manifest>,
  facts: PlacementFacts,
): Schedule {
  const { manifest, pod } = running;
  const spec = { manifest, pointer: pod.pointer };
  const demand = nodeDemandOf(pod.spec, spec);
  const className = stringAt(pod.spec, 'runtimeClassName') || undefined;
  const runtimeClass = classes.get(className);
  const added = [...runtimeClassPairs(runtimeClass), ...namespacePairs(namespace, facts)];
  const written = listAt(pod.spec, 'tolerations');
  const given = [
    ...written.map((each, index) => held(each, 'the pod', { manifest, pointer: `${pod.pointer}/tolerations/${index}` }, facts)),
    ...runtimeClassTolerations(runtimeClass, facts),
    ...(isDaemonSet(manifest) ? daemonTolerations(pod.spec, { ...spec, pointer: '' }, facts) : []),
  ].flat();
  const defaults = namespaceTolerations(namespace, facts);
  const nodeName = stringAt(pod.spec, 'nodeName') || undefined;
  const scheduler = stringAt(pod.spec, 'schedulerName') || 'default-scheduler';
  const isForeign = scheduler !== 'default-scheduler';
  const judge = isDaemonSet(manifest) ? 'daemon set controller' : nodeName !== undefined || isForeign ? 'kubelet' : 'scheduler';
  const forAWhile = isDaemonSet(manifest) ? [] : defaultTolerations({ ...spec, pointer: '' });
  const tolerations = [...given, ...defaults, ...forAWhile, ...resourceTolerations(running, facts)];
  const whole = { ...demand, pairs: [...demand.pairs, ...added.filter((pair) => !demand.pairs.some((own) => isSame(own, pair)))] };
  const refused = conflict(demand.pairs, added) ?? unlisted([...given, ...defaults], namespace, facts);
  const unknown =
    className !== undefined && runtimeClass === undefined
      ? { text: `what the RuntimeClass '${className}' adds is not known`, where: { manifest, pointer: `${pod.pointer}/runtimeClassName` } }
      : judge === 'kubelet' && nodeName === undefined
        ? { text: `what the scheduler '${scheduler}' does is not known`, where: { manifest, pointer: `${pod.pointer}/schedulerName` } }
        : undefined;
  const key = JSON.stringify([
    judge,
    nodeName,
    whole.pairs.map(({ key: label, value, isSure }) => [label, value, isSure]),
    at(pod.spec, 'affinity', 'nodeAffinity', 'requiredDuringSchedulingIgnoredDuringExecution'),
    tolerations.map(({ key: taint, operator, value, effect, isSure }) => [taint, operator, value, effect, isSure]),
    refused !== undefined,
    unknown?.text,
  ]);
  return { judge, nodeName, demand: whole, tolerations, refused, unknown, key };
}

/** `Lt` and `Gt` came in 1.35, behind a gate that is off by default; before, the API server refuses them. */
function held(toleration: unknown, giver: string, where: Where, { minor }: PlacementFacts, isSure = true): readonly HeldToleration[] {
  const fields = tolerationOf(toleration);
  const compares = fields.operator === 'Lt' || fields.operator === 'Gt';
  return compares && minor < 35 ? [] : [{ ...fields, isSure: isSure && !compares, giver, where, written: toleration }];
}

function namespacePairs({ selector, manifest }: NamespaceFacts, { podNodeSelector }: PlacementFacts): readonly Pair[] {
  if (podNodeSelector === 'off' || manifest === undefined) return [];
  const where = { manifest, pointer: `/metadata/annotations/${pointerKey(NODE_SELECTOR)}` };
  return selector.map(([key, value]) => ({ key, value, isSure: podNodeSelector === 'on', where }));
}

function namespaceTolerations({ defaults, manifest }: NamespaceFacts, facts: PlacementFacts): readonly HeldToleration[] {
  const { podTolerationRestriction } = facts;
  if (podTolerationRestriction === 'off' || manifest === undefined) return [];
  const where = { manifest, pointer: `/metadata/annotations/${pointerKey(DEFAULT_TOLERATIONS)}` };
  return defaults.flatMap((each) => held(each, 'its namespace', where, facts, podTolerationRestriction === 'on'));
}

function runtimeClassPairs(manifest: Manifest | undefined): readonly Pair[] {
  if (manifest === undefined) return [];
  return nodeDemandOf(at(manifest.object, 'scheduling'), { manifest, pointer: '/scheduling' }).pairs;
}

function runtimeClassTolerations(manifest: Manifest | undefined, facts: PlacementFacts): readonly (readonly HeldToleration[])[] {
  if (manifest === undefined) return [];
  return listAt(manifest.object, 'scheduling', 'tolerations').map((each, index) =>
    held(each, 'its RuntimeClass', { manifest, pointer: `/scheduling/tolerations/${index}` }, facts),
  );
}

/** https://github.com/kubernetes/kubernetes/blob/v1.36.3/pkg/controller/daemon/util/daemonset_util.go */
const DAEMON_TAINTS = [
  ['not-ready', 'NoExecute'],
  ['unreachable', 'NoExecute'],
  ['disk-pressure', 'NoSchedule'],
  ['memory-pressure', 'NoSchedule'],
  ['pid-pressure', 'NoSchedule'],
  ['unschedulable', 'NoSchedule'],
] as const;

function daemonTolerations(podSpec: unknown, where: Where, facts: PlacementFacts): readonly (readonly HeldToleration[])[] {
  const taints = at(podSpec, 'hostNetwork') === true ? [...DAEMON_TAINTS, ['network-unavailable', 'NoSchedule'] as const] : DAEMON_TAINTS;
  return taints.map(([name, effect]) =>
    held({ key: `node.kubernetes.io/${name}`, operator: 'Exists', effect }, 'the DaemonSet controller', where, facts),
  );
}

/** The keys of the taints that every pod tolerates, with the effect `NoExecute`, for five minutes at least. */
export const SICK: readonly string[] = ['node.kubernetes.io/not-ready', 'node.kubernetes.io/unreachable'];

/** https://kubernetes.io/docs/reference/access-authn-authz/admission-controllers/#defaulttolerationseconds */
function defaultTolerations(where: Where): readonly HeldToleration[] {
  return SICK.map((key) => {
    const written = { key, operator: 'Exists', value: '', effect: 'NoExecute' };
    return { ...written, isSure: true, giver: 'the plugin DefaultTolerationSeconds', where, written };
  });
}

/** https://kubernetes.io/docs/reference/access-authn-authz/admission-controllers/#extendedresourcetoleration */
function resourceTolerations({ manifest, containers }: RunningPod, facts: PlacementFacts): readonly HeldToleration[] {
  if (facts.extendedResourceToleration === 'off') return [];
  const isSure = facts.extendedResourceToleration === 'on';
  return extendedResources(containers).map(([key, pointer]) => {
    const toleration = { key, operator: 'Exists', value: '', effect: 'NoSchedule' };
    return { ...toleration, isSure, giver: 'the plugin ExtendedResourceToleration', where: { manifest, pointer }, written: toleration };
  });
}

/** The resources that a pod asks for and that Kubernetes does not know itself, with the first field of each. */
function extendedResources(containers: RunningPod['containers']): readonly (readonly [key: string, pointer: string])[] {
  const found = new Map<string, string>();
  for (const { container, pointer, role } of containers) {
    for (const kind of role === 'ephemeral' ? [] : ['requests', 'limits']) {
      for (const [key] of entriesAt(container, 'resources', kind)) {
        if (!key.includes('/') || key.includes('kubernetes.io/') || key.startsWith('requests.') || found.has(key)) continue;
        found.set(key, `${pointer}/resources/${kind}/${pointerKey(key)}`);
      }
    }
  }
  return [...found];
}

function isSame(one: Pair, other: Pair): boolean {
  return one.key === other.key && one.value === other.value;
}

/** RuntimeClass and PodNodeSelector refuse pods whose selector says otherwise. */
function conflict(own: readonly Pair[], added: readonly Pair[]): Reason | undefined {
  const values = new Map(own.map(({ key, value }) => [key, value]));
  const found = added.find(({ key, value, isSure }) => isSure && (values.get(key) ?? value) !== value);
  if (found === undefined) return undefined;
  return { text: `the pod is refused, its selector conflicts with '${found.key}=${found.value}'`, where: found.where };
}

function unlisted(
  tolerations: readonly HeldToleration[],
  { whitelist, name }: NamespaceFacts,
  { podTolerationRestriction }: PlacementFacts,
): Reason | undefined {
  if (podTolerationRestriction !== 'on' || whitelist === undefined) return undefined;
  const found = tolerations.find((each) => !whitelist.some((allowed) => contains(allowed, each.written)));
  if (found === undefined) return undefined;
  return { text: `the pod is refused, a toleration is not in the whitelist of namespace '${name}'`, where: found.where };
}

function isDaemonSet({ object }: Manifest): boolean {
  return object.kind === 'DaemonSet';
}
