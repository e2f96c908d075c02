import { objectLabels } from '../../rules/object-labels';
import { deployment, judges, object, pod } from './given';

const labelled = (labels: unknown) => object('v1', 'ConfigMap', 'cart', { metadata: { name: 'cart', namespace: 'shop', labels } });
const annotated = (annotations: unknown) =>
  object('v1', 'ConfigMap', 'cart', { metadata: { name: 'cart', namespace: 'shop', annotations } });
const long = (length: number) => 'a'.repeat(length);
const label = (key: string) => `/metadata/labels/${key}`;
const note = (key: string) => `/metadata/annotations/${key}`;
const badKey = (key: string) => `'${key}' is not a label key`;
const badValue = (value: string) => `the label 'app' has the value '${value}', expected at most 63 letters, digits, '-', '_' and '.'`;
const badType = (shown: string) => `the label 'app' is ${shown}, expected a string`;

const ofKey = (what: string, key: string, escaped: string) => ({
  what: `labels: ${what}`,
  given: labelled({ [key]: 'cart' }),
  finds: [[label(escaped), badKey(key)]] as const,
  absent: 'accepted' as const,
});
const ofValue = (what: string, value: unknown, message: string) => ({
  what: `labels: ${what}`,
  given: labelled({ app: value }),
  finds: [[label('app'), message]] as const,
  absent: 'accepted' as const,
});

