import { NodePool, TenantNamespace, type TenantNamespaceProps } from '../../../constructs';
import { refusal, synthesize } from '../harness';

/** Props as a program without types would write them. */
type Loose = { readonly [Key in keyof TenantNamespaceProps]?: unknown };

const NAME = 'must be lower-case letters, digits and hyphens, starting and ending with a letter or digit';
const SUBJECT = "must be 'user:NAME', 'group:NAME' or 'serviceaccount:NAMESPACE/NAME'";
const EVERYBODY = 'which stands for everybody or for an administrator; name a group of the tenant';
const RESERVED = "namespace must not be 'default' nor start with 'kube-', which Kubernetes keeps for itself";

const refused = (props: Loose) => refusal((platform) => new TenantNamespace(platform, 'shop', props as TenantNamespaceProps));

test('a tenant without any props is fine', () => {
  expect(synthesize((platform) => new TenantNamespace(platform, 'shop')).map(({ kind }) => kind)).toContain('Namespace');
});

test.each<[string, Loose, string]>([
  ['a name in capitals', { namespace: 'Shop', tenant: 'shop' }, `namespace ${NAME}, got 'Shop'`],
  ['a name with a dot', { namespace: 'shop.dev', tenant: 'shop' }, `namespace ${NAME}, got 'shop.dev'`],
  ['a name that ends with a hyphen', { namespace: 'shop-', tenant: 'shop' }, `namespace ${NAME}, got 'shop-'`],
  ['an empty name', { namespace: '', tenant: 'shop' }, `namespace ${NAME}, got ''`],
  [
    'a name of 64 characters',
    { namespace: 'a'.repeat(64), tenant: 'shop' },
    `namespace must have at most 63 characters, got 64: '${'a'.repeat(64)}'`,
  ],
  ['a tenant that is no name', { tenant: 'Shop & Co' }, `tenant ${NAME}, got 'Shop & Co'`],
  ["the cluster's own namespace", { namespace: 'kube-system' }, `${RESERVED}, got 'kube-system'`],
  ['any other name that Kubernetes reserves', { namespace: 'kube-shop' }, `${RESERVED}, got 'kube-shop'`],
  ['the namespace of whoever names none', { namespace: 'default' }, `${RESERVED}, got 'default'`],
  [
    'an unknown level of pod security',
    { podSecurity: 'strict' },
    "podSecurity must be one of baseline, privileged, restricted, got 'strict'",
  ],

  ['a subject without a kind', { owners: ['alice'] }, `owners ${SUBJECT}, got 'alice'`],
  ['a subject of a kind in capitals', { editors: ['Group:shop'] }, `editors ${SUBJECT}, got 'Group:shop'`],
  ['a subject without a name', { viewers: ['group:'] }, `viewers ${SUBJECT}, got 'group:'`],
  ['a subject of an unknown kind', { owners: ['robot:r2'] }, `owners ${SUBJECT}, got 'robot:r2'`],
  [
    'a ServiceAccount without a namespace',
    { owners: ['serviceaccount:robot'] },
    "owners must name the ServiceAccount as 'serviceaccount:NAMESPACE/NAME', got 'serviceaccount:robot'",
  ],
  [
    'a ServiceAccount of the empty namespace',
    { owners: ['serviceaccount:/robot'] },
    "owners must name the ServiceAccount as 'serviceaccount:NAMESPACE/NAME', got 'serviceaccount:/robot'",
  ],
  [
    'a ServiceAccount with too many parts',
    { owners: ['serviceaccount:a/b/c'] },
    "owners must name the ServiceAccount as 'serviceaccount:NAMESPACE/NAME', got 'serviceaccount:a/b/c'",
  ],
  ['administrators of the cluster as owners', { owners: ['group:system:masters'] }, `owners must not be 'system:masters', ${EVERYBODY}`],
  [
    'everybody with a credential as editors',
    { editors: ['group:system:authenticated'] },
    `editors must not be 'system:authenticated', ${EVERYBODY}`,
  ],
  [
    'everybody without one as viewers',
    { viewers: ['group:system:unauthenticated'] },
    `viewers must not be 'system:unauthenticated', ${EVERYBODY}`,
  ],
  ['the anonymous user as viewer', { viewers: ['user:system:anonymous'] }, `viewers must not be 'system:anonymous', ${EVERYBODY}`],
  [
    'all ServiceAccounts of the cluster',
    { viewers: ['group:system:serviceaccounts'] },
    `viewers must not be 'system:serviceaccounts', ${EVERYBODY}`,
  ],
  [
    'a grant to everybody',
    { grants: [{ to: ['group:system:authenticated'], allow: ['exec'] }] },
    `grants must not be 'system:authenticated', ${EVERYBODY}`,
  ],
  [
    'a grant to nobody',
    { grants: [{ to: [], allow: ['exec'] }] },
    'grants must name what they allow and to whom, got 1 rights for 0 subjects',
  ],
  [
    'a grant of nothing',
    { grants: [{ to: ['group:a'], allow: [] }] },
    'grants must name what they allow and to whom, got 0 rights for 1 subjects',
  ],
  [
    'a grant of something unknown',
    { grants: [{ to: ['group:a'], allow: ['everything'] }] },
    "grants must allow one of attach, exec, port-forward, read-secrets, write-secrets, got 'everything'",
  ],

  ['a quota that is no quantity', { quota: { cpu: 'plenty' } }, "quota.cpu must be a quantity such as '500m' or '64Mi', got 'plenty'"],
  [
    'a quota with a unit of megabytes',
    { quota: { memory: '64MB' } },
    "quota.memory must be a quantity such as '500m' or '64Mi', got '64MB'",
  ],
  ['a quota below zero', { quota: { cpu: '-1' } }, "quota.cpu must be a quantity such as '500m' or '64Mi', got '-1'"],
  ['a quota of nothing', { quota: { ephemeralStorage: '0' } }, "quota.ephemeralStorage must be more than zero, got '0'"],
  [
    'a storage quota that is no quantity',
    { quota: { storage: 'lots' } },
    "quota.storage must be a quantity such as '500m' or '64Mi', got 'lots'",
  ],
  ['half a pod', { quota: { pods: 1.5 } }, 'quota.pods must be a whole number of 0 or more, got 1.5'],
  ['fewer than no Services', { quota: { services: -1 } }, 'quota.services must be a whole number of 0 or more, got -1'],
  [
    'a count of load balancers as text',
    { quota: { loadBalancers: '1' } },
    "quota.loadBalancers must be a whole number of 0 or more, got '1'",
  ],
  ['a count of node ports in pieces', { quota: { nodePorts: 0.5 } }, 'quota.nodePorts must be a whole number of 0 or more, got 0.5'],
  ['fewer than no Secrets', { quota: { secrets: -2 } }, 'quota.secrets must be a whole number of 0 or more, got -2'],
  ['fewer than no ConfigMaps', { quota: { configMaps: -3 } }, 'quota.configMaps must be a whole number of 0 or more, got -3'],
  [
    'fewer than no claims',
    { quota: { persistentVolumeClaims: -4 } },
    'quota.persistentVolumeClaims must be a whole number of 0 or more, got -4',
  ],
  ['fewer than no Deployments', { quota: { deployments: -5 } }, 'quota.deployments must be a whole number of 0 or more, got -5'],
  ['half a StatefulSet', { quota: { statefulSets: 0.5 } }, 'quota.statefulSets must be a whole number of 0 or more, got 0.5'],
  ['fewer than no ReplicaSets', { quota: { replicaSets: -1 } }, 'quota.replicaSets must be a whole number of 0 or more, got -1'],
  ['half a revision', { quota: { controllerRevisions: 0.5 } }, 'quota.controllerRevisions must be a whole number of 0 or more, got 0.5'],
  ['a tenth of a Job', { quota: { jobs: 0.1 } }, 'quota.jobs must be a whole number of 0 or more, got 0.1'],
  ['fewer than no CronJobs', { quota: { cronJobs: -1 } }, 'quota.cronJobs must be a whole number of 0 or more, got -1'],
  ['fewer than no Ingresses', { quota: { ingresses: -1 } }, 'quota.ingresses must be a whole number of 0 or more, got -1'],
  ['fewer than no autoscalers', { quota: { autoscalers: -6 } }, 'quota.autoscalers must be a whole number of 0 or more, got -6'],
  [
    'fewer than no disruption budgets',
    { quota: { disruptionBudgets: -1 } },
    'quota.disruptionBudgets must be a whole number of 0 or more, got -1',
  ],

  ['a default above the maximum', { limits: { default: { cpu: '8' } } }, 'limits must have min ≤ default ≤ max for cpu, got 10m, 8, 4'],
  [
    'a minimum above the default',
    { limits: { min: { memory: '1Gi' } } },
    'limits must have min ≤ default ≤ max for memory, got 1Gi, 128Mi, 8Gi',
  ],
  [
    'a limit of millibytes',
    { limits: { default: { memory: '64m' } } },
    "limits.default.memory is less than one byte, got '64m', did you mean '64Mi'?",
  ],
  [
    'a limit that is no quantity',
    { limits: { max: { cpu: 'all' } } },
    "limits.max.cpu must be a quantity such as '500m' or '64Mi', got 'all'",
  ],
  ['a ratio below one', { limits: { ratio: { cpu: 0.5 } } }, 'limits.ratio.cpu must be 1 or more, got 0.5'],
  [
    'a claim limit that is no quantity',
    { limits: { claim: { max: '1Tb' } } },
    "limits.claim.max must be a quantity such as '500m' or '64Mi', got '1Tb'",
  ],
])('a tenant refuses %s', (_, props, problem) => {
  expect(refused(props)).toEqual([`[shop] ${problem}`]);
});

