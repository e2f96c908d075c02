import { podRootUser } from '../../rules/pod-root-user';
import { container, judges, pod } from './given';

const user = (runAsUser: unknown) => ({ securityContext: { runAsUser } });
const FIELD = '/securityContext/runAsUser';
const said = (owner: string, value: string) => `${owner} has securityContext.runAsUser ${value}, expected another user or unset`;
const CART = "container 'cart'";

judges(podRootUser, {
  accepts: [
    ['nothing said', pod()],
    ['null', pod({ ...user(null), containers: [container(user(null))] })],
    ['another user', pod({ ...user(10001), containers: [container(user(1))] })],
    ['user 0 before 1.23', pod(user(0)), { minor: 22 }],
    ['user 0 in a user namespace', pod({ ...user(0), hostUsers: false })],
    ['user 0 in a user namespace since 1.35', pod({ containers: [container(user(0))], hostUsers: false }), { minor: 35 }],
    ['group 0', pod({ securityContext: { runAsGroup: 0 } })],
  ],
  refuses: [
    { what: 'user 0', pod: user(0), finds: [[FIELD, said('pod', '0')]], absent: 'accepted' },
    { what: 'user 0', container: user(0), finds: [[FIELD, said(CART, '0')]], absent: 'accepted' },
    { what: 'user 0 in 1.23', container: user(0), facts: { minor: 23 }, finds: [[FIELD, said(CART, '0')]], absent: 'accepted' },
    {
      what: 'user 0 in a user namespace before 1.35',
      pod: { ...user(0), hostUsers: false },
      facts: { minor: 34 },
      finds: [[FIELD, said('pod', '0')]],
      absent: 'accepted',
    },
    {
      what: 'user 0 among the users of the node',
      pod: { ...user(0), hostUsers: true },
      finds: [[FIELD, said('pod', '0')]],
      absent: 'accepted',
    },
    {
      what: 'user 0 of the pod and of a container, which are two',
      pod: { ...user(0), containers: [container(user(0)), container({ name: 'web', ...user(1) })] },
      finds: [
        [FIELD, said('pod', '0')],
        [`/containers/0${FIELD}`, said(CART, '0')],
      ],
      absent: 'accepted',
    },
    { what: 'a user that is no number', container: user('0'), finds: [[FIELD, said(CART, '"0"')]], absent: 'accepted' },
  ],
});
