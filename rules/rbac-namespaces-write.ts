import { grantsOf, type Permission, wordsOf } from '../analysis/permissions/rbac';
import type { Rule } from './rule';

const PERMISSIONS: readonly Permission[] = [
  { group: '', resources: ['namespaces', 'namespaces/status', 'namespaces/finalize'], verbs: ['update', 'patch'] },
];

/**
 * Namespaces, also by a Role: a request on a namespace is judged inside that namespace. The parts of it change labels as well.
 *
 * https://kubernetes.io/docs/concepts/security/rbac-good-practices/#namespace-modification
 */
export const rbacNamespacesWrite: Rule = {
  id: 'rbac-namespaces-write',
  title: 'roles do not change namespaces',
  severity: 'error',
  exemptible: 'with a reason',
  references: [
    { source: 'NSA', id: 'rbac least privilege' },
    { source: 'MITRE', id: 'T1562.001' },
    { source: 'STRIDE', id: 'elevation-of-privilege' },
    { source: 'STRIDE', id: 'tampering' },
  ],
  reads: ['rules.*.apiGroups.*', 'rules.*.resourceNames.*', 'rules.*.resources.*', 'rules.*.verbs.*'],
  remediation: 'leave the labels and annotations of namespaces to the platform',
  why: 'The labels of a namespace say which pods are admitted and which policies select it; a Role in a namespace reaches that namespace itself.',
  attack: 'The attacker sets `pod-security.kubernetes.io/enforce: privileged` on their namespace, or the label of another tenant.',
  example: {
    refused: `
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata:
  name: cart
  namespace: shop
rules:
  - apiGroups: ['']
    resources: [namespaces]
    verbs: [patch]`,
    accepted: `
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata:
  name: cart
  namespace: shop
rules:
  - apiGroups: ['']
    resources: [namespaces]
    verbs: [get]`,
  },

  *check({ manifests }) {
    for (const grant of grantsOf(manifests, PERMISSIONS)) {
      const { manifest, pointer } = grant;
      yield { manifest, pointer, message: `${wordsOf(grant)}, expected no changes of namespaces` };
    }
  },
};
