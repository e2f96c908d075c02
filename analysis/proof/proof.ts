import type { Manifest } from '../manifest';
import { cniOf } from '../network/cni';
import { type Permissions, permissionsOf } from '../permissions/permissions';
import { type Placement, placementOf } from '../placement/placement';
import type { PlacementFacts } from '../placement/pods';
import type { ClusterFacts } from '../reachability/peers';
import { type Network, networkOf } from '../reachability/reachability';
import { type Hostile, hostileTenants } from './hostile';
import type { TrafficFacts } from './hostile-traffic';
import { namedNamespaces, networkOpenings } from './network';
import { nodeOpenings } from './nodes';
import { ASPECTS, type Aspect, merged, type Opening, type Side, STANDINGS, type Standing, worstOf } from './opening';
import { type Operator, permissionOpenings } from './permissions';
import { tenancyOf } from './tenants';

/** Whether the tenants of a cluster are apart: what is not isolated is listed, the rest is counted. */
export interface Proof {
  readonly tenants: readonly string[];
  /** Ordered pairs of tenants by their standing, for each aspect. */
  readonly counts: Readonly<Record<Aspect, Readonly<Record<Standing, number>>>>;
  readonly openings: readonly Opening[];
  readonly operators: readonly Operator[];
  readonly hostile: readonly Hostile[];
  /** Tenants that no manifest names nodes for. */
  readonly nodeless: readonly string[];
  /** A sentence by name, those of the network, of permissions and of nodes together. */
  readonly assumptions: ReadonlyMap<string, string>;
  /** The worst of all pairs, and of each tenant if it is hostile. */
  readonly standing: Standing;
}

const RBAC: readonly (readonly [name: string, text: string])[] = [
  ['one-subject', 'who is in several groups holds what all of them hold together: each is judged alone'],
  ['rbac-alone', 'RBAC decides alone: no webhook, no ABAC and no AlwaysAllow beside it'],
  ['default-roles', 'the API server has its default roles and bindings, and nobody has changed them'],
  ['operators', 'whoever runs the cluster, and nodes, controllers and plugins of it, are trusted by every tenant'],
  ['kernel', 'containers keep within their node: nothing breaks out of one by a hole in the kernel or the runtime'],
];
const CARRIED: readonly string[] = ['write-services', 'write-service-status', 'write-endpoints', 'write-routes'];
const PROXIES = [
  'shared-proxies',
  'what carries requests of several tenants and is named by no policy here (a controller on the network of its node, a mesh, a load balancer) carries none where another tenant points it',
] as const;

/** What is known besides the manifests. */
export type ProofFacts = PlacementFacts & ClusterFacts & TrafficFacts;

/** What a proof rests on. */
export interface Analyses {
  readonly network: Network;
  readonly permissions: Permissions;
  readonly placement: Placement;
}

/** The analyses of some manifests, for whoever needs them besides the proof. */
export function analysesOf(manifests: readonly Manifest[], facts: PlacementFacts & ClusterFacts): Analyses {
  return {
    network: networkOf(manifests, facts),
    permissions: permissionsOf(manifests, facts.minor),
    placement: placementOf(manifests, facts),
  };
}

/** Proves that tenants are apart, or says what is in the way. */
export function proofOf(
  manifests: readonly Manifest[],
  facts: ProofFacts,
  { network, permissions, placement }: Analyses = analysesOf(manifests, facts),
): Proof {
  const tenancy = tenancyOf(manifests);
  const granted = permissionOpenings(permissions, tenancy);
  const openings = merged([
    ...unenforced(facts),
    ...networkOpenings(manifests, network, tenancy),
    ...granted.openings,
    ...nodeOpenings(placement, tenancy),
  ]);
  const known = new Set(openings.filter(({ aspect }) => aspect === 'network').map(({ from, to }) => JSON.stringify([from, to])));
  const hostile = hostileTenants({
    ...{ manifests, tenancy, permissions, placement, network, placementFacts: facts, clusterFacts: facts, trafficFacts: facts },
    isKnown: ({ from, to }) => known.has(JSON.stringify([from, to])),
  });
  const owners = new Set(placement.groups.flatMap((group) => [...group.owners.keys()]));
  const routes = hostile.some(({ powers }) => powers.some((power) => CARRIED.includes(power)));
  const named = namedNamespaces(network);
  const foreign = [
    'named-namespaces',
    `these namespaces, which policies name and no manifest has, belong to no tenant (${shortened(named)})`,
  ] as const;
  const assumptions = new Map([
    ...network.assumptions().map(({ name, text, about }) => [name, about.length === 0 ? text : `${text} (${shortened(about)})`] as const),
    ...(named.length > 0 ? [foreign] : []),
    ...RBAC,
    ...placement.assumptions,
    ...(routes ? [PROXIES] : []),
  ]);
  const all = [...openings, ...hostile.flatMap((each) => each.openings)];
  return {
    tenants: tenancy.tenants,
    counts: Object.fromEntries(
      ASPECTS.map((aspect) => [
        aspect,
        countsOf(
          openings.filter((each) => each.aspect === aspect),
          tenancy.tenants,
        ),
      ]),
    ) as Proof['counts'],
    ...{ openings, operators: granted.operators, hostile, assumptions },
    nodeless: tenancy.tenants.filter((tenant) => !owners.has(tenant)),
    standing: worstOf(all.map(({ standing }) => standing)),
  };
}

