import { amountOf } from '../analysis/quantity';
import { byNamespace, namespacesIn, unlimited, unscoped } from '../analysis/tenancy';
import type { Rule } from './rule';

/** What a quota has to limit, with other names for the same. */
const COMPUTE = [
  ['requests.cpu', 'cpu'],
  ['requests.memory', 'memory'],
  ['requests.ephemeral-storage', 'ephemeral-storage'],
  ['limits.cpu'],
  ['limits.memory'],
  ['limits.ephemeral-storage'],
  ['pods', 'count/pods'],
];

/**
 * Namespaces without a quota, and quotas that leave a resource out. A quota with scopes counts some pods only, and is left aside.
 *
 * https://kubernetes.io/docs/concepts/policy/resource-quotas/
 */
export const namespaceQuota: Rule = {
  id: 'namespace-quota',
  title: 'namespaces have a ResourceQuota for CPU, memory, disk and pods',
  severity: 'warning',
  exemptible: 'with a reason',
  references: [
    { source: 'NSA', id: 'resource policies' },
    { source: 'MITRE', id: 'T1496' },
    { source: 'MITRE', id: 'T1499' },
    { source: 'STRIDE', id: 'denial-of-service' },
    { source: 'trivy', id: 'KSV-0040' },
  ],
  reads: ['spec.hard.**', 'spec.scopes', 'spec.scopeSelector.matchExpressions'],
  remediation: 'write a ResourceQuota for requests and limits of cpu, memory and ephemeral-storage, and for pods',
  why: 'Without a quota one namespace takes what all nodes have, and the pods of the others stay pending or are evicted.',
  attack: 'The attacker scales a miner until the cluster is full; an endless loop in a controller does the same on an unlucky day.',
  example: {
    refused: `
apiVersion: v1
kind: Namespace
metadata:
  name: shop`,
    accepted: `
apiVersion: v1
kind: Namespace
metadata:
  name: shop
---
apiVersion: v1
kind: ResourceQuota
metadata:
  name: shop
  namespace: shop
spec:
  hard:
    requests.cpu: '4'
    requests.memory: 8Gi
    requests.ephemeral-storage: 8Gi
    limits.cpu: '4'
    limits.memory: 8Gi
    limits.ephemeral-storage: 8Gi
    pods: '20'`,
  },

  *check({ manifests, existing }) {
    const quotas = byNamespace(manifests, '', 'ResourceQuota');
    const elsewhere = new Set(
      existing.filter(({ group, kind }) => group === '' && kind === 'ResourceQuota').map(({ namespace }) => namespace),
    );
    for (const { manifest, name } of namespacesIn(manifests)) {
      if (elsewhere.has(name)) continue;
      const whole = unscoped(quotas.get(name) ?? []);
      const [first] = whole;
      const missing = unlimited(whole, COMPUTE, (quantity) => amountOf(quantity) !== undefined);
      if (first === undefined) {
        yield { manifest, pointer: '/metadata/name', message: `namespace '${name}' has no ResourceQuota, expected one for all its pods` };
      } else if (missing.length > 0) {
        const message = `the ResourceQuota of namespace '${name}' does not limit ${missing.join(', ')}`;
        yield { manifest: first, pointer: '/spec/hard', message };
      }
    }
  },
};
