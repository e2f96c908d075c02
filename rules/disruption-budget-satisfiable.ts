import { ofKind } from '../analysis/kinds';
import { at } from '../analysis/manifest';
import { spelt } from '../analysis/reading/spelling';
import { guardedIn, type Replicated } from '../analysis/workloads/replicas';
import type { Rule } from './rule';

/**
 * Shares are rounded up, of what must stay as of what may go: `minAvailable: 50%` of one pod is that pod, `maxUnavailable: 1%` is a pod.
 *
 * https://github.com/kubernetes/kubernetes/blob/master/pkg/controller/disruption/disruption.go
 */
export const disruptionBudgetSatisfiable: Rule = {
  id: 'disruption-budget-satisfiable',
  title: 'disruption budgets let one pod go when all are healthy',
  severity: 'warning',
  exemptible: 'with a reason',
  references: [
    { source: 'STRIDE', id: 'denial-of-service' },
    { source: 'kube-linter', id: 'pdb-max-unavailable' },
    { source: 'kube-linter', id: 'pdb-min-available' },
    { source: 'kube-score', id: 'poddisruptionbudget-has-policy' },
    { source: 'polaris', id: 'pdbDisruptionsIsZero' },
    { source: 'polaris', id: 'pdbMinAvailableGreaterThanHPAMinReplicas' },
  ],
  reads: [
    'spec.maxUnavailable',
    'spec.minAvailable',
    'spec.replicas',
    'pod.metadata.labels.**',
    'spec.selector.matchLabels.**',
    'spec.selector.matchExpressions.**',
    'spec.minReplicas',
    'spec.scaleTargetRef.kind',
    'spec.scaleTargetRef.name',
    'spec.scaleTargetRef.apiVersion',
  ],
  remediation: 'set maxUnavailable to 1, or minAvailable below the number of replicas',
  why: 'A budget that never allows an eviction stops every drain of a node: upgrades hang, or somebody forces them and takes all pods at once.',
  attack: 'The node with the known hole stays in service, as it cannot be drained for its update.',
  example: {
    refused: `
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata:
  name: cart
spec:
  maxUnavailable: 0`,
    accepted: `
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata:
  name: cart
spec:
  maxUnavailable: 1`,
  },

  *check({ manifests }) {
    const guardedBy = guardedIn(manifests);
    for (const manifest of ofKind(manifests, 'policy', 'PodDisruptionBudget')) {
      const [most, least] = [
        at(manifest.object, 'spec', 'maxUnavailable') ?? undefined,
        at(manifest.object, 'spec', 'minAvailable') ?? undefined,
      ];
      const pods = fewestPods(guardedBy(manifest));
      if (most !== undefined && least !== undefined) {
        yield {
          manifest,
          pointer: '/spec/minAvailable',
          message: `minAvailable is ${spelt(least)} and maxUnavailable ${spelt(most)}, expected one of them`,
        };
      } else if (most !== undefined) {
        if (!isAboveZero(most))
          yield { manifest, pointer: '/spec/maxUnavailable', message: `maxUnavailable is ${spelt(most)}, expected 1 or more` };
      } else if (least !== undefined) {
        const needed = shareOf(least, pods);
        if (needed === undefined || (pods !== undefined && needed < pods) || (pods === undefined && least !== '100%')) continue;
        const all = pods === undefined ? '' : ` of ${pods}`;
        yield { manifest, pointer: '/spec/minAvailable', message: `minAvailable is ${spelt(least)}${all}, expected less than all pods` };
      } else {
        yield {
          manifest,
          pointer: '/spec/maxUnavailable',
          message: 'maxUnavailable and minAvailable are unset, expected maxUnavailable of 1 or more',
        };
      }
    }
  },
};

/** The pods that the budget counts; `undefined` if the manifests do not tell, or if none are meant to run. */
function fewestPods(guarded: readonly Replicated[]): number | undefined {
  const sum = guarded.reduce((total, { fewest }) => total + fewest, 0);
  return sum === 0 ? undefined : sum;
}

function isAboveZero(most: unknown): boolean {
  const amount = shareOf(most, 100);
  return amount !== undefined && amount > 0;
}

/** A number, or a share of the pods, rounded up; `undefined` for what is neither. */
function shareOf(value: unknown, pods: number | undefined): number | undefined {
  if (typeof value === 'number') return value;
  if (typeof value !== 'string' || !/^[0-9]+%$/.test(value)) return undefined;
  return Math.ceil((Number(value.slice(0, -1)) * (pods ?? 0)) / 100);
}
