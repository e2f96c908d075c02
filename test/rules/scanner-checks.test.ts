import { rules } from '../../rules';
import { declined } from '../../rules/declined';
import { SCANNER_CHECKS } from './scanner-checks';

const followed = new Set(rules.flatMap(({ references }) => references.map(({ source, id }) => `${source} ${id}`)));
const refused = declined.map(({ source, id }) => `${source} ${id}`);
const known = Object.entries(SCANNER_CHECKS).flatMap(([source, ids]) => ids.map((id) => `${source} ${id}`));

test('every check of the scanners is followed by a rule, or declined with a reason', () => {
  expect(known.filter((check) => !followed.has(check) && !refused.includes(check))).toEqual([]);
});

test('none is both followed and declined, and none is declined twice', () => {
  expect(refused.filter((check, index) => followed.has(check) || refused.indexOf(check) !== index)).toEqual([]);
});

test('no rule and no reason names a check that is not there', () => {
  const named = [...followed, ...refused].filter((check) => Object.hasOwn(SCANNER_CHECKS, check.split(' ')[0] ?? ''));
  expect(named.filter((check) => !known.includes(check))).toEqual([]);
});

test.each(declined.map(({ source, id, reason }) => [`${source} ${id}`, reason]))(
  'the reason against %s is a sentence',
  (_check, reason) => {
    expect(reason).toMatch(/^[A-Z`'].{15,}\.$/);
  },
);

test('the declined are in the order of scanners and ids', () => {
  expect(refused).toEqual([...refused].sort());
});
