import { digestOf, fingerprintOf, fingerprints } from '../../report/fingerprint';
import { built, cart, finding, imageDigest, inFile, podReplicas } from './given';

const IMAGE = '/spec/template/spec/containers/1/image';
const before = finding(imageDigest, cart, IMAGE, "the image 'proxy:1' has no digest");

function containers(...names: readonly unknown[]): object {
  return { template: { spec: { containers: names.map((name) => ({ name, image: 'x' })) } } };
}

function moved(spec: object, apiVersion = 'apps/v1'): typeof cart {
  return inFile(
    'k8s/cart.yaml',
    { apiVersion, kind: 'Deployment', metadata: { name: 'cart', namespace: 'shop' }, spec },
    { [IMAGE]: [99, 1] },
  );
}

test('is rule, object and field, with names instead of indices', () => {
  expect(fingerprintOf(before)).toBe('image-digest Deployment.apps shop/cart /spec/template/spec/containers/[proxy]/image');
});

test('of an object itself ends with the object', () => {
  expect(fingerprintOf({ ...before, pointer: '' })).toBe('image-digest Deployment.apps shop/cart');
});

test.each([
  ['lines that move', { manifest: moved(containers('cart', 'proxy')) }],
  ['a container that moves', { manifest: moved(containers('proxy', 'cart')), pointer: IMAGE.replace('1', '0') }],
  ['other words', { message: "the image 'proxy:2' has no digest" }],
  ['another version of the API', { manifest: moved(containers('cart', 'proxy'), 'apps/v1beta1') }],
])('stays the same with %s', (_what, change) => {
  expect(fingerprintOf({ ...before, ...change })).toBe(fingerprintOf(before));
});

test.each([
  ['another rule', { rule: podReplicas }],
  ['another object', { manifest: built }],
  ['another container', { pointer: IMAGE.replace('1', '0') }],
  ['another field', { pointer: IMAGE.replace('image', 'args') }],
  ['another group', { manifest: moved(containers('cart', 'proxy'), 'example.com/v1') }],
])('differs with %s', (_what, change) => {
  expect(fingerprintOf({ ...before, ...change })).not.toBe(fingerprintOf(before));
});

test.each([
  ['that two items share', ['proxy', 'proxy']],
  ['that is no string', ['cart', 7]],
  ['that is missing', ['cart', undefined]],
])('keeps the index with a name %s', (_what, names) => {
  expect(fingerprintOf({ ...before, manifest: moved(containers(...names)) })).toMatch(/containers\/1\/image$/);
});

test('a name with a slash stays one step', () => {
  expect(fingerprintOf({ ...before, manifest: moved(containers('cart', 'a/b')) })).toMatch(/containers\/\[a~1b\]\/image$/);
});

test('the second of the same in one file has a number, the first of the same in another has none', () => {
  const fingerprint = fingerprints();
  const elsewhere = { ...before, manifest: { ...cart, source: 'k8s/other.yaml' } };
  const first = fingerprintOf(before);
  expect([before, before, elsewhere, before].map(fingerprint)).toEqual([first, `${first} #2`, first, `${first} #3`]);
});

// http://www.isthe.com/chongo/src/fnv/test_fnv.c
test.each([
  ['', 'cbf29ce484222325'],
  ['a', 'af63dc4c8601ec8c'],
  ['foobar', '85944171f73967e8'],
])('the digest of %j is that of FNV-1a', (text, digest) => {
  expect(digestOf(text)).toBe(digest);
});

test('digests are of bytes, and of any text', () => {
  expect(new Set(['ß', 'Ã', '\ud800', 'x'].map(digestOf)).size).toBe(4);
});
