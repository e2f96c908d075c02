import { ofKind } from '../analysis/kinds';
import { guardedIn, type Replicated, replicatedIn } from '../analysis/workloads/replicas';
import type { Rule } from './rule';

/**
 * For Deployments and StatefulSets: what else keeps replicas is kept by one of them, as a rule.
 *
 * https://kubernetes.io/docs/tasks/run-application/configure-pdb/
 */
export const disruptionBudgetExists: Rule = {
  id: 'disruption-budget-exists',
  title: 'apps with several replicas have a disruption budget',
  severity: 'warning',
  exemptible: 'with a reason',
  references: [
    { source: 'STRIDE', id: 'denial-of-service' },
    { source: 'kube-score', id: 'deployment-has-poddisruptionbudget' },
    { source: 'kube-score', id: 'statefulset-has-poddisruptionbudget' },
    { source: 'polaris', id: 'missingPodDisruptionBudget' },
  ],
  reads: [
    'spec.replicas',
    'pod.metadata.labels.**',
    'spec.selector.matchLabels.**',
    'spec.selector.matchExpressions.**',
    'spec.minReplicas',
    'spec.scaleTargetRef.kind',
    'spec.scaleTargetRef.name',
    'spec.scaleTargetRef.apiVersion',
  ],
  remediation: 'add a PodDisruptionBudget whose selector matches the labels of the pods',
  why: 'Draining nodes evicts pods one by one without looking whether others of the same app still run; only a budget makes it wait.',
  attack: 'A routine upgrade of the nodes evicts all replicas of an app at the same time.',
  example: {
    refused: `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: cart
spec:
  replicas: 3
  template:
    metadata:
      labels:
        app: cart`,
    accepted: `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: cart
spec:
  replicas: 3
  template:
    metadata:
      labels:
        app: cart
---
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata:
  name: cart
spec:
  maxUnavailable: 1
  selector:
    matchLabels:
      app: cart`,
  },

  *check({ manifests }) {
    const guarded = new Set<Replicated>();
    const guardedBy = guardedIn(manifests);
    for (const budget of ofKind(manifests, 'policy', 'PodDisruptionBudget')) {
      for (const each of guardedBy(budget)) guarded.add(each);
    }
    for (const each of replicatedIn(manifests)) {
      const { manifest, pod, fewest } = each;
      if (fewest < 2 || guarded.has(each) || !/^(Deployment|StatefulSet)$/.test(manifest.object.kind)) continue;
      const pointer = `${pod.pointer.replace(/spec$/, 'metadata/labels')}`;
      yield { manifest, pointer, message: 'no PodDisruptionBudget of the namespace selects the pods, expected one' };
    }
  },
};
