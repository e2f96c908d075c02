import type { KubernetesObject, Manifest } from '../manifest';
import type { Permissions } from '../permissions/permissions';
import type { TenantPower } from '../permissions/tenants';
import { GroupIndex } from '../placement/group-index';
import { keepsOut, type NodeGroup } from '../placement/nodes';
import type { Placement } from '../placement/placement';
import { namespaceFactsIn, type PlacementFacts } from '../placement/pods';
import { Strangers } from '../placement/strangers';
import type { ClusterFacts } from '../reachability/peers';
import { type Network, networkOf } from '../reachability/reachability';
import { Traffic, type TrafficFacts } from './hostile-traffic';
import { networkOpenings } from './network';
import { merged, type Opening } from './opening';
import { blamesOf } from './permissions';
import type { Tenancy } from './tenants';

/** What a tenant's people and apps could add, and where that would get them. */
export interface Hostile {
  readonly tenant: string;
  /** What it may do, as `palisade permissions` calls it, in its own namespaces. */
  readonly powers: readonly string[];
  /** The ways that are there only then. */
  readonly openings: readonly Opening[];
}

export interface HostileCase {
  readonly manifests: readonly Manifest[];
  readonly tenancy: Tenancy;
  readonly permissions: Permissions;
  readonly placement: Placement;
  readonly placementFacts: PlacementFacts;
  readonly clusterFacts: ClusterFacts;
  readonly trafficFacts: TrafficFacts;
  readonly network: Network;
  /** Whether the proof lists that way as things are: from whom to whom. */
  readonly isKnown: (opening: Opening) => boolean;
}

const RUNS_PODS = [
  'create-pods',
  'write-workloads',
  'change-pods',
  'bind-pods',
  'everything',
  'everything-everywhere',
  'escalate-roles',
  'bind-cluster-roles',
];
const WRITES_POLICIES = ['write-network-policies', 'write-cluster-network-policies', 'everything', 'everything-everywhere'];
const WRITES_NAMESPACE = ['label-namespace', 'relax-pod-security'];

/**
 * Each tenant, if it adds whatever its permissions allow: pods with any labels, tolerations and node names, policies that let it out,
 * Services, endpoints and Ingresses, labels of its namespace. Whose rights its pods can have, `permissions` has followed already.
 */
export function hostileTenants(known: HostileCase): readonly Hostile[] {
  const { tenancy, permissions } = known;
  const powers = new Map(
    tenancy.tenants.map((tenant) => {
      const own = new Set(tenancy.namespacesOf(tenant));
      return [tenant, permissions.powersOf(tenant).filter(({ namespace }) => namespace === undefined || own.has(namespace))] as const;
    }),
  );
  const may = (tenant: string, ids: readonly string[]) => powers.get(tenant)?.find(({ id }) => ids.includes(id));
  const opened = openedBy(
    tenancy.tenants.filter((tenant) => may(tenant, WRITES_POLICIES) !== undefined),
    known,
  );
  const placed = new Placed(known);
  const traffic = new Traffic({ ...known, facts: known.trafficFacts });
  return tenancy.tenants.map((tenant) => {
    const [runs, relabels] = [may(tenant, RUNS_PODS), may(tenant, WRITES_NAMESPACE)];
    return {
      tenant,
      powers: [...new Set((powers.get(tenant) ?? []).map(({ id }) => id))].sort(),
      openings: merged([
        ...(opened.get(tenant) ?? []),
        ...traffic.openings(tenant, powers.get(tenant) ?? []),
        ...(runs === undefined ? [] : placed.openings(tenant)),
        ...(relabels === undefined ? [] : [relabelling(tenant, relabels)]),
      ]),
    };
  });
}

function relabelling(tenant: string, { id, namespace, steps }: TenantPower): Opening {
  return {
    ...{ aspect: 'permissions', standing: 'broken', from: [tenant], to: 'every tenant', more: 0 },
    text: 'it decides the labels and annotations of its namespace: its tenant, its nodes, its pod security level',
    path: [`${id} in ${namespace ?? 'every namespace'}`],
    reasons: blamesOf(steps.flatMap(({ grants }) => grants)),
  };
}

