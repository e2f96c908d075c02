import { namespaceQuota } from '../../rules/namespace-quota';
import { judges, object } from './given';
import { namespace } from './namespaces';

const COMPUTE = {
  'requests.cpu': '4',
  'requests.memory': '8Gi',
  'requests.ephemeral-storage': '8Gi',
  'limits.cpu': '4',
  'limits.memory': '8Gi',
  'limits.ephemeral-storage': '8Gi',
  pods: '20',
};
const ALL = 'requests.cpu, requests.memory, requests.ephemeral-storage, limits.cpu, limits.memory, limits.ephemeral-storage, pods';
const quota = (hard: unknown, spec = {}) => object('v1', 'ResourceQuota', 'shop', { spec: { hard, ...spec } });
const without = (key: string) => Object.fromEntries(Object.entries(COMPUTE).filter(([other]) => other !== key));
const NAME = '/metadata/name';
const NONE = "namespace 'shop' has no ResourceQuota, expected one for all its pods";
const lacks = (keys: string) => `the ResourceQuota of namespace 'shop' does not limit ${keys}`;
const HARD = '/spec/hard';
const PRIORITY = { scopeSelector: { matchExpressions: [{ scopeName: 'PriorityClass', operator: 'In', values: ['high'] }] } };

judges(namespaceQuota, {
  accepts: [
    ['a quota for everything', [namespace('shop'), quota(COMPUTE)]],
    ['two quotas that share it', [namespace('shop'), quota(without('pods')), quota({ pods: 20 })]],
    ['nothing at all allowed', [namespace('shop'), quota(Object.fromEntries(Object.keys(COMPUTE).map((key) => [key, 0])))]],
    [
      'other names for the same',
      [
        namespace('shop'),
        quota({
          ...COMPUTE,
          cpu: '4',
          memory: '8Gi',
          'requests.cpu': undefined,
          'requests.memory': undefined,
          pods: null,
          'count/pods': '20',
        }),
      ],
    ],
    ['empty lists of scopes', [namespace('shop'), quota(COMPUTE, { scopes: [], scopeSelector: { matchExpressions: [] } })]],
    ['a namespace of the cluster', namespace('kube-system')],
    ['the namespace that is always there', namespace('default')],
    ['a namespace of another group', object('example.com/v1', 'Namespace', 'shop')],
    [
      'a quota that somebody else writes',
      namespace('shop'),
      { existing: [{ group: '', kind: 'ResourceQuota', namespace: 'shop', name: 'shop' }] },
    ],
  ],
  refuses: [
    { what: 'no quota', given: namespace('shop'), finds: [[NAME, NONE]], absent: 'accepted' },
    {
      what: 'no quota where another namespace has one',
      given: [namespace('shop'), namespace('market'), { ...quota(COMPUTE), metadata: { name: 'shop', namespace: 'market' } }],
      finds: [[0, NAME, NONE]],
      absent: 'accepted',
    },
    {
      what: 'a quota of another namespace that somebody else writes',
      given: namespace('shop'),
      facts: { existing: [{ group: '', kind: 'ResourceQuota', namespace: 'market', name: 'shop' }] },
      finds: [[NAME, NONE]],
      absent: 'accepted',
    },
    {
      what: 'a quota for pods of one priority',
      given: [namespace('shop'), quota(COMPUTE, PRIORITY)],
      finds: [[0, NAME, NONE]],
      absent: 'accepted',
    },
    {
      what: 'a quota for pods of one quality',
      given: [namespace('shop'), quota(COMPUTE, { scopes: ['BestEffort'] })],
      finds: [[0, NAME, NONE]],
      absent: 'accepted',
    },
    {
      what: 'no limit of pods',
      given: [namespace('shop'), quota(without('pods'))],
      finds: [[1, HARD, lacks('pods')]],
      absent: [lacks(ALL)],
    },
    {
      what: 'no limit of the CPU that is asked for',
      given: [namespace('shop'), quota(without('requests.cpu'))],
      finds: [[1, HARD, lacks('requests.cpu')]],
      absent: [lacks(ALL)],
    },
    {
      what: 'no limit of memory',
      given: [namespace('shop'), quota(without('limits.memory'))],
      finds: [[1, HARD, lacks('limits.memory')]],
      absent: [lacks(ALL)],
    },
    {
      what: 'no limit of disk',
      given: [namespace('shop'), quota(without('limits.ephemeral-storage'))],
      finds: [[1, HARD, lacks('limits.ephemeral-storage')]],
      absent: [lacks(ALL)],
    },
    {
      what: 'a limit that is null',
      given: [namespace('shop'), quota({ ...COMPUTE, pods: null })],
      finds: [[1, HARD, lacks('pods')]],
      absent: [lacks(ALL)],
    },
    {
      what: 'a limit that is no quantity',
      given: [namespace('shop'), quota({ ...COMPUTE, pods: 'many' })],
      finds: [[1, HARD, lacks('pods')]],
      absent: [lacks(ALL)],
    },
    { what: 'no limits', given: [namespace('shop'), quota(undefined)], finds: [[1, HARD, lacks(ALL)]], absent: [lacks(ALL)] },
    { what: 'limits that are a list', given: [namespace('shop'), quota(['pods'])], finds: [[1, HARD, lacks(ALL)]], absent: [lacks(ALL)] },
  ],
});
