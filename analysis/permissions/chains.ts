import type { Bindings, Grant, Held } from './bindings';
import { covers } from './covers';
import { type HeldPower, powersHeld, type Scope } from './held';
import type { GainKind, Lead } from './powers';
import { userOf, type Who, whoText } from './subjects';
import type { World } from './world';

/** One step: what is done with which rules, and whose rights come with it. */
export interface Step {
  readonly power: string;
  readonly namespace: Scope;
  /** The rules that allow it; more than one where it takes several. */
  readonly grants: readonly Grant[];
  /** Whose rights are had after the step, as `serviceaccount:shop/cart` or `ClusterRole admin`. */
  readonly takes: string | undefined;
}

/** What a chain ends with. */
export interface Gain {
  readonly kind: GainKind;
  readonly namespace: Scope;
  /** The names of what it is narrowed to; `undefined` where it is not. */
  readonly names: readonly string[] | undefined;
}

/** A way from what somebody has to something that it was not given. */
export interface Chain {
  readonly steps: readonly Step[];
  readonly gain: Gain;
  /** What gives the rights that the last step takes, beyond those that were there; none where the steps themselves are the gain. */
  readonly grants: readonly Grant[];
}

/** A power, and the shortest way to it: the last step uses it. */
export interface ReachedPower {
  readonly held: HeldPower;
  readonly steps: readonly Step[];
}

export interface Search {
  readonly chains: readonly Chain[];
  readonly powers: readonly ReachedPower[];
}

/** Where a search is: whose rights it has by now, and how it came by them. */
interface Node {
  readonly key: string;
  readonly held: readonly Held[];
  readonly steps: readonly Step[];
}

const KUBE_SYSTEM = 'kube-system';

/**
 * All that somebody can get to, each by a shortest chain: breadth first over whose rights can be had next. It ends where everything
 * in the cluster is had, as nothing is beyond that.
 */
export class ChainSearch {
  readonly #bindings: Bindings;
  readonly #world: World;
  readonly #minor: number;

  constructor(bindings: Bindings, world: World, minor: number) {
    this.#bindings = bindings;
    this.#world = world;
    this.#minor = minor;
  }

