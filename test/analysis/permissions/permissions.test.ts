import fc from 'fast-check';
import type { KubernetesObject, Manifest } from '../../../analysis/manifest';
import { covers, type Rights } from '../../../analysis/permissions/covers';
import { defaultRoles } from '../../../analysis/permissions/default-roles';
import { permissionsOf } from '../../../analysis/permissions/permissions';
import { userOf, type Who, whoOf, whoText } from '../../../analysis/permissions/subjects';
import { accessSets, GROUPS, NAMES, NAMESPACES, RESOURCES, USERS, VERBS, type Written } from '../../oracles/access-sets';
import { clusterRole, clusterRoleBinding, policy, role, roleBinding, roleBindingIn, roleIn } from '../../rules/roles';

const MINOR = 36;
const manifestsOf = (...objects: readonly KubernetesObject[]): readonly Manifest[] =>
  objects.map((object, index) => ({ object, source: `${index}` }));
const given = (...objects: readonly KubernetesObject[]) => permissionsOf(manifestsOf(...objects), MINOR);
const who = (text: string): Who => whoOf(text) ?? { kind: 'User', name: 'nobody' };

const CART = who('serviceaccount:shop/cart');
const GET_PODS = policy(['get'], '', ['pods']);
const POD = { verb: 'get', group: '', resource: 'pods', name: 'cart', namespace: 'shop' };

