import type { Manifest } from '../manifest';
import type { Labels } from '../selectors';
import { leavesOf } from './affinity';
import { assumptionsOf } from './assumptions';
import { GroupIndex } from './group-index';
import { lockOf, mayLand, tolerationOf } from './landing';
import { keepsOut, type NodeGroup, nodeGroupsIn, taintText } from './nodes';
import { namespaceFactsIn, type PlacementFacts, type ScheduledPod, scheduledPods } from './pods';
import type { Answer, Reason } from './reason';
import { isWildcard, type Taint } from './scheduling';
import { Strangers, type StrangerVerdict } from './strangers';

/** What breaks a verdict, or leaves it open: the shortest way, and the fields to blame. */
export interface Break {
  readonly answer: 'no' | 'unknown';
  /** One sentence without the names of the objects. */
  readonly text: string;
  /** The pod in question; `undefined` where none is needed. */
  readonly pod: ScheduledPod | undefined;
  /** The nodes in question; `undefined` for nodes that no manifest speaks of. */
  readonly group: NodeGroup | undefined;
  readonly reasons: readonly Reason[];
}

/** An answer, and what breaks it: those that break it for certain first, and of nodes that many land on not all of them. */
export interface Judgement<Word extends string = Answer> {
  readonly answer: Word;
  readonly breaks: readonly Break[];
}

/** Whether a tenant and its nodes belong to each other. */
export interface TenantPlacement {
  readonly tenant: string;
  /** The tenant's nodes. */
  readonly groups: readonly NodeGroup[];
  readonly pods: readonly ScheduledPod[];
  /** Whether its pods land on its nodes only. */
  readonly pinned: Judgement;
  /**
   * Whether nobody else's pods land there: those of the manifests, and any pod that tolerates nothing, even if it names its node. `shared`
   * where no taint is claimed: then nobody asks for it.
   */
  readonly exclusive: Judgement<Answer | 'shared'>;
  /** Whether that holds for pods that other tenants may yet write, with whatever tolerations their namespaces let through. */
  readonly strangers: Omit<StrangerVerdict, 'answer'> & { readonly answer: Answer | 'shared'; readonly group: NodeGroup | undefined };
  /** Pods of others that tolerate the taints of its nodes: nothing but their own selector keeps them off. */
  readonly loose: readonly Break[];
}

/** Where pods may land, and what follows for the tenants. */
export interface Placement {
  readonly groups: readonly NodeGroup[];
  readonly pods: readonly ScheduledPod[];
  readonly tenants: readonly string[];
  /** What the verdicts take for granted, a sentence by name. */
  readonly assumptions: ReadonlyMap<string, string>;
  verdictOf(tenant: string): TenantPlacement;
}

/** Pods that land on the same nodes: for each of two tenants one of them, which is enough to find one of another tenant. */
interface PodClass {
  readonly first: ScheduledPod;
  readonly second: ScheduledPod | undefined;
}

/** Reads from the manifests which pods may land on which nodes. */
export function placementOf(manifests: readonly Manifest[], facts: PlacementFacts): Placement {
  const namespaces = namespaceFactsIn(manifests);
  const pods = scheduledPods(manifests, namespaces, facts);
  const { groups, labelsOf } = nodeGroupsIn(manifests, namespaces, pods);
  const index = new GroupIndex(groups);
  const guests = guestsOf(classesOf(pods), index);
  const strangers = new Strangers([...namespaces.values()], index, facts);
  const podsOf = listsBy(pods, ({ tenant }) => [tenant]);
  const groupsOf = listsBy(groups, ({ owners }) => [...owners.keys()]);
  const nodes = new Map(groups.flatMap((group) => (group.nodeName === undefined ? [] : [[group.nodeName, group] as const])));
  const tenants = [...new Set([...namespaces.values()].flatMap(({ tenant }) => tenant ?? []))].sort();
  return {
    groups,
    pods,
    tenants,
    assumptions: assumptionsOf(groups, pods, facts),
    verdictOf: (tenant) => {
      const [own, its] = [groupsOf.get(tenant) ?? [], podsOf.get(tenant) ?? []];
      return {
        tenant,
        groups: own,
        pods: its,
        pinned: pinnedOf(tenant, its, own, labelsOf.get(tenant) ?? [], nodes),
        exclusive: exclusiveOf(tenant, own, guests),
        strangers: strangersOf(tenant, own, strangers),
        loose: own
          .flatMap((group) => (isDedicated(group) ? (guests.loose.get(group) ?? []) : []))
          .filter(({ pod }) => pod?.tenant !== tenant),
      };
    },
  };
}

