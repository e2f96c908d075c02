import { ofKind } from '../kinds';
import { at, groupOf, keyOf, type Manifest, stringAt } from '../manifest';
import { LabelIndex, labelsOf, type Selector, selectorOf } from '../selectors';
import { type PodTemplate, podOf } from './pods';

/** An object that keeps a number of equal pods running. */
export interface Replicated {
  readonly manifest: Manifest;
  readonly pod: PodTemplate;
  /** What `spec.replicas` states; `undefined` if that is no number. */
  readonly stated: number | undefined;
  /** The autoscaler that sets the number instead. */
  readonly autoscaler: Manifest | undefined;
  /** The fewest pods that are meant to run. */
  readonly fewest: number;
}

const KINDS = [
  ['apps', 'Deployment'],
  ['apps', 'ReplicaSet'],
  ['apps', 'StatefulSet'],
  ['extensions', 'Deployment'],
  ['extensions', 'ReplicaSet'],
  ['', 'ReplicationController'],
] as const;

const lists = new WeakMap<readonly Manifest[], readonly Replicated[]>();

/** Everything that keeps replicas, with the autoscalers that are among the manifests. */
export function replicatedIn(manifests: readonly Manifest[]): readonly Replicated[] {
  const known = lists.get(manifests);
  if (known !== undefined) return known;
  const autoscalers = autoscalersOf(manifests);
  const found = KINDS.flatMap(([group, kind]) =>
    ofKind(manifests, group, kind).flatMap((manifest) => {
      const { object } = manifest;
      const pod = podOf(object);
      if (pod === undefined) return [];
      const replicas = at(object, 'spec', 'replicas');
      const stated = typeof replicas === 'number' ? replicas : undefined;
      const autoscaler = autoscalers.get(keyOf(groupOf(object), kind, object.metadata.namespace, object.metadata.name));
      const fewest = autoscaler === undefined ? (stated ?? 1) : fewestOf(autoscaler);
      return [{ manifest, pod, stated, autoscaler, fewest }];
    }),
  );
  lists.set(manifests, found);
  return found;
}

/** The pods that an autoscaler leaves running, 1 unless it says otherwise. */
export function fewestOf({ object }: Manifest): number {
  const least = at(object, 'spec', 'minReplicas');
  return typeof least === 'number' ? least : 1;
}

function autoscalersOf(manifests: readonly Manifest[]): ReadonlyMap<string, Manifest> {
  const found = new Map<string, Manifest>();
  for (const manifest of ofKind(manifests, 'autoscaling', 'HorizontalPodAutoscaler')) {
    const { object } = manifest;
    const target = at(object, 'spec', 'scaleTargetRef');
    const group = stringAt(target, 'apiVersion')?.replace(/\/?[^/]*$/, '') ?? '';
    found.set(keyOf(group, stringAt(target, 'kind') ?? '', object.metadata.namespace, stringAt(target, 'name')), manifest);
  }
  return found;
}

/** The selector of a PodDisruptionBudget; an absent one selects nothing, and before policy/v1 an empty one does not either. */
export function budgetSelector({ object }: Manifest): Selector | undefined {
  const selector = at(object, 'spec', 'selector');
  if (selector === undefined || selector === null) return undefined;
  const asked = selectorOf(selector);
  return object.apiVersion === 'policy/v1beta1' && asked.requirements.length === 0 ? undefined : asked;
}

/** What a PodDisruptionBudget speaks for. */
export function guardedIn(manifests: readonly Manifest[]): (budget: Manifest) => readonly Replicated[] {
  const namespaces = new Map<string, (readonly [Replicated, ReadonlyMap<string, string>])[]>();
  for (const each of replicatedIn(manifests)) {
    const namespace = each.manifest.object.metadata.namespace ?? '';
    const entry = [each, labelsOf(each.pod.metadata.labels)] as const;
    const list = namespaces.get(namespace);
    if (list === undefined) namespaces.set(namespace, [entry]);
    else list.push(entry);
  }
  const indices = new Map([...namespaces].map(([namespace, items]) => [namespace, new LabelIndex(items)]));
  return (budget) => {
    const asked = budgetSelector(budget);
    return asked === undefined ? [] : (indices.get(budget.object.metadata.namespace ?? '')?.select(asked) ?? []);
  };
}
