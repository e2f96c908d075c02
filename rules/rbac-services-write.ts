import { grantsOf, isBeyondTenants, type Permission, wordsOf } from '../analysis/permissions/rbac';
import type { Rule } from './rule';

const PERMISSIONS: readonly Permission[] = [
  { group: '', resources: ['services'], verbs: ['create', 'update', 'patch'] },
  { group: 'networking.k8s.io', resources: ['ingresses'], verbs: ['create', 'update', 'patch'] },
  {
    group: 'gateway.networking.k8s.io',
    resources: ['gateways', 'httproutes', 'tlsroutes', 'grpcroutes', 'referencegrants'],
    verbs: ['create', 'update', 'patch'],
  },
];

/**
 * Services, Ingresses and Gateway API objects that a role can write in every namespace or in kube-system.
 *
 * https://kubernetes.io/docs/concepts/security/rbac-good-practices/#least-privilege
 */
export const rbacServicesWrite: Rule = {
  id: 'rbac-services-write',
  title: 'roles write Services and Ingresses in single namespaces only',
  severity: 'warning',
  exemptible: 'with a reason',
  references: [
    { source: 'NSA', id: 'rbac least privilege' },
    { source: 'MITRE', id: 'T1040' },
    { source: 'STRIDE', id: 'spoofing' },
    { source: 'trivy', id: 'KSV-0056' },
  ],
  reads: [
    'rules.*.apiGroups.*',
    'rules.*.resourceNames.*',
    'rules.*.resources.*',
    'rules.*.verbs.*',
    'roleRef.kind',
    'roleRef.name',
    'subjects.*.kind',
    'subjects.*.name',
    'subjects.*.namespace',
  ],
  remediation: 'write a Role in each namespace that is meant, or bind the ClusterRole with RoleBindings',
  why: 'A Service selects pods and an Ingress claims hosts: who writes them everywhere decides where the traffic of every tenant goes.',
  attack:
    'The attacker changes the selector of a Service of another tenant, and its callers hand their requests to the pod of the attacker.',
  example: {
    refused: `
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata:
  name: cart
rules:
  - apiGroups: ['']
    resources: [services]
    verbs: [create]`,
    accepted: `
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata:
  name: cart
  namespace: shop
rules:
  - apiGroups: ['']
    resources: [services]
    verbs: [create]`,
  },

  *check({ manifests }) {
    for (const grant of grantsOf(manifests, PERMISSIONS)) {
      if (!isBeyondTenants(manifests, grant.role)) continue;
      const { manifest, pointer } = grant;
      yield { manifest, pointer, message: `${wordsOf(grant)}, expected writing in single namespaces outside kube-system only` };
    }
  },
};
