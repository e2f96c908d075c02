import type { GainKind } from '../../analysis/permissions/powers';

/** What somebody does who uses a power. */
const POWERS: Readonly<Record<string, string>> = {
  'everything-everywhere': 'may everything',
  'escalate-cluster-roles': 'writes ClusterRoles that say more than it has (escalate)',
  'bind-cluster-wide': 'binds itself to ClusterRoles everywhere (bind)',
  'approve-certificates': 'approves a client certificate of its own, for any name',
  'approve-node-certificates': 'approves a certificate of a node for itself',
  'mutate-admission': 'changes objects as they are written, by webhook or policy',
  'serve-apis': 'puts itself in the place of an API',
  'impersonate-users': 'impersonates users',
  'impersonate-groups': 'impersonates members of groups',
  'nodes-proxy': 'runs commands in any pod through the kubelet (nodes/proxy)',
  'write-persistent-volumes': 'makes volumes of paths of nodes',
  everything: 'may everything',
  'escalate-roles': 'writes Roles that say more than it has (escalate)',
  'bind-cluster-roles': 'binds itself to ClusterRoles (bind)',
  'bind-roles': 'binds itself to Roles (bind)',
  'write-system-config': 'changes ConfigMaps that the cluster runs by',
  'write-system-leases': 'takes the lease of a component',
  'impersonate-accounts': 'impersonates ServiceAccounts',
  'create-tokens': 'has tokens made for ServiceAccounts',
  'read-secrets': 'reads Secrets',
  'mint-token-secrets': 'writes a Secret for a token of a ServiceAccount, and reads it',
  'write-secrets': 'writes Secrets',
  'create-pods': 'creates pods',
  'write-workloads': 'creates or changes workloads',
  'relax-pod-security': 'takes the pod security level off the namespace, and runs a pod',
  exec: 'runs commands in pods',
  'debug-pods': 'adds containers to running pods',
  'change-pods': 'changes the images of running pods',
  'relabel-pods': 'changes the labels of pods',
  'port-forward': 'forwards ports of pods',
  proxy: 'reaches pods and Services through the API server',
  'bind-pods': 'binds pods to nodes',
  'label-namespace': 'changes the labels and annotations of the namespace',
  'write-network-policies': 'writes or deletes NetworkPolicies',
  'write-services': 'writes Services',
  'write-service-status': 'writes the addresses of load balancers into Services',
  'write-endpoints': 'writes the endpoints of Services',
  'write-routes': 'writes Ingresses or routes',
  'write-quotas': 'writes or deletes quotas and limits',
  'write-accounts': 'writes ServiceAccounts',
  'write-roles': 'writes Roles or RoleBindings',
  'write-cluster-roles': 'writes ClusterRoles or ClusterRoleBindings',
  'write-nodes': 'changes nodes',
  'write-admission': 'writes or deletes what validates objects',
  'delete-admission': 'deletes what changes objects as they are written',
  'write-cluster-network-policies': 'writes or deletes network policies of the cluster',
  'write-namespaces': 'creates or deletes namespaces',
  'write-classes': 'writes classes, drivers or kinds that every namespace relies on',
  'read-server': 'reads paths of the API server beyond its health',
};

const GAINS: Readonly<Record<GainKind, string>> = {
  admission: 'decides what is admitted',
  classes: 'decides what classes and kinds mean',
  cloud: 'gives ServiceAccounts the identities of a cloud',
  commands: 'runs commands in pods',
  'control-plane': 'takes over a component of the cluster',
  entrances: 'takes requests for host names of its choice',
  everything: 'may everything',
  labels: 'gives pods any labels',
  'namespace-labels': 'decides the tenant, the pod security level and the nodes of the namespace',
  namespaces: 'makes and removes namespaces',
  'network-policies': 'decides who reaches whom',
  node: 'is root on a node, with every pod there',
  'pass-on': 'gives others what it has',
  'past-policies': 'reaches ports of pods whatever policies say',
  placement: 'decides on which nodes pods run',
  quotas: 'decides how much may be used',
  rights: 'has the rights of another',
  secrets: 'reads Secrets',
  'secrets-write': 'changes Secrets',
  server: 'reads logs, settings or memory of the API server',
  traffic: 'takes the traffic of Services',
};

/** What nothing in the manifests can say, and is taken for granted. */
export const ASSUMPTIONS: readonly string[] = [
  'one subject at a time: who is in several groups holds what all of them hold together',
  'RBAC decides alone: no webhook, no ABAC, no AlwaysAllow beside it; the node authorizer is left out',
  'the API server has its default roles and bindings, and its controllers run as their own ServiceAccounts',
  'admission refuses nothing but what the pod security level of a namespace refuses; Services with externalIPs are refused',
];

export function powerWords(power: string): string {
  return POWERS[power] ?? power;
}

export function gainWords(gain: GainKind): string {
  return GAINS[gain];
}

/** The ids of all powers that there are words for. */
export const WORDED_POWERS: readonly string[] = Object.keys(POWERS);
