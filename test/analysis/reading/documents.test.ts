import fc from 'fast-check';
import { documentsIn, READING_LIMITS } from '../../../analysis/reading/documents';

/** What a text holds, as one line an object and one a complaint. */
function said(text: string, limits = READING_LIMITS): readonly string[] {
  const { manifests, unreadable, others } = documentsIn(text, 'a.yaml', limits);
  return [
    ...manifests.map(({ object, place }) => `${place?.('').line}: ${object.kind} ${object.metadata.name}`),
    ...unreadable.map(({ manifest, pointer, message }) => {
      const { line, column } = manifest.place?.(pointer) ?? {};
      return `${line}:${column} ${message}`;
    }),
    ...(others === 0 ? [] : [`${others} others`]),
  ];
}

const POD = 'apiVersion: v1\nkind: Pod\nmetadata:\n  name: cart\n';
const spec = (yaml: string) => documentsIn(`${POD}spec:\n${yaml}`, 'a.yaml').manifests[0]?.object.spec;

describe('objects', () => {
  test.each([
    ['one', POD, ['1: Pod cart']],
    ['two', `${POD}---\n${POD}`, ['1: Pod cart', '6: Pod cart']],
    ['with a marker in front', `---\n${POD}`, ['2: Pod cart']],
    ['behind comments and empty documents', `# hello\n---\n---\n\n--- # nothing\n---\n${POD}---\n`, ['7: Pod cart']],
    ['with a directive', `%YAML 1.1\n---\n${POD}`, ['3: Pod cart']],
    ['after the end of another', `${POD}...\n---\n${POD}`, ['1: Pod cart', '7: Pod cart']],
    ['on the line of the marker', '--- {apiVersion: v1, kind: Pod, metadata: {name: cart}}\n', ['1: Pod cart']],
    ['with Windows line ends', POD.replaceAll('\n', '\r\n').repeat(1), ['1: Pod cart']],
    ['with Windows line ends, two', `${POD}---\n${POD}`.replaceAll('\n', '\r\n'), ['1: Pod cart', '6: Pod cart']],
    ['with a byte order mark', `\uFEFF${POD}`, ['1: Pod cart']],
    ['as JSON', '{"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "cart"}}', ['1: Pod cart']],
    ['as JSON with tabs', '{\n\t"apiVersion": "v1",\n\t"kind": "Pod",\n\t"metadata": {"name": "cart"}\n}', ['1: Pod cart']],
    ['with a text that holds a marker', `${POD}data: |\n  ---\n  a: b\n`, ['1: Pod cart']],
    ['of a List', `apiVersion: v1\nkind: List\nitems:\n- ${POD.replaceAll('\n', '\n  ')}\n`, ['4: Pod cart']],
    [
      'of a List in a List',
      `apiVersion: v1\nkind: List\nitems:\n- apiVersion: v1\n  kind: List\n  items:\n  - ${POD.replaceAll('\n', '\n    ')}\n`,
      ['7: Pod cart'],
    ],
    ['of a typed list', 'apiVersion: v1\nkind: PodList\nitems:\n- metadata:\n    name: cart\n', ['4: Pod cart']],
    ['of an empty List', 'apiVersion: v1\nkind: List\nitems: []\n', []],
    ['of a kind that only ends in List', 'apiVersion: example.com/v1\nkind: AllowList\nmetadata:\n  name: a\n', ['1: AllowList a']],
    ['without metadata', 'apiVersion: v1\nkind: Pod\n', ['1: Pod undefined']],
    ['of an unknown kind', 'apiVersion: example.com/v1\nkind: Thing\nmetadata:\n  name: a\n', ['1: Thing a']],
    ['nothing at all', '', []],
    ['nothing but space', '\n\n  \n', []],
    ['nothing but comments', '# a\n# b\n', []],
  ])('%s', (_what, text, expected) => {
    expect(said(text)).toEqual(expected);
  });
});

describe('what is none of ours is counted and passed over', () => {
  test.each([
    ['chart values', 'replicaCount: 1\nimage: x\n'],
    ['a chart', 'apiVersion: v2\nname: cart\nversion: 1.0.0\n'],
    ['a kustomization', 'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\n'],
    ['a workflow', 'name: ci\non: push\njobs: {}\n'],
    ['a kubeconfig', 'apiVersion: v1\nkind: Config\nclusters: []\n'],
    ['configuration of the kubelet', 'apiVersion: kubelet.config.k8s.io/v1beta1\nkind: KubeletConfiguration\n'],
  ])('%s', (_what, text) => {
    expect(said(text)).toEqual(['1 others']);
  });
});

