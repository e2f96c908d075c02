import { ApiObject, type ApiObjectMetadata, App, Lazy } from 'cdk8s';
import type { k8s } from 'cdk8s-plus-27';
import type { Construct } from 'constructs';

/**
 * The names that jsii spells differently from Kubernetes, as found in the `toJson_` functions of cdk8s-plus-27.
 *
 * Only fields of objects that we write are listed; a field that is missing here keeps its jsii name and fails the strict schema check.
 */
interface Renamed {
  clientIp: 'clientIP';
  clusterIp: 'clusterIP';
  downwardApi: 'downwardAPI';
  hostIp: 'hostIP';
  hostIpc: 'hostIPC';
  hostPid: 'hostPID';
  loadBalancerIp: 'loadBalancerIP';
  nonResourceUrLs: 'nonResourceURLs';
  setHostnameAsFqdn: 'setHostnameAsFQDN';
}

/**
 * A typed API object of cdk8s-plus-27 as the JSON that goes to the API server: Kubernetes' own field names, and plain strings and
 * numbers where jsii has `Quantity` and `IntOrString` classes.
 */
export type Json<T> = T extends k8s.Quantity | k8s.IntOrString
  ? // Other types have a `value` beside other fields; jsii's unions have nothing else.
    [keyof T] extends ['value']
    ? string | number
    : JsonObject<T>
  : T extends Date
    ? string
    : T extends readonly (infer Item)[]
      ? readonly Json<Item>[]
      : T extends object
        ? JsonObject<T>
        : T;

type JsonObject<T> = { readonly [Key in keyof T as Key extends keyof Renamed ? Renamed[Key] : Key]: Json<T[Key]> };

type Without<T, Keys extends keyof T> = Pick<T, Exclude<keyof T, Keys>>;

/** A container, with the fields that came after Kubernetes 1.27; `constructs/target.ts` says when each may be written. */
export interface Container extends Without<Json<k8s.Container>, 'lifecycle'> {
  /** `Always` on an init container makes it a sidecar; on by default since 1.29. */
  readonly restartPolicy?: 'Always';
  readonly lifecycle?: {
    readonly preStop?: { readonly sleep?: { readonly seconds: number }; readonly exec?: { readonly command: readonly string[] } };
  };
}

/** A pod's security context, with the fields that came after Kubernetes 1.27. */
export interface PodSecurityContext extends Json<k8s.PodSecurityContext> {
  /** On by default since 1.30; an annotation before. */
  readonly appArmorProfile?: { readonly type: 'RuntimeDefault' | 'Localhost'; readonly localhostProfile?: string };
}

/** A pod's specification. */
export interface PodSpec extends Without<Json<k8s.PodSpec>, 'containers' | 'initContainers' | 'securityContext'> {
  readonly containers: readonly Container[];
  readonly initContainers?: readonly Container[];
  readonly securityContext?: PodSecurityContext;
}

/** A Deployment's specification. */
export interface DeploymentSpec extends Without<Json<k8s.DeploymentSpec>, 'template'> {
  readonly template: { readonly metadata: Json<k8s.ObjectMeta>; readonly spec: PodSpec };
}

