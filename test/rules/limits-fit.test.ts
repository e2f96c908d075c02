import { limitsFit } from '../../rules/limits-fit';
import { CONTAINER_PLACES, container, deployment, found, object } from './given';

const range = (item: object) => object('v1', 'LimitRange', 'limits', { spec: { limits: [{ type: 'Container', ...item }] } });
const given = (request: string, limit = request) => container({ resources: { requests: { cpu: request }, limits: { cpu: limit } } });
const app = (request: string, limit?: string) => deployment({ containers: [given(request, limit)] });
const AT = '/spec/template/spec/containers/0/resources';

describe('accepts', () => {
  test.each([
    ['the least', range({ min: { cpu: '100m' } }), app('0.1')],
    ['the most', range({ max: { cpu: '1' } }), app('1000m')],
    ['the ratio', range({ maxLimitRequestRatio: { cpu: '2' } }), app('100m', '200m')],
    ['resources that are not stated, which get the defaults', range({ min: { cpu: '1' }, max: { cpu: '2' } }), deployment()],
    ['resources that are not bounded', range({ min: { memory: '1Gi' } }), app('1m')],
    [
      'bounds of claims',
      object('v1', 'LimitRange', 'limits', { spec: { limits: [{ type: 'PersistentVolumeClaim', max: { cpu: '1m' } }] } }),
      app('1'),
    ],
    ['bounds of another namespace', { ...range({ max: { cpu: '1m' } }), metadata: { name: 'limits', namespace: 'bank' } }, app('1')],
  ])('%s', (_what, limits, workload) => {
    expect(found(limitsFit, [limits, workload])).toEqual([]);
  });

  test('a namespace without bounds', () => {
    expect(found(limitsFit, [app('1000')])).toEqual([]);
  });
});

describe('refuses', () => {
  test.each([
    ['less than the least', range({ min: { cpu: '100m' } }), app('99m'), 'requests/cpu', 'requests 99m of cpu, expected at least 100m'],
    [
      'more than the most',
      range({ max: { cpu: '1' } }),
      app('1', '1001m'),
      'limits/cpu',
      'has a limit of 1001m for cpu, expected at most 1',
    ],
    [
      'a limit too far from its request',
      range({ maxLimitRequestRatio: { cpu: '2' } }),
      app('100m', '250m'),
      'limits/cpu',
      'has a limit of 250m for cpu, 2.5 times its request, expected at most 2 times',
    ],
  ])('%s', (_what, limits, workload, field, message) => {
    expect(found(limitsFit, [limits, workload])).toEqual([['1', `${AT}/${field}`, `container 'cart' ${message}`]]);
  });

  test.each(CONTAINER_PLACES)('%s', (_what, podWith, pointer) => {
    expect(found(limitsFit, [range({ max: { cpu: '1' } }), podWith(given('2'))])).toEqual([
      ['1', `${pointer}/resources/limits/cpu`, "container 'cart' has a limit of 2 for cpu, expected at most 1"],
    ]);
  });

  test('each of several ranges', () => {
    const objects = [
      range({ max: { cpu: '1' } }),
      { ...range({ min: { cpu: '3' } }), metadata: { name: 'more', namespace: 'shop' } },
      app('2'),
    ];
    expect(found(limitsFit, objects)).toHaveLength(2);
  });
});
