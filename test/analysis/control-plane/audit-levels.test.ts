import { auditPolicyOf, levelOf } from '../../../analysis/control-plane/audit-levels';

const policyOf = (rules: unknown, more: object = {}, minor = 36) =>
  auditPolicyOf({ apiVersion: 'audit.k8s.io/v1', kind: 'Policy', ...more, rules }, minor);

const alice = { name: 'alice', groups: ['shop', 'system:authenticated'] };
const pods = { verb: 'get', group: '', resource: 'pods', namespace: 'shop', name: 'cart' };
const path = { verb: 'get', path: '/healthz/etcd' };

/** A rule, who asks, what, and whether the rule is met: by the documentation of audit.k8s.io/v1 and Kubernetes' own evaluator. */
const MEETS: readonly (readonly [string, object, typeof alice | undefined, Parameters<typeof levelOf>[2], boolean])[] = [
  ['nothing', {}, alice, pods, true],
  ['nothing, of nobody', {}, undefined, pods, true],
  ['nothing, of a path', {}, alice, path, true],
  ['the user', { users: ['alice'] }, alice, pods, true],
  ['another user', { users: ['bob'] }, alice, pods, false],
  ['a user, of nobody', { users: [''] }, undefined, pods, false],
  ['one of the groups', { userGroups: ['other', 'shop'] }, alice, pods, true],
  ['another group', { userGroups: ['other'] }, alice, pods, false],
  ['a group, of nobody', { userGroups: ['shop'] }, undefined, pods, false],
  ['a user and another group', { users: ['alice'], userGroups: ['other'] }, alice, pods, false],
  ['the verb', { verbs: ['get'] }, alice, pods, true],
  ['another verb', { verbs: ['list'] }, alice, pods, false],
  ['a verb that is a star, which is no wildcard', { verbs: ['*'] }, alice, pods, false],
  ['the namespace', { namespaces: ['shop'] }, alice, pods, true],
  ['another namespace', { namespaces: ['bank'] }, alice, pods, false],
  ['no namespace', { namespaces: [''] }, alice, pods, false],
  ['no namespace, of a node', { namespaces: [''] }, alice, { verb: 'get', group: '', resource: 'nodes' }, true],
  ['no namespace, of a path', { namespaces: [''] }, alice, path, false],
  ['the group alone', { resources: [{ group: '' }] }, alice, pods, true],
  ['no group, which is the core group', { resources: [{ resources: ['pods'] }] }, alice, pods, true],
  ['another group of resources', { resources: [{ group: 'apps' }] }, alice, pods, false],
  ['every resource', { resources: [{ group: '', resources: ['*'] }] }, alice, { ...pods, resource: 'pods/exec' }, true],
  ['the resource, of a subresource', { resources: [{ group: '', resources: ['pods'] }] }, alice, { ...pods, resource: 'pods/exec' }, false],
  ['the subresource', { resources: [{ group: '', resources: ['pods/exec'] }] }, alice, { ...pods, resource: 'pods/exec' }, true],
  ['the subresource, of the resource', { resources: [{ group: '', resources: ['pods/exec'] }] }, alice, pods, false],
  ['all subresources', { resources: [{ group: '', resources: ['pods/*'] }] }, alice, { ...pods, resource: 'pods/exec' }, true],
  ['all subresources, of the resource', { resources: [{ group: '', resources: ['pods/*'] }] }, alice, pods, true],
  ['a subresource of all', { resources: [{ group: '', resources: ['*/exec'] }] }, alice, { ...pods, resource: 'pods/exec' }, true],
  [
    'a subresource of all, of another',
    { resources: [{ group: '', resources: ['*/log'] }] },
    alice,
    { ...pods, resource: 'pods/exec' },
    false,
  ],
  ['the name', { resources: [{ group: '', resources: ['pods'], resourceNames: ['cart'] }] }, alice, pods, true],
  ['another name', { resources: [{ group: '', resources: ['pods'], resourceNames: ['till'] }] }, alice, pods, false],
  ['a name, of a list', { resources: [{ group: '', resources: ['pods'], resourceNames: ['cart'] }] }, alice, { ...pods, name: '' }, false],
  [
    'every group',
    { resources: [{ group: '*', resources: ['deployments'] }] },
    alice,
    { ...pods, group: 'apps', resource: 'deployments' },
    true,
  ],
  ['resources, of a path', { resources: [{ group: '' }] }, alice, path, false],
  ['the path', { nonResourceURLs: ['/healthz/etcd'] }, alice, path, true],
  ['a longer path', { nonResourceURLs: ['/healthz'] }, alice, path, false],
  ['paths below', { nonResourceURLs: ['/healthz*'] }, alice, path, true],
  ['all paths', { nonResourceURLs: ['*'] }, alice, path, true],
  ['all paths, of pods', { nonResourceURLs: ['*'] }, alice, pods, false],
];

test.each(MEETS)('a rule for %s', (_what, rule, user, request, meets) => {
  const { policy, faults } = policyOf([{ level: 'Metadata', ...rule }]);
  expect(faults).toEqual([]);
  expect(policy && levelOf(policy, user, request).level).toBe(meets ? 'Metadata' : 'None');
});