export type EnvVar = Json<k8s.EnvVar>;
/** The same in v1, apart from requests that are exempt. */
export type FlowSchemaSpec = Json<k8s.FlowSchemaSpecV1Beta3>;
export type HorizontalPodAutoscalerSpec = Json<k8s.HorizontalPodAutoscalerSpecV2>;
export type IngressSpec = Json<k8s.IngressSpec>;
export type LabelSelector = Json<k8s.LabelSelector>;
export type LimitRangeItem = Json<k8s.LimitRangeItem>;
export type LimitRangeSpec = Json<k8s.LimitRangeSpec>;
export type NetworkPolicyPeer = Json<k8s.NetworkPolicyPeer>;
export type NetworkPolicyPort = Json<k8s.NetworkPolicyPort>;
export type NetworkPolicySpec = Json<k8s.NetworkPolicySpec>;
export type NodeSelectorRequirement = Json<k8s.NodeSelectorRequirement>;
export type PersistentVolumeClaimSpec = Json<k8s.PersistentVolumeClaimSpec>;
export type PodDisruptionBudgetSpec = Json<k8s.PodDisruptionBudgetSpec>;
export type PolicyRule = Json<k8s.PolicyRule>;
export type PriorityLevelConfigurationSpec = Json<k8s.PriorityLevelConfigurationSpecV1Beta3>;
export type Probe = Json<k8s.Probe>;
export type ResourceQuotaSpec = Json<k8s.ResourceQuotaSpec>;
export type RoleRef = Json<k8s.RoleRef>;
export type SecurityContext = Json<k8s.SecurityContext>;
export type ServiceSpec = Json<k8s.ServiceSpec>;
export type Subject = Json<k8s.Subject>;
export type Toleration = Json<k8s.Toleration>;
export type Volume = Json<k8s.Volume>;
export type VolumeMount = Json<k8s.VolumeMount>;
export type VolumeProjection = Json<k8s.VolumeProjection>;

/** The body of each kind of object that we write; any part of it may be a `Lazy`. */
export interface Kinds {
  'v1/ConfigMap': { readonly data: Readonly<Record<string, string>> };
  'v1/LimitRange': { readonly spec: LimitRangeSpec };
  'v1/Namespace': object;
  'v1/PersistentVolumeClaim': { readonly spec: PersistentVolumeClaimSpec };
  'v1/ResourceQuota': { readonly spec: ResourceQuotaSpec };
  'v1/Service': { readonly spec: ServiceSpec };
  'v1/ServiceAccount': { readonly automountServiceAccountToken: boolean; readonly imagePullSecrets?: readonly { readonly name: string }[] };
  'apps/v1/Deployment': { readonly spec: DeploymentSpec | Lazy };
  'autoscaling/v2/HorizontalPodAutoscaler': { readonly spec: HorizontalPodAutoscalerSpec };
  'flowcontrol.apiserver.k8s.io/v1/FlowSchema': { readonly spec: FlowSchemaSpec | Lazy };
  'flowcontrol.apiserver.k8s.io/v1/PriorityLevelConfiguration': { readonly spec: PriorityLevelConfigurationSpec };
  'flowcontrol.apiserver.k8s.io/v1beta3/FlowSchema': { readonly spec: FlowSchemaSpec | Lazy };
  'flowcontrol.apiserver.k8s.io/v1beta3/PriorityLevelConfiguration': { readonly spec: PriorityLevelConfigurationSpec };
  'networking.k8s.io/v1/Ingress': { readonly spec: IngressSpec };
  'networking.k8s.io/v1/NetworkPolicy': { readonly spec: NetworkPolicySpec | Lazy };
  'node.k8s.io/v1/RuntimeClass': {
    readonly handler: string;
    readonly overhead?: Json<k8s.Overhead>;
    readonly scheduling?: Json<k8s.Scheduling>;
  };
  'policy/v1/PodDisruptionBudget': { readonly spec: PodDisruptionBudgetSpec };
  'rbac.authorization.k8s.io/v1/ClusterRole': { readonly rules: readonly PolicyRule[] };
  'rbac.authorization.k8s.io/v1/ClusterRoleBinding': { readonly roleRef: RoleRef; readonly subjects: readonly Subject[] };
  'rbac.authorization.k8s.io/v1/Role': { readonly rules: readonly PolicyRule[] };
  'rbac.authorization.k8s.io/v1/RoleBinding': { readonly roleRef: RoleRef; readonly subjects: readonly Subject[] };
}

/**
 * An API object whose properties are written as they are: Kubernetes' own JSON, typed.
 *
 * The classes that ship in cdk8s-plus-27 translate jsii's names on every synthesis and drop each field that is younger than 1.27
 * without a word; this one does neither, and needs a tenth of their time to render.
 */
export class KubeObject<Kind extends keyof Kinds = keyof Kinds> extends ApiObject {
  readonly #body: object;
  #patched = false;

