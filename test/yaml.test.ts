import fc from 'fast-check';
import { loadAll } from 'js-yaml';
import { parseAllDocuments } from 'yaml';
import { yamlStream } from '../constructs/yaml';

/** Words that one YAML version or the other takes for something else than text, and texts that a layout can lose. */
const NASTY = [
  ...['', ' ', '\n', '\n\n', '\t', ' a', 'a ', '  a\nb', '\ta\nb', 'a\n', 'a\n\n', 'a\n\n\nb\n', 'a\n b\n  c\n', ' \n a', 'a\n ', '\na'],
  ...['a: b', 'a:', ':a', 'a #b', '#a', '- a', '-', '--- a', '---', '...', '? a', '?', '! a', '&a', '*a', '%a', '@a', '`a', '|', '>', '|-'],
  ...['{}', '[]', '{a: b}', '[a]', 'a, b', ']', '}', `'`, '"', `it's`, '"a"', `'a'`, '\\', '\\n', 'a\\\nb', '=', '<<', '~', '!!str a'],
  ...['yes', 'no', 'on', 'off', 'y', 'n', 'Y', 'N', 'Yes', 'NO', 'true', 'True', 'FALSE', 'null', 'Null', 'NULL', '.inf', '-.INF', '.nan'],
  ...['0', '-0', '+1', '007', '0o7', '0x1F', '0b101', '1_000', '1e3', '1.', '.5', '1.0', '12:30:45', '190:20:30.15', '685_230.15', '1,000'],
  ...['2001-12-14', '2001-12-14t21:59:43.10-05:00', '2001-12-14 21:59:43', '1.27', '1.30', '0440', '08', '1__0', '+.5', '-1e-9', '0.'],
  ...[
    'é',
    '日本語',
    '🚢',
    '\u00a0',
    '\u0085',
    '\u2028',
    '\ufeff',
    'a\u2029b',
    '\u0000',
    '\u0007',
    '\u001b[31m',
    '\u007f',
    'a\rb',
    'a\r\nb',
  ],
  'x'.repeat(2000),
  `${'word '.repeat(60)}\n${'word '.repeat(60)}`,
];

const text = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...NASTY) },
  { weight: 2, arbitrary: fc.array(fc.constantFrom(...NASTY), { maxLength: 4 }).map((parts) => parts.join('')) },
  { weight: 1, arbitrary: fc.array(fc.constantFrom(...NASTY), { maxLength: 4 }).map((parts) => parts.join('\n')) },
  { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 20 }) },
);
const number = fc.oneof(
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => (Object.is(value, -0) ? 0 : value)),
);
// A key of more than 1,024 characters needs another notation, and no object of Kubernetes has one.
const key = text.filter((candidate) => candidate.length < 200);
const { object } = fc.letrec((tie) => ({
  object: fc.dictionary(key, tie('value'), { maxKeys: 4, noNullPrototype: true }),
  value: fc.oneof({ maxDepth: 4 }, text, number, fc.boolean(), fc.constant(null), tie('object'), fc.array(tie('value'), { maxLength: 4 })),
}));
const stream = fc.array(object, { minLength: 1, maxLength: 4 });

const PARSERS = {
  'YAML 1.2, strictly': (yaml: string) => parsed(yaml, '1.2'),
  'YAML 1.1, strictly': (yaml: string) => parsed(yaml, '1.1'),
  'js-yaml': (yaml: string) => loadAll(yaml),
};

function parsed(yaml: string, version: '1.1' | '1.2'): unknown[] {
  return [...parseAllDocuments(yaml, { version, strict: true, uniqueKeys: true, logLevel: 'error' })].map((document) => {
    if (document.errors.length > 0 || document.warnings.length > 0) throw new Error([...document.errors, ...document.warnings].join('\n'));
    return document.toJS();
  });
}