  from(who: Who): Search {
    const start: Node = { key: whoText(who), held: this.#bindings.of(userOf(who)), steps: [] };
    const seen = new Set([start.key]);
    const chains = new Map<string, Chain>();
    const powers = new Map<string, ReachedPower>();
    // It grows while it is walked through: nearer ones come first.
    const queue = [start];
    for (const node of queue) {
      if (node !== start) this.#compare(start, node, chains);
      for (const held of powersHeld(node.held, this.#minor)) {
        const { power, namespace, grants } = held;
        const step: Step = { power: power.id, namespace, grants, takes: undefined };
        const steps = [...node.steps, step];
        const key = `${power.id} ${namespace ?? '*'}`;
        const known = powers.get(key);
        // A longer way to all of it is worth more than a short one to some.
        if (known === undefined || (known.held.names !== undefined && held.names === undefined)) powers.set(key, { held, steps });
        for (const lead of power.leads) {
          for (const gain of this.#gains(lead, held)) add(chains, { steps, gain, grants: [] });
          for (const next of this.#next(lead, held)) {
            if (seen.has(next.key)) continue;
            seen.add(next.key);
            queue.push({ ...next, steps: [...node.steps, { ...step, takes: next.key }] });
          }
        }
      }
      if (chains.has('everything *')) break;
    }
    return { chains: worthTelling([...chains.values()]), powers: [...powers.values()] };
  }

  /** What somebody else has and the first does not, by namespace, with all that gives it. */
  #compare(start: Node, node: Node, chains: Map<string, Chain>): void {
    const found = new Map<Scope, Grant[]>();
    for (const held of node.held) {
      if (held.bound?.isDefault && held.bound.subject.kind === 'Group') continue;
      const owned = start.held.filter(({ namespace }) => namespace === undefined || namespace === held.namespace);
      if (owned.some(({ rules }) => rules === held.rules)) continue;
      const rights = owned.flatMap(({ rules }) => rules);
      const gained = held.rules.filter((rule) => !covers(rights, [rule]));
      if (gained.length === 0) continue;
      const grants = found.get(held.namespace) ?? [];
      found.set(held.namespace, grants);
      for (const rule of gained) grants.push({ held, rule });
    }
    for (const [namespace, grants] of found) {
      add(chains, { steps: node.steps, gain: { kind: 'rights', namespace, names: undefined }, grants }, node.key);
    }
  }

  #gains(lead: Lead, { namespace, names }: HeldPower): readonly Gain[] {
    switch (lead.to) {
      case 'accounts':
      case 'named accounts':
      case 'accounts of pods':
      case 'accounts of tokens':
      case 'users':
        return [];
      case 'groups':
        // `system:masters` is asked nothing.
        return names === undefined || names.includes('system:masters')
          ? [{ kind: 'everything', namespace: undefined, names: undefined }]
          : [];
      case 'roles':
        return lead.kind === 'ClusterRole' && names === undefined ? [{ kind: 'everything', namespace, names: undefined }] : [];
      case 'node by pod':
        return this.#world.admitsNodePods(namespace) ? [{ kind: 'node', namespace, names: undefined }] : [];
      case 'commands': {
        // Pods of the cluster itself run with the rights of their node.
        const isSystem = namespace === undefined || namespace === KUBE_SYSTEM;
        return [...(isSystem ? [{ kind: 'node' as const, namespace, names }] : []), { kind: 'commands', namespace, names }];
      }
      case 'everything':
        return [{ kind: 'everything', namespace: namespace === KUBE_SYSTEM ? undefined : namespace, names: undefined }];
      default:
        return [{ kind: lead.to, namespace, names }];
    }
  }

  /** Whose rights can be had next. */
  #next(lead: Lead, held: HeldPower): readonly Pick<Node, 'held' | 'key'>[] {
    const { namespace, names } = held;
    const among = (all: readonly Who[]) => this.#nodes(names === undefined ? all : all.filter(({ name }) => names.includes(name)));
    switch (lead.to) {
      case 'accounts':
        return this.#nodes(this.#world.accounts(namespace));
      case 'named accounts':
        return among(this.#world.accounts(namespace));
      case 'accounts of pods':
        return this.#nodes(this.#world.accountsOfPods(namespace, names));
      case 'accounts of tokens':
        return this.#nodes(this.#world.accountsOfTokens(namespace, names));
      case 'users':
        return among(this.#world.users);
      case 'groups':
        return among(this.#world.groups);
      case 'roles':
        if (names !== undefined) return names.map((name) => this.#roleNode(lead.kind, name, namespace));
        if (lead.kind === 'ClusterRole') return [this.#roleNode('ClusterRole', 'cluster-admin', namespace)];
        return this.#world.roles(namespace).map((role) => this.#roleNode('Role', role.name, role.namespace));
      case 'everything':
        return [this.#roleNode('ClusterRole', 'cluster-admin', namespace)];
      default:
        return [];
    }
  }

  #nodes(all: readonly Who[]): readonly Pick<Node, 'held' | 'key'>[] {
    return all.map((who) => ({ key: whoText(who), held: this.#bindings.of(userOf(who)) }));
  }

  #roleNode(kind: 'ClusterRole' | 'Role', name: string, namespace: Scope): Pick<Node, 'held' | 'key'> {
    const rules = this.#bindings.roles(kind, name, namespace) ?? [];
    return { key: `${kind} ${name}${namespace === undefined ? '' : ` in ${namespace}`}`, held: [{ namespace, rules, bound: undefined }] };
  }
}

function add(chains: Map<string, Chain>, chain: Chain, whose?: string): void {
  const key = `${keyOf(chain.gain)}${whose === undefined ? '' : ` ${whose}`}`;
  if (!chains.has(key)) chains.set(key, chain);
}

function keyOf({ kind, namespace, names }: Gain): string {
  return `${kind} ${namespace ?? '*'}${names === undefined ? '' : ` ${JSON.stringify(names)}`}`;
}

/** Without what comes with something larger: with everything, with the same thing everywhere, with all of that kind. */
function worthTelling(chains: readonly Chain[]): readonly Chain[] {
  const has = new Set(chains.map(({ gain }) => keyOf(gain)));
  if (has.has('everything *')) return chains.filter(({ gain }) => gain.kind === 'everything' && gain.namespace === undefined);
  return chains.filter(({ gain: { kind, namespace, names } }) => {
    const place = namespace ?? '*';
    if (kind !== 'everything' && has.has(`everything ${place}`)) return false;
    if (kind === 'rights') return true;
    return (names === undefined || !has.has(`${kind} ${place}`)) && (namespace === undefined || !has.has(`${kind} *`));
  });
}
