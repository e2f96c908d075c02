import { requestWithinLimit } from '../../rules/request-within-limit';
import { container, deployment, judges, object } from './given';

const having = (requests: unknown, limits: unknown) => deployment({ containers: [container({ resources: { requests, limits } })] });

judges(requestWithinLimit, {
  accepts: [
    ['a request below the limit', having({ cpu: '100m' }, { cpu: '1' })],
    ['a request as large as the limit, in another unit', having({ memory: '1024Mi' }, { memory: '1Gi' })],
    ['a request without a limit', having({ cpu: '64' }, undefined)],
    ['a limit on something else', having({ cpu: '64' }, { memory: '1Gi' })],
    ['a limit without a request', having(undefined, { cpu: '1' })],
    ['requests that are no quantities', having({ cpu: 'lots', memory: null }, { cpu: '1', memory: '1' })],
    ['an object that runs no pod', object('v1', 'ConfigMap', 'cart')],
  ],
  refuses: [
    {
      what: 'a larger request',
      container: { resources: { requests: { memory: '2Gi' }, limits: { memory: '1Gi' } } },
      finds: [['/resources/requests/memory', `container 'cart' requests '2Gi' of memory, expected at most its limit of '1Gi'`]],
      absent: 'accepted',
    },
    {
      what: 'a larger request',
      pod: { containers: [container({ resources: { requests: { cpu: 2 }, limits: { cpu: '1500m' } } })] },
      finds: [['/containers/0/resources/requests/cpu', `container 'cart' requests 2 of cpu, expected at most its limit of '1500m'`]],
      absent: 'accepted',
    },
    {
      what: 'a request where nothing is allowed, of a resource with a slash',
      given: having({ cpu: '1', 'example.com/gpu': '1' }, { cpu: '1', 'example.com/gpu': 0 }),
      finds: [
        [
          '/spec/template/spec/containers/0/resources/requests/example.com~1gpu',
          `container 'cart' requests '1' of example.com/gpu, expected at most its limit of 0`,
        ],
      ],
      absent: 'accepted',
    },
  ],
});
