import { subjectsIn } from '../analysis/permissions/rbac';
import type { Rule } from './rule';

/**
 * Bindings of all ServiceAccounts, of the cluster or of a namespace.
 *
 * https://kubernetes.io/docs/reference/access-authn-authz/rbac/#referring-to-subjects
 */
export const rbacServiceAccountGroups: Rule = {
  id: 'rbac-service-account-groups',
  title: 'bindings name ServiceAccounts one by one',
  severity: 'error',
  exemptible: 'with a reason',
  references: [
    { source: 'NSA', id: 'rbac least privilege' },
    { source: 'MITRE', id: 'T1078' },
    { source: 'STRIDE', id: 'elevation-of-privilege' },
  ],
  reads: ['roleRef.kind', 'roleRef.name', 'subjects.*.kind', 'subjects.*.name', 'subjects.*.namespace'],
  remediation: 'bind the ServiceAccounts that need it by name',
  why: '`system:serviceaccounts` is every ServiceAccount of the cluster, and with a namespace after it every one of that namespace, also those to come.',
  attack: 'The attacker creates a ServiceAccount of their own, or takes over the least of the pods, and has what was meant for another.',
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
  - apiGroup: rbac.authorization.k8s.io
    kind: Group
    name: system:serviceaccounts:shop`,
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
    name: cart
    namespace: shop`,
  },

  *check({ manifests }) {
    for (const { manifest, kind, name, pointer } of subjectsIn(manifests)) {
      if (!(kind === 'Group' && /^system:serviceaccounts(:|$)/.test(name))) continue;
      yield {
        manifest,
        pointer: `${pointer}/name`,
        message: `'${name}' is every ServiceAccount there is and will be, expected them by name`,
      };
    }
  },
};
