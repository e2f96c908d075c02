import { contains, isWildcard, requiresLabel, tolerates } from '../../../analysis/placement/scheduling';

const TAINT = { key: 'pool', value: 'shop', effect: 'NoSchedule' };
const EXACT = { key: 'pool', operator: 'Equal', value: 'shop', effect: 'NoSchedule' };

// https://github.com/kubernetes/kubernetes/blob/v1.35.0/staging/src/k8s.io/api/core/v1/toleration.go
describe('a taint is tolerated by', () => {
  test.each([
    ['the same key, value and effect', EXACT, {}, true],
    ['no operator', { ...EXACT, operator: undefined }, {}, true],
    ['an empty operator', { ...EXACT, operator: '' }, {}, true],
    ['every effect', { ...EXACT, effect: '' }, {}, true],
    ['no other effect', { ...EXACT, effect: 'NoExecute' }, {}, false],
    ['no other key', { ...EXACT, key: 'pools' }, {}, false],
    ['no other value', { ...EXACT, value: 'market' }, {}, false],
    ['no missing value', { ...EXACT, value: undefined }, {}, false],
    ['a missing value, where the taint has none', { ...EXACT, value: undefined }, { value: '' }, true],
    ['every value', { key: 'pool', operator: 'Exists' }, {}, true],
    ['every value, whatever is written', { key: 'pool', operator: 'Exists', value: 'market' }, {}, true],
    ['every key', { operator: 'Exists' }, {}, true],
    ['every key of one effect', { operator: 'Exists', effect: 'NoSchedule' }, {}, true],
    ['not every key of another effect', { operator: 'Exists', effect: 'NoExecute' }, {}, false],
    ['no value of every key, which the API server refuses', { value: 'shop' }, {}, false],
    ['a lesser limit', { ...EXACT, operator: 'Gt', value: '6' }, { value: '7' }, true],
    ['not the limit itself', { ...EXACT, operator: 'Gt', value: '7' }, { value: '7' }, false],
    ['a greater limit', { ...EXACT, operator: 'Lt', value: '8' }, { value: '7' }, true],
    ['not the limit itself from below', { ...EXACT, operator: 'Lt', value: '7' }, { value: '7' }, false],
    ['a negative limit', { ...EXACT, operator: 'Gt', value: '-1' }, { value: '0' }, true],
    ['a number with another number of digits', { ...EXACT, operator: 'Gt', value: '9' }, { value: '10' }, true],
    ['no limit with a leading zero', { ...EXACT, operator: 'Gt', value: '06' }, { value: '7' }, false],
    ['no limit of a word', { ...EXACT, operator: 'Gt', value: '6' }, { value: 'seven' }, false],
    ['no operator that there is not', { ...EXACT, operator: 'In' }, {}, false],
    ['nothing', null, {}, false],
  ])('%s', (_, toleration, taint, expected) => {
    expect(tolerates(toleration, { ...TAINT, ...taint })).toBe(expected);
  });
});

test.each([
  [{ operator: 'Exists' }, true],
  [{ operator: 'Exists', key: '', effect: 'NoExecute' }, true],
  [{ operator: 'Exists', key: 'pool' }, false],
  [{ operator: 'Equal' }, false],
  [{}, false],
  ['Exists', false],
])('%j is a wildcard: %s', (toleration, expected) => {
  expect(isWildcard(toleration)).toBe(expected);
});

describe('a whitelist with one entry contains', () => {
  test.each([
    ['the same', EXACT, EXACT, true],
    ['one effect of all', { ...EXACT, effect: undefined }, EXACT, true],
    ['not all effects of one', EXACT, { ...EXACT, effect: undefined }, false],
    ['not a missing operator of Equal', EXACT, { ...EXACT, operator: undefined }, false],
    ['Equal of a missing operator', { ...EXACT, operator: undefined }, EXACT, true],
    ['a missing operator of the same', { ...EXACT, operator: undefined }, { ...EXACT, operator: '' }, true],
    ['one value of all', { key: 'pool', operator: 'Exists' }, EXACT, true],
    ['not all values of one', EXACT, { ...EXACT, operator: 'Exists', value: undefined }, false],
    ['one key of all', { operator: 'Exists' }, EXACT, true],
    ['not another key', EXACT, { ...EXACT, key: 'gpu' }, false],
    ['no key where it has no operator', {}, EXACT, false],
    ['no seconds where it has some', { ...EXACT, effect: 'NoExecute', tolerationSeconds: 300 }, { ...EXACT, effect: 'NoExecute' }, false],
    [
      'fewer seconds',
      { ...EXACT, effect: 'NoExecute', tolerationSeconds: 300 },
      { ...EXACT, effect: 'NoExecute', tolerationSeconds: 0 },
      true,
    ],
    ['some seconds where it has none', { ...EXACT, effect: 'NoExecute' }, { ...EXACT, effect: 'NoExecute', tolerationSeconds: 9 }, true],
    ['the same of an unknown operator', { ...EXACT, operator: 'Gt' }, { ...EXACT, operator: 'Gt' }, true],
    ['nothing else of an unknown operator', { ...EXACT, operator: 'Gt', effect: '' }, { ...EXACT, operator: 'Gt' }, false],
  ])('%s', (_, whitelisted, toleration, expected) => {
    expect(contains(whitelisted, toleration)).toBe(expected);
  });
});

describe('a pod requires a label of nodes by', () => {
  const required = (...nodeSelectorTerms: unknown[]) => ({
    affinity: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms } } },
  });
  const POOL = { key: 'pool', operator: 'In', values: ['shop'] };

  test.each([
    ['its node selector', { nodeSelector: { pool: 'shop' } }, true],
    ['no other value', { nodeSelector: { pool: 'market' } }, false],
    ['its only term', required({ matchExpressions: [POOL] }), true],
    ['the same value twice', required({ matchExpressions: [{ ...POOL, values: ['shop', 'shop'] }] }), true],
    ['all its terms', required({ matchExpressions: [POOL] }, { matchExpressions: [{ key: 'zone', operator: 'Exists' }, POOL] }), true],
    ['not one of its terms', required({ matchExpressions: [POOL] }, { matchExpressions: [{ key: 'zone', operator: 'Exists' }] }), false],
    ['not a term of fields', required({ matchFields: [{ key: 'metadata.name', operator: 'In', values: ['a'] }] }), false],
    ['its only term besides an empty one', required({}, { matchExpressions: [POOL] }), true],
    ['not an empty term', required({}), false],
    ['not an empty list', required(), false],
    ['not several values', required({ matchExpressions: [{ ...POOL, values: ['shop', 'market'] }] }), false],
    ['not what it must not be', required({ matchExpressions: [{ ...POOL, operator: 'NotIn' }] }), false],
    ['not terms that are none', required(null, 'pool', 3), false],
    ['not nothing', null, false],
  ])('%s', (_, spec, expected) => {
    expect(requiresLabel(spec, 'pool', 'shop')).toBe(expected);
  });
});
