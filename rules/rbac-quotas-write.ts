import { grantsOf, type Permission, wordsOf } from '../analysis/permissions/rbac';
import type { Rule } from './rule';

const PERMISSIONS: readonly Permission[] = [
  { group: '', resources: ['resourcequotas', 'limitranges'], verbs: ['create', 'update', 'patch', 'delete', 'deletecollection'] },
];

/**
 * ResourceQuotas and LimitRanges, which bound what a tenant takes.
 *
 * https://kubernetes.io/docs/concepts/security/rbac-good-practices/#object-creation-dos
 */
export const rbacQuotasWrite: Rule = {
  id: 'rbac-quotas-write',
  title: 'roles do not change quotas and limits',
  severity: 'error',
  exemptible: 'with a reason',
  references: [
    { source: 'NSA', id: 'rbac least privilege' },
    { source: 'NSA', id: 'resource policies' },
    { source: 'MITRE', id: 'T1496' },
    { source: 'STRIDE', id: 'denial-of-service' },
    { source: 'STRIDE', id: 'tampering' },
  ],
  reads: ['rules.*.apiGroups.*', 'rules.*.resourceNames.*', 'rules.*.resources.*', 'rules.*.verbs.*'],
  remediation: 'leave quotas and limits to the platform',
  why: 'A quota that its tenant can raise is no quota.',
  attack: 'The attacker deletes the quota of a namespace and fills the nodes of everybody with miners.',
  example: {
    refused: `
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata:
  name: cart
  namespace: shop
rules:
  - apiGroups: ['']
    resources: [resourcequotas]
    verbs: [patch]`,
    accepted: `
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata:
  name: cart
  namespace: shop
rules:
  - apiGroups: ['']
    resources: [resourcequotas]
    verbs: [get, list]`,
  },

  *check({ manifests }) {
    for (const grant of grantsOf(manifests, PERMISSIONS)) {
      const { manifest, pointer } = grant;
      yield { manifest, pointer, message: `${wordsOf(grant)}, expected no writing of quotas or limits` };
    }
  },
};
