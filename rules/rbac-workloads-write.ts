import { grantsOf, isBeyondTenants, type Permission, wordsOf } from '../analysis/permissions/rbac';
import type { Rule } from './rule';

const PERMISSIONS: readonly Permission[] = [
  { group: '', resources: ['pods', 'replicationcontrollers'], verbs: ['create', 'update', 'patch'] },
  { group: 'apps', resources: ['deployments', 'daemonsets', 'statefulsets', 'replicasets'], verbs: ['create', 'update', 'patch'] },
  { group: 'batch', resources: ['jobs', 'cronjobs'], verbs: ['create', 'update', 'patch'] },
];

/**
 * Pods, and whatever makes them, that a role can write in every namespace or in kube-system. In an ordinary namespace the right is that
 * of a tenant, and what its pods may be is refused by other rules.
 *
 * https://kubernetes.io/docs/concepts/security/rbac-good-practices/#workload-creation
 */
export const rbacWorkloadsWrite: Rule = {
  id: 'rbac-workloads-write',
  title: 'roles run pods in ordinary namespaces only, one at a time',
  severity: 'error',
  exemptible: 'with a reason',
  references: [
    { source: 'CIS', id: '5.1.4' },
    { source: 'NSA', id: 'rbac least privilege' },
    { source: 'MITRE', id: 'T1610' },
    { source: 'MITRE', id: 'T1053.007' },
    { source: 'STRIDE', id: 'elevation-of-privilege' },
    { source: 'kubescape', id: 'C-0188' },
    { source: 'kubescape', id: 'C-0267' },
    { source: 'trivy', id: 'KSV-0048' },
    { source: 'kube-linter', id: 'access-to-create-pods' },
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
  why: 'Who creates a pod runs as any ServiceAccount of its namespace and mounts any of its Secrets: in kube-system that is the whole cluster.',
  attack: 'The attacker creates a pod in kube-system that uses the account of a controller, and reads its token.',
  example: {
    refused: `
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata:
  name: cart
rules:
  - apiGroups: [apps]
    resources: [deployments]
    verbs: [create]`,
    accepted: `
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata:
  name: cart
  namespace: shop
rules:
  - apiGroups: [apps]
    resources: [deployments]
    verbs: [create]`,
  },

  *check({ manifests }) {
    for (const grant of grantsOf(manifests, PERMISSIONS)) {
      if (!isBeyondTenants(manifests, grant.role)) continue;
      const { manifest, pointer } = grant;
      yield { manifest, pointer, message: `${wordsOf(grant)}, expected pods in single namespaces outside kube-system only` };
    }
  },
};
