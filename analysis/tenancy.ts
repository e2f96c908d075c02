import { ofKind } from './kinds';
import { at, listAt, type Manifest, stringAt } from './manifest';
import { type Taint, tolerationOf } from './placement/scheduling';

/** The label that says whose a namespace is. */
export const TENANT = 'palisade.dev/tenant';

/** Annotations of namespaces that the admission plugins PodNodeSelector and PodTolerationRestriction read. */
/** The label of a node that names its pool; the value of the pool's taint. */
export const POOL_LABEL = 'node-restriction.kubernetes.io/pool';
export const NODE_SELECTOR = 'scheduler.alpha.kubernetes.io/node-selector';
export const DEFAULT_TOLERATIONS = 'scheduler.alpha.kubernetes.io/defaultTolerations';
export const TOLERATIONS_WHITELIST = 'scheduler.alpha.kubernetes.io/tolerationsWhitelist';

const EFFECTS = ['NoExecute', 'NoSchedule', 'PreferNoSchedule'];

/** Namespaces of the cluster itself. */
const BUILT_IN = new Set(['default', 'kube-node-lease', 'kube-public', 'kube-system']);

/** A Namespace that somebody made for tenants. */
export interface TenantNamespace {
  readonly manifest: Manifest;
  readonly name: string;
}

const found = new WeakMap<readonly Manifest[], readonly TenantNamespace[]>();

/** All Namespaces but those of the cluster itself. */
export function namespacesIn(manifests: readonly Manifest[]): readonly TenantNamespace[] {
  const known = found.get(manifests);
  if (known !== undefined) return known;
  const namespaces = ofKind(manifests, '', 'Namespace').flatMap((manifest) => {
    const name = stringAt(manifest.object, 'metadata', 'name') ?? '';
    return name === '' || BUILT_IN.has(name) ? [] : [{ manifest, name }];
  });
  found.set(manifests, namespaces);
  return namespaces;
}

/** The manifests of one kind, by their namespace. */
export function byNamespace(manifests: readonly Manifest[], group: string, kind: string): ReadonlyMap<string, readonly Manifest[]> {
  const namespaces = new Map<string, Manifest[]>();
  for (const manifest of ofKind(manifests, group, kind)) {
    const namespace = manifest.object.metadata.namespace ?? '';
    const list = namespaces.get(namespace);
    if (list === undefined) namespaces.set(namespace, [manifest]);
    else list.push(manifest);
  }
  return namespaces;
}

/** An annotation of a namespace; `undefined` where there is none. */
export function annotationOf({ manifest }: TenantNamespace, key: string): string | undefined {
  return stringAt(manifest.object, 'metadata', 'annotations', key);
}

/** Whose a namespace is: its tenant, or itself. */
export function tenantOf({ manifest, name }: TenantNamespace): string {
  return stringAt(manifest.object, 'metadata', 'labels', TENANT) ?? name;
}

/** The tolerations in an annotation: a list, none if it is not there, `undefined` if it cannot be read. An empty text is an empty list. */
export function tolerationsIn(text: string | undefined): readonly unknown[] | undefined {
  if (text === undefined || text === '') return [];
  try {
    const list: unknown = JSON.parse(text);
    if (list === null) return [];
    return Array.isArray(list) ? list : undefined;
  } catch {
    return undefined;
  }
}

/** The taints that tolerations are written for: exact ones, and not those that nodes get by themselves. */
export function taintsOf(tolerations: readonly unknown[]): readonly Taint[] {
  return tolerations.flatMap((toleration) => {
    const { effect, key, operator, value } = tolerationOf(toleration);
    if (operator !== 'Equal' || key === '' || /^(node|node-role|node\.cloudprovider)\.kubernetes\.io\//.test(key)) return [];
    const effects = effect === '' ? ['NoSchedule', 'NoExecute'] : EFFECTS.filter((known) => known === effect);
    return effects.map((one) => ({ key, value, effect: one }));
  });
}

/** The node labels of a PodNodeSelector annotation: `key=value`, separated by commas. */
export function nodeLabelsIn(text: string | undefined): readonly (readonly [key: string, value: string])[] {
  return (text ?? '').split(',').flatMap((pair) => {
    const [key = '', value, ...more] = pair.split('=').map((word) => word.trim());
    return key === '' || value === undefined || more.length > 0 ? [] : [[key, value] as const];
  });
}

/** ResourceQuotas that count every pod of a namespace, not those of one priority or quality only. */
export function unscoped(quotas: readonly Manifest[]): readonly Manifest[] {
  return quotas.filter(
    ({ object }) =>
      listAt(object, 'spec', 'scopes').length === 0 && listAt(object, 'spec', 'scopeSelector', 'matchExpressions').length === 0,
  );
}

/** Which of the resources, each with other names for the same, no quota limits. */
export function unlimited(
  quotas: readonly Manifest[],
  resources: readonly (readonly string[])[],
  isAmount: (quantity: unknown) => boolean,
): readonly string[] {
  return resources
    .filter((names) => !quotas.some(({ object }) => names.some((name) => isAmount(at(object, 'spec', 'hard', name)))))
    .map(([name = '']) => name);
}
