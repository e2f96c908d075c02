import { namespaceObjectQuota } from '../../rules/namespace-object-quota';
import { judges, object } from './given';
import { namespace } from './namespaces';

const OBJECTS = {
  configmaps: '50',
  secrets: '50',
  services: '20',
  'services.loadbalancers': '0',
  'services.nodeports': '0',
  persistentvolumeclaims: '10',
  'requests.storage': '50Gi',
  'count/deployments.apps': '20',
  'count/statefulsets.apps': '5',
  'count/jobs.batch': '50',
  'count/cronjobs.batch': '10',
  'count/ingresses.networking.k8s.io': '5',
  'count/horizontalpodautoscalers.autoscaling': '20',
  'count/poddisruptionbudgets.policy': '20',
  'count/replicasets.apps': '240',
  'count/controllerrevisions.apps': '60',
};
const ALL = Object.keys(OBJECTS).join(', ');
const quota = (hard: unknown, spec = {}) => object('v1', 'ResourceQuota', 'shop', { spec: { hard, ...spec } });
const without = (key: string) => Object.fromEntries(Object.entries(OBJECTS).filter(([other]) => other !== key));
const lacks = (keys: string) => `the ResourceQuota of namespace 'shop' does not limit ${keys}`;
const HARD = '/spec/hard';

judges(namespaceObjectQuota, {
  accepts: [
    ['a quota for everything', [namespace('shop'), quota(OBJECTS)]],
    ['a quota of zero', [namespace('shop'), quota({ ...OBJECTS, secrets: 0 })]],
    ['two quotas that share it', [namespace('shop'), quota(without('secrets')), quota({ secrets: '50' })]],
    ['other names for the same', [namespace('shop'), quota({ ...without('secrets'), 'count/secrets': '50' })]],
    ['no quota, which is the finding of another rule', namespace('shop')],
    ['a quota for some pods only', [namespace('shop'), quota({ pods: '0' }, { scopes: ['BestEffort'] })]],
    [
      'a quota for pods of one priority',
      [namespace('shop'), quota({ pods: '0' }, { scopeSelector: { matchExpressions: [{ scopeName: 'PriorityClass' }] } })],
    ],
    ['a quota of a namespace that is not in the manifests', quota({})],
    ['a namespace of the cluster', [namespace('default'), { ...quota({}), metadata: { name: 'shop', namespace: 'default' } }]],
  ],
  refuses: [
    ...Object.keys(OBJECTS).map((key) => ({
      what: `no limit of ${key}`,
      given: [namespace('shop'), quota(without(key))],
      finds: [[1, HARD, lacks(key)]] as const,
      absent: [lacks(ALL)],
    })),
    {
      what: 'workloads of another group',
      given: [namespace('shop'), quota({ ...without('count/deployments.apps'), 'count/deployments.extensions': '20' })],
      finds: [[1, HARD, lacks('count/deployments.apps')]],
      absent: [lacks(ALL)],
    },
    {
      what: 'a limit that is null',
      given: [namespace('shop'), quota({ ...OBJECTS, secrets: null })],
      finds: [[1, HARD, lacks('secrets')]],
      absent: [lacks(ALL)],
    },
    { what: 'no limits', given: [namespace('shop'), quota({})], finds: [[1, HARD, lacks(ALL)]], absent: [lacks(ALL)] },
    {
      what: 'the rest in a quota of another namespace',
      given: [namespace('shop'), quota(without('secrets')), { ...quota(OBJECTS), metadata: { name: 'shop', namespace: 'market' } }],
      finds: [[1, HARD, lacks('secrets')]],
      absent: [lacks(ALL)],
    },
  ],
});
