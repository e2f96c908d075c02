import { grantsOf, type Permission, wordsOf } from '../analysis/permissions/rbac';
import type { Rule } from './rule';

const PERMISSIONS: readonly Permission[] = [
  {
    group: 'admissionregistration.k8s.io',
    resources: [
      'validatingwebhookconfigurations',
      'mutatingwebhookconfigurations',
      'validatingadmissionpolicies',
      'validatingadmissionpolicybindings',
      'mutatingadmissionpolicies',
      'mutatingadmissionpolicybindings',
    ],
    verbs: ['create', 'update', 'patch', 'delete', 'deletecollection'],
  },
];

/**
 * Webhook configurations and admission policies. Names do not help: a named configuration can be pointed at every object.
 *
 * https://kubernetes.io/docs/concepts/security/rbac-good-practices/#control-admission-webhooks
 */
export const rbacAdmissionWrite: Rule = {
  id: 'rbac-admission-write',
  title: 'roles do not change admission',
  severity: 'error',
  exemptible: 'with a reason',
  references: [
    { source: 'CIS', id: '5.1.12' },
    { source: 'NSA', id: 'rbac least privilege' },
    { source: 'MITRE', id: 'T1562.001' },
    { source: 'STRIDE', id: 'tampering' },
    { source: 'STRIDE', id: 'information-disclosure' },
    { source: 'kubescape', id: 'C-0281' },
    { source: 'trivy', id: 'KSV-0114' },
    { source: 'checkov', id: 'CKV_K8S_155' },
  ],
  reads: ['rules.*.apiGroups.*', 'rules.*.resourceNames.*', 'rules.*.resources.*', 'rules.*.verbs.*'],
  remediation: 'write webhooks and policies in manifests that the platform applies',
  why: 'Admission sees every object before it is stored: who configures it reads Secrets on their way in, changes pods, or switches the guard off.',
  attack: 'The attacker registers a webhook of their own for Secrets, or deletes the policy that refuses privileged pods.',
  example: {
    refused: `
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata:
  name: cart
rules:
  - apiGroups: [admissionregistration.k8s.io]
    resources: [mutatingwebhookconfigurations]
    verbs: [patch]`,
    accepted: `
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata:
  name: cart
rules:
  - apiGroups: [admissionregistration.k8s.io]
    resources: [mutatingwebhookconfigurations]
    verbs: [get, list, watch]`,
  },

  *check({ manifests }) {
    for (const grant of grantsOf(manifests, PERMISSIONS)) {
      const { manifest, pointer } = grant;
      yield { manifest, pointer, message: `${wordsOf(grant)}, expected no writing of webhooks or policies of admission` };
    }
  },
};
