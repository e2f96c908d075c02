import type { Named } from './attacks-named';
import { bare } from './attacks-pods';
import { get, patch, post, type Request } from './attacks-requests';

const RBAC = 'rbac.authorization.k8s.io';
const NAMESPACE = 'bookinfo';
const IN = `namespaces/${NAMESPACE}`;

/** What is granted to somebody of bookinfo beyond what the example grants, what they then send, and how `palisade prove` names it. */
export interface Loosened {
  readonly attempt: string;
  /** In which namespace the rules hold; everywhere, if left out. */
  readonly within?: string;
  readonly rules: readonly { readonly verbs: readonly string[]; readonly resources: readonly string[] }[];
  readonly request: Request;
  readonly named: Named;
}

const named = (name: string, namespace: string | undefined = NAMESPACE) => ({ name, namespace });
const may = (verbs: readonly string[], apiGroup: string, ...resources: readonly string[]) => ({ verbs, apiGroups: [apiGroup], resources });
const create = (apiGroup: string, ...resources: readonly string[]) => [may(['create'], apiGroup, ...resources)];
const binding = (name: string, kind: string, role: string) => ({
  ...{ apiVersion: `${RBAC}/v1`, kind: 'RoleBinding', metadata: named(name), roleRef: { apiGroup: RBAC, kind, name: role } },
  subjects: [{ apiGroup: RBAC, kind: 'User', name: 'eve' }],
});

