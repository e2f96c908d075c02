import { grantsOf, type Permission, wordsOf } from '../analysis/permissions/rbac';
import type { Rule } from './rule';

const PERMISSIONS: readonly Permission[] = [{ group: '', resources: ['pods/binding', 'bindings'], verbs: ['create'] }];

/**
 * Bindings of pods to nodes, which only a scheduler needs. The kubelet asks for taints of the effect NoExecute alone.
 *
 * https://kubernetes.io/docs/concepts/scheduling-eviction/taint-and-toleration/
 */
export const rbacPodsBind: Rule = {
  id: 'rbac-pods-bind',
  title: 'roles put no pods onto nodes',
  severity: 'error',
  exemptible: 'with a reason',
  references: [
    { source: 'NSA', id: 'rbac least privilege' },
    { source: 'MITRE', id: 'T1610' },
    { source: 'STRIDE', id: 'elevation-of-privilege' },
  ],
  reads: ['rules.*.apiGroups.*', 'rules.*.resourceNames.*', 'rules.*.resources.*', 'rules.*.verbs.*'],
  remediation: 'leave the choice of nodes to the scheduler: use node affinity',
  why: 'A binding names the node of a pod past the scheduler; taints with the effect NoSchedule are then asked by nobody.',
  attack: 'The attacker places a pod on a node of another tenant, next to the pods and the files they are after.',
  example: {
    refused: `
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata:
  name: cart
  namespace: shop
rules:
  - apiGroups: ['']
    resources: [pods/binding]
    verbs: [create]`,
    accepted: `
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata:
  name: cart
  namespace: shop
rules:
  - apiGroups: ['']
    resources: [pods]
    verbs: [get]`,
  },

  *check({ manifests }) {
    for (const grant of grantsOf(manifests, PERMISSIONS)) {
      const { manifest, pointer } = grant;
      yield { manifest, pointer, message: `${wordsOf(grant)}, expected no choice of nodes past the scheduler` };
    }
  },
};
