/** Prefix of Palisade's own labels and annotations. */
export const DOMAIN = 'palisade.dev';

/** On a Namespace: the tenant that owns it. */
export const TENANT_LABEL = `${DOMAIN}/tenant`;

/** The one label by which an app's pods are selected: its value is the app's name, unique in its namespace. */
export const INSTANCE_LABEL = 'app.kubernetes.io/instance';

/** What the app is, shared by its versions. */
export const NAME_LABEL = 'app.kubernetes.io/name';

/** Set by the API server on each namespace and out of its tenants' reach: the only label that a tenant cannot borrow. */
export const NAMESPACE_NAME_LABEL = 'kubernetes.io/metadata.name';

/** Labels of a tenant's objects that belong to no app. */
export function tenantLabels(tenant: string): Record<string, string> {
  return { 'app.kubernetes.io/managed-by': 'palisade', 'app.kubernetes.io/part-of': tenant };
}
