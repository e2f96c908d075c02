import { podNonRoot } from '../../rules/pod-non-root';
import { container, judges, pod } from './given';
import { besideOthers, NEIGHBOUR } from './hardened';

const of = (runAsNonRoot: unknown) => ({ securityContext: { runAsNonRoot } });
const one = (runAsNonRoot: unknown, spec = {}) => pod({ ...spec, containers: [container(of(runAsNonRoot))] });
const FIELD = '/securityContext/runAsNonRoot';
const written = (owner: string, value: string) => `${owner} has securityContext.runAsNonRoot ${value}, expected true`;
const missing = (containers = "container 'cart'") => `pod or ${containers} must set securityContext.runAsNonRoot=true`;

judges(podNonRoot, {
  accepts: [
    ['true of the pod', one(undefined, of(true))],
    ['true of every container', pod({ containers: [NEIGHBOUR, container(of(true))] })],
    ['true of both', one(true, of(true))],
    ['nothing of a container, where the pod has true', one(null, of(true))],
    ['nothing, in a user namespace', one(undefined, { hostUsers: false })],
    ['false, in a user namespace since 1.35', one(false, { hostUsers: false, ...of(false) }), { minor: 35 }],
    ['a pod without containers', pod({ containers: [] })],
  ],
  refuses: [
    ...[undefined, null, {}, { runAsNonRoot: null }].flatMap((securityContext) =>
      besideOthers({
        what: `nothing where the security context is ${JSON.stringify(securityContext)}`,
        cart: { securityContext },
        finds: () => [[FIELD, missing()]],
        absent: 'itself',
      }),
    ),
    ...besideOthers({
      what: 'false of a container',
      cart: of(false),
      finds: (pointer) => [[`${pointer}${FIELD}`, written("container 'cart'", 'false')]],
      absent: [missing()],
    }),
    ...besideOthers({
      what: 'false of a container, where the pod has true',
      cart: of(false),
      pod: of(true),
      finds: (pointer) => [[`${pointer}${FIELD}`, written("container 'cart'", 'false')]],
      absent: 'accepted',
    }),
    ...besideOthers({
      what: 'the word true',
      cart: of('true'),
      finds: (pointer) => [[`${pointer}${FIELD}`, written("container 'cart'", '"true"')]],
      absent: [missing()],
    }),
    {
      what: 'false of the pod, where every container has true',
      pod: { ...of(false), containers: [NEIGHBOUR] },
      finds: [[FIELD, written('pod', 'false')]],
      absent: 'accepted',
    },
    {
      what: 'false of the pod, and nothing of its container',
      pod: { ...of(false), containers: [container({ securityContext: {} })] },
      finds: [[FIELD, written('pod', 'false')]],
      absent: [missing()],
    },
    {
      what: 'false of one container, and nothing of two others',
      pod: {
        containers: [container(of(false)), container({ name: 'log', securityContext: {} })],
        initContainers: [container({ name: 'load', securityContext: {} })],
      },
      finds: [
        [`/containers/0${FIELD}`, written("container 'cart'", 'false')],
        [FIELD, missing("containers 'load', 'log'")],
      ],
      absent: [missing("containers 'load', 'cart', 'log'")],
    },
    {
      what: 'a user, which is not enough',
      pod: { securityContext: { runAsUser: 10001 }, containers: [container({ securityContext: {} })] },
      finds: [[FIELD, missing()]],
      absent: 'itself',
    },
    { what: 'a Windows pod', given: one(undefined, { os: { name: 'windows' } }), finds: [[`/spec${FIELD}`, missing()]], absent: 'itself' },
    {
      what: 'nothing in the first version',
      given: one(undefined),
      facts: { minor: 0 },
      finds: [[`/spec${FIELD}`, missing()]],
      absent: 'itself',
    },
    {
      what: 'a user namespace before 1.35',
      given: one(undefined, { hostUsers: false }),
      facts: { minor: 34 },
      finds: [[`/spec${FIELD}`, missing()]],
      absent: 'itself',
    },
    { what: 'the users of the node', given: one(undefined, { hostUsers: true }), finds: [[`/spec${FIELD}`, missing()]], absent: 'itself' },
  ],
});
