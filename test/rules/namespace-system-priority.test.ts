import { namespaceSystemPriority } from '../../rules/namespace-system-priority';
import { judges, object } from './given';
import { namespace } from './namespaces';

const tenant = (name: string) => namespace(name, { labels: { 'palisade.dev/tenant': name } });
const SCOPE = { scopeName: 'PriorityClass', operator: 'In', values: ['system-cluster-critical', 'system-node-critical'] };
const quota = (hard: unknown, ...matchExpressions: unknown[]) =>
  object('v1', 'ResourceQuota', 'shop', { spec: { hard, scopeSelector: { matchExpressions } } });
const NAME = '/metadata/name';
const said = (classes: string) => `pods of namespace 'shop' may take the priority ${classes}, expected a ResourceQuota of 0 pods for it`;
const BOTH = said('system-cluster-critical, system-node-critical');

judges(namespaceSystemPriority, {
  accepts: [
    ['a quota of no pods', [tenant('shop'), quota({ pods: '0' }, SCOPE)]],
    ['a quota of no pods as a number', [tenant('shop'), quota({ pods: 0 }, SCOPE)]],
    [
      'a quota for each',
      [
        tenant('shop'),
        quota({ pods: '0' }, { ...SCOPE, values: ['system-node-critical'] }),
        quota({ pods: '0' }, { ...SCOPE, values: ['system-cluster-critical'] }),
      ],
    ],
    ['a namespace of no tenant', namespace('shop')],
    ['a namespace of the cluster', tenant('kube-system')],
  ],
  refuses: [
    { what: 'no quota', given: tenant('shop'), finds: [[NAME, BOTH]], absent: 'accepted' },
    { what: 'some pods', given: [tenant('shop'), quota({ pods: '1' }, SCOPE)], finds: [[0, NAME, BOTH]], absent: 'accepted' },
    { what: 'no limit of pods', given: [tenant('shop'), quota({ pods: null }, SCOPE)], finds: [[0, NAME, BOTH]], absent: 'accepted' },
    {
      what: 'one of both',
      given: [tenant('shop'), quota({ pods: '0' }, { ...SCOPE, values: ['system-node-critical'] })],
      finds: [[0, NAME, said('system-cluster-critical')]],
      absent: 'accepted',
    },
    {
      what: 'all but those',
      given: [tenant('shop'), quota({ pods: '0' }, { ...SCOPE, operator: 'NotIn' })],
      finds: [[0, NAME, BOTH]],
      absent: 'accepted',
    },
    {
      what: 'another scope',
      given: [tenant('shop'), quota({ pods: '0' }, { ...SCOPE, scopeName: 'BestEffort' })],
      finds: [[0, NAME, BOTH]],
      absent: 'accepted',
    },
    {
      what: 'those of one quality only',
      given: [tenant('shop'), quota({ pods: '0' }, SCOPE, { scopeName: 'BestEffort', operator: 'Exists' })],
      finds: [[0, NAME, BOTH]],
      absent: 'accepted',
    },
    {
      what: 'those of one quality only, in the old way',
      given: [
        tenant('shop'),
        object('v1', 'ResourceQuota', 'shop', {
          spec: { hard: { pods: '0' }, scopes: ['BestEffort'], scopeSelector: { matchExpressions: [SCOPE] } },
        }),
      ],
      finds: [[0, NAME, BOTH]],
      absent: 'accepted',
    },
    {
      what: 'a quota of another namespace',
      given: [tenant('shop'), { ...quota({ pods: '0' }, SCOPE), metadata: { name: 'shop', namespace: 'market' } }],
      finds: [[0, NAME, BOTH]],
      absent: 'accepted',
    },
    {
      what: 'no values',
      given: [tenant('shop'), quota({ pods: '0' }, { ...SCOPE, values: null })],
      finds: [[0, NAME, BOTH]],
      absent: 'accepted',
    },
  ],
});