// https://kubernetes.io/docs/reference/access-authn-authz/rbac/
describe('somebody may', () => {
  const named = (name: string, ...rules: unknown[]) => ({ ...clusterRole(...rules), metadata: { name } });
  test.each([
    ['what their Role says, in its namespace', [role(GET_PODS), roleBinding('Role', 'cart')], {}, true],
    ['nothing of it in another namespace', [role(GET_PODS), roleBinding('Role', 'cart')], { namespace: 'market' }, false],
    ['nothing of it in no namespace', [role(GET_PODS), roleBinding('Role', 'cart')], { namespace: '' }, false],
    ['nothing by a Role of another namespace', [roleIn('market', GET_PODS), roleBinding('Role', 'cart')], {}, false],
    ['what a ClusterRole says, in the namespace of the RoleBinding', [clusterRole(GET_PODS), roleBinding('ClusterRole', 'cart')], {}, true],
    ['nothing of it elsewhere', [clusterRole(GET_PODS), roleBinding('ClusterRole', 'cart')], { namespace: 'market' }, false],
    ['what a ClusterRole says everywhere', [clusterRole(GET_PODS), clusterRoleBinding('cart')], { namespace: 'market' }, true],
    ['and in no namespace', [clusterRole(GET_PODS), clusterRoleBinding('cart')], { namespace: '' }, true],
    ['nothing by a role that nobody is bound to', [role(GET_PODS), clusterRole(GET_PODS)], {}, false],
    ['nothing by a role that is not there', [roleBinding('Role', 'cart')], {}, false],
    ['nothing by a Role that only a ClusterRole shares its name with', [clusterRole(GET_PODS), roleBinding('Role', 'cart')], {}, false],
    ['what a default role says', [roleBinding('ClusterRole', 'view')], {}, true],
    ['what it takes from others', [roleBinding('ClusterRole', 'admin')], {}, true],
    ['not what it takes from none', [roleBinding('ClusterRole', 'view')], { resource: 'secrets' }, false],
    ['Secrets as an editor', [roleBinding('ClusterRole', 'edit')], { resource: 'secrets' }, true],
    [
      'what manifests add to a default role',
      [
        {
          ...named('more', policy(['get'], '', ['secrets'])),
          metadata: { name: 'more', labels: { 'rbac.authorization.k8s.io/aggregate-to-view': 'true' } },
        },
        roleBinding('ClusterRole', 'view'),
      ],
      { resource: 'secrets' },
      true,
    ],
    [
      'not what they add under another label',
      [
        {
          ...named('more', policy(['get'], '', ['secrets'])),
          metadata: { name: 'more', labels: { 'rbac.authorization.k8s.io/aggregate-to-edit': 'true' } },
        },
        roleBinding('ClusterRole', 'view'),
      ],
      { resource: 'secrets' },
      false,
    ],
    [
      'what a default role has and its manifest lacks',
      [named('system:node-proxier'), roleBinding('ClusterRole', 'system:node-proxier')],
      { resource: 'services', verb: 'list' },
      true,
    ],
    [
      'not that of one that is not kept up to date',
      [
        {
          ...named('system:node-proxier'),
          metadata: { name: 'system:node-proxier', annotations: { 'rbac.authorization.kubernetes.io/autoupdate': 'false' } },
        },
        roleBinding('ClusterRole', 'system:node-proxier'),
      ],
      { resource: 'services', verb: 'list' },
      false,
    ],
    [
      'whatever all ServiceAccounts may',
      [clusterRole(GET_PODS), clusterRoleBinding('cart', { kind: 'Group', name: 'system:serviceaccounts' })],
      {},
      true,
    ],
    [
      'whatever those of their namespace may',
      [clusterRole(GET_PODS), clusterRoleBinding('cart', { kind: 'Group', name: 'system:serviceaccounts:shop' })],
      {},
      true,
    ],
    [
      'nothing of what those of another may',
      [clusterRole(GET_PODS), clusterRoleBinding('cart', { kind: 'Group', name: 'system:serviceaccounts:market' })],
      {},
      false,
    ],
    [
      'whatever everybody may',
      [clusterRole(GET_PODS), clusterRoleBinding('cart', { kind: 'Group', name: 'system:authenticated' })],
      {},
      true,
    ],
    [
      'what the user of their name may',
      [clusterRole(GET_PODS), clusterRoleBinding('cart', { kind: 'User', name: 'system:serviceaccount:shop:cart' })],
      {},
      true,
    ],
    [
      'nothing by a ClusterRoleBinding that names no namespace',
      [clusterRole(GET_PODS), clusterRoleBinding('cart', { kind: 'ServiceAccount', name: 'cart' })],
      {},
      false,
    ],
    [
      'their own namespace, where a RoleBinding says so',
      [clusterRole(policy(['get'], '', ['namespaces'])), roleBinding('ClusterRole', 'cart')],
      { resource: 'namespaces', name: 'shop' },
      true,
    ],
  ] as const)('%s', (_, objects, request, expected) => {
    expect(given(...objects).can(CART, { ...POD, ...request }) !== undefined).toBe(expected);
  });

  test.each([
    ['what is written, by the first rule that says it', { verbs: ['get'], nonResourceURLs: ['/metrics'] }, '/metrics', true],
    ['no other path', { verbs: ['get'], nonResourceURLs: ['/metrics'] }, '/metrics/cadvisor', false],
    ['paths that start so', { verbs: ['*'], nonResourceURLs: ['/metrics/*'] }, '/metrics/cadvisor', true],
    ['no path by a rule about resources', { verbs: ['*'], apiGroups: ['*'], resources: ['*'] }, '/metrics', false],
  ])('of paths: %s', (_, rule, path, expected) => {
    const permissions = given(clusterRole(rule), clusterRoleBinding('cart'));
    expect(permissions.can(CART, { verb: 'get', path }) !== undefined).toBe(expected);
  });

  test('no path by a RoleBinding', () => {
    const permissions = given(clusterRole({ verbs: ['get'], nonResourceURLs: ['/metrics'] }), roleBinding('ClusterRole', 'cart'));
    expect(permissions.can(CART, { verb: 'get', path: '/metrics' })).toBeUndefined();
  });

  test('who they are and what they may, whoever they are', () => {
    expect(
      given().can(who('user:alice'), { verb: 'create', group: 'authorization.k8s.io', resource: 'selfsubjectaccessreviews' }),
    ).toBeDefined();
    expect(
      given().can(who('user:system:anonymous'), { verb: 'create', group: 'authorization.k8s.io', resource: 'selfsubjectaccessreviews' }),
    ).toBeUndefined();
  });

  test('everything as a member of system:masters', () => {
    expect(given().can(who('group:system:masters'), { ...POD, verb: 'escalate', resource: 'anything' })).toBeDefined();
  });
});

test('a grant names the rule and the binding', () => {
  const objects = [role(policy(['list'], '', ['pods']), GET_PODS), roleBinding('Role', 'cart')];
  const grant = given(...objects).can(CART, POD);
  expect([
    grant?.rule.manifest.object,
    grant?.rule.rule.index,
    grant?.held.bound?.binding.manifest.object,
    grant?.held.bound?.subject.pointer,
  ]).toEqual([objects[0], 1, objects[1], '/subjects/0']);
});

