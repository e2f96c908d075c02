import { limitsSet } from '../../rules/limits-set';
import { container, deployment, judges, object, pod } from './given';

const enough = { limits: { cpu: '100m', memory: '64Mi' } };
const having = (resources: unknown) => deployment({ containers: [container({ resources })] });
const AT = '/spec/template/spec/containers/0/resources';
const lacks = (what: string) => `container 'cart' has ${what}, expected a quantity above 0`;
const NOTHING = lacks('resources.limits.cpu unset, resources.limits.memory unset');

judges(limitsSet, {
  accepts: [
    ['both limits', having(enough)],
    ['nothing of an ephemeral container, which cannot have any', pod({ containers: [], ephemeralContainers: [container()] })],
    ['limits of the whole pod, since 1.34', deployment({ resources: enough }), { minor: 34 }],
    ['an object that runs no pod', object('v1', 'ConfigMap', 'cart', { spec: { containers: [{}] } })],
  ],
  refuses: [
    { what: 'no resources', pod: { containers: [container()] }, finds: [['/containers/0/resources', NOTHING]], absent: 'itself' },
    {
      what: 'an init container without resources',
      given: deployment({ containers: [], initContainers: [container()] }),
      finds: [['/spec/template/spec/initContainers/0/resources', NOTHING]],
      absent: 'itself',
    },
    {
      what: 'a second container without limits',
      given: deployment({ containers: [container({ resources: enough }), container()] }),
      finds: [['/spec/template/spec/containers/1/resources', NOTHING]],
      absent: 'itself',
    },
    { what: 'requests only', given: having({ requests: enough.limits }), finds: [[AT, NOTHING]], absent: [NOTHING] },
    {
      what: 'no limit on the processor',
      given: having({ limits: { memory: '1Gi' } }),
      finds: [[`${AT}/limits/cpu`, lacks('resources.limits.cpu unset')]],
      absent: 'itself',
    },
    {
      what: 'no limit on memory',
      given: having({ limits: { cpu: '1' } }),
      finds: [[`${AT}/limits/memory`, lacks('resources.limits.memory unset')]],
      absent: 'itself',
    },
    {
      what: 'a limit of zero, which is none',
      given: having({ limits: { cpu: 0, memory: '1Gi' } }),
      finds: [[`${AT}/limits/cpu`, lacks('resources.limits.cpu 0')]],
      absent: [lacks('resources.limits.cpu unset')],
    },
    {
      what: 'a limit that is no quantity',
      given: having({ limits: { cpu: '1', memory: true } }),
      finds: [[`${AT}/limits/memory`, lacks('resources.limits.memory true')]],
      absent: [lacks('resources.limits.memory unset')],
    },
    { what: 'resources of null', given: having(null), finds: [[AT, NOTHING]], absent: [NOTHING] },
    {
      what: 'limits of the whole pod before 1.34',
      given: deployment({ resources: enough }),
      facts: { minor: 33 },
      finds: [[AT, NOTHING]],
      absent: 'itself',
    },
  ],
});
