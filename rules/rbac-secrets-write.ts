import { grantsOf, type Permission, wordsOf } from '../analysis/permissions/rbac';
import type { Rule } from './rule';

const PERMISSIONS: readonly Permission[] = [{ group: '', resources: ['secrets'], verbs: ['create', 'update', 'patch'] }];

/**
 * Secrets that a role can write. Whoever creates a token Secret becomes the ServiceAccount that it names.
 *
 * https://kubernetes.io/docs/concepts/security/service-accounts/#get-a-token
 */
export const rbacSecretsWrite: Rule = {
  id: 'rbac-secrets-write',
  title: 'roles write no Secrets but named ones',
  severity: 'error',
  exemptible: 'with a reason',
  references: [
    { source: 'NSA', id: 'rbac least privilege' },
    { source: 'MITRE', id: 'T1528' },
    { source: 'STRIDE', id: 'elevation-of-privilege' },
    { source: 'STRIDE', id: 'tampering' },
  ],
  reads: ['rules.*.apiGroups.*', 'rules.*.resourceNames.*', 'rules.*.resources.*', 'rules.*.verbs.*'],
  remediation: 'let a controller with its own role write the Secret, or name it in resourceNames without create',
  why: 'A Secret of type `kubernetes.io/service-account-token` is filled with a token of whatever ServiceAccount of the namespace its annotation names.',
  attack:
    'The attacker creates such a Secret for the strongest ServiceAccount of the namespace and uses its token, or swaps the certificate that an Ingress serves.',
  example: {
    refused: `
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata:
  name: cart
  namespace: shop
rules:
  - apiGroups: ['']
    resources: [secrets]
    verbs: [create]`,
    accepted: `
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata:
  name: cart
  namespace: shop
rules:
  - apiGroups: ['']
    resources: [secrets]
    verbs: [update]
    resourceNames: [cart-tls]`,
  },

  *check({ manifests }) {
    for (const grant of grantsOf(manifests, PERMISSIONS)) {
      if (grant.names.length > 0) continue;
      const { manifest, pointer } = grant;
      yield { manifest, pointer, message: `${wordsOf(grant)}, expected no writing of Secrets but of named ones` };
    }
  },
};
