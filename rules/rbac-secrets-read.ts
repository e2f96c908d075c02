import { grantsOf, type Permission, wordsOf } from '../analysis/permissions/rbac';
import type { Rule } from './rule';

const PERMISSIONS: readonly Permission[] = [{ group: '', resources: ['secrets'], verbs: ['get', 'list', 'watch'] }];

/**
 * Secrets that a role can read.
 *
 * A rule with `resourceNames` reads the named ones only: a `list` or `watch` passes it with a field selector on that name, never a
 * plain one. https://kubernetes.io/docs/concepts/security/rbac-good-practices/#least-privilege
 */
export const rbacSecretsRead: Rule = {
  id: 'rbac-secrets-read',
  title: 'roles read no Secrets but named ones',
  severity: 'error',
  exemptible: 'with a reason',
  references: [
    { source: 'CIS', id: '5.1.2' },
    { source: 'NSA', id: 'rbac least privilege' },
    { source: 'MITRE', id: 'T1552.007' },
    { source: 'STRIDE', id: 'information-disclosure' },
    { source: 'kubescape', id: 'C-0015' },
    { source: 'kubescape', id: 'C-0186' },
    { source: 'kube-linter', id: 'access-to-secrets' },
    { source: 'trivy', id: 'KSV-0041' },
    { source: 'trivy', id: 'KSV-0113' },
    { source: 'checkov', id: 'CKV2_K8S_5' },
  ],
  reads: ['rules.*.apiGroups.*', 'rules.*.resourceNames.*', 'rules.*.resources.*', 'rules.*.verbs.*'],
  remediation: 'mount the Secret into the pod that needs it, or name it in resourceNames',
  why: '`list` and `watch` return the contents of Secrets just as `get` does, so that each of them reads every credential of the namespace.',
  attack:
    'Whoever takes over the pod lists the Secrets, finds the token of a stronger account or the password of the database, and goes on with it.',
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
    verbs: [get, list]`,
    accepted: `
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata:
  name: cart
  namespace: shop
rules:
  - apiGroups: ['']
    resources: [secrets]
    verbs: [get]
    resourceNames: [cart-tls]`,
  },

  *check({ manifests }) {
    for (const grant of grantsOf(manifests, PERMISSIONS)) {
      if (grant.names.length > 0) continue;
      const { manifest, pointer } = grant;
      yield { manifest, pointer, message: `${wordsOf(grant)}, expected no reading of Secrets but of named ones` };
    }
  },
};