describe('aggregated roles', () => {
  const taking = (name: string, key: string, extra: object = {}, ...rules: unknown[]) => ({
    ...clusterRole(...rules),
    metadata: { name, ...extra },
    aggregationRule: { clusterRoleSelectors: [{ matchLabels: { [key]: 'yes' } }] },
  });
  const part = (name: string, key: string, resource: string) => ({
    ...clusterRole(policy(['get'], '', [resource])),
    metadata: { name, labels: { [key]: 'yes' } },
  });
  const may = (resource: string, ...objects: KubernetesObject[]) =>
    given(...objects, clusterRoleBinding('whole')).can(CART, { ...POD, resource }) !== undefined;

  test('have what the roles that they take have, however far below', () => {
    const roles = [taking('whole', 'one'), taking('half', 'two', { labels: { one: 'yes' } }), part('piece', 'two', 'pods')];
    expect(may('pods', ...roles)).toBe(true);
    expect(may('secrets', ...roles)).toBe(false);
  });

  const written = taking('whole', 'one', {}, policy(['get'], '', ['secrets']));
  const empty = { ...clusterRole(), metadata: { name: 'piece', labels: { one: 'yes' } } };
  test.each<[string, boolean, readonly KubernetesObject[]]>([
    ['have nothing of their own: the controller overwrites it', false, [written, part('piece', 'one', 'pods')]],
    ['keep what they say where they take nothing', true, [written]],
    ['keep what they say where what they take has no rules', true, [written, empty]],
    ['have nothing of their own where one of those that they take has a rule', false, [written, empty, part('other', 'one', 'pods')]],
    [
      'have what those that take nothing say',
      true,
      [taking('whole', 'two'), taking('half', 'one', { labels: { two: 'yes' } }, policy(['get'], '', ['secrets']))],
    ],
    ['keep what they say where all that they take come to nothing', true, [written, taking('half', 'two', { labels: { one: 'yes' } })]],
    [
      'have nothing of their own where what they take has taken something',
      false,
      [written, taking('half', 'two', { labels: { one: 'yes' } }), part('piece', 'two', 'pods')],
    ],
  ])('%s', (_, expected, roles) => {
    expect(may('secrets', ...roles)).toBe(expected);
  });

  test('that take each other keep what either says', () => {
    const ring = [
      taking('whole', 'one', { labels: { two: 'yes' } }),
      taking('other', 'two', { labels: { one: 'yes' } }, policy(['get'], '', ['secrets'])),
    ];
    expect(may('secrets', ...ring)).toBe(true);
  });

  test('with a selector that cannot be read stay as they are', () => {
    const odd = {
      ...taking('whole', 'one', {}, policy(['get'], '', ['secrets'])),
      aggregationRule: { clusterRoleSelectors: [{ matchExpressions: [{}] }] },
    };
    expect(may('secrets', odd)).toBe(true);
  });

  test('of ten thousand, one after the other, are put together', () => {
    const chain = Array.from({ length: 10_000 }, (_, index) =>
      taking(`role-${index}`, `key-${index}`, { labels: { [`key-${index - 1}`]: 'yes' } }),
    );
    expect(may('pods', taking('whole', 'key--1'), ...chain, part('last', 'key-9999', 'pods'))).toBe(true);
  });
});

describe('the default roles', () => {
  test.each([
    [29, 'system:node', 'resourceclaims', false],
    [33, 'system:node', 'resourceclaims', false],
    [34, 'system:node', 'resourceclaims', true],
    [37, 'system:node', 'resourceclaims', true],
    [1, 'system:node', 'nodes', true],
  ])('of 1.%i: %s and %s: %s', (minor, name, resource, expected) => {
    const permissions = permissionsOf(manifestsOf(roleBinding('ClusterRole', name)), minor);
    const requests = ['', 'resource.k8s.io'].map((group) => permissions.can(CART, { verb: 'get', group, resource, namespace: 'shop' }));
    expect(requests.some((grant) => grant !== undefined)).toBe(expected);
  });

  test('are roles and bindings, each of a version', () => {
    const kinds = (minor: number) => new Set(defaultRoles(minor).map(({ object, source }) => `${object.kind} ${source}`));
    expect([...kinds(20)].sort()).toEqual(
      ['ClusterRole', 'ClusterRoleBinding', 'Role', 'RoleBinding'].map((kind) => `${kind} Kubernetes 1.29`),
    );
    expect(kinds(37).has('Role Kubernetes 1.36')).toBe(true);
  });
});

