import { BOOKINFO_OWNER, EDITOR, FORGER, NOBODY, type Person, VIEWER } from './attacks-people';
import { bare, deployment, NAMESPACE, podTemplate } from './attacks-pods';

/** A request as kubectl sends it: its arguments, and the body if there is one. */
export interface Request {
  readonly args: readonly string[];
  readonly body?: object;
}

// Raw requests, as kubectl's own commands read an object before they change it, and would be refused for that.
export const get = (path: string): Request => ({ args: ['get', '--raw', path] });
export const post = (path: string, body: object): Request => ({ args: ['create', '--raw', path, '-f', '-'], body });
export const put = (path: string, body: object): Request => ({ args: ['replace', '--raw', path, '-f', '-'], body });
export const remove = (path: string): Request => ({ args: ['delete', '--raw', path] });
export const patch = (body: object): Request => ({
  args: ['apply', '--server-side', '--force-conflicts', '--field-manager=attack', '-f', '-'],
  body,
});

const core = `/api/v1/namespaces/${NAMESPACE}`;
const named = (name: string) => ({ name, namespace: NAMESPACE });
const group = (name: string) => `/apis/${name}/namespaces/${NAMESPACE}`;

const namespace = (labels: object) => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: NAMESPACE, labels } });
const privileged = namespace({ 'pod-security.kubernetes.io/enforce': 'privileged' });
const openPolicy = (name: string) => ({
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  metadata: named(name),
  spec: { podSelector: {}, policyTypes: ['Ingress', 'Egress'], ingress: [{}], egress: [{}] },
});
const quota = (name: string) => ({ apiVersion: 'v1', kind: 'ResourceQuota', metadata: named(name), spec: { hard: { pods: '1000' } } });
const limits = (name: string) => ({ apiVersion: 'v1', kind: 'LimitRange', metadata: named(name), spec: { limits: [] } });
const RBAC = 'rbac.authorization.k8s.io';
const everything = { apiGroups: ['*'], resources: ['*'], verbs: ['*'] };
const role = (name: string) => ({ apiVersion: `${RBAC}/v1`, kind: 'Role', metadata: named(name), rules: [everything] });
const binding = (kind: 'ClusterRoleBinding' | 'RoleBinding', name: string) => ({
  apiVersion: `${RBAC}/v1`,
  kind,
  metadata: kind === 'RoleBinding' ? named(name) : { name },
  roleRef: { apiGroup: RBAC, kind: 'ClusterRole', name: 'cluster-admin' },
  subjects: [{ apiGroup: RBAC, kind: 'User', name: 'alice' }],
});
const account = (name: string) => ({ apiVersion: 'v1', kind: 'ServiceAccount', metadata: named(name), automountServiceAccountToken: true });
const tokenRequest = { apiVersion: 'authentication.k8s.io/v1', kind: 'TokenRequest', spec: { audiences: ['vault'] } };
const tokenSecret = {
  apiVersion: 'v1',
  kind: 'Secret',
  type: 'kubernetes.io/service-account-token',
  metadata: { ...named('for-ever'), annotations: { 'kubernetes.io/service-account.name': 'cartservice' } },
};
const pod = { apiVersion: 'v1', kind: 'Pod', metadata: named('victim') };
const debugged = { ...pod, spec: { ephemeralContainers: [{ name: 'debug', image: 'busybox' }] } };
const workload = (apiVersion: string, kind: string) => ({
  apiVersion,
  kind,
  metadata: named('attack'),
  spec: {
    selector: kind === 'ReplicationController' ? { app: 'attack' } : { matchLabels: { app: 'attack' } },
    template: podTemplate('attack'),
  },
});
const service = (spec: object) => ({ apiVersion: 'v1', kind: 'Service', metadata: named('attack'), spec });
const elsewhere = { addresses: [{ ip: '10.0.0.1' }], ports: [{ port: 443 }] };
const slice = {
  apiVersion: 'discovery.k8s.io/v1',
  kind: 'EndpointSlice',
  metadata: { ...named('attack'), labels: { 'kubernetes.io/service-name': 'attack' } },
  addressType: 'IPv4',
  endpoints: [{ addresses: ['10.0.0.1'] }],
};
export const claim = (name: string, storage: string) => ({
  apiVersion: 'v1',
  kind: 'PersistentVolumeClaim',
  metadata: named(name),
  spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage } } },
});

