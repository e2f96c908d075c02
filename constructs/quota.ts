import { constant, type LimitRangeItem, type ResourceQuotaSpec } from '../imports/k8s';
import { byText } from './names';
import { type Problems, shown } from './problems';
import { type Amount, amountText, type CpuAmount, quantity } from './quantity';

/** What a namespace may use in total. Requests and limits are held to the same amounts. */
export interface QuotaProps {
  /** @default '10' */
  readonly cpu?: CpuAmount;
  /** @default '20Gi' */
  readonly memory?: Amount;
  /** @default '20Gi' */
  readonly ephemeralStorage?: Amount;
  /** @default 100 */
  readonly pods?: number;
  /** @default 50 */
  readonly services?: number;
  /**
   * Services that get an address of their own outside the cluster.
   *
   * @default 0
   */
  readonly loadBalancers?: number;
  /**
   * Ports opened on every node.
   *
   * @default 0
   */
  readonly nodePorts?: number;
  /** @default 100 */
  readonly secrets?: number;
  /** @default 100 */
  readonly configMaps?: number;
  /** @default 20 */
  readonly persistentVolumeClaims?: number;
  /** @default as many as pods */
  readonly deployments?: number;
  /** @default as many as pods */
  readonly statefulSets?: number;
  /** Each release of a Deployment makes one. @default twelve for each Deployment: ten old ones, one that runs, one that is rolled out */
  readonly replicaSets?: number;
  /** Each release of a StatefulSet makes one. @default twelve for each StatefulSet */
  readonly controllerRevisions?: number;
  /**
   * Those that have finished count, too, until something removes them.
   *
   * @default four times as many as pods: a CronJob keeps four that have finished unless it says otherwise
   */
  readonly jobs?: number;
  /** @default as many as pods */
  readonly cronJobs?: number;
  /** @default as many as Services */
  readonly ingresses?: number;
  /** HorizontalPodAutoscalers. @default as many as pods */
  readonly autoscalers?: number;
  /** PodDisruptionBudgets. @default as many as pods */
  readonly disruptionBudgets?: number;
  /**
   * Sum of the sizes of all claims.
   *
   * @default '100Gi'
   */
  readonly storage?: Amount;
}

/** What one container, pod or claim may use, and what a container gets that asks for nothing. */
export interface LimitsProps {
  /** Request and limit of a container that states none. @default cpu '100m', memory '128Mi', ephemeralStorage '256Mi' */
  readonly default?: ContainerAmounts;
  /** @default cpu '10m', memory '16Mi', ephemeralStorage '1Mi' */
  readonly min?: ContainerAmounts;
  /** @default cpu '4', memory '8Gi', ephemeralStorage '8Gi' */
  readonly max?: ContainerAmounts;
  /**
   * How many times its request a container's limit may be.
   *
   * @default cpu 10, memory 4
   */
  readonly ratio?: { readonly cpu?: number; readonly memory?: number };
  /** @default min '1Mi', max the storage quota */
  readonly claim?: { readonly min?: Amount; readonly max?: Amount };
}

/** Amounts of the three resources that every container states. */
export interface ContainerAmounts {
  readonly cpu?: CpuAmount;
  readonly memory?: Amount;
  readonly ephemeralStorage?: Amount;
}

/** Those that Kubernetes keeps unless it is told otherwise, the one that runs and the one that is rolled out. */
const REVISIONS = 12;

/**
 * `spec` of the quota for everything in the namespace: of each kind that a tenant may create, or
 * have created, so many objects and no more.
 *
 * https://kubernetes.io/docs/concepts/policy/resource-quotas/#quota-on-object-count
 */
