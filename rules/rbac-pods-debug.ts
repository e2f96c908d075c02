import { grantsOf, type Permission, wordsOf } from '../analysis/permissions/rbac';
import type { Rule } from './rule';

const PERMISSIONS: readonly Permission[] = [{ group: '', resources: ['pods/ephemeralcontainers'], verbs: ['update', 'patch'] }];

/**
 * Ephemeral containers, which put an image of the caller's choice into a running pod.
 *
 * https://kubernetes.io/docs/concepts/workloads/pods/ephemeral-containers/
 */
export const rbacPodsDebug: Rule = {
  id: 'rbac-pods-debug',
  title: 'roles add no ephemeral containers to pods',
  severity: 'error',
  exemptible: 'with a reason',
  references: [
    { source: 'NSA', id: 'rbac least privilege' },
    { source: 'MITRE', id: 'T1609' },
    { source: 'STRIDE', id: 'elevation-of-privilege' },
  ],
  reads: ['rules.*.apiGroups.*', 'rules.*.resourceNames.*', 'rules.*.resources.*', 'rules.*.verbs.*'],
  remediation: 'remove the subresource; give people a role with it for as long as they debug',
  why: 'An ephemeral container is new code, from whatever image, in a pod that already has its Secrets, its token and its neighbours.',
  attack: 'The attacker adds a container that shares the processes of the application and reads the keys out of its memory.',
  example: {
    refused: `
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata:
  name: cart
  namespace: shop
rules:
  - apiGroups: ['']
    resources: [pods/ephemeralcontainers]
    verbs: [patch]`,
    accepted: `
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata:
  name: cart
  namespace: shop
rules:
  - apiGroups: ['']
    resources: [pods/ephemeralcontainers]
    verbs: [get]`,
  },

  *check({ manifests }) {
    for (const grant of grantsOf(manifests, PERMISSIONS)) {
      const { manifest, pointer } = grant;
      yield { manifest, pointer, message: `${wordsOf(grant)}, expected no ephemeral containers in running pods` };
    }
  },
};