test('the first rule that is met decides, and adds its stages to those of the policy', () => {
  const rules = [{ level: 'Request', verbs: ['list'] }, { level: 'Metadata', omitStages: ['Panic'] }, { level: 'RequestResponse' }];
  const { policy } = policyOf(rules, { omitStages: ['RequestReceived'] });
  const audited = policy && levelOf(policy, alice, pods);
  expect([audited?.level, audited?.rule?.index, [...(audited?.omits ?? [])]]).toEqual(['Metadata', 1, ['RequestReceived', 'Panic']]);
});

test('without a rule that is met nothing is written', () => {
  const { policy } = policyOf([{ level: 'Metadata', verbs: ['list'] }], { omitStages: ['Panic'] });
  expect(policy && levelOf(policy, alice, pods)).toEqual({ level: 'None', omits: new Set(['Panic']), rule: undefined });
});

const rule = (more: object): unknown => [{ level: 'Metadata', ...more }];
test.each<readonly [string, unknown, string, string]>([
  ['no rules', [], '/rules', 'must have a rule'],
  ['rules that are no list', { level: 'None' }, '/rules', 'must be a list, got {"level":"None"}'],
  ['no level', rule({ level: undefined }), '/rules/0/level', 'must be one of None, Metadata, Request, RequestResponse, got nothing'],
  [
    'a level in lower case',
    rule({ level: 'none' }),
    '/rules/0/level',
    "must be one of None, Metadata, Request, RequestResponse, got 'none'",
  ],
  ['a user that is a number', rule({ users: [1] }), '/rules/0/users/0', 'must be a text, got 1'],
  ['verbs that are no list', rule({ verbs: 'get' }), '/rules/0/verbs', "must be a list, got 'get'"],
  [
    'a stage that there is not',
    rule({ omitStages: ['Started'] }),
    '/rules/0/omitStages/0',
    "must be one of RequestReceived, ResponseStarted, ResponseComplete, Panic, got 'Started'",
  ],
  [
    'a group with a version',
    rule({ resources: [{ group: 'apps/v1' }] }),
    '/rules/0/resources/0/group',
    "must be the name of an API group without a version or '*', got 'apps/v1'",
  ],
  [
    'names without resources',
    rule({ resources: [{ resourceNames: ['a'] }] }),
    '/rules/0/resources/0/resourceNames',
    'must stand beside resources',
  ],
  ['resources that are a text', rule({ resources: ['pods'] }), '/rules/0/resources/0', "must be resources of a group, got 'pods'"],
  [
    'a relative path',
    rule({ nonResourceURLs: ['healthz'] }),
    '/rules/0/nonResourceURLs/0',
    "must begin with '/' and have a '*' at most as its last letter, got 'healthz'",
  ],
  [
    'a star inside a path',
    rule({ nonResourceURLs: ['/a*b'] }),
    '/rules/0/nonResourceURLs/0',
    "must begin with '/' and have a '*' at most as its last letter, got '/a*b'",
  ],
  [
    'paths beside namespaces',
    rule({ nonResourceURLs: ['/a'], namespaces: ['a'] }),
    '/rules/0/nonResourceURLs',
    'must not stand beside resources or namespaces',
  ],
  ['a text for a truth', rule({ omitManagedFields: 'true' }), '/rules/0/omitManagedFields', "must be true or false, got 'true'"],
])('with %s the API server does not start', (_what, rules, pointer, message) => {
  expect(policyOf(rules)).toEqual({ policy: undefined, faults: [{ pointer, message }] });
});

test('the group * is taken from 1.36', () => {
  const star = rule({ resources: [{ group: '*' }] });
  expect(policyOf(star, {}, 36).faults).toEqual([]);
  expect(policyOf(star, {}, 35).faults).toEqual([
    { pointer: '/rules/0/resources/0/group', message: "must be the name of an API group without a version, got '*'" },
  ]);
});

test.each([
  ['another kind', { kind: 'Event' }, "must be a Policy of audit.k8s.io/v1, got 'Event' of 'audit.k8s.io/v1'"],
  [
    'a version that is gone',
    { apiVersion: 'audit.k8s.io/v1beta1' },
    "must be a Policy of audit.k8s.io/v1, got 'Policy' of 'audit.k8s.io/v1beta1'",
  ],
])('%s is no policy', (_what, more, message) => {
  expect(policyOf(rule({}), more).faults).toEqual([{ pointer: '', message }]);
});

test.each([
  null,
  undefined,
  'Policy',
  5,
  [],
  { rules: [null, 1, 'a', [], { resources: [null, 1, [[]]], users: {} }] },
  { __proto__: { rules: [] } },
])('what is no policy at all is refused: %j', (document) => {
  const { policy, faults } = auditPolicyOf(document, 36);
  expect(policy).toBeUndefined();
  expect(faults.length).toBeGreaterThan(0);
});

test('fields that are null are not there, and others do not matter', () => {
  const document = [{ level: 'Metadata', users: null, resources: null, omitStages: null, comment: 1 }];
  expect(policyOf(document, { omitStages: null, metadata: { name: 'a' } }).faults).toEqual([]);
});
