import { allowedBy, isCilium, policiesIn } from '../analysis/network/cilium-policies';
import { DIRECTIONS, type Direction, type Peer, type PodPeer } from '../analysis/network/network-policies';
import { openNamespaces } from '../analysis/open-namespaces';
import { selectorText, selectsAll } from '../analysis/selectors';
import type { Rule } from './rule';

/**
 * Peers that are a whole namespace, and called pods that may be in any namespace. What is everybody is worse, and another rule's.
 *
 * Whoever may create pods in a namespace chooses their labels: with both selectors it takes that namespace and those labels.
 * https://kubernetes.io/docs/concepts/services-networking/network-policies/#behavior-of-to-and-from-selectors
 */
export const policyPeersNarrow: Rule = {
  id: 'policy-peers-narrow',
  title: 'peers of policies are pods by label, in a namespace by name',
  severity: 'warning',
  exemptible: 'with a reason',
  references: [
    { source: 'NSA', id: 'network separation' },
    { source: 'MITRE', id: 'T1046' },
    { source: 'STRIDE', id: 'spoofing' },
    { source: 'STRIDE', id: 'information-disclosure' },
  ],
  reads: [
    'spec.podSelector.**',
    'spec.policyTypes.**',
    'spec.endpointSelector.**',
    'spec.enableDefaultDeny.**',
    'specs.**',
    'spec.ingress.**',
    'spec.egress.**',
    'spec.ingressDeny.**',
    'spec.egressDeny.**',
  ],
  remediation: 'name the pods by podSelector, and their namespace by the label kubernetes.io/metadata.name, in one peer',
  why: 'A peer without labels is every pod of its namespace, now and later; called pods of any namespace may be those of a stranger.',
  attack:
    'Any pod of the namespace, a forgotten job or a debugging shell, connects; or a pod of another tenant takes the label of the cluster DNS and answers.',
  example: {
    refused: `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: cart
  namespace: shop
spec:
  podSelector:
    matchLabels:
      app: cart
  ingress:
    - from:
        - namespaceSelector:
            matchLabels:
              kubernetes.io/metadata.name: web
      ports:
        - port: 8080`,
    accepted: `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: cart
  namespace: shop
spec:
  podSelector:
    matchLabels:
      app: cart
  ingress:
    - from:
        - namespaceSelector:
            matchLabels:
              kubernetes.io/metadata.name: web
          podSelector:
            matchLabels:
              app: web
      ports:
        - port: 8080`,
  },

  *check({ manifests }) {
    for (const policy of policiesIn(manifests)) {
      const { manifest } = policy;
      for (const direction of DIRECTIONS) {
        for (const { peers = [] } of allowedBy(policy, direction)) {
          for (const peer of peers) {
            const found = widthOf(peer, direction);
            if (found === undefined) continue;
            const pointer = isCilium(policy) ? peer.pointer : `${peer.pointer}/${found.field}`;
            yield { manifest, pointer, message: `the ${direction} peer is ${found.who}` };
          }
        }
      }
    }
  },
};

function widthOf(peer: Peer, direction: Direction): { readonly field: string; readonly who: string } | undefined {
  if (peer.kind !== 'pods') return undefined;
  const { namespaces, pods } = peer;
  const open = namespaces === undefined ? undefined : openNamespaces(namespaces);
  if (open === undefined) return selectsAll(pods) ? { field: 'podSelector', who: wholeNamespace(peer) } : undefined;
  // Callers from everywhere, and every pod there is, are for everybody: an error of another rule.
  if (direction === 'ingress' || selectsAll(pods) || !pods.isValid) return undefined;
  return { field: 'namespaceSelector', who: `whatever pod has the labels '${selectorText(pods)}' in ${open}` };
}

function wholeNamespace({ namespaces }: PodPeer): string {
  const where = namespaces === undefined ? 'the own namespace' : `the namespaces with '${selectorText(namespaces)}'`;
  return `every pod of ${where}, expected those that are meant, by label`;
}
