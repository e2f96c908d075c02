import { at, listAt } from '../analysis/manifest';
import { DIRECTIONS, networkPoliciesIn } from '../analysis/network/network-policies';
import type { Rule } from './rule';

/**
 * Rules that are ignored, and an empty list of egress rules that closes nothing: without policyTypes only a rule makes the policy be
 * about egress.
 *
 * https://kubernetes.io/docs/reference/kubernetes-api/policy-resources/network-policy-v1/#NetworkPolicySpec
 */
export const policyTypesCoverRules: Rule = {
  id: 'policy-types-cover-rules',
  title: 'policies are about the directions they have rules for',
  severity: 'error',
  exemptible: 'with a reason',
  references: [
    { source: 'NSA', id: 'network separation' },
    { source: 'STRIDE', id: 'information-disclosure' },
  ],
  reads: ['spec.podSelector.**', 'spec.policyTypes.*', 'spec.ingress.**', 'spec.egress.**'],
  remediation: 'list the direction in policyTypes',
  why: 'Rules of a direction that policyTypes does not list are ignored: the pods stay as open, or as closed, as they were.',
  attack: 'The egress rules of a database read as a wall, yet whoever takes it over connects to wherever they like.',
  example: {
    refused: `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: cart
  namespace: shop
spec:
  podSelector: {}
  policyTypes: [Ingress]
  egress:
    - to:
        - podSelector: {}`,
    accepted: `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: cart
  namespace: shop
spec:
  podSelector: {}
  policyTypes: [Ingress, Egress]
  egress:
    - to:
        - podSelector: {}`,
  },

  *check({ manifests }) {
    for (const { manifest, spec, isolates } of networkPoliciesIn(manifests)) {
      const types = listAt(spec, 'policyTypes');
      for (const direction of DIRECTIONS) {
        const rules = at(spec, direction);
        if (isolates.has(direction) || !Array.isArray(rules) || (rules.length === 0 && types.length > 0)) continue;
        const type = direction === 'ingress' ? 'Ingress' : 'Egress';
        const effect =
          rules.length === 0 ? 'the empty list closes nothing' : `${rules.length === 1 ? 'the rule is' : 'the rules are'} ignored`;
        yield { manifest, pointer: `/spec/${direction}`, message: `${effect}, as policyTypes does not list ${type}` };
      }
    }
  },
};
