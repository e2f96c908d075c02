import { ofKind } from '../kinds';
import { at, listAt, type Manifest, stringAt } from '../manifest';
import type { Permissions } from '../permissions/permissions';
import type { TenantPower } from '../permissions/tenants';
import type { Known } from '../placement/pods';
import type { Reason } from '../placement/reason';
import type { Network } from '../reachability/reachability';
import { type Behind, type Gates, gatesOf, ingressesIn, routesIn } from './hostile-gates';
import type { Opening, Side } from './opening';
import { blamesOf } from './permissions';
import type { Tenancy } from './tenants';

/** What decides, besides permissions, what Services of tenants may take. */
export interface TrafficFacts extends IngressFacts {
  /** The admission plugin that refuses `externalIPs`, which clusters have off by default. @default 'unknown' */
  readonly denyServiceExternalIPs?: Known;
}

export const INGRESS_HOSTS = ['kept', 'shared', 'unknown'] as const;
export const INGRESS_EXTERNAL_NAMES = ['refused', 'followed', 'unknown'] as const;

/** What ingress controllers and admission in front of them do, by their own settings. */
export interface IngressFacts {
  /**
   * Whether a host name stays with the tenant that publishes it, by the ingress controller or by admission, or is shared with whoever
   * publishes it as well. @default 'unknown'
   */
  readonly ingressHosts?: (typeof INGRESS_HOSTS)[number];
  /** What the ingress controller makes of Services of the type ExternalName. @default 'unknown' */
  readonly ingressExternalNames?: (typeof INGRESS_EXTERNAL_NAMES)[number];
}

interface Case {
  readonly manifests: readonly Manifest[];
  readonly tenancy: Tenancy;
  readonly network: Network;
  readonly permissions: Permissions;
  readonly facts: TrafficFacts;
}

/** What one of them may do, by its permissions. */
type Powers = readonly TenantPower[];

/** More tenants at one end than anybody reads are told as all of them: the list would be as long for each of the others. */
const MOST_NAMED = 100;

/**
 * What a tenant could do to others with Services, endpoints, Ingresses and routes.
 *
 * https://github.com/kubernetes/kubernetes/issues/97076 (externalIPs)
 * https://github.com/kubernetes/kubernetes/issues/103675 (endpoints of others, behind a proxy that they let in)
 */
export class Traffic {
  readonly #known: Case;
  readonly #quotas: ReadonlyMap<string, ReadonlySet<string>>;
  readonly #routed: ReadonlySet<string>;
  readonly #serving: ReadonlySet<string>;
  readonly #hosts: ReadonlyMap<string, Behind>;
  #gates: Gates | undefined;

  constructor(known: Case) {
    const { manifests, tenancy } = known;
    this.#known = known;
    this.#quotas = nothingLeftIn(manifests);
    this.#routed = tenantsOf([...ingressesIn(manifests), ...routesIn(manifests)], tenancy);
    this.#serving = tenantsOf(ofKind(manifests, '', 'Service'), tenancy);
    this.#hosts = hostsOf(manifests, tenancy);
  }

