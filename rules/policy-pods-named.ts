import { allowedBy, policiesIn } from '../analysis/network/cilium-policies';
import { DIRECTIONS, type Policy, type PolicyRule } from '../analysis/network/network-policies';
import { selectsAll } from '../analysis/selectors';
import type { Rule } from './rule';

/**
 * Policies that open something, and select all pods. One without rules closes all pods, as it should; one that opens nothing but the
 * DNS is for all of them.
 *
 * https://kubernetes.io/docs/concepts/services-networking/network-policies/#networkpolicy-resource
 */
export const policyPodsNamed: Rule = {
  id: 'policy-pods-named',
  title: 'policies that open something name the pods they open',
  severity: 'warning',
  exemptible: 'with a reason',
  references: [
    { source: 'NSA', id: 'network separation' },
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
  remediation: 'write the labels of the pods that the rules are for into podSelector',
  why: 'A policy without a selector opens every pod of the namespace, those of today and those that somebody adds tomorrow.',
  attack: 'The path that was opened for one app leads to, or out of, the weakest pod of the namespace just as well.',
  example: {
    refused: `
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
              app: web
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
        - podSelector:
            matchLabels:
              app: web
      ports:
        - port: 8080`,
  },

  *check({ manifests }) {
    for (const policy of policiesIn(manifests)) {
      const { manifest, pods, pointer, selector } = policy;
      if (!selectsAll(pods)) continue;
      const [ingress, egress] = DIRECTIONS.map((direction) => allowedBy(policy, direction)) as [Rules, Rules];
      if (ingress.length === 0 && egress.every(isDns)) continue;
      yield {
        manifest,
        pointer: `${pointer}${selector}`,
        message: `the policy opens every pod of ${placeOf(policy)}, expected the labels of those it is for`,
      };
    }
  },
};

type Rules = readonly PolicyRule[];

function isDns({ ports }: PolicyRule): boolean {
  return ports !== undefined && ports.length > 0 && ports.every(({ first, last }) => first === 53 && last === 53);
}

function placeOf({ namespaces }: Policy): string {
  if (namespaces === undefined) return 'its namespace';
  return selectsAll(namespaces) ? 'the cluster' : 'the namespaces that it selects';
}
