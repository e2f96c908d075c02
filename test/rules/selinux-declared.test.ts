import { selinuxDeclared } from '../../rules/selinux-declared';
import { container, deployment, judges, object } from './given';

const FIELD = '/securityContext/seLinuxOptions';
const having = (seLinuxOptions: unknown) => ({ securityContext: { seLinuxOptions } });
const said = (subject: string, found: string) => `${subject} seLinuxOptions ${found}, expected a type such as container_t`;
const UNSET = said("container 'cart' has", 'unset');

judges(selinuxDeclared, {
  accepts: [
    ['a type of the pod', deployment(having({ type: 'container_t' }))],
    ['a level of the pod', deployment(having({ level: 's0:c1,c2' }))],
    ['a type of each container', deployment({ containers: [container(having({ type: 'container_t' }))] })],
    ['a type that the Pod Security Standards refuse', deployment(having({ type: 'spc_t' }))],
    [
      'a user and a role, which they refuse too',
      deployment({ containers: [container(having({ user: 'u' })), container(having({ role: 'r' }))] }),
    ],
    ['a pod on Windows', deployment({ os: { name: 'windows' } })],
    ['an object that runs no pod', object('v1', 'ConfigMap', 'cart', { spec: { containers: [container()] } })],
  ],
  refuses: [
    { what: 'no options', pod: {}, finds: [[FIELD, UNSET]], absent: 'itself' },
    { what: 'null', pod: having(null), finds: [[FIELD, UNSET]], absent: [UNSET] },
    { what: 'empty options', pod: having({}), finds: [[FIELD, said('the pod has', 'without a type or level')]], absent: [UNSET] },
    { what: 'an empty type', pod: having({ type: '' }), finds: [[FIELD, said('the pod has', 'without a type or level')]], absent: [UNSET] },
    { what: 'a text', pod: having('container_t'), finds: [[FIELD, said('the pod has', 'without a type or level')]], absent: [UNSET] },
    {
      what: 'empty options of a container, which hide those of the pod',
      pod: { ...having({ type: 'container_t' }), containers: [container(having({}))] },
      finds: [[`/containers/0${FIELD}`, said("container 'cart' has", 'without a type or level')]],
      absent: 'accepted',
    },
    {
      what: 'no options of a second container and of an init container',
      pod: { containers: [container(having({ level: 's0' })), container({ name: 'log' })], initContainers: [container({ name: 'init' })] },
      finds: [[FIELD, said("containers 'init', 'log' have", 'unset')]],
      absent: 'itself',
    },
  ],
});
