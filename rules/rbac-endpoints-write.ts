import { grantsOf, type Permission, wordsOf } from '../analysis/permissions/rbac';
import type { Rule } from './rule';

const PERMISSIONS: readonly Permission[] = [
  { group: '', resources: ['endpoints'], verbs: ['create', 'update', 'patch'] },
  { group: 'discovery.k8s.io', resources: ['endpointslices'], verbs: ['create', 'update', 'patch'] },
  { group: '', resources: ['services/status', 'pods/status'], verbs: ['update', 'patch'] },
];

/**
 * Endpoints, EndpointSlices, and the status of Services and pods, from which endpoints are made.
 *
 * CVE-2021-25740 and CVE-2020-8554: https://github.com/kubernetes/kubernetes/issues/103675,
 * https://github.com/kubernetes/kubernetes/issues/97076
 */
export const rbacEndpointsWrite: Rule = {
  id: 'rbac-endpoints-write',
  title: 'roles do not redirect the traffic of Services',
  severity: 'error',
  exemptible: 'with a reason',
  references: [
    { source: 'NSA', id: 'rbac least privilege' },
    { source: 'MITRE', id: 'T1040' },
    { source: 'STRIDE', id: 'spoofing' },
    { source: 'STRIDE', id: 'information-disclosure' },
    { source: 'trivy', id: 'KSV-0056' },
    { source: 'checkov', id: 'CKV2_K8S_4' },
  ],
  reads: ['rules.*.apiGroups.*', 'rules.*.resourceNames.*', 'rules.*.resources.*', 'rules.*.verbs.*'],
  remediation: 'let the selector of the Service choose its endpoints, and Kubernetes write them',
  why: 'Endpoints name any address, also one of another namespace; a status names any address that nodes then send to the Service.',
  attack:
    'The attacker writes their own pod into the endpoints of the login service, or takes an external address over for the whole cluster.',
  example: {
    refused: `
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata:
  name: cart
  namespace: shop
rules:
  - apiGroups: ['']
    resources: [endpoints]
    verbs: [patch]`,
    accepted: `
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata:
  name: cart
  namespace: shop
rules:
  - apiGroups: ['']
    resources: [endpoints]
    verbs: [get, list, watch]`,
  },

  *check({ manifests }) {
    for (const grant of grantsOf(manifests, PERMISSIONS)) {
      const { manifest, pointer } = grant;
      yield { manifest, pointer, message: `${wordsOf(grant)}, expected no writing of where traffic goes` };
    }
  },
};
