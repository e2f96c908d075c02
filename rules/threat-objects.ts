import { ofKind } from '../analysis/kinds';
import { at, type KubernetesObject, listAt, type Manifest, stringAt } from '../analysis/manifest';
import { tokensOf } from '../analysis/permissions/service-accounts';
import { NODE_SELECTOR, namespacesIn } from '../analysis/tenancy';
import { podsIn } from '../analysis/workloads/pods';
import { replicatedIn } from '../analysis/workloads/replicas';
import { annotationOf } from './exemption';

/** An object, and the JSON pointer of the part of it that matters. */
export interface Spot {
  readonly manifest: Manifest;
  readonly pointer: string;
}

/** Objects that need the same, or do the same. */
export interface Population {
  /** What one of them is called, and what several are. */
  readonly words: readonly [one: string, several: string];
  in(manifests: readonly Manifest[]): readonly Spot[];
}

type Kinds = readonly (readonly [group: string, kind: string])[];

const RBAC = 'rbac.authorization.k8s.io';
const GATEWAY = 'gateway.networking.k8s.io';
const SERVICES: Kinds = [['', 'Service']];
const ROLES: Kinds = [
  [RBAC, 'Role'],
  [RBAC, 'ClusterRole'],
];
const INGRESSES: Kinds = [
  ['networking.k8s.io', 'Ingress'],
  ['extensions', 'Ingress'],
];
const ROUTES: Kinds = ['HTTPRoute', 'GRPCRoute', 'TLSRoute', 'TCPRoute', 'UDPRoute'].map((kind) => [GATEWAY, kind] as const);
const EXEMPTION = annotationOf('');