/** Policies that nobody enforces close nothing. */
function unenforced({ cni }: ClusterFacts): readonly Opening[] {
  if (cni === undefined || cniOf(cni)?.enforcesNetworkPolicy !== false) return [];
  return [
    {
      ...{ aspect: 'network', standing: 'broken', from: 'every tenant', to: 'every tenant', reasons: [], more: 0 },
      text: `the network plugin ${cni} does not enforce network policies`,
      path: ['any pod', 'any pod'],
    },
  ];
}

/** The standing of each tenant as if it were hostile: what is open to it already, and what it could open. */
export function hostileStandings({ openings, hostile }: Proof): ReadonlyMap<string, Standing> {
  const own = new Map<string, Standing>();
  let common: Standing = 'isolated';
  for (const { from, standing } of openings) {
    if (from === 'every tenant') common = worstOf([common, standing]);
    else if (from !== 'anybody else') for (const tenant of from) own.set(tenant, worstOf([own.get(tenant) ?? 'isolated', standing]));
  }
  const standings = (each: readonly Opening[]) => each.map(({ standing }) => standing);
  return new Map(
    hostile.map((each) => [each.tenant, worstOf([common, own.get(each.tenant) ?? 'isolated', ...standings(each.openings)])] as const),
  );
}

function shortened(names: readonly string[]): string {
  return names.length <= 4 ? names.join(', ') : `${names.slice(0, 3).join(', ')} and ${names.length - 3} more`;
}

/** One tenant after the other, so that the pairs are never there together. */
function countsOf(openings: readonly Opening[], tenants: readonly string[]): Readonly<Record<Standing, number>> {
  const counts = { isolated: 0, 'open by consent': 0, 'not proven': 0, broken: 0 };
  const byTenant = new Map<string, Opening[]>();
  const always = openings.filter(({ from, to }) => from === 'every tenant' && to !== 'anybody else');
  for (const opening of openings) {
    if (typeof opening.from === 'string' || opening.to === 'anybody else') continue;
    for (const tenant of opening.from) byTenant.set(tenant, [...(byTenant.get(tenant) ?? []), opening]);
  }
  const known = new Set(tenants);
  const common = reached(always, known);
  const rest = (taken: number) => tenants.length - 1 - taken;
  for (const tenant of tenants) {
    const own = byTenant.get(tenant) ?? [];
    const found = own.length === 0 ? common : reached([...always, ...own], known);
    let taken = 0;
    for (const standing of STANDINGS.slice(1)) {
      const count = (found.counts.get(standing) ?? 0) - (found.standings.get(tenant) === standing ? 1 : 0);
      counts[standing] += count;
      taken += count;
    }
    counts.isolated += rest(taken);
  }
  return counts;
}

interface Reached {
  readonly standings: ReadonlyMap<string, Standing>;
  readonly counts: ReadonlyMap<Standing, number>;
}

function reached(openings: readonly Opening[], tenants: ReadonlySet<string>): Reached {
  const standings = new Map<string, Standing>();
  for (const { to, standing } of openings) {
    const ends: Iterable<string> = to === 'every tenant' ? tenants : typeof to === 'string' ? [] : endsOf(to);
    for (const tenant of ends) {
      if (tenants.has(tenant)) standings.set(tenant, worstOf([standings.get(tenant) ?? 'isolated', standing]));
    }
  }
  const counts = new Map<Standing, number>();
  for (const standing of standings.values()) counts.set(standing, (counts.get(standing) ?? 0) + 1);
  return { standings, counts };
}

function endsOf(side: Side): readonly string[] {
  return typeof side === 'string' ? [] : side;
}