  openings(tenant: string, powers: Powers): readonly Opening[] {
    const may = (id: string) => powers.find((power) => power.id === id);
    const [services, endpoints, routes] = [may('write-services'), may('write-endpoints'), may('write-routes')];
    const isServing = services !== undefined || this.#serving.has(tenant);
    const isRouted = routes !== undefined || this.#routed.has(tenant);
    return [
      ...this.#addresses(tenant, services, may('write-service-status')),
      ...(routes === undefined ? [] : this.#namesTaken(tenant, routes)),
      ...(endpoints !== undefined && isServing && isRouted ? this.#carried(tenant, [endpoints, services, routes]) : []),
      ...(endpoints === undefined && services !== undefined && isRouted ? this.#renamed(tenant, [services, routes]) : []),
      ...(endpoints !== undefined && isServing ? this.#balanced(tenant, endpoints, powers) : []),
    ];
  }

  /** Addresses that Services take for themselves, whoever they are of. */
  #addresses(tenant: string, services: TenantPower | undefined, status: TenantPower | undefined): readonly Opening[] {
    const { denyServiceExternalIPs: known = 'unknown' } = this.#known.facts;
    const shown = { aspect: 'network', from: [tenant], to: 'every tenant', more: 0 } as const;
    const taken = services === undefined || known === 'on' ? [] : [services];
    return [
      ...taken.map((power): Opening => {
        const isOff = known === 'off';
        return {
          ...{ ...shown, standing: isOff ? 'broken' : 'not proven', reasons: blames([power]) },
          text: isOff
            ? 'its Services may take the traffic of others to any address, by externalIPs'
            : 'whether the admission plugin DenyServiceExternalIPs is on is not known: its Services may take the traffic of others',
          path: [wayOf(power), 'a Service with externalIPs'],
        };
      }),
      ...(status === undefined ? [] : [status]).map(
        (power): Opening => ({
          ...{ ...shown, standing: 'broken', reasons: blames([power]) },
          text: 'its Services may take the traffic of others to any address, by those that it writes for load balancers',
          path: [wayOf(power), 'a Service with an address of a load balancer'],
        }),
      ),
    ];
  }

  /** Host names that others publish: nobody asks whose they are. */
  #namesTaken(tenant: string, power: TenantPower): readonly Opening[] {
    const { ingressHosts: known = 'unknown' } = this.#known.facts;
    if (known === 'kept') return [];
    return this.#told(tenant, this.#hosts, (victim) => ({
      ...{
        standing: known === 'shared' ? 'broken' : 'not proven',
        path: [wayOf(power), ...victim.path],
        reasons: [...blames([power]), ...victim.reasons],
      },
      text:
        known === 'shared'
          ? 'it may publish a host name of another, and get requests for it'
          : 'it may publish a host name of another: whether the ingress controller keeps those with who has them is not known',
    }));
  }

  /** Pods of others, as endpoints of a Service that a controller carries requests to. */
  #carried(tenant: string, powers: readonly (TenantPower | undefined)[]): readonly Opening[] {
    const opening =
      (standing: 'broken' | 'not proven') =>
      (victim: Behind): Shown => ({
        ...{ standing, path: [...ways(powers), ...victim.path], reasons: [...blames(powers), ...victim.reasons] },
        text:
          standing === 'broken'
            ? 'it may name pods of others as endpoints, to which the ingress controller that they let in carries its requests'
            : 'it may name pods of others as endpoints: whether they let the ingress controller in is not known',
      });
    const { sure, maybe } = this.#behind();
    return [...this.#told(tenant, sure, opening('broken')), ...this.#told(tenant, maybe, opening('not proven'))];
  }

  /** Services of others, by their names. */
  #renamed(tenant: string, powers: readonly (TenantPower | undefined)[]): readonly Opening[] {
    const { ingressExternalNames: known = 'unknown' } = this.#known.facts;
    if (known === 'refused') return [];
    const { sure, maybe } = this.#behind();
    const opening =
      (isSure: boolean) =>
      (victim: Behind): Shown => ({
        ...{ path: [...ways(powers), ...victim.path], reasons: [...blames(powers), ...victim.reasons] },
        standing: isSure && known === 'followed' ? 'broken' : 'not proven',
        text:
          known === 'followed'
            ? 'it may name Services of others by ExternalName, to which the ingress controller that they let in carries its requests'
            : 'it may name Services of others by ExternalName: whether the ingress controller that they let in follows is not known',
      });
    return [...this.#told(tenant, sure, opening(true)), ...this.#told(tenant, maybe, opening(false))];
  }

  /** Pods of others behind a load balancer or a port of the nodes, whose addresses their policies see. */
  #balanced(tenant: string, power: TenantPower, powers: Powers): readonly Opening[] {
    const places = power.namespace === undefined ? this.#known.tenancy.namespacesOf(tenant) : [power.namespace];
    const keepsQuotas = !powers.some(({ id }) => id === 'write-quotas');
    const isShut = (name: string) => SHUT.every((what) => this.#quotas.get(name)?.has(what));
    if (keepsQuotas && places.every(isShut)) return [];
    return [
      {
        ...{ aspect: 'network', standing: 'not proven', from: [tenant], to: 'every tenant', more: 0, reasons: blames([power]) },
        text: 'it may name pods of others as endpoints, behind ports of the nodes: policies then see the address of a node',
        path: [wayOf(power), 'a Service of the type NodePort or LoadBalancer'],
      },
    ];
  }

  #behind(): Gates {
    this.#gates ??= gatesOf(this.#known);
    return this.#gates;
  }

  /** One opening to all of the victims, as the first of them shows it. */
  #told(tenant: string, victims: ReadonlyMap<string, Behind>, shown: (victim: Behind) => Shown): readonly Opening[] {
    const first = firstBut(victims, tenant);
    if (first === undefined) return [];
    const to: Side = victims.size > MOST_NAMED ? 'every tenant' : [...victims.keys()].filter((each) => each !== tenant).sort();
    return [{ aspect: 'network', from: [tenant], to, more: 0, ...shown(first) }];
  }
}

