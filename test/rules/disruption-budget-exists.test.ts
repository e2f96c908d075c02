import { disruptionBudgetExists } from '../../rules/disruption-budget-exists';
import { judges, object } from './given';

const app = (spec: object, labels: object = { app: 'cart' }, kind = 'Deployment', namespace = 'shop') => ({
  ...object('apps/v1', kind, 'cart', { spec: { ...TEMPLATE(labels), ...spec } }),
  metadata: { name: 'cart', namespace },
});
const TEMPLATE = (labels: object, pod: object = {}) => ({ template: { metadata: { labels }, spec: pod } });
const budget = (spec: object, namespace = 'shop', apiVersion = 'policy/v1') => ({
  ...object(apiVersion, 'PodDisruptionBudget', 'cart', { spec }),
  metadata: { name: 'cart', namespace },
});
const scaler = (bounds: object, name = 'cart', namespace = 'shop', apiVersion = 'apps/v1') => ({
  ...object('autoscaling/v2', 'HorizontalPodAutoscaler', 'scaler', {
    spec: { ...bounds, scaleTargetRef: { apiVersion, kind: 'Deployment', name } },
  }),
  metadata: { name: 'scaler', namespace },
});
const cart = { selector: { matchLabels: { app: 'cart' } } };
const AT = '/spec/template/metadata/labels';
const NONE = 'no PodDisruptionBudget of the namespace selects the pods, expected one';
const unguarded = (what: string, ...budgets: ReturnType<typeof object>[]) => ({
  what,
  given: [app({ replicas: 3 }), ...budgets],
  finds: [[AT, NONE]] as const,
  absent: [NONE],
});

judges(disruptionBudgetExists, {
  accepts: [
    ['a budget that selects the pods', [app({ replicas: 3 }), budget(cart)]],
    ['a budget written first', [budget(cart), app({ replicas: 3 })]],
    ['a budget of all pods', [app({ replicas: 3 }), budget({ selector: {} })]],
    [
      'a budget by an expression',
      [app({ replicas: 3 }), budget({ selector: { matchExpressions: [{ key: 'app', operator: 'In', values: ['cart'] }] } })],
    ],
    ['one replica, which another rule refuses', app({})],
    ['no replicas', app({ replicas: 0 })],
    ['an autoscaler down to one', [app({ replicas: 3 }), scaler({})]],
    ['a ReplicaSet, which a Deployment keeps', app({ replicas: 3 }, {}, 'ReplicaSet')],
    ['a DaemonSet', app({ replicas: 3 }, {}, 'DaemonSet')],
  ],
  refuses: [
    unguarded('no budget'),
    unguarded('a budget of other pods', budget({ selector: { matchLabels: { app: 'cat' } } })),
    unguarded('a budget that wants one label more', budget({ selector: { matchLabels: { app: 'cart', tier: 'web' } } })),
    unguarded('a budget of another namespace', budget(cart, 'bank')),
    unguarded('a budget without a selector, which selects nothing', budget({})),
    unguarded('a budget whose selector is null', budget({ selector: null })),
    unguarded('an empty selector of the old version, which selects nothing', budget({ selector: {} }, 'shop', 'policy/v1beta1')),
    unguarded('a budget of another group', budget(cart, 'shop', 'example.com/v1')),
    { what: 'a StatefulSet', given: app({ replicas: 3 }, {}, 'StatefulSet'), finds: [[AT, NONE]], absent: [NONE] },
    { what: 'what an autoscaler keeps at two', given: [app({}), scaler({ minReplicas: 2 })], finds: [[AT, NONE]], absent: [NONE] },
  ],
});
