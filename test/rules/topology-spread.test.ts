import { topologySpread } from '../../rules/topology-spread';
import { judges, object } from './given';

const scaler = (bounds: object, name = 'cart', namespace = 'shop', apiVersion = 'apps/v1') => ({
  ...object('autoscaling/v2', 'HorizontalPodAutoscaler', 'scaler', {
    spec: { ...bounds, scaleTargetRef: { apiVersion, kind: 'Deployment', name } },
  }),
  metadata: { name: 'scaler', namespace },
});
const app = (pod: object, spec: object = { replicas: 3 }, kind = 'Deployment') =>
  object('apps/v1', kind, 'cart', { spec: { ...spec, template: { metadata: { labels: { app: 'cart' } }, spec: pod } } });
const zone = 'topology.kubernetes.io/zone';
const node = 'kubernetes.io/hostname';
const over = (topologyKey: unknown, more: object = {}) => ({
  labelSelector: { matchLabels: { app: 'cart' } },
  maxSkew: 1,
  topologyKey,
  whenUnsatisfiable: 'ScheduleAnyway',
  ...more,
});
const spreading = (...topologySpreadConstraints: unknown[]) => app({ topologySpreadConstraints });
const AT = '/spec/template/spec/topologySpreadConstraints';
const neither = (...keys: string[]) => `no topologySpreadConstraint spreads the pods over ${keys.join(' and ')}`;
const useless = (what: string, more: object) =>
  ({ what, given: spreading(over(zone), over(node, more)), finds: [[AT, neither(node)]], absent: [neither(zone, node)] }) as const;

judges(topologySpread, {
  accepts: [
    ['zones and nodes', spreading(over(zone), over(node))],
    ['both, enforced', spreading(over(node, { whenUnsatisfiable: 'DoNotSchedule', maxSkew: 2 }), over(zone))],
    [
      'a selector by expressions',
      spreading(over(zone), over(node, { labelSelector: { matchExpressions: [{ key: 'app', operator: 'Exists' }] } })),
    ],
    ['one replica', app({}, {})],
    ['none', app({}, { replicas: 0 })],
    ['a DaemonSet, which has one on each node', app({}, { replicas: 3 }, 'DaemonSet')],
  ],
  refuses: [
    { what: 'no constraint', given: app({}), finds: [[AT, neither(zone, node)]], absent: 'itself' },
    { what: 'a StatefulSet without', given: app({}, { replicas: 2 }, 'StatefulSet'), finds: [[AT, neither(zone, node)]], absent: 'itself' },
    { what: 'an empty list', given: spreading(), finds: [[AT, neither(zone, node)]], absent: [neither(zone, node)] },
    { what: 'zones only', given: spreading(over(zone)), finds: [[AT, neither(node)]], absent: [neither(zone, node)] },
    { what: 'nodes only', given: spreading(over(node)), finds: [[AT, neither(zone)]], absent: [neither(zone, node)] },
    {
      what: 'what an autoscaler keeps at two',
      given: [app({}, {}), scaler({ minReplicas: 2 })],
      finds: [[AT, neither(zone, node)]],
      absent: 'itself',
    },
    useless('a constraint without a selector, which counts nothing', { labelSelector: undefined }),
    useless('a constraint that counts all pods', { labelSelector: {} }),
    useless('a constraint whose selector is null', { labelSelector: null }),
    useless('a constraint that counts other pods', { labelSelector: { matchLabels: { app: 'cat' } } }),
    useless('a constraint without a skew', { maxSkew: undefined }),
    useless('a skew of zero', { maxSkew: 0 }),
    useless('a constraint that does not say what then', { whenUnsatisfiable: undefined }),
    useless('a constraint that says something else', { whenUnsatisfiable: 'Ignore' }),
  ],
});
