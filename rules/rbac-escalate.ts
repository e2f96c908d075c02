import { grantsOf, type Permission, wordsOf } from '../analysis/permissions/rbac';
import type { Rule } from './rule';

const PERMISSIONS: readonly Permission[] = [
  { group: 'rbac.authorization.k8s.io', resources: ['roles', 'clusterroles'], verbs: ['escalate'] },
];

/**
 * The verb `escalate` on roles. Names do not narrow it: a named role can be given every permission there is.
 *
 * https://kubernetes.io/docs/concepts/security/rbac-good-practices/#escalate-verb
 */
export const rbacEscalate: Rule = {
  id: 'rbac-escalate',
  title: 'roles do not hold the verb escalate',
  severity: 'error',
  exemptible: 'with a reason',
  references: [
    { source: 'CIS', id: '5.1.8' },
    { source: 'NSA', id: 'rbac least privilege' },
    { source: 'MITRE', id: 'T1098.006' },
    { source: 'STRIDE', id: 'elevation-of-privilege' },
    { source: 'kubescape', id: 'C-0191' },
    { source: 'checkov', id: 'CKV_K8S_158' },
  ],
  reads: ['rules.*.apiGroups.*', 'rules.*.resourceNames.*', 'rules.*.resources.*', 'rules.*.verbs.*'],
  remediation: 'remove the verb; hold the permissions that are to be given away instead',
  why: '`escalate` switches off the check that nobody writes more permissions into a role than they have themselves.',
  attack: 'The holder writes `*` into a role that is bound to them already, and owns whatever that role reaches.',
  example: {
    refused: `
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata:
  name: cart
rules:
  - apiGroups: [rbac.authorization.k8s.io]
    resources: [clusterroles]
    verbs: [escalate]`,
    accepted: `
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata:
  name: cart
rules:
  - apiGroups: [rbac.authorization.k8s.io]
    resources: [clusterroles]
    verbs: [get, list]`,
  },

  *check({ manifests }) {
    for (const grant of grantsOf(manifests, PERMISSIONS)) {
      const { manifest, pointer } = grant;
      yield { manifest, pointer, message: `${wordsOf(grant)}, expected no verb 'escalate'` };
    }
  },
};