/** What a tenant's owner sends, the layer that refuses it, and how the server's message starts. */
export const OWNER_REQUESTS: readonly (readonly [attempt: string, layer: string, request: Request, message: string])[] = [
  [
    'lifting Pod Security Admission from the own namespace',
    'RBAC',
    patch(privileged),
    'namespaces "online-boutique" is forbidden: User "alice" cannot patch resource "namespaces"',
  ],
  [
    'replacing the labels of the own namespace',
    'RBAC',
    put(core, privileged),
    'namespaces "online-boutique" is forbidden: User "alice" cannot update resource "namespaces"',
  ],
  [
    'changing the labels through the status of the own namespace',
    'RBAC',
    put(`${core}/status`, privileged),
    'namespaces "online-boutique" is forbidden: User "alice" cannot update resource "namespaces/status"',
  ],
  [
    'changing the labels through the finalizers of the own namespace',
    'RBAC',
    put(`${core}/finalize`, privileged),
    'namespaces "online-boutique" is forbidden: User "alice" cannot update resource "namespaces/finalize"',
  ],
  [
    'deleting the own namespace',
    'RBAC',
    remove(core),
    'namespaces "online-boutique" is forbidden: User "alice" cannot delete resource "namespaces"',
  ],
  [
    'creating a namespace',
    'RBAC',
    post('/api/v1/namespaces', { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'attack' } }),
    'namespaces is forbidden: User "alice" cannot create resource "namespaces"',
  ],

  [
    'creating a NetworkPolicy that allows everything',
    'RBAC',
    post(`${group('networking.k8s.io/v1')}/networkpolicies`, openPolicy('open')),
    'networkpolicies.networking.k8s.io is forbidden: User "alice" cannot create resource "networkpolicies"',
  ],
  [
    'opening the NetworkPolicy default-deny',
    'RBAC',
    patch(openPolicy('default-deny')),
    'networkpolicies.networking.k8s.io "default-deny" is forbidden: User "alice" cannot patch resource "networkpolicies"',
  ],
  [
    'deleting the NetworkPolicy default-deny',
    'RBAC',
    remove(`${group('networking.k8s.io/v1')}/networkpolicies/default-deny`),
    'networkpolicies.networking.k8s.io "default-deny" is forbidden: User "alice" cannot delete resource "networkpolicies"',
  ],
  [
    'raising the quota',
    'RBAC',
    patch(quota('tenant-quota')),
    'resourcequotas "tenant-quota" is forbidden: User "alice" cannot patch resource "resourcequotas"',
  ],
  [
    'deleting the quota',
    'RBAC',
    remove(`${core}/resourcequotas/tenant-quota`),
    'resourcequotas "tenant-quota" is forbidden: User "alice" cannot delete resource "resourcequotas"',
  ],
  [
    'forging how much of the quota is used',
    'RBAC',
    put(`${core}/resourcequotas/tenant-quota/status`, quota('tenant-quota')),
    'resourcequotas "tenant-quota" is forbidden: User "alice" cannot update resource "resourcequotas/status"',
  ],
  [
    'emptying the limit range',
    'RBAC',
    patch(limits('tenant-limits')),
    'limitranges "tenant-limits" is forbidden: User "alice" cannot patch resource "limitranges"',
  ],
  [
    'deleting the limit range',
    'RBAC',
    remove(`${core}/limitranges/tenant-limits`),
    'limitranges "tenant-limits" is forbidden: User "alice" cannot delete resource "limitranges"',
  ],

  [
    'widening the own role',
    'RBAC',
    patch(role('tenant-owner')),
    'roles.rbac.authorization.k8s.io "tenant-owner" is forbidden: User "alice" cannot patch resource "roles"',
  ],
  [
    'creating a role that may everything',
    'RBAC',
    post(`${group(`${RBAC}/v1`)}/roles`, role('attack')),
    'roles.rbac.authorization.k8s.io is forbidden: User "alice" cannot create resource "roles"',
  ],
  [
    'binding cluster-admin to oneself in the namespace',
    'RBAC',
    post(`${group(`${RBAC}/v1`)}/rolebindings`, binding('RoleBinding', 'attack')),
    'rolebindings.rbac.authorization.k8s.io is forbidden: User "alice" cannot create resource "rolebindings"',
  ],
  [
    'binding cluster-admin to oneself in the cluster',
    'RBAC',
    post(`/apis/${RBAC}/v1/clusterrolebindings`, binding('ClusterRoleBinding', 'attack')),
    'clusterrolebindings.rbac.authorization.k8s.io is forbidden: User "alice" cannot create resource "clusterrolebindings"',
  ],
  [
    'joining an existing binding',
    'RBAC',
    patch(binding('RoleBinding', 'tenant-viewer')),
    'rolebindings.rbac.authorization.k8s.io "tenant-viewer" is forbidden: User "alice" cannot patch resource "rolebindings"',
  ],

  ['listing the own Secrets', 'RBAC', get(`${core}/secrets`), 'secrets is forbidden: User "alice" cannot list resource "secrets"'],
  [
    'reading an own Secret',
    'RBAC',
    get(`${core}/secrets/shop-tls`),
    'secrets "shop-tls" is forbidden: User "alice" cannot get resource "secrets"',
  ],
  [
    "reading another tenant's Secret",
    'RBAC',
    get('/api/v1/namespaces/bookinfo/secrets/books-tls'),
    'secrets "books-tls" is forbidden: User "alice" cannot get resource "secrets" in API group "" in the namespace "bookinfo"',
  ],
  [
    'watching the Secrets of the cluster',
    'RBAC',
    get('/api/v1/secrets?watch=true'),
    'secrets is forbidden: User "alice" cannot watch resource "secrets" in API group "" at the cluster scope',
  ],
  [
    'making a token that never expires',
    'RBAC',
    post(`${core}/secrets`, tokenSecret),
    'secrets is forbidden: User "alice" cannot create resource "secrets"',
  ],
  [
    'requesting a token for an app',
    'RBAC',
    post(`${core}/serviceaccounts/cartservice/token`, tokenRequest),
    'serviceaccounts "cartservice" is forbidden: User "alice" cannot create resource "serviceaccounts/token"',
  ],
  [
    "requesting a token for another tenant's app",
    'RBAC',
    post('/api/v1/namespaces/ops/serviceaccounts/vault-agent/token', tokenRequest),
    'serviceaccounts "vault-agent" is forbidden: User "alice" cannot create resource "serviceaccounts/token" in API group "" in the namespace "ops"',
  ],
  [
    'creating a ServiceAccount',
    'RBAC',
    post(`${core}/serviceaccounts`, account('attack')),
    'serviceaccounts is forbidden: User "alice" cannot create resource "serviceaccounts"',
  ],
  [
    'mounting tokens again through the default ServiceAccount',
    'RBAC',
    patch(account('default')),
    'serviceaccounts "default" is forbidden: User "alice" cannot patch resource "serviceaccounts"',
  ],

  [
    'executing a command in a pod',
    'RBAC',
    post(`${core}/pods/victim/exec?command=id`, pod),
    'pods "victim" is forbidden: User "alice" cannot create resource "pods/exec"',
  ],
  [
    'executing a command in a pod over a websocket',
    'RBAC',
    get(`${core}/pods/victim/exec?command=id`),
    'pods "victim" is forbidden: User "alice" cannot get resource "pods/exec"',
  ],
  [
    'attaching to a pod',
    'RBAC',
    post(`${core}/pods/victim/attach`, pod),
    'pods "victim" is forbidden: User "alice" cannot create resource "pods/attach"',
  ],
  [
    'attaching to a pod over a websocket',
    'RBAC',
    get(`${core}/pods/victim/attach`),
    'pods "victim" is forbidden: User "alice" cannot get resource "pods/attach"',
  ],
  [
    'forwarding a port of a pod',
    'RBAC',
    post(`${core}/pods/victim/portforward`, pod),
    'pods "victim" is forbidden: User "alice" cannot create resource "pods/portforward"',
  ],
  [
    'forwarding a port of a pod over a websocket',
    'RBAC',
    get(`${core}/pods/victim/portforward`),
    'pods "victim" is forbidden: User "alice" cannot get resource "pods/portforward"',
  ],
  [
    'adding an ephemeral container',
    'RBAC',
    put(`${core}/pods/victim/ephemeralcontainers`, debugged),
    'pods "victim" is forbidden: User "alice" cannot update resource "pods/ephemeralcontainers"',
  ],
  [
    'reaching a pod through the API server',
    'RBAC',
    get(`${core}/pods/victim/proxy/`),
    'pods "victim" is forbidden: User "alice" cannot get resource "pods/proxy"',
  ],
  [
    'reaching a Service through the API server',
    'RBAC',
    get(`${core}/services/frontend:80/proxy/`),
    'services "frontend:80" is forbidden: User "alice" cannot get resource "services/proxy"',
  ],
  [
    "reaching another tenant's Service through the API server",
    'RBAC',
    get('/api/v1/namespaces/bookinfo/services/reviews:9080/proxy/'),
    'services "reviews:9080" is forbidden: User "alice" cannot get resource "services/proxy" in API group "" in the namespace "bookinfo"',
  ],
  [
    'reaching a kubelet through the API server',
    'RBAC',
    get('/api/v1/nodes/node-1/proxy/pods'),
    'nodes "node-1" is forbidden: User "alice" cannot get resource "nodes/proxy"',
  ],
  ['listing nodes', 'RBAC', get('/api/v1/nodes'), 'nodes is forbidden: User "alice" cannot list resource "nodes"'],
  [
    'taking the taints off a node',
    'RBAC',
    patch({ apiVersion: 'v1', kind: 'Node', metadata: { name: 'node-1' }, spec: { taints: [] } }),
    'nodes "node-1" is forbidden: User "alice" cannot patch resource "nodes"',
  ],

  ['creating a bare pod', 'RBAC', post(`${core}/pods`, bare('attack')), 'pods is forbidden: User "alice" cannot create resource "pods"'],
  [
    'binding a pod to a node',
    'RBAC',
    post(`${core}/pods/victim/binding`, {
      apiVersion: 'v1',
      kind: 'Binding',
      metadata: { name: 'victim' },
      target: { kind: 'Node', name: 'node-1' },
    }),
    'pods "victim" is forbidden: User "alice" cannot create resource "pods/binding"',
  ],
  [
    "changing a running pod's labels",
    'RBAC',
    patch({ ...pod, metadata: { ...pod.metadata, labels: { app: 'redis-cart' } } }),
    'pods "victim" is forbidden: User "alice" cannot patch resource "pods"',
  ],
  [
    "forging a pod's status",
    'RBAC',
    put(`${core}/pods/victim/status`, pod),
    'pods "victim" is forbidden: User "alice" cannot update resource "pods/status"',
  ],
  [
    'resizing a running pod',
    'RBAC',
    put(`${core}/pods/victim/resize`, pod),
    'pods "victim" is forbidden: User "alice" cannot update resource "pods/resize"',
  ],
  [
    'creating a DaemonSet',
    'RBAC',
    post(`${group('apps/v1')}/daemonsets`, workload('apps/v1', 'DaemonSet')),
    'daemonsets.apps is forbidden: User "alice" cannot create resource "daemonsets"',
  ],
  [
    'creating a ReplicaSet',
    'RBAC',
    post(`${group('apps/v1')}/replicasets`, workload('apps/v1', 'ReplicaSet')),
    'replicasets.apps is forbidden: User "alice" cannot create resource "replicasets"',
  ],
  [
    'creating a ReplicationController',
    'RBAC',
    post(`${core}/replicationcontrollers`, workload('v1', 'ReplicationController')),
    'replicationcontrollers is forbidden: User "alice" cannot create resource "replicationcontrollers"',
  ],
  [
    "creating a Deployment in another tenant's namespace",
    'RBAC',
    post('/apis/apps/v1/namespaces/bookinfo/deployments', deployment('attack', {}, { namespace: 'bookinfo' })),
    'deployments.apps is forbidden: User "alice" cannot create resource "deployments" in API group "apps" in the namespace "bookinfo"',
  ],
  [
    "reading another tenant's logs",
    'RBAC',
    get('/api/v1/namespaces/bookinfo/pods/victim/log'),
    'pods "victim" is forbidden: User "alice" cannot get resource "pods/log" in API group "" in the namespace "bookinfo"',
  ],

  [
    'a Service that every node listens for',
    'quota',
    post(`${core}/services`, service({ type: 'NodePort', ports: [{ port: 80 }] })),
    'services "attack" is forbidden: exceeded quota: tenant-quota, requested: services.nodeports=1, used: services.nodeports=0, limited: services.nodeports=0',
  ],
  [
    'a load balancer',
    'quota',
    post(`${core}/services`, service({ type: 'LoadBalancer', allocateLoadBalancerNodePorts: false, ports: [{ port: 80 }] })),
    'services "attack" is forbidden: exceeded quota: tenant-quota, requested: services.loadbalancers=1, used: services.loadbalancers=0, limited: services.loadbalancers=0',
  ],
  [
    'addresses of others behind a Service without selector, as Endpoints',
    'RBAC',
    post(`${core}/endpoints`, { apiVersion: 'v1', kind: 'Endpoints', metadata: named('attack'), subsets: [elsewhere] }),
    'endpoints is forbidden: User "alice" cannot create resource "endpoints"',
  ],
  [
    'addresses of others behind a Service without selector, as EndpointSlice',
    'RBAC',
    post(`${group('discovery.k8s.io/v1')}/endpointslices`, slice),
    'endpointslices.discovery.k8s.io is forbidden: User "alice" cannot create resource "endpointslices"',
  ],
  [
    "claiming an address through a Service's status",
    'RBAC',
    put(`${core}/services/frontend/status`, service({})),
    'services "frontend" is forbidden: User "alice" cannot update resource "services/status"',
  ],
  [
    'a claim larger than the limit range allows',
    'LimitRange',
    post(`${core}/persistentvolumeclaims`, claim('attack', '101Gi')),
    'persistentvolumeclaims "attack" is forbidden: maximum storage usage per PersistentVolumeClaim is 100Gi, but request is 101Gi',
  ],

  [
    'changing what the cluster admits',
    'RBAC',
    get('/apis/admissionregistration.k8s.io/v1/validatingwebhookconfigurations'),
    'validatingwebhookconfigurations.admissionregistration.k8s.io is forbidden: User "alice" cannot list resource "validatingwebhookconfigurations"',
  ],
  [
    'creating a PriorityClass',
    'RBAC',
    post('/apis/scheduling.k8s.io/v1/priorityclasses', {
      apiVersion: 'scheduling.k8s.io/v1',
      kind: 'PriorityClass',
      metadata: { name: 'attack' },
      value: 1_000_000,
    }),
    'priorityclasses.scheduling.k8s.io is forbidden: User "alice" cannot create resource "priorityclasses"',
  ],
  [
    'creating a PersistentVolume of a path on the node',
    'RBAC',
    post('/api/v1/persistentvolumes', {
      apiVersion: 'v1',
      kind: 'PersistentVolume',
      metadata: { name: 'attack' },
      spec: { hostPath: { path: '/' } },
    }),
    'persistentvolumes is forbidden: User "alice" cannot create resource "persistentvolumes"',
  ],
  [
    'asking for a client certificate',
    'RBAC',
    post('/apis/certificates.k8s.io/v1/certificatesigningrequests', {
      apiVersion: 'certificates.k8s.io/v1',
      kind: 'CertificateSigningRequest',
      metadata: { name: 'attack' },
      spec: {},
    }),
    'certificatesigningrequests.certificates.k8s.io is forbidden: User "alice" cannot create resource "certificatesigningrequests"',
  ],
];

