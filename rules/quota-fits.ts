import { ofKind } from '../analysis/kinds';
import { at, groupOf, type KubernetesObject, keyOf, type Manifest, pointerKey, stringAt } from '../analysis/manifest';
import { amountOf } from '../analysis/quantity';
import { type Demand, demandOf, scaleOf } from '../analysis/workloads/demand';
import { podsIn } from '../analysis/workloads/pods';
import type { Cluster, Rule } from './rule';

/**
 * Pods beyond the quota are never created, and their Deployment says so only to who asks: the apps of a namespace have to fit into it
 * together, with room for the largest step of a rollout.
 */
export const quotaFits: Rule = {
  id: 'quota-fits',
  title: 'the apps of a namespace fit into its quota',
  severity: 'error',
  exemptible: 'with a reason',
  references: [
    { source: 'STRIDE', id: 'denial-of-service' },
    { source: 'NSA', id: 'resource policies' },
  ],
  reads: [
    'spec.hard.**',
    'spec.scopes',
    'spec.scopeSelector',
    'spec.replicas',
    'spec.strategy.type',
    'spec.strategy.rollingUpdate.maxSurge',
    'spec.maxReplicas',
    'spec.scaleTargetRef.apiVersion',
    'spec.scaleTargetRef.kind',
    'spec.scaleTargetRef.name',
    'container.resources.requests.**',
    'container.resources.limits.**',
  ],
  remediation: 'raise the quota, or let the apps ask for less',
  why: 'Pods beyond the quota are never created: the app runs with fewer replicas than it states, or a release stops halfway.',
  attack: 'On the day of the flood the autoscaler asks for the pods that were promised to it, and the quota refuses them.',
  example: {
    refused: `
apiVersion: v1
kind: ResourceQuota
metadata:
  name: quota
spec:
  hard:
    pods: '3'
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: cart
spec:
  replicas: 3`,
    accepted: `
apiVersion: v1
kind: ResourceQuota
metadata:
  name: quota
spec:
  hard:
    pods: '4'
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: cart
spec:
  replicas: 3`,
  },

  *check({ manifests }) {
    const quotas = ofKind(manifests, '', 'ResourceQuota').filter(({ object }) => isWhole(object));
    if (quotas.length === 0) return;
    const needs = needsOf(manifests);
    for (const manifest of quotas) {
      const { steady, step } = needs.get(manifest.object.metadata.namespace ?? '') ?? { steady: new Map(), step: new Map() };
      for (const [resource, hard] of Object.entries(at(manifest.object, 'spec', 'hard') ?? {})) {
        const key = /^(cpu|memory|ephemeral-storage)$/.test(resource) ? `requests.${resource}` : resource;
        const limit = amountOf(hard);
        const wanted = (steady.get(key) ?? 0) + (step.get(key) ?? 0);
        // Sums of decimal fractions are a little off.
        if (limit === undefined || wanted <= limit * (1 + 1e-9)) continue;
        const rolling = step.get(key) === 0 ? '' : `, ${readable(step.get(key) ?? 0)} of it for a rollout`;
        const message = `the apps need ${readable(wanted)} of ${resource}${rolling}, expected at most ${hard}`;
        yield { manifest, pointer: `/spec/hard/${pointerKey(resource)}`, message };
      }
    }
  },
};

/** A quota with scopes counts some pods only. */
function isWhole(quota: KubernetesObject): boolean {
  return at(quota, 'spec', 'scopes') === undefined && at(quota, 'spec', 'scopeSelector') === undefined;
}

interface Needs {
  /** When nothing rolls out. */
  readonly steady: Map<string, number>;
  /** What the largest rollout adds, resource by resource. */
  readonly step: Map<string, number>;
}

function needsOf(manifests: Cluster['manifests']): ReadonlyMap<string, Needs> {
  const most = autoscaled(manifests);
  const needs = new Map<string, Needs>();
  for (const { manifest, pod } of podsIn(manifests)) {
    const { object } = manifest;
    const { namespace = '', name } = object.metadata;
    const scale = scaleOf(object, most.get(keyOf(groupOf(object), object.kind, namespace, name)));
    if (scale === undefined) continue;
    const known = needs.get(namespace) ?? { steady: new Map(), step: new Map() };
    needs.set(namespace, known);
    add(known, demandOf(pod), scale.pods, scale.surge);
  }
  return needs;
}

function add({ steady, step }: Needs, demand: Demand, pods: number, surge: number): void {
  for (const [resource, amount] of demand) {
    steady.set(resource, (steady.get(resource) ?? 0) + amount * pods);
    step.set(resource, Math.max(step.get(resource) ?? 0, amount * surge));
  }
}

/** The most pods that an autoscaler may ask for, by target. */
function autoscaled(manifests: readonly Manifest[]): ReadonlyMap<string, number> {
  return new Map(
    ofKind(manifests, 'autoscaling', 'HorizontalPodAutoscaler').map(({ object }) => {
      const target = at(object, 'spec', 'scaleTargetRef');
      const group = stringAt(target, 'apiVersion')?.replace(/\/?[^/]*$/, '') ?? '';
      const key = keyOf(group, stringAt(target, 'kind') ?? '', object.metadata.namespace ?? '', stringAt(target, 'name'));
      return [key, amountOf(at(object, 'spec', 'maxReplicas')) ?? 1];
    }),
  );
}

function readable(value: number): string {
  for (const [suffix, size] of [
    ['Gi', 2 ** 30],
    ['Mi', 2 ** 20],
  ] as const) {
    if (value >= size) return `${Number((value / size).toFixed(2))}${suffix}`;
  }
  return String(Number(value.toFixed(3)));
}
