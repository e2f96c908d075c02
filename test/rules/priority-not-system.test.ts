import { priorityNotSystem } from '../../rules/priority-not-system';
import { deployment, judges, object } from './given';

const claimed = (priority: string) => `priorityClassName is '${priority}', which is for the system`;
const inSystem = { ...deployment({ priorityClassName: 'system-node-critical' }), metadata: { name: 'dns', namespace: 'kube-system' } };

judges(priorityNotSystem, {
  accepts: [
    ['no priority', deployment()],
    ['a priority of the apps', deployment({ priorityClassName: 'apps' })],
    ['null', deployment({ priorityClassName: null })],
    ['an empty name', deployment({ priorityClassName: '' })],
    ['a part of the system', inSystem],
    ['an object that runs no pod', object('v1', 'ConfigMap', 'cart', { spec: { priorityClassName: 'system-node-critical' } })],
  ],
  refuses: [
    {
      what: 'the priority of the cluster',
      pod: { priorityClassName: 'system-cluster-critical' },
      finds: [['/priorityClassName', claimed('system-cluster-critical')]],
      absent: 'accepted',
    },
    {
      what: 'the priority of the nodes',
      pod: { priorityClassName: 'system-node-critical' },
      finds: [['/priorityClassName', claimed('system-node-critical')]],
      absent: 'accepted',
    },
  ],
});
