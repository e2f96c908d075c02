import { objectText, wordOf } from '../../report/object';

const named = (apiVersion: string, kind: string, metadata: unknown) => ({
  object: { apiVersion, kind, metadata: metadata as object },
  source: 'k8s/cart.yaml',
});

test.each([
  ['an object of the core group', named('v1', 'Pod', { name: 'cart', namespace: 'shop' }), 'Pod shop/cart'],
  ['one of another', named('apps/v1', 'Deployment', { name: 'cart', namespace: 'shop' }), 'Deployment.apps shop/cart'],
  ['one without a namespace', named('v1', 'Namespace', { name: 'shop' }), 'Namespace shop'],
  ['one without a name', named('v1', 'Pod', { namespace: 'shop' }), 'Pod shop/(no name)'],
  ['one that the API server names', named('v1', 'Pod', { generateName: 'cart-', namespace: 'shop' }), 'Pod shop/cart-*'],
  ['one whose name is a number', named('v1', 'Pod', { name: 7 }), 'Pod 7'],
  ['one whose name is an object', named('v1', 'Pod', { name: { toString: 1 } }), 'Pod {"toString":1}'],
  ['what cannot be read', named('', '', {}), 'k8s/cart.yaml'],
])('%s', (_what, manifest, text) => {
  expect(objectText(manifest)).toBe(text);
});

test.each([
  ['a word', 'cart', 'cart'],
  ['an empty one', '', ''],
  ['nothing', undefined, undefined],
  ['null', null, undefined],
  ['false', false, 'false'],
  ['zero', 0, '0'],
  ['a list', ['cart'], '["cart"]'],
])('a name that is %s', (_what, value, word) => {
  expect(wordOf(value)).toBe(word);
});
