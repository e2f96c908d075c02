import type { KubernetesObject } from '../../../analysis/manifest';
import {
  allows,
  bindingsIn,
  grantsOf,
  isSubject,
  matchesPath,
  type PolicyRule,
  reachOf,
  rolesIn,
  serviceAccountUser,
  wordsOf,
} from '../../../analysis/permissions/rbac';
import { clusterRole, clusterRoleBinding, policy, role, roleBinding, roleBindingIn, roleIn } from '../../rules/roles';

const manifestsOf = (...objects: KubernetesObject[]) => objects.map((object, index) => ({ object, source: `${index}` }));
const rule = (fields: Partial<PolicyRule>): PolicyRule => ({
  index: 0,
  verbs: ['get'],
  apiGroups: [''],
  resources: ['pods'],
  resourceNames: [],
  ...fields,
});
const asked = { verb: 'get', group: '', resource: 'pods', name: 'cart' };

// The rows follow the API server: https://github.com/kubernetes/kubernetes/blob/v1.33.0/pkg/apis/rbac/v1/evaluation_helpers.go
describe('a rule allows', () => {
  test.each([
    ['what it names', {}, {}, true],
    ['no other verb', {}, { verb: 'list' }, false],
    ['every verb', { verbs: ['*'] }, { verb: 'escalate' }, true],
    ['no verb by its beginning', { verbs: ['g*'] }, {}, false],
    ['no other group', {}, { group: 'apps' }, false],
    ['every group', { apiGroups: ['*'] }, { group: 'apps' }, true],
    ['nothing without groups', { apiGroups: [] }, {}, false],
    ['nothing without verbs', { verbs: [] }, {}, false],
    ['nothing without resources', { resources: [] }, {}, false],
    ['every resource', { resources: ['*'] }, { resource: 'secrets' }, true],
    ['every subresource of every resource', { resources: ['*'] }, { resource: 'pods/exec' }, true],
    ['no subresource of the resource', { resources: ['pods'] }, { resource: 'pods/exec' }, false],
    ['a subresource that it names', { resources: ['pods/exec'] }, { resource: 'pods/exec' }, true],
    ['no resource of the subresource', { resources: ['pods/exec'] }, { resource: 'pods' }, false],
    ['nothing by a star after the slash', { resources: ['pods/*'] }, { resource: 'pods/exec' }, false],
    ['no resource by a star after the slash', { resources: ['pods/*'] }, { resource: 'pods' }, false],
    ['a subresource of whatever has it', { resources: ['*/exec'] }, { resource: 'pods/exec' }, true],
    ['no other subresource by it', { resources: ['*/exec'] }, { resource: 'pods/attach' }, false],
    ['no resource by it', { resources: ['*/exec'] }, { resource: 'exec' }, false],
    ['nothing by two stars', { resources: ['*/*'] }, { resource: 'pods/exec' }, false],
    ['no resource in another case', { resources: ['Pods'] }, {}, false],
    ['every name where none is listed', { resourceNames: [] }, { name: 'any' }, true],
    ['a name that is listed', { resourceNames: ['cart'] }, {}, true],
    ['no name that is not', { resourceNames: ['cart'] }, { name: 'shop' }, false],
    ['no star as a name', { resourceNames: ['*'] }, {}, false],
    ['no request without a name where names are listed', { verbs: ['list'], resourceNames: ['cart'] }, { verb: 'list', name: '' }, false],
    ['a request without a name where the empty one is', { verbs: ['list'], resourceNames: [''] }, { verb: 'list', name: '' }, true],
    ['a list that is narrowed to a listed name', { verbs: ['list'], resourceNames: ['cart'] }, { verb: 'list' }, true],
    ['no creation where names are listed', { verbs: ['create'], resourceNames: ['cart'] }, { verb: 'create', name: '' }, false],
  ] as const)('%s', (_, fields, request, expected) => {
    expect(allows(rule(fields), { ...asked, ...request })).toBe(expected);
  });
});

test.each([
  ['*', '/metrics', true],
  ['/metrics', '/metrics', true],
  ['/metrics', '/metrics/cadvisor', false],
  ['/metrics*', '/metrics/cadvisor', true],
  ['/metrics/*', '/metrics', false],
  ['/metrics/**', '/metrics/cadvisor', true],
  ['*/cadvisor', '/metrics/cadvisor', false],
  ['', '/metrics', false],
])("the path '%s' is '%s': %s", (pattern, path, expected) => {
  expect(matchesPath(pattern, path)).toBe(expected);
});

