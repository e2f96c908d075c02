import { serviceExternalIps } from '../../rules/service-external-ips';
import { judges, object } from './given';

const service = (externalIPs?: unknown) => object('v1', 'Service', 'cart', { spec: { externalIPs } });
const AT = '/spec/externalIPs';

judges(serviceExternalIps, {
  accepts: [
    ['no addresses', object('v1', 'Service', 'cart', { spec: {} })],
    ['an empty list', service([])],
    ['a null', service(null)],
    ['a list that is none', service('203.0.113.7')],
    ['a Service of another group', { ...service(['203.0.113.7']), apiVersion: 'serving.example.com/v1' }],
  ],
  refuses: [
    {
      what: 'an address',
      given: service(['203.0.113.7']),
      finds: [[AT, `the Service takes the traffic of '203.0.113.7' on every node, expected no externalIPs`]],
      absent: 'accepted',
    },
    {
      what: 'addresses and a number',
      given: service(['203.0.113.7', '::1', 7]),
      finds: [[AT, `the Service takes the traffic of '203.0.113.7', '::1', 7 on every node, expected no externalIPs`]],
      absent: 'accepted',
    },
  ],
});
