import { at, listAt, type Manifest } from '../analysis/manifest';
import { byNamespace, namespacesIn } from '../analysis/tenancy';
import type { Rule } from './rule';

const DIRECTIONS = ['Ingress', 'Egress'] as const;

/**
 * A default-deny for each direction: a policy that selects all pods and has no rules. `Egress` has to be named, as a policy without
 * `policyTypes` is about egress only if it has rules for it.
 *
 * https://kubernetes.io/docs/concepts/services-networking/network-policies/#default-deny-all-ingress-and-all-egress-traffic
 */
export const namespaceDefaultDeny: Rule = {
  id: 'namespace-default-deny',
  title: 'namespaces deny all traffic that no policy allows',
  severity: 'error',
  exemptible: 'with a reason',
  references: [
    { source: 'CIS', id: '5.3.2' },
    { source: 'NSA', id: 'network separation' },
    { source: 'MITRE', id: 'T1046' },
    { source: 'STRIDE', id: 'information-disclosure' },
    { source: 'STRIDE', id: 'spoofing' },
    { source: 'kubescape', id: 'C-0049' },
    { source: 'kubescape', id: 'C-0054' },
    { source: 'kubescape', id: 'C-0206' },
  ],
  reads: ['spec.podSelector.matchLabels.*', 'spec.podSelector.matchExpressions', 'spec.policyTypes.*', 'spec.ingress', 'spec.egress'],
  remediation: 'write a NetworkPolicy with podSelector {}, policyTypes [Ingress, Egress] and no rules',
  why: 'A pod that no policy selects talks to everybody and is reached by everybody; a new pod without a policy of its own is such a pod.',
  attack: 'The attacker scans the pods of the namespace, and calls home, from the one pod that somebody forgot.',
  example: {
    refused: `
apiVersion: v1
kind: Namespace
metadata:
  name: shop`,
    accepted: `
apiVersion: v1
kind: Namespace
metadata:
  name: shop
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
    const policies = byNamespace(manifests, 'networking.k8s.io', 'NetworkPolicy');
    for (const { manifest, name } of namespacesIn(manifests)) {
      const own = policies.get(name) ?? [];
      const open = DIRECTIONS.filter((direction) => !own.some((policy) => denies(policy, direction)));
      if (open.length === 0) continue;
      const message = `namespace '${name}' has no NetworkPolicy that denies all ${open.join(' and ').toLowerCase()}, expected one`;
      yield { manifest, pointer: '/metadata/name', message };
    }
  },
};

function denies({ object }: Manifest, direction: (typeof DIRECTIONS)[number]): boolean {
  const selector = at(object, 'spec', 'podSelector');
  const types = listAt(object, 'spec', 'policyTypes');
  return (
    typeof selector === 'object' &&
    selector !== null &&
    Object.keys(at(selector, 'matchLabels') ?? {}).length === 0 &&
    listAt(selector, 'matchExpressions').length === 0 &&
    (types.includes(direction) || (types.length === 0 && direction === 'Ingress')) &&
    listAt(object, 'spec', direction.toLowerCase()).length === 0
  );
}
