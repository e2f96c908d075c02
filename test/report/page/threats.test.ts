import type { Manifest } from '../../../analysis/manifest';
import type { PageData } from '../../../report/page/data';
import { threatsSection } from '../../../report/page/threats';
import { rules } from '../../../rules';
import { declaredAt, type ScopedExemption } from '../../../rules/exemption';
import { CATEGORIES } from '../../../rules/threat';
import type { Inquiry } from '../../../rules/threat-facts';
import { threats } from '../../../rules/threats';
import { HOSTILE, imageDigest } from '../given';
import { pageDataOf } from './given';
import { rowsOf, textOf } from './reading';

const everything: Inquiry = { rules: new Set(rules.map(({ id }) => id)), doubts: new Map() };
const DIGEST = `sha256:${'a'.repeat(64)}`;
const TITLE = 'Another image runs than the one that was reviewed';
const CAPTION = `Mitigations: ${TITLE}`;

const pod = (name: string, image: string, annotations = '') => `apiVersion: v1
kind: Pod
metadata:
  name: ${name}
  namespace: shop
  annotations: {${annotations}}
spec:
  containers:
    - name: main
      image: ${image}
`;
const pinned = (name: string) => pod(name, `registry.example.com/cart:1.4.2@${DIGEST}`);
const unpinned = (name: string, annotations = '') => pod(name, 'registry.example.com/cart:1.4.2', annotations);
const accepted = (until: string) => `palisade.dev/exempt.image-digest: 'until ${until}, shop team: being moved'`;

/** The markup of the section, and of one threat in it. */
function sectionOf(yaml: string, rest: Partial<PageData> = {}): string {
  return threatsSection(pageDataOf(yaml, { inquiry: everything, ...rest })).body.toString();
}

function threatOf(markup: string, id: string): string {
  const start = markup.indexOf(`<details class="threat" id="threat-${id}">`);
  const next = markup.indexOf('<details class="threat"', start + 1);
  if (start === -1) throw new Error(`there is no threat '${id}'`);
  return markup.slice(start, next === -1 ? undefined : next);
}

const statusOf = (markup: string, id: string) => textOf(/<summary>([\s\S]*?)<\/summary>/.exec(threatOf(markup, id))?.[1] ?? '');

test('every threat is there, under the heading of its category', () => {
  const markup = sectionOf(pinned('cart'));
  const headings = [...markup.matchAll(/<h3[^>]*>([\s\S]*?)<\/h3>/g)].map(([, text = '']) => textOf(text));
  expect(headings).toEqual(CATEGORIES.map(({ title, asks }) => `${title}: ${asks}`));
  const ids = [...markup.matchAll(/<details class="threat" id="threat-([^"]*)">/g)].map(([, id]) => id);
  expect(ids).toEqual(threats.map(({ id }) => id));
  for (const { id, title, scenario, left, outside } of threats) {
    const text = textOf(threatOf(markup, id));
    for (const part of [title, scenario, ...left, ...outside.map(({ what }) => what)]) expect(text).toContain(part);
  }
});

test.each([
  ['mitigated', 'good', pinned('cart')],
  ['open', 'bad', unpinned('cart')],
  ['partly', 'unsure', unpinned('cart', accepted('2030-12-31'))],
  ['does not arise', 'plain', 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: cart, namespace: shop }\n'],
])('%s is told in a word and by a sign', (status, tone, yaml) => {
  const markup = sectionOf(yaml);
  expect(statusOf(markup, 'swapped-image')).toBe(`${status} ${TITLE}`);
  expect(threatOf(markup, 'swapped-image')).toContain(`<summary><span class="mark ${tone}"><svg class="sign" aria-hidden="true">`);
  expect(statusOf(markup, 'no-audit-log')).toMatch(/^outside /);
});

test('the statuses are counted, those to look at first', () => {
  const legend = /<ul class="legend"[^>]*>([\s\S]*?)<\/ul>/.exec(sectionOf(unpinned('cart')))?.[1] ?? '';
  const counts = [...legend.matchAll(/<li>([\s\S]*?)<\/li>/g)].map(([, item = '']) => textOf(item));
  expect(counts[0]).toMatch(/^\d+ open$/);
  expect(counts.at(-1)).toBe('5 outside');
  expect(counts.reduce((sum, text) => sum + Number.parseInt(text, 10), 0)).toBe(threats.length);
});

test('mitigations are counted, with the objects that hold and the rules that guard them', () => {
  const rows = rowsOf(sectionOf([pinned('a'), unpinned('b'), pinned('c')].join('---\n')), CAPTION);
  expect(rows[0]).toEqual(['mitigation', 'standing', 'holds on', 'by these objects', 'rules']);
  expect(rows[1]).toEqual([
    'images are pinned by digest',
    'open',
    '2 of 3 workloads, 1 open',
    '2 workloads Pod shop/a spec platform.yaml:7 Pod shop/c spec platform.yaml:29',
    'image-digest',
  ]);
});

