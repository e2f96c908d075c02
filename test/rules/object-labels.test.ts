import { objectLabels } from '../../rules/object-labels';
import { deployment, found, object, pod } from './given';

const labelled = (labels: unknown) => object('v1', 'ConfigMap', 'cart', { metadata: { name: 'cart', namespace: 'shop', labels } });
const annotated = (annotations: unknown) =>
  object('v1', 'ConfigMap', 'cart', { metadata: { name: 'cart', namespace: 'shop', annotations } });
const long = (length: number) => 'a'.repeat(length);

describe('accepts', () => {
  test.each([
    ['no labels', undefined],
    ['an empty list', {}],
    ['a plain key and value', { app: 'cart' }],
    ['an empty value', { app: '' }],
    ['a value of one character', { app: 'a' }],
    ['a value of 63 characters', { app: long(63) }],
    ['upper case, dots and underscores inside', { 'My_App.v1': 'Cart_Service.v1-2' }],
    ['a prefix', { 'app.kubernetes.io/name': 'cart' }],
    ['a prefix of 253 characters', { [`${`${long(49)}.`.repeat(5)}abc/name`]: 'cart' }],
    ['a name of 63 characters after a prefix', { [`example.com/${long(63)}`]: 'cart' }],
  ])('labels: %s', (_what, labels) => {
    expect(found(objectLabels, [labelled(labels)])).toEqual([]);
  });

  test.each([
    ['no annotations', undefined],
    ['any text as a value', { note: 'line one\nline two: {"a": [1]} ✓' }],
    ['an upper-case prefix', { 'Example.com/note': 'x' }],
    ['256 KiB in all, keys included', { note: 'x'.repeat(256 * 1024 - 4) }],
  ])('annotations: %s', (_what, annotations) => {
    expect(found(objectLabels, [annotated(annotations)])).toEqual([]);
  });
});

describe('refuses', () => {
  test.each([
    ['a key with a space', 'my app', 'my app'],
    ['an empty key', '', ''],
    ['a key that ends in a hyphen', 'app-', 'app-'],
    ['a key that starts with a dot', '.app', '.app'],
    ['a key of 64 characters', long(64), long(64)],
    ['a prefix without a name', 'example.com/', 'example.com~1'],
    ['a name without its prefix', '/name', '~1name'],
    ['two slashes', 'example.com/a/b', 'example.com~1a~1b'],
    ['a prefix in upper case', 'Example.com/name', 'Example.com~1name'],
    ['a prefix with an underscore', 'exa_mple.com/name', 'exa_mple.com~1name'],
    ['a prefix of 254 characters', `${`${long(49)}.`.repeat(5)}abcd/name`, `${`${long(49)}.`.repeat(5)}abcd~1name`],
    ['a tilde', 'a~b', 'a~0b'],
  ])('labels: %s', (_what, key, escaped) => {
    expect(found(objectLabels, [labelled({ [key]: 'cart' })])).toEqual([
      ['0', `/metadata/labels/${escaped}`, `'${key}' is not a label key`],
    ]);
  });

  test.each([
    ['a value with a space', 'my cart'],
    ['a value with a slash', 'shop/cart'],
    ['a value that ends in a hyphen', 'cart-'],
    ['a value that starts with an underscore', '_cart'],
    ['a value of 64 characters', long(64)],
    ['a line break at the end', 'cart\n'],
    ['letters beyond ASCII', 'café'],
  ])('labels: %s', (_what, value) => {
    expect(found(objectLabels, [labelled({ app: value })])).toEqual([
      ['0', '/metadata/labels/app', `the label 'app' has the value '${value}', expected at most 63 letters, digits, '-', '_' and '.'`],
    ]);
  });

  test.each([
    ['a number', 1, '1'],
    ['a truth', true, 'true'],
    ['nothing', null, 'null'],
    ['a list', ['cart'], '["cart"]'],
  ])('labels: %s instead of a text', (_what, value, shown) => {
    expect(found(objectLabels, [labelled({ app: value })])).toEqual([
      ['0', '/metadata/labels/app', `the label 'app' is ${shown}, expected a string`],
    ]);
  });

  test.each([
    ['a key with a space', { 'my note': 'x' }, '/metadata/annotations/my note', `'my note' is not an annotation key`],
    ['a name of 64 characters', { [long(64)]: 'x' }, `/metadata/annotations/${long(64)}`, `'${long(64)}' is not an annotation key`],
    ['a number instead of a text', { note: 1 }, '/metadata/annotations/note', `the annotation 'note' is 1, expected a string`],
    [
      'a byte more than 256 KiB',
      { note: 'x'.repeat(256 * 1024 - 3) },
      '/metadata/annotations',
      'the annotations have 262145 bytes, expected at most 262144',
    ],
    [
      '256 KiB of several, in bytes and not in characters',
      { a: 'é'.repeat(100_000), b: 'é'.repeat(100_000) },
      '/metadata/annotations',
      'the annotations have 400002 bytes, expected at most 262144',
    ],
  ])('annotations: %s', (_what, annotations, pointer, message) => {
    expect(found(objectLabels, [annotated(annotations)])).toEqual([['0', pointer, message]]);
  });

  test.each([
    ['a Deployment', deployment({}, { app: 'my cart' }), '/spec/template/metadata/labels/app'],
    [
      'a CronJob',
      object('batch/v1', 'CronJob', 'clean', {
        spec: { jobTemplate: { spec: { template: { metadata: { labels: { app: 'my cart' } }, spec: {} } } } },
      }),
      '/spec/jobTemplate/spec/template/metadata/labels/app',
    ],
    ['a bare pod, once', { ...pod(), metadata: { name: 'cart', namespace: 'shop', labels: { app: 'my cart' } } }, '/metadata/labels/app'],
  ])('labels of the pods of %s', (_what, given, pointer) => {
    expect(found(objectLabels, [given])).toEqual([
      ['0', pointer, `the label 'app' has the value 'my cart', expected at most 63 letters, digits, '-', '_' and '.'`],
    ]);
  });

  test('everything that is wrong at once', () => {
    const given = labelled({ 'a b': 'x', app: 'my cart' });
    expect(found(objectLabels, [given, given]).map(([source, pointer]) => `${source} ${pointer}`)).toEqual([
      '0 /metadata/labels/a b',
      '0 /metadata/labels/app',
      '1 /metadata/labels/a b',
      '1 /metadata/labels/app',
    ]);
  });
});
