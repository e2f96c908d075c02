import { ofKind } from '../analysis/kinds';
import { at } from '../analysis/manifest';
import { spelt } from '../analysis/reading/spelling';
import type { Rule } from './rule';

/**
 * The field is on by default since 1.27.
 *
 * https://kubernetes.io/docs/tasks/run-application/configure-pdb/#unhealthy-pod-eviction-policy
 */
export const disruptionBudgetUnhealthy: Rule = {
  id: 'disruption-budget-unhealthy',
  title: 'disruption budgets let pods go that are not ready anyway',
  severity: 'warning',
  exemptible: 'with a reason',
  references: [
    { source: 'STRIDE', id: 'denial-of-service' },
    { source: 'kube-linter', id: 'pdb-unhealthy-pod-eviction-policy' },
  ],
  reads: ['spec.unhealthyPodEvictionPolicy'],
  remediation: 'set unhealthyPodEvictionPolicy to AlwaysAllow',
  why: 'By default a pod that is not ready counts against the budget and cannot be evicted while too few are healthy: a crash loop blocks the drain of its node.',
  attack: 'An app that is down keeps its nodes from being repaired, and the repair is what would bring it up.',
  example: {
    refused: `
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata:
  name: cart
spec:
  maxUnavailable: 1`,
    accepted: `
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata:
  name: cart
spec:
  maxUnavailable: 1
  unhealthyPodEvictionPolicy: AlwaysAllow`,
  },

  *check({ manifests, minor }) {
    if (minor < 27) return;
    for (const manifest of ofKind(manifests, 'policy', 'PodDisruptionBudget')) {
      const policy = at(manifest.object, 'spec', 'unhealthyPodEvictionPolicy');
      if (policy === 'AlwaysAllow') continue;
      const message = `unhealthyPodEvictionPolicy is ${spelt(policy)}, expected 'AlwaysAllow'`;
      yield { manifest, pointer: '/spec/unhealthyPodEvictionPolicy', message };
    }
  },
};