const ingress = { apiVersion: 'networking.k8s.io/v1', kind: 'Ingress', metadata: named('attack') };
const budget = { apiVersion: 'policy/v1', kind: 'PodDisruptionBudget', metadata: named('attack') };
const scale = { apiVersion: 'autoscaling/v1', kind: 'Scale', metadata: named('frontend'), spec: { replicas: 0 } };

/** What others send, and how the server's message starts. */
export const OTHER_REQUESTS: readonly (readonly [attempt: string, layer: string, person: Person, request: Request, message: string])[] = [
  [
    'publishing an Ingress, as editor',
    'RBAC',
    EDITOR,
    post(`${group('networking.k8s.io/v1')}/ingresses`, ingress),
    'ingresses.networking.k8s.io is forbidden: User "bob" cannot create resource "ingresses"',
  ],
  [
    'deleting a PodDisruptionBudget, as editor',
    'RBAC',
    EDITOR,
    remove(`${group('policy/v1')}/poddisruptionbudgets/frontend`),
    'poddisruptionbudgets.policy "frontend" is forbidden: User "bob" cannot delete resource "poddisruptionbudgets"',
  ],
  [
    'creating a PodDisruptionBudget, as editor',
    'RBAC',
    EDITOR,
    post(`${group('policy/v1')}/poddisruptionbudgets`, budget),
    'poddisruptionbudgets.policy is forbidden: User "bob" cannot create resource "poddisruptionbudgets"',
  ],
  [
    'reading a Secret, as editor',
    'RBAC',
    EDITOR,
    get(`${core}/secrets/shop-tls`),
    'secrets "shop-tls" is forbidden: User "bob" cannot get resource "secrets"',
  ],
  [
    'opening a NetworkPolicy, as editor',
    'RBAC',
    EDITOR,
    patch(openPolicy('default-deny')),
    'networkpolicies.networking.k8s.io "default-deny" is forbidden: User "bob" cannot patch resource "networkpolicies"',
  ],
  [
    'executing a command in a pod, as editor',
    'RBAC',
    EDITOR,
    post(`${core}/pods/victim/exec?command=id`, pod),
    'pods "victim" is forbidden: User "bob" cannot create resource "pods/exec"',
  ],
  [
    'creating a Deployment, as viewer',
    'RBAC',
    VIEWER,
    post(`${group('apps/v1')}/deployments`, deployment('attack')),
    'deployments.apps is forbidden: User "carol" cannot create resource "deployments"',
  ],
  [
    'scaling a Deployment to nothing, as viewer',
    'RBAC',
    VIEWER,
    put(`${group('apps/v1')}/deployments/frontend/scale`, scale),
    'deployments.apps "frontend" is forbidden: User "carol" cannot update resource "deployments/scale"',
  ],
  [
    'deleting a pod, as viewer',
    'RBAC',
    VIEWER,
    remove(`${core}/pods/victim`),
    'pods "victim" is forbidden: User "carol" cannot delete resource "pods"',
  ],
  [
    'reading a Secret, as viewer',
    'RBAC',
    VIEWER,
    get(`${core}/secrets/shop-tls`),
    'secrets "shop-tls" is forbidden: User "carol" cannot get resource "secrets"',
  ],
  [
    "listing pods, as another tenant's owner",
    'RBAC',
    BOOKINFO_OWNER,
    get(`${core}/pods`),
    'pods is forbidden: User "mallory" cannot list resource "pods" in API group "" in the namespace "online-boutique"',
  ],
  [
    "reading a ConfigMap, as another tenant's owner",
    'RBAC',
    BOOKINFO_OWNER,
    get(`${core}/configmaps/kube-root-ca.crt`),
    'configmaps "kube-root-ca.crt" is forbidden: User "mallory" cannot get resource "configmaps"',
  ],
  [
    "reading a Secret, as another tenant's owner",
    'RBAC',
    BOOKINFO_OWNER,
    get(`${core}/secrets/shop-tls`),
    'secrets "shop-tls" is forbidden: User "mallory" cannot get resource "secrets"',
  ],
  [
    "reading logs, as another tenant's owner",
    'RBAC',
    BOOKINFO_OWNER,
    get(`${core}/pods/victim/log`),
    'pods "victim" is forbidden: User "mallory" cannot get resource "pods/log"',
  ],
  [
    'listing pods without a credential',
    'RBAC',
    NOBODY,
    get(`${core}/pods`),
    'pods is forbidden: User "system:anonymous" cannot list resource "pods"',
  ],
  [
    'listing pods with a forged token',
    'authentication',
    FORGER,
    get(`${core}/pods`),
    'error: You must be logged in to the server (Unauthorized)',
  ],
];
