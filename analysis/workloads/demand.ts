import { at, type KubernetesObject, listAt } from '../manifest';
import { amountOf } from '../quantity';
import { type PodTemplate, podOf } from './pods';

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

/** `most` is the bound of an autoscaler, which only the caller knows; without one the replicas count. */
export function scaleOf(object: KubernetesObject, most?: number): Scale | undefined {
  if (podOf(object) === undefined) return undefined;
  if (object.kind === 'Pod') return { pods: 1, surge: 0 };
  const pods = most ?? amountOf(at(object, 'spec', 'replicas')) ?? 1;
  switch (object.kind) {
    case 'Deployment':
      return { pods, surge: pods === 0 ? 0 : surgeOf(object, pods) };
    case 'ReplicaSet':
    case 'StatefulSet':
      return { pods, surge: 0 };
    default:
      return undefined;
  }
}

/** Pods beyond the replicas during a rollout; a share is rounded up. */
function surgeOf(deployment: KubernetesObject, pods: number): number {
  if (at(deployment, 'spec', 'strategy', 'type') === 'Recreate') return 0;
  const surge = at(deployment, 'spec', 'strategy', 'rollingUpdate', 'maxSurge') ?? '25%';
  if (typeof surge === 'number') return surge;
  return typeof surge === 'string' && /^[0-9]+%$/.test(surge) ? Math.ceil((pods * Number(surge.slice(0, -1))) / 100) : 0;
}
