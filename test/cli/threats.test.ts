import { threats } from '../../rules/threats';
import { Folder } from './folder';

const DIGEST = `sha256:${'a'.repeat(64)}`;
const podWith = (image: string, annotations = '') => `apiVersion: v1
kind: Pod
metadata:
  name: cart
  namespace: shop
  annotations: {${annotations}}
spec:
  containers:
    - name: cart
      image: ${image}
`;
const UNPINNED = podWith('registry.example.com/cart:1.4.2');
const PINNED = podWith(`registry.example.com/cart:1.4.2@${DIGEST}`);
const ACCEPTED = podWith(
  'registry.example.com/cart:1.4.2',
  "palisade.dev/exempt.image-digest: 'until 2030-12-31, shop team: being moved (SHOP-1)'",
);
const CONFIG = 'complete: true\ncni: calico\nregistries: [registry.example.com/]\n';

let folder: Folder;
const given = (files: Readonly<Record<string, string>>) => {
  folder = new Folder(files);
  return (...args: string[]) => folder.palisade('threats', ...args, '--as-of', '2030-12-01');
};
afterEach(() => folder.remove());

/** The lines about one threat, without its scenario. */
function aboutOf(out: readonly string[], id: string): readonly string[] {
  const start = out.findIndex((line) => line.startsWith(`  ${id}`));
  return [out[start] ?? '', ...out.slice(start + 2, out.indexOf('', start))];
}

interface Told {
  readonly threats: readonly {
    readonly id: string;
    readonly status: string | null;
    readonly mitigations: readonly { readonly result: unknown }[];
  }[];
}
const threatIn = (out: readonly string[], id: string) => (JSON.parse(out.join('\n')) as Told).threats.find((each) => each.id === id);

const DUTIES = [
  '    left        A digest says which image it is, not who built it or what is in it.',
  '    outside     pipeline: builds are reproducible, signed, and signatures are checked before a digest is written',
  '    outside     pipeline: images are scanned, and base images kept up to date',
  '    outside     platform team: few may push to the registry, and tags cannot be moved',
];

describe('as text', () => {
  test('what is open is named with its place', async () => {
    const threatsOf = given({ 'dist/shop.yaml': UNPINNED, 'palisade.yaml': CONFIG });
    const { code, out, err } = await threatsOf();
    expect({ code, err }).toEqual({ code: 1, err: [] });
    expect(aboutOf(out, 'swapped-image')).toEqual([
      '  swapped-image (open)',
      '    open        images are pinned by digest: 0 of 1 workload, 1 open (image-digest)',
      expect.stringMatching(/^ {16}Pod shop\/cart: the image 'registry\.example\.com\/cart:1\.4\.2' .* {2}dist\/shop\.yaml:10:7$/),
      '    held        images have a tag that names a version: 1 of 1 workload (image-tag)',
      '    held        images come from allowed registries: 1 of 1 workload (image-registry)',
      ...DUTIES,
    ]);
  });

  test('what is mitigated is counted', async () => {
    const { out } = await given({ 'dist/shop.yaml': PINNED, 'palisade.yaml': CONFIG })('dist');
    expect(aboutOf(out, 'swapped-image').slice(0, 2)).toEqual([
      '  swapped-image (mitigated)',
      '    held        images are pinned by digest: 1 of 1 workload (image-digest)',
    ]);
  });

  test('what is accepted is told with its owner and the days that are left', async () => {
    const { out } = await given({ 'dist/shop.yaml': ACCEPTED, 'palisade.yaml': CONFIG })();
    expect(aboutOf(out, 'swapped-image')).toEqual([
      '  swapped-image (partly)',
      '    accepted    images are pinned by digest: 0 of 1 workload, 1 accepted until 2030-12-31 (image-digest)',
      '    held        images have a tag that names a version: 1 of 1 workload (image-tag)',
      '    held        images come from allowed registries: 1 of 1 workload (image-registry)',
      '    accepted    image-digest for 1 finding until 2030-12-31, 30 days left, shop team: being moved',
      ...DUTIES,
    ]);
  });

  test('what a rule was not told is not known', async () => {
    const { code, out } = await given({ 'dist/shop.yaml': PINNED })();
    expect(code).toBe(1);
    expect(aboutOf(out, 'swapped-image').slice(0, 5)).toEqual([
      '  swapped-image (not known)',
      '    held        images are pinned by digest: 1 of 1 workload (image-digest)',
      '    held        images have a tag that names a version: 1 of 1 workload (image-tag)',
      '    not known   images come from allowed registries: 0 of 1 workload, 1 not known (image-registry)',
      "                'image-registry' was not told which registries are allowed (registries in palisade.yaml)",
    ]);
  });

  test('a profile that asks for less knows less', async () => {
    const { out } = await given({ 'dist/shop.yaml': PINNED, 'palisade.yaml': CONFIG })('--profile', 'baseline');
    expect(out).toContain('  swapped-image (not known)');
  });

  test('without a path and without dist the threats are listed as they are', async () => {
    const { code, out, err } = await given({})();
    expect({ code, err }).toEqual({ code: 0, err: [] });
    expect(aboutOf(out, 'swapped-image')).toEqual([
      '  swapped-image',
      '    in its way  images are pinned by digest (image-digest)',
      '    in its way  images have a tag that names a version (image-tag)',
      '    in its way  images come from allowed registries (image-registry)',
      ...DUTIES,
    ]);
    expect(out.at(-1)).toBe(`${threats.length} threats`);
  });
});

