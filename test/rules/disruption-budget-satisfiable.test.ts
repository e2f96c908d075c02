import { disruptionBudgetSatisfiable } from '../../rules/disruption-budget-satisfiable';
import { judges, object } from './given';

const app = (spec: object, labels: object = { app: 'cart' }, kind = 'Deployment', namespace = 'shop') => ({
  ...object('apps/v1', kind, 'cart', { spec: { ...TEMPLATE(labels), ...spec } }),
  metadata: { name: 'cart', namespace },
});
const TEMPLATE = (labels: object, pod: object = {}) => ({ template: { metadata: { labels }, spec: pod } });
const scaler = (bounds: object, name = 'cart', namespace = 'shop', apiVersion = 'apps/v1') => ({
  ...object('autoscaling/v2', 'HorizontalPodAutoscaler', 'scaler', {
    spec: { ...bounds, scaleTargetRef: { apiVersion, kind: 'Deployment', name } },
  }),
  metadata: { name: 'scaler', namespace },
});
const budget = (bounds: object, selector: unknown = { matchLabels: { app: 'cart' } }, namespace = 'shop') => ({
  ...object('policy/v1', 'PodDisruptionBudget', 'cart', { spec: { ...bounds, selector } }),
  metadata: { name: 'cart', namespace },
});
const most = (found: string) => `maxUnavailable is ${found}, expected 1 or more`;
const least = (found: string, of = '') => `minAvailable is ${found}${of}, expected less than all pods`;
const UNSET = 'maxUnavailable and minAvailable are unset, expected maxUnavailable of 1 or more';
const two = app({ replicas: 2 }, { app: 'cart', track: 'canary' }, 'StatefulSet');

judges(disruptionBudgetSatisfiable, {
  accepts: [
    ['one that may go', budget({ maxUnavailable: 1 })],
    ['a share that may go, rounded up', budget({ maxUnavailable: '1%' })],
    ['two of three that must stay', [budget({ minAvailable: 2 }), app({ replicas: 3 })]],
    ['three of five, of two apps', [budget({ minAvailable: 4 }), app({ replicas: 3 }), two]],
    ['a share that must stay, rounded up to two of three', [budget({ minAvailable: '66%' }), app({ replicas: 3 })]],
    ['none that must stay', [budget({ minAvailable: 0 }), app({})]],
    ['a number, of pods that are not in the files', budget({ minAvailable: 5 })],
    ['a number, of pods that are switched off', [budget({ minAvailable: 5 }), app({ replicas: 0 })]],
    ['a number, of pods of another namespace', [budget({ minAvailable: 1 }, undefined, 'bank'), app({ replicas: 1 })]],
    [
      'a number, where an expression excludes the app',
      [budget({ minAvailable: 1 }, { matchExpressions: [{ key: 'app', operator: 'NotIn', values: ['cart'] }] }), app({ replicas: 1 })],
    ],
    ['one of the two that an autoscaler keeps', [budget({ minAvailable: 1 }), app({}), scaler({ minReplicas: 2 })]],
    ['what is no number, which another rule refuses', [budget({ minAvailable: 'most' }), app({})]],
    ['a budget of another group', object('example.com/v1', 'PodDisruptionBudget', 'cart', { spec: { maxUnavailable: 0 } })],
  ],
  refuses: [
    { what: 'none that may go', given: budget({ maxUnavailable: 0 }), finds: [['/spec/maxUnavailable', most('0')]], absent: [UNSET] },
    {
      what: 'no share that may go',
      given: budget({ maxUnavailable: '0%' }),
      finds: [['/spec/maxUnavailable', most(`'0%'`)]],
      absent: [UNSET],
    },
    { what: 'zero as a text', given: budget({ maxUnavailable: '0' }), finds: [['/spec/maxUnavailable', most(`'0'`)]], absent: [UNSET] },
    { what: 'nothing said', given: budget({}), finds: [['/spec/maxUnavailable', UNSET]], absent: 'itself' },
    {
      what: 'null for both',
      given: budget({ maxUnavailable: null, minAvailable: null }),
      finds: [['/spec/maxUnavailable', UNSET]],
      absent: [UNSET],
    },
    {
      what: 'both',
      given: budget({ maxUnavailable: 1, minAvailable: 1 }),
      finds: [['/spec/minAvailable', 'minAvailable is 1 and maxUnavailable 1, expected one of them']],
      absent: 'accepted',
    },
    { what: 'all must stay', given: budget({ minAvailable: '100%' }), finds: [['/spec/minAvailable', least(`'100%'`)]], absent: [UNSET] },
    {
      what: 'as many as there are',
      given: [budget({ minAvailable: 3 }), app({ replicas: 3 })],
      finds: [['/spec/minAvailable', least('3', ' of 3')]],
      absent: [UNSET],
    },
    {
      what: 'more than there are, of two apps',
      given: [budget({ minAvailable: 6 }), two, app({ replicas: 3 })],
      finds: [['/spec/minAvailable', least('6', ' of 5')]],
      absent: [UNSET],
    },
    {
      what: 'the only one',
      given: [budget({ minAvailable: 1 }), app({})],
      finds: [['/spec/minAvailable', least('1', ' of 1')]],
      absent: [UNSET],
    },
    {
      what: 'a share that is all after rounding',
      given: [budget({ minAvailable: '67%' }), app({ replicas: 3 })],
      finds: [['/spec/minAvailable', least(`'67%'`, ' of 3')]],
      absent: [UNSET],
    },
    {
      what: 'as many as an autoscaler keeps',
      given: [budget({ minAvailable: 2 }), app({ replicas: 5 }), scaler({ minReplicas: 2 })],
      finds: [['/spec/minAvailable', least('2', ' of 2')]],
      absent: [UNSET],
    },
    {
      what: 'as many as there are, of all pods',
      given: [budget({ minAvailable: 3 }, {}), app({ replicas: 3 })],
      finds: [['/spec/minAvailable', least('3', ' of 3')]],
      absent: [UNSET],
    },
  ],
});
