import { pointerKey } from '../manifest';
import type { Labels } from '../selectors';
import { DEFAULT_TOLERATIONS, NODE_SELECTOR, TOLERATIONS_WHITELIST, taintsOf } from '../tenancy';
import { boundsIn } from './affinity';
import type { NamespaceFacts, ScheduledPod } from './pods';
import type { Reason, Where } from './reason';
import type { Taint } from './scheduling';

/** A taint of nodes, and where it is written, or by what it is expected. */
export interface NodeTaint extends Taint {
  readonly where: Where;
}

/** That nodes with some labels are a tenant's. */
export interface Claim {
  /** The same for claims of the same nodes. */
  readonly key: string;
  readonly tenant: string;
  /** The labels that tell the nodes from others. */
  readonly identity: Labels;
  /** What the namespace's annotation says of all the nodes of the tenant. */
  readonly namespaced: Labels;
  /** All labels that the nodes are known to have. */
  readonly labels: Labels;
  readonly taints: readonly NodeTaint[];
  readonly reason: Reason;
}

/** Labels that a kubelet cannot give to its own node, where the NodeRestriction plugin is on. */
export const RESTRICTED = /^([^/]+\.)?node-restriction\.kubernetes\.io\//;

/** The label of a node that says whose it is, as Palisade's scripts write it: it tells less than the name of a pool does. */
export const HOLDER = 'node-restriction.kubernetes.io/tenant';

/** What a kubelet says of its node by itself. */
export const SYSTEM = 'kubernetes.io/os';

/** Taints by their values. */
type Taints = ReadonlyMap<string, readonly NodeTaint[]>;

interface Draft extends Claim {
  /** Whether an annotation says so, which tenants do not write. */
  readonly isAnnotated: boolean;
  /** The key without what tells several pools with the same labels apart: the value of a taint. */
  readonly base: string;
}

/**
 * What namespaces and pods say of the nodes of their tenants: the labels of a namespace's node selector annotation, or those that its pods
 * require under `node-restriction.kubernetes.io/`, or with the value of a taint that they tolerate; and of the taints that the annotations
 * tolerate, or else the pods, those with the value of such a label. What an annotation names is not another's whose pods ask for it.
 */
export function claimsOf(namespaces: ReadonlyMap<string, NamespaceFacts>, pods: readonly ScheduledPod[]): readonly Claim[] {
  const podsOf = new Map<string, ScheduledPod[]>();
  for (const pod of pods) {
    // Pods that are alike name the same nodes.
    if (pod.like !== pod) continue;
    const list = podsOf.get(pod.namespace);
    if (list === undefined) podsOf.set(pod.namespace, [pod]);
    else list.push(pod);
  }
  const drafts = [...namespaces.values()].flatMap((namespace) => draftsOf(namespace, podsOf.get(namespace.name) ?? []));
  const annotated = new Set(drafts.flatMap(({ isAnnotated, identity }) => (isAnnotated ? [...identity].map(pairKey) : [])));
  return agreed(drafts.filter(({ isAnnotated, identity }) => isAnnotated || ![...identity].some((pair) => annotated.has(pairKey(pair)))));
}

/** Claims of nodes that another tenant claims by the same labels: they are that one's, with its taints, or else of both. */
function agreed(drafts: readonly Draft[]): readonly Claim[] {
  const byBase = new Map<string, Draft[]>();
  for (const draft of drafts) {
    const list = byBase.get(draft.base);
    if (list === undefined) byBase.set(draft.base, [draft]);
    else list.push(draft);
  }
  return drafts.flatMap((draft): readonly Claim[] => {
    if (draft.key === draft.base) return [draft];
    const others = (byBase.get(draft.base) ?? []).filter(({ tenant }) => tenant !== draft.tenant);
    if (others.some(({ key, base }) => key === base)) return [{ ...draft, key: draft.base, taints: [] }];
    return [draft, ...others.map(({ tenant, reason }) => ({ ...draft, tenant, reason }))];
  });
}

/** A label and its value as one text. */
export function pairKey([key, value]: readonly [key: string, value: string]): string {
  return `${key}=${value}`;
}