judges(objectLabels, {
  accepts: [
    ['labels: none', labelled(undefined)],
    ['labels: null', labelled(null)],
    ['labels: an empty list', labelled({})],
    ['labels: a plain key and value', labelled({ app: 'cart' })],
    ['labels: an empty value', labelled({ app: '' })],
    ['labels: a value of one character', labelled({ app: 'a' })],
    ['labels: a value of 63 characters', labelled({ app: long(63) })],
    ['labels: upper case, dots and underscores inside', labelled({ 'My_App.v1': 'Cart_Service.v1-2' })],
    ['labels: a prefix', labelled({ 'app.kubernetes.io/name': 'cart' })],
    ['labels: a prefix of 253 characters', labelled({ [`${`${long(49)}.`.repeat(5)}abc/name`]: 'cart' })],
    ['labels: a name of 63 characters after a prefix', labelled({ [`example.com/${long(63)}`]: 'cart' })],
    ['annotations: none', annotated(undefined)],
    ['annotations: null', annotated(null)],
    ['annotations: any text as a value', annotated({ note: 'line one\nline two: {"a": [1]} ✓' })],
    ['annotations: an upper-case prefix', annotated({ 'Example.com/note': 'x' })],
    ['annotations: 256 KiB in all, keys included', annotated({ note: 'x'.repeat(256 * 1024 - 4) })],
    ['a pod template without metadata', object('apps/v1', 'Deployment', 'cart', { spec: { template: { metadata: null } } })],
    [
      'annotations of pods',
      object('apps/v1', 'Deployment', 'cart', { spec: { template: { metadata: { annotations: { note: 'x y' } } } } }),
    ],
  ],
  refuses: [
    ofKey('a key with a space', 'my app', 'my app'),
    ofKey('an empty key', '', ''),
    ofKey('a key that ends in a hyphen', 'app-', 'app-'),
    ofKey('a key that starts with a dot', '.app', '.app'),
    ofKey('a key of 64 characters', long(64), long(64)),
    ofKey('a prefix without a name', 'example.com/', 'example.com~1'),
    ofKey('a name without its prefix', '/name', '~1name'),
    ofKey('two slashes', 'example.com/a/b', 'example.com~1a~1b'),
    ofKey('a prefix in upper case', 'Example.com/name', 'Example.com~1name'),
    ofKey('a prefix with an underscore', 'exa_mple.com/name', 'exa_mple.com~1name'),
    ofKey('a prefix of 254 characters', `${`${long(49)}.`.repeat(5)}abcd/name`, `${`${long(49)}.`.repeat(5)}abcd~1name`),
    ofKey('a tilde', 'a~b', 'a~0b'),
    ofValue('a value with a space', 'my cart', badValue('my cart')),
    ofValue('a value with a slash', 'shop/cart', badValue('shop/cart')),
    ofValue('a value that ends in a hyphen', 'cart-', badValue('cart-')),
    ofValue('a value that starts with an underscore', '_cart', badValue('_cart')),
    ofValue('a value of 64 characters', long(64), badValue(long(64))),
    ofValue('a line break at the end', 'cart\n', badValue('cart\n')),
    ofValue('letters beyond ASCII', 'café', badValue('café')),
    ofValue('a number instead of a text', 1, badType('1')),
    ofValue('a truth instead of a text', true, badType('true')),
    ofValue('nothing instead of a text', null, badType('null')),
    ofValue('a list instead of a text', ['cart'], badType('["cart"]')),
    {
      what: 'labels: a list instead of a map',
      given: labelled(['app']),
      finds: [['/metadata/labels', `'labels' is a list, expected a map`]],
      absent: 'accepted',
    },
    {
      what: 'labels: a text instead of a map',
      given: labelled('app'),
      finds: [['/metadata/labels', `'labels' is a string, expected a map`]],
      absent: 'accepted',
    },
    {
      what: 'annotations: a key with a space',
      given: annotated({ 'my note': 'x' }),
      finds: [[note('my note'), `'my note' is not an annotation key`]],
      absent: 'accepted',
    },
    {
      what: 'annotations: a name of 64 characters',
      given: annotated({ [long(64)]: 'x' }),
      finds: [[note(long(64)), `'${long(64)}' is not an annotation key`]],
      absent: 'accepted',
    },
    {
      what: 'annotations: a number instead of a text',
      given: annotated({ note: 1 }),
      finds: [[note('note'), `the annotation 'note' is 1, expected a string`]],
      absent: 'accepted',
    },
    {
      what: 'annotations: a number instead of a map',
      given: annotated(3),
      finds: [['/metadata/annotations', `'annotations' is a number, expected a map`]],
      absent: 'accepted',
    },
    {
      what: 'annotations: a byte more than 256 KiB',
      given: annotated({ note: 'x'.repeat(256 * 1024 - 3) }),
      finds: [['/metadata/annotations', 'the annotations have 262145 bytes, expected at most 262144']],
      absent: 'accepted',
    },
    {
      what: 'annotations: 256 KiB of several, in bytes and not in characters',
      given: annotated({ a: 'é'.repeat(100_000), b: 'é'.repeat(100_000) }),
      finds: [['/metadata/annotations', 'the annotations have 400002 bytes, expected at most 262144']],
      absent: 'accepted',
    },
    {
      what: 'labels of the pods of a Deployment',
      given: deployment({}, { app: 'my cart' }),
      finds: [['/spec/template/metadata/labels/app', badValue('my cart')]],
      absent: 'accepted',
    },
    {
      what: 'labels of the pods of a CronJob',
      given: object('batch/v1', 'CronJob', 'clean', {
        spec: { jobTemplate: { spec: { template: { metadata: { labels: { app: 'my cart' } }, spec: {} } } } },
      }),
      finds: [['/spec/jobTemplate/spec/template/metadata/labels/app', badValue('my cart')]],
      absent: 'accepted',
    },
    {
      what: 'labels of a bare pod, once',
      given: { ...pod(), metadata: { name: 'cart', namespace: 'shop', labels: { app: 'my cart' } } },
      finds: [['/metadata/labels/app', badValue('my cart')]],
      absent: 'accepted',
    },
    {
      what: 'everything that is wrong at once',
      given: [labelled({ 'a b': 'x', app: 'my cart' }), labelled({ 'a b': 'x', app: 'my cart' })],
      finds: [
        [label('a b'), badKey('a b')],
        [label('app'), badValue('my cart')],
        [1, label('a b'), badKey('a b')],
        [1, label('app'), badValue('my cart')],
      ],
      absent: 'accepted',
    },
  ],
});