test('the least claim may not be more than the largest', () => {
  const [problem = ''] = refused({ limits: { claim: { min: '10Gi', max: '1Gi' } } });
  expect(problem).toMatch(/^\[shop\] limits\.claim.*10Gi.*1Gi/);
});

test('a tenant names all that is wrong at once', () => {
  expect(refused({ namespace: 'kube-shop', owners: ['alice'], quota: { cpu: 'plenty', pods: -1 } })).toEqual([
    `[shop] ${RESERVED}, got 'kube-shop'`,
    "[shop] quota.cpu must be a quantity such as '500m' or '64Mi', got 'plenty'",
    '[shop] quota.pods must be a whole number of 0 or more, got -1',
    `[shop] owners ${SUBJECT}, got 'alice'`,
  ]);
});

test('one namespace is defined once', () => {
  const problems = refusal((platform) => {
    new TenantNamespace(platform, 'shop');
    new TenantNamespace(platform, 'store', { namespace: 'shop' });
  });
  expect(problems).toEqual(["[store] namespace 'shop' is already defined at 'shop', expected one TenantNamespace for each"]);
});

test('two namespaces of one tenant are fine', () => {
  const objects = synthesize((platform) => {
    new TenantNamespace(platform, 'shop-dev', { tenant: 'shop' });
    new TenantNamespace(platform, 'shop-prod', { tenant: 'shop' });
  });
  expect(objects.filter(({ kind }) => kind === 'Namespace').map(({ metadata }) => metadata.name)).toEqual(['shop-dev', 'shop-prod']);
});

test.each<[string, readonly NodePool[], string]>([
  [
    'of another tenant',
    [NodePool.dedicated('bank')],
    "nodes must be the tenant's own or shared, got the pool 'bank' of tenant 'bank' for tenant 'shop'",
  ],
  ['twice', [NodePool.dedicated('shop'), NodePool.dedicated('shop')], "nodes name the pool 'shop' twice, expected each once"],
  [
    'both dedicated and shared',
    [NodePool.dedicated('shop'), NodePool.shared('general')],
    'nodes must be all dedicated or all shared: admission plugins can hold a namespace to one holder only',
  ],
  [
    'that are several shared ones',
    [NodePool.shared('general'), NodePool.shared('spare')],
    'nodes may name one shared pool, got several: admission plugins could not keep the tenant off the other shared ones',
  ],
])('a tenant refuses pools %s', (_, nodes, problem) => {
  expect(refused({ nodes })).toEqual([`[shop] ${problem}`]);
});
