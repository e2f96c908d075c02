const GROUP = 'rbac.authorization.k8s.io';
const API = `${GROUP}/v1`;

type Rule = Readonly<Record<string, readonly string[]>>;
type Subject = Readonly<Record<string, string>>;

const inNamespace = (namespace: string | undefined) => (namespace === undefined ? {} : { namespace });
const clusterRole = (name: string, rules: readonly Rule[], labels: Readonly<Record<string, string>> = {}, more: object = {}) => ({
  ...{ apiVersion: API, kind: 'ClusterRole', metadata: { name: `odd:${name}`, labels }, rules, ...more },
});
const role = (namespace: string, name: string, rules: readonly Rule[]) => ({
  ...{ apiVersion: API, kind: 'Role', metadata: { name, namespace }, rules },
});
/** In a namespace, or everywhere. */
const bind = (namespace: string | undefined, name: string, kind: 'ClusterRole' | 'Role', to: string, ...subjects: readonly Subject[]) => ({
  ...{ apiVersion: API, kind: namespace === undefined ? 'ClusterRoleBinding' : 'RoleBinding' },
  ...{ metadata: { name: `odd:${name}`, ...inNamespace(namespace) }, roleRef: { apiGroup: GROUP, kind, name: to }, subjects },
});
const user = (name: string) => ({ apiGroup: GROUP, kind: 'User', name });
const group = (name: string) => ({ apiGroup: GROUP, kind: 'Group', name });
const account = (namespace: string, name: string) => ({ kind: 'ServiceAccount', name, namespace });
const may = (verbs: readonly string[], apiGroup: string, ...resources: readonly string[]): Rule => ({
  ...{ verbs, apiGroups: [apiGroup], resources },
});
const READ = ['get', 'list', 'watch'];

/** Aggregated ClusterRoles, whose rules the controller writes; those of whole come from two parts, those of outer from whole. */
export const AGGREGATED = {
  'odd:whole': ['odd:first', 'odd:second'],
  'odd:outer': ['odd:whole'],
  'odd:hollow': [],
} as const;

