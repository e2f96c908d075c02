import { tolerationWildcard } from '../../rules/toleration-wildcard';
import { deployment, judges, object } from './given';

const SAID = 'the pod tolerates every taint, expected tolerations with a key';
const FIRST = '/tolerations/0';
const EXACT = { key: 'pool', value: 'shop' };

judges(tolerationWildcard, {
  accepts: [
    ['a taint by key and value', deployment({ tolerations: [EXACT] })],
    ['every value of a key', deployment({ tolerations: [{ key: 'pool', operator: 'Exists' }] })],
    ['no key and no operator, which the API server refuses', deployment({ tolerations: [{}] })],
    ['no tolerations', deployment({ tolerations: [] })],
    ['no list at all', deployment({ tolerations: null })],
    ['tolerations that are none', deployment({ tolerations: [null, 'Exists', 3] })],
    [
      'a pod of the cluster',
      { ...deployment({ tolerations: [{ operator: 'Exists' }] }), metadata: { name: 'proxy', namespace: 'kube-system' } },
    ],
    ['an object that runs no pod', object('v1', 'ConfigMap', 'cart', { spec: { tolerations: [{ operator: 'Exists' }] } })],
  ],
  refuses: [
    { what: 'no key', pod: { tolerations: [{ operator: 'Exists' }] }, finds: [[FIRST, SAID]], absent: 'accepted' },
    { what: 'an empty key', pod: { tolerations: [{ key: '', operator: 'Exists' }] }, finds: [[FIRST, SAID]], absent: 'accepted' },
    { what: 'a key that is null', pod: { tolerations: [{ key: null, operator: 'Exists' }] }, finds: [[FIRST, SAID]], absent: 'accepted' },
    {
      what: 'one effect',
      pod: { tolerations: [{ operator: 'Exists', effect: 'NoSchedule' }] },
      finds: [[FIRST, SAID]],
      absent: 'accepted',
    },
    {
      what: 'a value, which does not count',
      pod: { tolerations: [{ operator: 'Exists', value: 'shop' }] },
      finds: [[FIRST, SAID]],
      absent: 'accepted',
    },
    {
      what: 'a second toleration',
      pod: { tolerations: [EXACT, { operator: 'Exists' }] },
      finds: [['/tolerations/1', SAID]],
      absent: 'accepted',
    },
  ],
});
