import { ofKind } from '../kinds';
import { type Manifest, stringAt } from '../manifest';
import { tenantOf } from '../tenancy';
import type { Bindings, Bound, Grant } from './bindings';
import type { Chain, ChainSearch, Step } from './chains';
import type { Scope } from './held';
import type { GainKind } from './powers';
import type { RoleRule } from './roles';
import { homeOf, isEverybody, userOf, type Who } from './subjects';

/** Somebody of some tenants who can touch what is not theirs. */
export interface Crossing {
  readonly who: Who;
  /** The tenants that they belong to; none for people of the cluster and for everybody. */
  readonly from: readonly string[];
  /** The tenants that they touch, or everything there is. */
  readonly into: readonly string[] | 'cluster';
  /**
   * `consent`: each tenant, or the cluster, binds them by name. `direct`: what they have reaches further than where they belong.
   * `escalation`: what they have leads there.
   */
  readonly kind: 'consent' | 'direct' | 'escalation';
  /** A rule for each tenant that is touched directly. */
  readonly grants: readonly Grant[];
  /** The shortest way, of an escalation. */
  readonly chain: Chain | undefined;
}

/** What somebody of a tenant can do in a namespace, whether given or got. */
export interface TenantPower {
  readonly id: string;
  readonly namespace: Scope;
  /** The names of the objects that it is narrowed to; `undefined` where it is not. */
  readonly names: readonly string[] | undefined;
  /** Who has it, or gets it, in the fewest steps. */
  readonly who: Who;
  readonly steps: readonly Step[];
}

/** Namespaces of the cluster itself, which belong to no tenant. */
const CLUSTER = new Set(['default', 'kube-node-lease', 'kube-public', 'kube-system']);

/** Built-in resources that live in no namespace: who may them touches no tenant by that alone. */
const CLUSTER_RESOURCES = new Set(
  (
    'apiservices certificatesigningrequests clusterrolebindings clusterroles clustertrustbundles componentstatuses csidrivers csinodes ' +
    'customresourcedefinitions deviceclasses flowschemas gatewayclasses groups ingressclasses ipaddresses ' +
    'mutatingadmissionpolicies mutatingadmissionpolicybindings mutatingwebhookconfigurations namespaces nodes persistentvolumes ' +
    'prioritylevelconfigurations priorityclasses resourceslices runtimeclasses selfsubjectaccessreviews selfsubjectreviews ' +
    'selfsubjectrulesreviews servicecidrs signers storageclasses storageversionmigrations storageversions subjectaccessreviews ' +
    'tokenreviews uids userextras users validatingadmissionpolicies validatingadmissionpolicybindings ' +
    'validatingwebhookconfigurations volumeattachments volumeattributesclasses'
  ).split(' '),
);

/** Gains of the cluster that reach into every tenant, wherever they are had. */
const EVERYWHERE: ReadonlySet<GainKind> = new Set(['control-plane', 'node']);

/** Who belongs to which tenant, and what they touch of others. */
export class Tenants {
  readonly #bindings: Bindings;
  readonly #search: (who: Who) => ReturnType<ChainSearch['from']>;
  readonly #labels: ReadonlyMap<string, string>;
  /** By tenant; filled when it is first asked for. */
  #people: Map<string, Who[]> | undefined;
  /** Whoever asks, and whatever runs in the cluster. */
  #anybody: readonly Who[] | undefined;

