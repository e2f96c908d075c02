import { requestsSet } from '../../rules/requests-set';
import { container, deployment, judges, object, pod } from './given';

const enough = { requests: { cpu: '100m', memory: '64Mi' } };
const asking = (resources: unknown) => deployment({ containers: [container({ resources })] });
const AT = '/spec/template/spec/containers/0/resources';
const lacks = (what: string) => `container 'cart' has ${what}, expected a quantity above 0`;
const NOTHING = lacks('resources.requests.cpu unset, resources.requests.memory unset');

judges(requestsSet, {
  accepts: [
    ['both requests', asking(enough)],
    ['requests as numbers', asking({ requests: { cpu: 0.5, memory: 67108864 } })],
    ['nothing of an ephemeral container, which cannot have any', pod({ containers: [], ephemeralContainers: [container()] })],
    ['requests of the whole pod, since 1.34', deployment({ resources: enough }), { minor: 34 }],
    [
      'one of the pod and one of the container',
      deployment({ resources: { requests: { cpu: '1' } }, containers: [container({ resources: { requests: { memory: '1Gi' } } })] }),
    ],
    ['an object that runs no pod', object('v1', 'ConfigMap', 'cart', { spec: { containers: [{}] } })],
  ],
  refuses: [
    { what: 'no resources', pod: { containers: [container()] }, finds: [['/containers/0/resources', NOTHING]], absent: 'itself' },
    {
      what: 'resources of a second container only',
      given: deployment({ containers: [container({ resources: enough }), container()] }),
      finds: [['/spec/template/spec/containers/1/resources', NOTHING]],
      absent: 'itself',
    },
    {
      what: 'an init container without resources',
      given: deployment({ containers: [], initContainers: [container()] }),
      finds: [['/spec/template/spec/initContainers/0/resources', NOTHING]],
      absent: 'itself',
    },
    {
      what: 'a sidecar without resources',
      given: deployment({ containers: [], initContainers: [container({ restartPolicy: 'Always' })] }),
      finds: [['/spec/template/spec/initContainers/0/resources', NOTHING]],
      absent: 'itself',
    },
    { what: 'limits only', given: asking({ limits: enough.requests }), finds: [[AT, NOTHING]], absent: [NOTHING] },
    {
      what: 'no request for the processor',
      given: asking({ requests: { memory: '64Mi' } }),
      finds: [[`${AT}/requests/cpu`, lacks('resources.requests.cpu unset')]],
      absent: 'itself',
    },
    {
      what: 'no request for memory',
      given: asking({ requests: { cpu: '1' } }),
      finds: [[`${AT}/requests/memory`, lacks('resources.requests.memory unset')]],
      absent: 'itself',
    },
    {
      what: 'a request of nothing',
      given: asking({ requests: { cpu: '0', memory: '64Mi' } }),
      finds: [[`${AT}/requests/cpu`, lacks(`resources.requests.cpu '0'`)]],
      absent: [lacks('resources.requests.cpu unset')],
    },
    {
      what: 'a request that is no quantity',
      given: asking({ requests: { cpu: '1', memory: 'lots' } }),
      finds: [[`${AT}/requests/memory`, lacks(`resources.requests.memory 'lots'`)]],
      absent: [lacks('resources.requests.memory unset')],
    },
    {
      what: 'a request of null',
      given: asking({ requests: { cpu: '1', memory: null } }),
      finds: [[`${AT}/requests/memory`, lacks('resources.requests.memory unset')]],
      absent: [lacks('resources.requests.memory unset')],
    },
    { what: 'requests that are a list', given: asking({ requests: [] }), finds: [[AT, NOTHING]], absent: [NOTHING] },
    {
      what: 'requests of the whole pod before 1.34',
      given: deployment({ resources: enough }),
      facts: { minor: 33 },
      finds: [[AT, NOTHING]],
      absent: 'itself',
    },
  ],
});
