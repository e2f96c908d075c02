import { type AuditConcern, auditConcerns } from '../../../analysis/control-plane/audit-concerns';
import { auditPolicyOf } from '../../../analysis/control-plane/audit-levels';

const TENANTS = [
  { tenant: 'shop', namespace: 'shop' },
  { tenant: 'bank', namespace: 'bank-1' },
  { tenant: 'bank', namespace: 'bank-2' },
];
const ALL = { level: 'Metadata' };
const secrets = [{ group: '', resources: ['secrets', 'configmaps', 'serviceaccounts/token'] }, { group: 'authentication.k8s.io' }];
const SAFE = { level: 'Metadata', resources: secrets };

function concerns(rules: readonly object[], more: object = {}): readonly AuditConcern[] {
  const { policy } = auditPolicyOf({ apiVersion: 'audit.k8s.io/v1', kind: 'Policy', ...more, rules }, 36);
  if (policy === undefined) throw new Error('no policy');
  return auditConcerns(policy, TENANTS);
}

/** What a policy is blamed for: about, rule, and one of the requests. */
const brief = (rules: readonly object[], more?: object) =>
  concerns(rules, more).map(({ about, rule, tenants }) => [about, rule, tenants.join()]);

const core = (...resources: readonly string[]) => [{ group: '', resources }];
const READS = ['get', 'list', 'watch'];
const WRITES = ['create', 'update', 'patch', 'delete', 'deletecollection'];

/** What is asked for, the rules, what they are blamed for, and the rest of the policy. */
const ROWS: readonly (readonly [string, readonly object[], readonly (readonly unknown[])[], object?])[] = [
  ['everything at Metadata', [ALL], []],
  ['bodies of all but secrets', [SAFE, { level: 'RequestResponse' }], []],
  ['bodies of all', [{ level: 'Request' }], [['body', 0, '']]],
  ['bodies of secrets', [{ level: 'Request', resources: core('secrets') }, ALL], [['body', 0, '']]],
  ['bodies of all of a group', [{ level: 'Request', resources: [{ group: '' }] }, ALL], [['body', 0, '']]],
  [
    'bodies of one secret',
    [{ level: 'Request', resources: [{ group: '', resources: ['secrets'], resourceNames: ['db'] }] }, ALL],
    [['body', 0, '']],
  ],
  ['bodies of secrets of one namespace', [{ level: 'Request', namespaces: ['shop'] }, ALL], [['body', 0, '']]],
  ['bodies of secrets by one user', [{ level: 'Request', users: ['alice'] }, ALL], [['body', 0, '']]],
  ['bodies of secrets after a rule for some verbs', [{ ...SAFE, verbs: READS }, { level: 'Request' }], [['body', 1, '']]],
  ['bodies of verbs that were taken before', [{ ...SAFE, verbs: READS }, { level: 'Request', verbs: READS }, ALL], []],
  ['verbs in two rules before bodies', [{ ...SAFE, verbs: READS }, { ...SAFE, verbs: WRITES }, { level: 'Request' }], []],
  ['bodies by a user who was before', [{ ...SAFE, users: ['a', 'b'] }, { level: 'Request', users: ['a'] }, ALL], []],
  ['bodies by another user', [{ ...SAFE, users: ['a'] }, { level: 'Request', users: ['a', 'b'] }, ALL], [['body', 1, '']]],
  [
    'bodies of a name that was before',
    [
      { level: 'Metadata', resources: [{ group: '', resources: ['secrets'], resourceNames: ['a', 'b'] }] },
      { level: 'Request', resources: [{ group: '', resources: ['secrets'], resourceNames: ['a'] }] },
      ALL,
    ],
    [],
  ],
  ['no rule for the rest', [{ level: 'Metadata', verbs: READS }], [['dropped', undefined, '']]],
  ['pods dropped', [{ level: 'None', resources: core('pods') }, ALL], [['dropped', 0, '']]],
  ['reads of pods dropped', [{ level: 'None', resources: core('pods'), verbs: READS }, ALL], []],
  ['reads of secrets dropped', [{ level: 'None', resources: core('secrets'), verbs: READS }, ALL], [['dropped', 0, '']]],
  ['shells dropped', [{ level: 'None', resources: core('pods/*'), verbs: READS }, ALL], [['dropped', 0, '']]],
  [
    'a custom resource dropped',
    [{ level: 'None', resources: [{ group: 'example.com', resources: ['widgets'] }] }, ALL],
    [['dropped', 0, '']],
  ],
  ['everything of a person dropped', [{ level: 'None', users: ['alice'] }, ALL], [['dropped', 0, '']]],
  ['everything of a group of people dropped', [{ level: 'None', userGroups: ['system:masters'] }, ALL], [['dropped', 0, '']]],
  ['everything of all ServiceAccounts dropped', [{ level: 'None', userGroups: ['system:serviceaccounts'] }, ALL], [['dropped', 0, '']]],
  [
    'everything of workloads of a tenant dropped',
    [{ level: 'None', users: ['system:serviceaccount:shop:cart'] }, ALL],
    [['dropped', 0, '']],
  ],
  ['one person among programs', [{ level: 'None', users: ['system:kube-proxy', 'alice'] }, ALL], [['dropped', 0, '']]],
  ['programs of the system dropped', [{ level: 'None', users: ['system:kube-proxy', 'system:serviceaccount:kube-system:a'] }, ALL], []],
  ['nodes dropped', [{ level: 'None', userGroups: ['system:nodes'] }, ALL], []],
  ['events dropped', [{ level: 'None', resources: core('events') }, ALL], []],
  ['health dropped', [{ level: 'None', nonResourceURLs: ['/healthz*'] }, ALL], []],
  ['the end of requests left out', [ALL], [], { omitStages: ['ResponseComplete'] }],
  ['both ends of requests left out', [ALL], [['dropped', 0, '']], { omitStages: ['RequestReceived', 'ResponseComplete'] }],
  ['a namespace of a tenant dropped', [{ level: 'None', namespaces: ['bank-2'] }, ALL], [['tenant', 0, 'bank']]],
  ['two tenants dropped', [{ level: 'None', namespaces: ['bank-1', 'shop'] }, ALL], [['tenant', 0, 'bank,shop']]],
  ['a namespace of no tenant dropped', [{ level: 'None', namespaces: ['kube-system'] }, ALL], []],
  ['only one tenant written down', [{ level: 'Metadata', namespaces: ['shop'] }], [['dropped', undefined, '']]],
  ['only what is outside of namespaces', [{ level: 'Metadata', namespaces: [''] }], [['dropped', undefined, '']]],
];