test.each([
  ['user:alice', { kind: 'User', name: 'alice' }],
  ['group:shop:admins', { kind: 'Group', name: 'shop:admins' }],
  ['serviceaccount:shop/cart', { kind: 'ServiceAccount', namespace: 'shop', name: 'cart' }],
  ['user:system:serviceaccount:shop:cart', { kind: 'ServiceAccount', namespace: 'shop', name: 'cart' }],
  ['system:serviceaccount:shop:cart', { kind: 'ServiceAccount', namespace: 'shop', name: 'cart' }],
  ['system:anonymous', { kind: 'User', name: 'system:anonymous' }],
  ['serviceaccount:cart', undefined],
  ['serviceaccount:/cart', undefined],
  ['serviceaccount:shop/', undefined],
  ['alice', undefined],
  ['group:', undefined],
  ['constructor:alice', undefined],
])("'%s' is %j", (text, expected) => {
  expect(whoOf(text)).toEqual(expected);
  if (expected !== undefined) expect(whoOf(whoText(expected as Who))).toEqual(expected);
});

test('a binding to a role that nobody knows is told, and gives nothing', () => {
  const permissions = given(roleBinding('Role', 'gone'), roleBindingIn('market', 'ClusterRole', 'view'));
  expect(permissions.unresolved.map(({ binding }) => binding.role)).toEqual([{ kind: 'Role', name: 'gone' }]);
  expect(permissions.rulesOf(CART, 'shop').length).toBe(given().rulesOf(CART, 'shop').length);
});

describe('whatever the roles and bindings', () => {
  const request = fc.record({
    verb: fc.constantFrom(...VERBS),
    group: fc.constantFrom(...GROUPS),
    resource: fc.constantFrom(...RESOURCES),
    name: fc.constantFrom(...NAMES),
    namespace: fc.constantFrom(...NAMESPACES),
  });
  const asked = fc.tuple(accessSets, fc.array(fc.tuple(fc.constantFrom(...USERS), request), { minLength: 5, maxLength: 5 }));

  // What an aggregated role says itself goes, as soon as what it takes has a rule.
  test('one rule more never takes a permission away that no aggregated role says itself', () => {
    fc.assert(
      fc.property(asked, fc.nat(), ([set, requests], which) => {
        const objects = set.objects.map((object) => ('aggregationRule' in object ? { ...object, rules: [] } : object));
        const roles = objects.filter(({ kind }) => kind === 'Role' || kind === 'ClusterRole');
        const chosen = roles[which % roles.length];
        const more = objects.map((object) =>
          object === chosen ? { ...object, rules: [...(object['rules'] as unknown[]), GET_PODS] } : object,
        );
        const [before, after] = [given(...objects), given(...more)];
        for (const [user, each] of requests) if (before.can(user, each) !== undefined) expect(after.can(user, each)).toBeDefined();
      }),
    );
  });

  test('their order does not matter', () => {
    fc.assert(
      fc.property(asked, ([{ objects }, requests]) => {
        const [one, other] = [given(...objects), given(...[...objects].reverse())];
        for (const [user, each] of requests) expect(one.can(user, each) === undefined).toBe(other.can(user, each) === undefined);
        const gains = (permissions: typeof one) =>
          permissions.subjects.map((subject) => [
            whoText(subject),
            permissions
              .escalations(subject)
              .map(({ gain, steps }) => `${gain.kind} ${gain.namespace} ${steps.length}`)
              .sort(),
          ]);
        expect(gains(one)).toEqual(gains(other));
      }),
    );
  });

  test('everybody may everything that their list says, and nothing else', () => {
    fc.assert(
      fc.property(asked, ([{ objects }, requests]) => {
        const permissions = given(...objects);
        for (const [user, each] of requests) {
          const listed = permissions.rulesOf(user, each.namespace);
          const has = (words: readonly string[], word: string) => words.includes('*') || words.includes(word);
          const isListed = listed.some(
            ({ verbs, apiGroups, resources, resourceNames }) =>
              has(verbs, each.verb) &&
              has(apiGroups, each.group) &&
              (has(resources, each.resource) || (each.resource.includes('/') && resources.includes(`*/${each.resource.split('/')[1]}`))) &&
              (resourceNames.length === 0 || resourceNames.includes(each.name)),
          );
          expect(permissions.can(user, each) !== undefined).toBe(isListed);
        }
      }),
    );
  });
});

