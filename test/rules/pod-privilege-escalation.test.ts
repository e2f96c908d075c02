import { podPrivilegeEscalation } from '../../rules/pod-privilege-escalation';
import { container, judges, object, pod } from './given';
import { besideOthers, NEIGHBOUR } from './hardened';

const one = (securityContext: unknown, spec = {}) => pod({ ...spec, containers: [container({ securityContext })] });
const FIELD = '/securityContext/allowPrivilegeEscalation';
const said = (value: string) => `container 'cart' has securityContext.allowPrivilegeEscalation ${value}, expected false`;
const windows = { os: { name: 'windows' } };

judges(podPrivilegeEscalation, {
  accepts: [
    ['false', one({ allowPrivilegeEscalation: false })],
    ['a Windows pod', one(undefined, windows)],
    ['a Windows pod since 1.25', one(undefined, windows), { minor: 25 }],
    ['nothing said before 1.8', one(undefined), { minor: 7 }],
    ['true before 1.8', one({ allowPrivilegeEscalation: true }), { minor: 7 }],
    ['a pod without containers', pod({ containers: [] })],
    ['an object that runs no pod', object('v1', 'ConfigMap', 'cart', { spec: { containers: [container()] } })],
  ],
  refuses: [
    ...besideOthers({
      what: 'true',
      cart: { securityContext: { allowPrivilegeEscalation: true } },
      finds: (pointer) => [[`${pointer}${FIELD}`, said('true')]],
      absent: [said('unset')],
    }),
    ...besideOthers({
      what: 'null',
      cart: { securityContext: { allowPrivilegeEscalation: null } },
      finds: (pointer) => [[`${pointer}${FIELD}`, said('unset')]],
      absent: [said('unset')],
    }),
    ...besideOthers({
      what: 'the word false',
      cart: { securityContext: { allowPrivilegeEscalation: 'false' } },
      finds: (pointer) => [[`${pointer}${FIELD}`, said('"false"')]],
      absent: [said('unset')],
    }),
    ...besideOthers({
      what: 'an empty security context',
      cart: { securityContext: {} },
      finds: (pointer) => [[`${pointer}${FIELD}`, said('unset')]],
      absent: 'itself',
    }),
    ...besideOthers({
      what: 'no security context',
      cart: { securityContext: undefined },
      finds: (pointer) => [[`${pointer}${FIELD}`, said('unset')]],
      absent: 'itself',
    }),
    {
      what: 'false on the pod, where there is no such field',
      given: one({}, { securityContext: { allowPrivilegeEscalation: false } }),
      finds: [[`/spec/containers/0${FIELD}`, said('unset')]],
      absent: 'itself',
    },
    {
      what: 'false on the first of two containers',
      pod: { containers: [NEIGHBOUR, container({ securityContext: {} }), container({ name: 'log', securityContext: {} })] },
      finds: [
        [`/containers/1${FIELD}`, said('unset')],
        [`/containers/2${FIELD}`, said('unset').replace('cart', 'log')],
      ],
      absent: 'itself',
    },
    {
      what: 'nothing said in 1.8',
      given: one(undefined),
      facts: { minor: 8 },
      finds: [[`/spec/containers/0${FIELD}`, said('unset')]],
      absent: 'itself',
    },
    {
      what: 'a Windows pod before 1.25',
      given: one(undefined, windows),
      facts: { minor: 24 },
      finds: [[`/spec/containers/0${FIELD}`, said('unset')]],
      absent: 'itself',
    },
    {
      what: 'a Linux pod',
      given: one(undefined, { os: { name: 'linux' } }),
      finds: [[`/spec/containers/0${FIELD}`, said('unset')]],
      absent: 'itself',
    },
  ],
});
