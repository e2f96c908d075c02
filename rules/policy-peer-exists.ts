import { allowedBy, isCilium, policiesIn } from '../analysis/network/cilium-policies';
import { DIRECTIONS, namespaceOf, podDirectory, podsSelected } from '../analysis/network/network-policies';
import { selectorText, selectsAll } from '../analysis/selectors';
import type { Rule } from './rule';

/**
 * Peers of the policy's own namespace that select no pod, where the manifests are everything.
 */
export const policyPeerExists: Rule = {
  id: 'policy-peer-exists',
  title: 'peers in policies are pods that exist',
  severity: 'warning',
  exemptible: 'with a reason',
  references: [
    { source: 'NSA', id: 'network separation' },
    { source: 'STRIDE', id: 'denial-of-service' },
    { source: 'kube-linter', id: 'dangling-networkpolicypeer-podselector' },
  ],
  reads: [
    'spec.podSelector.**',
    'spec.policyTypes.*',
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
  remediation: "write the labels of the peer's pod template; add a namespaceSelector for a peer in another namespace",
  why: "A peer without a namespaceSelector is one of the policy's own namespace: labels that no pod has there allow nobody.",
  attack: 'The call that the rule was written for fails, and in the outage somebody opens the policy to everybody.',
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
  podSelector: {}
  ingress:
    - from:
        - podSelector:
            matchLabels:
              app: web`,
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
  podSelector: {}
  ingress:
    - from:
        - podSelector:
            matchLabels:
              app: cart`,
  },

  *check({ manifests, complete }) {
    if (!complete) return;
    const directory = podDirectory(manifests);
    for (const policy of policiesIn(manifests)) {
      const { manifest } = policy;
      for (const { peers = [] } of DIRECTIONS.flatMap((direction) => allowedBy(policy, direction))) {
        for (const peer of peers) {
          if (peer.kind !== 'pods' || peer.namespaces !== undefined || !peer.pods.isValid || selectsAll(peer.pods)) continue;
          if (podsSelected(directory, namespaceOf(manifest), undefined, peer.pods).length > 0) continue;
          yield {
            manifest,
            pointer: isCilium(policy) ? peer.pointer : `${peer.pointer}/podSelector`,
            message: `no pod of this namespace has the labels '${selectorText(peer.pods)}'`,
          };
        }
      }
    }
  },
};
