import { limitsFit } from '../../rules/limits-fit';
import { CONTAINER_PLACES, container, deployment, judges, object, POD_PLACES } from './given';

const range = (...limits: unknown[]) => object('v1', 'LimitRange', 'limits', { spec: { limits } });
const bounds = {
  type: 'Container',
  min: { cpu: '100m' },
  max: { cpu: '2', memory: '1Gi' },
  maxLimitRequestRatio: { cpu: '4', memory: '4' },
};
const asking = (requests: unknown, limits: unknown) => container({ resources: { requests, limits } });
const running = (requests: unknown, limits: unknown) => deployment({ containers: [asking(requests, limits)] });
const at = '/spec/template/spec/containers/0/resources';
const large = running({ cpu: '1m' }, { cpu: '64' });
const under = (what: string, ...ranges: ReturnType<typeof object>[]) => [`anything under ${what}`, [...ranges, large]] as const;
const refused = (what: string, given: ReturnType<typeof object>, pointer: string, message: string) =>
  ({ what, given: [range(bounds), given], finds: [[1, `${at}/${pointer}`, message]], absent: 'accepted' }) as const;

judges(limitsFit, {
  accepts: [
    ['what lies within the bounds', [range(bounds), running({ cpu: '500m' }, { cpu: '1' })]],
    ['what is as small as can be', [range(bounds), running({ cpu: '0.1' }, { cpu: '100m' })]],
    ['what is as large as can be', [range(bounds), running({ cpu: '500m', memory: '1Gi' }, { cpu: '2', memory: '1024Mi' })]],
    ['a resource that has no bounds', [range(bounds), running({ storage: '9Ti' }, { storage: '9Ti' })]],
    ['nothing said, as the range fills it in', [range(bounds), deployment()]],
    ['a limit without a request, which is then the limit', [range(bounds), running(undefined, { cpu: '2', memory: '1Gi' })]],
    ['a request without a limit', [range(bounds), running({ cpu: '200m' }, undefined)]],
    under('no range'),
    under('a range of another namespace', { ...range(bounds), metadata: { name: 'limits', namespace: 'bank' } }),
    under('a range of claims', range({ ...bounds, type: 'PersistentVolumeClaim' })),
    under('a range of pods, which is another sum', range({ ...bounds, type: 'Pod' })),
    under('a range without bounds', range({ type: 'Container', default: { cpu: '100m' } })),
    under('an empty range', object('v1', 'LimitRange', 'limits')),
    under('a range of another group', { ...range(bounds), apiVersion: 'example.com/v1' }),
  ],
  refuses: [
    refused(
      'too small a request',
      running({ cpu: '99m' }, { cpu: '100m' }),
      'requests/cpu',
      `container 'cart' requests 99m of cpu, expected at least 100m`,
    ),
    refused(
      'too large a limit',
      running({ cpu: '1' }, { cpu: '2001m' }),
      'limits/cpu',
      `container 'cart' has a limit of 2001m for cpu, expected at most 2`,
    ),
    refused(
      'too large a limit of memory',
      running({ memory: '512Mi' }, { memory: '1025Mi' }),
      'limits/memory',
      `container 'cart' has a limit of 1025Mi for memory, expected at most 1Gi`,
    ),
    refused(
      'a limit too far above its request',
      running({ cpu: '200m' }, { cpu: '1' }),
      'limits/cpu',
      `container 'cart' has a limit of 1 for cpu, 5 times its request, expected at most 4 times`,
    ),
    {
      what: 'what both of two ranges refuse, once, by the tighter one',
      given: [
        running({ cpu: '1' }, { cpu: '3' }),
        range({ type: 'Container', max: { cpu: '500m' } }),
        range({ type: 'Container', max: { cpu: 2 } }),
      ],
      finds: [[`${at}/limits/cpu`, `container 'cart' has a limit of 3 for cpu, expected at most 500m`]],
      absent: 'accepted',
    },
    {
      what: 'what one of two ranges refuses, wherever they stand',
      given: [running({ cpu: '1' }, { cpu: '1' }), range(bounds), range({ type: 'Container', max: { cpu: '500m' } })],
      finds: [[`${at}/limits/cpu`, `container 'cart' has a limit of 1 for cpu, expected at most 500m`]],
      absent: 'accepted',
    },
    ...CONTAINER_PLACES.map(
      ([place, podWith, pointer]) =>
        ({
          what: `too large a limit of ${place}`,
          given: [range(bounds), podWith(asking({ cpu: '1' }, { cpu: '3' }))],
          finds: [[1, `${pointer}/resources/limits/cpu`, `container 'cart' has a limit of 3 for cpu, expected at most 2`]],
          absent: 'accepted',
        }) as const,
    ),
    ...POD_PLACES.map(
      ([place, owner, pointer]) =>
        ({
          what: `too large a limit in ${place}`,
          given: [range(bounds), owner({ containers: [asking({ cpu: '1' }, { cpu: '3' })] })],
          finds: [[1, `${pointer}/containers/0/resources/limits/cpu`, `container 'cart' has a limit of 3 for cpu, expected at most 2`]],
          absent: 'accepted',
        }) as const,
    ),
    {
      what: 'a resource with a slash in its name, which is one step of the pointer',
      given: [range({ type: 'Container', max: { 'example.com/gpu': '1' } }), running({}, { 'example.com/gpu': '2' })],
      finds: [[1, `${at}/limits/example.com~1gpu`, `container 'cart' has a limit of 2 for example.com/gpu, expected at most 1`]],
      absent: 'accepted',
    },
  ],
});
