import { grantsOf, type Permission, wordsOf } from '../analysis/permissions/rbac';
import type { Rule } from './rule';

const PERMISSIONS: readonly Permission[] = [{ group: '', resources: ['nodes/proxy'], verbs: ['*'] }];

/**
 * The API of the kubelet. Any verb counts: a command is run by a websocket, which is a `get`.
 *
 * https://kubernetes.io/docs/concepts/security/rbac-good-practices/#access-to-proxy-subresource-of-nodes
 */
export const rbacNodeProxy: Rule = {
  id: 'rbac-node-proxy',
  title: 'roles do not reach the kubelet through the API server',
  severity: 'error',
  exemptible: 'with a reason',
  references: [
    { source: 'CIS', id: '5.1.10' },
    { source: 'NSA', id: 'rbac least privilege' },
    { source: 'MITRE', id: 'T1609' },
    { source: 'STRIDE', id: 'elevation-of-privilege' },
    { source: 'kubescape', id: 'C-0279' },
    { source: 'trivy', id: 'KSV-0047' },
    { source: 'checkov', id: 'CKV2_K8S_2' },
  ],
  reads: ['rules.*.apiGroups.*', 'rules.*.resourceNames.*', 'rules.*.resources.*', 'rules.*.verbs.*'],
  remediation: 'ask for nodes/metrics, nodes/stats, nodes/log or nodes/pods instead',
  why: 'The resource nodes/proxy is the whole API of the kubelet, which runs commands in every pod of the node, past admission and the audit log.',
  attack: 'A monitoring agent that may only `get` opens a websocket to the kubelet and runs commands in the pods of every tenant.',
  example: {
    refused: `
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata:
  name: cart
rules:
  - apiGroups: ['']
    resources: [nodes/proxy]
    verbs: [get]`,
    accepted: `
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata:
  name: cart
rules:
  - apiGroups: ['']
    resources: [nodes/metrics]
    verbs: [get]`,
  },

  *check({ manifests }) {
    for (const grant of grantsOf(manifests, PERMISSIONS)) {
      const { manifest, pointer } = grant;
      yield { manifest, pointer, message: `${wordsOf(grant)}, expected no access to the API of the kubelet` };
    }
  },
};