function pinnedOf(
  tenant: string,
  pods: readonly ScheduledPod[],
  own: readonly NodeGroup[],
  labels: readonly Labels[],
  nodes: ReadonlyMap<string, NodeGroup>,
): Judgement {
  const names = new Set(own.flatMap(({ nodeName }) => nodeName ?? []));
  const breaks = [...new Map(pods.map((pod) => [pod.key, pod])).values()].flatMap((pod): Break[] => {
    if (pod.refused !== undefined) return [];
    // A pod that names its node lands there, or nowhere.
    const named = pod.nodeName === undefined ? undefined : nodes.get(pod.nodeName);
    if (named !== undefined) return named.owners.has(tenant) || mayLand(pod, named).answer === 'no' ? [] : [landingOf(pod, named)];
    const { answer, where, term } = leavesOf(pod.demand, labels, names);
    if (answer === 'no') return [];
    const isSure = answer === 'yes' && pod.nodeName === undefined && pod.unknown === undefined;
    const reasons = isSure ? [expected(labels, where)] : leavesReasons(pod, expected(labels, where));
    return [{ answer: isSure ? 'no' : 'unknown', text: leavesText(pod, term), pod, group: undefined, reasons }];
  });
  return judged(breaks);
}

function leavesText({ demand, nodeName }: ScheduledPod, term: number | undefined): string {
  if (nodeName !== undefined) return `it names the node '${nodeName}', and whose that is no manifest says`;
  if (term !== undefined) return `term ${term} of its required affinity admits nodes that are not its tenant’s`;
  const isSelective = demand.pairs.some(({ isSure }) => isSure);
  return isSelective ? 'its node selector admits nodes that are not its tenant’s' : 'it asks for no nodes of its tenant';
}

/** What would keep the pod at home. */
function expected([labels]: readonly Labels[], where: Reason['where']): Reason {
  if (labels === undefined) return { text: 'no manifest names nodes of its tenant', where };
  return { text: `expected it to require ${[...labels].map(([key, value]) => `'${key}=${value}'`).join(' and ')}`, where };
}

/** What is not known, so that nobody can say whether the pod stays. */
function leavesReasons({ running: { manifest, pod }, nodeName, unknown, demand }: ScheduledPod, otherwise: Reason): readonly Reason[] {
  if (unknown !== undefined) return [unknown];
  if (nodeName !== undefined) return [{ text: 'the pod skips the scheduler', where: { manifest, pointer: `${pod.pointer}/nodeName` } }];
  const added = demand.pairs.find(({ isSure }) => !isSure);
  if (added === undefined) return [otherwise];
  return [{ text: `whether PodNodeSelector is on, and adds '${added.key}=${added.value}', is not known`, where: added.where }];
}

const NO_NODES: Break = { answer: 'no', text: 'the manifests name no nodes for it', pod: undefined, group: undefined, reasons: [] };

function exclusiveOf(tenant: string, own: readonly NodeGroup[], guests: Guests): Judgement<Answer | 'shared'> {
  if (own.length === 0) return judged([NO_NODES]);
  const breaks = own.filter(isDedicated).flatMap((group): Break[] => {
    const open: Break = {
      ...{
        answer: 'no',
        text: 'a pod that names its node skips the scheduler, and no taint NoExecute keeps it out',
        pod: undefined,
        group,
      },
      reasons: group.taints.map((taint) => ({ text: `'${taintText(taint)}' is asked by the scheduler only`, where: taint.where })),
    };
    const others = (guests.landing.get(group) ?? []).filter(({ pod }) => pod?.tenant !== tenant);
    return [...others, ...(lockOf(group) === undefined ? [open] : [])];
  });
  const { answer } = judged(breaks);
  return { answer: answer === 'yes' && !own.every(isDedicated) ? 'shared' : answer, breaks: judged(breaks).breaks };
}

function strangersOf(tenant: string, own: readonly NodeGroup[], strangers: Strangers): TenantPlacement['strangers'] {
  if (own.length === 0) return { answer: 'no', reasons: NO_NODES.reasons, group: undefined };
  let unsure: TenantPlacement['strangers'] | undefined;
  for (const group of own.filter(isDedicated)) {
    const verdict = strangers.keptOff(group, tenant);
    if (verdict.answer === 'no') return { ...verdict, group };
    if (verdict.answer === 'unknown') unsure ??= { ...verdict, group };
  }
  return unsure ?? { answer: own.every(isDedicated) ? 'yes' : 'shared', reasons: [], group: undefined };
}

/** Whether somebody wants the nodes for a few: only a taint keeps the others out. */
function isDedicated({ taints }: NodeGroup): boolean {
  return taints.some(keepsOut);
}

interface Guests {
  /** For nodes, the pods that land there, for each kind one of each of two tenants. */
  readonly landing: ReadonlyMap<NodeGroup, readonly Break[]>;
  /** The same for pods that only their own selector keeps off. */
  readonly loose: ReadonlyMap<NodeGroup, readonly Break[]>;
}

