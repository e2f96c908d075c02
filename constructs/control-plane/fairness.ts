import type { Chart } from 'cdk8s';
import { type FlowSchemaSpec, KubeObject } from '../../imports/k8s';
import { beforeJudging } from '../gate';
import { tenantLabels } from '../labels';
import { byText } from '../names';
import type { Problems } from '../problems';
import { checkWhole } from './checks';
import type { Part, Surroundings, TenantFacts } from './part';
import { objectOf } from './shape';

/**
 * A priority level for what the workloads of tenants ask of the API server, where each tenant waits in a few of many queues: one that asks
 * too much waits for itself. Nodes, the control plane and kube-system keep the levels that Kubernetes gives them, and nobody is exempt
 * who was not.
 */
export interface FairnessProps {
  /** The level's part of the requests that may be under way, 1 to 1000; those that Kubernetes makes have 245 together. @default 100 */
  readonly shares?: number;

  /** How much of it others may use while tenants do not, in percent. @default 50 */
  readonly lendablePercent?: number;

  /** How much tenants may use of what others do not, in percent of their own, 0 to 1000. @default 100 */
  readonly borrowingPercent?: number;

  /** How many queues there are, 2 to 1024. @default 128 */
  readonly queues?: number;

  /** In how many of them a tenant waits. @default 6 */
  readonly handSize?: number;

  /** How many requests wait in a queue, 1 to 1000; more are told to come again. @default 50 */
  readonly queueLength?: number;
}

const KEYS: Readonly<Record<keyof FairnessProps, true>> = {
  shares: true,
  lendablePercent: true,
  borrowingPercent: true,
  queues: true,
  handSize: true,
  queueLength: true,
};

const LEVEL = 'palisade-tenants';

/** After what Kubernetes sends to the system's levels (900 and less), before what it does with ServiceAccounts of anybody (9000). */
const PRECEDENCE = 5000;

/** The minor version of flowcontrol v1. */
const V1_SINCE = 29;

/** What the hand of a tenant is drawn from. https://pkg.go.dev/k8s.io/apiserver/pkg/util/shufflesharding */
const HASH_BITS = 60;

export const reasons: Readonly<Record<string, string>> = {
  'control-plane.k8s.yaml:FlowSchema': 'denial of service: all that the workloads of one tenant ask waits in the few queues of that tenant',
  'control-plane.k8s.yaml:PriorityLevelConfiguration':
    'denial of service: tenants together leave the API server time for nodes and controllers',
};

/** https://kubernetes.io/docs/concepts/cluster-administration/flow-control/ */
export function fairnessPart(props: FairnessProps | undefined, surroundings: Surroundings, problems: Problems): Part {
  const given = objectOf(problems, 'fairness', props, KEYS);
  const whole = (field: keyof FairnessProps, fallback: number, least: number, most: number) =>
    checkWhole(problems, `fairness.${field}`, given[field] ?? fallback, least, most);
  const shares = whole('shares', 100, 1, 1000);
  const lendablePercent = whole('lendablePercent', 50, 0, 100);
  const borrowingLimitPercent = whole('borrowingPercent', 100, 0, 1000);
  const queues = whole('queues', 128, 2, 1024);
  const handSize = whole('handSize', 6, 1, Number.isInteger(queues) ? queues : 1024);
  const queueLengthLimit = whole('queueLength', 50, 1, 1000);
  const canBe = [queues, handSize].every(Number.isInteger) && handSize <= queues && queues <= 1024;
  const bits = canBe ? bitsOf(queues, handSize) : 0;
  if (bits > HASH_BITS)
    problems.add(
      `fairness.handSize must be smaller: to draw ${handSize} of ${queues} queues takes ${bits} bits, and there are ${HASH_BITS}`,
    );
  const group = `flowcontrol.apiserver.k8s.io/${surroundings.minor >= V1_SINCE ? 'v1' : 'v1beta3'}` as const;
  const labels = { ...surroundings.profile.labels, ...tenantLabels('control-plane') };
  const objects = (chart: Chart): void => {
    new KubeObject(
      chart,
      'tenants-level',
      `${group}/PriorityLevelConfiguration`,
      { name: LEVEL, labels },
      {
        spec: {
          type: 'Limited',
          limited: {
            nominalConcurrencyShares: shares,
            lendablePercent,
            borrowingLimitPercent,
            limitResponse: { type: 'Queue', queuing: { queues, handSize, queueLengthLimit } },
          },
        },
      },
    );
    beforeJudging(chart, () => {
      for (const [tenant, namespaces] of namespacesByTenant(surroundings.tenants())) {
        const id = `flows-${tenant}`;
        if (chart.node.tryFindChild(id) !== undefined) continue;
        new KubeObject(chart, id, `${group}/FlowSchema`, { name: `palisade-tenant-${tenant}`, labels }, { spec: flowsOf(namespaces) });
      }
    });
  };
  return { objects, reasons };
}

/** How many bits of a hash it takes to deal so many cards of a deck. */
function bitsOf(queues: number, handSize: number): number {
  return Math.ceil(Array.from({ length: handSize }, (_, card) => Math.log2(queues - card)).reduce((sum, each) => sum + each, 0));
}

function namespacesByTenant(tenants: readonly TenantFacts[]): readonly (readonly [string, readonly string[]])[] {
  const byTenant = new Map<string, string[]>();
  for (const { tenant, namespace } of tenants) byTenant.set(tenant, [...(byTenant.get(tenant) ?? []), namespace]);
  return [...byTenant].sort(([a], [b]) => byText(a, b)).map(([tenant, namespaces]) => [tenant, namespaces.sort(byText)]);
}

/** One flow for all of a tenant, whichever and however many of its ServiceAccounts ask, and whatever they ask for. */
function flowsOf(namespaces: readonly string[]): FlowSchemaSpec {
  return {
    matchingPrecedence: PRECEDENCE,
    priorityLevelConfiguration: { name: LEVEL },
    rules: [
      {
        subjects: namespaces.map((namespace) => ({ kind: 'ServiceAccount', serviceAccount: { namespace, name: '*' } })),
        resourceRules: [{ verbs: ['*'], apiGroups: ['*'], resources: ['*'], clusterScope: true, namespaces: ['*'] }],
        nonResourceRules: [{ verbs: ['*'], nonResourceURLs: ['*'] }],
      },
    ],
  };
}