/** What is open once those tenants let all of their pods out: the policies of the others have to keep them out alone. */
function openedBy(
  tenants: readonly string[],
  { manifests, tenancy, clusterFacts, isKnown }: HostileCase,
): ReadonlyMap<string, readonly Opening[]> {
  const found = new Map<string, Opening[]>();
  if (tenants.length === 0) return found;
  const own = tenants.flatMap((tenant) => tenancy.namespacesOf(tenant));
  const all = [...manifests, ...own.map(letOut)];
  for (const opening of networkOpenings(all, networkOf(all, clusterFacts), tenancy)) {
    if (opening.standing === 'open by consent' || typeof opening.from === 'string' || opening.to === 'anybody else' || isKnown(opening))
      continue;
    for (const tenant of opening.from) found.set(tenant, [...(found.get(tenant) ?? []), { ...opening, from: [tenant] }]);
  }
  return found;
}

function letOut(namespace: string): Manifest {
  const object: KubernetesObject = {
    ...{ apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name: 'added-by-the-tenant', namespace } },
    spec: { podSelector: {}, policyTypes: ['Egress'], egress: [{}] },
  };
  return { object, source: 'added by the tenant' };
}

/** Where the pods of one tenant may be put, with any toleration and node name that is let through. */
class Placed {
  readonly #known: HostileCase;
  readonly #index: GroupIndex;
  readonly #facts: ReturnType<typeof namespaceFactsIn>;
  readonly #groups: readonly NodeGroup[];
  readonly #positions: ReadonlyMap<NodeGroup, number>;

  constructor(known: HostileCase) {
    this.#known = known;
    this.#facts = namespaceFactsIn(known.manifests);
    this.#groups = known.placement.groups.filter(({ taints }) => taints.some(keepsOut));
    this.#positions = new Map(this.#groups.map((group, index) => [group, index]));
    this.#index = new GroupIndex(known.placement.groups);
  }

  /** The worst that is found: for certain before what is not known, each for the first of the nodes. */
  openings(tenant: string): readonly Opening[] {
    if (this.#groups.length === 0) return [];
    const { tenancy, placementFacts } = this.#known;
    const own = tenancy.namespacesOf(tenant).flatMap((name) => this.#facts.get(name) ?? []);
    const strangers = new Strangers(own, this.#index, placementFacts);
    let unsure: Opening | undefined;
    for (const group of this.#tried(tenant, strangers.singular())) {
      const victims = victimsOf(group, tenant);
      const [victim] = victims;
      if (victim === undefined) continue;
      const { answer, reasons } = strangers.keptOff(group, victim);
      if (answer === 'yes' || (answer === 'unknown' && unsure !== undefined)) continue;
      const found: Opening = {
        ...{ aspect: 'nodes', standing: answer === 'no' ? 'broken' : 'not proven', from: [tenant], to: victims, more: 0, reasons },
        text: answer === 'no' ? 'it may put pods on the nodes of others' : 'whether it may put pods on the nodes of others is not known',
        path: [`a pod of ${tenant} that tolerates what it likes`, group.name],
      };
      if (answer === 'no') return [found];
      unsure = found;
    }
    return unsure === undefined ? [] : [unsure];
  }

  /** In order, those that differ, and the first of the others. */
  #tried(tenant: string, singular: ReadonlySet<NodeGroup>): readonly NodeGroup[] {
    const other = this.#groups.find((group) => !singular.has(group) && victimsOf(group, tenant).length > 0);
    const tried = [...singular].filter((group) => this.#positions.has(group));
    const at = (group: NodeGroup) => this.#positions.get(group) ?? 0;
    return (other === undefined ? tried : [...tried, other]).sort((a, b) => at(a) - at(b));
  }
}

function victimsOf({ owners }: NodeGroup, tenant: string): readonly string[] {
  return [...owners.keys()].filter((owner) => owner !== tenant);
}
