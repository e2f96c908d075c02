import { at, listAt, type Manifest } from '../analysis/manifest';
import { amountOf } from '../analysis/quantity';
import { byNamespace, namespacesIn, TENANT } from '../analysis/tenancy';
import type { Rule } from './rule';

const CLASSES = ['system-cluster-critical', 'system-node-critical'];

/**
 * Namespaces of tenants whose quota does not refuse pods with the priority classes that every cluster has.
 *
 * https://kubernetes.io/docs/concepts/policy/resource-quotas/#resource-quota-per-priorityclass
 */
export const namespaceSystemPriority: Rule = {
  id: 'namespace-system-priority',
  title: 'pods of tenants cannot take the priority of the system',
  severity: 'warning',
  exemptible: 'with a reason',
  references: [
    { source: 'NSA', id: 'resource policies' },
    { source: 'MITRE', id: 'T1499' },
    { source: 'STRIDE', id: 'denial-of-service' },
  ],
  reads: [
    'metadata.labels.palisade.dev/tenant',
    'spec.hard.**',
    'spec.scopes',
    'spec.scopeSelector.matchExpressions.*.operator',
    'spec.scopeSelector.matchExpressions.*.scopeName',
    'spec.scopeSelector.matchExpressions.*.values.*',
  ],
  remediation:
    'write a ResourceQuota with pods 0 and a scopeSelector for the PriorityClasses system-cluster-critical and system-node-critical',
  why: 'A pod of system priority is scheduled before all others, and the scheduler removes theirs to make room for it.',
  attack: 'The attacker starts pods of the highest priority, and those of the other tenants are evicted.',
  example: {
    refused: `
apiVersion: v1
kind: Namespace
metadata:
  name: shop
  labels:
    palisade.dev/tenant: shop`,
    accepted: `
apiVersion: v1
kind: Namespace
metadata:
  name: shop
  labels:
    palisade.dev/tenant: shop
---
apiVersion: v1
kind: ResourceQuota
metadata:
  name: shop
  namespace: shop
spec:
  hard:
    pods: '0'
  scopeSelector:
    matchExpressions:
      - scopeName: PriorityClass
        operator: In
        values: [system-cluster-critical, system-node-critical]`,
  },

  *check({ manifests }) {
    const quotas = byNamespace(manifests, '', 'ResourceQuota');
    for (const { manifest, name } of namespacesIn(manifests)) {
      if (at(manifest.object, 'metadata', 'labels', TENANT) === undefined) continue;
      const refused = (quotas.get(name) ?? []).flatMap(refusedBy);
      const open = CLASSES.filter((priority) => !refused.includes(priority));
      if (open.length === 0) continue;
      const message = `pods of namespace '${name}' may take the priority ${open.join(', ')}, expected a ResourceQuota of 0 pods for it`;
      yield { manifest, pointer: '/metadata/name', message };
    }
  },
};

/** The priority classes of which a quota allows no pod; it has to be about nothing else. */
function refusedBy({ object }: Manifest): readonly unknown[] {
  if (amountOf(at(object, 'spec', 'hard', 'pods')) !== 0 || listAt(object, 'spec', 'scopes').length > 0) return [];
  const [scope, ...more] = listAt(object, 'spec', 'scopeSelector', 'matchExpressions');
  if (more.length > 0 || at(scope, 'scopeName') !== 'PriorityClass' || at(scope, 'operator') !== 'In') return [];
  return listAt(scope, 'values');
}