  constructor(scope: Construct, id: string, kind: Kind, metadata: ApiObjectMetadata, body: Kinds[Kind]) {
    const slash = kind.lastIndexOf('/');
    super(scope, id, { apiVersion: kind.slice(0, slash), kind: kind.slice(slash + 1), metadata, ...body });
    this.#body = body;
  }

  override addJsonPatch(...operations: Parameters<ApiObject['addJsonPatch']>): void {
    this.#patched = true;
    super.addJsonPatch(...operations);
  }

  /** The object as it will be written: keys sorted, late values produced, empty metadata left out. */
  override toJson(): unknown {
    // JSON patches and an app's own resolvers are cdk8s's business.
    if (this.#patched || App.of(this).resolvers.length !== STANDARD_RESOLVERS) return super.toJson();
    const json: Record<string, unknown> = { apiVersion: this.apiVersion, kind: this.kind, metadata: this.#metadata() };
    for (const key of Object.keys(this.#body).sort()) {
      const value = plain((this.#body as Record<string, unknown>)[key], this);
      if (value !== undefined) json[key] = value;
    }
    return json;
  }

  #metadata(): Record<string, unknown> {
    // cdk8s keeps these to itself; its own `toJson` is the measure of ours.
    const { name, namespace, labels, annotations, finalizers, ownerReferences, _additionalAttributes } = this
      .metadata as unknown as Metadata;
    const all = { ..._additionalAttributes, annotations, finalizers, labels, name, namespace, ownerReferences };
    const metadata = plain(all, this) as Record<string, unknown>;
    for (const key of ['annotations', 'finalizers', 'labels', 'ownerReferences']) {
      if (Object.keys(metadata[key] as object).length === 0) delete metadata[key];
    }
    return metadata;
  }
}

interface Metadata {
  readonly name: string;
  readonly namespace: string | undefined;
  readonly labels: object;
  readonly annotations: object;
  readonly finalizers: object;
  readonly ownerReferences: object;
  readonly _additionalAttributes: object;
}

/** Lazy values, tokens, and jsii's number-or-string unions: what every cdk8s `App` resolves. */
const STANDARD_RESOLVERS = new App().resolvers.length;

/** Values that are the same in every object, and how they are written. */
const constants = new WeakMap<object, object>();
const rendered = new WeakSet<object>();

/** Marks plain JSON that never changes, such as the rules of a role: it is rendered once for all objects that contain it. */
export function constant<T extends object>(value: T): T {
  const json = frozen(plain(value, undefined)) as object;
  constants.set(value, json);
  rendered.add(json);
  return value;
}

/** Whether a rendered value is that of a constant, which never changes. */
export function isConstant(json: object): boolean {
  return rendered.has(json);
}

function frozen(value: unknown): unknown {
  if (typeof value === 'object' && value !== null) Object.values(Object.freeze(value)).forEach(frozen);
  return value;
}

function plain(value: unknown, at: ApiObject | undefined): unknown {
  if (value === null || value === undefined) return undefined;
  if (typeof value !== 'object') return value;
  const known = constants.get(value);
  if (known !== undefined) return known;
  if (Array.isArray(value)) return value.map((item) => plain(item, at));
  if (value.constructor !== Object) return plain(unwrapped(value, at), at);
  const result: Record<string, unknown> = {};
  for (const key of Object.keys(value).sort()) {
    const resolved = plain((value as Record<string, unknown>)[key], at);
    if (resolved !== undefined) result[key] = resolved;
  }
  return result;
}

function unwrapped(value: object, at: ApiObject | undefined): unknown {
  if (value instanceof Lazy) return value.produce();
  if ('resolve' in value && typeof value.resolve === 'function') return value.resolve();
  if ('value' in value && (typeof value.value === 'string' || typeof value.value === 'number')) return value.value;
  throw new Error(
    `[${at?.node.path}] cannot write a '${value.constructor.name}', expected plain JSON, a Lazy, a token, a Quantity or an IntOrString`,
  );
}
