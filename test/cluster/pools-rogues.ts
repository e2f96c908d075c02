import type { Change } from './attacks-pods';

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
 * Pods of bookinfo, the pods of whose Deployments run on bookinfo-1 and nowhere else: what each asks for, and where it ends without
 * and with the admission plugins PodNodeSelector and PodTolerationRestriction. boutique-1 is tainted for another tenant, shared-1 is in
 * the pool 'general', free-1 in none.
 */
export const ROGUES: readonly (readonly [asks: string, pod: NonNullable<Change['pod']>, without: End, with_: End])[] = [
  ['for nothing at all', {}, { runs: ['free-1', 'shared-1'] }, { runs: ['bookinfo-1'] }],
  ['for a node of another tenant, without its toleration', on('boutique-1'), unscheduled, unscheduled],
  [
    'for the pool of another tenant, without its toleration',
    { nodeSelector: { 'node-restriction.kubernetes.io/pool': 'online-boutique' } },
    unscheduled,
    selector,
  ],
  [
    "for a node of another tenant, with that tenant's toleration",
    { ...on('boutique-1'), tolerations: foreignTaints },
    intruder,
    tolerations,
  ],
  [
    'for a node of another tenant, with a toleration of every pool',
    { ...on('boutique-1'), tolerations: [{ key: 'palisade.dev/pool', operator: 'Exists' }] },
    intruder,
    tolerations,
  ],
  [
    'for a node of another tenant, with a toleration of everything',
    { ...on('boutique-1'), tolerations: [{ operator: 'Exists' }] },
    intruder,
    tolerations,
  ],
  ['by name for a node of another tenant', { nodeName: 'boutique-1' }, removed, removed],
  [
    'by name for a node of another tenant, with its own toleration',
    { nodeName: 'boutique-1', tolerations: [{ ...own, effect: 'NoExecute' }] },
    removed,
    removed,
  ],
  [
    "by name for a node of another tenant, with that tenant's toleration of NoSchedule",
    { nodeName: 'boutique-1', tolerations: foreignTaints.slice(0, 1) },
    removed,
    tolerations,
  ],
  [
    "by name for a node of another tenant, with that tenant's toleration",
    { nodeName: 'boutique-1', tolerations: foreignTaints },
    intruder,
    tolerations,
  ],
  [
    'by name for a node of another tenant, with a toleration of everything',
    { nodeName: 'boutique-1', tolerations: [{ operator: 'Exists' }] },
    intruder,
    tolerations,
  ],
  ['for a node that others share', on('shared-1'), shared, unscheduled],
  ['for the pool that others share', { nodeSelector: { 'node-restriction.kubernetes.io/pool': 'general' } }, shared, selector],
  ['by name for a node that others share', { nodeName: 'shared-1' }, shared, shared],
];
