import { podSchedulerName } from '../../rules/pod-scheduler-name';
import { deployment, judges, object } from './given';

const said = (name: string) => `the pod asks for the scheduler '${name}', expected that of the cluster`;

judges(podSchedulerName, {
  accepts: [
    ['no name', deployment()],
    ['that of the cluster', deployment({ schedulerName: 'default-scheduler' })],
    ['an empty name', deployment({ schedulerName: '' })],
    ['a name that is null', deployment({ schedulerName: null })],
    ['an object that runs no pod', object('v1', 'ConfigMap', 'cart', { spec: { schedulerName: 'mine' } })],
  ],
  refuses: [
    { what: 'another one', pod: { schedulerName: 'mine' }, finds: [['/schedulerName', said('mine')]], absent: 'accepted' },
    {
      what: 'a name in another case',
      pod: { schedulerName: 'Default-Scheduler' },
      finds: [['/schedulerName', said('Default-Scheduler')]],
      absent: 'accepted',
    },
    { what: 'a name that is no string', pod: { schedulerName: 0 }, finds: [['/schedulerName', said('0')]], absent: 'accepted' },
  ],
});
