import type { Rule } from './rule';

/**
 * A NetworkPolicy is a wish: without a network plugin that enforces it, every pod reaches every other.
 *
 * https://kubernetes.io/docs/concepts/services-networking/network-policies/#prerequisites
 */
export const networkPolicyEnforced: Rule = {
  id: 'network-policy-enforced',
  title: 'the network plugin enforces network policies',
  severity: 'error',
  exemptible: 'with a reason',
  references: [
    { source: 'CIS', id: '5.3.1' },
    { source: 'NSA', id: 'network separation' },
    { source: 'STRIDE', id: 'information-disclosure' },
  ],
  remediation: 'use a network plugin that enforces NetworkPolicy, such as cilium or calico',

  *check({ manifests, cni }) {
    if (cni.enforcesNetworkPolicy) return;
    for (const manifest of manifests) {
      if (manifest.object.kind !== 'Namespace') continue;
      yield {
        manifest,
        pointer: '/metadata/name',
        message: `the network plugin '${cni.name}' ignores NetworkPolicy objects, so nothing isolates this namespace`,
      };
    }
  },
};
