import { podAntiAffinity } from '../../rules/pod-anti-affinity';
import { judges, object } from './given';

const scaler = (bounds: object, name = 'cart', namespace = 'shop', apiVersion = 'apps/v1') => ({
  ...object('autoscaling/v2', 'HorizontalPodAutoscaler', 'scaler', {
    spec: { ...bounds, scaleTargetRef: { apiVersion, kind: 'Deployment', name } },
  }),
  metadata: { name: 'scaler', namespace },
});
const app = (pod: object, spec: object = { replicas: 3 }, kind = 'Deployment') =>
  object('apps/v1', kind, 'cart', { spec: { ...spec, template: { metadata: { labels: { app: 'cart' } }, spec: pod } } });
const term = (more: object = {}) => ({ labelSelector: { matchLabels: { app: 'cart' } }, topologyKey: 'kubernetes.io/hostname', ...more });
const required = (...terms: unknown[]) => app({ affinity: { podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: terms } } });
const preferred = (podAffinityTerm: unknown) =>
  app({ affinity: { podAntiAffinity: { preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 100, podAffinityTerm }] } } });
const spread = (more: object) => app({ topologySpreadConstraints: [term({ whenUnsatisfiable: 'DoNotSchedule', maxSkew: 1, ...more })] });
const AT = '/spec/template/spec/affinity/podAntiAffinity';
const NONE = 'no podAntiAffinity keeps the pods apart by kubernetes.io/hostname';
const useless = (what: string, given: ReturnType<typeof object>) => ({ what, given, finds: [[AT, NONE]], absent: [NONE] }) as const;
const missing = (what: string, given: ReturnType<typeof object>) => ({ what, given, finds: [[AT, NONE]], absent: 'itself' }) as const;

judges(podAntiAffinity, {
  accepts: [
    ['a required term', required(term())],
    ['a required term after another', required(term({ topologyKey: 'rack' }), term())],
    ['a preferred term', preferred(term())],
    ['a term by expressions', required(term({ labelSelector: { matchExpressions: [{ key: 'app', operator: 'In', values: ['cart'] }] } }))],
    ['a required term of all pods', required(term({ labelSelector: {} }))],
    ['an enforced spread over nodes', spread({})],
    ['one replica', app({}, {})],
    ['a DaemonSet', app({}, { replicas: 3 }, 'DaemonSet')],
  ],
  refuses: [
    missing('nothing', app({})),
    missing('a StatefulSet', app({}, { replicas: 2 }, 'StatefulSet')),
    missing('an affinity to nodes only', app({ affinity: { nodeAffinity: {} } })),
    missing('the opposite', app({ affinity: { podAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [term()] } } })),
    missing('a spread over nodes that is a wish', spread({ whenUnsatisfiable: 'ScheduleAnyway' })),
    missing('a spread that lets them differ', spread({ maxSkew: 3 })),
    missing('a spread over zones', spread({ topologyKey: 'topology.kubernetes.io/zone' })),
    useless('an empty one', required()),
    useless('a term of zones', required(term({ topologyKey: 'topology.kubernetes.io/zone' }))),
    useless('a term without a selector, which selects nothing', required(term({ labelSelector: undefined }))),
    useless('a preferred term whose selector is null', preferred(term({ labelSelector: null }))),
    useless('a preferred term of all pods', preferred(term({ labelSelector: {} }))),
    missing('an enforced spread of all pods', spread({ labelSelector: {} })),
    useless('a term of other pods', preferred(term({ labelSelector: { matchLabels: { app: 'cat' } } }))),
    { what: 'what an autoscaler keeps at two', given: [app({}, {}), scaler({ minReplicas: 2 })], finds: [[AT, NONE]], absent: 'itself' },
  ],
});
