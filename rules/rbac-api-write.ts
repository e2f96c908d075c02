import { grantsOf, type Permission, wordsOf } from '../analysis/permissions/rbac';
import type { Rule } from './rule';

const PERMISSIONS: readonly Permission[] = [
  { group: 'apiregistration.k8s.io', resources: ['apiservices'], verbs: ['create', 'update', 'patch', 'delete', 'deletecollection'] },
  {
    group: 'apiextensions.k8s.io',
    resources: ['customresourcedefinitions'],
    verbs: ['create', 'update', 'patch', 'delete', 'deletecollection'],
  },
];

/**
 * API services and custom resource definitions.
 *
 * https://kubernetes.io/docs/concepts/extend-kubernetes/api-extension/apiserver-aggregation/
 */
export const rbacApiWrite: Rule = {
  id: 'rbac-api-write',
  title: 'roles do not change what the API is',
  severity: 'error',
  exemptible: 'with a reason',
  references: [
    { source: 'NSA', id: 'rbac least privilege' },
    { source: 'MITRE', id: 'T1040' },
    { source: 'STRIDE', id: 'tampering' },
    { source: 'STRIDE', id: 'spoofing' },
  ],
  reads: ['rules.*.apiGroups.*', 'rules.*.resourceNames.*', 'rules.*.resources.*', 'rules.*.verbs.*'],
  remediation: 'install custom resources and API services in manifests that the platform applies',
  why: "An APIService sends a whole group of the API, with the credentials of its callers, to a server of one's choice; a deleted definition deletes all its objects.",
  attack: 'The attacker registers an API service for a group that operators use, and answers and reads all their requests.',
  example: {
    refused: `
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata:
  name: cart
rules:
  - apiGroups: [apiregistration.k8s.io]
    resources: [apiservices]
    verbs: [create]`,
    accepted: `
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata:
  name: cart
rules:
  - apiGroups: [apiregistration.k8s.io]
    resources: [apiservices]
    verbs: [get, list, watch]`,
  },

  *check({ manifests }) {
    for (const grant of grantsOf(manifests, PERMISSIONS)) {
      const { manifest, pointer } = grant;
      yield { manifest, pointer, message: `${wordsOf(grant)}, expected no writing of APIs` };
    }
  },
};
