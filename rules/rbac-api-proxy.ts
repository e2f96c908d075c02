import { grantsOf, type Permission, wordsOf } from '../analysis/permissions/rbac';
import type { Rule } from './rule';

const PERMISSIONS: readonly Permission[] = [{ group: '', resources: ['services/proxy', 'pods/proxy'], verbs: ['*'] }];

/**
 * The proxy of pods and Services: each HTTP method is a verb of its own, so that any verb counts.
 *
 * https://kubernetes.io/docs/concepts/cluster-administration/proxies/
 */
export const rbacApiProxy: Rule = {
  id: 'rbac-api-proxy',
  title: 'roles reach no pods or Services through the API server',
  severity: 'error',
  exemptible: 'with a reason',
  references: [
    { source: 'NSA', id: 'rbac least privilege' },
    { source: 'MITRE', id: 'T1133' },
    { source: 'STRIDE', id: 'information-disclosure' },
    { source: 'STRIDE', id: 'spoofing' },
  ],
  reads: ['rules.*.apiGroups.*', 'rules.*.resourceNames.*', 'rules.*.resources.*', 'rules.*.verbs.*'],
  remediation: 'remove the subresource, or name the Service in resourceNames',
  why: 'The API server connects from its own address: a NetworkPolicy that lets the control plane in lets everybody in who may use the proxy.',
  attack: 'The attacker sends HTTP requests to an unprotected administration port of a pod that no policy would let them reach.',
  example: {
    refused: `
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata:
  name: cart
  namespace: shop
rules:
  - apiGroups: ['']
    resources: [services/proxy]
    verbs: [get]`,
    accepted: `
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata:
  name: cart
  namespace: shop
rules:
  - apiGroups: ['']
    resources: [services/proxy]
    verbs: [get]
    resourceNames: ['http:dashboard:']`,
  },

  *check({ manifests }) {
    for (const grant of grantsOf(manifests, PERMISSIONS)) {
      if (grant.names.length > 0) continue;
      const { manifest, pointer } = grant;
      yield { manifest, pointer, message: `${wordsOf(grant)}, expected no connections through the API server but to named ones` };
    }
  },
};
