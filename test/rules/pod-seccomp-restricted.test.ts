import { podSeccompRestricted } from '../../rules/pod-seccomp-restricted';
import { container, judges, pod } from './given';
import { besideOthers, NEIGHBOUR } from './hardened';

const of = (seccompProfile: unknown) => ({ securityContext: { seccompProfile } });
const one = (seccompProfile: unknown, spec = {}) => pod({ ...spec, containers: [container(of(seccompProfile))] });
const FIELD = '/securityContext/seccompProfile';
const said = (containers = "container 'cart'") =>
  `pod or ${containers} must set securityContext.seccompProfile.type to "RuntimeDefault" or "Localhost"`;
const windows = { os: { name: 'windows' } };

judges(podSeccompRestricted, {
  accepts: [
    ['a profile of the pod', one(undefined, of({ type: 'RuntimeDefault' }))],
    ['a profile of every container', pod({ containers: [NEIGHBOUR, container(of({ type: 'Localhost', localhostProfile: 'cart.json' }))] })],
    ['a profile of the pod that is wrong, which the baseline rule finds', one(undefined, of({ type: 'Unconfined' }))],
    ['a profile of the container that is wrong, which the baseline rule finds', one({})],
    ['a Windows pod', one(undefined, windows)],
    ['a Windows pod since 1.25', one(undefined, windows), { minor: 25 }],
    ['no profile before 1.19', one(undefined), { minor: 18 }],
    ['a pod without containers', pod({ containers: [] })],
  ],
  refuses: [
    ...[undefined, null, {}, { seccompProfile: null }].flatMap((securityContext) =>
      besideOthers({
        what: `no profile where the security context is ${JSON.stringify(securityContext)}`,
        cart: { securityContext },
        finds: () => [[FIELD, said()]],
        absent: 'itself',
      }),
    ),
    {
      what: 'null as the profile of the pod',
      pod: { ...of(null), containers: [container({ securityContext: {} })] },
      finds: [[FIELD, said()]],
      absent: [said()],
    },
    {
      what: 'two containers of three without one',
      pod: {
        containers: [NEIGHBOUR, container({ securityContext: {} })],
        initContainers: [container({ name: 'load', securityContext: {} })],
      },
      finds: [[FIELD, said("containers 'load', 'cart'")]],
      absent: 'itself',
    },
    { what: 'no profile in 1.19', given: one(undefined), facts: { minor: 19 }, finds: [[`/spec${FIELD}`, said()]], absent: 'itself' },
    {
      what: 'a Windows pod before 1.25',
      given: one(undefined, windows),
      facts: { minor: 24 },
      finds: [[`/spec${FIELD}`, said()]],
      absent: 'itself',
    },
    { what: 'a Linux pod', given: one(undefined, { os: { name: 'linux' } }), finds: [[`/spec${FIELD}`, said()]], absent: 'itself' },
  ],
});
