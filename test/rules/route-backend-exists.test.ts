import { routeBackendExists } from '../../rules/route-backend-exists';
import { judges, object } from './given';

const V1 = 'gateway.networking.k8s.io/v1';
const route = (...backendRefs: unknown[]) => object(V1, 'HTTPRoute', 'web', { spec: { rules: [{ backendRefs }] } });
const service = (namespace = 'shop', name = 'cart') => ({ ...object('v1', 'Service', name), metadata: { name, namespace } });
const grant = (spec: object, from: object = {}, namespace = 'bank') => ({
  apiVersion: 'gateway.networking.k8s.io/v1beta1',
  kind: 'ReferenceGrant',
  metadata: { name: 'web', namespace },
  spec: {
    from: [{ group: 'gateway.networking.k8s.io', kind: 'HTTPRoute', namespace: 'shop', ...from }],
    to: [{ group: '', kind: 'Service', ...spec }],
  },
});
const there = { name: 'cart', namespace: 'bank' };
const NAME = '/spec/rules/0/backendRefs/0/name';
const SPACE = '/spec/rules/0/backendRefs/0/namespace';
const missing = (where = '') => `there is no Service 'cart'${where}`;
const NOT_GRANTED = `no ReferenceGrant opens the Service 'cart' in the namespace 'bank' to this one`;
const NAMELESS = `there is no Service ''`;

judges(routeBackendExists, {
  accepts: [
    ['a Service of the namespace', [route({ name: 'cart', port: 80 }), service()]],
    ['a Service by its namespace', [route({ name: 'cart', namespace: 'shop' }), service()]],
    [
      'a Service that exists outside',
      route({ name: 'cart' }),
      { existing: [{ group: '', kind: 'Service', namespace: 'shop', name: 'cart' }] },
    ],
    ['a Service that was granted', [route(there), service('bank'), grant({ name: 'cart' })]],
    ['all Services granted', [route(there), service('bank'), grant({})]],
    ['a backend that is no Service', route({ name: 'cart', group: 'example.com', kind: 'Bucket' })],
    ['a route without backends', route()],
    ['manifests that are not all', route({ name: 'cart' }), { complete: false }],
    ['a route of another group', { ...route({ name: 'cart' }), apiVersion: 'example.com/v1' }],
  ],
  refuses: [
    { what: 'a Service that is not there', given: route({ name: 'cart' }), finds: [[NAME, missing()]], absent: [NAMELESS] },
    {
      what: 'a Service of another namespace alone',
      given: [route({ name: 'cart' }), service('bank')],
      finds: [[NAME, missing()]],
      absent: [NAMELESS],
    },
    {
      what: 'the second backend of another kind of route',
      given: [{ ...route({ name: 'web' }, { name: 'cart' }), kind: 'GRPCRoute' }, service('shop', 'web')],
      finds: [['/spec/rules/0/backendRefs/1/name', missing()]],
      absent: [NAMELESS],
    },
    {
      what: 'a Service that is not there in another namespace',
      given: [route(there), grant({})],
      finds: [[NAME, missing(` in the namespace 'bank'`)]],
      absent: [`there is no Service '' in the namespace 'bank'`],
    },
    { what: 'a backend that is null', given: route(null), finds: [[NAME, NAMELESS]], absent: 'itself' },
    { what: 'a Service that was not granted', given: [route(there), service('bank')], finds: [[SPACE, NOT_GRANTED]], absent: [missing()] },
    {
      what: 'a grant of another Service',
      given: [route(there), service('bank'), grant({ name: 'web' })],
      finds: [[SPACE, NOT_GRANTED]],
      absent: [missing()],
    },
    {
      what: 'a grant of Secrets',
      given: [route(there), service('bank'), grant({ kind: 'Secret' })],
      finds: [[SPACE, NOT_GRANTED]],
      absent: [missing()],
    },
    {
      what: 'a grant to another kind',
      given: [route(there), service('bank'), grant({}, { kind: 'TCPRoute' })],
      finds: [[SPACE, NOT_GRANTED]],
      absent: [missing()],
    },
    {
      what: 'a grant to another namespace',
      given: [route(there), service('bank'), grant({}, { namespace: 'web' })],
      finds: [[SPACE, NOT_GRANTED]],
      absent: [missing()],
    },
    {
      what: 'a grant by another namespace',
      given: [route(there), service('bank'), grant({}, {}, 'shop')],
      finds: [[SPACE, NOT_GRANTED]],
      absent: [missing()],
    },
    {
      what: 'a grant to another group',
      given: [route(there), service('bank'), grant({}, { group: '' })],
      finds: [[SPACE, NOT_GRANTED]],
      absent: [missing()],
    },
  ],
});
