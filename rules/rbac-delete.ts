import { grantsOf, isBeyondTenants, type Permission, wordsOf } from '../analysis/permissions/rbac';
import type { Rule } from './rule';

const PERMISSIONS: readonly Permission[] = [
  {
    group: '',
    resources: ['namespaces', 'persistentvolumes', 'persistentvolumeclaims', 'pods', 'secrets', 'configmaps', 'services'],
    verbs: ['delete', 'deletecollection'],
  },
  { group: 'apps', resources: ['deployments', 'daemonsets', 'statefulsets', 'replicasets'], verbs: ['delete', 'deletecollection'] },
  { group: 'batch', resources: ['jobs', 'cronjobs'], verbs: ['delete', 'deletecollection'] },
];

/**
 * Deletion in every namespace or in kube-system. A tenant may delete what is its own.
 *
 * https://kubernetes.io/docs/concepts/security/rbac-good-practices/#least-privilege
 */
export const rbacDelete: Rule = {
  id: 'rbac-delete',
  title: 'roles delete objects in single namespaces only',
  severity: 'warning',
  exemptible: 'with a reason',
  references: [
    { source: 'NSA', id: 'rbac least privilege' },
    { source: 'MITRE', id: 'T1485' },
    { source: 'STRIDE', id: 'denial-of-service' },
    { source: 'kubescape', id: 'C-0007' },
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
  why: 'One request with `deletecollection` removes all objects of a kind, and a deleted namespace takes everything in it along.',
  attack: 'The attacker deletes the claims of every tenant, and with them the data.',
  example: {
    refused: `
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata:
  name: cart
rules:
  - apiGroups: [apps]
    resources: [deployments]
    verbs: [delete]`,
    accepted: `
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata:
  name: cart
  namespace: shop
rules:
  - apiGroups: [apps]
    resources: [deployments]
    verbs: [delete]`,
  },

  *check({ manifests }) {
    for (const grant of grantsOf(manifests, PERMISSIONS)) {
      if (!isBeyondTenants(manifests, grant.role)) continue;
      const { manifest, pointer } = grant;
      yield { manifest, pointer, message: `${wordsOf(grant)}, expected deletion in single namespaces outside kube-system only` };
    }
  },
};
