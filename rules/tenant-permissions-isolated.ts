import { breachesOf } from './breaches';
import type { Rule } from './rule';

/**
 * No permission of one tenant reaches into another, neither given nor by a chain of steps such as running a pod as a stronger
 * ServiceAccount: what `palisade prove` calls `broken`, also if a tenant adds all that its permissions allow. It asks where the manifests
 * are all that is applied and a Namespace has the label of a tenant. What is not known is no finding, nor is a ServiceAccount of a namespace
 * that is in no manifest: `rbac-cross-namespace` is about those.
 */
export const tenantPermissionsIsolated: Rule = {
  id: 'tenant-permissions-isolated',
  title: 'no permission, and no chain of permissions, leads from tenant to tenant',
  severity: 'error',
  exemptible: 'with a reason',
  references: [
    { source: 'CIS', id: '5.1.1' },
    { source: 'NSA', id: 'rbac least privilege' },
    { source: 'MITRE', id: 'T1078' },
    { source: 'STRIDE', id: 'elevation-of-privilege' },
  ],
  reads: ['**'],
  remediation:
    'bind only subjects of the tenant in its namespaces, and take the verb away that the first step needs; palisade prove shows every step',
  why: 'A verb that looks harmless is worth what can be done with it: pods run as any ServiceAccount of their namespace, whatever that may do.',
  attack:
    'The attacker uses what one tenant may do, step by step, until it is administrator of another one, and nothing on the way was refused.',
  example: {
    refused: `
apiVersion: v1
kind: Namespace
metadata:
  name: bank
  labels:
    palisade.dev/tenant: bank
---
apiVersion: v1
kind: Namespace
metadata:
  name: shop
  labels:
    palisade.dev/tenant: shop
---
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata:
  name: reader
  namespace: bank
rules:
  - apiGroups: ['']
    resources: [configmaps]
    verbs: [get]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata:
  name: readers
  namespace: bank
roleRef:
  apiGroup: rbac.authorization.k8s.io
  kind: Role
  name: reader
subjects:
  - kind: ServiceAccount
    namespace: shop
    name: cart`,
    accepted: `
apiVersion: v1
kind: Namespace
metadata:
  name: bank
  labels:
    palisade.dev/tenant: bank
---
apiVersion: v1
kind: Namespace
metadata:
  name: shop
  labels:
    palisade.dev/tenant: shop
---
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata:
  name: reader
  namespace: bank
rules:
  - apiGroups: ['']
    resources: [configmaps]
    verbs: [get]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata:
  name: readers
  namespace: bank
roleRef:
  apiGroup: rbac.authorization.k8s.io
  kind: Role
  name: reader
subjects:
  - kind: ServiceAccount
    namespace: bank
    name: ledger`,
  },

  check: (cluster) => breachesOf(cluster, 'permissions'),
};
