import { subjectsIn } from '../analysis/permissions/rbac';
import type { Rule } from './rule';

/**
 * Bindings of the ServiceAccount that pods have without asking.
 *
 * https://kubernetes.io/docs/concepts/security/service-accounts/#default-service-accounts
 */
export const rbacDefaultServiceAccount: Rule = {
  id: 'rbac-default-service-account',
  title: 'the default ServiceAccount of a namespace is bound to nothing',
  severity: 'error',
  exemptible: 'with a reason',
  references: [
    { source: 'CIS', id: '5.1.5' },
    { source: 'NSA', id: 'rbac least privilege' },
    { source: 'NSA', id: 'service account tokens' },
    { source: 'MITRE', id: 'T1078.001' },
    { source: 'STRIDE', id: 'elevation-of-privilege' },
    { source: 'kubescape', id: 'C-0189' },
    { source: 'checkov', id: 'CKV_K8S_42' },
  ],
  reads: ['roleRef.kind', 'roleRef.name', 'subjects.*.kind', 'subjects.*.name', 'subjects.*.namespace'],
  remediation: 'give the pod a ServiceAccount of its own and bind that',
  why: 'Every pod that names no ServiceAccount runs as `default`: what is granted to it is granted to all of them, also to those to come.',
  attack: 'The attacker takes over a pod that needs nothing from the API server, and finds that it may use it after all.',
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
    name: default
    namespace: shop`,
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
      if (!(kind === 'ServiceAccount' && name === 'default') && !(kind === 'User' && /^system:serviceaccount:[^:]*:default$/.test(name)))
        continue;
      yield {
        manifest,
        pointer: `${pointer}/name`,
        message: `'${name}' is every pod without a ServiceAccount of its own, expected one that is named`,
      };
    }
  },
};
