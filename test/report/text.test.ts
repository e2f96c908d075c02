import { findingText, printable } from '../../report/text';
import type { Finding } from '../../rules/rule';
import { ruleNamed } from './given';

const finding: Finding = {
  rule: ruleNamed('image-digest'),
  manifest: {
    object: { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'cart', namespace: 'shop' } },
    source: 'shop/cart/deployment',
  },
  pointer: '/spec/template/spec/containers/0/image',
  message: 'the image has no digest',
};

test('a finding is where, which rule, which object, what and how to clear it', () => {
  expect(findingText(finding)).toBe(
    '[shop/cart/deployment] image-digest: Deployment.apps shop/cart: the image has no digest (at /spec/template/spec/containers/0/image)\n    fix: append the digest',
  );
});

test('a manifest cannot paint over its own finding', () => {
  const message = `the image '\u001b[2K\rall fine\u202e' has no digest`;
  expect(findingText({ ...finding, message })).toContain(`the image '\\u001b[2K\\u000dall fine\\u202e' has no digest`);
});

test('a manifest cannot add a finding of its own', () => {
  const message = `the image 'x\n[shop] forged: all fine' has no digest`;
  expect(findingText({ ...finding, message }).split('\n')).toHaveLength(2);
});

test.each([
  ['null', '\u0000', '\\u0000'],
  ['a bell', '\u0007', '\\u0007'],
  ['a backspace', '\u0008', '\\u0008'],
  ['a tab', '\t', '\\u0009'],
  ['a carriage return', '\r', '\\u000d'],
  ['an escape sequence', '\u001b[31m', '\\u001b[31m'],
  ['delete', '\u007f', '\\u007f'],
  ['a control sequence in one character', '\u009b31m', '\\u009b31m'],
  ['the next line of Latin-1', '\u0085', '\\u0085'],
  ['a mark from left to right', '\u200e', '\\u200e'],
  ['a mark from right to left', '\u200f', '\\u200f'],
  ['an embedding', '\u202a', '\\u202a'],
  ['an override', '\u202e', '\\u202e'],
  ['an isolate', '\u2066', '\\u2066'],
  ['the end of an isolate', '\u2069', '\\u2069'],
  ['the Arabic letter mark', '\u061c', '\\u061c'],
  ['a line separator', '\u2028', '\\u2028'],
  ['a paragraph separator', '\u2029', '\\u2029'],
  ['a space of no width', '\u200b', '\\u200b'],
  ['a word joiner', '\u2060', '\\u2060'],
  ['a byte order mark', '\ufeff', '\\ufeff'],
  ['a tag', '\u{e0041}', '\\udb40\\udc41'],
])('%s is shown, not done', (_what, character, shown) => {
  expect(printable(`a${character}b`)).toBe(`a${shown}b`);
});

test.each(['plain text', 'é 日本語 🚢', 'a\u00a0b', "it's \\u001b already", ''])('%j is left as it is', (text) => {
  expect(printable(text)).toBe(text);
});