const POPULATIONS = {
  objects: all(['object', 'objects'], (manifests) => manifests.map((manifest) => ({ manifest, pointer: '' }))),
  workloads: all(['workload', 'workloads'], (manifests) =>
    podsIn(manifests).map(({ manifest, pod: { pointer } }) => ({ manifest, pointer })),
  ),
  'workloads with tokens': all(['workload with a projected token', 'workloads with projected tokens'], (manifests) =>
    podsIn(manifests).flatMap(({ manifest, pod }) => {
      const token = tokensOf(pod)[0];
      return token === undefined ? [] : [{ manifest, pointer: token.pointer }];
    }),
  ),
  'workloads with tolerations': all(['workload with tolerations', 'workloads with tolerations'], (manifests) =>
    podsIn(manifests).flatMap(({ manifest, pod: { spec, pointer } }) =>
      listAt(spec, 'tolerations').length === 0 ? [] : [{ manifest, pointer: `${pointer}/tolerations` }],
    ),
  ),
  'workloads with volumes': all(['workload with volumes', 'workloads with volumes'], (manifests) =>
    podsIn(manifests).flatMap(({ manifest, pod: { spec, pointer } }) =>
      listAt(spec, 'volumes').length === 0 && listAt(manifest.object, 'spec', 'volumeClaimTemplates').length === 0
        ? []
        : [{ manifest, pointer: `${pointer}/volumes` }],
    ),
  ),
  'replicated apps': all(['replicated app', 'replicated apps'], (manifests) =>
    replicatedIn(manifests).map(({ manifest }) => ({ manifest, pointer: '/spec/replicas' })),
  ),
  'several replicas': all(['app with several replicas', 'apps with several replicas'], (manifests) =>
    replicatedIn(manifests).flatMap(({ manifest, fewest }) => (fewest > 1 ? [{ manifest, pointer: '/spec/replicas' }] : [])),
  ),
  namespaces: all(['namespace', 'namespaces'], (manifests) =>
    namespacesIn(manifests).map(({ manifest }) => ({ manifest, pointer: '/metadata' })),
  ),
  'namespaces with nodes': all(['namespace with nodes of its own', 'namespaces with nodes of their own'], (manifests) =>
    namespacesIn(manifests).flatMap(({ manifest }) =>
      stringAt(manifest.object, 'metadata', 'annotations', NODE_SELECTOR) === undefined
        ? []
        : [{ manifest, pointer: '/metadata/annotations' }],
    ),
  ),
  'namespaces beside flow schemas': all(['namespace', 'namespaces'], (manifests) =>
    ofKind(manifests, 'flowcontrol.apiserver.k8s.io', 'FlowSchema').length === 0
      ? []
      : namespacesIn(manifests).map(({ manifest }) => ({ manifest, pointer: '' })),
  ),
  'restricted namespaces': kinds(
    ['namespace that enforces restricted', 'namespaces that enforce restricted'],
    [['', 'Namespace']],
    (object) => stringAt(object, 'metadata', 'labels', 'pod-security.kubernetes.io/enforce') === 'restricted',
    '/metadata/labels',
  ),
  'default denials': kinds(
    ['NetworkPolicy that denies by default', 'NetworkPolicies that deny by default'],
    [['networking.k8s.io', 'NetworkPolicy']],
    deniesByDefault,
  ),
  policies: kinds(
    ['network policy', 'network policies'],
    [
      ['networking.k8s.io', 'NetworkPolicy'],
      ['cilium.io', 'CiliumNetworkPolicy'],
      ['cilium.io', 'CiliumClusterwideNetworkPolicy'],
      ['policy.networking.k8s.io', 'AdminNetworkPolicy'],
      ['policy.networking.k8s.io', 'BaselineAdminNetworkPolicy'],
      ['policy.networking.k8s.io', 'ClusterNetworkPolicy'],
    ],
  ),
  services: kinds(['Service', 'Services'], SERVICES),
  'load balancers': kinds(['load balancer', 'load balancers'], SERVICES, (object) => at(object, 'spec', 'type') === 'LoadBalancer'),
  endpoints: kinds(
    ['list of endpoints', 'lists of endpoints'],
    [
      ['', 'Endpoints'],
      ['discovery.k8s.io', 'EndpointSlice'],
    ],
  ),
  ingresses: kinds(['Ingress', 'Ingresses'], INGRESSES),
  gateways: kinds(['Gateway', 'Gateways'], [[GATEWAY, 'Gateway']]),
  'published hosts': kinds(['Ingress or route', 'Ingresses and routes'], [...INGRESSES, ...ROUTES]),
  grants: kinds(['ReferenceGrant', 'ReferenceGrants'], [[GATEWAY, 'ReferenceGrant']]),
  roles: kinds(['role', 'roles'], ROLES),
  'cluster roles': kinds(['ClusterRole', 'ClusterRoles'], [[RBAC, 'ClusterRole']]),
  bindings: kinds(
    ['role binding', 'role bindings'],
    [
      [RBAC, 'RoleBinding'],
      [RBAC, 'ClusterRoleBinding'],
    ],
  ),
  'service accounts': kinds(['ServiceAccount', 'ServiceAccounts'], [['', 'ServiceAccount']]),
  'silent default accounts': kinds(
    ['default ServiceAccount without a token', 'default ServiceAccounts without a token'],
    [['', 'ServiceAccount']],
    (object) => stringAt(object, 'metadata', 'name') === 'default' && at(object, 'automountServiceAccountToken') === false,
    '/automountServiceAccountToken',
  ),
  secrets: kinds(['Secret', 'Secrets'], [['', 'Secret']]),
  'config maps': kinds(['ConfigMap', 'ConfigMaps'], [['', 'ConfigMap']]),
  quotas: kinds(['ResourceQuota', 'ResourceQuotas'], [['', 'ResourceQuota']]),
  'limit ranges': kinds(['LimitRange', 'LimitRanges'], [['', 'LimitRange']]),
  'disruption budgets': kinds(['disruption budget', 'disruption budgets'], [['policy', 'PodDisruptionBudget']]),
  autoscalers: kinds(['autoscaler', 'autoscalers'], [['autoscaling', 'HorizontalPodAutoscaler']]),
  'stateful sets': kinds(['StatefulSet', 'StatefulSets'], [['apps', 'StatefulSet']]),
  'cron jobs': kinds(['CronJob', 'CronJobs'], [['batch', 'CronJob']]),
  jobs: kinds(
    ['Job or CronJob', 'Jobs and CronJobs'],
    [
      ['batch', 'Job'],
      ['batch', 'CronJob'],
    ],
  ),
  claims: kinds(
    ['object that claims storage', 'objects that claim storage'],
    [
      ['', 'PersistentVolumeClaim'],
      ['apps', 'StatefulSet'],
    ],
    (object) => object.kind === 'PersistentVolumeClaim' || listAt(object, 'spec', 'volumeClaimTemplates').length > 0,
  ),
  volumes: kinds(['PersistentVolume', 'PersistentVolumes'], [['', 'PersistentVolume']]),
  monitors: kinds(['ServiceMonitor', 'ServiceMonitors'], [['monitoring.coreos.com', 'ServiceMonitor']]),
  'exempted objects': all(['object with an exemption', 'objects with exemptions'], (manifests) =>
    manifests.flatMap((manifest) =>
      Object.keys(manifest.object.metadata.annotations ?? {}).some((key) => key.startsWith(EXEMPTION))
        ? [{ manifest, pointer: '/metadata/annotations' }]
        : [],
    ),
  ),
} as const satisfies Readonly<Record<string, Population>>;

/** The names of all populations. */
export type PopulationId = keyof typeof POPULATIONS;

/** The objects that a threat or a mitigation is about, by name. */
export const populations: Readonly<Record<PopulationId, Population>> = POPULATIONS;

function all(words: Population['words'], within: Population['in']): Population {
  return { words, in: within };
}

function kinds(
  words: Population['words'],
  groups: Kinds,
  is: (object: KubernetesObject) => boolean = () => true,
  pointer = '',
): Population {
  return all(words, (manifests) =>
    groups.flatMap(([group, kind]) =>
      ofKind(manifests, group, kind).flatMap((manifest) => (is(manifest.object) ? [{ manifest, pointer }] : [])),
    ),
  );
}

/** Selects every pod for both directions, and lets nothing through: a missing list of types means egress only where egress is written. */
function deniesByDefault(object: KubernetesObject): boolean {
  const selector = at(object, 'spec', 'podSelector');
  const isAll = typeof selector === 'object' && selector !== null && Object.keys(selector).every((key) => isEmpty(at(selector, key)));
  const types = listAt(object, 'spec', 'policyTypes');
  const allowed = [...listAt(object, 'spec', 'ingress'), ...listAt(object, 'spec', 'egress')];
  return isAll && types.includes('Ingress') && types.includes('Egress') && allowed.length === 0;
}

function isEmpty(value: unknown): boolean {
  return value === undefined || value === null || (typeof value === 'object' && Object.keys(value).length === 0);
}