function draftsOf(namespace: NamespaceFacts, pods: readonly ScheduledPod[]): readonly Draft[] {
  const { tenant, manifest } = namespace;
  if (tenant === undefined) return [];
  const namespaced: Labels = new Map(namespace.selector);
  const annotated = annotatedTaints(namespace);
  const tolerated = toleratedTaints(pods);
  const taintsFor = (values: Iterable<string>) => {
    const list = [...values];
    const found = list.flatMap((value) => annotated.get(value) ?? []);
    return found.length > 0 ? found : list.flatMap((value) => tolerated.get(value) ?? []);
  };
  const drafts = new Map<string, Draft>();
  const add = (identity: Labels, labels: Labels, taints: readonly NodeTaint[], isAnnotated: boolean, reason: Reason, variant = '') => {
    const base = [...identity].map(pairKey).sort().join();
    const key = variant === '' ? base : `${base} ${variant}`;
    const known = new Map([...systemOf(pods), ...labels]);
    if (!drafts.has(key)) drafts.set(key, { key, base, tenant, identity, namespaced, labels: known, taints, isAnnotated, reason });
  };
  const selector = manifest === undefined ? undefined : { manifest, pointer: `/metadata/annotations/${pointerKey(NODE_SELECTOR)}` };
  const byAnnotation = { text: `namespace '${namespace.name}' names them`, where: selector };
  const isTainted = namespaced.size > 0 && taintsFor(namespaced.values()).length > 0;
  if (isTainted) add(namespaced, namespaced, taintsFor(namespaced.values()), true, byAnnotation);
  for (const { key, value, also, where } of requiredBy(pods, annotated)) {
    const known = namespaced.get(key);
    if (known !== undefined) continue;
    const labels = new Map([...namespaced, ...also, [key, value] as const]);
    const reason = { text: `pods of namespace '${namespace.name}' ask for them`, where };
    // Of several names for the same nodes the tainted one is as good as the other.
    if (!isTainted) add(new Map([[key, value]]), labels, taintsFor([value]), annotated.has(value), reason);
  }
  if (namespaced.size === 0 || drafts.size > 0) return [...drafts.values()];
  for (const [value, taints] of annotated) add(namespaced, namespaced, taints, true, byAnnotation, value);
  if (drafts.size === 0) add(namespaced, namespaced, [], true, byAnnotation);
  return [...drafts.values()];
}

/** The operating system, where all pods ask for the same: a node without it is no use to them. */
function systemOf(pods: readonly ScheduledPod[]): Labels {
  const asked = pods.flatMap(({ demand }) => boundsIn(demand).map((bounds) => [...(bounds.get(SYSTEM) ?? ['any', 'other'])]));
  const [value, ...others] = new Set(asked.flat());
  return value === undefined || others.length > 0 ? new Map() : new Map([[SYSTEM, value]]);
}

/** The taints that the annotations tolerate. */
function annotatedTaints({ manifest, defaults, whitelist }: NamespaceFacts): Taints {
  const found = new Map<string, NodeTaint[]>();
  if (manifest === undefined) return found;
  for (const [key, tolerations] of [
    [DEFAULT_TOLERATIONS, defaults],
    [TOLERATIONS_WHITELIST, whitelist ?? []],
  ] as const) {
    collect(found, tolerations, { manifest, pointer: `/metadata/annotations/${pointerKey(key)}` });
  }
  return found;
}

/** The taints that pods tolerate themselves. */
function toleratedTaints(pods: readonly ScheduledPod[]): Taints {
  const found = new Map<string, NodeTaint[]>();
  for (const { tolerations } of pods) {
    for (const { giver, written, where } of tolerations) if (giver === 'the pod') collect(found, [written], where);
  }
  return found;
}

function collect(found: Map<string, NodeTaint[]>, tolerations: readonly unknown[], where: Where): void {
  for (const taint of taintsOf(tolerations)) {
    const list = found.get(taint.value) ?? [];
    found.set(taint.value, list);
    if (!list.some((known) => known.key === taint.key && known.effect === taint.effect)) list.push({ ...taint, where });
  }
}

interface Required {
  readonly key: string;
  readonly value: string;
  /** What else the nodes have. */
  readonly also: readonly (readonly [key: string, value: string])[];
  readonly where: Where;
}

/** The labels that pods require and that name nodes, once each. */
function requiredBy(pods: readonly ScheduledPod[], annotated: Taints): readonly Required[] {
  const found = new Map<string, Required>();
  for (const pod of pods) {
    const own = new Set(pod.tolerations.flatMap(({ written }) => taintsOf([written]).map(({ value }) => value)));
    for (const bounds of boundsIn(pod.demand)) {
      const names = [...bounds].filter(([key, values]) => RESTRICTED.test(key) || [...values].every((value) => own.has(value)));
      const [name] = names.sort((one, other) => rank(one, annotated, own) - rank(other, annotated, own));
      if (name === undefined) continue;
      const [key, values] = name;
      const also = names.flatMap(([label, [value, ...more]]) =>
        label === key || value === undefined || more.length > 0 ? [] : [[label, value] as const],
      );
      for (const value of values)
        if (!found.has(`${key}=${value}`)) found.set(`${key}=${value}`, { key, value, also, where: pod.demand.where });
    }
  }
  return [...found.values()];
}

/** How well a label names nodes: best by the value of a taint, worst by their holder. */
function rank([key, values]: readonly [string, ReadonlySet<string>], annotated: Taints, own: ReadonlySet<string>): number {
  if ([...values].some((value) => annotated.has(value) || own.has(value))) return 0;
  return key === HOLDER ? 2 : 1;
}
