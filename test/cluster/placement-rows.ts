import { placementTable } from '../oracles/placement-rows';
import type { FakeNode } from './nodes';
import type { Version } from './versions';

/** Something that is to run, by the names of its objects: what it is, and the specification of its pods. */
export interface Row {
  readonly name: string;
  readonly what: string;
  readonly kind: 'Pod' | 'DaemonSet';
  readonly pod: Readonly<Record<string, unknown>> & {
    readonly nodeName?: string;
    readonly nodeSelector?: Readonly<Record<string, string>>;
  };
}

const ROOM = { pods: '5000', cpu: '5000', memory: '5000Gi' };
const taint = (key: string, effect: string, value?: string) => ({ key, effect, ...(value === undefined ? {} : { value }) });
const OWN = { pool: 'shop', disks: '4', zone: 'a' };

const WRITTEN: readonly FakeNode[] = [
  { name: 'worker-1', labels: OWN },
  { name: 'worker-2', labels: OWN, taints: [taint('pool', 'NoExecute', 'shop')] },
  { name: 'worker-3', labels: { ...OWN, zone: 'b', disks: '10' }, taints: [taint('pool', 'NoSchedule', 'shop')] },
  {
    name: 'worker-4',
    labels: { pool: 'market', disks: '07' },
    taints: [taint('pool', 'NoSchedule', 'shop'), taint('pool', 'NoExecute', 'shop')],
  },
  { name: 'worker-5', labels: { pool: 'market', zone: 'a' }, taints: [taint('pool', 'PreferNoSchedule', 'shop')] },
  { name: 'worker-6' },
  { name: 'worker-7', labels: { gpu: '', disks: '5' }, unschedulable: true },
  { name: 'worker-8', labels: { ...OWN, gpu: 'yes' }, taints: [taint('risk', 'NoSchedule', '7')] },
  { name: 'worker-9', labels: OWN, taints: [taint('pool', 'NoSchedule')] },
  { name: 'worker-10', labels: { disks: 'many', pool: '' }, taints: [taint('node.kubernetes.io/disk-pressure', 'NoSchedule')] },
  { name: 'worker-11', labels: OWN, taints: [taint('node.kubernetes.io/not-ready', 'NoExecute')] },
  { name: 'worker-12', labels: OWN, taints: [taint('node.kubernetes.io/network-unavailable', 'NoSchedule')] },
];

/** Nodes that differ in what scheduling looks at: labels, taints of the three effects, a cordon, what the cluster says of sick nodes. */
export const NODES: readonly FakeNode[] = WRITTEN.map((node) => ({ ...node, capacity: ROOM }));

const required = (...nodeSelectorTerms: readonly object[]) => ({
  affinity: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms } } },
});
const label = (key: string, operator: string, ...values: readonly string[]) => ({ key, operator, values });
const field = (operator: string, ...values: readonly string[]) => ({ key: 'metadata.name', operator, values });
const tolerating = (...tolerations: readonly object[]) => ({ tolerations });

/** What the published table, which has one node for each pod, does not have. */
const MORE: readonly (readonly [what: string, kind: Row['kind'], pod: Row['pod']])[] = [
  ['a toleration for an hour', 'Pod', tolerating({ key: 'pool', operator: 'Exists', effect: 'NoExecute', tolerationSeconds: 3600 })],
  ['a toleration of a key with any effect', 'Pod', tolerating({ key: 'pool', operator: 'Exists' })],
  [
    'tolerations of all that the cluster says of sick nodes',
    'Pod',
    tolerating(
      ...['not-ready', 'disk-pressure', 'network-unavailable', 'unschedulable'].map((name) => ({
        key: `node.kubernetes.io/${name}`,
        operator: 'Exists',
      })),
    ),
  ],
  [
    'a toleration for the half of two taints',
    'Pod',
    {
      ...tolerating({ key: 'pool', operator: 'Exists', effect: 'NoExecute' }),
      ...required({ matchExpressions: [label('pool', 'In', 'market')] }),
    },
  ],
  ['a toleration of everything, and a label', 'Pod', { ...tolerating({ operator: 'Exists' }), nodeSelector: { pool: 'market' } }],
  [
    'terms for two zones',
    'Pod',
    required({ matchExpressions: [label('zone', 'In', 'b')] }, { matchExpressions: [label('zone', 'In', 'a')] }),
  ],
  [
    'a term of three expressions',
    'Pod',
    required({ matchExpressions: [label('pool', 'Exists'), label('disks', 'Gt', '3'), label('zone', 'NotIn', 'b')] }),
  ],
  [
    'a term by a name, and one by a label',
    'Pod',
    required({ matchFields: [field('In', 'worker-6')] }, { matchExpressions: [label('pool', 'In', 'market')] }),
  ],
  [
    'no label, and not a name',
    'Pod',
    required({ matchExpressions: [label('pool', 'DoesNotExist')], matchFields: [field('NotIn', 'worker-7')] }),
  ],
  ['an empty value', 'Pod', { ...required({ matchExpressions: [label('pool', 'In', '')] }), ...tolerating({ operator: 'Exists' }) }],
  [
    'more disks than some, with a toleration of everything',
    'Pod',
    { ...required({ matchExpressions: [label('disks', 'Gt', '5')] }), ...tolerating({ operator: 'Exists' }) },
  ],
  [
    'fewer disks than some, with a toleration of everything',
    'Pod',
    { ...required({ matchExpressions: [label('disks', 'Lt', '8')] }), ...tolerating({ operator: 'Exists' }) },
  ],
  [
    'a node by name, tolerated for some time only',
    'Pod',
    { nodeName: 'worker-2', ...tolerating({ key: 'pool', operator: 'Exists', effect: 'NoExecute', tolerationSeconds: 3600 }) },
  ],
  [
    'a node by name, of whose two taints one is tolerated',
    'Pod',
    { nodeName: 'worker-4', ...tolerating({ key: 'pool', operator: 'Exists', effect: 'NoSchedule' }) },
  ],
  ['a cordoned node by name', 'Pod', { nodeName: 'worker-7' }],
  ['a DaemonSet that tolerates everything', 'DaemonSet', tolerating({ operator: 'Exists' })],
  ['a DaemonSet with a node selector', 'DaemonSet', { nodeSelector: { zone: 'a' } }],
  [
    'a DaemonSet of some nodes by name',
    'DaemonSet',
    required({ matchFields: [field('In', 'worker-7')] }, { matchFields: [field('In', 'worker-3')] }),
  ],
];

