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
  // Of these the quota has no shorter name.
  ['count/deployments.apps'],
  ['count/statefulsets.apps'],
  ['count/jobs.batch'],
  ['count/cronjobs.batch'],
  ['count/ingresses.networking.k8s.io'],
  ['count/horizontalpodautoscalers.autoscaling'],
  ['count/poddisruptionbudgets.policy'],
  // Controllers make these, one for each release.
  ['count/replicasets.apps'],
  ['count/controllerrevisions.apps'],
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
  remediation: 'add what is missing to the quota, with numbers that nobody reaches by honest means',
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
    requests.storage: 50Gi
    count/deployments.apps: '20'
    count/statefulsets.apps: '5'
    count/jobs.batch: '50'
    count/cronjobs.batch: '10'
    count/ingresses.networking.k8s.io: '5'
    count/horizontalpodautoscalers.autoscaling: '20'
    count/poddisruptionbudgets.policy: '20'
    count/replicasets.apps: '240'
    count/controllerrevisions.apps: '60'`,
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
