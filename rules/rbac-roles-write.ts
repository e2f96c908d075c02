import { grantsOf, type Permission, wordsOf } from '../analysis/permissions/rbac';
import type { Rule } from './rule';

const PERMISSIONS: readonly Permission[] = [
  {
    group: 'rbac.authorization.k8s.io',
    resources: ['rolebindings', 'clusterrolebindings', 'roles', 'clusterroles'],
    verbs: ['create', 'update', 'patch'],
  },
];

/**
 * Roles and bindings that a role can write.
 *
 * https://kubernetes.io/docs/reference/access-authn-authz/rbac/#privilege-escalation-prevention-and-bootstrapping
 */
export const rbacRolesWrite: Rule = {
  id: 'rbac-roles-write',
  title: 'roles do not write roles or bindings',
  severity: 'error',
  exemptible: 'with a reason',
  references: [
    { source: 'CIS', id: '5.1.8' },
    { source: 'NSA', id: 'rbac least privilege' },
    { source: 'MITRE', id: 'T1098.006' },
    { source: 'STRIDE', id: 'elevation-of-privilege' },
    { source: 'STRIDE', id: 'tampering' },
    { source: 'trivy', id: 'KSV-0050' },
    { source: 'trivy', id: 'KSV-0051' },
    { source: 'trivy', id: 'KSV-0052' },
    { source: 'trivy', id: 'KSV-0055' },
    { source: 'checkov', id: 'CKV2_K8S_1' },
  ],
  reads: ['rules.*.apiGroups.*', 'rules.*.resourceNames.*', 'rules.*.resources.*', 'rules.*.verbs.*'],
  remediation: 'write roles and bindings in manifests that the platform applies; let nobody in the cluster change them',
  why: 'Whoever writes bindings passes on all that they hold themselves, to whomever they like and for as long as they like.',
  attack:
    'The attacker binds the role of the pod that they took over to an account of their own, and comes back long after the pod is gone.',
  example: {
    refused: `
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata:
  name: cart
  namespace: shop
rules:
  - apiGroups: [rbac.authorization.k8s.io]
    resources: [rolebindings]
    verbs: [create]`,
    accepted: `
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata:
  name: cart
  namespace: shop
rules:
  - apiGroups: [rbac.authorization.k8s.io]
    resources: [rolebindings]
    verbs: [get, list, watch]`,
  },

  *check({ manifests }) {
    for (const grant of grantsOf(manifests, PERMISSIONS)) {
      const { manifest, pointer } = grant;
      yield { manifest, pointer, message: `${wordsOf(grant)}, expected no writing of roles or bindings` };
    }
  },
};