describe('what cannot be read is said, at its place, and hides nothing beside it', () => {
  const bomb = [
    'a: &a [x, x, x, x, x, x, x, x, x, x]',
    ...[...'bcdefghij'].map((key, index) => `${key}: &${key} [${Array(10).fill(`*${'abcdefghij'[index]}`)}]`),
  ];

  test.each([
    ['broken YAML', 'a: [\n', '2:1 this is not YAML: deficient indentation'],
    ['a tab', `${POD}spec:\n\thostPID: true\n`, '6:1 a tab indents this line, expected spaces'],
    [
      'a template',
      'a: {{ .Values.a }}\n',
      '1:1 this is a template, not a manifest: render it first (helm template), and check what comes out (object-based map does not support complex keys)',
    ],
    [
      'a template that is no YAML',
      '{{- if .Values.a }}\nkind: Pod\n{{- end }}\n',
      '1:3 this is a template, not a manifest: render it first (helm template), and check what comes out (missed comma between flow collection entries)',
    ],
    ['a text', 'hello\n', '1:1 a document has to be an object, got a string'],
    ['a list', '- a\n- b\n', '1:1 a document has to be an object, got a list'],
    ['no kind', 'apiVersion: v1\nmetadata:\n  name: a\n', '1:1 kind has to be a string, got none'],
    ['no version', 'kind: Pod\nmetadata:\n  name: a\n', '1:1 apiVersion has to be a string, got none'],
    ['a version that is a number', 'apiVersion: 1\nkind: Pod\n', '1:1 apiVersion has to be a string, got 1'],
    ['metadata that is a text', 'apiVersion: v1\nkind: Pod\nmetadata: cart\n', '3:1 metadata has to be an object'],
    ['an item of a List that is a text', 'apiVersion: v1\nkind: List\nitems:\n- a\n', '4:3 an item of a List has to be an object'],
    ['an unknown tag', 'apiVersion: !!js/function x\n', '1:13 this is not YAML: unknown scalar tag !<tag:yaml.org,2002:js/function>'],
    ['an unknown anchor', 'a: *b\n', '1:5 this is not YAML: unidentified alias "b"'],
    ['anchors that explode', `${bomb.join('\n')}\n`, '1:1 this is not YAML: its anchors expand to more than 1,000,000 values'],
    ['an anchor that contains itself', 'a: &a [*a]\n', '1:1 this is not YAML: an anchor contains itself'],
    ['deep nesting', `a: ${'['.repeat(200)}${']'.repeat(200)}\n`, '1:103 this is not YAML: nesting exceeded maxDepth (100)'],
  ])('%s', (_what, text, complaint) => {
    expect(said(text)).toEqual([complaint]);
    const [line, rest] = complaint.split(/:(.*)/s);
    const beside = said(`${POD}---\n${text}---\n${POD}`);
    expect(beside).toHaveLength(3);
    expect(beside[2]).toBe(`${Number(line) + 5}:${rest}`);
    expect(beside.filter((entry) => entry.endsWith('Pod cart'))).toHaveLength(2);
  });

  test('a key that is written twice, the last one being judged, as kubectl reads it', () => {
    const { manifests, unreadable } = documentsIn(`${POD}spec:\n  hostPID: false\n  hostPID: true\n`, 'a.yaml');
    expect(manifests[0]?.object.spec).toEqual({ hostPID: true });
    expect(unreadable.map(({ manifest, message }) => [manifest.place?.('').line, message])).toEqual([
      [7, 'a key is written twice in one mapping, expected each once'],
    ]);
  });
});

describe('scalars are those of kubectl', () => {
  test.each([
    ['yes', true],
    ['on', true],
    ['y', true],
    ['True', true],
    ['no', false],
    ['off', false],
    ['"yes"', 'yes'],
    ['tRue', 'tRue'],
    ['~', null],
    ['', null],
    ['null', null],
    ['0644', 0o644],
    ['0o644', 0o644],
    ['0x1F', 31],
    ['0b11', 3],
    ['1_000', 1000],
    ['-5', -5],
    ['+5', 5],
    ['0', 0],
    ['-0', -0],
    ['089', 89],
    ['1:30', '1:30'],
    ['2001-01-01', '2001-01-01'],
    ['1.5', 1.5],
    ['1e3', 1000],
    ['1Gi', '1Gi'],
    ['100m', '100m'],
    ['=', '='],
  ])('%s', (text, value) => {
    expect(spec(`  a: ${text}\n`)).toEqual({ a: value });
  });

  test('merged mappings', () => {
    expect(spec('  a: &a {b: 1}\n  c:\n    <<: *a\n    d: 2\n')).toEqual({ a: { b: 1 }, c: { b: 1, d: 2 } });
  });

  test('keys of the prototype are keys', () => {
    const object = documentsIn(`${POD}__proto__:\n  hostPID: true\nconstructor: x\n`, 'a.yaml').manifests[0]?.object;
    expect(Object.keys(object ?? {})).toEqual(['apiVersion', 'kind', 'metadata', '__proto__', 'constructor']);
    expect(({} as { hostPID?: boolean }).hostPID).toBeUndefined();
  });
});

