import { ofKind } from '../kinds';
import { at, type Manifest } from '../manifest';
import { namespaceOf } from '../network/network-policies';
import { tenantOf } from '../tenancy';
import { podsIn } from '../workloads/pods';

/** Namespaces of the cluster itself: what reaches them is another matter than what reaches a tenant. */
const CLUSTER = new Set(['kube-node-lease', 'kube-public', 'kube-system']);

/** What has no namespace gets one when it is applied: whose, nobody knows. */
const NOBODY = '(no namespace)';

/** Whose namespaces are. */
export interface Tenancy {
  /** In the order of their names. */
  readonly tenants: readonly string[];
  /** Of the cluster's own there is none. */
  of(namespace: string): string | undefined;
  /** The namespaces of a tenant. */
  namespacesOf(tenant: string): readonly string[];
  /** The Namespace object; `undefined` where there is none. */
  objectOf(namespace: string): Manifest | undefined;
}

export function tenancyOf(manifests: readonly Manifest[]): Tenancy {
  const objects = new Map<string, Manifest>();
  for (const manifest of ofKind(manifests, '', 'Namespace')) {
    const name = at(manifest.object, 'metadata', 'name');
    if (typeof name === 'string') objects.set(name, manifest);
  }
  const names = new Set([...objects.keys(), ...podsIn(manifests).map(({ manifest }) => namespaceOf(manifest))]);
  const owners = new Map<string, string>();
  const byTenant = new Map<string, string[]>();
  for (const name of names) {
    if (typeof name !== 'string' || CLUSTER.has(name)) continue;
    const manifest = objects.get(name);
    const tenant = manifest === undefined ? name || NOBODY : tenantOf({ manifest, name });
    owners.set(name, tenant);
    byTenant.set(tenant, [...(byTenant.get(tenant) ?? []), name]);
  }
  return {
    tenants: [...byTenant.keys()].sort(),
    of: (namespace) => (CLUSTER.has(namespace) ? undefined : (owners.get(namespace) ?? (namespace || NOBODY))),
    namespacesOf: (tenant) => byTenant.get(tenant) ?? [],
    objectOf: (namespace) => objects.get(namespace),
  };
}