describe.each(Object.entries(PARSERS))('%s reads back', (_name, parse) => {
  test.each(NASTY.map((nasty) => [JSON.stringify(nasty).slice(0, 40), nasty]))('the text %s wherever it stands', (_shown, nasty) => {
    const everywhere = { key: nasty, list: [nasty, [nasty], { key: nasty, other: nasty }], deep: { deep: { deep: nasty } } };
    expect(parse(yamlStream([everywhere, everywhere]))).toEqual([everywhere, everywhere]);
  });

  test.each(NASTY.filter((nasty) => nasty.length < 200).map((nasty) => [JSON.stringify(nasty).slice(0, 40), nasty]))(
    'the key %s wherever it stands',
    (_shown, nasty) => {
      const everywhere = { [nasty]: 'value', deep: { [nasty]: { [nasty]: ['value'] } }, list: [{ [nasty]: 1 }] };
      expect(parse(yamlStream([everywhere]))).toEqual([everywhere]);
    },
  );

  test('any stream of objects', () => {
    fc.assert(
      fc.property(stream, (objects) => {
        expect(parse(yamlStream(objects))).toEqual(objects);
      }),
      { numRuns: 300 },
    );
  });
});

test('equal objects have equal bytes, whatever was written before', () => {
  fc.assert(
    fc.property(stream, stream, (objects, others) => {
      const bytes = yamlStream(objects);
      yamlStream(others);
      expect(yamlStream(structuredClone(objects))).toBe(bytes);
    }),
  );
});

test('frozen objects that come back are written alike, at each depth', () => {
  const rule = Object.freeze({ verbs: Object.freeze(['get', 'list']) });
  const lines = (indent: string) => [`${indent}verbs:`, `${indent}  - get`, `${indent}  - list`].join('\n');
  const yaml = `a:\n${lines('  ')}\nb:\n  c:\n${lines('    ')}\n`;
  expect(yamlStream([{ a: rule, b: { c: rule } }])).toBe(yaml);
  expect(yamlStream([{ a: rule, b: { c: rule } }])).toBe(yaml);
});

test('an object that is frozen only on its outside is written as it is now', () => {
  const spec = Object.freeze({ labels: { app: 'cart' } as Record<string, string> });
  expect(yamlStream([{ spec }])).toBe('spec:\n  labels:\n    app: cart\n');
  spec.labels['app'] = 'checkout';
  expect(yamlStream([{ spec }])).toBe('spec:\n  labels:\n    app: checkout\n');
});

test('a stream is its documents with a line of hyphens between them', () => {
  fc.assert(
    fc.property(stream, (objects) => {
      expect(yamlStream(objects)).toBe(objects.map((each) => yamlStream([each])).join('---\n'));
    }),
  );
});

test.each([
  ['nothing', [], ''],
  ['an empty object', [{}], '{}\n'],
  [
    'scalars',
    [{ text: 'a', number: 1, fraction: 0.5, truth: true, nothing: null }],
    'text: a\nnumber: 1\nfraction: 0.5\ntruth: true\nnothing: null\n',
  ],
  ['text that another version reads as a number or a truth', [{ version: '1.30', mode: '0440' }], "version: '1.30'\nmode: '0440'\n"],
  ['keys in the order of the object', [{ b: 1, a: 2 }], 'b: 1\na: 2\n'],
  ['empty collections', [{ podSelector: {}, egress: [] }], 'podSelector: {}\negress: []\n'],
  ['objects, two spaces further in', [{ spec: { replicas: 2 } }], 'spec:\n  replicas: 2\n'],
  ['lists, two spaces further in', [{ args: ['a', 'b'] }], 'args:\n  - a\n  - b\n'],
  [
    'objects in lists, their first key beside the hyphen',
    [{ ports: [{ port: 53, protocol: 'UDP' }, { port: 53 }] }],
    'ports:\n  - port: 53\n    protocol: UDP\n  - port: 53\n',
  ],
  ['lists in lists', [{ rows: [[1, 2], [3]] }], 'rows:\n  - - 1\n    - 2\n  - - 3\n'],
  ['lines as lines', [{ data: { 'a.conf': 'one\n  two\n\nthree\n' } }], 'data:\n  a.conf: |\n    one\n      two\n\n    three\n'],
  ['lines without an end', [{ note: 'one\ntwo' }], 'note: |-\n  one\n  two\n'],
  ['a long line as it is', [{ args: ['word '.repeat(50).trim()] }], `args:\n  - ${'word '.repeat(50).trim()}\n`],
  ['documents with hyphens between them', [{ a: 1 }, { b: 2 }], 'a: 1\n---\nb: 2\n'],
])('the layout shows %s', (_what, objects, yaml) => {
  expect(yamlStream(objects)).toBe(yaml);
});
