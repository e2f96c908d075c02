import fc from 'fast-check';
import type { KubernetesObject } from '../../analysis/manifest';

const API = 'rbac.authorization.k8s.io/v1';
const GROUP = 'rbac.authorization.k8s.io';

/** A rule as it is written. */
export type Written = Readonly<Record<string, readonly string[]>>;

/** A cluster's roles and bindings. */
export interface AccessSet {
  readonly objects: readonly KubernetesObject[];
  /** Pairs of rules: whether the first have all that the second give. */
  readonly covers: readonly { readonly owned: readonly Written[]; readonly wanted: readonly Written[] }[];
}

export const NAMESPACES = ['shop', 'market', 'kube-system'];
export const VERBS = ['get', 'list', 'create', 'update', 'bind'];
export const GROUPS = ['', 'apps', 'rbac.authorization.k8s.io'];
export const RESOURCES = ['pods', 'pods/exec', 'secrets', 'deployments', 'deployments/scale', 'roles', 'namespaces', 'nodes/proxy'];
export const NAMES = ['', 'cart', 'shop', 'tls'];
export const PATHS = ['/healthz', '/metrics', '/metrics/cadvisor', '/api', '/'];
export const USERS = [
  { name: 'alice', groups: ['admins', 'system:authenticated'] },
  { name: 'bob', groups: ['system:authenticated'] },
  { name: 'system:anonymous', groups: ['system:unauthenticated'] },
  { name: 'root', groups: ['system:masters', 'system:authenticated'] },
  ...['shop', 'market', 'kube-system'].flatMap((namespace) =>
    ['cart', 'default'].map((name) => ({
      name: `system:serviceaccount:${namespace}:${name}`,
      groups: ['system:serviceaccounts', `system:serviceaccounts:${namespace}`, 'system:authenticated'],
    })),
  ),
];

const some = (words: readonly string[], max = 3) => fc.uniqueArray(fc.constantFrom(...words), { minLength: 1, maxLength: max });
const oddly = (words: readonly string[], odd: readonly string[]) => some([...words, ...words, ...odd]);

const rule: fc.Arbitrary<Written> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc
      .record({
        verbs: oddly(VERBS, ['*']),
        apiGroups: oddly(GROUPS, ['*']),
        resources: oddly(RESOURCES, ['*', '*/exec', '*/*', 'pods/*', '*/scale']),
        resourceNames: fc.oneof({ weight: 4, arbitrary: fc.constant([]) }, { weight: 1, arbitrary: some(['cart', 'tls', '*', '']) }),
      })
      .map(({ resourceNames, ...rest }) => (resourceNames.length === 0 ? rest : { ...rest, resourceNames })),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      verbs: oddly(['get', 'create'], ['*']),
      resourceNames: fc.constantFrom<string[][]>([], [], ['cart']),
      nonResourceURLs: oddly(PATHS, ['*', '/metrics*', '/metrics/*', '/a**']),
    }),
  },
  // What no server takes, but the authorizer is asked about all the same.
  { weight: 1, arbitrary: fc.record({ verbs: fc.constant<string[]>([]), apiGroups: some(GROUPS), resources: some(RESOURCES) }) },
);
const rules = fc.array(rule, { maxLength: 3 });

const ROLES = ['reader', 'writer', 'missing'];
const CLUSTER_ROLES = ['reader', 'all', 'first', 'second', 'view', 'edit', 'admin', 'cluster-admin', 'gone'];
const subject = fc.oneof(
  fc.record({ kind: fc.constant('User'), name: fc.constantFrom('alice', 'bob', 'system:serviceaccount:shop:cart', 'system:anonymous') }),
  fc.record({
    kind: fc.constant('Group'),
    name: fc.constantFrom(
      'admins',
      'system:authenticated',
      'system:serviceaccounts',
      'system:serviceaccounts:shop',
      'system:unauthenticated',
    ),
  }),
  fc.record({
    kind: fc.constant('ServiceAccount'),
    name: fc.constantFrom('cart', 'default'),
    namespace: fc.constantFrom('', 'shop', 'market'),
  }),
);

/** Aggregated roles take what is below them, so that they settle. */
const clusterRoles = fc
  .record({
    reader: rules,
    first: rules,
    second: rules,
    labels: fc.array(fc.constantFrom({}, { step: 'one' }, { step: 'one', 'rbac.authorization.k8s.io/aggregate-to-view': 'true' }), {
      minLength: 3,
      maxLength: 3,
    }),
    selector: fc.constantFrom(
      { matchLabels: { step: 'one' } },
      { matchExpressions: [{ key: 'step', operator: 'In', values: ['one', 'two'] }] },
      {
        matchExpressions: [
          { key: 'step', operator: 'NotIn', values: ['one'] },
          { key: 'name', operator: 'Exists' },
        ],
      },
    ),
    own: rules,
  })
  .map(({ reader, first, second, labels, selector, own }) => {
    const role = (name: string, rulesOfIt: readonly Written[], extra: object, index: number) => ({
      apiVersion: API,
      kind: 'ClusterRole',
      metadata: { name, labels: { name, ...labels[index] } as Readonly<Record<string, string>> },
      rules: rulesOfIt,
      ...extra,
    });
    const all = { apiVersion: API, kind: 'ClusterRole', metadata: { name: 'all' }, rules: own };
    return [
      role('reader', reader, {}, 0),
      role('first', first, {}, 1),
      role('second', second, {}, 2),
      { ...all, aggregationRule: { clusterRoleSelectors: [selector, { matchLabels: { name: 'second' } }] } },
    ];
  });

const roles = fc
  .array(fc.tuple(fc.constantFrom(...NAMESPACES), fc.constantFrom('reader', 'writer'), rules), { maxLength: 4 })
  .map((list) => [...new Map(list.map(([namespace, name, of]) => [`${namespace}/${name}`, { namespace, name, of }])).values()])
  .map((list) => list.map(({ namespace, name, of }) => ({ apiVersion: API, kind: 'Role', metadata: { namespace, name }, rules: of })));

const bindings = fc
  .array(
    fc.record({
      namespace: fc.constantFrom(...NAMESPACES, ''),
      kind: fc.constantFrom('Role', 'ClusterRole', 'ClusterRole'),
      role: fc.constantFrom(...ROLES),
      clusterRole: fc.constantFrom(...CLUSTER_ROLES),
      subjects: fc.array(subject, { minLength: 1, maxLength: 2 }),
    }),
    { minLength: 1, maxLength: 6 },
  )
  .map((list) =>
    list.map(({ namespace, kind, role, clusterRole, subjects }, index) => ({
      apiVersion: API,
      kind: namespace === '' ? 'ClusterRoleBinding' : 'RoleBinding',
      metadata: { name: `binding-${index}`, ...(namespace === '' ? {} : { namespace }) },
      roleRef: { apiGroup: GROUP, kind, name: kind === 'Role' ? role : clusterRole },
      subjects,
    })),
  );

/** Small clusters with all that is odd about RBAC in them. */
export const accessSets: fc.Arbitrary<AccessSet> = fc.record({
  objects: fc.tuple(clusterRoles, roles, bindings).map((lists) => lists.flat() as KubernetesObject[]),
  covers: fc.array(fc.record({ owned: rules, wanted: rules }), { minLength: 1, maxLength: 4 }),
});
