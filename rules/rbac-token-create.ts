import { grantsOf, type Permission, wordsOf } from '../analysis/permissions/rbac';
import type { Rule } from './rule';

const PERMISSIONS: readonly Permission[] = [{ group: '', resources: ['serviceaccounts/token'], verbs: ['create'] }];

/**
 * Tokens of ServiceAccounts. `resourceNames` does narrow this `create`: the name of the ServiceAccount is part of the path.
 *
 * https://kubernetes.io/docs/concepts/security/rbac-good-practices/#token-request
 */
export const rbacTokenCreate: Rule = {
  id: 'rbac-token-create',
  title: 'roles create tokens of named ServiceAccounts only',
  severity: 'error',
  exemptible: 'with a reason',
  references: [
    { source: 'CIS', id: '5.1.13' },
    { source: 'NSA', id: 'rbac least privilege' },
    { source: 'MITRE', id: 'T1528' },
    { source: 'STRIDE', id: 'spoofing' },
    { source: 'STRIDE', id: 'elevation-of-privilege' },
    { source: 'kubescape', id: 'C-0282' },
  ],
  reads: ['rules.*.apiGroups.*', 'rules.*.resourceNames.*', 'rules.*.resources.*', 'rules.*.verbs.*'],
  remediation: 'name the ServiceAccounts in resourceNames, or let the kubelet mount the token',
  why: "The request returns a token of whatever ServiceAccount is asked for, with an audience and a lifetime of the caller's choice.",
  attack: 'The attacker asks for a token of the strongest ServiceAccount within reach, valid for as long as the API server allows.',
  example: {
    refused: `
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata:
  name: cart
  namespace: shop
rules:
  - apiGroups: ['']
    resources: [serviceaccounts/token]
    verbs: [create]`,
    accepted: `
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata:
  name: cart
  namespace: shop
rules:
  - apiGroups: ['']
    resources: [serviceaccounts/token]
    verbs: [create]
    resourceNames: [cart]`,
  },

  *check({ manifests }) {
    for (const grant of grantsOf(manifests, PERMISSIONS)) {
      if (grant.names.length > 0) continue;
      const { manifest, pointer } = grant;
      yield { manifest, pointer, message: `${wordsOf(grant)}, expected tokens of named ServiceAccounts only` };
    }
  },
};
