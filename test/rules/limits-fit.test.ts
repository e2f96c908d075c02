import { limitsFit } from '../../rules/limits-fit';
import { CONTAINER_PLACES, container, deployment, found, object } from './given';

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

describe('accepts', () => {
  test.each([
    ['what lies within the bounds', running({ cpu: '500m' }, { cpu: '1' })],
    ['what is as small as can be', running({ cpu: '0.1' }, { cpu: '100m' })],
    ['what is as large as can be', running({ cpu: '500m', memory: '1Gi' }, { cpu: '2', memory: '1024Mi' })],
    ['a resource that has no bounds', running({ storage: '9Ti' }, { storage: '9Ti' })],
    ['nothing said, as the range fills it in', deployment()],
    ['a limit without a request, which is then the limit', running(undefined, { cpu: '2', memory: '1Gi' })],
    ['a request without a limit', running({ cpu: '200m' }, undefined)],
  ])('%s', (_what, given) => {
    expect(found(limitsFit, [range(bounds), given])).toEqual([]);
  });

  test.each([
    ['no range', []],
    ['a range of another namespace', [{ ...range(bounds), metadata: { name: 'limits', namespace: 'bank' } }]],
    ['a range of claims', [range({ ...bounds, type: 'PersistentVolumeClaim' })]],
    ['a range of pods, which is another sum', [range({ ...bounds, type: 'Pod' })]],
    ['a range without bounds', [range({ type: 'Container', default: { cpu: '100m' } })]],
    ['an empty range', [object('v1', 'LimitRange', 'limits')]],
  ])('anything under %s', (_what, ranges) => {
    expect(found(limitsFit, [...ranges, running({ cpu: '1m' }, { cpu: '64' })])).toEqual([]);
  });
});

describe('refuses', () => {
  test.each([
    [
      'too small a request',
      running({ cpu: '99m' }, { cpu: '100m' }),
      'requests/cpu',
      `container 'cart' requests 99m of cpu, expected at least 100m`,
    ],
    [
      'too large a limit',
      running({ cpu: '1' }, { cpu: '2001m' }),
      'limits/cpu',
      `container 'cart' has a limit of 2001m for cpu, expected at most 2`,
    ],
    [
      'too large a limit of memory',
      running({ memory: '512Mi' }, { memory: '1025Mi' }),
      'limits/memory',
      `container 'cart' has a limit of 1025Mi for memory, expected at most 1Gi`,
    ],
    [
      'a limit too far above its request',
      running({ cpu: '200m' }, { cpu: '1' }),
      'limits/cpu',
      `container 'cart' has a limit of 1 for cpu, 5 times its request, expected at most 4 times`,
    ],
  ])('%s', (_what, given, pointer, message) => {
    expect(found(limitsFit, [range(bounds), given])).toEqual([['1', `${at}/${pointer}`, message]]);
  });

  test('what one of two ranges refuses, wherever they stand', () => {
    const given = running({ cpu: '1' }, { cpu: '1' });
    expect(found(limitsFit, [given, range(bounds), range({ type: 'Container', max: { cpu: '500m' } })])).toEqual([
      ['0', `${at}/limits/cpu`, `container 'cart' has a limit of 1 for cpu, expected at most 500m`],
    ]);
  });

  test.each(CONTAINER_PLACES)('too large a limit of %s', (_what, podWith, pointer) => {
    expect(found(limitsFit, [range(bounds), podWith(asking({ cpu: '1' }, { cpu: '3' }))])).toEqual([
      ['1', `${pointer}/resources/limits/cpu`, `container 'cart' has a limit of 3 for cpu, expected at most 2`],
    ]);
  });
});

test('a resource with a slash in its name is one step of the pointer', () => {
  const objects = [range({ type: 'Container', max: { 'example.com/gpu': '1' } }), running({}, { 'example.com/gpu': '2' })];
  expect(found(limitsFit, objects).map(([, pointer]) => pointer)).toEqual([`${at}/limits/example.com~1gpu`]);
});
