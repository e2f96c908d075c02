import { at, type KubernetesObject, listAt } from './manifest';
import { type PodTemplate, podOf } from './pods';
import { amountOf } from './quantity';

/** What a pod asks of a quota: `requests.cpu`, `limits.memory`, … in base units, and itself as `pods`. */
export type Demand = ReadonlyMap<string, number>;

const RESOURCES = ['cpu', 'memory', 'ephemeral-storage'];

/**
 * What one pod asks for: the larger of what its containers use together and what any init container uses while it runs, sidecars
 * counted in both.
 *
 * https://github.com/kubernetes/kubernetes/blob/master/staging/src/k8s.io/component-helpers/resource/helpers.go
 */
export function demandOf(pod: PodTemplate): Demand {
  const demand = new Map([['pods', 1]]);
  for (const kind of ['requests', 'limits']) {
    for (const resource of RESOURCES) {
      // The API server takes a limit for the request that is not stated.
      const of = (container: unknown) =>
        amountOf(at(container, 'resources', kind, resource) ?? at(container, 'resources', 'limits', resource)) ?? 0;
      let sidecars = 0;
      let start = 0;
      for (const container of listAt(pod.spec, 'initContainers')) {
        const own = of(container);
        if (at(container, 'restartPolicy') === 'Always') sidecars += own;
        start = Math.max(start, at(container, 'restartPolicy') === 'Always' ? sidecars : sidecars + own);
      }
      const running = listAt(pod.spec, 'containers').reduce((sum: number, container) => sum + of(container), sidecars);
      demand.set(`${kind}.${resource}`, Math.max(start, running));
    }
  }
  return demand;
}

/** How many pods of an object there are in the end, and how many more while it rolls out; `undefined` if no manifest tells. */
export interface Scale {
  readonly pods: number;
  readonly surge: number;
}

/** Without autoscalers, whose bounds are the caller's to know. */
export function scaleOf(object: KubernetesObject): Scale | undefined {
  if (podOf(object) === undefined) return undefined;
  const replicas = amountOf(at(object, 'spec', 'replicas')) ?? 1;
  switch (object.kind) {
    case 'Pod':
      return { pods: 1, surge: 0 };
    case 'Deployment':
      return { pods: replicas, surge: replicas === 0 ? 0 : surgeOf(object, replicas) };
    case 'ReplicaSet':
    case 'StatefulSet':
      return { pods: replicas, surge: 0 };
    default:
      return undefined;
  }
}

/** Pods beyond the replicas during a rollout; a share is rounded up. */
export function surgeOf(deployment: KubernetesObject, replicas: number): number {
  if (at(deployment, 'spec', 'strategy', 'type') === 'Recreate') return 0;
  const surge = at(deployment, 'spec', 'strategy', 'rollingUpdate', 'maxSurge') ?? '25%';
  return typeof surge === 'string' && surge.endsWith('%') ? Math.ceil((replicas * Number(surge.slice(0, -1))) / 100) : Number(surge);
}