export function quotaSpec(problems: Problems, quota: QuotaProps): ResourceQuotaSpec {
  const cpu = amountText(problems, 'quota.cpu', quota.cpu ?? '10');
  const memory = amountText(problems, 'quota.memory', quota.memory ?? '20Gi');
  const ephemeralStorage = amountText(problems, 'quota.ephemeralStorage', quota.ephemeralStorage ?? '20Gi');
  const pods = quota.pods ?? 100;
  const services = quota.services ?? 50;
  const deployments = quota.deployments ?? pods;
  const statefulSets = quota.statefulSets ?? pods;
  // What is derived from another count is judged where that one is.
  const derived = (what: string, given: number | undefined, otherwise: number) =>
    given === undefined ? String(otherwise) : count(problems, what, given);
  const hard: Record<string, string> = {
    'count/controllerrevisions.apps': derived('quota.controllerRevisions', quota.controllerRevisions, REVISIONS * statefulSets),
    'count/cronjobs.batch': derived('quota.cronJobs', quota.cronJobs, pods),
    'count/deployments.apps': derived('quota.deployments', quota.deployments, pods),
    'count/horizontalpodautoscalers.autoscaling': derived('quota.autoscalers', quota.autoscalers, pods),
    'count/ingresses.networking.k8s.io': derived('quota.ingresses', quota.ingresses, services),
    'count/jobs.batch': derived('quota.jobs', quota.jobs, 4 * pods),
    'count/poddisruptionbudgets.policy': derived('quota.disruptionBudgets', quota.disruptionBudgets, pods),
    'count/replicasets.apps': derived('quota.replicaSets', quota.replicaSets, REVISIONS * deployments),
    'count/statefulsets.apps': derived('quota.statefulSets', quota.statefulSets, pods),
    'limits.cpu': cpu,
    'limits.ephemeral-storage': ephemeralStorage,
    'limits.memory': memory,
    'requests.cpu': cpu,
    'requests.ephemeral-storage': ephemeralStorage,
    'requests.memory': memory,
    'requests.storage': amountText(problems, 'quota.storage', quota.storage ?? '100Gi'),
    configmaps: count(problems, 'quota.configMaps', quota.configMaps ?? 100),
    persistentvolumeclaims: count(problems, 'quota.persistentVolumeClaims', quota.persistentVolumeClaims ?? 20),
    pods: count(problems, 'quota.pods', pods),
    secrets: count(problems, 'quota.secrets', quota.secrets ?? 100),
    services: count(problems, 'quota.services', services),
    'services.loadbalancers': count(problems, 'quota.loadBalancers', quota.loadBalancers ?? 0),
    'services.nodeports': count(problems, 'quota.nodePorts', quota.nodePorts ?? 0),
  };
  return { hard: Object.fromEntries(Object.entries(hard).sort(([a], [b]) => byText(a, b))) };
}

/**
 * `spec` of the quota that keeps a tenant's pods out of the priority classes of the cluster's own services, which would evict
 * everybody else's.
 *
 * https://kubernetes.io/docs/concepts/policy/resource-quotas/#resource-quota-per-priorityclass
 */
export const NO_SYSTEM_PRIORITY: ResourceQuotaSpec = constant({
  hard: { 'limits.cpu': '0', 'limits.memory': '0', pods: '0', 'requests.cpu': '0', 'requests.memory': '0' },
  scopeSelector: {
    matchExpressions: [{ operator: 'In', scopeName: 'PriorityClass', values: ['system-cluster-critical', 'system-node-critical'] }],
  },
});

/** The items of the namespace's LimitRange; a claim may be as large as all claims together. */
export function limitItems(problems: Problems, limits: LimitsProps, storageQuota: string): readonly LimitRangeItem[] {
  const before = problems.count;
  const usual = amounts(problems, 'limits.default', { cpu: '100m', memory: '128Mi', ephemeralStorage: '256Mi', ...limits.default });
  const min = amounts(problems, 'limits.min', { cpu: '10m', memory: '16Mi', ephemeralStorage: '1Mi', ...limits.min });
  const max = amounts(problems, 'limits.max', { cpu: '4', memory: '8Gi', ephemeralStorage: '8Gi', ...limits.max });
  const least = amountText(problems, 'limits.claim.min', limits.claim?.min ?? '1Mi');
  const most = limits.claim?.max === undefined ? storageQuota : amountText(problems, 'limits.claim.max', limits.claim.max);
  const ratio = { cpu: limits.ratio?.cpu ?? 10, memory: limits.ratio?.memory ?? 4 };
  for (const [resource, times] of Object.entries(ratio)) {
    problems.expect(times >= 1, `limits.ratio.${resource} must be 1 or more, got ${shown(times)}`);
  }
  if (problems.count === before) {
    for (const resource of Object.keys(usual)) checkOrder(problems, resource, [min[resource], usual[resource], max[resource]]);
    const order = (quantity(least) ?? 0) <= (quantity(most) ?? Number.POSITIVE_INFINITY);
    problems.expect(order, `limits.claim must have min ≤ max, got ${least}, ${most}`);
  }
  return [
    {
      type: 'Container',
      default: usual,
      defaultRequest: usual,
      max,
      maxLimitRequestRatio: { cpu: String(ratio.cpu), memory: String(ratio.memory) },
      min,
    },
    { type: 'PersistentVolumeClaim', max: { storage: most }, min: { storage: least } },
  ];
}

function checkOrder(problems: Problems, resource: string, texts: readonly (string | undefined)[]): void {
  const values = texts.map((text) => quantity(text ?? '') ?? 0);
  const ordered = values.every((value, index) => index === 0 || (values[index - 1] ?? 0) <= value);
  problems.expect(ordered, `limits must have min ≤ default ≤ max for ${resource}, got ${texts.join(', ')}`);
}

function amounts(problems: Problems, what: string, given: Required<ContainerAmounts>): Record<string, string> {
  return {
    cpu: amountText(problems, `${what}.cpu`, given.cpu),
    'ephemeral-storage': amountText(problems, `${what}.ephemeralStorage`, given.ephemeralStorage),
    memory: amountText(problems, `${what}.memory`, given.memory),
  };
}

function count(problems: Problems, what: string, value: number): string {
  problems.expect(Number.isInteger(value) && value >= 0, `${what} must be a whole number of 0 or more, got ${shown(value)}`);
  return String(value);
}
