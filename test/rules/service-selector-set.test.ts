import { serviceSelectorSet } from '../../rules/service-selector-set';
import { judges, object } from './given';

const service = (spec: unknown, namespace = 'shop') => ({
  ...object('v1', 'Service', 'cart', { spec }),
  metadata: { name: 'cart', namespace },
});
const endpoints = (name = 'cart', namespace = 'shop') => ({
  ...object('v1', 'Endpoints', name, { subsets: [{ addresses: [{ ip: '203.0.113.7' }] }] }),
  metadata: { name, namespace },
});
const slice = (labels: unknown, namespace = 'shop') =>
  ({ apiVersion: 'discovery.k8s.io/v1', kind: 'EndpointSlice', metadata: { name: 'cart-1', namespace, labels } }) as never;
const OF_CART = { 'kubernetes.io/service-name': 'cart' };
const NONE = 'the Service selects no pods, and nothing else says where it leads';
const SELECTOR = '/spec/selector';
const BARE = service({ ports: [{ port: 80 }] });
const listed = (kind: string, name = 'cart', namespace = 'shop') => ({ existing: [{ group: '', kind, namespace, name }] });

judges(serviceSelectorSet, {
  accepts: [
    ['a selector', service({ selector: { app: 'cart' } })],
    ['a selector whose value is empty', service({ selector: { app: '' } })],
    ['a headless Service with a selector', service({ clusterIP: 'None', selector: { app: 'cart' } })],
    ['a name outside the cluster, which another rule judges', service({ type: 'ExternalName', externalName: 'api.example.com' })],
    ['Endpoints that are written', [BARE, endpoints()]],
    ['an EndpointSlice that is written', [slice(OF_CART), BARE]],
    ['Endpoints that exist', BARE, listed('Endpoints')],
    ['manifests that are not everything', BARE, { complete: false }],
    ['a selector of a wrong type, which another rule judges', [service({ selector: 'app' }), service({ selector: ['app'] })]],
    ['a namesake of another group', { ...BARE, apiVersion: 'serving.knative.dev/v1' }],
    ['an object that is no Service', object('v1', 'ConfigMap', 'cart', { spec: {} })],
  ],
  refuses: [
    { what: 'no selector', given: BARE, finds: [[SELECTOR, NONE]], absent: 'itself' },
    { what: 'an empty selector', given: service({ selector: {} }), finds: [[SELECTOR, NONE]], absent: [NONE] },
    { what: 'a selector that is null', given: service({ selector: null }), finds: [[SELECTOR, NONE]], absent: [NONE] },
    { what: 'no specification', given: service(undefined), finds: [[SELECTOR, NONE]], absent: 'itself' },
    { what: 'a headless Service', given: service({ clusterIP: 'None' }), finds: [[SELECTOR, NONE]], absent: 'itself' },
    { what: 'a load balancer', given: service({ type: 'LoadBalancer' }), finds: [[SELECTOR, NONE]], absent: 'itself' },
    { what: 'Endpoints of another name', given: [BARE, endpoints('web')], finds: [[SELECTOR, NONE]], absent: 'itself' },
    { what: 'Endpoints of another namespace', given: [BARE, endpoints('cart', 'bank')], finds: [[SELECTOR, NONE]], absent: 'itself' },
    { what: 'an EndpointSlice of another namespace', given: [BARE, slice(OF_CART, 'bank')], finds: [[SELECTOR, NONE]], absent: 'itself' },
    {
      what: 'an EndpointSlice that says nothing of the Service',
      given: [BARE, slice(undefined), slice(null), slice({ app: 'cart' }), slice({ 'kubernetes.io/service-name': 'web' })],
      finds: [[SELECTOR, NONE]],
      absent: 'itself',
    },
    {
      what: 'Endpoints that exist elsewhere',
      given: BARE,
      facts: listed('Endpoints', 'cart', 'bank'),
      finds: [[SELECTOR, NONE]],
      absent: 'itself',
    },
    { what: 'the Service itself listed as existing', given: BARE, facts: listed('Service'), finds: [[SELECTOR, NONE]], absent: 'itself' },
    {
      what: 'the second Service',
      given: [service({ selector: { app: 'cart' } }), service({}, 'bank')],
      finds: [[1, SELECTOR, NONE]],
      absent: 'itself',
    },
  ],
});
