import { boundsIn } from './affinity';
import { pairKey } from './claims';
import { askedTaints } from './landing';
import type { NodeGroup } from './nodes';
import type { HeldToleration, Judge, ScheduledPod } from './pods';
import { isWildcard } from './scheduling';

/** Finds the nodes that a pod may land on, without looking at all of them: it finds more than those, never fewer. */
export class GroupIndex {
  readonly #all: readonly GroupPlace[];
  readonly #byPair = new Map<string, GroupPlace[]>();
  /** Those whose label is not known, by its key. */
  readonly #without = new Map<string, GroupPlace[]>();
  /** By the key of a taint that has to be tolerated, and by its key and value; `''` for nodes without one. */
  readonly #byTaint: Readonly<Record<'both' | 'NoExecute', Map<string, GroupPlace[]>>> = { both: new Map(), NoExecute: new Map() };

  constructor(groups: readonly NodeGroup[]) {
    this.#all = groups.map((group, index) => ({ group, index }));
    for (const place of this.#all) {
      for (const pair of place.group.labels) push(this.#byPair, pairKey(pair), place);
      for (const [which, judge] of [
        ['both', 'scheduler'],
        ['NoExecute', 'kubelet'],
      ] as const) {
        const [taint] = askedTaints({ judge }, place.group);
        push(this.#byTaint[which], taint === undefined ? '' : taint.key, place);
        if (taint !== undefined) push(this.#byTaint[which], pairKey([taint.key, taint.value]), place);
      }
    }
  }

  /** What a pod may land on, as far as its tolerations and the labels that it requires tell, in order. */
  likely(pod: ScheduledPod): readonly NodeGroup[] {
    if (pod.refused !== undefined) return [];
    const [tolerated, matched] = [this.#tolerated(pod.tolerations, pod.judge), this.#matched(pod)];
    return (matched === undefined || tolerated.length < matched.length ? tolerated : matched).map(({ group }) => group);
  }

  /** The nodes whose taints, or the first of them, are tolerated, whatever the labels. */
  tolerated(tolerations: readonly HeldToleration[], judge: Judge): readonly NodeGroup[] {
    return this.#tolerated(tolerations, judge).map(({ group }) => group);
  }

  /** The nodes that have a label, or may have it. */
  labelled([key, value]: readonly [key: string, value: string]): readonly NodeGroup[] {
    return inOrder([this.#lacking(key), this.#byPair.get(pairKey([key, value])) ?? []]).map(({ group }) => group);
  }

  #tolerated(tolerations: readonly HeldToleration[], judge: Judge): readonly GroupPlace[] {
    if (tolerations.some(isWildcard)) return this.#all;
    const drawers = this.#byTaint[judge === 'kubelet' ? 'NoExecute' : 'both'];
    const keys = new Set(tolerations.map(({ key, operator, value }) => (operator === 'Equal' ? pairKey([key, value]) : key)));
    return inOrder(['', ...keys].map((key) => drawers.get(key) ?? []));
  }

  /** By the label of each term that leaves the fewest; `undefined` where a term leaves all. */
  #matched(pod: ScheduledPod): readonly GroupPlace[] | undefined {
    const found: (readonly GroupPlace[])[] = [];
    for (const bounds of boundsIn(pod.demand)) {
      let fewest: readonly (readonly GroupPlace[])[] | undefined;
      for (const [key, values] of bounds) {
        const lists = [this.#lacking(key), ...[...values].map((value) => this.#byPair.get(pairKey([key, value])) ?? [])];
        if (fewest === undefined || total(lists) < total(fewest)) fewest = lists;
      }
      if (fewest === undefined) return undefined;
      found.push(...fewest);
    }
    return inOrder(found);
  }

  /** Those that may have any value of a label, as it is not known. */
  #lacking(key: string): readonly GroupPlace[] {
    const known = this.#without.get(key);
    if (known !== undefined) return known;
    const list = this.#all.filter(({ group }) => !group.isComplete && !group.labels.has(key));
    this.#without.set(key, list);
    return list;
  }
}

interface GroupPlace {
  readonly group: NodeGroup;
  readonly index: number;
}

function push(lists: Map<string, GroupPlace[]>, key: string, place: GroupPlace): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [place]);
  else list.push(place);
}

function total(lists: readonly (readonly unknown[])[]): number {
  return lists.reduce((sum, { length }) => sum + length, 0);
}

function inOrder(lists: readonly (readonly GroupPlace[])[]): readonly GroupPlace[] {
  return [...new Set(lists.flat())].sort((a, b) => a.index - b.index);
}
