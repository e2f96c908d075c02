import type { KubeApiProps } from '../../../constructs';
import { cart, refusal, synthesize } from '../harness';

const PLATFORM = { apiServer: { cidrs: ['192.0.2.1/32'] } };
const RULE = { resources: ['pods'], verbs: ['list'] };

const refused = (props: unknown, platform: object = PLATFORM) => refusal((root) => cart(root).kubeApi(props as KubeApiProps), platform);

test.each<[string, unknown, string]>([
  ['no rules', { rules: [] }, "kubeApi must have at least one rule such as { resources: ['pods'], verbs: ['list'] }, got none"],
  ['a rule without resources', { rules: [{ ...RULE, resources: [] }] }, 'resources of kubeApi must name at least one, got none'],
  ['a rule without verbs', { rules: [{ ...RULE, verbs: [] }] }, 'verbs of kubeApi must name at least one, got none'],
  ['a rule without groups', { rules: [{ ...RULE, apiGroups: [] }] }, 'apiGroups of kubeApi must name at least one, got none'],
  ['a rule for no names', { rules: [{ ...RULE, resourceNames: [] }] }, 'resourceNames of kubeApi must name at least one, got none'],
  ['every verb', { rules: [{ ...RULE, verbs: ['*'] }] }, "verbs of kubeApi must be named one by one, got '*'"],
  ['every resource', { rules: [{ ...RULE, resources: ['*'] }] }, "resources of kubeApi must be named one by one, got '*'"],
  ['every subresource', { rules: [{ ...RULE, resources: ['pods/*'] }] }, "resources of kubeApi must be named one by one, got 'pods/*'"],
  ['every group', { rules: [{ ...RULE, apiGroups: ['*'] }] }, "apiGroups of kubeApi must be named one by one, got '*'"],
  ...['bind', 'escalate', 'impersonate'].map<[string, unknown, string]>((verb) => [
    `the verb ${verb}`,
    { rules: [{ ...RULE, verbs: [verb] }] },
    `verbs of kubeApi must not be '${verb}', with which an app could give itself any right`,
  ]),
  [
    'tokens of other ServiceAccounts',
    { rules: [{ resources: ['serviceaccounts/token'], verbs: ['create'] }] },
    "resources of kubeApi must not be 'serviceaccounts/token', with which an app could become every other of its namespace",
  ],
  ['a verb in capitals', { rules: [{ ...RULE, verbs: ['List'] }] }, "verbs of kubeApi must be lower-case words such as 'list', got 'List'"],
  [
    'a creation by name',
    { rules: [{ ...RULE, verbs: ['create'], resourceNames: ['cart'] }] },
    "verbs of kubeApi cannot hold 'create' to resourceNames: give it a rule of its own",
  ],
  [
    'a short life of the token',
    { rules: [RULE], expirationSeconds: 60 },
    'expirationSeconds of a token must be a whole number of seconds from 600 to 86400, got 60',
  ],
])('kubeApi refuses %s', (_, props, problem) => {
  expect(refused(props)).toEqual([`[shop/cart] ${problem}`]);
});

test('kubeApi names all that is wrong at once', () => {
  expect(refused({ rules: [{ resources: ['*'], verbs: [] }], expirationSeconds: 60 })).toEqual([
    "[shop/cart] resources of kubeApi must be named one by one, got '*'",
    '[shop/cart] verbs of kubeApi must name at least one, got none',
    '[shop/cart] expirationSeconds of a token must be a whole number of seconds from 600 to 86400, got 60',
  ]);
});

test('kubeApi is called once', () => {
  const problems = refusal((platform) => {
    const app = cart(platform);
    app.kubeApi({ rules: [RULE] });
    app.kubeApi({ rules: [RULE] });
  }, PLATFORM);
  expect(problems).toEqual(['[shop/cart] kubeApi was called before: give all rules in one call']);
});

test('kubeApi needs to know where the API server is', () => {
  expect(refused({ rules: [RULE] }, {})).toEqual([
    "[shop/cart] the platform's apiServer.cidrs must say where the API server answers, got none; `kubectl get endpointslices kubernetes` lists its addresses",
  ]);
});

test('kubeApi with one rule is fine', () => {
  expect(synthesize((platform) => cart(platform).kubeApi({ rules: [RULE] }), PLATFORM)).not.toEqual([]);
});
