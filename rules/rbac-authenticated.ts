import { subjectsIn } from '../analysis/permissions/rbac';
import type { Rule } from './rule';

/**
 * Bindings of everyone who has credentials, all ServiceAccounts included.
 *
 * https://kubernetes.io/docs/reference/access-authn-authz/rbac/#default-roles-and-role-bindings
 */
export const rbacAuthenticated: Rule = {
  id: 'rbac-authenticated',
  title: 'nothing is granted to everyone who logs in',
  severity: 'error',
  exemptible: 'with a reason',
  references: [
    { source: 'NSA', id: 'rbac least privilege' },
    { source: 'MITRE', id: 'T1078' },
    { source: 'STRIDE', id: 'elevation-of-privilege' },
    { source: 'STRIDE', id: 'information-disclosure' },
    { source: 'trivy', id: 'KSV-01011' },
  ],
  reads: ['roleRef.kind', 'roleRef.name', 'subjects.*.kind', 'subjects.*.name', 'subjects.*.namespace'],
  remediation: 'bind the group or the ServiceAccount that is meant',
  why: '`system:authenticated` is every user and every ServiceAccount of every tenant; some clouds log in anybody who has an account with them.',
  attack: 'Any pod with a token, of whatever tenant, has what the binding grants; so has a stranger where the cloud lets strangers log in.',
  example: {
    refused: `
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata:
  name: cart
roleRef:
  apiGroup: rbac.authorization.k8s.io
  kind: ClusterRole
  name: view
subjects:
  - apiGroup: rbac.authorization.k8s.io
    kind: Group
    name: system:authenticated`,
    accepted: `
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata:
  name: cart
roleRef:
  apiGroup: rbac.authorization.k8s.io
  kind: ClusterRole
  name: view
subjects:
  - apiGroup: rbac.authorization.k8s.io
    kind: Group
    name: support`,
  },

  *check({ manifests }) {
    for (const { manifest, kind, name, pointer } of subjectsIn(manifests)) {
      if (!(kind === 'Group' && name === 'system:authenticated')) continue;
      yield {
        manifest,
        pointer: `${pointer}/name`,
        message: `'${name}' is everyone with credentials, expected the subjects that need it`,
      };
    }
  },
};
