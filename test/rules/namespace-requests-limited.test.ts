import type { KubernetesObject } from '../../analysis/manifest';
import { namespaceRequestsLimited } from '../../rules/namespace-requests-limited';
import { judges } from './given';

type Fields = Readonly<Record<string, unknown>>;

const API = 'flowcontrol.apiserver.k8s.io/v1';
const tenant = (name: string, labels: Fields = { 'palisade.dev/tenant': name }) =>
  ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels } }) as KubernetesObject;
const accounts = (namespace: unknown, name: unknown = '*') => ({ kind: 'ServiceAccount', serviceAccount: { namespace, name } });
const RESOURCES = { verbs: ['*'], apiGroups: ['*'], resources: ['*'], namespaces: ['*'], clusterScope: true };
const PATHS = { verbs: ['*'], nonResourceURLs: ['*'] };
const ruleOf = (fields: Fields = {}) => ({
  subjects: [accounts('bank')],
  resourceRules: [RESOURCES],
  nonResourceRules: [PATHS],
  ...fields,
});
const schema = (name: string, rules: unknown, level: unknown = 'tenants') =>
  ({
    apiVersion: API,
    kind: 'FlowSchema',
    metadata: { name },
    spec: { priorityLevelConfiguration: { name: level }, rules },
  }) as KubernetesObject;
const SHOP = schema('shop', [ruleOf({ subjects: [accounts('shop')] })]);
const level = (spec: unknown, name = 'tenants') =>
  ({ apiVersion: API, kind: 'PriorityLevelConfiguration', metadata: { name }, spec }) as KubernetesObject;
const LIMITED = { type: 'Limited', limited: { borrowingLimitPercent: 0, limitResponse: { type: 'Queue' } } };
const LEVEL = level(LIMITED);
const TENANTS = [tenant('bank'), tenant('shop')];
const given = (bank: unknown, ...more: readonly KubernetesObject[]) => [...TENANTS, LEVEL, SHOP, schema('bank', [bank]), ...more];

const lacking = (name: string): [string, string] => [
  '/metadata/name',
  `no FlowSchema has all requests of the ServiceAccounts of namespace '${name}' wait in a limited priority level, expected one as other tenants have`,
];
const refused = (what: string, bank: unknown) => ({ what, given: given(bank), finds: [lacking('bank')], absent: 'accepted' as const });

judges(namespaceRequestsLimited, {
  accepts: [
    ['a schema for each tenant', given(ruleOf())],
    [
      'the group of all accounts of the namespace',
      given(ruleOf({ subjects: [{ kind: 'Group', group: { name: 'system:serviceaccounts:bank' } }] })),
    ],
    ['one schema for both', [...TENANTS, LEVEL, schema('all', [ruleOf({ subjects: [accounts('shop'), accounts('bank')] })])]],
    [
      'objects and paths in two rules',
      [...TENANTS, LEVEL, SHOP, schema('bank', [ruleOf({ resourceRules: [] }), ruleOf({ nonResourceRules: undefined })])],
    ],
    ['no schema for any tenant', [...TENANTS, LEVEL, schema('others', [ruleOf({ subjects: [accounts('monitoring')] })])]],
    ['no schema at all', TENANTS],
    ['a namespace that is no tenant’s', [tenant('shop'), tenant('bank', {}), LEVEL, SHOP]],
    ['manifests that are not all', [...TENANTS, LEVEL, SHOP], { complete: false }],
  ],
  refuses: [
    { what: 'no schema for one of two', given: [...TENANTS, LEVEL, SHOP], finds: [lacking('bank')], absent: 'accepted' },
    refused('one account alone', ruleOf({ subjects: [accounts('bank', 'deployer')] })),
    refused('accounts of another namespace', ruleOf({ subjects: [accounts('other')] })),
    refused('some verbs', ruleOf({ resourceRules: [{ ...RESOURCES, verbs: ['get'] }] })),
    refused('some groups', ruleOf({ resourceRules: [{ ...RESOURCES, apiGroups: ['apps'] }] })),
    refused('some resources', ruleOf({ resourceRules: [{ ...RESOURCES, resources: ['pods'] }] })),
    refused('some namespaces', ruleOf({ resourceRules: [{ ...RESOURCES, namespaces: ['bank'] }] })),
    refused('nothing of the whole cluster', ruleOf({ resourceRules: [{ ...RESOURCES, clusterScope: false }] })),
    refused('no objects', ruleOf({ resourceRules: [] })),
    refused('some paths', ruleOf({ nonResourceRules: [{ ...PATHS, nonResourceURLs: ['/version'] }] })),
    refused('some verbs on paths', ruleOf({ nonResourceRules: [{ ...PATHS, verbs: ['get'] }] })),
    refused('no paths', ruleOf({ nonResourceRules: [] })),
    refused('a rule that is none', 'all'),
    {
      what: 'a level that is not there',
      given: [...TENANTS, LEVEL, SHOP, schema('bank', [ruleOf()], 'workload-low')],
      finds: [lacking('bank')],
      absent: 'accepted',
    },
    ...(
      [
        ['a level without limits', { type: 'Exempt' }],
        ['a level that refuses at once', { ...LIMITED, limited: { ...LIMITED.limited, limitResponse: { type: 'Reject' } } }],
        ['a level that borrows without end', { ...LIMITED, limited: { limitResponse: { type: 'Queue' } } }],
        ['a level that says nothing', null],
      ] as const
    ).map(([what, spec]) => ({
      what,
      given: [...TENANTS, LEVEL, level(spec, 'odd'), SHOP, schema('bank', [ruleOf()], 'odd')],
      finds: [lacking('bank')],
      absent: 'accepted' as const,
    })),
  ],
});
