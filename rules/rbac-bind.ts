import { grantsOf, type Permission, wordsOf } from '../analysis/permissions/rbac';
import type { Rule } from './rule';

const PERMISSIONS: readonly Permission[] = [{ group: 'rbac.authorization.k8s.io', resources: ['roles', 'clusterroles'], verbs: ['bind'] }];

/** Default roles that nobody may give away: each of them reads Secrets and acts as any ServiceAccount of the namespace. */
const POWERFUL = ['admin', 'cluster-admin', 'edit'];

/**
 * The verb `bind` on roles, which `resourceNames` narrows to the roles that may be bound.
 *
 * https://kubernetes.io/docs/concepts/security/rbac-good-practices/#bind-verb
 */
export const rbacBind: Rule = {
  id: 'rbac-bind',
  title: 'roles hold the verb bind for named harmless roles only',
  severity: 'error',
  exemptible: 'with a reason',
  references: [
    { source: 'CIS', id: '5.1.8' },
    { source: 'NSA', id: 'rbac least privilege' },
    { source: 'MITRE', id: 'T1098.006' },
    { source: 'STRIDE', id: 'elevation-of-privilege' },
    { source: 'kubescape', id: 'C-0191' },
    { source: 'checkov', id: 'CKV_K8S_157' },
  ],
  reads: ['rules.*.apiGroups.*', 'rules.*.resourceNames.*', 'rules.*.resources.*', 'rules.*.verbs.*'],
  remediation: 'name the roles that may be bound in resourceNames, none of them admin, edit or cluster-admin',
  why: '`bind` switches off the check that nobody binds a role that has more permissions than they have themselves.',
  attack: 'Together with the right to create bindings, the holder binds `cluster-admin` to themselves and owns the cluster.',
  example: {
    refused: `
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata:
  name: cart
rules:
  - apiGroups: [rbac.authorization.k8s.io]
    resources: [clusterroles]
    verbs: [bind]`,
    accepted: `
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata:
  name: cart
rules:
  - apiGroups: [rbac.authorization.k8s.io]
    resources: [clusterroles]
    verbs: [bind]
    resourceNames: [view]`,
  },

  *check({ manifests }) {
    for (const grant of grantsOf(manifests, PERMISSIONS)) {
      if (grant.names.length > 0 && !grant.names.some((name) => POWERFUL.includes(name))) continue;
      const { manifest, pointer } = grant;
      yield { manifest, pointer, message: `${wordsOf(grant)}, expected the verb 'bind' on named harmless roles only` };
    }
  },
};
