import { quotaComplete } from '../../rules/quota-complete';
import { judges, object } from './given';

const hard = { 'requests.cpu': '4', 'requests.memory': '8Gi', 'limits.cpu': '4', 'limits.memory': '8Gi' };
const quota = (bounds: unknown, more: object = {}, namespace = 'shop') =>
  ({
    ...object('v1', 'ResourceQuota', 'quota', { spec: { hard: bounds, ...more } }),
    metadata: { name: 'quota', namespace },
  }) as ReturnType<typeof object>;
const lacks = (what: string) => `no quota of the namespace bounds ${what}`;
const ALL = lacks('requests.cpu, requests.memory, limits.cpu, limits.memory');
const AT = '/spec/hard';

judges(quotaComplete, {
  accepts: [
    ['all four', quota(hard)],
    ['the short names of requests', quota({ cpu: '4', memory: '8Gi', 'limits.cpu': '4', 'limits.memory': '8Gi' })],
    ['nothing at all, which is a bound too', quota({ 'requests.cpu': 0, 'requests.memory': '0', 'limits.cpu': '0', 'limits.memory': 0 })],
    ['two quotas together', [quota({ pods: '10', 'limits.cpu': '4', 'limits.memory': '8Gi' }), quota({ cpu: '4', memory: '8Gi' })]],
    ['a quota of some pods beside one of all', [quota({ pods: '0' }, { scopes: ['BestEffort'] }), quota(hard)]],
    ['a quota of some pods alone, which says nothing of the others', quota({ pods: '0' }, { scopeSelector: {} })],
    ['a quota of another group', object('example.com/v1', 'ResourceQuota', 'quota')],
  ],
  refuses: [
    { what: 'a count of objects only', given: quota({ pods: '10' }), finds: [[AT, ALL]], absent: [ALL] },
    { what: 'an empty quota', given: object('v1', 'ResourceQuota', 'quota'), finds: [[AT, ALL]], absent: 'itself' },
    {
      what: 'no limit on memory',
      given: quota({ ...hard, 'limits.memory': undefined }),
      finds: [[`${AT}/limits.memory`, lacks('limits.memory')]],
      absent: [lacks('limits.memory')],
    },
    {
      what: 'a bound that is no quantity',
      given: quota({ ...hard, 'requests.cpu': 'many' }),
      finds: [[`${AT}/requests.cpu`, lacks('requests.cpu')]],
      absent: [lacks('requests.cpu')],
    },
    {
      what: 'limits in the short form, which does not exist',
      given: quota({ cpu: '4', memory: '8Gi' }),
      finds: [[AT, lacks('limits.cpu, limits.memory')]],
      absent: [ALL],
    },
    {
      what: 'two quotas that leave the same out, once',
      given: [quota({ cpu: '4' }), quota({ pods: '3' })],
      finds: [[AT, lacks('requests.memory, limits.cpu, limits.memory')]],
      absent: [ALL],
    },
    { what: 'a bound in another namespace', given: [quota({ pods: '3' }), quota(hard, {}, 'bank')], finds: [[AT, ALL]], absent: [ALL] },
    {
      what: 'a bound of some pods only',
      given: [quota(hard, { scopes: ['Terminating'] }), quota({ pods: '3' })],
      finds: [[1, AT, ALL]],
      absent: [ALL],
    },
  ],
});
