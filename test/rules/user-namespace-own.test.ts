import { userNamespaceOwn } from '../../rules/user-namespace-own';
import { container, deployment, judges, object } from './given';

const said = (value: string) => `the pod has hostUsers ${value}, expected false`;

judges(userNamespaceOwn, {
  accepts: [
    ['a user namespace of its own', deployment({ hostUsers: false })],
    ['a version in which they are off', deployment(), { minor: 32 }],
    ["a pod in the node's network", deployment({ hostNetwork: true })],
    ["a pod in the node's processes", deployment({ hostPID: true })],
    ["a pod in the node's inter-process communication", deployment({ hostIPC: true })],
    ['a raw block device', deployment({ containers: [container({ volumeDevices: [{ name: 'disk', devicePath: '/dev/xvda' }] })] })],
    ['a pod on Windows', deployment({ os: { name: 'windows' } })],
    ['an object that runs no pod', object('v1', 'ConfigMap', 'cart', { spec: { containers: [container()] } })],
  ],
  refuses: [
    { what: 'no field', pod: {}, finds: [['/hostUsers', said('unset')]], absent: 'itself' },
    { what: 'no field in the first version', pod: {}, facts: { minor: 33 }, finds: [['/hostUsers', said('unset')]], absent: 'itself' },
    { what: 'no field, and no namespace of the node', pod: { hostPID: false }, finds: [['/hostUsers', said('unset')]], absent: 'itself' },
    { what: 'null', pod: { hostUsers: null }, finds: [['/hostUsers', said('unset')]], absent: [said('unset')] },
    { what: 'true', pod: { hostUsers: true }, finds: [['/hostUsers', said('true')]], absent: [said('unset')] },
    { what: 'a text', pod: { hostUsers: 'false' }, finds: [['/hostUsers', said("'false'")]], absent: [said('unset')] },
  ],
});