describe('a subject is', () => {
  const cart = serviceAccountUser('shop', 'cart');
  const subject = { kind: 'ServiceAccount', name: 'cart', namespace: 'shop', pointer: '' };

  test.each([
    ['the ServiceAccount', subject, true],
    ['not that of another namespace', { ...subject, namespace: 'market' }, false],
    ['not one of no namespace', { ...subject, namespace: undefined }, false],
    ['not one of another name', { ...subject, name: 'default' }, false],
    ['the user that it is', { ...subject, kind: 'User', name: 'system:serviceaccount:shop:cart' }, true],
    ['not a user of its name', { ...subject, kind: 'User' }, false],
    ['all ServiceAccounts', { ...subject, kind: 'Group', name: 'system:serviceaccounts' }, true],
    ['all ServiceAccounts of its namespace', { ...subject, kind: 'Group', name: 'system:serviceaccounts:shop' }, true],
    ['not all of another namespace', { ...subject, kind: 'Group', name: 'system:serviceaccounts:market' }, false],
    ['everyone who logs in', { ...subject, kind: 'Group', name: 'system:authenticated' }, true],
    ['not those who do not', { ...subject, kind: 'Group', name: 'system:unauthenticated' }, false],
    ['not a group of its user name', { ...subject, kind: 'Group', name: 'system:serviceaccount:shop:cart' }, false],
    ['no kind that there is not', { ...subject, kind: 'serviceaccount' }, false],
  ])('%s', (_, given, expected) => {
    expect(isSubject(given, cart)).toBe(expected);
  });
});

describe('bindings', () => {
  const subjectsOf = (binding: KubernetesObject) => bindingsIn(manifestsOf(binding)).flatMap(({ subjects }) => subjects);

  test('give a ServiceAccount their namespace, if it names none', () => {
    const bare = { kind: 'ServiceAccount', name: 'cart' };
    expect(subjectsOf(roleBinding('Role', 'cart', bare, { ...bare, namespace: '' }, { ...bare, namespace: 'market' }))).toEqual([
      { ...bare, namespace: 'shop', pointer: '/subjects/0' },
      { ...bare, namespace: 'shop', pointer: '/subjects/1' },
      { ...bare, namespace: 'market', pointer: '/subjects/2' },
    ]);
    expect(subjectsOf(clusterRoleBinding('cart', bare))).toEqual([{ ...bare, namespace: undefined, pointer: '/subjects/0' }]);
  });

  test('are read whatever is in them', () => {
    const odd = { ...roleBinding('Role', 'cart', null, 3, { kind: 4, name: null }), roleRef: [] };
    const nobody = { kind: '', name: '', namespace: 'shop' };
    expect(bindingsIn(manifestsOf(odd)).map(({ role: bound, subjects }) => [bound, subjects])).toEqual([
      [{ kind: '', name: '' }, [0, 1, 2].map((index) => ({ ...nobody, pointer: `/subjects/${index}` }))],
    ]);
  });
});

describe('the reach of a role', () => {
  const reach = (...objects: KubernetesObject[]) => {
    const manifests = manifestsOf(...objects);
    const [first] = rolesIn(manifests);
    const found = first === undefined ? undefined : reachOf(manifests, first);
    return found === undefined || found === 'everywhere' ? found : [...found];
  };

  test.each([
    ['its own namespace', [roleIn('market')], ['market']],
    ['its own namespace, however it is bound', [role(), roleBindingIn('market', 'Role', 'cart')], ['shop']],
    ['everywhere, if nobody is bound', [clusterRole()], 'everywhere'],
    ['everywhere, by a ClusterRoleBinding', [clusterRole(), clusterRoleBinding('cart')], 'everywhere'],
    ['the namespace of a RoleBinding', [clusterRole(), roleBinding('ClusterRole', 'cart')], ['shop']],
    [
      'the namespaces of several',
      [clusterRole(), roleBinding('ClusterRole', 'cart'), roleBindingIn('market', 'ClusterRole', 'cart')],
      ['shop', 'market'],
    ],
    ['everywhere, by one of both', [clusterRole(), roleBinding('ClusterRole', 'cart'), clusterRoleBinding('cart')], 'everywhere'],
    ['everywhere, by the other of both', [clusterRole(), clusterRoleBinding('cart'), roleBinding('ClusterRole', 'cart')], 'everywhere'],
    ['not that of a binding of another role', [clusterRole(), roleBinding('ClusterRole', 'other')], 'everywhere'],
    ['not that of a binding of a Role of its name', [clusterRole(), roleBinding('Role', 'cart')], 'everywhere'],
  ])('%s', (_, objects, expected) => {
    expect(reach(...objects)).toEqual(expected);
  });
});

