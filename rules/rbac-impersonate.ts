import { grantsOf, type Permission, wordsOf } from '../analysis/permissions/rbac';
import type { Rule } from './rule';

const PERMISSIONS: readonly Permission[] = [
  { group: '', resources: ['users', 'groups', 'serviceaccounts'], verbs: ['impersonate'] },
  { group: 'authentication.k8s.io', resources: ['uids', 'userextras/'], verbs: ['impersonate'] },
];

/**
 * The verb `impersonate`, which `resourceNames` narrows to the users, groups or ServiceAccounts that are named.
 *
 * https://kubernetes.io/docs/concepts/security/rbac-good-practices/#impersonate-verb
 */
export const rbacImpersonate: Rule = {
  id: 'rbac-impersonate',
  title: 'roles do not impersonate whom they like',
  severity: 'error',
  exemptible: 'with a reason',
  references: [
    { source: 'CIS', id: '5.1.8' },
    { source: 'NSA', id: 'rbac least privilege' },
    { source: 'MITRE', id: 'T1550.001' },
    { source: 'STRIDE', id: 'spoofing' },
    { source: 'STRIDE', id: 'elevation-of-privilege' },
    { source: 'kubescape', id: 'C-0065' },
    { source: 'kubescape', id: 'C-0191' },
    { source: 'trivy', id: 'KSV-0043' },
    { source: 'checkov', id: 'CKV2_K8S_3' },
  ],
  reads: ['rules.*.apiGroups.*', 'rules.*.resourceNames.*', 'rules.*.resources.*', 'rules.*.verbs.*'],
  remediation: 'remove the verb, or name the users or groups in resourceNames, none of them starting with system:',
  why: '`impersonate` turns each request into one of somebody else: the audit log still knows, the authorizer no longer does.',
  attack: 'The holder impersonates the group `system:masters`, which no authorizer asks anything, or a ServiceAccount of kube-system.',
  example: {
    refused: `
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata:
  name: cart
rules:
  - apiGroups: ['']
    resources: [groups]
    verbs: [impersonate]`,
    accepted: `
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata:
  name: cart
rules:
  - apiGroups: ['']
    resources: [users]
    verbs: [impersonate]
    resourceNames: [jane]`,
  },

  *check({ manifests }) {
    for (const grant of grantsOf(manifests, PERMISSIONS)) {
      if (grant.names.length > 0 && !grant.names.some((name) => name.startsWith('system:'))) continue;
      const { manifest, pointer } = grant;
      yield { manifest, pointer, message: `${wordsOf(grant)}, expected the verb 'impersonate' on named users outside 'system:' only` };
    }
  },
};
