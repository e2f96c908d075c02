import { grantsOf, type Permission, wordsOf } from '../analysis/permissions/rbac';
import type { Rule } from './rule';

const PERMISSIONS: readonly Permission[] = [
  { group: 'scheduling.k8s.io', resources: ['priorityclasses'], verbs: ['create', 'update', 'patch', 'delete', 'deletecollection'] },
  { group: 'node.k8s.io', resources: ['runtimeclasses'], verbs: ['create', 'update', 'patch', 'delete', 'deletecollection'] },
  {
    group: 'storage.k8s.io',
    resources: ['storageclasses', 'csidrivers'],
    verbs: ['create', 'update', 'patch', 'delete', 'deletecollection'],
  },
];

/**
 * Priority, runtime and storage classes, and storage drivers.
 *
 * https://kubernetes.io/docs/concepts/scheduling-eviction/pod-priority-preemption/
 */
export const rbacClassesWrite: Rule = {
  id: 'rbac-classes-write',
  title: 'roles do not change classes of the cluster',
  severity: 'warning',
  exemptible: 'with a reason',
  references: [
    { source: 'NSA', id: 'rbac least privilege' },
    { source: 'MITRE', id: 'T1496' },
    { source: 'STRIDE', id: 'tampering' },
    { source: 'STRIDE', id: 'denial-of-service' },
  ],
  reads: ['rules.*.apiGroups.*', 'rules.*.resourceNames.*', 'rules.*.resources.*', 'rules.*.verbs.*'],
  remediation: 'write the classes in manifests that the platform applies',
  why: 'A class is chosen by name in the pods and claims of every tenant: its priority, its sandbox, its disks.',
  attack: 'The attacker creates a class of the highest priority, and the scheduler removes the pods of others to make room.',
  example: {
    refused: `
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata:
  name: cart
rules:
  - apiGroups: [scheduling.k8s.io]
    resources: [priorityclasses]
    verbs: [create]`,
    accepted: `
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata:
  name: cart
rules:
  - apiGroups: [scheduling.k8s.io]
    resources: [priorityclasses]
    verbs: [get, list, watch]`,
  },

  *check({ manifests }) {
    for (const grant of grantsOf(manifests, PERMISSIONS)) {
      const { manifest, pointer } = grant;
      yield { manifest, pointer, message: `${wordsOf(grant)}, expected no writing of classes of the cluster` };
    }
  },
};
