import fc from 'fast-check';
import { CORE_SCHEMA, dump, loadAll } from 'js-yaml';
import { PlainYaml } from '../../../analysis/reading/plain-yaml';

const reader = new PlainYaml(CORE_SCHEMA.tags);
const read = (text: string, depth = 100) => reader.read(text, 0, text.length, depth);

/** What the parser of all of YAML makes of it; `undefined` where it refuses it. */
function parsed(text: string, maxDepth = 100): readonly unknown[] | undefined {
  try {
    return loadAll(text, { schema: CORE_SCHEMA, maxDepth });
  } catch {
    return undefined;
  }
}

describe('what programs write is read', () => {
  test.each([
    ['a text', 'a: b\n', { a: 'b' }],
    ['numbers, true and null', 'a: 1\nb: -1.5\nc: true\nd: null\n', { a: 1, b: -1.5, c: true, d: null }],
    ['texts with signs within', 'a: x:1/y#z,[w]\nb: -c\n', { a: 'x:1/y#z,[w]', b: '-c' }],
    ['quoted texts', `a: '1: it''s # {}'\nb: "yes"\n`, { a: "1: it's # {}", b: 'yes' }],
    ['mappings in mappings', 'a:\n  b:\n    c: d\n  e: f\ng: h\n', { a: { b: { c: 'd' }, e: 'f' }, g: 'h' }],
    ['lists, indented or not', 'a:\n- b\n- c\nd:\n  - e\n', { a: ['b', 'c'], d: ['e'] }],
    ['lists of mappings', 'a:\n  - b: c\n    d:\n      - e: f\n  - b: g\n', { a: [{ b: 'c', d: [{ e: 'f' }] }, { b: 'g' }] }],
    ['empty collections', 'a: {}\nb: []\nc:\n  - {}\n', { a: {}, b: [], c: [{}] }],
    ['literal texts', 'a: |\n  b\n   c\nd: |-\n  e: f\n  # g\n', { a: 'b\n c\n', d: 'e: f\n# g' }],
    ['empty lines', '\na:\n\n  b: c\n\n', { a: { b: 'c' } }],
    ['a text without a last line end', 'a: b', { a: 'b' }],
  ])('%s', (_what, text, expected) => {
    expect(read(text)).toEqual(expected);
    expect(parsed(text)).toEqual([expected]);
  });
});

describe('what may be anything else is left to the parser', () => {
  test.each([
    ['nothing', ''],
    ['a text alone', 'a\n'],
    ['a list alone', '- a\n'],
    ['a key that is written twice', 'a: b\na: c\n'],
    ['a key that is a number', '1: a\n'],
    ['a key that is true', 'true: a\n'],
    ['a key that is everybody’s', '__proto__: a\n'],
    ['a key with quotes', '"a": b\n'],
    ['keys to be merged', '<<: {}\n'],
    ['no value', 'a:\nb: c\n'],
    ['no space behind the colon', 'a:b\n'],
    ['two spaces behind the colon', 'a:  b\n'],
    ['a space behind the text', 'a: b \n'],
    ['a comment', 'a: b # c\n'],
    ['a line of comment', '# c\na: b\n'],
    ['a text of two lines', 'a: b\n  c\n'],
    ['a text on the next line', 'a:\n  b\n'],
    ['a mapping within the line', 'a: b: c\n'],
    ['a list within the line', 'a: - b\n'],
    ['a list in a list', 'a:\n- - b\n'],
    ['a flow mapping', 'a: {b: c}\n'],
    ['a flow list', 'a: [b]\n'],
    ['an anchor', 'a: &b c\n'],
    ['an alias', 'a: *b\n'],
    ['a tag', 'a: !!str b\n'],
    ['a folded text', 'a: >\n  b\n'],
    ['a literal text with an empty line', 'a: |\n  b\n\n  c\n'],
    ['a literal text with an empty line at its end', 'a: |\n  b\n    \nc: d\n'],
    ['a literal text that is kept', 'a: |+\n  b\n'],
    ['an escape', 'a: "\\n"\n'],
    ['an open quote', "a: 'b\n"],
    ['something behind a quote', "a: 'b' c\n"],
    ['a mapping further in', 'a: b\n  c: d\n'],
    ['a mapping between', 'a:\n    b: c\n  d: e\n'],
    ['a list that goes on as a mapping', 'a:\n  - b\n  c: d\n'],
    ['a tab', 'a:\tb\n'],
    ['a carriage return', 'a: b\r\n'],
    ['a letter beyond ASCII', 'a: ü\n'],
    ['a control character', 'a: b\u0007\n'],
    ['a byte order mark', '\uFEFFa: b\n'],
    ['a directive', '%YAML 1.2\n'],
    ['the end of a document', 'a: b\n...\n'],
    ['the beginning of one', '---\na: b\n'],
  ])('%s', (_what, text) => {
    expect(read(text)).toBeUndefined();
  });

  test('a part that ends within a line', () => {
    expect(reader.read('a: b---\n', 0, 4, 100)).toBeUndefined();
    expect(reader.read('a: b\n---\n', 0, 5, 100)).toEqual({ a: 'b' });
  });

  test('what is nested too deep for the parser', () => {
    const nested = (depth: number) => Array.from({ length: depth }, (_, index) => `${' '.repeat(index)}a:`).join('\n');
    const text = (depth: number) => `${nested(depth)} b\n`;
    expect(read(text(10), 20)).toEqual(parsed(text(10), 20)?.[0]);
    expect(read(text(30), 20)).toBeUndefined();
    expect(parsed(text(30), 20)).toBeUndefined();
    expect(read(text(5000), 1_000_000)).toBeUndefined();
  });
});

