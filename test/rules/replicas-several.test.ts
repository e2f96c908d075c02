import { replicasSeveral } from '../../rules/replicas-several';
import { judges, object } from './given';

const app = (spec: object, kind = 'Deployment', apiVersion = 'apps/v1') => object(apiVersion, kind, 'cart', { spec });
const scaler = (bounds: object, name = 'cart', namespace = 'shop', apiVersion = 'apps/v1') => ({
  ...object('autoscaling/v2', 'HorizontalPodAutoscaler', 'scaler', {
    spec: { ...bounds, scaleTargetRef: { apiVersion, kind: 'Deployment', name } },
  }),
  metadata: { name: 'scaler', namespace },
});
const one = (more: object = {}, kind = 'Deployment') =>
  app({ replicas: 1, template: { metadata: { labels: { app: 'cart' } }, spec: { containers: [] } }, ...more }, kind);
const service = (selector: object | undefined, namespace = 'shop') => ({
  ...object('v1', 'Service', 'cart', { spec: { selector } }),
  metadata: { name: 'cart', namespace },
});
const CALLED = service({ app: 'cart' });
const few = (found: string) => `replicas is ${found}, expected 2 or more`;

judges(replicasSeveral, {
  accepts: [
    ['two replicas', app({ replicas: 2 })],
    ['none, switched off', app({ replicas: 0 })],
    ['what an autoscaler keeps', [app({}), scaler({ minReplicas: 2 })]],
    ['one, under an autoscaler written first', [scaler({}), app({ replicas: 1 })]],
    ['one by intent, that nobody calls', one()],
    [
      'one that no Service of its namespace selects',
      [one(), service({ app: 'cart' }, 'bank'), service({ app: 'art' }), service({}), service(undefined)],
    ],
    ['a DaemonSet, a Job and a pod', [app({}, 'DaemonSet'), app({}, 'Job', 'batch/v1'), app({}, 'Pod', 'v1')]],
    ['a Deployment of another group', app({ replicas: 1 }, 'Deployment', 'example.com/v1')],
  ],
  refuses: [
    { what: 'one replica behind a Service', given: [one(), CALLED], finds: [['/spec/replicas', few('1')]], absent: [few('unset')] },
    { what: 'nothing said, which is one', given: app({}), finds: [['/spec/replicas', few('unset')]], absent: 'itself' },
    { what: 'null, which is one', given: app({ replicas: null }), finds: [['/spec/replicas', few('unset')]], absent: [few('unset')] },
    { what: 'a text', given: app({ replicas: '3' }), finds: [['/spec/replicas', few(`'3'`)]], absent: [few('unset')] },
    {
      what: 'a StatefulSet behind one',
      given: [one({}, 'StatefulSet'), CALLED],
      finds: [['/spec/replicas', few('1')]],
      absent: [few('unset')],
    },
    { what: 'a ReplicaSet', given: app({}, 'ReplicaSet'), finds: [['/spec/replicas', few('unset')]], absent: 'itself' },
    {
      what: 'a ReplicationController',
      given: app({}, 'ReplicationController', 'v1'),
      finds: [['/spec/replicas', few('unset')]],
      absent: 'itself',
    },
    {
      what: 'an autoscaler of another app',
      given: [app({}), scaler({}, 'cat')],
      finds: [['/spec/replicas', few('unset')]],
      absent: 'itself',
    },
    {
      what: 'an autoscaler of another namespace',
      given: [app({}), scaler({}, 'cart', 'bank')],
      finds: [['/spec/replicas', few('unset')]],
      absent: 'itself',
    },
    {
      what: 'an autoscaler of another group',
      given: [app({}), scaler({}, 'cart', 'shop', 'example.com/v1')],
      finds: [['/spec/replicas', few('unset')]],
      absent: 'itself',
    },
  ],
});