// https://github.com/kubernetes/kubernetes/blob/v1.33.0/staging/src/k8s.io/component-helpers/auth/rbac/validation/policy_comparator_test.go
describe('rules cover', () => {
  const rights = (written: Written): Rights => {
    const { verbs = ['get'], apiGroups = [''], resources = [], resourceNames = [], nonResourceURLs = [] } = written;
    return { rule: { index: 0, verbs, apiGroups, resources, resourceNames }, paths: nonResourceURLs };
  };
  test.each<[string, Written[], Written[], boolean]>([
    ['themselves', [{ resources: ['pods'] }], [{ resources: ['pods'] }], true],
    [
      'what several of them give together',
      [{ resources: ['pods'] }, { resources: ['secrets'] }],
      [{ resources: ['pods', 'secrets'] }],
      true,
    ],
    ['not all things by a list of them', [{ resources: ['pods', 'secrets'] }], [{ resources: ['*'] }], false],
    ['not any name by some names', [{ resources: ['pods'], resourceNames: ['cart'] }], [{ resources: ['pods'] }], false],
    ['some names by any', [{ resources: ['pods'] }], [{ resources: ['pods'], resourceNames: ['cart'] }], true],
    ['a subresource by one of whatever', [{ resources: ['*/exec'] }], [{ resources: ['pods/exec'] }], true],
    ['not a subresource by its resource', [{ resources: ['pods'] }], [{ resources: ['pods/exec'] }], false],
    ['paths below', [{ nonResourceURLs: ['/a*'] }], [{ nonResourceURLs: ['/a/b', '/a/*'] }], true],
    ['not paths above', [{ nonResourceURLs: ['/a/*'] }], [{ nonResourceURLs: ['/a*'] }], false],
    ['no paths by a rule that has names', [{ nonResourceURLs: ['/a'], resourceNames: ['x'] }], [{ nonResourceURLs: ['/a'] }], false],
    ['nothing by nothing', [], [{ resources: ['pods'] }], false],
    ['nothing, whatever they are', [], [], true],
  ])('%s', (_, owned, wanted, expected) => {
    expect(covers(owned.map(rights), wanted.map(rights))).toBe(expected);
  });

  test('no rule of a million permissions, which nobody counts', () => {
    const words = Array.from({ length: 1000 }, (_, index) => `${index}`);
    expect(covers([rights({ resources: ['*'], verbs: ['*'], apiGroups: ['*'] })], [rights({ resources: words, verbs: words })])).toBe(
      false,
    );
  });
});

test('odd manifests are read', () => {
  const odd = [null, 3, 'x', [], {}].flatMap((value) => [
    {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'ClusterRole',
      metadata: { name: value, labels: value },
      rules: value,
      aggregationRule: value,
    },
    {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'RoleBinding',
      metadata: { name: value, namespace: value },
      roleRef: value,
      subjects: value,
    },
    {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'RoleBinding',
      metadata: { name: 'x', namespace: 'shop' },
      roleRef: { kind: 'ClusterRole', name: 'edit' },
      subjects: [value, { kind: value, name: value }],
    },
    { apiVersion: 'v1', kind: 'Namespace', metadata: { name: value, labels: value } },
    { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: value, namespace: value }, automountServiceAccountToken: value },
    {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: value, namespace: value, annotations: value },
      type: 'kubernetes.io/service-account-token',
    },
    { apiVersion: 'v1', kind: 'Pod', metadata: { name: value, namespace: value }, spec: value },
  ]) as unknown as KubernetesObject[];
  const permissions = given(...odd, roleBinding('ClusterRole', 'edit'));
  // Nobody says what pods the namespace admits.
  expect(permissions.crossings().map(({ who: each, into, chain }) => [whoText(each), into, chain?.gain.kind])).toEqual([
    ['serviceaccount:shop/cart', 'cluster', 'node'],
  ]);
  expect(permissions.escalations(CART).length).toBeGreaterThan(0);
  expect(userOf(CART).name).toBe('system:serviceaccount:shop:cart');
});
