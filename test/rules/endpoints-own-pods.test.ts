import { endpointsOwnPods } from '../../rules/endpoints-own-pods';
import { judges, object } from './given';

const endpoints = (...addresses: unknown[]) => object('v1', 'Endpoints', 'cart', { subsets: [{ addresses }] });
const slice = (...addresses: unknown[]) => object('discovery.k8s.io/v1', 'EndpointSlice', 'cart', { endpoints: [{ addresses }] });
const targetRef = (namespace: unknown) => ({ targetRef: { kind: 'Pod', name: 'cart', namespace } });
const cloud = (address: string) => `'${address}' belongs to the node or to the metadata of a cloud, expected an address outside`;
const stranger = (namespace: string) => `the endpoint belongs to the namespace '${namespace}', expected one of its own`;
const IP = '/subsets/0/addresses/0/ip';

judges(endpointsOwnPods, {
  accepts: [
    ['an address outside', [endpoints({ ip: '203.0.113.7' }), slice('203.0.113.7', '2001:db8::7')]],
    ['a pod of the own namespace', endpoints({ ip: '10.0.0.7', ...targetRef('shop') })],
    ['addresses that are none', [endpoints({ ip: 'localhost' }, { ip: 7 }, null), slice(null, 'example.com')]],
    [
      'no addresses',
      [object('v1', 'Endpoints', 'cart', { subsets: null }), object('discovery.k8s.io/v1', 'EndpointSlice', 'cart', { endpoints: [null] })],
    ],
    ['a namesake of another group', { ...endpoints({ ip: '169.254.169.254' }), apiVersion: 'example.com/v1' }],
  ],
  refuses: [
    {
      what: 'the metadata of clouds',
      given: endpoints({ ip: '169.254.169.254' }),
      finds: [[IP, cloud('169.254.169.254')]],
      absent: 'accepted',
    },
    {
      what: 'the metadata of another cloud',
      given: endpoints({ ip: '100.100.100.200' }),
      finds: [[IP, cloud('100.100.100.200')]],
      absent: 'accepted',
    },
    { what: 'the node itself', given: endpoints({ ip: '127.0.0.1' }), finds: [[IP, cloud('127.0.0.1')]], absent: 'accepted' },
    {
      what: 'an address that is not ready, the second',
      given: object('v1', 'Endpoints', 'cart', {
        subsets: [{}, { notReadyAddresses: [{ ip: '203.0.113.7' }, { ip: '169.254.169.254' }] }],
      }),
      finds: [['/subsets/1/notReadyAddresses/1/ip', cloud('169.254.169.254')]],
      absent: 'accepted',
    },
    {
      what: 'the second address of a slice',
      given: slice('2001:db8::7', 'fd00:ec2::254'),
      finds: [['/endpoints/0/addresses/1', cloud('fd00:ec2::254')]],
      absent: 'accepted',
    },
    {
      what: 'a pod of another namespace',
      given: endpoints({ ip: '10.0.0.7', ...targetRef('bank') }),
      finds: [['/subsets/0/addresses/0/targetRef/namespace', stranger('bank')]],
      absent: 'accepted',
    },
    {
      what: 'a pod of another namespace, in a slice',
      given: object('discovery.k8s.io/v1', 'EndpointSlice', 'cart', { endpoints: [{ addresses: ['10.0.0.7'], ...targetRef('bank') }] }),
      finds: [['/endpoints/0/targetRef/namespace', stranger('bank')]],
      absent: 'accepted',
    },
  ],
});
