import { policiesIn } from '../analysis/network/cilium-policies';
import { podDirectory, podsOf } from '../analysis/network/network-policies';
import { selectorText, selectsAll } from '../analysis/selectors';
import type { Rule } from './rule';

/**
 * Policies without pods, where the manifests are everything. A policy for all pods of its namespace may be there before them; pods in
 * the host's network are never selected.
 */
export const policySelectsPods: Rule = {
  id: 'policy-selects-pods',
  title: 'policies select pods that exist',
  severity: 'error',
  exemptible: 'with a reason',
  references: [
    { source: 'NSA', id: 'network separation' },
    { source: 'STRIDE', id: 'information-disclosure' },
    { source: 'kubescape', id: 'C-0299' },
    { source: 'kube-linter', id: 'dangling-networkpolicy' },
    { source: 'kube-score', id: 'networkpolicy-targets-pod' },
  ],
  reads: [
    'spec.podSelector.**',
    'spec.policyTypes.**',
    'spec.endpointSelector.**',
    'spec.enableDefaultDeny.**',
    'specs.**',
    'pod.hostNetwork',
    'pod.metadata.labels.*',
    'spec.ingress.**',
    'spec.egress.**',
    'spec.ingressDeny.**',
    'spec.egressDeny.**',
  ],
  remediation: 'write the labels of the pod template (not those of the Deployment) into the selector, in the same namespace',
  why: 'A policy that selects no pod closes nothing and opens nothing, and nobody is told.',
  attack: 'A label is misspelt or renamed: the pods that the policy was written for stay open to everyone while it is listed as in force.',
  example: {
    refused: `
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
  name: cart
  namespace: shop
spec:
  podSelector:
    matchLabels:
      app: art`,
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
  name: cart
  namespace: shop
spec:
  podSelector:
    matchLabels:
      app: cart`,
  },

  *check({ manifests, complete }) {
    if (!complete) return;
    const directory = podDirectory(manifests);
    for (const policy of policiesIn(manifests)) {
      const { manifest, pods, pointer, selector } = policy;
      if (!pods.isValid || selectsAll(pods) || podsOf(directory, policy).length > 0) continue;
      yield {
        manifest,
        pointer: `${pointer}${selector}`,
        message: `no pod that policies can govern has the labels '${selectorText(pods)}'`,
      };
    }
  },
};
