import { openPods } from '../analysis/network/cilium-policies';
import type { Rule } from './rule';

/**
 * Pods that are open in this direction, as no NetworkPolicy, and no policy of Cilium, selects them for it.
 *
 * Pods in the host's network are left out: no policy is about them.
 * https://kubernetes.io/docs/concepts/services-networking/network-policies/#the-two-sorts-of-pod-isolation
 */
export const podEgressIsolated: Rule = {
  id: 'pod-egress-isolated',
  title: 'every pod is selected by a policy for egress',
  severity: 'error',
  exemptible: 'with a reason',
  references: [
    { source: 'CIS', id: '5.3.2' },
    { source: 'NSA', id: 'network separation' },
    { source: 'MITRE', id: 'T1046' },
    { source: 'STRIDE', id: 'information-disclosure' },
    { source: 'kubescape', id: 'C-0030' },
    { source: 'kubescape', id: 'C-0260' },
    { source: 'kube-linter', id: 'non-isolated-pod' },
    { source: 'kube-score', id: 'pod-networkpolicy' },
    { source: 'polaris', id: 'missingNetworkPolicy' },
    { source: 'checkov', id: 'CKV2_K8S_6' },
  ],
  reads: [
    'spec.podSelector.**',
    'spec.policyTypes.*',
    'spec.endpointSelector.**',
    'spec.enableDefaultDeny.**',
    'specs.**',
    'pod.hostNetwork',
    'pod.metadata.labels.*',
    'metadata.labels.*',
    'spec.ingress',
    'spec.egress',
    'spec.ingressDeny',
    'spec.egressDeny',
  ],
  remediation:
    'add a NetworkPolicy of the namespace that selects the pods, with Egress in its policyTypes, and a rule for each destination',
  why: 'Kubernetes lets a pod connect to wherever it likes, until a policy selects it for egress.',
  attack: "Whoever takes over the pod fetches tools, carries data out, and asks the cloud's metadata address for the node's credentials.",
  example: {
    refused: `
apiVersion: v1
kind: Pod
metadata:
  name: cart
  namespace: shop
  labels:
    app: cart`,
    accepted: `
apiVersion: v1
kind: Pod
metadata:
  name: cart
  namespace: shop
  labels:
    app: cart
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: default-deny
  namespace: shop
spec:
  podSelector: {}
  policyTypes: [Ingress, Egress]`,
  },

  *check({ manifests }) {
    for (const { manifest, pod } of openPods(manifests, 'egress')) {
      yield {
        manifest,
        pointer: pod.pointer,
        message:
          'no policy selects the pods for egress: they reach the whole cluster and the internet, expected one with policyTypes: [Egress]',
      };
    }
  },
};
