import { podHostNamespaces } from '../../rules/pod-host-namespaces';
import { judges, object, pod } from './given';

const said = (field: string, value: string) => `pod has ${field} ${value}, expected false or unset`;

judges(podHostNamespaces, {
  accepts: [
    ['nothing said', pod()],
    ['false', pod({ hostNetwork: false, hostPID: false, hostIPC: false })],
    ['null', pod({ hostNetwork: null, hostPID: null, hostIPC: null })],
    ['a user namespace', pod({ hostUsers: false })],
    ['the users of the node', pod({ hostUsers: true })],
    ['an object that runs no pod', object('v1', 'ConfigMap', 'cart', { spec: { hostPID: true } })],
  ],
  refuses: [
    { what: 'the network', pod: { hostNetwork: true }, finds: [['/hostNetwork', said('hostNetwork', 'true')]], absent: 'accepted' },
    { what: 'the processes', pod: { hostPID: true }, finds: [['/hostPID', said('hostPID', 'true')]], absent: 'accepted' },
    { what: 'the shared memory', pod: { hostIPC: true }, finds: [['/hostIPC', said('hostIPC', 'true')]], absent: 'accepted' },
    { what: 'the word false', pod: { hostPID: 'false' }, finds: [['/hostPID', said('hostPID', '"false"')]], absent: 'accepted' },
    {
      what: 'all three in the first version',
      pod: { hostNetwork: true, hostPID: true, hostIPC: true },
      facts: { minor: 0 },
      finds: [
        ['/hostNetwork', said('hostNetwork', 'true')],
        ['/hostPID', said('hostPID', 'true')],
        ['/hostIPC', said('hostIPC', 'true')],
      ],
      absent: 'accepted',
    },
    {
      what: 'the processes, in a user namespace',
      pod: { hostPID: true, hostUsers: false },
      finds: [['/hostPID', said('hostPID', 'true')]],
      absent: 'accepted',
    },
  ],
});
