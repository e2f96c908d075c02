import { ofKind } from '../kinds';
import { type Manifest, stringAt } from '../manifest';
import { entriesAt } from '../placement/entries';
import type { RunningPod } from './pods';

/** Labels that say which app a workload belongs to. https://kubernetes.io/docs/concepts/overview/working-with-objects/common-labels/ */
const APP_LABELS = ['app.kubernetes.io/name', 'app', 'k8s-app'];

/** What makes pods one app, as keys: the same key, the same app. */
export type AppKeys = (running: RunningPod) => readonly string[];

/** Keys of the Services that select a pod. Linear: each selector is looked up by its rarest label. */
export function servicesOf(manifests: readonly Manifest[]): AppKeys {
  const selectors = new Map<string, readonly string[]>();
  const counts = new Map<string, number>();
  for (const { object } of ofKind(manifests, '', 'Service')) {
    const labels = pairsOf(object.metadata.namespace, entriesAt(object, 'spec', 'selector'));
    const key = [...labels].sort().join('\n');
    if (labels.length === 0 || selectors.has(key)) continue;
    selectors.set(key, labels);
    for (const label of labels) counts.set(label, (counts.get(label) ?? 0) + 1);
  }
  const byLabel = new Map<string, (readonly [key: string, labels: readonly string[]])[]>();
  for (const [key, labels] of selectors) {
    const rarest = labels.reduce((a, b) => ((counts.get(b) ?? 0) < (counts.get(a) ?? 0) ? b : a));
    const list = byLabel.get(rarest);
    if (list === undefined) byLabel.set(rarest, [[key, labels]]);
    else list.push([key, labels]);
  }
  return ({ manifest, pod }) => {
    const own = new Set(pairsOf(manifest.object.metadata.namespace, entriesAt(pod.metadata, 'labels')));
    return [...own]
      .flatMap((label) => byLabel.get(label) ?? [])
      .flatMap(([key, labels]) => (labels.every((each) => own.has(each)) ? [key] : []));
  };
}

/** The first pod of each app among some of one namespace. */
export function appsOf(group: readonly RunningPod[], sameService: AppKeys): readonly RunningPod[] {
  const parents = group.map((_running, index) => index);
  const rootOf = (index: number): number => {
    let root = index;
    while (parents[root] !== root) root = parents[root] ?? root;
    for (let step = index; step !== root; ) [step, parents[step]] = [parents[step] ?? root, root];
    return root;
  };
  const seen = new Map<string, number>();
  for (const [index, running] of group.entries()) {
    const names = APP_LABELS.flatMap((label) => stringAt(running.pod.metadata, 'labels', label) ?? []).map((name) => `app ${name}`);
    for (const key of [...names, ...sameService(running)]) {
      const known = seen.get(key);
      if (known === undefined) seen.set(key, index);
      else {
        const [a, b] = [rootOf(known), rootOf(index)];
        parents[Math.max(a, b)] = Math.min(a, b);
      }
    }
  }
  return group.filter((_running, index) => rootOf(index) === index);
}

/** Labels with their namespace, each as one text. */
function pairsOf(namespace: string | undefined, labels: readonly (readonly [string, unknown])[]): readonly string[] {
  return labels.map(([key, value]) => JSON.stringify([namespace, key, value]));
}