test.each(ROWS.map(([what, rules, expected, more = {}]) => [what, rules, expected, more] as const))(
  '%s',
  (_what, rules, expected, more) => {
    expect(brief(rules, more)).toEqual(expected);
  },
);

test('a concern names what it is about', () => {
  expect(concerns([{ level: 'None', verbs: ['create', 'patch'], resources: core('pods', 'pods/exec') }, ALL])).toEqual([
    { about: 'dropped', rule: 0, requests: ['create pods', 'create pods/exec', 'patch pods', 'patch pods/exec'], tenants: [] },
  ]);
  expect(
    concerns([{ level: 'None', verbs: ['delete'], namespaces: ['shop'], resources: [{ group: 'apps', resources: ['*/scale'] }] }, ALL]),
  ).toEqual([{ about: 'tenant', rule: 0, requests: ['delete others/scale.apps'], tenants: ['shop'] }]);
});

test('two thousand tenants with a rule each take no long time', () => {
  const many = Array.from({ length: 2000 }, (_, index) => ({ tenant: `t${index}`, namespace: `t${index}` }));
  const rules = [SAFE, ...many.map(({ namespace }) => ({ level: 'Request', namespaces: [namespace], verbs: ['patch'] })), ALL];
  const { policy } = auditPolicyOf({ apiVersion: 'audit.k8s.io/v1', kind: 'Policy', rules }, 36);
  expect(policy && auditConcerns(policy, many)).toEqual([]);
});
