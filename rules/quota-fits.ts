import { type Demand, demandOf, scaleOf, surgeOf } from '../analysis/demand';
import { at, type KubernetesObject, type Manifest, pointerKey, stringAt } from '../analysis/manifest';
import { podOf } from '../analysis/pods';
import { amountOf } from '../analysis/quantity';
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
  references: [{ source: 'STRIDE', id: 'denial-of-service' }],
  remediation: 'raise the quota, or let the apps ask for less',

  *check({ manifests }) {
    const quotas = manifests.filter(({ object }) => object.kind === 'ResourceQuota' && isWhole(object));
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
  for (const { object } of manifests) {
    const pod = podOf(object);
    const scale = scaleOf(object);
    if (pod === undefined || scale === undefined) continue;
    const namespace = object.metadata.namespace ?? '';
    const pods = most.get(`${namespace}/${object.kind}/${object.metadata.name}`) ?? scale.pods;
    const surge = object.kind === 'Deployment' && pods !== scale.pods ? surgeOf(object, pods) : scale.surge;
    const known = needs.get(namespace) ?? { steady: new Map(), step: new Map() };
    needs.set(namespace, known);
    add(known, demandOf(pod), pods, surge);
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
  const found = manifests.flatMap(({ object }) => {
    if (object.kind !== 'HorizontalPodAutoscaler') return [];
    const target = at(object, 'spec', 'scaleTargetRef');
    const key = `${object.metadata.namespace ?? ''}/${stringAt(target, 'kind')}/${stringAt(target, 'name')}`;
    return [[key, amountOf(at(object, 'spec', 'maxReplicas')) ?? 1] as const];
  });
  return new Map(found);
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