type Shown = Pick<Opening, 'path' | 'reasons' | 'standing' | 'text'>;

function firstBut(victims: ReadonlyMap<string, Behind>, tenant: string): Behind | undefined {
  for (const [name, victim] of victims) if (name !== tenant) return victim;
  return undefined;
}

function wayOf({ id, namespace }: TenantPower): string {
  return `${id} ${namespace === undefined ? 'everywhere' : `in ${namespace}`}`;
}

function ways(powers: readonly (TenantPower | undefined)[]): readonly string[] {
  return powers.flatMap((power) => (power === undefined ? [] : [wayOf(power)]));
}

function blames(powers: readonly (TenantPower | undefined)[]): readonly Reason[] {
  return blamesOf(powers.flatMap((power) => power?.steps.flatMap(({ grants }) => grants) ?? []));
}

function tenantsOf(manifests: readonly Manifest[], tenancy: Tenancy): ReadonlySet<string> {
  return new Set(manifests.flatMap(({ object }) => tenancy.of(stringAt(object, 'metadata', 'namespace') ?? '') ?? []));
}

/** The first host name of each tenant, in the order of their names. */
function hostsOf(manifests: readonly Manifest[], tenancy: Tenancy): ReadonlyMap<string, Behind> {
  const found = new Map<string, Behind>();
  const add = (manifest: Manifest, host: unknown, pointer: string) => {
    const { object } = manifest;
    const namespace = stringAt(object, 'metadata', 'namespace') ?? '';
    const tenant = tenancy.of(namespace);
    if (typeof host !== 'string' || host === '' || tenant === undefined || found.has(tenant)) return;
    const name = `${object.kind} ${namespace}/${stringAt(object, 'metadata', 'name') ?? ''}`;
    const text = `it publishes '${host}', which the rule ingress-host-exclusive keeps for it where manifests are checked`;
    found.set(tenant, { path: [`${name} with the host '${host}'`], reasons: [{ text, where: { manifest, pointer } }] });
  };
  for (const manifest of ingressesIn(manifests)) {
    for (const [index, rule] of listAt(manifest.object, 'spec', 'rules').entries())
      add(manifest, at(rule, 'host'), `/spec/rules/${index}/host`);
  }
  for (const manifest of routesIn(manifests)) {
    for (const [index, host] of listAt(manifest.object, 'spec', 'hostnames').entries()) add(manifest, host, `/spec/hostnames/${index}`);
  }
  return new Map([...found].sort(([one], [other]) => (one < other ? -1 : 1)));
}

/** What quotas have to leave none of for a namespace to have no port on the nodes. */
const SHUT = ['services.loadbalancers', 'services.nodeports'];

/** What the quotas of each namespace leave none of. */
function nothingLeftIn(manifests: readonly Manifest[]): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, Set<string>>();
  for (const { object } of ofKind(manifests, '', 'ResourceQuota')) {
    const namespace = stringAt(object, 'metadata', 'namespace') ?? '';
    const none = found.get(namespace) ?? new Set<string>();
    found.set(namespace, none);
    for (const what of SHUT) {
      const most = at(object, 'spec', 'hard', what);
      if (most === 0 || most === '0') none.add(what);
    }
  }
  return found;
}
