import { amountOf } from '../../analysis/quantity';

test.each([
  ['0', 0],
  ['1', 1],
  ['100m', 0.1],
  ['1.5', 1.5],
  ['.5', 0.5],
  ['5.', 5],
  ['+5', 5],
  ['-5', -5],
  ['250u', 0.00025],
  ['7n', 7e-9],
  ['2k', 2000],
  ['3M', 3_000_000],
  ['1E', 1e18],
  ['1e3', 1000],
  ['1E3', 1000],
  ['12e-1', 1.2],
  ['1Ki', 1024],
  ['64Mi', 67_108_864],
  ['1.5Gi', 1_610_612_736],
  ['2Ti', 2_199_023_255_552],
])('%s is %d', (quantity, amount) => {
  expect(amountOf(quantity)).toBeCloseTo(amount, 12);
});

test('a number is itself', () => {
  expect(amountOf(0)).toBe(0);
  expect(amountOf(2.5)).toBe(2.5);
});

test.each([
  ['nothing', undefined],
  ['null', null],
  ['an empty text', ''],
  ['a suffix alone', 'Mi'],
  ['a space', '64 Mi'],
  ['a suffix in other letters', '64MI'],
  ['a suffix of bytes', '64MB'],
  ['an exponent and a suffix', '1e3Ki'],
  ['a comma', '1,5'],
  ['a dot alone', '.'],
  ['a word', 'all'],
  ['a list', ['1']],
  ['a truth', true],
])('%s is no quantity', (_what, quantity) => {
  expect(amountOf(quantity)).toBeUndefined();
});
