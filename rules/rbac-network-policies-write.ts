import { grantsOf, type Permission, wordsOf } from '../analysis/permissions/rbac';
import type { Rule } from './rule';

const PERMISSIONS: readonly Permission[] = [
  { group: 'networking.k8s.io', resources: ['networkpolicies'], verbs: ['create', 'update', 'patch', 'delete', 'deletecollection'] },
  {
    group: 'policy.networking.k8s.io',
    resources: ['clusternetworkpolicies', 'adminnetworkpolicies', 'baselineadminnetworkpolicies'],
    verbs: ['create', 'update', 'patch', 'delete', 'deletecollection'],
  },
  {
    group: 'cilium.io',
    resources: ['ciliumnetworkpolicies', 'ciliumclusterwidenetworkpolicies'],
    verbs: ['create', 'update', 'patch', 'delete', 'deletecollection'],
  },
  {
    group: 'crd.projectcalico.org',
    resources: ['networkpolicies', 'globalnetworkpolicies'],
    verbs: ['create', 'update', 'patch', 'delete', 'deletecollection'],
  },
  {
    group: 'projectcalico.org',
    resources: ['networkpolicies', 'globalnetworkpolicies'],
    verbs: ['create', 'update', 'patch', 'delete', 'deletecollection'],
  },
];

/**
 * Network policies of Kubernetes and of common plugins.
 *
 * https://kubernetes.io/docs/concepts/services-networking/network-policies/#the-two-sorts-of-pod-isolation
 */
export const rbacNetworkPoliciesWrite: Rule = {
  id: 'rbac-network-policies-write',
  title: 'roles do not change network policies',
  severity: 'error',
  exemptible: 'with a reason',
  references: [
    { source: 'NSA', id: 'rbac least privilege' },
    { source: 'MITRE', id: 'T1562.001' },
    { source: 'STRIDE', id: 'tampering' },
    { source: 'trivy', id: 'KSV-0056' },
  ],
  reads: ['rules.*.apiGroups.*', 'rules.*.resourceNames.*', 'rules.*.resources.*', 'rules.*.verbs.*'],
  remediation: 'write network policies in manifests that the platform applies',
  why: 'Policies add up: who writes one can open every pod of the namespace to anybody, and who deletes them all removes the isolation.',
  attack: 'The attacker adds a policy that allows all traffic, and scans the neighbours from the pod that they took over.',
  example: {
    refused: `
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata:
  name: cart
  namespace: shop
rules:
  - apiGroups: [networking.k8s.io]
    resources: [networkpolicies]
    verbs: [create]`,
    accepted: `
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata:
  name: cart
  namespace: shop
rules:
  - apiGroups: [networking.k8s.io]
    resources: [networkpolicies]
    verbs: [get, list, watch]`,
  },

  *check({ manifests }) {
    for (const grant of grantsOf(manifests, PERMISSIONS)) {
      const { manifest, pointer } = grant;
      yield { manifest, pointer, message: `${wordsOf(grant)}, expected no writing of network policies` };
    }
  },
};
