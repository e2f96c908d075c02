import { podNodeName } from '../../rules/pod-node-name';
import { deployment, judges, object } from './given';

const said = (name: string) => `the pod names the node '${name}', expected it unset`;

judges(podNodeName, {
  accepts: [
    ['no name', deployment()],
    ['an empty name', deployment({ nodeName: '' })],
    ['a name that is null', deployment({ nodeName: null })],
    ['a node selector', deployment({ nodeSelector: { 'kubernetes.io/hostname': 'worker-1' } })],
    ['an object that runs no pod', object('v1', 'ConfigMap', 'cart', { spec: { nodeName: 'worker-1' } })],
  ],
  refuses: [
    { what: 'a name', pod: { nodeName: 'worker-1' }, finds: [['/nodeName', said('worker-1')]], absent: 'accepted' },
    { what: 'a name that is no string', pod: { nodeName: 7 }, finds: [['/nodeName', said('7')]], absent: 'accepted' },
  ],
});
