import { subjectsIn } from '../analysis/permissions/rbac';
import type { Rule } from './rule';

/**
 * Bindings of the group that is above all roles.
 *
 * https://kubernetes.io/docs/concepts/security/rbac-good-practices/#least-privilege
 */
export const rbacMasters: Rule = {
  id: 'rbac-masters',
  title: 'nobody is bound as a member of system:masters',
  severity: 'error',
  exemptible: 'with a reason',
  references: [
    { source: 'CIS', id: '5.1.7' },
    { source: 'NSA', id: 'rbac least privilege' },
    { source: 'MITRE', id: 'T1078' },
    { source: 'STRIDE', id: 'elevation-of-privilege' },
    { source: 'trivy', id: 'KSV-0123' },
  ],
  reads: ['roleRef.kind', 'roleRef.name', 'subjects.*.kind', 'subjects.*.name', 'subjects.*.namespace'],
  remediation: 'bind a group of your own to a role that lists what is needed',
  why: 'The API server asks no authorizer about members of `system:masters`: no role and no webhook can ever take anything from them.',
  attack: 'A certificate for that group cannot be revoked: whoever copies it owns the cluster until it expires, whatever the roles say.',
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
    name: system:masters`,
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
    name: platform-team`,
  },

  *check({ manifests }) {
    for (const { manifest, kind, name, pointer } of subjectsIn(manifests)) {
      if (!(kind === 'Group' && name === 'system:masters')) continue;
      yield { manifest, pointer: `${pointer}/name`, message: `the group '${name}' is above all roles, expected a group of your own` };
    }
  },
};
