import type { Tenancy } from '../../analysis/proof/tenants';
import { tenancyOf } from '../../analysis/proof/tenants';
import type { Endpoint, PodsEndpoint } from '../../analysis/reachability/endpoints';
import type { PageData } from './data';
import type { Owner } from './map-model';

/** Who lives on the map, and whose everything is. */
export interface Owners {
  readonly tenancy: Tenancy;
  /** Tenants first, each in the order of their names. */
  readonly all: readonly Owner[];
  readonly apps: readonly PodsEndpoint[];
  of(namespace: string): Owner;
  namespacesOf(owner: Owner): readonly string[];
}

/** The owners of a page's objects: its tenants, and the namespaces of the cluster itself that have pods. */
export function ownersOf({ manifests, network }: Pick<PageData, 'manifests' | 'network'>): Owners {
  const tenancy = tenancyOf(manifests);
  const apps = network.endpoints.filter((each) => each.kind === 'pods');
  const byKey = new Map<string, { owner: Omit<Owner, 'governed'>; governed: number; readonly namespaces: Set<string> }>();
  const entryOf = (namespace: string) => {
    const tenant = tenancy.of(namespace);
    const key = tenant === undefined ? `cluster ${namespace}` : `tenant ${tenant}`;
    const entry = byKey.get(key) ?? {
      owner: { key, name: tenant ?? namespace, isTenant: tenant !== undefined },
      governed: 0,
      namespaces: new Set(),
    };
    byKey.set(key, entry);
    entry.namespaces.add(namespace);
    return entry;
  };
  for (const tenant of tenancy.tenants) for (const namespace of tenancy.namespacesOf(tenant)) entryOf(namespace);
  for (const { namespace, hostNetwork } of apps) entryOf(namespace).governed += hostNetwork ? 0 : 1;
  const finished = new Map([...byKey].map(([key, { owner, governed }]) => [key, { ...owner, governed }]));
  const ownerOf = (namespace: string): Owner => {
    const { owner } = entryOf(namespace);
    const known = finished.get(owner.key) ?? { ...owner, governed: 0 };
    finished.set(owner.key, known);
    return known;
  };
  const rank = ({ isTenant, name }: Owner) => `${isTenant ? 0 : 1} ${name}`;
  return {
    tenancy,
    all: [...finished.values()].sort((a, b) => (rank(a) < rank(b) ? -1 : 1)),
    apps,
    of: ownerOf,
    namespacesOf: ({ key }) => [...(byKey.get(key)?.namespaces ?? [])].sort(),
  };
}

/** The namespace of an endpoint that is in one of the manifests' namespaces. */
export function namespaceOfEnd(endpoint: Endpoint): string | undefined {
  return endpoint.kind === 'pods' || endpoint.kind === 'stranger' ? endpoint.namespace : undefined;
}
