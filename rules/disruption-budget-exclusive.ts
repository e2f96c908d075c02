import { ofKind } from '../analysis/kinds';
import type { Manifest } from '../analysis/manifest';
import { LabelIndex, type Labels, labelsOf, type Selector, selectsAll } from '../analysis/selectors';
import { podsIn, type RunningPod } from '../analysis/workloads/pods';
import { budgetSelector } from '../analysis/workloads/replicas';
import type { Rule, Violation } from './rule';

/**
 * Pods that two budgets select. Of two budgets the later one is reported, or the one for all pods of the namespace.
 *
 * https://kubernetes.io/docs/concepts/scheduling-eviction/api-eviction/#how-api-initiated-eviction-works
 * https://github.com/kubernetes/kubernetes/blob/master/pkg/registry/core/pod/storage/eviction.go
 */
export const disruptionBudgetExclusive: Rule = {
  id: 'disruption-budget-exclusive',
  title: 'a pod is selected by one disruption budget at most',
  severity: 'warning',
  exemptible: 'with a reason',
  references: [{ source: 'STRIDE', id: 'denial-of-service' }],
  reads: ['pod.metadata.labels.**', 'spec.selector.matchLabels.**', 'spec.selector.matchExpressions.**'],
  remediation: 'narrow the selector of the budget to the pods that no other budget selects, or remove the budget',
  why: 'The API refuses every eviction of a pod that two budgets select, whatever they would allow: its node cannot be drained.',
  attack: 'The upgrade of the nodes hangs at this pod until somebody deletes pods by hand, and then no budget is asked.',
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
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata:
  name: cart
  namespace: shop
spec:
  maxUnavailable: 1
  selector:
    matchLabels:
      app: cart
---
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata:
  name: web
  namespace: shop
spec:
  maxUnavailable: 1
  selector: {}`,
    accepted: `
apiVersion: v1
kind: Pod
metadata:
  name: cart
  namespace: shop
  labels:
    app: cart
---
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata:
  name: cart
  namespace: shop
spec:
  maxUnavailable: 1
  selector:
    matchLabels:
      app: cart
---
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata:
  name: web
  namespace: shop
spec:
  maxUnavailable: 1
  selector:
    matchLabels:
      app: web`,
  },

  *check({ manifests }) {
    const budgets = ofKind(manifests, 'policy', 'PodDisruptionBudget').flatMap((manifest) => {
      const selector = budgetSelector(manifest);
      return selector === undefined ? [] : [{ manifest, selector }];
    });
    if (budgets.length < 2) return;
    const pods = podsByNamespace(manifests);
    const owners = new Map<RunningPod, Manifest>();
    // The wide ones last: whatever is narrower was there before.
    for (const wide of [false, true]) {
      for (const budget of budgets) if (selectsAll(budget.selector) === wide) yield* claim(budget, pods, owners);
    }
  },
};

function* claim(
  { manifest, selector }: { readonly manifest: Manifest; readonly selector: Selector },
  pods: ReadonlyMap<string, LabelIndex<RunningPod>>,
  owners: Map<RunningPod, Manifest>,
): Generator<Violation> {
  for (const pod of pods.get(manifest.object.metadata.namespace ?? '')?.select(selector) ?? []) {
    const other = owners.get(pod);
    if (other === undefined) {
      owners.set(pod, manifest);
      continue;
    }
    const { kind, metadata } = pod.manifest.object;
    yield {
      manifest,
      pointer: '/spec/selector',
      message: `the budget selects the pods of ${kind} '${metadata.name ?? ''}', and so does PodDisruptionBudget '${other.object.metadata.name ?? ''}', expected one for each pod`,
    };
    return;
  }
}

function podsByNamespace(manifests: readonly Manifest[]): ReadonlyMap<string, LabelIndex<RunningPod>> {
  const found = new Map<string, (readonly [RunningPod, Labels])[]>();
  for (const pod of podsIn(manifests)) {
    // Nothing runs of a template alone.
    if (pod.manifest.object.kind === 'PodTemplate') continue;
    const namespace = pod.manifest.object.metadata.namespace ?? '';
    const entry = [pod, labelsOf(pod.pod.metadata.labels)] as const;
    const list = found.get(namespace);
    if (list === undefined) found.set(namespace, [entry]);
    else list.push(entry);
  }
  return new Map([...found].map(([namespace, entries]) => [namespace, new LabelIndex(entries)]));
}
