import { grantsOf, type Permission, wordsOf } from '../analysis/permissions/rbac';
import type { Rule } from './rule';

const PERMISSIONS: readonly Permission[] = [
  { group: 'certificates.k8s.io', resources: ['certificatesigningrequests/approval'], verbs: ['update', 'patch'] },
  { group: 'certificates.k8s.io', resources: ['signers'], verbs: ['approve', 'sign'] },
];

/**
 * Approval of certificate signing requests, and the verbs on signers that go with it.
 *
 * https://kubernetes.io/docs/concepts/security/rbac-good-practices/#csrs-and-certificate-issuing
 */
export const rbacCsrApproval: Rule = {
  id: 'rbac-csr-approval',
  title: 'roles approve no certificates of the built-in signers',
  severity: 'error',
  exemptible: 'with a reason',
  references: [
    { source: 'CIS', id: '5.1.11' },
    { source: 'NSA', id: 'rbac least privilege' },
    { source: 'MITRE', id: 'T1098.006' },
    { source: 'STRIDE', id: 'spoofing' },
    { source: 'STRIDE', id: 'elevation-of-privilege' },
    { source: 'kubescape', id: 'C-0280' },
    { source: 'checkov', id: 'CKV_K8S_156' },
  ],
  reads: ['rules.*.apiGroups.*', 'rules.*.resourceNames.*', 'rules.*.resources.*', 'rules.*.verbs.*'],
  remediation: 'leave the approval to the controller manager, or name your own signer in resourceNames',
  why: "A client certificate of the cluster's own authority carries any user name and group that was asked for and approved.",
  attack:
    'The attacker requests a certificate for a component of the control plane, approves it themselves, and stays until it expires: certificates cannot be revoked.',
  example: {
    refused: `
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata:
  name: cart
rules:
  - apiGroups: [certificates.k8s.io]
    resources: [certificatesigningrequests/approval]
    verbs: [update]`,
    accepted: `
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata:
  name: cart
rules:
  - apiGroups: [certificates.k8s.io]
    resources: [signers]
    verbs: [approve]
    resourceNames: [example.com/mesh]`,
  },

  *check({ manifests }) {
    for (const grant of grantsOf(manifests, PERMISSIONS)) {
      if (grant.names.length > 0 && !grant.names.some((name) => name.startsWith('kubernetes.io/'))) continue;
      const { manifest, pointer } = grant;
      yield {
        manifest,
        pointer,
        message: `${wordsOf(grant)}, expected no approval of certificates but of named signers outside 'kubernetes.io/'`,
      };
    }
  },
};
