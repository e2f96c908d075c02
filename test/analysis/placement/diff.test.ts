import { verdictChanges } from '../../../analysis/placement/diff';
import type { Placement } from '../../../analysis/placement/placement';

type Answers = readonly [pinned: string, exclusive: string, strangers: string];

/** A placement of which only the answers matter. */
function placement(verdicts: Readonly<Record<string, Answers>>): Placement {
  const verdictOf = (tenant: string) => {
    const [pinned, exclusive, strangers] = verdicts[tenant] ?? [];
    return { pinned: { answer: pinned }, exclusive: { answer: exclusive }, strangers: { answer: strangers } };
  };
  return { tenants: Object.keys(verdicts), verdictOf } as unknown as Placement;
}

test.each<[before: string, after: string, change: string | undefined]>([
  ['yes', 'yes', undefined],
  ['yes', 'unknown', 'worse'],
  ['yes', 'no', 'worse'],
  ['yes', 'shared', 'worse'],
  ['unknown', 'no', 'worse'],
  ['unknown', 'shared', 'worse'],
  ['no', 'shared', 'other'],
  ['shared', 'no', 'other'],
  ['no', 'unknown', 'better'],
  ['shared', 'unknown', 'better'],
  ['no', 'yes', 'better'],
  ['unknown', 'yes', 'better'],
])('exclusive %s, then %s: %s', (before, after, change) => {
  const [one, other] = [placement({ shop: ['yes', before, 'no'] }), placement({ shop: ['yes', after, 'no'] })];
  const expected = change === undefined ? [] : [{ tenant: 'shop', verdict: 'exclusive', before, after, change }];
  expect(verdictChanges(one, other)).toEqual(expected);
});

test('tenants that come or go have no verdict that changed', () => {
  const [one, other] = [placement({ shop: ['yes', 'yes', 'yes'] }), placement({ bank: ['no', 'no', 'no'] })];
  expect(verdictChanges(one, other)).toEqual([]);
});

test('each of the three is told', () => {
  const [one, other] = [placement({ shop: ['yes', 'yes', 'yes'] }), placement({ shop: ['no', 'no', 'no'] })];
  expect(verdictChanges(one, other).map(({ verdict }) => verdict)).toEqual(['pinned', 'exclusive', 'strangers']);
});
