import { ofKind } from '../kinds';
import { at, listAt, type Manifest, pointerKey, stringAt } from '../manifest';
import { type Labels, labelsOf } from '../selectors';
import type { NodeFacts } from './affinity';
import { type Claim, claimsOf, HOLDER, type NodeTaint, pairKey } from './claims';
import type { NamespaceFacts, ScheduledPod } from './pods';
import type { Reason } from './reason';
import type { Taint } from './scheduling';

/** Nodes that are alike: a Node of the manifests, or those of a pool that the manifests speak of. */
export interface NodeGroup extends NodeFacts {
  /** `node 'worker-1'`, or `pool 'node-restriction.kubernetes.io/pool=shop'`. */
  readonly name: string;
  readonly origin: 'declared' | 'implied';
  readonly taints: readonly NodeTaint[];
  readonly unschedulable: boolean;
  /** The tenants whose nodes these are, with what says so. */
  readonly owners: ReadonlyMap<string, Reason>;
}

/** The groups, and by which labels a tenant's pods stay on its nodes. */
export interface NodeGroups {
  readonly groups: readonly NodeGroup[];
  readonly labelsOf: ReadonlyMap<string, readonly Labels[]>;
}

/** Whether a taint keeps pods out; the third effect only makes nodes less liked. */
export function keepsOut({ effect }: Taint): boolean {
  return effect === 'NoSchedule' || effect === 'NoExecute';
}

/** `palisade.dev/pool=shop:NoSchedule`, as kubectl writes it. */
export function taintText({ key, value, effect }: Taint): string {
  return `${key}${value === '' ? '' : `=${value}`}:${effect}`;
}

/**
 * The Nodes of the manifests, and the pools that are implied by what tenants claim. Where there are Nodes of a pool, they say what the
 * pool is like.
 */
export function nodeGroupsIn(
  manifests: readonly Manifest[],
  namespaces: ReadonlyMap<string, NamespaceFacts>,
  pods: readonly ScheduledPod[],
): NodeGroups {
  const claims = claimsOf(namespaces, pods);
  const pools = poolsOf(claims);
  const byPair = new Map<string, Claim[]>();
  for (const claim of claims) for (const labels of [claim.identity, claim.namespaced]) enter(byPair, labels, claim);
  const tenants = new Set([...namespaces.values()].map(({ tenant }) => tenant));
  const declared = ofKind(manifests, '', 'Node').flatMap((manifest) => declaredNode(manifest, byPair, tenants));
  const isDeclared = new Set(declared.flatMap(({ pools: keys }) => keys));
  const labels = new Map<string, Labels[]>();
  for (const { tenant, identity, namespaced } of claims) {
    const list = labels.get(tenant) ?? [];
    labels.set(tenant, list);
    list.push(...[identity, namespaced].filter(({ size }) => size > 0));
  }
  const implied = [...pools].flatMap(([key, pool]) => (isDeclared.has(key) ? [] : [pool]));
  return {
    groups: [...declared.map(({ group }) => group), ...implied].sort((a, b) => (a.name < b.name ? -1 : 1)),
    labelsOf: new Map([...labels].map(([tenant, list]) => [tenant, distinct([...list, new Map([[HOLDER, tenant]])])])),
  };
}

/** The claims by what tells the nodes from others. */
function poolsOf(claims: readonly Claim[]): ReadonlyMap<string, NodeGroup> {
  const lists = new Map<string, Claim[]>();
  for (const claim of claims) {
    const list = lists.get(claim.key);
    if (list === undefined) lists.set(claim.key, [claim]);
    else list.push(claim);
  }
  return new Map(
    [...lists].map(([key, list]) => {
      const owners = new Map<string, Reason>();
      for (const { tenant, reason } of list) if (!owners.has(tenant)) owners.set(tenant, reason);
      const taints = new Map(list.flatMap((claim) => claim.taints.map((taint) => [taintText(taint), taint] as const)));
      const pool: NodeGroup = {
        name: `pool '${[...(list[0]?.identity ?? [])].map(([label, value]) => `${label}=${value}`).join(',')}'`,
        ...{ origin: 'implied', nodeName: undefined, isComplete: false, unschedulable: false, owners },
        labels: agreed(list.map(({ labels }) => labels)),
        taints: [...taints.values()],
      };
      return [key, pool];
    }),
  );
}

/** The labels that nobody says otherwise of. */
function agreed(sets: readonly Labels[]): Labels {
  const values = new Map<string, Set<string>>();
  for (const set of sets) for (const [key, value] of set) values.set(key, (values.get(key) ?? new Set()).add(value));
  return new Map([...values].flatMap(([key, found]) => (found.size === 1 ? [...found].map((value) => [key, value] as const) : [])));
}

function declaredNode(
  manifest: Manifest,
  byPair: ReadonlyMap<string, readonly Claim[]>,
  tenants: ReadonlySet<string | undefined>,
): readonly { readonly group: NodeGroup; readonly pools: readonly string[] }[] {
  const { object } = manifest;
  const nodeName = stringAt(object, 'metadata', 'name');
  if (nodeName === undefined || nodeName === '') return [];
  const labels = labelsOf(at(object, 'metadata', 'labels'));
  const owners = new Map<string, Reason>();
  const holder = labels.get(HOLDER);
  const named = { text: 'the node says so', where: { manifest, pointer: `/metadata/labels/${pointerKey(HOLDER)}` } };
  if (holder !== undefined && tenants.has(holder)) owners.set(holder, named);
  const has = (set: Labels) => set.size > 0 && [...set].every(([key, value]) => labels.get(key) === value);
  const claims = [...labels].flatMap((pair) => byPair.get(pairKey(pair)) ?? []);
  for (const { identity, namespaced, tenant, reason } of claims) {
    if (!owners.has(tenant) && (has(identity) || has(namespaced))) owners.set(tenant, reason);
  }
  const taints = listAt(object, 'spec', 'taints').map((taint, index) => {
    const text = (field: string) => stringAt(taint, field) ?? '';
    return { key: text('key'), value: text('value'), effect: text('effect'), where: { manifest, pointer: `/spec/taints/${index}` } };
  });
  const unschedulable = at(object, 'spec', 'unschedulable') === true;
  const group: NodeGroup = {
    name: `node '${nodeName}'`,
    origin: 'declared',
    nodeName,
    labels,
    isComplete: true,
    taints,
    unschedulable,
    owners,
  };
  return [{ group, pools: claims.flatMap(({ identity, key }) => (has(identity) ? [key] : [])) }];
}

/** A set of labels is found by its first one. */
function enter(byPair: Map<string, Claim[]>, labels: Labels, claim: Claim): void {
  for (const pair of [...labels].slice(0, 1)) byPair.set(pairKey(pair), [...(byPair.get(pairKey(pair)) ?? []), claim]);
}

function distinct(sets: readonly Labels[]): readonly Labels[] {
  return [...new Map(sets.map((set) => [[...set].map(pairKey).sort().join(), set])).values()];
}
