import { type Exemption, exemptionProblems, type ScopedExemption, settle } from '../../rules/exemption';
import type { Finding, Rule } from '../../rules/rule';
import { object } from './given';

const rule = (id: string, exemptible: Rule['exemptible']): Rule => ({
  id,
  title: id,
  severity: 'error',
  exemptible,
  references: [],
  remediation: 'mend it',
  *check() {},
});
const rules = [rule('strict', 'never'), rule('weak', 'with a reason'), rule('soft', 'with a reason')];
const sound: Exemption = { rule: 'weak', reason: 'legacy image', owner: 'team@example.com', expires: '2027-01-01' };

describe('an exemption is sound', () => {
  test.each([
    ['by itself', {}],
    ['on its last day', { expires: '2026-06-15' }],
    ['with a ticket', { ticket: 'OPS-1' }],
    ['on a leap day', { expires: '2028-02-29' }],
  ])('%s', (_what, change) => {
    expect(exemptionProblems({ ...sound, ...change }, rules, '2026-06-15')).toEqual([]);
  });
});

describe('an exemption is refused', () => {
  test.each([
    ['from an unknown rule', { rule: 'wek' }, `the exemption names the unknown rule 'wek', expected one of weak, soft`],
    ['from no rule', { rule: '' }, `the exemption names the unknown rule '', expected one of weak, soft`],
    ['from a rule that can never be exempted', { rule: 'strict' }, `the rule 'strict' can never be exempted: mend it`],
    ['without a reason', { reason: '' }, `the exemption from 'weak' gives no reason, expected why the finding is acceptable`],
    ['with a blank reason', { reason: ' \n' }, `the exemption from 'weak' gives no reason, expected why the finding is acceptable`],
    ['without an owner', { owner: ' ' }, `the exemption from 'weak' has no owner, expected who answers for it`],
    [
      'a day too late',
      { expires: '2026-06-14' },
      `the exemption from 'weak' expired on 2026-06-14: clear the finding, or renew it with a reason`,
    ],
    [
      'with a day that is not there',
      { expires: '2027-02-30' },
      `the exemption from 'weak' expires on '2027-02-30', expected a date such as 2030-01-31`,
    ],
    [
      'with a leap day in another year',
      { expires: '2027-02-29' },
      `the exemption from 'weak' expires on '2027-02-29', expected a date such as 2030-01-31`,
    ],
    [
      'with another spelling of a date',
      { expires: '1.1.2027' },
      `the exemption from 'weak' expires on '1.1.2027', expected a date such as 2030-01-31`,
    ],
    [
      'with a time',
      { expires: '2027-01-01T00:00:00Z' },
      `the exemption from 'weak' expires on '2027-01-01T00:00:00Z', expected a date such as 2030-01-31`,
    ],
    ['without a date', { expires: '' }, `the exemption from 'weak' expires on '', expected a date such as 2030-01-31`],
  ])('%s', (_what, change, problem) => {
    expect(exemptionProblems({ ...sound, ...change }, rules, '2026-06-15')).toEqual([problem]);
  });

  test('for everything that is wrong at once', () => {
    expect(exemptionProblems({ rule: 'wek', reason: '', owner: '', expires: 'never' }, rules, '2026-06-15')).toEqual([
      `the exemption names the unknown rule 'wek', expected one of weak, soft`,
      `the exemption from 'wek' gives no reason, expected why the finding is acceptable`,
      `the exemption from 'wek' has no owner, expected who answers for it`,
      `the exemption from 'wek' expires on 'never', expected a date such as 2030-01-31`,
    ]);
  });
});

describe('findings and exemptions are parted', () => {
  const finding = (id: string, source: string): Finding => ({
    rule: rule(id, 'with a reason'),
    manifest: { object: object('v1', 'Secret', 'x'), source },
    pointer: '',
    message: '',
  });
  const scoped = (id: string, scope: string): ScopedExemption => ({ ...sound, rule: id, scope });
  const spoken = (findings: readonly Finding[], exemptions: readonly ScopedExemption[]) => {
    const { open, exempted, unused } = settle(findings, exemptions);
    return {
      open: open.map(({ manifest }) => manifest.source),
      exempted: exempted.map(({ finding: { manifest }, exemption }) => `${manifest.source} by '${exemption.scope}'`),
      unused: unused.map(({ rule: id, scope }) => `${id} in '${scope}'`),
    };
  };

  test.each([
    ['without exemptions', [], { open: ['shop/cart/deployment'], exempted: [], unused: [] }],
    [
      'by the construct itself',
      [scoped('weak', 'shop/cart/deployment')],
      { open: [], exempted: [`shop/cart/deployment by 'shop/cart/deployment'`], unused: [] },
    ],
    ['by a construct above it', [scoped('weak', 'shop')], { open: [], exempted: [`shop/cart/deployment by 'shop'`], unused: [] }],
    ['by the root', [scoped('weak', '')], { open: [], exempted: [`shop/cart/deployment by ''`], unused: [] }],
    ['not by another rule', [scoped('soft', 'shop')], { open: ['shop/cart/deployment'], exempted: [], unused: [`soft in 'shop'`] }],
    ['not by another construct', [scoped('weak', 'bank')], { open: ['shop/cart/deployment'], exempted: [], unused: [`weak in 'bank'`] }],
    [
      'not by one whose name it continues',
      [scoped('weak', 'shop/car')],
      { open: ['shop/cart/deployment'], exempted: [], unused: [`weak in 'shop/car'`] },
    ],
    [
      'not by one below it',
      [scoped('weak', 'shop/cart/deployment/pod')],
      { open: ['shop/cart/deployment'], exempted: [], unused: [`weak in 'shop/cart/deployment/pod'`] },
    ],
    [
      'by the narrowest of several, whatever their order',
      [scoped('weak', ''), scoped('weak', 'shop/cart'), scoped('weak', 'shop')],
      { open: [], exempted: [`shop/cart/deployment by 'shop/cart'`], unused: [`weak in ''`, `weak in 'shop'`] },
    ],
  ])('%s', (_what, exemptions, expected) => {
    expect(spoken([finding('weak', 'shop/cart/deployment')], exemptions)).toEqual(expected);
  });

  test('a wide exemption counts when it covers more than a narrow one', () => {
    expect(spoken([finding('weak', 'shop/a'), finding('weak', 'shop/b')], [scoped('weak', 'shop'), scoped('weak', 'shop/a')])).toEqual({
      open: [],
      exempted: [`shop/a by 'shop/a'`, `shop/b by 'shop'`],
      unused: [],
    });
  });

  test('an exemption without a finding is told', () => {
    expect(spoken([], [scoped('weak', 'shop')])).toEqual({ open: [], exempted: [], unused: [`weak in 'shop'`] });
  });
});