describe('whatever is read, the parser reads alike', () => {
  const same = (text: string, depth = 100) => {
    const found = read(text, depth);
    if (found === undefined) return false;
    const [value, ...more] = parsed(text, depth) ?? [Symbol('refused')];
    expect(more).toEqual([]);
    // As JSON, too: keys have to be in the same order.
    expect([found, JSON.stringify(found)]).toEqual([value, JSON.stringify(value)]);
    return true;
  };
  const WORDS = [
    'a',
    'b',
    'c-d',
    'e.f/g',
    '1',
    '-1',
    '0x1',
    '1e3',
    'true',
    'no',
    'null',
    '~',
    '.inf',
    'x y',
    "'",
    '"',
    '#',
    ' #',
    ': ',
    ':',
    ' ',
  ];
  const SIGNS = [
    '\n',
    '\n',
    '\n  ',
    '\n  ',
    '\n    ',
    '\n- ',
    '\n  - ',
    '- ',
    ': ',
    ':',
    '|',
    '|-',
    '{}',
    '[]',
    '---',
    '...',
    '<<',
    '*',
    '&',
    '!',
    '%',
  ];

  test('of words and signs in any order', () => {
    const texts = fc.array(fc.constantFrom(...WORDS, ...SIGNS), { maxLength: 14 }).map((parts) => `k: ${parts.join('')}`);
    fc.assert(
      fc.property(texts, (text) => void same(text)),
      { numRuns: 20_000 },
    );
  });

  test('of lines that are indented anyhow', () => {
    const words = fc.constantFrom(
      ...['a: b', 'a:', 'b: 1', 'c: |', 'c: |-', '- a', '- a: b', '- a:', '- ', '-', "d: 'x'", 'e: {}', '', 'x', '# y'],
    );
    const lines = fc.array(fc.tuple(fc.nat(3), words), { maxLength: 7 });
    const texts = lines.map((all) => all.map(([indent, line]) => `${'  '.repeat(indent).slice(indent % 2)}${line}\n`).join(''));
    fc.assert(
      fc.property(texts, (text) => void same(text)),
      { numRuns: 20_000 },
    );
  });

  test('of what a program writes, most of it', () => {
    const key = fc.stringMatching(/^[a-z][a-z./-]{0,6}$/);
    const leaf = fc.oneof(fc.stringMatching(/^[ -~]{0,12}$/), fc.integer(), fc.boolean(), fc.constant(null), fc.constant('two\nlines'));
    const { tree } = fc.letrec((tie) => ({
      tree: fc.oneof({ maxDepth: 4 }, leaf, fc.array(tie('tree'), { maxLength: 3 }), fc.dictionary(key, tie('tree'), { maxKeys: 4 })),
    }));
    let count = 0;
    const runs = 2_000;
    const values = fc.dictionary(key, tree, { minKeys: 1, maxKeys: 4, noNullPrototype: true });
    fc.assert(
      fc.property(values, fc.boolean(), (value, seqNoIndent) => {
        if (same(dump(value, { lineWidth: -1, noRefs: true, seqNoIndent }))) count += 1;
      }),
      { numRuns: runs },
    );
    expect(count).toBeGreaterThan(runs / 3);
  });
});