/** Affinities that the API server does not take. */
const MALFORMED: ReadonlySet<string> = new Set(
  [
    ...['an empty list of terms', 'In without values', 'NotIn without values', 'Exists with a value', 'Gt with two values'],
    ...['an operator that there is not', 'a key that is none', 'a term that cannot be read besides one that matches'],
    ...['an expression that cannot be read in a term that matches', 'a field with two names', 'a field that exists', 'another field'],
  ].map((what) => `required affinity: ${what}`),
);
/** The same, on newer ones only; before, no node matches them. */
const NEWLY_MALFORMED: ReadonlySet<string> = new Set(
  ['Gt of a negative number, which is no value of a label', 'a value that is none'].map((what) => `required affinity: ${what}`),
);

/** Whether an API server of a version takes no such pod: then nothing can be compared. */
export function isRefused({ what, pod }: Row, version: Version): boolean {
  const tolerations = (pod['tolerations'] ?? []) as readonly { readonly operator?: string; readonly value?: string }[];
  // Lt and Gt are behind a gate that is off.
  const isOdd = tolerations.some(({ operator = '', value }) => operator === 'Lt' || operator === 'Gt' || (operator === 'Exists' && value));
  return isOdd || MALFORMED.has(what) || (version !== '1.29' && NEWLY_MALFORMED.has(what));
}

/** Of pods that name their node, those that its kubelet refuses: Palisade says so, and fake nodes have none. */
export const OF_KUBELETS = ['the name of the node, with a node selector that is wrong'];

/** Every pod and DaemonSet of the published table once, and more. */
export function rows(): readonly Row[] {
  const all = [...placementTable().map(({ what, kind, pod }) => [what, kind, pod] as const), ...MORE];
  const distinct = new Map(all.map(([what, kind, pod]) => [JSON.stringify([kind, pod]), { what, kind, pod }]));
  return [...distinct.values()].map((row, index) => ({ ...row, name: `row-${index}` }));
}

/** The object that runs a row. */
export function objectOf({ name, kind, pod }: Row) {
  const spec = { terminationGracePeriodSeconds: 0, containers: [{ name: 'app', image: 'app' }], ...pod };
  if (kind === 'Pod') return { apiVersion: 'v1', kind, metadata: { name, namespace: 'default', labels: { row: name } }, spec };
  const template = { metadata: { labels: { row: name } }, spec };
  return {
    ...{ apiVersion: 'apps/v1', kind, metadata: { name, namespace: 'default' } },
    spec: { selector: { matchLabels: { row: name } }, template },
  };
}

/** The same pod, pinned to a node: it asks for that and for all it has asked before. */
export function pinnedTo(row: Row, node: string) {
  return objectOf({
    ...row,
    name: pinnedName(row, node),
    pod: { ...row.pod, nodeSelector: { ...row.pod.nodeSelector, 'kubernetes.io/hostname': node } },
  });
}

export function pinnedName({ name }: Row, node: string): string {
  return `${name}-${node}`;
}
