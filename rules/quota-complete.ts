import { ofKind } from '../analysis/kinds';
import { at, type KubernetesObject } from '../analysis/manifest';
import { amountOf } from '../analysis/quantity';
import type { Rule } from './rule';

/**
 * The quotas of a namespace count together. One with a scope counts some pods only and bounds nobody else.
 *
 * https://kubernetes.io/docs/concepts/policy/resource-quotas/
 */
export const quotaComplete: Rule = {
  id: 'quota-complete',
  title: 'quotas bound processor and memory',
  severity: 'warning',
  exemptible: 'with a reason',
  references: [
    { source: 'STRIDE', id: 'denial-of-service' },
    { source: 'NSA', id: 'resource policies' },
    { source: 'MITRE', id: 'T1496' },
    { source: 'trivy', id: 'KSV-0040' },
  ],
  reads: ['spec.hard.**', 'spec.scopes', 'spec.scopeSelector'],
  remediation: 'state requests.cpu, requests.memory, limits.cpu and limits.memory in one quota of the namespace',
  why: 'A quota that only counts objects lets a namespace take all processors and memory of the cluster with the pods that it may have.',
  attack: 'Who takes over one app of the tenant mines coins on every node.',
  example: {
    refused: `
apiVersion: v1
kind: ResourceQuota
metadata:
  name: quota
spec:
  hard:
    pods: '10'`,
    accepted: `
apiVersion: v1
kind: ResourceQuota
metadata:
  name: quota
spec:
  hard:
    limits.cpu: '4'
    limits.memory: 8Gi
    requests.cpu: '4'
    requests.memory: 8Gi`,
  },

  *check({ manifests }) {
    const quotas = ofKind(manifests, '', 'ResourceQuota').filter(({ object }) => isWhole(object));
    const bounded = new Map<string, Set<string>>();
    for (const { object } of quotas) {
      const { namespace = '' } = object.metadata;
      const resources = bounded.get(namespace) ?? new Set();
      bounded.set(namespace, resources);
      for (const [name, ...short] of RESOURCES) {
        if ([name, ...short].some((each) => amountOf(at(object, 'spec', 'hard', each)) !== undefined)) resources.add(name);
      }
    }
    const told = new Set<string>();
    for (const manifest of quotas) {
      const { namespace = '' } = manifest.object.metadata;
      const missing = RESOURCES.map(([name]) => name).filter((name) => !bounded.get(namespace)?.has(name));
      if (missing.length === 0 || told.has(namespace)) continue;
      told.add(namespace);
      const field = missing.length === 1 ? `/${missing[0]}` : '';
      yield { manifest, pointer: `/spec/hard${field}`, message: `no quota of the namespace bounds ${missing.join(', ')}` };
    }
  },
};

/** With the short names that mean the same. */
const RESOURCES = [['requests.cpu', 'cpu'], ['requests.memory', 'memory'], ['limits.cpu'], ['limits.memory']] as readonly (readonly [
  name: string,
  ...short: string[],
])[];

function isWhole(quota: KubernetesObject): boolean {
  return at(quota, 'spec', 'scopes') === undefined && at(quota, 'spec', 'scopeSelector') === undefined;
}