describe('as JSON', () => {
  test('every field is there', async () => {
    const { code, out } = await given({ 'dist/shop.yaml': UNPINNED, 'palisade.yaml': CONFIG })('--format', 'json');
    expect(code).toBe(1);
    const threat = threatIn(out, 'swapped-image');
    expect(threat?.status).toBe('open');
    const spot = { object: 'Pod shop/cart', source: 'dist/shop.yaml', field: 'spec.containers[0].image' };
    expect(threat?.mitigations[0]).toEqual({
      ...{ text: 'images are pinned by digest', applies: 'workloads', by: null, rules: ['image-digest'] },
      result: {
        ...{ standing: 'open', total: 1, held: 0, accepted: 0, open: 1, undecided: 0, doubts: [], exempted: [] },
        findings: [{ rule: 'image-digest', message: expect.any(String), ...spot, place: { file: 'dist/shop.yaml', line: 10, column: 7 } }],
        by: { count: 0, first: [] },
      },
    });
  });

  test('exemptions have the days that are left', async () => {
    const { out } = await given({ 'dist/shop.yaml': ACCEPTED, 'palisade.yaml': CONFIG })('--format', 'json');
    expect(threatIn(out, 'swapped-image')).toMatchObject({
      status: 'partly',
      exemptions: [
        { rule: 'image-digest', owner: 'shop team', expires: '2030-12-31', ticket: 'SHOP-1', daysLeft: 30, covers: 'Pod shop/cart' },
      ],
    });
  });

  test('nothing that was not judged looks as if it was', async () => {
    const { code, out } = await given({})('--format', 'json');
    expect(code).toBe(0);
    expect(threatIn(out, 'swapped-image')).toMatchObject({
      status: null,
      mitigations: [{ result: null }, { result: null }, { result: null }],
    });
  });
});

describe('as a document', () => {
  test('counts stand beside the rules', async () => {
    const { out } = await given({ 'dist/shop.yaml': UNPINNED, 'palisade.yaml': CONFIG })('--format', 'markdown');
    expect(out.slice(0, 3)).toEqual([
      '# Threat model',
      '',
      '<!-- Written by `npm run -s palisade -- threats dist --as-of 2030-12-01 --format markdown`; a test fails when it is stale. -->'.replaceAll(
        '>`',
        '`',
      ),
    ]);
    expect(out).toContain('| images are pinned by digest | [`image-digest`](rules.md#image-digest) | 0 of 1 workload, 1 open |');
  });

  test('without manifests it is the table alone', async () => {
    const { out } = await given({})('--format', 'markdown');
    expect(out).toContain('| images are pinned by digest | [`image-digest`](rules.md#image-digest) |');
    expect(out).not.toContain('## Result');
  });

  test('paths end no comment', async () => {
    const { out } = await given({ 'a-->b`.yaml': UNPINNED })('a-->b`.yaml', '--format', 'markdown');
    expect(out[2]?.match(/-->/g)).toHaveLength(1);
  });
});

test.each([
  ['an unknown format', ['--format', 'xml'], "--format must be one of text, markdown, json, got 'xml'"],
  ['a path that is not there', ['gone'], 'no such file or folder: gone'],
])('%s ends with 2 and one message', async (_, args, message) => {
  expect(await given({})(...args)).toEqual({ code: 2, out: [], err: [message] });
});
