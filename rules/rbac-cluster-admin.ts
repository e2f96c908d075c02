import { bindingsIn } from '../analysis/permissions/rbac';
import type { Rule } from './rule';

/** Roles that reach everything once they hold in every namespace. */
const EVERYWHERE = ['admin', 'cluster-admin', 'edit'];

/**
 * Bindings of `cluster-admin`, in a single namespace too, and of `admin` and `edit` by a ClusterRoleBinding.
 *
 * https://kubernetes.io/docs/reference/access-authn-authz/rbac/#user-facing-roles
 */
export const rbacClusterAdmin: Rule = {
  id: 'rbac-cluster-admin',
  title: 'nobody is bound to cluster-admin, nor to admin or edit in every namespace',
  severity: 'error',
  exemptible: 'with a reason',
  references: [
    { source: 'CIS', id: '5.1.1' },
    { source: 'NSA', id: 'rbac least privilege' },
    { source: 'MITRE', id: 'T1078' },
    { source: 'MITRE', id: 'T1098.006' },
    { source: 'STRIDE', id: 'elevation-of-privilege' },
    { source: 'kubescape', id: 'C-0035' },
    { source: 'kubescape', id: 'C-0272' },
    { source: 'kube-linter', id: 'cluster-admin-role-binding' },
    { source: 'polaris', id: 'clusterrolebindingClusterAdmin' },
    { source: 'polaris', id: 'rolebindingClusterAdminClusterRole' },
    { source: 'trivy', id: 'KSV-0111' },
  ],
  reads: ['roleRef.kind', 'roleRef.name', 'subjects.*.kind', 'subjects.*.name', 'subjects.*.namespace'],
  remediation: 'bind a role that lists what is needed; keep cluster-admin for an emergency, outside the manifests',
  why: '`cluster-admin` may do everything; `admin` and `edit` across the cluster read every Secret and act as any ServiceAccount.',
  attack: 'One stolen token of such an account is the whole cluster, and every tenant in it.',
  example: {
    refused: `
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata:
  name: cart
roleRef:
  apiGroup: rbac.authorization.k8s.io
  kind: ClusterRole
  name: cluster-admin
subjects:
  - kind: ServiceAccount
    name: cart
    namespace: shop`,
    accepted: `
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata:
  name: cart
roleRef:
  apiGroup: rbac.authorization.k8s.io
  kind: ClusterRole
  name: cart-reader
subjects:
  - kind: ServiceAccount
    name: cart
    namespace: shop`,
  },

  *check({ manifests }) {
    for (const { manifest, kind, role } of bindingsIn(manifests)) {
      if (role.kind !== 'ClusterRole' || !EVERYWHERE.includes(role.name)) continue;
      if (kind === 'RoleBinding' && role.name !== 'cluster-admin') continue;
      yield { manifest, pointer: '/roleRef/name', message: `binds '${role.name}', expected a role that lists what is needed` };
    }
  },
};
