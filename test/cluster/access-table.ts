const READ = 'get list watch';
const WRITE = 'create delete patch update';
const CHANGE = `${READ} ${WRITE}`;

/** What viewers, editors and owners may do with a resource of their namespace; what is not said here, they may not. */
export const MAY: Readonly<Record<string, readonly [viewer: string, editor: string, owner: string]>> = {
  configmaps: [READ, CHANGE, CHANGE],
  endpoints: [READ, READ, READ],
  events: [READ, READ, READ],
  limitranges: [READ, READ, READ],
  // Their own namespace: lists of them are the cluster's.
  namespaces: ['get', 'get', 'get'],
  persistentvolumeclaims: [READ, CHANGE, CHANGE],
  pods: [READ, `${READ} delete`, `${READ} delete`],
  'pods/eviction': ['', 'create', 'create'],
  'pods/log': [READ, READ, READ],
  'pods/status': [READ, READ, READ],
  resourcequotas: [READ, READ, READ],
  'resourcequotas/status': [READ, READ, READ],
  serviceaccounts: [READ, READ, READ],
  services: [READ, CHANGE, CHANGE],
  'services/status': [READ, READ, READ],

  'apps:controllerrevisions': [READ, READ, READ],
  'apps:daemonsets': [READ, READ, READ],
  'apps:deployments': [READ, CHANGE, CHANGE],
  'apps:deployments/scale': [READ, `${READ} patch update`, `${READ} patch update`],
  'apps:deployments/status': [READ, READ, READ],
  'apps:replicasets': [READ, READ, READ],
  'apps:statefulsets': [READ, CHANGE, CHANGE],
  'apps:statefulsets/scale': [READ, `${READ} patch update`, `${READ} patch update`],
  'autoscaling:horizontalpodautoscalers': [READ, CHANGE, CHANGE],
  'autoscaling:horizontalpodautoscalers/status': [READ, READ, READ],
  'batch:cronjobs': [READ, CHANGE, CHANGE],
  'batch:jobs': [READ, CHANGE, CHANGE],
  'batch:jobs/status': [READ, READ, READ],
  'discovery.k8s.io:endpointslices': [READ, READ, READ],
  'networking.k8s.io:ingresses': [READ, READ, CHANGE],
  'networking.k8s.io:networkpolicies': [READ, READ, READ],
  'policy:poddisruptionbudgets': [READ, READ, CHANGE],
  'policy:poddisruptionbudgets/status': [READ, READ, READ],
  'rbac.authorization.k8s.io:rolebindings': [READ, READ, READ],
  'rbac.authorization.k8s.io:roles': [READ, READ, READ],
};

/** What Kubernetes lets everybody ask who has a credential: who they are and what they may. */
export const EVERYBODY: Readonly<Record<string, string>> = {
  'authentication.k8s.io:selfsubjectreviews': 'create',
  'authorization.k8s.io:selfsubjectaccessreviews': 'create',
  'authorization.k8s.io:selfsubjectrulesreviews': 'create',
};

/** What a grant of each kind adds. */
export const GRANTED: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  attach: { 'pods/attach': 'create get' },
  exec: { 'pods/exec': 'create get' },
  'port-forward': { 'pods/portforward': 'create get' },
  'read-secrets': { secrets: READ },
  'write-secrets': { secrets: WRITE },
};

/** The ServiceAccounts of the example, by namespace. */
export const ACCOUNTS: Readonly<Record<string, readonly string[]>> = {
  bookinfo: ['default', 'details-v1', 'productpage-v1', 'ratings-v1', 'reviews-v1', 'reviews-v2', 'reviews-v3'],
  'online-boutique': [
    'adservice',
    'cartservice',
    'checkoutservice',
    'currencyservice',
    'default',
    'emailservice',
    'frontend',
    'loadgenerator',
    'paymentservice',
    'productcatalogservice',
    'recommendationservice',
    'redis-cart',
    'shippingservice',
  ],
  ops: ['default', 'pod-watcher', 'smoke', 'vault-agent'],
};
