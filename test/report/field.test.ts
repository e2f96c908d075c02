import { fieldText } from '../../report/field';

const object = {
  metadata: { labels: { 'app.kubernetes.io/name': 'cart', 'it"s': 'x' } },
  data: { '0': 'x', 'a b': 'x' },
  spec: { containers: [{ name: 'cart' }] },
};

test.each([
  ['the object itself', '', ''],
  ['a field', '/spec', 'spec'],
  ['a field of an item', '/spec/containers/0/name', 'spec.containers[0].name'],
  ['a field that is missing', '/spec/template/spec/containers/1/image', 'spec.template.spec.containers[1].image'],
  ['a key with dots and slashes', '/metadata/labels/app.kubernetes.io~1name', 'metadata.labels["app.kubernetes.io/name"]'],
  ['a key with a quote', '/metadata/labels/it"s', 'metadata.labels["it\\"s"]'],
  ['a key that is a number', '/data/0', 'data["0"]'],
  ['a key with a space', '/data/a b', 'data["a b"]'],
  ['an empty key', '/data/', 'data[""]'],
  ['a key with a dash', '/data/max-age', 'data.max-age'],
  ['a key that starts with a digit', '/data/3des', 'data["3des"]'],
  ['a key that every object inherits', '/data/__proto__/constructor', 'data.__proto__.constructor'],
])('%s', (_what, pointer, text) => {
  expect(fieldText(object, pointer)).toBe(text);
});
