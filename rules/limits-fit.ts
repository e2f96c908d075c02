import { at, listAt, type Manifest, pointerKey } from '../analysis/manifest';
import { containersOf, podOf } from '../analysis/pods';
import { amountOf } from '../analysis/quantity';
import type { Rule } from './rule';

/**
 * The LimitRange of a namespace refuses each pod with a container outside its bounds; only the ReplicaSet that fails to create it
 * says so.
 */
export const limitsFit: Rule = {
  id: 'limits-fit',
  title: 'containers keep within the limit range of their namespace',
  severity: 'error',
  exemptible: 'with a reason',
  references: [{ source: 'STRIDE', id: 'denial-of-service' }],
  remediation: "change the container's resources, or the limit range",

  *check({ manifests }) {
    const ranges = new Map<string, unknown[]>();
    for (const { object } of manifests) {
      if (object.kind !== 'LimitRange') continue;
      const items = listAt(object, 'spec', 'limits').filter((item) => at(item, 'type') === 'Container');
      ranges.set(object.metadata.namespace ?? '', [...(ranges.get(object.metadata.namespace ?? '') ?? []), ...items]);
    }
    for (const manifest of manifests) {
      const pod = podOf(manifest.object);
      const items = ranges.get(manifest.object.metadata.namespace ?? '');
      if (pod === undefined || items === undefined) continue;
      for (const { name, container, pointer } of containersOf(pod)) {
        for (const item of items) yield* outside(manifest, name, container, `${pointer}/resources`, item);
      }
    }
  },
};

function* outside(manifest: Manifest, name: string, container: unknown, pointer: string, item: unknown) {
  const stated = (kind: string, resource: string) => at(container, 'resources', kind, resource);
  for (const [resource, min] of Object.entries(at(item, 'min') ?? {})) {
    const request = stated('requests', resource);
    if ((amountOf(request) ?? Number.POSITIVE_INFINITY) >= (amountOf(min) ?? 0)) continue;
    yield {
      manifest,
      pointer: `${pointer}/requests/${pointerKey(resource)}`,
      message: `container '${name}' requests ${request} of ${resource}, expected at least ${min}`,
    };
  }
  for (const [resource, max] of Object.entries(at(item, 'max') ?? {})) {
    const limit = stated('limits', resource);
    if ((amountOf(limit) ?? 0) <= (amountOf(max) ?? Number.POSITIVE_INFINITY)) continue;
    yield {
      manifest,
      pointer: `${pointer}/limits/${pointerKey(resource)}`,
      message: `container '${name}' has a limit of ${limit} for ${resource}, expected at most ${max}`,
    };
  }
  for (const [resource, ratio] of Object.entries(at(item, 'maxLimitRequestRatio') ?? {})) {
    const limit = stated('limits', resource);
    const request = stated('requests', resource) ?? limit;
    const times = (amountOf(limit) ?? 0) / (amountOf(request) ?? 1);
    if (times <= (amountOf(ratio) ?? Number.POSITIVE_INFINITY)) continue;
    const message = `container '${name}' has a limit of ${limit} for ${resource}, ${Number(times.toFixed(2))} times its request, expected at most ${ratio} times`;
    yield { manifest, pointer: `${pointer}/limits/${pointerKey(resource)}`, message };
  }
}
