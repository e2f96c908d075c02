import { grantsOf, type Permission, wordsOf } from '../analysis/permissions/rbac';
import type { Rule } from './rule';

const PERMISSIONS: readonly Permission[] = [
  { group: '', resources: ['events', 'pods/log'], verbs: ['delete', 'deletecollection'] },
  { group: 'events.k8s.io', resources: ['events'], verbs: ['delete', 'deletecollection'] },
];

/**
 * Events and logs, the traces that an attacker would like to remove.
 *
 * https://kubernetes.io/docs/reference/kubernetes-api/cluster-resources/event-v1/
 */
export const rbacEventsDelete: Rule = {
  id: 'rbac-events-delete',
  title: 'roles do not delete events and logs',
  severity: 'warning',
  exemptible: 'with a reason',
  references: [
    { source: 'NSA', id: 'rbac least privilege' },
    { source: 'NSA', id: 'audit logging' },
    { source: 'MITRE', id: 'T1070' },
    { source: 'STRIDE', id: 'repudiation' },
    { source: 'kubescape', id: 'C-0031' },
    { source: 'trivy', id: 'KSV-0042' },
  ],
  reads: ['rules.*.apiGroups.*', 'rules.*.resourceNames.*', 'rules.*.resources.*', 'rules.*.verbs.*'],
  remediation: 'remove the verbs: events expire by themselves',
  why: 'Events tell what happened to pods and who was refused; nobody needs to delete what expires after an hour.',
  attack: 'The attacker removes the events of the pods that they tried to start before anybody looks at them.',
  example: {
    refused: `
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata:
  name: cart
  namespace: shop
rules:
  - apiGroups: ['']
    resources: [events]
    verbs: [delete]`,
    accepted: `
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata:
  name: cart
  namespace: shop
rules:
  - apiGroups: ['']
    resources: [events]
    verbs: [create, patch]`,
  },

  *check({ manifests }) {
    for (const grant of grantsOf(manifests, PERMISSIONS)) {
      const { manifest, pointer } = grant;
      yield { manifest, pointer, message: `${wordsOf(grant)}, expected no deletion of events or logs` };
    }
  },
};
