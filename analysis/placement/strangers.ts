import { pointerKey } from '../manifest';
import { NODE_SELECTOR, TOLERATIONS_WHITELIST } from '../tenancy';
import type { GroupIndex } from './group-index';
import { tolerationOf } from './landing';
import type { NodeGroup } from './nodes';
import type { HeldToleration, NamespaceFacts, PlacementFacts } from './pods';
import type { Answer, Reason } from './reason';
import { tolerationOf as fieldsOf } from './scheduling';

/** Whether a stranger keeps off nodes, and if not for certain, whose. */
export interface StrangerVerdict {
  readonly answer: Answer;
  readonly reasons: readonly Reason[];
}

/**
 * What somebody may do who writes any pod at all in a namespace of the manifests: name a node, drop every selector, and tolerate whatever
 * the whitelist of the namespace lets through. Only PodTolerationRestriction and PodNodeSelector hold such a pod.
 */
export class Strangers {
  readonly #facts: PlacementFacts;
  /** Namespaces whose whitelist, if it counts, does not keep them from tolerating what keeps others off the nodes. */
  readonly #tolerating = new Map<NodeGroup, NamespaceFacts[]>();
  /** Namespaces without a whitelist. */
  readonly #free: readonly NamespaceFacts[];
  readonly #all: readonly NamespaceFacts[];
  readonly #index: GroupIndex;

  constructor(namespaces: readonly NamespaceFacts[], index: GroupIndex, facts: PlacementFacts) {
    this.#facts = facts;
    this.#index = index;
    this.#all = namespaces.filter(({ tenant }) => tenant !== undefined);
    this.#free = this.#all.filter(({ whitelist }) => whitelist === undefined);
    for (const namespace of this.#all) {
      if (namespace.whitelist === undefined) continue;
      const tolerations = allowedBy(namespace);
      for (const group of index.tolerated(tolerations, 'kubelet')) {
        const taints = group.taints.filter(({ effect }) => effect === 'NoExecute');
        if (!taints.every((taint) => tolerationOf(tolerations, taint) !== undefined)) continue;
        const list = this.#tolerating.get(group);
        if (list === undefined) this.#tolerating.set(group, [namespace]);
        else list.push(namespace);
      }
    }
  }

  /** Whether strangers in namespaces of other tenants are kept off a tenant's nodes. */
  keptOff(group: NodeGroup, tenant: string): StrangerVerdict {
    const { podTolerationRestriction, podNodeSelector } = this.#facts;
    const isOther = (namespace: NamespaceFacts) => namespace.tenant !== tenant;
    const free = [...this.#free, ...(this.#tolerating.get(group) ?? [])];
    let unsure: NamespaceFacts | undefined;
    for (const namespace of podTolerationRestriction === 'off' ? this.#all : free) {
      if (!isOther(namespace)) continue;
      const isElsewhere = podNodeSelector !== 'off' && conflicts(namespace, group);
      if (!isElsewhere) return { answer: 'no', reasons: [this.#breach(namespace)] };
      if (podNodeSelector === 'unknown') unsure ??= namespace;
    }
    if (podTolerationRestriction === 'unknown') {
      // Those whom a whitelist would hold; who is held by a selector for certain is not among them.
      const isHeld = (namespace: NamespaceFacts) => podNodeSelector === 'on' && conflicts(namespace, group);
      unsure ??= this.#all.find((namespace) => isOther(namespace) && !isHeld(namespace));
    }
    if (unsure === undefined) return { answer: 'yes', reasons: [] };
    const text = `whether admission plugins hold the pods of namespace '${unsure.name}' to its annotations is not known`;
    return {
      answer: 'unknown',
      reasons: [{ text, where: unsure.manifest && { manifest: unsure.manifest, pointer: '/metadata/annotations' } }],
    };
  }

  /** The nodes that are not like all others to these namespaces: what is so of one of the rest is so of each of them. */
  singular(): ReadonlySet<NodeGroup> {
    const selected = this.#all.flatMap(({ selector: [label] }) => (label === undefined ? [] : this.#index.labelled(label)));
    return new Set([...this.#tolerating.keys(), ...selected]);
  }

  #breach({ name, manifest, whitelist }: NamespaceFacts): Reason {
    const annotation = (key: string) => manifest && { manifest, pointer: `/metadata/annotations/${pointerKey(key)}` };
    if (this.#facts.podTolerationRestriction === 'off')
      return {
        text: `pods of namespace '${name}' may tolerate anything, as PodTolerationRestriction is off`,
        where: annotation(NODE_SELECTOR),
      };
    const allows = whitelist === undefined ? 'has no whitelist of tolerations' : 'has a whitelist that lets these nodes be tolerated';
    return { text: `namespace '${name}' ${allows}`, where: annotation(TOLERATIONS_WHITELIST) };
  }
}

function allowedBy({ whitelist, manifest }: NamespaceFacts): readonly HeldToleration[] {
  if (manifest === undefined) return [];
  const where = { manifest, pointer: `/metadata/annotations/${pointerKey(TOLERATIONS_WHITELIST)}` };
  return (whitelist ?? []).map((written) => ({ ...fieldsOf(written), isSure: true, giver: 'the whitelist', where, written }));
}

/** Whether the namespace's selector asks for a label that the nodes do not have. */
function conflicts({ selector }: NamespaceFacts, { labels, isComplete }: NodeGroup): boolean {
  return selector.some(([key, value]) => {
    const found = labels.get(key);
    return found === undefined ? isComplete : found !== value;
  });
}
