import { both, LabelIndex, labelsOf, selectorKey, selectorOf, selectorText, selects, selectsAll } from '../../analysis/selectors';

const expression = (operator: unknown, ...values: unknown[]) => ({
  matchExpressions: [{ key: 'app', operator, ...(values.length > 0 ? { values } : {}) }],
});
const cart = labelsOf({ app: 'cart', tier: 'web' });

describe('selects', () => {
  test.each([
    ['everything, if it is not written', undefined, cart],
    ['everything, if it is null', null, cart],
    ['everything, if it is empty', {}, labelsOf({})],
    ['everything, if its lists are empty', { matchLabels: {}, matchExpressions: [] }, cart],
    ['everything, if its lists are null', { matchLabels: null, matchExpressions: null }, cart],
    ['a label', { matchLabels: { app: 'cart' } }, cart],
    ['two labels', { matchLabels: { app: 'cart', tier: 'web' } }, cart],
    ['one of several values', expression('In', 'web', 'cart'), cart],
    ['another value', expression('NotIn', 'web'), cart],
    ['no value, where another is asked', expression('NotIn', 'web'), labelsOf({})],
    ['a key', expression('Exists'), cart],
    ['no key', expression('DoesNotExist'), labelsOf({ tier: 'web' })],
    ['labels and expressions', { matchLabels: { tier: 'web' }, ...expression('Exists') }, cart],
    ['an empty value that is a null', { matchLabels: { app: null } }, labelsOf({ app: '' })],
    ['an empty value that is labelled with a null', { matchLabels: { app: '' } }, labelsOf({ app: null })],
    ['a key that objects have', { matchLabels: { constructor: 'x' } }, labelsOf({ constructor: 'x' })],
  ])('%s', (_what, selector, labels) => {
    expect(selects(selectorOf(selector), labels)).toBe(true);
  });

  test.each([
    ['another value', { matchLabels: { app: 'web' } }, cart],
    ['one label of two', { matchLabels: { app: 'cart', tier: 'db' } }, cart],
    ['no label', { matchLabels: { app: 'cart' } }, labelsOf({})],
    ['none of the values', expression('In', 'web', 'db'), cart],
    ['no key, where a value is asked', expression('In', 'web'), labelsOf({})],
    ['a value that is not to be', expression('NotIn', 'web', 'cart'), cart],
    ['no key, where it must be', expression('Exists'), labelsOf({})],
    ['a key that must not be', expression('DoesNotExist'), cart],
    ['labels, but not expressions', { matchLabels: { tier: 'web' }, ...expression('In', 'db') }, cart],
    ['an unknown operator', expression('Equals', 'cart'), cart],
    ['an operator in lower case', expression('exists'), cart],
    ['no operator', expression(undefined), cart],
    ['values that are missing', expression('In'), cart],
    ['values that are missing, where they are excluded', expression('NotIn'), cart],
    ['values of an operator that has none', expression('Exists', 'cart'), cart],
    ['a value that is a number', expression('In', 3, 'cart'), cart],
    ['a label that is a number', { matchLabels: { app: 3 } }, labelsOf({ app: 3 })],
    ['labels that are a list', { matchLabels: ['app'] }, cart],
    ['expressions that are none', { matchExpressions: {} }, cart],
    ['an expression that is null', { matchExpressions: [null] }, cart],
    ['a text', 'app=cart', cart],
    ['a list', [], cart],
  ])('not: %s', (_what, selector, labels) => {
    expect(selects(selectorOf(selector), labels)).toBe(false);
  });
});

test('labels that are none are not there', () => {
  for (const value of [undefined, null, 'app=cart', ['app'], 3]) expect([...labelsOf(value)]).toEqual([]);
  expect([...labelsOf({ app: 'cart', count: 3, empty: null })]).toEqual([
    ['app', 'cart'],
    ['empty', ''],
  ]);
});

test('a selector for all is known from one that selects nothing', () => {
  expect([undefined, {}, { matchLabels: {} }].map((each) => selectsAll(selectorOf(each)))).toEqual([true, true, true]);
  expect(['text', { matchLabels: { app: 'cart' } }].map((each) => selectsAll(selectorOf(each)))).toEqual([false, false]);
});

test('both of two selectors are asked', () => {
  const asked = both(selectorOf({ matchLabels: { app: 'cart' } }), selectorOf(expression('NotIn', 'web')));
  expect(selects(asked, cart)).toBe(true);
  expect(selects(both(asked, selectorOf('text')), cart)).toBe(false);
});

test('the same is asked in any order', () => {
  const key = (selector: unknown) => selectorKey(selectorOf(selector));
  expect(key({ matchLabels: { app: 'cart', tier: 'web' } })).toBe(key({ matchLabels: { tier: 'web', app: 'cart' } }));
  expect(key(expression('In', 'a', 'b'))).toBe(key(expression('In', 'b', 'a')));
  expect(key(expression('In', 'cart'))).toBe(key({ matchLabels: { app: 'cart' } }));
  expect(key(expression('In', 'a', 'b'))).not.toBe(key(expression('In', 'a,b')));
  expect(key({})).not.toBe(key('text'));
});

test('a selector in words', () => {
  const matchExpressions = [expression('In', 'a', 'b'), expression('NotIn', 'c'), expression('Exists'), expression('DoesNotExist')].flatMap(
    (each) => each.matchExpressions,
  );
  expect(selectorText(selectorOf({ matchLabels: { tier: 'web' }, matchExpressions }))).toBe(
    'tier=web, app in (a, b), app notin (c), app, !app',
  );
});

test('an index finds what looking at everything finds', () => {
  const values = [undefined, 'a', 'b', 'c'];
  const items = values.flatMap((app) =>
    values.map((tier) => ({ ...(app === undefined ? {} : { app }), ...(tier === undefined ? {} : { tier }) })),
  );
  const index = new LabelIndex(items.map((item) => [item, labelsOf(item)] as const));
  const apps = [
    {},
    expression('In', 'a'),
    expression('In', 'b', 'a'),
    expression('NotIn', 'a'),
    expression('Exists'),
    expression('DoesNotExist'),
    'text',
  ];
  for (const app of apps) {
    for (const matchLabels of [undefined, { tier: 'b' }, { tier: 'z' }]) {
      const selector = selectorOf(typeof app === 'string' ? app : { ...app, matchLabels });
      expect(index.select(selector)).toEqual(items.filter((item) => selects(selector, labelsOf(item))));
      expect(index.select(selector)).toBe(index.select(selectorOf(typeof app === 'string' ? app : { ...app, matchLabels })));
    }
  }
});
