/** A Kubernetes object as plain JSON: the only shape that crosses from authoring to judgement. */
export interface KubernetesObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: Metadata;
  readonly [field: string]: unknown;
}

/** The fields of `metadata` that judgements read. */
export interface Metadata {
  readonly name?: string;
  readonly namespace?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
}

/** An object and where it came from. */
export interface Manifest {
  readonly object: KubernetesObject;
  /** A construct path such as `shop/cart/deployment`, or the path of a file. */
  readonly source: string;
  /** The place in the file of the field at a JSON pointer, or of its nearest ancestor; `undefined` for objects that are in no file. */
  readonly place?: (pointer: string) => Place;
}

/** A place in a file, lines and columns (in UTF-16 code units) from 1. */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** The API group of an object, `''` for the core group. */
export function groupOf({ apiVersion }: KubernetesObject): string {
  const slash = apiVersion.indexOf('/');
  return slash === -1 ? '' : apiVersion.slice(0, slash);
}

/** `Kind.group namespace/name`: what the API server would call the same object, whatever the version of its API. */
export function identityOf(object: KubernetesObject): string {
  return keyOf(groupOf(object), object.kind, object.metadata.namespace, object.metadata.name);
}

/** The identity of an object that may not exist, spelt as `identityOf` does; what is no text, and so no name, is shown as JSON. */
export function keyOf(group: string, kind: string, namespace: string | undefined, name: string | undefined): string {
  const place = (namespace ?? undefined) === undefined ? '' : `${word(namespace)}/`;
  return `${kind}${group === '' ? '' : `.${group}`} ${place}${(name ?? undefined) === undefined ? '' : word(name)}`;
}

/** Manifests may call anything a name. */
function word(name: unknown): string {
  return typeof name === 'string' ? name : (JSON.stringify(name) ?? '');
}

/** The value at a path of keys, or `undefined` where the path ends early. */
export function at(value: unknown, ...path: readonly string[]): unknown {
  let current = value;
  for (const key of path) {
    if (current === null || typeof current !== 'object') return undefined;
    const next = (current as Readonly<Record<string, unknown>>)[key];
    // JSON has no functions: one that is found is the prototype's. Asking whether each key is an own one takes twice the time.
    if (next === undefined || typeof next === 'function' || (key === '__proto__' && !Object.hasOwn(current, key))) return undefined;
    current = next;
  }
  return current;
}

/** The list at a path of keys; empty where there is none. */
export function listAt(value: unknown, ...path: readonly string[]): readonly unknown[] {
  const found = at(value, ...path);
  return Array.isArray(found) ? found : [];
}

/** The string at a path of keys, or `undefined`. */
export function stringAt(value: unknown, ...path: readonly string[]): string | undefined {
  const found = at(value, ...path);
  return typeof found === 'string' ? found : undefined;
}

/** Kinds of Kubernetes, and of what is around it, that live outside namespaces. https://kubernetes.io/docs/reference/kubernetes-api/ */
const CLUSTER_SCOPED = new Set([
  'APIService',
  'AdminNetworkPolicy',
  'BaselineAdminNetworkPolicy',
  'CSIDriver',
  'CSINode',
  'CertificateSigningRequest',
  'CiliumClusterwideNetworkPolicy',
  'ClusterCIDR',
  'ClusterNetworkPolicy',
  'ClusterRole',
  'ClusterRoleBinding',
  'ClusterTrustBundle',
  'ComponentStatus',
  'CustomResourceDefinition',
  'DeviceClass',
  'DeviceTaintRule',
  'FlowSchema',
  'GatewayClass',
  'IPAddress',
  'IngressClass',
  'MutatingAdmissionPolicy',
  'MutatingAdmissionPolicyBinding',
  'MutatingWebhookConfiguration',
  'Namespace',
  'Node',
  'PersistentVolume',
  'PodSecurityPolicy',
  'PriorityClass',
  'PriorityLevelConfiguration',
  'ResourceClass',
  'ResourceSlice',
  'RuntimeClass',
  'SelfSubjectAccessReview',
  'SelfSubjectReview',
  'SelfSubjectRulesReview',
  'ServiceCIDR',
  'StorageClass',
  'StorageVersion',
  'StorageVersionMigration',
  'SubjectAccessReview',
  'TokenReview',
  'ValidatingAdmissionPolicy',
  'ValidatingAdmissionPolicyBinding',
  'ValidatingWebhookConfiguration',
  'VolumeAttachment',
  'VolumeAttributesClass',
]);

/** Whether objects of a built-in kind live outside namespaces. */
export function isClusterScoped(kind: string): boolean {
  return CLUSTER_SCOPED.has(kind);
}

/** The steps of a JSON pointer. https://www.rfc-editor.org/rfc/rfc6901#section-4 */
export function pointerSteps(pointer: string): readonly string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** A key as one step of a JSON pointer. https://www.rfc-editor.org/rfc/rfc6901#section-3 */
export function pointerKey(key: string): string {
  return key.replaceAll('~', '~0').replaceAll('/', '~1');
}
