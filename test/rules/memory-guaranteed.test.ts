import { memoryGuaranteed } from '../../rules/memory-guaranteed';
import { container, deployment, judges, object } from './given';

const having = (requests: unknown, limits: unknown) => deployment({ containers: [container({ resources: { requests, limits } })] });

judges(memoryGuaranteed, {
  accepts: [
    ['a request as large as the limit', having({ memory: '1Gi' }, { memory: '1024Mi' })],
    ['a limit without a request, which is the request then', having(undefined, { memory: '1Gi' })],
    ['a request of null', having({ memory: null }, { memory: '1Gi' })],
    ['a request without a limit, which another rule asks for', having({ memory: '1Gi' }, undefined)],
    ['a request above the limit, which another rule refuses', having({ memory: '2Gi' }, { memory: '1Gi' })],
    ['less processor than may be used', having({ cpu: '1m' }, { cpu: '1' })],
    ['no resources', deployment()],
    ['an object that runs no pod', object('v1', 'ConfigMap', 'cart')],
  ],
  refuses: [
    {
      what: 'a smaller request',
      container: { resources: { requests: { memory: '64Mi' }, limits: { memory: '1Gi' } } },
      finds: [['/resources/requests/memory', `container 'cart' requests '64Mi' of memory, expected its limit of '1Gi'`]],
      absent: 'accepted',
    },
    {
      what: 'a request of nothing',
      pod: { containers: [container({ resources: { requests: { memory: 0 }, limits: { memory: '1Gi' } } })] },
      finds: [['/containers/0/resources/requests/memory', `container 'cart' requests 0 of memory, expected its limit of '1Gi'`]],
      absent: 'accepted',
    },
  ],
});