  constructor(manifests: readonly Manifest[], bindings: Bindings, search: (who: Who) => ReturnType<ChainSearch['from']>) {
    this.#bindings = bindings;
    this.#search = search;
    this.#labels = new Map(
      ofKind(manifests, '', 'Namespace').map((manifest) => {
        const name = stringAt(manifest.object, 'metadata', 'name') ?? '';
        return [name, tenantOf({ manifest, name })];
      }),
    );
  }

  /** Whose a namespace is; `undefined` for those of the cluster. */
  of(namespace: string): string | undefined {
    return CLUSTER.has(namespace) ? undefined : (this.#labels.get(namespace) ?? namespace);
  }

  /** The tenants that somebody belongs to: that of their namespace, or those whose namespaces bind them. */
  homesOf(who: Who): readonly string[] {
    if (isEverybody(who)) return [];
    const home = homeOf(who);
    const namespaces = home === undefined ? this.#own(who).map(({ namespace }) => namespace) : [home];
    const tenants = namespaces.flatMap((namespace) => (namespace === undefined ? [] : (this.of(namespace) ?? [])));
    return [...new Set(tenants)].sort();
  }

  crossings(everybody: readonly Who[]): readonly Crossing[] {
    return everybody.flatMap((who) => this.#crossingsOf(who));
  }

  powersOf(tenant: string, everybody: readonly Who[]): readonly TenantPower[] {
    const found = new Map<string, TenantPower>();
    for (const who of this.#peopleOf(tenant, everybody)) {
      for (const { held, steps } of this.#search(who).powers) {
        const { power, namespace } = held;
        const key = `${power.id} ${namespace ?? '*'}`;
        const known = found.get(key);
        // All of it is worth more than some, and a short way more than a long one.
        const isWider = known?.names !== undefined && held.names === undefined;
        const isNarrower = known?.names === undefined && held.names !== undefined;
        if (known !== undefined && !isWider && (isNarrower || known.steps.length <= steps.length)) continue;
        found.set(key, { id: power.id, namespace, names: held.names, who, steps });
      }
    }
    return [...found].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, power]) => power);
  }

  #peopleOf(tenant: string, everybody: readonly Who[]): readonly Who[] {
    const people = this.#people ?? new Map<string, Who[]>();
    if (this.#people === undefined) {
      for (const who of everybody) {
        for (const home of this.homesOf(who)) {
          const list = people.get(home);
          if (list === undefined) people.set(home, [who]);
          else list.push(who);
        }
      }
      this.#people = people;
    }
    // What everybody may, they may as well.
    this.#anybody ??= everybody.filter(isEverybody);
    return [...(people.get(tenant) ?? []), ...this.#anybody];
  }

  #crossingsOf(who: Who): readonly Crossing[] {
    const homes = this.homesOf(who);
    const found: Crossing[] = [];
    const direct = this.#direct(who, homes);
    if (direct !== undefined) found.push(direct);
    // What reaches everything already leads no further; people of the cluster were given what they have.
    if (direct?.into === 'cluster') return found;
    const isPeople = homes.length === 0 && homeOf(who) === undefined && !isEverybody(who);
    if (isPeople || (homeOf(who) !== undefined && homes.length === 0)) return found;
    const chains = this.#search(who).chains.flatMap((chain) => {
      const into = this.#intoOf(chain);
      return into === undefined || (into !== 'cluster' && (homes.includes(into) || direct?.into.includes(into))) ? [] : [{ chain, into }];
    });
    const whole = chains.find(({ into }) => into === 'cluster');
    if (whole !== undefined) return [...found, { who, from: homes, into: 'cluster', kind: 'escalation', grants: [], chain: whole.chain }];
    const seen = new Set<string>();
    for (const { chain, into } of chains) {
      if (seen.has(into)) continue;
      seen.add(into);
      found.push({ who, from: homes, into: [into], kind: 'escalation', grants: [], chain });
    }
    return found;
  }

  /** The tenant that a gain is in, or everything; `undefined` for what touches none. */
  #intoOf({ gain: { kind, namespace }, steps }: Chain): string | 'cluster' | undefined {
    if (namespace === undefined || EVERYWHERE.has(kind)) {
      // Rights that are had everywhere may be of what touches nobody.
      const isHarmless = kind === 'rights' && !this.#takesMuch(steps.at(-1));
      return isHarmless || kind === 'pass-on' ? undefined : 'cluster';
    }
    return this.of(namespace) ?? 'cluster';
  }

  #takesMuch(step: Step | undefined): boolean {
    const [kind = '', name = ''] = step?.takes?.split(/[: ](.*)/s) ?? [];
    const held = kind === 'serviceaccount' ? this.#bindings.ofUser(`system:serviceaccount:${name.replace('/', ':')}`) : undefined;
    return held === undefined || held.some((bound) => bound.namespace === undefined && bound.rules.some(touchesNamespaces));
  }

  /** What somebody is given outside of where they belong. */
  #direct(who: Who, homes: readonly string[]): Crossing | undefined {
    const own = this.#own(who);
    const everywhere = own.flatMap((held) => {
      const rule = held.namespace === undefined ? held.rules.find(touchesNamespaces) : undefined;
      return rule === undefined ? [] : [{ held, rule }];
    });
    const system = own.flatMap((held) => {
      const [rule] = held.rules;
      return held.namespace === undefined || this.of(held.namespace) !== undefined || rule === undefined ? [] : [{ held, rule }];
    });
    const whole = [...everywhere, ...system];
    const isPerson = homeOf(who) === undefined && !isEverybody(who);
    const isOfCluster = homes.length === 0 && !isEverybody(who);
    if (whole.length > 0) {
      // A ServiceAccount of the cluster's own namespaces is where it belongs.
      if (isOfCluster && !isPerson) return undefined;
      return { who, from: homes, into: 'cluster', kind: isOfCluster ? 'consent' : 'direct', grants: whole, chain: undefined };
    }
    const touched = new Map<string, Grant>();
    for (const held of own) {
      const tenant = held.namespace === undefined ? undefined : this.of(held.namespace);
      const [rule] = held.rules;
      if (tenant !== undefined && rule !== undefined && !touched.has(tenant)) touched.set(tenant, { held, rule });
    }
    const into = [...touched.keys()].filter((tenant) => !homes.includes(tenant) || (isPerson && homes.length > 1)).sort();
    if (into.length === 0 || (isOfCluster && !isPerson)) return undefined;
    const grants = into.flatMap((tenant) => touched.get(tenant) ?? []);
    return { who, from: homes, into, kind: isPerson ? 'consent' : 'direct', grants, chain: undefined };
  }

  /** What somebody is bound to by name, but for what the API server gives them itself. */
  #own(who: Who): readonly Bound[] {
    const bound = who.kind === 'Group' ? this.#bindings.ofGroup(who.name) : this.#bindings.ofUser(userOf(who).name);
    return bound.filter(({ isDefault }) => !isDefault);
  }
}

/** Whether a rule is about anything that lives in namespaces. */
function touchesNamespaces({ rule }: RoleRule): boolean {
  if (rule.verbs.length === 0 || rule.apiGroups.length === 0) return false;
  return rule.resources.some((name) => !CLUSTER_RESOURCES.has(name.split('/')[0] ?? ''));
}
