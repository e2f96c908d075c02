import { amountOf } from '../analysis/quantity';
import { byNamespace, namespacesIn, unlimited, unscoped } from '../analysis/tenancy';
import type { Rule } from './rule';

const OBJECTS = [
  ['configmaps', 'count/configmaps'],
  ['secrets', 'count/secrets'],
  ['services', 'count/services'],
  ['services.loadbalancers'],
  ['services.nodeports'],
  ['persistentvolumeclaims', 'count/persistentvolumeclaims'],
  ['requests.storage'],
];

/**
 * Quotas that leave out the number of objects. A namespace without a quota is the finding of another rule.
 *
 * https://kubernetes.io/docs/concepts/policy/resource-quotas/#quota-on-object-count
 */
export const namespaceObjectQuota: Rule = {
  id: 'namespace-object-quota',
  title: 'quotas limit how many objects a namespace holds',
  severity: 'warning',
  exemptible: 'with a reason',
  references: [
    { source: 'NSA', id: 'resource policies' },
    { source: 'MITRE', id: 'T1499' },
    { source: 'STRIDE', id: 'denial-of-service' },
  ],
  reads: ['spec.hard.**', 'spec.scopes', 'spec.scopeSelector.matchExpressions'],
  remediation:
    'add configmaps, secrets, services, services.loadbalancers, services.nodeports, persistentvolumeclaims and requests.storage to the quota',
  why: 'Objects fill the database of the cluster, load balancers and disks cost money, and node ports are few and open to everybody.',
  attack: 'The attacker creates Secrets in a loop until etcd is full, and nobody in the cluster can change anything any more.',
  example: {
    refused: `
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
    pods: '20'`,
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
    configmaps: '50'
    secrets: '50'
    services: '20'
    services.loadbalancers: '0'
    services.nodeports: '0'
    persistentvolumeclaims: '10'
    requests.storage: 50Gi`,
  },

  *check({ manifests }) {
    const quotas = byNamespace(manifests, '', 'ResourceQuota');
    for (const { name } of namespacesIn(manifests)) {
      const whole = unscoped(quotas.get(name) ?? []);
      const [manifest] = whole;
      const missing = unlimited(whole, OBJECTS, (quantity) => amountOf(quantity) !== undefined);
      if (manifest === undefined || missing.length === 0) continue;
      const message = `the ResourceQuota of namespace '${name}' does not limit ${missing.join(', ')}`;
      yield { manifest, pointer: '/spec/hard', message };
    }
  },
};
