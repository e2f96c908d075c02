import { grantsOf, isBeyondTenants, type Permission, wordsOf } from '../analysis/permissions/rbac';
import type { Rule } from './rule';

const PERMISSIONS: readonly Permission[] = [{ group: '', resources: ['pods'], verbs: ['create', 'update', 'patch'] }];

/**
 * Pods that a role can write directly in a namespace of a tenant.
 *
 * https://kubernetes.io/docs/concepts/security/rbac-good-practices/#workload-creation
 */
export const rbacPodsWrite: Rule = {
  id: 'rbac-pods-write',
  title: 'roles of tenants write workloads, not pods',
  severity: 'warning',
  exemptible: 'with a reason',
  references: [
    { source: 'CIS', id: '5.1.4' },
    { source: 'NSA', id: 'rbac least privilege' },
    { source: 'MITRE', id: 'T1610' },
    { source: 'STRIDE', id: 'tampering' },
    { source: 'kubescape', id: 'C-0188' },
    { source: 'trivy', id: 'KSV-0048' },
    { source: 'kube-linter', id: 'access-to-create-pods' },
  ],
  reads: [
    'rules.*.apiGroups.*',
    'rules.*.resourceNames.*',
    'rules.*.resources.*',
    'rules.*.verbs.*',
    'roleRef.kind',
    'roleRef.name',
    'subjects.*.kind',
    'subjects.*.name',
    'subjects.*.namespace',
  ],
  remediation: 'let people write Deployments, StatefulSets or Jobs, and leave the pods to the controllers',
  why: "A pod of one's own has no owner, no history and no template; a changed label takes a running pod out of its policies or puts it behind a Service.",
  attack: 'The attacker patches the labels of a pod until a NetworkPolicy lets it through, or swaps the image of a running container.',
  example: {
    refused: `
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata:
  name: cart
  namespace: shop
rules:
  - apiGroups: ['']
    resources: [pods]
    verbs: [create]`,
    accepted: `
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata:
  name: cart
  namespace: shop
rules:
  - apiGroups: [apps]
    resources: [deployments]
    verbs: [create]`,
  },

  *check({ manifests }) {
    for (const grant of grantsOf(manifests, PERMISSIONS)) {
      if (isBeyondTenants(manifests, grant.role)) continue;
      const { manifest, pointer } = grant;
      yield { manifest, pointer, message: `${wordsOf(grant)}, expected writing of Deployments, StatefulSets or Jobs instead` };
    }
  },
};