describe('places', () => {
  const text = `# first\n---\n${POD}spec:\n  containers:\n    - name: a\n      "image": redis\n      ports: [{containerPort: 80}, {containerPort: 81}]\n    -\n      name: b\n  'quoted/key~x': 1\n  data: |\n    text\n  last: &x 1\n  again: *x\n`;
  const { manifests } = documentsIn(text, 'dir/a.yaml');

  test.each([
    ['', 3, 1],
    ['/metadata/name', 6, 3],
    ['/spec', 7, 1],
    ['/spec/containers/0', 9, 7],
    ['/spec/containers/0/image', 10, 7],
    ['/spec/containers/0/ports/1/containerPort', 11, 37],
    ['/spec/containers/1', 13, 7],
    ['/spec/containers/1/name', 13, 7],
    ['/spec/quoted~1key~0x', 14, 3],
    ['/spec/data', 15, 3],
    ['/spec/again', 18, 3],
    ['/spec/containers/0/securityContext/privileged', 9, 7],
    ['/spec/containers/7', 8, 3],
    ['/nothing/here', 3, 1],
  ])('%s', (pointer, line, column) => {
    expect(manifests[0]?.place?.(pointer)).toEqual({ file: 'dir/a.yaml', line, column });
  });

  test('in a List', () => {
    const list = documentsIn(`apiVersion: v1\nkind: List\nitems:\n- ${POD.replaceAll('\n', '\n  ')}\n`, 'a.yaml');
    expect(list.manifests[0]?.place?.('/metadata/name')).toEqual({ file: 'a.yaml', line: 7, column: 5 });
  });

  test('with Windows and with old Mac line ends', () => {
    for (const end of ['\r\n', '\r']) {
      const [manifest] = documentsIn(POD.replaceAll('\n', end), 'a.yaml').manifests;
      expect(manifest?.place?.('/metadata/name')).toEqual({ file: 'a.yaml', line: 4, column: 3 });
    }
  });
});

describe('limits', () => {
  test('of depth', () => {
    expect(said('a: [[[1]]]', { depth: 3, values: 100 })).toEqual(['1:6 this is not YAML: nesting exceeded maxDepth (3)']);
    expect(said('a: [[[1]]]', { depth: 5, values: 100 })).toEqual(['1 others']);
  });

  test('a text of 50 MB is read in seconds', () => {
    const start = performance.now();
    expect(said(`${POD}data: "${'x'.repeat(50_000_000)}"\n`)).toEqual(['1: Pod cart']);
    expect(said('['.repeat(50_000_000))).toEqual(['1:100 this is not YAML: nesting exceeded maxDepth (100)']);
    expect(performance.now() - start).toBeLessThan(30_000);
  });

  test('a hundred thousand places cost no more than the text', () => {
    const { manifests } = documentsIn(
      `${POD}data:\n${Array.from({ length: 100_000 }, (_, index) => `  k${index}: v\n`).join('')}`,
      'a.yaml',
    );
    const start = performance.now();
    for (let index = 0; index < 100_000; index += 1) expect(manifests[0]?.place?.(`/data/k${index}`).line === index + 6).toBe(true);
    expect(performance.now() - start).toBeLessThan(20_000);
  });
});

describe('nothing makes it throw', () => {
  const pieces = [
    '---',
    '...',
    ':',
    '- ',
    '? ',
    '\n',
    '\r\n',
    '\t',
    ' ',
    '  ',
    '{',
    '}',
    '[',
    ']',
    '&a',
    '*a',
    '!!str',
    '!<x>',
    '|',
    '>',
    '"',
    "'",
    '#',
    '%YAML 1.1',
    '{{',
    '}}',
    '<<',
    '\u0000',
    '\uFEFF',
    '\u2028',
    '\u202e',
    'apiVersion: v1',
    'kind: Pod',
    'kind: List',
    'items:',
    'metadata:',
    'name: a',
    '~',
    'null',
    '0x',
    '@',
    '`',
    '\ud800',
  ];

  test('any soup of YAML', () => {
    const soup = fc
      .array(fc.oneof(fc.constantFrom(...pieces), fc.string({ maxLength: 4 })), { maxLength: 40 })
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(soup, (text) => {
        const { manifests, unreadable } = documentsIn(text, 'a.yaml');
        for (const { place } of manifests) expect(place?.('/spec/x').line).toBeGreaterThan(0);
        for (const { manifest } of unreadable) expect(manifest.place?.('').column).toBeGreaterThan(0);
      }),
      { numRuns: 5_000 },
    );
  });

  test('any text in front of a sound document leaves that one readable, unless it is taken into it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const { manifests } = documentsIn(`${text}\n---\n${POD}`, 'a.yaml');
        expect(manifests.map(({ object }) => object.metadata.name)).toContain('cart');
      }),
      { numRuns: 2_000 },
    );
  });
});
