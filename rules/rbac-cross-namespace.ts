import { bindingsIn } from '../analysis/permissions/rbac';
import type { Rule } from './rule';

/**
 * RoleBindings whose ServiceAccount lives in another namespace. One that names no namespace belongs to that of the binding.
 *
 * https://kubernetes.io/docs/reference/access-authn-authz/rbac/#referring-to-subjects
 */
export const rbacCrossNamespace: Rule = {
  id: 'rbac-cross-namespace',
  title: 'a RoleBinding binds ServiceAccounts of its own namespace',
  severity: 'warning',
  exemptible: 'with a reason',
  references: [
    { source: 'NSA', id: 'rbac least privilege' },
    { source: 'NSA', id: 'namespaces' },
    { source: 'MITRE', id: 'T1078' },
    { source: 'STRIDE', id: 'elevation-of-privilege' },
  ],
  reads: ['roleRef.kind', 'roleRef.name', 'subjects.*.kind', 'subjects.*.name', 'subjects.*.namespace'],
  remediation: 'bind a ServiceAccount of the same namespace, and let the pod run there',
  why: 'A ServiceAccount of another namespace is used by whoever may create pods there: the tenants of that namespace decide who gets in.',
  attack: 'The attacker takes over the namespace of the build system, runs a pod with its account, and deploys into the shop.',
  example: {
    refused: `
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata:
  name: cart
  namespace: shop
roleRef:
  apiGroup: rbac.authorization.k8s.io
  kind: Role
  name: cart
subjects:
  - kind: ServiceAccount
    name: builder
    namespace: market`,
    accepted: `
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata:
  name: cart
  namespace: shop
roleRef:
  apiGroup: rbac.authorization.k8s.io
  kind: Role
  name: cart
subjects:
  - kind: ServiceAccount
    name: builder
    namespace: shop`,
  },

  *check({ manifests }) {
    for (const { manifest, kind: binding, subjects } of bindingsIn(manifests)) {
      const { namespace: own } = manifest.object.metadata;
      if (binding !== 'RoleBinding' || own === undefined) continue;
      for (const { kind, name, namespace, pointer } of subjects) {
        if (kind !== 'ServiceAccount' || namespace === own) continue;
        const message = `the ServiceAccount '${name}' is of namespace '${namespace}', expected one of '${own}'`;
        yield { manifest, pointer: `${pointer}/namespace`, message };
      }
    }
  },
};