describe('grants', () => {
  const SECRETS = [{ group: '', resources: ['secrets', 'pods/exec'], verbs: ['get', 'create'] }];
  const words = (...objects: KubernetesObject[]) =>
    grantsOf(manifestsOf(...objects), SECRETS).map((grant) => [wordsOf(grant), grant.pointer]);

  test.each([
    [
      'name verbs and resources as they are written',
      policy(['list', 'create', 'get'], '', ['pods', 'secrets']),
      "'create', 'get' on 'secrets'",
    ],
    ['of several resources are one', policy(['get'], '', ['pods/exec', 'secrets']), "'get' on 'pods/exec', 'secrets'"],
    ['of every verb', policy(['*'], '', ['secrets']), "'*' on 'secrets'"],
    ['of every group', policy(['get'], '*', ['secrets']), "'get' on 'secrets'"],
    ['of a subresource of whatever has it', policy(['get'], '', ['*/exec']), "'get' on '*/exec'"],
    ['are said once, however often they are written', policy(['get', 'get'], '', ['secrets', 'secrets']), "'get' on 'secrets'"],
    ['of creation know no names, but of the rest', policy(['create', 'get'], '', ['secrets'], ['cart']), "'get' on 'secrets'"],
    ['of creation know the name of the owner of a subresource', policy(['create'], '', ['pods/exec'], ['cart']), "'create' on 'pods/exec'"],
    ['of creation know the empty name', policy(['create'], '', ['secrets'], ['cart', '']), "'create' on 'secrets'"],
  ])('%s', (_, given, expected) => {
    expect(words(role(given))).toEqual([[`rule 0 grants ${expected}`, '/rules/0/verbs']]);
  });

  test.each([
    ['another verb', policy(['list'], '', ['secrets'])],
    ['another group', policy(['get'], 'apps', ['secrets'])],
    ['every resource', policy(['get'], '', ['*'])],
    ['a star after the slash', policy(['get'], '', ['pods/*'])],
    ['creation with names', policy(['create'], '', ['secrets'], ['cart'])],
    ['a rule that is none', null],
    ['lists that are words', { verbs: 'get', apiGroups: '', resources: 'secrets' }],
  ])('are none for %s', (_, given) => {
    expect(words(role(given))).toEqual([]);
  });

  test('come in the order of the rules, whatever they are asked in', () => {
    const objects = [
      role(policy(['get'], '', ['pods/exec']), policy(['get'], '', ['secrets'])),
      clusterRole(policy(['get'], '', ['secrets'])),
    ];
    expect(grantsOf(manifestsOf(...objects), SECRETS).map(({ manifest, pointer }) => [manifest.source, pointer])).toEqual([
      ['1', '/rules/0/verbs'],
      ['0', '/rules/0/verbs'],
      ['0', '/rules/1/verbs'],
    ]);
  });

  test('are found for whatever subresource, where that is asked', () => {
    const given = manifestsOf(clusterRole(policy(['impersonate'], '', ['userextras/scopes', 'userextras'])));
    const found = grantsOf(given, [{ group: '', resources: ['userextras/'], verbs: ['impersonate'] }]);
    expect(found.map(wordsOf)).toEqual(["rule 0 grants 'impersonate' on 'userextras/scopes'"]);
  });

  test('are found for whatever verb, where that is asked', () => {
    const given = manifestsOf(clusterRole(policy(['fancy', '*'], '', ['nodes/proxy'])));
    const found = grantsOf(given, [{ group: '', resources: ['nodes/proxy'], verbs: ['*'] }]);
    expect(found.map(wordsOf)).toEqual(["rule 0 grants 'fancy', '*' on 'nodes/proxy'"]);
  });
});
