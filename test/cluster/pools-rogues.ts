import type { Change } from './attacks-pods';
import type { Gap } from './record';

/** Where a pod ends: on one of the nodes, waiting with the scheduler's message, removed again, or never made. */
export type End =
  | { readonly runs: readonly string[] }
  | { readonly waits: string }
  | { readonly removed: true }
  | { readonly refused: 'PodNodeSelector' | 'PodTolerationRestriction'; readonly message: string };

const own = { key: 'palisade.dev/pool', operator: 'Equal', value: 'bookinfo' };
const foreign = { key: 'palisade.dev/pool', operator: 'Equal', value: 'online-boutique' };
const foreignTaints = [
  { ...foreign, effect: 'NoSchedule' },
  { ...foreign, effect: 'NoExecute' },
];
const on = (name: string) => ({ nodeSelector: { 'kubernetes.io/hostname': name } });

const intruder: End = { runs: ['boutique-1'] };
const shared: End = { runs: ['shared-1'] };
const removed: End = { removed: true };
const unscheduled: End = { waits: '0/4 nodes are available: ' };
const tolerations: End = {
  refused: 'PodTolerationRestriction',
  message: 'pod tolerations (possibly merged with namespace default tolerations) conflict with its namespace whitelist',
};
const selector: End = {
  refused: 'PodNodeSelector',
  message: 'pods "NAME" is forbidden: pod node label selector conflicts with its namespace node label selector',
};

/**
 * Pods of bookinfo, the pods of whose Deployments run on bookinfo-1 and nowhere else: what each asks for, where it ends without
 * and with the admission plugins PodNodeSelector and PodTolerationRestriction, and which rule finds it in the manifests. boutique-1 is
 * tainted for another tenant, shared-1 is in the pool 'general', free-1 in none.
 */
export const ROGUES: readonly (readonly [asks: string, pod: NonNullable<Change['pod']>, without: End, with_: End, flaggedBy: string])[] = [
  ['for nothing at all', {}, { runs: ['free-1', 'shared-1'] }, { runs: ['bookinfo-1'] }, 'pod-node-pool'],
  ['for a node of another tenant, without its toleration', on('boutique-1'), unscheduled, unscheduled, 'pod-node-pool'],
  [
    'for the pool of another tenant, without its toleration',
    { nodeSelector: { 'node-restriction.kubernetes.io/pool': 'online-boutique' } },
    unscheduled,
    selector,
    'pod-node-pool',
  ],
  [
    "for a node of another tenant, with that tenant's toleration",
    { ...on('boutique-1'), tolerations: foreignTaints },
    intruder,
    tolerations,
    'toleration-foreign',
  ],
  [
    'for a node of another tenant, with a toleration of every pool',
    { ...on('boutique-1'), tolerations: [{ key: 'palisade.dev/pool', operator: 'Exists' }] },
    intruder,
    tolerations,
    'toleration-foreign',
  ],
  [
    'for a node of another tenant, with a toleration of everything',
    { ...on('boutique-1'), tolerations: [{ operator: 'Exists' }] },
    intruder,
    tolerations,
    'toleration-wildcard',
  ],
  ['by name for a node of another tenant', { nodeName: 'boutique-1' }, removed, removed, 'pod-node-name'],
  [
    'by name for a node of another tenant, with its own toleration',
    { nodeName: 'boutique-1', tolerations: [{ ...own, effect: 'NoExecute' }] },
    removed,
    removed,
    'pod-node-name',
  ],
  [
    "by name for a node of another tenant, with that tenant's toleration of NoSchedule",
    { nodeName: 'boutique-1', tolerations: foreignTaints.slice(0, 1) },
    removed,
    tolerations,
    'pod-node-name',
  ],
  [
    "by name for a node of another tenant, with that tenant's toleration",
    { nodeName: 'boutique-1', tolerations: foreignTaints },
    intruder,
    tolerations,
    'pod-node-name',
  ],
  [
    'by name for a node of another tenant, with a toleration of everything',
    { nodeName: 'boutique-1', tolerations: [{ operator: 'Exists' }] },
    intruder,
    tolerations,
    'pod-node-name',
  ],
  ['for a node that others share', on('shared-1'), shared, unscheduled, 'pod-node-pool'],
  [
    'for the pool that others share',
    { nodeSelector: { 'node-restriction.kubernetes.io/pool': 'general' } },
    shared,
    selector,
    'pod-node-pool',
  ],
  ['by name for a node that others share', { nodeName: 'shared-1' }, shared, shared, 'pod-node-name'],
];

/** A Deployment of bookinfo whose pods are removed, and made again, for as long as there is one. */
export const CHURN: Gap & { readonly pod: NonNullable<Change['pod']> } = {
  attempt: 'a Deployment that names a node of another tenant, and makes pods for as long as they are removed',
  pod: { nodeName: 'boutique-1' },
  fix: 'a ValidatingAdmissionPolicy that refuses spec.nodeName in workloads',
  flaggedBy: 'pod-node-name',
};
