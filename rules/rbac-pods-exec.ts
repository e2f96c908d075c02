import { grantsOf, type Permission, wordsOf } from '../analysis/permissions/rbac';
import type { Rule } from './rule';

const PERMISSIONS: readonly Permission[] = [{ group: '', resources: ['pods/exec', 'pods/attach'], verbs: ['create', 'get'] }];

/**
 * Shells in running pods. `get` counts as well: a websocket is opened by a GET request, and before Kubernetes 1.35, where a feature gate
 * adds the other question, nothing but that verb was asked for.
 *
 * https://github.com/kubernetes/kubernetes/issues/133515
 */
export const rbacPodsExec: Rule = {
  id: 'rbac-pods-exec',
  title: 'roles run no commands in pods',
  severity: 'error',
  exemptible: 'with a reason',
  references: [
    { source: 'NSA', id: 'rbac least privilege' },
    { source: 'MITRE', id: 'T1609' },
    { source: 'STRIDE', id: 'elevation-of-privilege' },
    { source: 'STRIDE', id: 'information-disclosure' },
    { source: 'kubescape', id: 'C-0002' },
    { source: 'trivy', id: 'KSV-0053' },
    { source: 'trivy', id: 'KSV-0054' },
    { source: 'checkov', id: 'CKV2_K8S_2' },
    { source: 'polaris', id: 'clusterrolePodExecAttach' },
    { source: 'polaris', id: 'rolePodExecAttach' },
    { source: 'polaris', id: 'clusterrolebindingPodExecAttach' },
    { source: 'polaris', id: 'rolebindingClusterRolePodExecAttach' },
    { source: 'polaris', id: 'rolebindingRolePodExecAttach' },
  ],
  reads: ['rules.*.apiGroups.*', 'rules.*.resourceNames.*', 'rules.*.resources.*', 'rules.*.verbs.*'],
  remediation: 'remove the subresource; give people a role with it for as long as they debug',
  why: 'Who runs commands in a pod has its token, its Secrets, its files and its place in the network, and leaves no trace in any manifest.',
  attack: 'One request opens a shell in the pod of the payment service; a `get` is enough, since websockets are opened with one.',
  example: {
    refused: `
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata:
  name: cart
  namespace: shop
rules:
  - apiGroups: ['']
    resources: [pods/exec]
    verbs: [create]`,
    accepted: `
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata:
  name: cart
  namespace: shop
rules:
  - apiGroups: ['']
    resources: [pods/log]
    verbs: [get]`,
  },

  *check({ manifests }) {
    for (const grant of grantsOf(manifests, PERMISSIONS)) {
      const { manifest, pointer } = grant;
      yield { manifest, pointer, message: `${wordsOf(grant)}, expected no commands in running pods` };
    }
  },
};
