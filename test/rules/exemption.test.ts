import { documentsIn } from '../../analysis/reading/documents';
import {
  annotatedExemptions,
  declaredAt,
  type Exemption,
  type ExemptionScope,
  exemptionProblems,
  noteOf,
  type ScopedExemption,
  settle,
} from '../../rules/exemption';
import type { Finding, Rule } from '../../rules/rule';
import { object, ruleWith } from './given';

const rule = (id: string, exemptible: Rule['exemptible']): Rule => ruleWith({ id, exemptible });
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
    ['from an unknown rule', { rule: 'wek' }, `the exemption names the unknown rule 'wek', expected one that 'palisade rules' lists`],
    ['from a rule that nearly exists', { rule: 'weak-er' }, `the exemption names the unknown rule 'weak-er', expected one of weak`],
    ['from no rule', { rule: '' }, `the exemption names the unknown rule '', expected one that 'palisade rules' lists`],
    ['from a rule that can never be exempted', { rule: 'strict' }, `the rule 'strict' can never be exempted: mend it`],
    ['without a reason', { reason: '' }, `the exemption from 'weak' gives no reason, expected why the finding is acceptable`],
    ['with a blank reason', { reason: ' \n' }, `the exemption from 'weak' gives no reason, expected why the finding is acceptable`],
    [
      'with an owner that its annotation could not tell from the reason',
      { owner: 'team: shop' },
      `the exemption from 'weak' has the owner 'team: shop', expected a name without ': '`,
    ],
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
      `the exemption names the unknown rule 'wek', expected one that 'palisade rules' lists`,
      `the exemption from 'wek' gives no reason, expected why the finding is acceptable`,
      `the exemption from 'wek' has no owner, expected who answers for it`,
      `the exemption from 'wek' expires on 'never', expected a date such as 2030-01-31`,
    ]);
  });
});

