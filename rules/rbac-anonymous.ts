import { subjectsIn } from '../analysis/permissions/rbac';
import type { Rule } from './rule';

/**
 * Bindings of whoever sends a request without credentials.
 *
 * https://kubernetes.io/docs/reference/access-authn-authz/authentication/#anonymous-requests
 */
export const rbacAnonymous: Rule = {
  id: 'rbac-anonymous',
  title: 'nothing is granted to those who do not log in',
  severity: 'error',
  exemptible: 'with a reason',
  references: [
    { source: 'NSA', id: 'rbac least privilege' },
    { source: 'NSA', id: 'control plane' },
    { source: 'MITRE', id: 'T1078.001' },
    { source: 'STRIDE', id: 'spoofing' },
    { source: 'STRIDE', id: 'information-disclosure' },
    { source: 'kubescape', id: 'C-0262' },
    { source: 'trivy', id: 'KSV-0122' },
    { source: 'kubesec', id: 'BindingsToSystemAnonymous' },
  ],
  reads: ['roleRef.kind', 'roleRef.name', 'subjects.*.kind', 'subjects.*.name', 'subjects.*.namespace'],
  remediation: 'bind the group or the ServiceAccount that is meant',
  why: '`system:anonymous` and `system:unauthenticated` are everyone who reaches the API server, without a password or a token.',
  attack: 'The attacker scans the internet for API servers, and needs nothing more than the address.',
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
    name: system:unauthenticated`,
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
      if (!((kind === 'User' && name === 'system:anonymous') || (kind === 'Group' && name === 'system:unauthenticated'))) continue;
      yield {
        manifest,
        pointer: `${pointer}/name`,
        message: `'${name}' is everyone without credentials, expected a subject that logs in`,
      };
    }
  },
};