test('what is open is named with its place, the first few, and the rest is counted', () => {
  const seven = ['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((name) => unpinned(name)).join('---\n');
  const text = textOf(threatOf(sectionOf(seven), 'swapped-image'));
  expect(text).toContain('Open: images are pinned by digest the image ');
  expect(text).toContain('Pod shop/e spec.containers[0].image platform.yaml:54');
  expect(text).not.toContain('Pod shop/f');
  expect(text).toContain('and 2 more findings: they are listed among the findings');
});

test('objects that hold are listed up to five, and the rest is counted', () => {
  const seven = ['a', 'b', 'c', 'd', 'e', 'f', 'g'].map(pinned).join('---\n');
  expect(rowsOf(sectionOf(seven), CAPTION)[1]?.[3]).toMatch(/^7 workloads Pod shop\/a .* Pod shop\/e \S+ \S+ and 2 more$/);
});

test.each([
  ['2030-01-10', '0 days left'],
  ['2030-01-11', '1 day left'],
  ['2030-12-31', '355 days left'],
])('an exemption until %s weakens it: %s', (until, left) => {
  const markup = sectionOf(unpinned('cart', accepted(until)));
  expect(textOf(threatOf(markup, 'swapped-image'))).toContain(
    `Accepted for a while ${left} : 1 finding of image-digest until ${until} , shop team: being moved`,
  );
  expect(rowsOf(markup, CAPTION)[1]?.slice(1, 3)).toEqual(['accepted', `0 of 1 workload, 1 accepted until ${until}`]);
});

test('exemptions that say the same are told once, with all that they cover, and the next to end comes first', () => {
  const markup = sectionOf(
    [unpinned('a', accepted('2030-12-31')), unpinned('b', accepted('2030-12-31')), unpinned('c', accepted('2030-03-31'))].join('---\n'),
  );
  const list = /<ul class="accepted">([\s\S]*?)<\/ul>/.exec(threatOf(markup, 'swapped-image'))?.[1] ?? '';
  expect([...list.matchAll(/<li>([\s\S]*?)<\/li>/g)].map(([, item = '']) => textOf(item))).toEqual([
    '80 days left : 1 finding of image-digest until 2030-03-31 , shop team: being moved',
    '355 days left : 2 findings of image-digest until 2030-12-31 , shop team: being moved',
  ]);
  expect(rowsOf(markup, CAPTION)[1]?.[2]).toBe('0 of 3 workloads, 3 accepted until 2030-03-31');
});

test('an exemption that has ended is none', () => {
  const markup = sectionOf(unpinned('cart', accepted('2030-01-09')));
  expect(statusOf(markup, 'swapped-image')).toMatch(/^open /);
  expect(textOf(threatOf(markup, 'swapped-image'))).not.toContain('Accepted for a while');
});

test('when nobody says which rules were asked, nothing is mitigated', () => {
  const { inquiry: _, ...data } = pageDataOf(pinned('cart'));
  const text = textOf(threatsSection(data).body.toString());
  expect(text).not.toMatch(/\d mitigated|\d partly/);
  expect(text).toContain("'image-digest' was not asked");
});

test('every table has a caption of its own, and headers for rows and columns', () => {
  const markup = sectionOf(pinned('cart'));
  const captions = [...markup.matchAll(/<caption>(.*?)<\/caption>/g)].map(([, caption]) => caption);
  expect(new Set(captions).size).toBe(threats.filter(({ mitigations }) => mitigations.some(({ needs }) => needs === undefined)).length);
  const rows = [...markup.matchAll(/<tbody>([\s\S]*?)<\/tbody>/g)].flatMap(([, body = '']) => body.match(/<tr>/g) ?? []);
  expect(markup.match(/<th scope="row">/g)?.length).toBe(rows.length);
});

test('whatever manifests and exemptions say is text', () => {
  const exemption: ScopedExemption = {
    ...{
      rule: 'image-digest',
      reason: HOSTILE,
      owner: '<b>me</b>',
      expires: '2030-12-31',
      scope: {},
      declared: declaredAt('palisade.yaml'),
    },
  };
  const { manifests } = pageDataOf(unpinned('cart'));
  const evil: Manifest = {
    source: HOSTILE,
    object: { ...(manifests[0] as Manifest).object, metadata: { name: HOSTILE, namespace: '<i>' } },
  };
  const markup = threatsSection({
    ...pageDataOf(unpinned('cart'), { inquiry: everything }),
    manifests: [evil],
    judgement: {
      findings: [],
      exempted: [{ exemption, finding: { manifest: evil, pointer: '', message: '<img>', rule: imageDigest } }],
    },
  }).body.toString();
  expect(markup).not.toMatch(/<script|<img|<b>|<i>|\u202e/);
  expect(markup).toContain('&lt;b&gt;me&lt;/b&gt;');
});

test('its style is about nothing but itself', () => {
  const { style = '', id } = threatsSection(pageDataOf(pinned('cart')));
  const selectors = [...style.matchAll(/(?:^|[{}])\s*([^{}@]+)\{/g)].flatMap(([, list = '']) => list.split(',').map((each) => each.trim()));
  expect(selectors.length).toBeGreaterThan(5);
  expect(selectors.filter((each) => !each.startsWith(`#${id} `))).toEqual([]);
});
