/** How much of a request is written down. https://kubernetes.io/docs/tasks/debug/debug-cluster/audit/#audit-policy */
export type AuditLevel = 'Metadata' | 'None' | 'Request' | 'RequestResponse';

/** Resources of one API group; `''` is the core group. */
export interface AuditedResources {
  readonly group: string;
  readonly resources: readonly string[];
}

/** A rule of an audit.k8s.io/v1 Policy; the first one that a request meets decides. */
export interface AuditRule {
  readonly level: AuditLevel;
  readonly users?: readonly string[];
  readonly userGroups?: readonly string[];
  readonly verbs?: readonly string[];
  readonly namespaces?: readonly string[];
  readonly resources?: readonly AuditedResources[];
  readonly nonResourceURLs?: readonly string[];
}

/** A tenant's namespaces of which more is written down. */
export interface AuditedTenant {
  readonly namespaces: readonly string[];
  readonly level: 'Request' | 'RequestResponse';
}

const READS = ['get', 'list', 'watch'];
const WRITES = ['create', 'update', 'patch', 'delete', 'deletecollection'];

/** Resources whose bodies hold secrets, or are what a secret is traded for. */
const SECRET: readonly AuditedResources[] = [
  { group: '', resources: ['secrets', 'configmaps', 'serviceaccounts/token'] },
  { group: 'authentication.k8s.io', resources: ['tokenreviews'] },
  { group: 'certificates.k8s.io', resources: ['certificatesigningrequests', 'certificatesigningrequests/status'] },
];

/** Ways into pods, Services and nodes that no network policy sees; what is run stands in the URL. */
const WAYS_IN: readonly AuditedResources[] = [
  {
    group: '',
    resources: [
      'pods/exec',
      'pods/attach',
      'pods/portforward',
      'pods/proxy',
      'pods/log',
      'pods/ephemeralcontainers',
      'services/proxy',
      'nodes/proxy',
    ],
  },
];

/** What keeps tenants apart, none of which holds a secret. */
const FENCES: readonly AuditedResources[] = [
  { group: '', resources: ['namespaces', 'namespaces/finalize', 'limitranges', 'resourcequotas', 'serviceaccounts'] },
  { group: 'admissionregistration.k8s.io', resources: ['*'] },
  { group: 'apiregistration.k8s.io', resources: ['apiservices'] },
  { group: 'certificates.k8s.io', resources: ['certificatesigningrequests/approval'] },
  { group: 'cilium.io', resources: ['ciliumnetworkpolicies', 'ciliumclusterwidenetworkpolicies'] },
  { group: 'flowcontrol.apiserver.k8s.io', resources: ['flowschemas', 'prioritylevelconfigurations'] },
  { group: 'networking.k8s.io', resources: ['networkpolicies'] },
  { group: 'node.k8s.io', resources: ['runtimeclasses'] },
  { group: 'policy.networking.k8s.io', resources: ['*'] },
  { group: 'rbac.authorization.k8s.io', resources: ['*'] },
  { group: 'scheduling.k8s.io', resources: ['priorityclasses'] },
];

/** What a tenant runs, for those of whom more is asked. */
const WORKLOADS: readonly AuditedResources[] = [
  { group: '', resources: ['pods', 'pods/eviction', 'pods/resize', 'replicationcontrollers', 'services', 'persistentvolumeclaims'] },
  {
    group: 'apps',
    resources: ['daemonsets', 'deployments', 'deployments/scale', 'replicasets', 'replicasets/scale', 'statefulsets', 'statefulsets/scale'],
  },
  { group: 'autoscaling', resources: ['horizontalpodautoscalers'] },
  { group: 'batch', resources: ['cronjobs', 'jobs'] },
  { group: 'networking.k8s.io', resources: ['ingresses'] },
  { group: 'policy', resources: ['poddisruptionbudgets'] },
];

const LEASES: AuditedResources = { group: 'coordination.k8s.io', resources: ['leases'] };
const EVENTS: readonly AuditedResources[] = [
  { group: '', resources: ['events'] },
  { group: 'events.k8s.io', resources: ['events'] },
];

/**
 * What is left out: reads, leases and events of programs of the system, each by who, what and how. No rule names a group that people or
 * workloads of tenants are in, so none of them can do anything without a trace.
 */
const NOISE: readonly AuditRule[] = [
  {
    level: 'None',
    users: ['system:kube-proxy', 'system:serviceaccount:kube-system:kube-proxy'],
    verbs: READS,
    resources: [
      { group: '', resources: ['endpoints', 'nodes', 'services'] },
      { group: 'discovery.k8s.io', resources: ['endpointslices'] },
      { group: 'networking.k8s.io', resources: ['servicecidrs'] },
    ],
  },
  { level: 'None', userGroups: ['system:nodes'], verbs: ['get', 'update'], namespaces: ['kube-node-lease'], resources: [LEASES] },
  { level: 'None', userGroups: ['system:nodes'], verbs: ['get'], resources: [{ group: '', resources: ['nodes'] }] },
  {
    level: 'None',
    users: ['system:apiserver', 'system:kube-controller-manager', 'system:kube-scheduler'],
    verbs: ['get', 'update'],
    namespaces: ['kube-system'],
    resources: [LEASES],
  },
  // The API server itself, through its own loopback, and the two that watch everything.
  {
    level: 'None',
    users: ['system:apiserver', 'system:kube-controller-manager', 'system:kube-scheduler'],
    verbs: READS,
  },
  {
    level: 'None',
    users: ['system:apiserver', 'system:kube-controller-manager', 'system:kube-scheduler'],
    verbs: ['create', 'patch', 'update'],
    resources: EVENTS,
  },
  {
    level: 'None',
    userGroups: ['system:nodes', 'system:serviceaccounts:kube-system'],
    verbs: ['create', 'patch', 'update'],
    resources: EVENTS,
  },
  // Probes of kubelets and load balancers, who do not say who they are.
  { level: 'None', users: ['system:anonymous'], verbs: ['get'], nonResourceURLs: ['/healthz', '/livez', '/readyz'] },
];

/**
 * The rules of the policy, in their order: what may hold secrets comes first, so that nothing after it can show a body or leave it out.
 *
 * @param sensitive more resources without bodies, as `resource` or `resource.group`
 */
export function auditRules(sensitive: readonly string[], tenants: readonly AuditedTenant[]): readonly AuditRule[] {
  return [
    { level: 'Metadata', resources: [...SECRET, ...sensitive.map(withSubresources)] },
    { level: 'Metadata', resources: WAYS_IN },
    ...NOISE,
    { level: 'RequestResponse', verbs: WRITES, resources: FENCES },
    // Not what is answered: a node is long, and what was changed is in the request.
    { level: 'Request', verbs: WRITES, resources: [{ group: '', resources: ['nodes'] }] },
    ...tenants.map(({ namespaces, level }) => ({ level, verbs: WRITES, namespaces, resources: WORKLOADS })),
    { level: 'Metadata' },
  ];
}

function withSubresources(resource: string): AuditedResources {
  const [, name = resource, group = ''] = /^([^.]*)\.(.*)$/.exec(resource) ?? [];
  return { group, resources: [name, `${name}/*`] };
}
