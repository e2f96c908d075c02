import { userIdHigh } from '../../rules/user-id-high';
import { container, deployment, judges, object } from './given';

const FIELD = '/securityContext/runAsUser';
const POD = FIELD;
const own = (runAsUser: unknown) => ({ securityContext: { runAsUser } });
const ofPod = own;
const said = (subject: string, value: string) => `${subject} runAsUser ${value}, expected 10001 or more`;
const UNSET = said("container 'cart' has", 'unset');

judges(userIdHigh, {
  accepts: [
    ['a high id of the pod', deployment(ofPod(10_001))],
    ['a high id of each container', deployment({ containers: [container(own(10_001)), container(own(65_532))] })],
    ['a low id of the pod that no container has', deployment({ ...ofPod(1000), containers: [container(own(65_532))] })],
    ['root, which the Pod Security Standards refuse already', deployment(ofPod(0))],
    ['a pod on Windows, which has no such ids', deployment({ os: { name: 'windows' } })],
    ['no containers', deployment({ containers: [] })],
    ['an object that runs no pod', object('v1', 'ConfigMap', 'cart', { spec: { containers: [container()] } })],
  ],
  refuses: [
    { what: 'no id', pod: {}, finds: [[POD, UNSET]], absent: 'itself' },
    { what: 'no id in a security context', pod: { securityContext: { runAsNonRoot: true } }, finds: [[POD, UNSET]], absent: 'itself' },
    { what: 'null', pod: ofPod(null), finds: [[POD, UNSET]], absent: [UNSET] },
    { what: 'no id on Linux', pod: { os: { name: 'linux' } }, finds: [[POD, UNSET]], absent: 'itself' },
    { what: 'a low id of the pod', pod: ofPod(1000), finds: [[POD, said('the pod has', '1000')]], absent: [UNSET] },
    { what: 'the highest of the low ids', pod: ofPod(10_000), finds: [[POD, said('the pod has', '10000')]], absent: [UNSET] },
    { what: 'a text', pod: ofPod('65532'), finds: [[POD, said('the pod has', "'65532'")]], absent: [UNSET] },
    { what: 'an object', pod: ofPod({}), finds: [[POD, said('the pod has', 'an object')]], absent: [UNSET] },
    {
      what: 'a low id of a container, in a pod with a high one',
      pod: { ...ofPod(65_532), containers: [container(own(1000))] },
      finds: [[`/containers/0${FIELD}`, said("container 'cart' has", '1000')]],
      absent: 'accepted',
    },
    {
      what: 'a low id of an init container, of a sidecar and of an ephemeral container',
      pod: {
        ...ofPod(65_532),
        initContainers: [container(own(1)), container({ ...own(2), restartPolicy: 'Always' })],
        ephemeralContainers: [container(own(3))],
      },
      finds: [
        [`/initContainers/0${FIELD}`, said("container 'cart' has", '1')],
        [`/initContainers/1${FIELD}`, said("container 'cart' has", '2')],
        [`/ephemeralContainers/0${FIELD}`, said("container 'cart' has", '3')],
      ],
      absent: 'accepted',
    },
    {
      what: 'no id for all but one container',
      pod: { containers: [container(own(65_532)), container({ name: 'log' }), container({ name: 'mail' })] },
      finds: [[POD, said("containers 'log', 'mail' have", 'unset')]],
      absent: 'itself',
    },
  ],
});