describe('findings and exemptions are parted', () => {
  const finding = (id: string, source: string, pointer = '/spec/a'): Finding => ({
    rule: rule(id, 'with a reason'),
    manifest: { object: object('apps/v1', 'Deployment', 'cart'), source },
    pointer,
    message: '',
  });
  const scoped = (id: string, scope: string | ExemptionScope): ScopedExemption => ({
    ...sound,
    rule: id,
    scope: typeof scope === 'string' ? { construct: scope } : scope,
    declared: declaredAt(typeof scope === 'string' ? scope : JSON.stringify(scope)),
  });
  const where = ({ declared }: ScopedExemption) => `'${declared.manifest.source}'`;
  const spoken = (findings: readonly Finding[], exemptions: readonly ScopedExemption[]) => {
    const { open, exempted, unused } = settle(findings, exemptions);
    return {
      open: open.map(({ manifest }) => manifest.source),
      exempted: exempted.map(({ finding: { manifest }, exemption }) => `${manifest.source} by ${where(exemption)}`),
      unused: unused.map((exemption) => `${exemption.rule} in ${where(exemption)}`),
    };
  };
  const left = { open: ['shop/cart/deployment'], exempted: [] };
  const taken = { open: [], unused: [] };

  test.each([
    ['without exemptions', [], { ...left, unused: [] }],
    [
      'by the construct itself',
      [scoped('weak', 'shop/cart/deployment')],
      { ...taken, exempted: [`shop/cart/deployment by 'shop/cart/deployment'`] },
    ],
    ['by a construct above it', [scoped('weak', 'shop')], { ...taken, exempted: [`shop/cart/deployment by 'shop'`] }],
    ['by the root', [scoped('weak', '')], { ...taken, exempted: [`shop/cart/deployment by ''`] }],
    ['not by another rule', [scoped('soft', 'shop')], { ...left, unused: [`soft in 'shop'`] }],
    ['not by another construct', [scoped('weak', 'bank')], { ...left, unused: [`weak in 'bank'`] }],
    ['not by one whose name it continues', [scoped('weak', 'shop/car')], { ...left, unused: [`weak in 'shop/car'`] }],
    ['not by one below it', [scoped('weak', 'shop/cart/deployment/pod')], { ...left, unused: [`weak in 'shop/cart/deployment/pod'`] }],
    [
      'by the name of the object',
      [scoped('weak', { object: 'Deployment shop/cart' })],
      { ...taken, exempted: [`shop/cart/deployment by '{"object":"Deployment shop/cart"}'`] },
    ],
    [
      'by the name of the object with its group',
      [scoped('weak', { object: 'Deployment.apps shop/cart' })],
      { ...taken, exempted: [`shop/cart/deployment by '{"object":"Deployment.apps shop/cart"}'`] },
    ],
    [
      'not by the name of another object',
      [scoped('weak', { object: 'Deployment bank/cart' })],
      { ...left, unused: [`weak in '{"object":"Deployment bank/cart"}'`] },
    ],
    [
      'not by another group',
      [scoped('weak', { object: 'Deployment.extensions shop/cart' })],
      { ...left, unused: [`weak in '{"object":"Deployment.extensions shop/cart"}'`] },
    ],
    ['by its field', [scoped('weak', { field: '/spec/a' })], { ...taken, exempted: [`shop/cart/deployment by '{"field":"/spec/a"}'`] }],
    ['by a field above it', [scoped('weak', { field: '/spec' })], { ...taken, exempted: [`shop/cart/deployment by '{"field":"/spec"}'`] }],
    [
      'not by a field whose name it continues',
      [scoped('weak', { field: '/spec/' })],
      { ...left, unused: [`weak in '{"field":"/spec/"}'`] },
    ],
    ['not by another field', [scoped('weak', { field: '/spec/b' })], { ...left, unused: [`weak in '{"field":"/spec/b"}'`] }],
    [
      'not by its field in another object',
      [scoped('weak', { object: 'Deployment bank/cart', field: '/spec/a' })],
      { ...left, unused: [`weak in '{"object":"Deployment bank/cart","field":"/spec/a"}'`] },
    ],
    [
      'by the narrowest of several, whatever their order',
      [scoped('weak', ''), scoped('weak', 'shop/cart'), scoped('weak', 'shop')],
      { open: [], exempted: [`shop/cart/deployment by 'shop/cart'`], unused: [`weak in ''`, `weak in 'shop'`] },
    ],
    [
      'by its field rather than by its object or its construct',
      [scoped('weak', 'shop/cart/deployment'), scoped('weak', { field: '/spec/a' }), scoped('weak', { object: 'Deployment shop/cart' })],
      {
        open: [],
        exempted: [`shop/cart/deployment by '{"field":"/spec/a"}'`],
        unused: [`weak in 'shop/cart/deployment'`, `weak in '{"object":"Deployment shop/cart"}'`],
      },
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

  test('ten thousand of each cost no more than one after the other', () => {
    const many = Array.from({ length: 10_000 }, (_, index) => index);
    const findings = many.map((index) => ({
      ...finding('weak', 'a.yaml'),
      manifest: { object: object('apps/v1', 'Deployment', `a${index}`), source: 'a.yaml' },
    }));
    const exemptions = many.map((index) => scoped('weak', { object: `Deployment shop/a${index}` }));
    const start = performance.now();
    expect(settle(findings, exemptions)).toMatchObject({ open: [], unused: [] });
    expect(performance.now() - start).toBeLessThan(2_000);
  });
});

describe('exemptions as annotations', () => {
  const annotated = (value: unknown, key = 'palisade.dev/exempt.weak') => {
    const { exemptions, problems } = annotatedExemptions([
      { object: { ...object('v1', 'Secret', 'a'), metadata: { name: 'a', annotations: { [key]: value as string } } }, source: 'a.yaml' },
    ]);
    return [
      ...exemptions.map(({ rule: id, expires, owner, reason, ticket, scope }) => [id, expires, owner, reason, ticket, scope.field]),
      ...problems.map(({ declared, message }) => [declared.pointer, message]),
    ];
  };

  test.each([
    ['in full', 'until 2030-12-31, team: legacy (OPS-1)', ['weak', '2030-12-31', 'team', 'legacy', 'OPS-1', undefined]],
    ['without a ticket', 'until 2030-12-31, team: legacy', ['weak', '2030-12-31', 'team', 'legacy', undefined, undefined]],
    ['of one field', 'until 2030-12-31 at /spec/a, team: legacy', ['weak', '2030-12-31', 'team', 'legacy', undefined, '/spec/a']],
    [
      'with a reason that has colons',
      'until 2030-12-31, team: see: there',
      ['weak', '2030-12-31', 'team', 'see: there', undefined, undefined],
    ],
    ['with a reason of two lines', 'until 2030-12-31, team: one\ntwo', ['weak', '2030-12-31', 'team', 'one\ntwo', undefined, undefined]],
    ['with a date that is none, which is judged later', 'until never, team: x', ['weak', 'never', 'team', 'x', undefined, undefined]],
  ])('%s', (_what, value, expected) => {
    expect(annotated(value)).toEqual([expected]);
  });

  test('two of one rule, a line each', () => {
    expect(annotated('until 2030-12-31 at /a, team: x\nuntil 2031-12-31 at /b, other: y')).toEqual([
      ['weak', '2030-12-31', 'team', 'x', undefined, '/a'],
      ['weak', '2031-12-31', 'other', 'y', undefined, '/b'],
    ]);
  });

  test.each([
    ['a text of another form', 'because', 'because'],
    ['an empty one', '', ''],
    ['no reason', 'until 2030-12-31, team', 'until 2030-12-31, team'],
    ['a boolean', true, ''],
    ['null', null, ''],
  ])('%s is told', (_what, value, shown) => {
    expect(annotated(value)).toEqual([
      [
        '/metadata/annotations/palisade.dev~1exempt.weak',
        `the exemption from 'weak' reads '${shown}', expected 'until 2030-01-31, owner: reason (ticket)'`,
      ],
    ]);
  });

  test('other annotations are not', () => {
    expect(annotated('because', 'palisade.dev/exempted')).toEqual([]);
  });

  test.each([{}, { ticket: 'OPS-1' }, { reason: 'one (two) three' }, { scope: { field: '/spec/a~1b' } }])(
    'what is written is read: %j',
    (change) => {
      const exemption = { ...sound, scope: {}, ...change };
      const { rule: id, expires, owner, reason, ticket, scope } = exemption as Omit<ScopedExemption, 'declared'>;
      expect(annotated(noteOf({ ...exemption, scope }))).toEqual([[id, expires, owner, reason, ticket, scope.field]]);
    },
  );

  test('its place is the annotation', () => {
    const { manifests } = documentsIn(
      'apiVersion: v1\nkind: Pod\nmetadata:\n  annotations:\n    a: b\n    palisade.dev/exempt.weak: because\n',
      'a.yaml',
    );
    const [problem] = annotatedExemptions(manifests).problems;
    expect(problem?.declared.manifest.place?.(problem.declared.pointer)).toEqual({ file: 'a.yaml', line: 6, column: 5 });
  });
});
