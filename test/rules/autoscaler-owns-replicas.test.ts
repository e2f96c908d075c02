import { autoscalerOwnsReplicas } from '../../rules/autoscaler-owns-replicas';
import { judges, object } from './given';

const app = (spec: object, kind = 'Deployment') => object('apps/v1', kind, 'cart', { spec });
const scaler = (bounds: object, name = 'cart', namespace = 'shop', apiVersion = 'apps/v1') => ({
  ...object('autoscaling/v2', 'HorizontalPodAutoscaler', 'scaler', {
    spec: { ...bounds, scaleTargetRef: { apiVersion, kind: 'Deployment', name } },
  }),
  metadata: { name: 'scaler', namespace },
});
const owned = (replicas: number) => `replicas is ${replicas}, expected none, as the HorizontalPodAutoscaler 'scaler' sets it`;

judges(autoscalerOwnsReplicas, {
  accepts: [
    ['no number beside an autoscaler', [app({}), scaler({})]],
    ['null beside an autoscaler', [app({ replicas: null }), scaler({})]],
    ['a number without an autoscaler', app({ replicas: 3 })],
    ['a number beside an autoscaler of another app', [app({ replicas: 3 }), scaler({}, 'cat')]],
    ['a number beside an autoscaler of another namespace', [app({ replicas: 3 }), scaler({}, 'cart', 'bank')]],
    ['a number beside an autoscaler of another group', [app({ replicas: 3 }), scaler({}, 'cart', 'shop', 'example.com/v1')]],
    ['a number of another kind of that name', [app({ replicas: 3 }, 'StatefulSet'), scaler({})]],
  ],
  refuses: [
    {
      what: 'a number beside an autoscaler',
      given: [app({ replicas: 3 }), scaler({})],
      finds: [['/spec/replicas', owned(3)]],
      absent: 'accepted',
    },
    {
      what: 'zero, which switches the autoscaler off',
      given: [scaler({}), app({ replicas: 0 })],
      finds: [[1, '/spec/replicas', owned(0)]],
      absent: 'accepted',
    },
  ],
});
