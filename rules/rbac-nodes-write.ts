import { grantsOf, type Permission, wordsOf } from '../analysis/permissions/rbac';
import type { Rule } from './rule';

const PERMISSIONS: readonly Permission[] = [
  { group: '', resources: ['nodes', 'nodes/status'], verbs: ['create', 'update', 'patch', 'delete', 'deletecollection'] },
];

/**
 * Nodes and their status: a patch of the status may change labels as well.
 *
 * https://kubernetes.io/docs/concepts/security/rbac-good-practices/#least-privilege
 */
export const rbacNodesWrite: Rule = {
  id: 'rbac-nodes-write',
  title: 'roles do not change nodes',
  severity: 'error',
  exemptible: 'with a reason',
  references: [
    { source: 'NSA', id: 'rbac least privilege' },
    { source: 'MITRE', id: 'T1528' },
    { source: 'STRIDE', id: 'tampering' },
    { source: 'STRIDE', id: 'elevation-of-privilege' },
  ],
  reads: ['rules.*.apiGroups.*', 'rules.*.resourceNames.*', 'rules.*.resources.*', 'rules.*.verbs.*'],
  remediation: 'leave labels, taints and capacity of nodes to the platform',
  why: 'Labels and taints decide which pods come to a node; both parts of it, the node and its status, can change its labels.',
  attack: 'The attacker labels a node that they hold as the pool of another tenant, and waits for its pods and Secrets to arrive.',
  example: {
    refused: `
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata:
  name: cart
rules:
  - apiGroups: ['']
    resources: [nodes]
    verbs: [patch]`,
    accepted: `
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata:
  name: cart
rules:
  - apiGroups: ['']
    resources: [nodes]
    verbs: [get, list, watch]`,
  },

  *check({ manifests }) {
    for (const grant of grantsOf(manifests, PERMISSIONS)) {
      const { manifest, pointer } = grant;
      yield { manifest, pointer, message: `${wordsOf(grant)}, expected no writing of nodes` };
    }
  },
};