/** Attacks on other tenants that RBAC of the example refuses, and lets through once it is loosened. */
export const LOOSENED: readonly Loosened[] = [
  {
    attempt: 'a NetworkPolicy that lets everything in and out',
    within: NAMESPACE,
    rules: create('networking.k8s.io', 'networkpolicies'),
    request: post(`/apis/networking.k8s.io/v1/${IN}/networkpolicies`, {
      ...{ apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: named('open') },
      spec: { podSelector: {}, policyTypes: ['Ingress', 'Egress'], ingress: [{}], egress: [{}] },
    }),
    named: { power: 'write-network-policies' },
  },
  {
    attempt: "a pod that names another tenant's node and tolerates everything",
    within: NAMESPACE,
    rules: create('', 'pods'),
    request: post(
      `/api/v1/${IN}/pods`,
      bare('intruder', { pod: { nodeName: 'boutique-1', tolerations: [{ operator: 'Exists' }] } }, NAMESPACE),
    ),
    named: { hostile: 'it may put pods on the nodes of others' },
  },
  {
    attempt: 'a command in a pod',
    within: NAMESPACE,
    rules: create('', 'pods/exec'),
    request: post(`/api/v1/${IN}/pods/none/exec`, {}),
    named: { power: 'exec' },
  },
  {
    attempt: 'placing a pod without the scheduler',
    within: NAMESPACE,
    rules: create('', 'pods/binding'),
    request: post(`/api/v1/${IN}/pods/none/binding`, {
      apiVersion: 'v1',
      kind: 'Binding',
      metadata: named('none'),
      target: { kind: 'Node', name: 'boutique-1' },
    }),
    named: { power: 'bind-pods' },
  },
  {
    attempt: "another tenant's label on its namespace",
    within: NAMESPACE,
    rules: [may(['patch'], '', 'namespaces')],
    request: patch({
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name: NAMESPACE, labels: { 'palisade.dev/tenant': 'online-boutique' } },
    }),
    named: { hostile: 'it decides the labels and annotations of its namespace' },
  },
  {
    attempt: 'a binding to any ClusterRole',
    within: NAMESPACE,
    rules: [may(['create'], RBAC, 'rolebindings'), may(['bind'], RBAC, 'clusterroles')],
    request: post(`/apis/${RBAC}/v1/${IN}/rolebindings`, binding('taken', 'ClusterRole', 'cluster-admin')),
    named: { power: 'bind-roles' },
  },
  {
    attempt: 'a role with more than its author has',
    within: NAMESPACE,
    rules: [may(['create', 'escalate'], RBAC, 'roles')],
    request: post(`/apis/${RBAC}/v1/${IN}/roles`, {
      apiVersion: `${RBAC}/v1`,
      kind: 'Role',
      metadata: named('all'),
      rules: [may(['*'], '*', '*')],
    }),
    named: { power: 'write-roles' },
  },
  {
    attempt: 'a token of any ServiceAccount of the namespace',
    within: NAMESPACE,
    rules: create('', 'serviceaccounts/token'),
    request: post(`/api/v1/${IN}/serviceaccounts/default/token`, {
      apiVersion: 'authentication.k8s.io/v1',
      kind: 'TokenRequest',
      spec: {},
    }),
    named: { power: 'create-tokens' },
  },
  {
    attempt: "a Service whose endpoints are another tenant's pods",
    within: NAMESPACE,
    rules: create('discovery.k8s.io', 'endpointslices'),
    request: post(`/apis/discovery.k8s.io/v1/${IN}/endpointslices`, {
      ...{ apiVersion: 'discovery.k8s.io/v1', kind: 'EndpointSlice', metadata: named('foreign'), addressType: 'IPv4' },
      ...{ endpoints: [{ addresses: ['10.244.7.7'] }], ports: [{ port: 8080 }] },
    }),
    named: { hostile: 'it may name pods of others as endpoints' },
  },
  {
    attempt: 'a token that never expires, from a Secret',
    within: NAMESPACE,
    rules: [may(['create', 'get'], '', 'secrets')],
    request: post(`/api/v1/${IN}/secrets`, {
      ...{ apiVersion: 'v1', kind: 'Secret', type: 'kubernetes.io/service-account-token' },
      metadata: { ...named('for-ever'), annotations: { 'kubernetes.io/service-account.name': 'default' } },
    }),
    named: { power: 'mint-token-secrets' },
  },
  {
    attempt: "reading another tenant's Secrets",
    within: 'online-boutique',
    rules: [may(['list'], '', 'secrets')],
    request: get('/api/v1/namespaces/online-boutique/secrets'),
    named: { aspect: 'permissions', opening: 'group:bookinfo-admins is bound by name in each' },
  },
  {
    attempt: 'the API of every kubelet',
    rules: [may(['get'], '', 'nodes/proxy')],
    request: get('/api/v1/nodes/none/proxy/pods'),
    named: { aspect: 'permissions', opening: 'what group:bookinfo-admins may do leads there' },
  },
  {
    attempt: 'a webhook that changes what everybody writes',
    rules: create('admissionregistration.k8s.io', 'mutatingwebhookconfigurations'),
    request: post('/apis/admissionregistration.k8s.io/v1/mutatingwebhookconfigurations', {
      ...{
        apiVersion: 'admissionregistration.k8s.io/v1',
        kind: 'MutatingWebhookConfiguration',
        metadata: { name: 'all-seeing' },
        webhooks: [],
      },
    }),
    named: { aspect: 'permissions', opening: 'what group:bookinfo-admins may do leads there' },
  },
  {
    attempt: 'a volume of the file system of a node',
    rules: create('', 'persistentvolumes'),
    request: post('/api/v1/persistentvolumes', {
      ...{ apiVersion: 'v1', kind: 'PersistentVolume', metadata: { name: 'root' } },
      spec: { accessModes: ['ReadWriteOnce'], capacity: { storage: '1Gi' }, hostPath: { path: '/' } },
    }),
    named: { aspect: 'permissions', opening: 'what group:bookinfo-admins may do leads there' },
  },
];

/** The role and the binding that loosen, for a group. */
export function grantOf({ within, rules }: Pick<Loosened, 'rules' | 'within'>, group: string): readonly object[] {
  const kind = within === undefined ? 'ClusterRole' : 'Role';
  const metadata = { name: `loosened-${group}`, ...(within === undefined ? {} : { namespace: within }) };
  return [
    { apiVersion: `${RBAC}/v1`, kind, metadata, rules },
    {
      ...{ apiVersion: `${RBAC}/v1`, kind: `${kind}Binding`, metadata, roleRef: { apiGroup: RBAC, kind, name: metadata.name } },
      subjects: [{ apiGroup: RBAC, kind: 'Group', name: group }],
    },
  ];
}
