import { difference, rightsIn, rightsPrinted } from './permissions-sets';

test('rules are multiplied out: groups, resources, names and verbs, or paths and verbs', () => {
  const rules = [
    { verbs: ['get', 'list'], apiGroups: ['', 'apps'], resources: ['pods', 'pods/log'] },
    { verbs: ['*'], apiGroups: ['*'], resources: ['*'], resourceNames: ['cart', ''] },
    { verbs: ['get'], nonResourceURLs: ['/metrics', '/api/*'] },
  ];
  expect([...rightsIn(rules)].sort()).toEqual([
    '* */* ""',
    '* */* "cart"',
    'get /pods',
    'get /pods/log',
    'get apps/pods',
    'get apps/pods/log',
    'get path /api/*',
    'get path /metrics',
    'list /pods',
    'list /pods/log',
    'list apps/pods',
    'list apps/pods/log',
  ]);
});

test.each([
  ['a field that is not known', { verbs: ['get'], apiGroups: [''], resources: ['pods'], when: 'always' }, "a rule has 'when'"],
  ['no verb', { apiGroups: [''], resources: ['pods'] }, 'a rule gives nothing'],
  ['no group', { verbs: ['get'], resources: ['pods'] }, 'a rule gives nothing'],
  ['neither resources nor paths', { verbs: ['get'] }, 'a rule gives nothing'],
])('a rule with %s is refused, not passed over', (_, rule, message) => {
  expect(() => rightsIn([rule])).toThrow(message);
});

test('what kubectl prints is read as the rules that it was made from', () => {
  const text = `
deployments.apps/scale                          []                 []             [get patch]
pods                                            []                 [cart tls]     [get]
*.*                                             []                 []             [*]
*/scale                                         []                 []             [update]
selfsubjectrulesreviews.authorization.k8s.io    []                 []             [create]
                                                [/metrics/* /api]  []             [get]
`;
  const rules = [
    { verbs: ['get', 'patch'], apiGroups: ['apps'], resources: ['deployments/scale'] },
    { verbs: ['get'], apiGroups: [''], resources: ['pods'], resourceNames: ['cart', 'tls'] },
    { verbs: ['*'], apiGroups: ['*'], resources: ['*'] },
    { verbs: ['update'], apiGroups: [''], resources: ['*/scale'] },
    { verbs: ['create'], apiGroups: ['authorization.k8s.io'], resources: ['selfsubjectrulesreviews'] },
    { verbs: ['get'], nonResourceURLs: ['/metrics/*', '/api'] },
  ];
  expect([...rightsPrinted(text)].sort()).toEqual([...rightsIn(rules)].sort());
});

test.each(['Warning: the list may be incomplete', 'pods [] [] []', 'pods [/metrics] [] [get]', '.apps [] [] [get]'])(
  "the line '%s' is refused, not passed over",
  (line) => {
    expect(() => rightsPrinted(`pods [] [] [get]\n${line}\n`)).toThrow(`kubectl prints '${line}'`);
  },
);

test('a difference names what only one of them has', () => {
  expect(difference(new Set(['b', 'a', 'c']), new Set(['c', 'd']))).toEqual({ only: ['a', 'b'], missing: ['d'] });
});
