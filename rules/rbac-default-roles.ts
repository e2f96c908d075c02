import { bindingsIn } from '../analysis/permissions/rbac';
import type { Rule } from './rule';

/**
 * Bindings of `admin` and `edit` in one namespace.
 *
 * https://kubernetes.io/docs/reference/access-authn-authz/rbac/#user-facing-roles
 */
export const rbacDefaultRoles: Rule = {
  id: 'rbac-default-roles',
  title: 'roles in namespaces are written out, not admin or edit',
  severity: 'warning',
  exemptible: 'with a reason',
  references: [
    { source: 'CIS', id: '5.1.1' },
    { source: 'NSA', id: 'rbac least privilege' },
    { source: 'MITRE', id: 'T1078' },
    { source: 'STRIDE', id: 'elevation-of-privilege' },
    { source: 'trivy', id: 'KSV-0111' },
  ],
  reads: ['roleRef.kind', 'roleRef.name', 'subjects.*.kind', 'subjects.*.name', 'subjects.*.namespace'],
  remediation: 'bind a Role that lists what is needed',
  why: '`edit` and `admin` read Secrets, run commands in pods and impersonate every ServiceAccount of the namespace; `admin` writes roles as well.',
  attack:
    'A developer with `edit` impersonates the ServiceAccount of an operator in the same namespace and has its permissions in the whole cluster.',
  example: {
    refused: `
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata:
  name: cart
  namespace: shop
roleRef:
  apiGroup: rbac.authorization.k8s.io
  kind: ClusterRole
  name: edit
subjects:
  - apiGroup: rbac.authorization.k8s.io
    kind: Group
    name: developers`,
    accepted: `
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata:
  name: cart
  namespace: shop
roleRef:
  apiGroup: rbac.authorization.k8s.io
  kind: Role
  name: tenant-editor
subjects:
  - apiGroup: rbac.authorization.k8s.io
    kind: Group
    name: developers`,
  },

  *check({ manifests }) {
    for (const { manifest, kind, role } of bindingsIn(manifests)) {
      if (kind !== 'RoleBinding' || role.kind !== 'ClusterRole' || (role.name !== 'admin' && role.name !== 'edit')) continue;
      yield {
        manifest,
        pointer: '/roleRef/name',
        message: `binds '${role.name}', expected a role without Secrets, commands in pods and impersonation`,
      };
    }
  },
};
