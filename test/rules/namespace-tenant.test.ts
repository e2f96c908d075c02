import { namespaceTenant } from '../../rules/namespace-tenant';
import { judges, object } from './given';
import { namespace } from './namespaces';

const TENANT = 'palisade.dev/tenant';
const OURS = { 'app.kubernetes.io/managed-by': 'palisade' };
const POINTER = '/metadata/labels/palisade.dev~1tenant';
const said = (name: string) => `namespace '${name}' has no label '${TENANT}', expected its tenant`;

judges(namespaceTenant, {
  accepts: [
    ['a tenant', namespace('shop', { labels: { ...OURS, [TENANT]: 'shop' } })],
    [
      'two namespaces of one tenant',
      [namespace('shop', { labels: { [TENANT]: 'shop' } }), namespace('market', { labels: { [TENANT]: 'shop' } })],
    ],
    ['no tenants anywhere', [namespace('shop'), namespace('market', { labels: { app: 'market' } })]],
    ['a namespace that another tool wrote', namespace('shop', { labels: { 'app.kubernetes.io/managed-by': 'helm' } })],
    ['labels that are none', namespace('shop', { labels: 'x' })],
    ['a namespace of the cluster', [namespace('kube-system'), namespace('shop', { labels: { [TENANT]: 'shop' } })]],
    [
      'a tenant of an object that is no namespace',
      [namespace('shop'), object('v1', 'ConfigMap', 'shop', { metadata: { name: 'shop', labels: { [TENANT]: 'shop' } } })],
    ],
  ],
  refuses: [
    {
      what: 'no tenant where another namespace has one',
      given: [namespace('shop'), namespace('market', { labels: { [TENANT]: 'market' } })],
      finds: [[0, POINTER, said('shop')]],
      absent: 'itself',
    },
    {
      what: 'no tenant of a namespace that Palisade wrote',
      given: namespace('shop', { labels: OURS }),
      finds: [[POINTER, said('shop')]],
      absent: 'itself',
    },
    {
      what: 'an empty tenant',
      given: namespace('shop', { labels: { ...OURS, [TENANT]: '' } }),
      finds: [[POINTER, said('shop')]],
      absent: [said('shop')],
    },
    {
      what: 'a tenant that is no string',
      given: namespace('shop', { labels: { ...OURS, [TENANT]: 3 } }),
      finds: [[POINTER, said('shop')]],
      absent: [said('shop')],
    },
    {
      what: 'a tenant that is null',
      given: namespace('shop', { labels: { ...OURS, [TENANT]: null } }),
      finds: [[POINTER, said('shop')]],
      absent: [said('shop')],
    },
    {
      what: 'labels that are null where another namespace has a tenant',
      given: [namespace('shop', { labels: null }), namespace('market', { labels: { [TENANT]: 'market' } })],
      finds: [[0, POINTER, said('shop')]],
      absent: 'itself',
    },
  ],
});
