import { rollingUpdate } from '../../rules/rolling-update';
import { judges, object } from './given';

const scaler = (bounds: object, name = 'cart', namespace = 'shop', apiVersion = 'apps/v1') => ({
  ...object('autoscaling/v2', 'HorizontalPodAutoscaler', 'scaler', {
    spec: { ...bounds, scaleTargetRef: { apiVersion, kind: 'Deployment', name } },
  }),
  metadata: { name: 'scaler', namespace },
});
const app = (strategy: unknown, replicas: unknown = 3, kind = 'Deployment') =>
  object('apps/v1', kind, 'cart', { spec: { replicas, strategy } });
const rolling = (maxUnavailable: unknown) => ({ type: 'RollingUpdate', rollingUpdate: { maxUnavailable } });
const most = (found: string) => `maxUnavailable is ${found} of 3 pods, expected less than all`;
const AT = '/spec/strategy/rollingUpdate/maxUnavailable';
const RECREATE = `strategy is 'Recreate', expected 'RollingUpdate'`;

judges(rollingUpdate, {
  accepts: [
    ['a rolling update', app({ type: 'RollingUpdate' })],
    ['nothing said, which is a rolling update', app(undefined)],
    ['a share of the pods', app(rolling('50%'))],
    ['some of the pods', app(rolling(2))],
    ['none of the pods', app(rolling(0))],
    ['the only pod, ended first', app({ type: 'Recreate' }, 1)],
    ['an app that is switched off', app({ type: 'Recreate' }, 0)],
    ['another kind', app({ type: 'Recreate' }, 3, 'StatefulSet')],
  ],
  refuses: [
    { what: 'all at once', given: app({ type: 'Recreate' }), finds: [['/spec/strategy/type', RECREATE]], absent: 'accepted' },
    {
      what: 'all that an autoscaler keeps',
      given: [app({ type: 'Recreate' }, null), scaler({ minReplicas: 2 })],
      finds: [['/spec/strategy/type', RECREATE]],
      absent: 'accepted',
    },
    { what: 'all as a share', given: app(rolling('100%')), finds: [[AT, most(`'100%'`)]], absent: 'accepted' },
    { what: 'all as a number', given: app(rolling(3)), finds: [[AT, most('3')]], absent: 'accepted' },
    { what: 'more than all', given: app({ rollingUpdate: { maxUnavailable: 9 } }), finds: [[AT, most('9')]], absent: 'accepted' },
  ],
});
