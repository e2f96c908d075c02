import { ofKind } from '../analysis/kinds';
import { at, listAt, type Manifest, pointerKey } from '../analysis/manifest';
import { amountOf } from '../analysis/quantity';
import { podsIn } from '../analysis/workloads/pods';
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
  references: [
    { source: 'STRIDE', id: 'denial-of-service' },
    { source: 'NSA', id: 'resource policies' },
  ],
  reads: [
    'spec.limits.*.type',
    'spec.limits.*.min.**',
    'spec.limits.*.max.**',
    'spec.limits.*.maxLimitRequestRatio.**',
    'container.resources.requests.**',
    'container.resources.limits.**',
  ],
  remediation: "change the container's resources, or the limit range",
  why: 'The API server refuses a pod with a container outside the bounds of its namespace; only the controller that fails to create it says so.',
  attack: 'The next release, perhaps the one with the fix, never gets a pod, while the dashboards show the old ones as healthy.',
  example: {
    refused: `
apiVersion: v1
kind: LimitRange
metadata:
  name: limits
spec:
  limits:
    - type: Container
      max:
        memory: 1Gi
---
apiVersion: v1
kind: Pod
metadata:
  name: cart
spec:
  containers:
    - name: cart
      resources:
        limits:
          memory: 2Gi`,
    accepted: `
apiVersion: v1
kind: LimitRange
metadata:
  name: limits
spec:
  limits:
    - type: Container
      max:
        memory: 1Gi
---
apiVersion: v1
kind: Pod
metadata:
  name: cart
spec:
  containers:
    - name: cart
      resources:
        limits:
          memory: 1Gi`,
  },

  *check({ manifests }) {
    const bounds = new Map<string, Bounds>();
    for (const { object } of ofKind(manifests, '', 'LimitRange')) {
      const { namespace = '' } = object.metadata;
      const known = bounds.get(namespace) ?? { min: new Map(), max: new Map(), maxLimitRequestRatio: new Map() };
      bounds.set(namespace, known);
      for (const item of listAt(object, 'spec', 'limits')) {
        if (at(item, 'type') === 'Container') tighten(known, item);
      }
    }
    for (const { manifest, containers } of podsIn(manifests)) {
      const known = bounds.get(manifest.object.metadata.namespace ?? '');
      if (known === undefined) continue;
      for (const { name, container, pointer } of containers) yield* outside(manifest, name, container, `${pointer}/resources`, known);
    }
  },
};

/** The tightest bound of each resource, as all limit ranges of a namespace hold at once. */
type Bounds = Readonly<Record<'min' | 'max' | 'maxLimitRequestRatio', Map<string, unknown>>>;

function tighten(bounds: Bounds, item: unknown): void {
  for (const field of ['min', 'max', 'maxLimitRequestRatio'] as const) {
    for (const [resource, bound] of Object.entries(at(item, field) ?? {})) {
      const [known, amount] = [amountOf(bounds[field].get(resource)), amountOf(bound)];
      if (amount === undefined) continue;
      if (known === undefined || (field === 'min' ? amount > known : amount < known)) bounds[field].set(resource, bound);
    }
  }
}

function* outside(manifest: Manifest, name: string, container: unknown, pointer: string, bounds: Bounds) {
  const stated = (kind: string, resource: string) => at(container, 'resources', kind, resource);
  for (const [resource, min] of bounds.min) {
    const request = stated('requests', resource);
    if ((amountOf(request) ?? Number.POSITIVE_INFINITY) >= (amountOf(min) ?? 0)) continue;
    yield {
      manifest,
      pointer: `${pointer}/requests/${pointerKey(resource)}`,
      message: `container '${name}' requests ${request} of ${resource}, expected at least ${min}`,
    };
  }
  for (const [resource, max] of bounds.max) {
    const limit = stated('limits', resource);
    if ((amountOf(limit) ?? 0) <= (amountOf(max) ?? Number.POSITIVE_INFINITY)) continue;
    yield {
      manifest,
      pointer: `${pointer}/limits/${pointerKey(resource)}`,
      message: `container '${name}' has a limit of ${limit} for ${resource}, expected at most ${max}`,
    };
  }
  for (const [resource, ratio] of bounds.maxLimitRequestRatio) {
    const limit = stated('limits', resource);
    const request = stated('requests', resource) ?? limit;
    const times = (amountOf(limit) ?? 0) / (amountOf(request) ?? 1);
    if (times <= (amountOf(ratio) ?? Number.POSITIVE_INFINITY)) continue;
    const message = `container '${name}' has a limit of ${limit} for ${resource}, ${Number(times.toFixed(2))} times its request, expected at most ${ratio} times`;
    yield { manifest, pointer: `${pointer}/limits/${pointerKey(resource)}`, message };
  }
}
