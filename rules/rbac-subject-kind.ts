import { subjectsIn } from '../analysis/permissions/rbac';
import type { Rule } from './rule';

const KINDS = ['Group', 'ServiceAccount', 'User'];

/**
 * Users that are ServiceAccounts, kinds that are none, and ServiceAccounts of a ClusterRoleBinding without their namespace: the API server
 * refuses the last two.
 *
 * https://kubernetes.io/docs/reference/access-authn-authz/rbac/#referring-to-subjects
 */
export const rbacSubjectKind: Rule = {
  id: 'rbac-subject-kind',
  title: 'subjects of bindings are users, groups or ServiceAccounts, and say so',
  severity: 'error',
  exemptible: 'with a reason',
  references: [
    { source: 'NSA', id: 'rbac least privilege' },
    { source: 'MITRE', id: 'T1036.005' },
    { source: 'STRIDE', id: 'spoofing' },
    { source: 'STRIDE', id: 'repudiation' },
  ],
  reads: ['roleRef.kind', 'roleRef.name', 'subjects.*.kind', 'subjects.*.name', 'subjects.*.namespace'],
  remediation: 'write kind ServiceAccount with its name and namespace',
  why: 'A user named `system:serviceaccount:…` is that ServiceAccount: who reviews the bindings of ServiceAccounts does not find it.',
  attack: 'The attacker hides a lasting permission as an unknown user, and comes back with the token of a ServiceAccount.',
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
    kind: User
    name: system:serviceaccount:shop:cart`,
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
    for (const { manifest, kind, name, namespace, pointer } of subjectsIn(manifests)) {
      if (kind === 'User' && name.startsWith('system:serviceaccount:')) {
        yield { manifest, pointer: `${pointer}/name`, message: `the user '${name}' is a ServiceAccount, expected kind ServiceAccount` };
      } else if (!KINDS.includes(kind)) {
        yield { manifest, pointer: `${pointer}/kind`, message: `the subject '${name}' has kind '${kind}', expected ${KINDS.join(', ')}` };
      } else if (kind === 'ServiceAccount' && namespace === undefined && manifest.object.kind === 'ClusterRoleBinding') {
        yield { manifest, pointer: `${pointer}/namespace`, message: `the ServiceAccount '${name}' has no namespace, expected one` };
      }
    }
  },
};
