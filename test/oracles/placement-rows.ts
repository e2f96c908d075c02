import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { mayLand } from '../../analysis/placement/landing';
import { placementOf } from '../../analysis/placement/placement';
import type { PlacementFacts } from '../../analysis/placement/pods';
import type { Answer } from '../../analysis/placement/reason';

/** A pod, the kind that runs it, and a node that it may land on, as JSON. */
export interface PodAndNode {
  readonly kind: 'Pod' | 'DaemonSet';
  readonly pod: Readonly<Record<string, unknown>>;
  readonly node: {
    readonly name: string;
    readonly labels: Readonly<Record<string, string>>;
    readonly taints: readonly object[];
    readonly unschedulable?: boolean;
  };
}

/** A row of the table: what is in it, and whether the pod may land. */
export interface PlacementRow extends PodAndNode {
  readonly what: string;
  readonly lands: boolean | 'with TaintTolerationComparisonOperators';
}

/** The published table, a row in each line. */
export function placementTable(): readonly PlacementRow[] {
  const text = readFileSync(join(__dirname, 'placement-table.jsonl'), 'utf8');
  return text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as PlacementRow);
}

/** Nothing is on that a cluster does not have on by default. */
export const PLAIN_FACTS: PlacementFacts = {
  minor: 37,
  podNodeSelector: 'off',
  podTolerationRestriction: 'off',
  extendedResourceToleration: 'off',
};

/** What Palisade says of a pod and a node. */
export function answerTo({ kind, pod, node }: PodAndNode, facts: PlacementFacts = PLAIN_FACTS): Answer {
  const { name, labels, taints, unschedulable = false } = node;
  const runs =
    kind === 'Pod'
      ? { apiVersion: 'v1', kind, metadata: { name: 'cart', namespace: 'shop' }, spec: pod }
      : { apiVersion: 'apps/v1', kind, metadata: { name: 'cart', namespace: 'shop' }, spec: { template: { spec: pod } } };
  const objects = [runs, { apiVersion: 'v1', kind: 'Node', metadata: { name, labels }, spec: { taints, unschedulable } }];
  const { pods, groups } = placementOf(
    objects.map((object) => ({ object, source: 'test' })),
    facts,
  );
  const [first, group] = [pods[0], groups.find(({ nodeName }) => nodeName === name)];
  if (first === undefined || group === undefined) throw new Error('there is no pod, or no node');
  return mayLand(first, group).answer;
}
