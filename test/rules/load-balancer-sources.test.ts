import { loadBalancerSources } from '../../rules/load-balancer-sources';
import { judges, object } from './given';

const service = (spec: object, annotations?: unknown) =>
  object('v1', 'Service', 'cart', { metadata: { name: 'cart', namespace: 'shop', annotations }, spec: { type: 'LoadBalancer', ...spec } });
const ranges = (...loadBalancerSourceRanges: unknown[]) => service({ loadBalancerSourceRanges });
const RANGES = '/spec/loadBalancerSourceRanges';
const NONE = 'loadBalancerSourceRanges is not set: everybody may call, expected the callers';
const open = (words: string) => `the load balancer is open to ${words}, which is everybody`;
const ANNOTATION = 'service.beta.kubernetes.io/load-balancer-source-ranges';

judges(loadBalancerSources, {
  accepts: [
    ['a range', ranges('203.0.113.0/24')],
    ['several ranges', ranges('203.0.113.0/24', '2001:db8::/32')],
    ['one half of all addresses', ranges('0.0.0.0/1')],
    ['ranges as an annotation', service({}, { [ANNOTATION]: '203.0.113.0/24, 198.51.100.0/24' })],
    ['a Service of the cluster', service({ type: 'ClusterIP' })],
    ['a Service of another group', object('serving.example.com/v1', 'Service', 'cart', { spec: { type: 'LoadBalancer' } })],
  ],
  refuses: [
    { what: 'no ranges', given: service({}), finds: [[RANGES, NONE]], absent: 'itself' },
    { what: 'an empty list', given: ranges(), finds: [[RANGES, NONE]], absent: [NONE] },
    { what: 'ranges that are null', given: service({ loadBalancerSourceRanges: null }), finds: [[RANGES, NONE]], absent: [NONE] },
    { what: 'ranges that are none', given: ranges('office', 7), finds: [[RANGES, NONE]], absent: [NONE] },
    {
      what: 'everybody',
      given: ranges('203.0.113.0/24', '0.0.0.0/0'),
      finds: [[RANGES, open(`'203.0.113.0/24', '0.0.0.0/0'`)]],
      absent: [NONE],
    },
    {
      what: 'everybody of IPv6',
      given: ranges('203.0.113.0/24', '::/0'),
      finds: [[RANGES, open(`'203.0.113.0/24', '::/0'`)]],
      absent: [NONE],
    },
    {
      what: 'everybody in halves',
      given: ranges('0.0.0.0/1', '128.0.0.0/1'),
      finds: [[RANGES, open(`'0.0.0.0/1', '128.0.0.0/1'`)]],
      absent: [NONE],
    },
    {
      what: 'everybody by the annotation',
      given: service({}, { [ANNOTATION]: '0.0.0.0/0' }),
      finds: [[RANGES, open(`'0.0.0.0/0'`)]],
      absent: 'itself',
    },
    { what: 'annotations that are a list', given: service({}, [ANNOTATION]), finds: [[RANGES, NONE]], absent: 'itself' },
  ],
});