/** Everything odd about RBAC that an API server takes. */
export const ODD = [
  ...['red', 'blue'].map((name) => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } })),
  ...[
    ['red', 'app'],
    ['red', 'idle'],
    ['blue', 'app'],
  ].map(([namespace, name]) => ({ apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name, namespace } })),

  clusterRole('first', [may(['get'], '', 'pods')], { part: 'yes' }),
  clusterRole('second', [may(['patch'], 'apps', 'deployments/scale'), may(['get'], '', 'pods/log')], { tier: 'second', part: 'yes' }),
  // What an aggregated role says itself is replaced.
  clusterRole(
    'whole',
    [may(['delete'], '', 'secrets')],
    { whole: 'yes' },
    {
      aggregationRule: {
        clusterRoleSelectors: [
          { matchLabels: { part: 'yes' } },
          { matchExpressions: [{ key: 'tier', operator: 'In', values: ['second', 'third'] }] },
        ],
      },
    },
  ),
  clusterRole('outer', [], {}, { aggregationRule: { clusterRoleSelectors: [{ matchLabels: { whole: 'yes' } }] } }),
  clusterRole(
    'hollow',
    [may(['delete'], '', 'secrets')],
    {},
    { aggregationRule: { clusterRoleSelectors: [{ matchLabels: { part: 'no' } }] } },
  ),
  clusterRole('widgets-view', [may(READ, 'example.com', 'widgets')], { [`${GROUP}/aggregate-to-view`]: 'true' }),
  clusterRole('widgets-admin', [may(['approve'], 'example.com', 'widgets')], { [`${GROUP}/aggregate-to-admin`]: 'true' }),
  clusterRole('names', [
    { verbs: ['get', 'create'], apiGroups: [''], resources: ['secrets', 'configmaps'], resourceNames: ['cart', 'tls'] },
    { verbs: ['use'], apiGroups: ['policy'], resources: ['podsecuritypolicies'], resourceNames: ['*'] },
    { verbs: ['impersonate'], apiGroups: [''], resources: ['users'], resourceNames: ['system:admin', 'mail@example.com'] },
  ]),
  clusterRole('subresources', [
    may(['create'], '', 'pods/exec', 'pods/attach', 'pods/*', 'serviceaccounts/token'),
    may(['*'], '', 'nodes/proxy', 'services/proxy'),
    may(['update'], '*', '*/scale', '*/status'),
  ]),
  clusterRole('paths', [
    { verbs: ['get'], nonResourceURLs: ['/metrics', '/metrics/*', '/logs/*'] },
    { verbs: ['*'], nonResourceURLs: ['/odd*'] },
    may(['get'], 'metrics.k8s.io', 'nodes'),
  ]),
  clusterRole('stars', [
    may(['*'], 'apps', '*'),
    may(['get', '*'], '*', 'jobs'),
    { verbs: ['watch'], apiGroups: ['*', ''], resources: ['*', 'pods'] },
  ]),
  clusterRole('twice', [may(['get'], '', 'nodes'), may(['get'], '', 'nodes'), may(['get', 'list'], '', 'nodes')]),
  clusterRole('nothing', []),
  clusterRole('asks', [may(['create'], 'authorization.k8s.io', 'selfsubjectrulesreviews')]),
  role('red', 'view', [may(['deletecollection'], '', 'pods')]),
  role('red', 'local', [may(READ, '', 'configmaps')]),
  role('blue', 'local', [may(['delete'], '', 'configmaps'), may(['bind', 'escalate'], GROUP, 'roles')]),

  bind(undefined, 'readers', 'ClusterRole', 'odd:whole', group('odd-readers'), group('oidc:team/red and blue')),
  bind(undefined, 'writers', 'ClusterRole', 'odd:outer', group('odd-writers')),
  bind('red', 'writers', 'ClusterRole', 'edit', group('odd-writers')),
  bind('blue', 'readers', 'Role', 'local', group('odd-readers')),
  bind(undefined, 'hollow', 'ClusterRole', 'odd:hollow', user('hollow')),
  bind(undefined, 'everybody', 'ClusterRole', 'odd:paths', group('system:authenticated')),
  bind(undefined, 'strangers', 'ClusterRole', 'odd:asks', group('system:unauthenticated')),
  bind(undefined, 'accounts', 'ClusterRole', 'odd:names', group('system:serviceaccounts')),
  bind('blue', 'accounts', 'ClusterRole', 'odd:twice', group('system:serviceaccounts')),
  bind('red', 'accounts-of-red', 'ClusterRole', 'odd:subresources', group('system:serviceaccounts:red')),
  bind('blue', 'accounts-of-red', 'Role', 'local', group('system:serviceaccounts:red')),
  bind('blue', 'across', 'ClusterRole', 'admin', account('red', 'app')),
  bind('red', 'own', 'ClusterRole', 'edit', account('red', 'app')),
  bind('red', 'as-user', 'Role', 'local', user('system:serviceaccount:blue:app')),
  bind('kube-system', 'far', 'ClusterRole', 'view', account('blue', 'app'), account('blue', 'not-there')),
  bind(undefined, 'stars', 'ClusterRole', 'odd:stars', user('mail@example.com'), user('mail@example.com')),
  bind('red', 'stars', 'ClusterRole', 'odd:stars', user('mail@example.com')),
  bind('red', 'view', 'ClusterRole', 'view', user('viewer')),
  bind('red', 'edit', 'ClusterRole', 'edit', user('editor')),
  bind('red', 'admin', 'ClusterRole', 'admin', user('owner')),
  bind('blue', 'root', 'ClusterRole', 'cluster-admin', user('owner')),
  bind(undefined, 'root', 'ClusterRole', 'cluster-admin', user('root')),
  bind('red', 'same-name', 'Role', 'view', user('namesake')),
  bind('red', 'paths', 'ClusterRole', 'odd:paths', account('red', 'idle'), group('system:unauthenticated')),
  bind(undefined, 'nothing', 'ClusterRole', 'odd:nothing', user('nobody')),
  bind('red', 'gone', 'Role', 'gone', user('waiting'), account('blue', 'app')),
  bind(undefined, 'gone', 'ClusterRole', 'odd:gone', user('waiting')),
  bind('blue', 'gone', 'ClusterRole', 'odd:gone', group('odd-readers')),
  bind('red', 'not-gone', 'Role', 'local', user('waiting')),
  // A Role is looked for in the namespace of the binding only.
  bind('kube-system', 'elsewhere', 'Role', 'local', user('waiting')),
  ...['edit', 'view', 'system:node', 'system:node-proxier', 'system:kube-controller-manager'].map((name) =>
    bind('blue', `default-${name}`, 'ClusterRole', name, user(`holder-of-${name}`)),
  ),
];