function guestsOf(classes: readonly PodClass[], index: GroupIndex): Guests {
  const [landing, loose] = [new Map<NodeGroup, Break[]>(), new Map<NodeGroup, Break[]>()];
  for (const each of classes) {
    if (each.first.refused !== undefined) continue;
    const members = [each.first, each.second].filter((pod) => pod?.tenant !== undefined);
    const landed = new Set<NodeGroup>();
    for (const group of index.likely(each.first)) {
      if (!isDedicated(group) || isOwn(each, group)) continue;
      const list = listFor(landing, group);
      // Who lands there besides so many changes nothing.
      if (isFull(list, 'no', undefined) || (isUnsure(each.first, group) && isFull(list, 'unknown', undefined))) continue;
      const { answer } = mayLand(each.first, group);
      if (answer === 'no') continue;
      landed.add(group);
      const broken = answer === 'yes' ? 'no' : 'unknown';
      for (const pod of members) if (pod !== undefined && !isFull(list, broken, pod.tenant)) list.push(landingOf(pod, group));
    }
    const tolerations = each.first.tolerations.filter(({ isSure }) => isSure);
    for (const group of index.tolerated(tolerations, each.first.judge)) {
      const taints = group.taints.filter(keepsOut);
      const isTolerated = taints.length > 0 && taints.every((taint) => tolerationOf(tolerations, taint) !== undefined);
      if (!isTolerated || landed.has(group) || isOwn(each, group)) continue;
      const list = listFor(loose, group);
      for (const pod of members) if (pod !== undefined && !isFull(list, 'unknown', pod.tenant)) list.push(looseOf(pod, group, taints));
      // Of whom nothing keeps out it is said once, not of every pool there is.
      if (tolerations.some(isWildcard)) break;
    }
  }
  return { landing, loose };
}

/** Whether the pod cannot land there for certain: somebody may send it elsewhere. */
function isUnsure({ unknown, demand }: ScheduledPod, { labels }: NodeGroup): boolean {
  return unknown !== undefined || demand.pairs.some(({ key, value, isSure }) => !isSure && labels.get(key) !== value);
}

/** The most breaks of one certainty that are told of one group of nodes, if they are of two tenants. */
const MOST = 20;

/** Whether another break, of some tenant, adds nothing to these. */
function isFull(breaks: readonly Break[], answer: Break['answer'], tenant: string | undefined): boolean {
  if (breaks.length < MOST) return false;
  const same = breaks.filter((each) => each.answer === answer);
  if (same.length < MOST) return false;
  const isOther = same.some(({ pod }) => pod?.tenant !== same[0]?.pod?.tenant);
  return isOther || (tenant !== undefined && tenant === same[0]?.pod?.tenant);
}

function listFor(lists: Map<NodeGroup, Break[]>, group: NodeGroup): Break[] {
  const known = lists.get(group);
  if (known !== undefined) return known;
  const list: Break[] = [];
  lists.set(group, list);
  return list;
}

/** Whether the nodes are those of all that the class stands for. */
function isOwn({ first, second }: PodClass, { owners }: NodeGroup): boolean {
  return second === undefined && first.tenant !== undefined && owners.has(first.tenant) && owners.size === 1;
}

function landingOf(pod: ScheduledPod, group: NodeGroup): Break {
  const { answer, reasons } = mayLand(pod, group);
  const isKnown = answer === 'yes';
  return {
    answer: isKnown ? 'no' : 'unknown',
    text: isKnown ? 'it may land there' : 'whether it lands there is not known',
    pod,
    group,
    reasons,
  };
}

function looseOf(pod: ScheduledPod, group: NodeGroup, [taint]: readonly Taint[]): Break {
  const held = taint === undefined ? undefined : tolerationOf(pod.tolerations, taint);
  const reasons =
    taint === undefined || held === undefined ? [] : [{ text: `${held.giver} tolerates '${taintText(taint)}'`, where: held.where }];
  const text = 'it tolerates the taints of these nodes, and only its own selector keeps it off';
  return { answer: 'unknown', text, pod, group, reasons };
}

function classesOf(pods: readonly ScheduledPod[]): readonly PodClass[] {
  const classes = new Map<string, PodClass>();
  for (const pod of pods) {
    const known = classes.get(pod.key);
    if (known === undefined) classes.set(pod.key, { first: pod, second: undefined });
    else if (known.second === undefined && known.first.tenant !== pod.tenant) classes.set(pod.key, { first: known.first, second: pod });
  }
  return [...classes.values()];
}

function judged(breaks: readonly Break[]): Judgement {
  const sorted = [...breaks].sort((a, b) => Number(a.answer === 'unknown') - Number(b.answer === 'unknown'));
  return { answer: sorted[0]?.answer ?? 'yes', breaks: sorted };
}

function listsBy<T, K>(items: readonly T[], keysOf: (item: T) => readonly K[]): ReadonlyMap<K, readonly T[]> {
  const lists = new Map<K, T[]>();
  for (const item of items) {
    for (const key of keysOf(item)) {
      const list = lists.get(key);
      if (list === undefined) lists.set(key, [item]);
      else list.push(item);
    }
  }
  return lists;
}
