import { at, groupOf, identityOf, keyOf, listAt, stringAt } from '../../analysis/manifest';

test.each([
  ['v1', ''],
  ['apps/v1', 'apps'],
  ['networking.k8s.io/v1', 'networking.k8s.io'],
])('the group of %s is %p', (apiVersion, group) => {
  expect(groupOf({ apiVersion, kind: 'X', metadata: {} })).toBe(group);
});

test.each([
  ['v1', 'Service', { name: 'cart', namespace: 'shop' }, 'Service shop/cart'],
  ['apps/v1', 'Deployment', { name: 'cart', namespace: 'shop' }, 'Deployment.apps shop/cart'],
  ['autoscaling/v1', 'HorizontalPodAutoscaler', { name: 'cart', namespace: 'shop' }, 'HorizontalPodAutoscaler.autoscaling shop/cart'],
  ['autoscaling/v2', 'HorizontalPodAutoscaler', { name: 'cart', namespace: 'shop' }, 'HorizontalPodAutoscaler.autoscaling shop/cart'],
  ['v1', 'Namespace', { name: 'shop' }, 'Namespace shop'],
  ['v1', 'Secret', {}, 'Secret '],
])('%s %s %j is spoken of as %p', (apiVersion, kind, metadata, identity) => {
  expect(identityOf({ apiVersion, kind, metadata })).toBe(identity);
  const group = apiVersion.includes('/') ? apiVersion.replace(/\/.*/, '') : '';
  expect(keyOf(group, kind, (metadata as { namespace?: string }).namespace, (metadata as { name?: string }).name)).toBe(identity);
});

const value = { spec: { ports: [{ port: 80 }], name: 'cart', empty: '', nothing: null, zero: 0, no: false } };

test.each([
  ['the value itself', [], value],
  ['an object', ['spec', 'ports'], [{ port: 80 }]],
  ['an item of a list by its place', ['spec', 'ports', '0', 'port'], 80],
  ['an empty text', ['spec', 'empty'], ''],
  ['zero', ['spec', 'zero'], 0],
  ['false', ['spec', 'no'], false],
  ['null', ['spec', 'nothing'], null],
  ['nothing below null', ['spec', 'nothing', 'x'], undefined],
  ['nothing below a text', ['spec', 'name', 'length'], undefined],
  ['nothing where the path ends early', ['spec', 'template', 'spec'], undefined],
  ['nothing that every object has', ['constructor'], undefined],
  ['nothing of the prototype', ['spec', '__proto__'], undefined],
])('a path leads to %s', (_what, path, expected) => {
  expect(at(value, ...path)).toEqual(expected);
});

test.each([undefined, null, 'text', 3])('a path into %p leads nowhere', (nowhere) => {
  expect(at(nowhere, 'x')).toBeUndefined();
});

test.each([
  ['a list', ['spec', 'ports'], [{ port: 80 }]],
  ['no field', ['spec', 'rules'], []],
  ['an object', ['spec'], []],
  ['null', ['spec', 'nothing'], []],
  ['a text', ['spec', 'name'], []],
])('the list at %s', (_what, path, expected) => {
  expect(listAt(value, ...path)).toEqual(expected);
});

test.each([
  ['a text', ['spec', 'name'], 'cart'],
  ['an empty text', ['spec', 'empty'], ''],
  ['no field', ['spec', 'title'], undefined],
  ['a number', ['spec', 'zero'], undefined],
  ['null', ['spec', 'nothing'], undefined],
])('the text at %s', (_what, path, expected) => {
  expect(stringAt(value, ...path)).toBe(expected);
});
