import { createHash } from 'node:crypto';
import fc from 'fast-check';
import type { Manifest } from '../../../analysis/manifest';
import type { PageData } from '../../../report/page/data';
import { pageOf } from '../../../report/page/page';
import { declaredAt, type ScopedExemption } from '../../../rules/exemption';
import { PLATFORM, pageData, pageDataOf, tenantYaml } from './given';
import { rowsOf, sectionOf, textOf } from './reading';

const pageFor = (yaml: string, rest: Partial<PageData> = {}) => pageOf(pageDataOf(yaml, rest));

describe('the page as a file', () => {
  test('is the same for the same data, byte by byte', async () => {
    expect(await pageFor(PLATFORM)).toBe(await pageFor(PLATFORM));
  });

  test('has its day from whoever asks for it', async () => {
    const [one, other] = [await pageFor(PLATFORM, { today: '2030-01-10' }), await pageFor(PLATFORM, { today: '2030-01-11' })];
    expect(textOf(one)).toContain('judged on 2030-01-10');
    expect(textOf(other)).toContain('judged on 2030-01-11');
  });

  test('names the hash of each of its scripts and of its style, and nothing that could be loaded', async () => {
    const page = await pageFor(PLATFORM);
    const policy = textOf(/http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(page)?.[1] ?? '');
    const directives = new Map(policy.split('; ').map((each) => [each.split(' ')[0], each.split(' ').slice(1)] as const));
    const hashesOf = (tag: string) =>
      [...page.matchAll(new RegExp(`<${tag}>([\\s\\S]*?)</${tag}>`, 'g'))].map(
        ([, text = '']) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`,
      );
    expect(hashesOf('script').length).toBeGreaterThan(1);
    expect(directives.get('script-src')).toEqual(hashesOf('script'));
    expect(directives.get('style-src')).toEqual(hashesOf('style'));
    expect(directives.get('default-src')).toEqual(["'none'"]);
    expect(directives.get('base-uri')).toEqual(["'none'"]);
    expect(directives.get('form-action')).toEqual(["'none'"]);
    expect([...page.matchAll(/\s(?:src|srcset|action|data|poster|on\w+)="/g)]).toEqual([]);
    expect([...page.matchAll(/<link[^>]*>/g)].map(String)).toEqual(['<link rel="icon" href="data:,">']);
    expect(page.match(/@import|url\((?!#)/g)).toBeNull();
  });

  test('has every id once, and leads nowhere that is not there', async () => {
    const page = await pageFor(PLATFORM);
    const ids = [...page.matchAll(/\sid="([^"]*)"/g)].map(([, id]) => id);
    expect(ids.length).toBe(new Set(ids).size);
    const targets = [...page.matchAll(/\shref="#([^"]*)"/g)].map(([, id]) => id);
    expect(targets.filter((id) => !ids.includes(id))).toEqual([]);
  });

  test('lists its sections in the order in which they come', async () => {
    const page = await pageFor(PLATFORM);
    const contents = /<nav class="contents"[\s\S]*?<\/nav>/.exec(page)?.[0] ?? '';
    const linked = [...contents.matchAll(/href="#([^"]*)"/g)].map(([, id]) => id);
    expect(linked).toEqual([...page.matchAll(/<section id="([^"]*)"/g)].map(([, id]) => id));
    expect(linked).toEqual(
      expect.arrayContaining(['overview', 'map', 'ways', 'pairs', 'hostile', 'permissions', 'nodes', 'levels', 'findings', 'exemptions']),
    );
  });

  test.each([
    [undefined, 'Tenant isolation'],
    ['Release 7 <of> "all"', 'Release 7 <of> "all"'],
  ])('is called %s', async (title, heading) => {
    const page = await pageFor(PLATFORM, { title });
    expect(textOf(/<h1>[\s\S]*?<\/h1>/.exec(page)?.[0] ?? '')).toBe(heading);
    expect(textOf(/<title>[\s\S]*?<\/title>/.exec(page)?.[0] ?? '')).toBe(`${heading}: broken`);
  });

  test('never skips a level of headings', async () => {
    const levels = [...(await pageFor(PLATFORM)).matchAll(/<h([1-6])[ >]/g)].map(([, level]) => Number(level));
    expect(levels[0]).toBe(1);
    expect(levels.filter((level) => level === 1)).toHaveLength(1);
    expect(levels.flatMap((level, index) => (level > (levels[index - 1] ?? 0) + 1 ? [index] : []))).toEqual([]);
  });
});

describe('the verdict', () => {
  const BROKEN_FILE = '\n---\na: [\n';

  test.each([
    ['no tenants', '', 'No tenants'],
    ['one tenant', tenantYaml('shop'), 'Isolated'],
    ['two tenants apart', `${tenantYaml('bank')}${tenantYaml('shop')}`, 'Isolated'],
    ['a broken pair', PLATFORM, 'Broken'],
    ['one that cannot be read entirely', `${tenantYaml('shop')}${BROKEN_FILE}`, 'Not proven'],
    ['broken, and not read', `${PLATFORM}${BROKEN_FILE}`, 'Broken'],
  ])('%s', async (_what, yaml, word) => {
    const overview = sectionOf(await pageFor(yaml), 'overview');
    expect(textOf(/<strong>[\s\S]*?<\/strong>/.exec(overview)?.[0] ?? '')).toBe(word);
  });

  test('counts the pairs of each aspect', async () => {
    const overview = sectionOf(await pageFor(PLATFORM), 'overview');
    expect(rowsOf(overview, 'Pairs of tenants by verdict').map((row) => row.slice(0, 5))).toEqual([
      ['about', 'isolated', 'open by consent', 'not proven', 'broken'],
      ['network', '5', '1', '0', '0'],
      ['permissions', '5', '0', '0', '1'],
      ['nodes', '6', '0', '0', '0'],
    ]);
  });

  test('says how much there is, and which exemption ends next', async () => {
    const overview = sectionOf(await pageFor(PLATFORM), 'overview');
    const figures = [...overview.matchAll(/<dt>([\s\S]*?)<\/dt><dd>([\s\S]*?)<\/dd><\/div>/g)].map(([, name = '', count = '']) => [
      textOf(name),
      textOf(count),
    ]);
    expect(figures).toEqual(
      expect.arrayContaining([
        ['tenants', '3'],
        ['apps', '3'],
        ['objects in 1 file', '13'],
        ['exemptions next ends in 10 d', '3'],
      ]),
    );
  });

  test('lists what could not be read, with its place', async () => {
    const overview = sectionOf(await pageFor(`${tenantYaml('shop')}a: [\n`), 'overview');
    expect(textOf(overview)).toMatch(/Not read 1 document platform\.yaml:\d+ this is not YAML/);
  });
});

describe('what is between tenants', () => {
  test('each way with its path, what is to blame, and where', async () => {
    const ways = textOf(sectionOf(await pageFor(PLATFORM), 'ways'));
    expect(ways).toContain('broken 1 way');
    expect(ways).toMatch(/shop → to bank permissions serviceaccount:shop\/cart was given it serviceaccount:shop\/cart get secrets in bank/);
    expect(ways).toMatch(/the binding RoleBinding\.rbac\.authorization\.k8s\.io bank\/guests subjects\[0\] platform\.yaml:\d+/);
    expect(ways).toContain('open by consent 1 way');
    expect(ways).toMatch(/bank → to shop network declared: from bank\/cart 6379\/TCP: pays/);
  });

  test('a matrix has row and column headers, a word in each cell, and leads to the way', async () => {
    const pairs = sectionOf(await pageFor(PLATFORM), 'pairs');
    expect(rowsOf(pairs, 'Permissions, from the row to the column')).toEqual([
      ['', 'bank', 'market', 'shop'],
      ['bank', 'itself', 'isolated', 'isolated'],
      ['market', 'isolated', 'itself', 'isolated'],
      ['shop', 'broken', 'isolated', 'itself'],
    ]);
    expect(rowsOf(pairs, 'Network, from the row to the column')[1]).toEqual(['bank', 'itself', 'isolated', 'open by consent']);
    expect(pairs).toMatch(/<a href="#way-1"><span class="mark bad">/);
  });

  test('nothing is there, and the page says so', async () => {
    const page = await pageFor('');
    const told = ['ways', 'pairs', 'hostile', 'permissions', 'nodes', 'levels', 'findings', 'exemptions'].map((id) =>
      textOf(sectionOf(page, id)),
    );
    expect(told).toEqual([
      'Ways between tenants There are no two tenants here: nobody can reach another.',
      'Tenant by tenant There are no tenants here: no namespace, and no pod in one.',
      expect.stringContaining('There are no tenants.'),
      expect.stringContaining('Nobody is bound to anything.'),
      expect.stringContaining('There are no tenants.'),
      'Pod security There are no pods.',
      'Findings Nothing was found that nobody accepts.',
      'Exemptions Nothing is exempted.',
    ]);
  });
});

describe('exemptions', () => {
  const exemption = (expires: string): ScopedExemption => ({
    ...{ rule: 'image-digest', reason: 'waits for the registry', owner: 'platform', expires, ticket: 'REG-1' },
    ...{ scope: { object: 'Pod shop/cart' }, declared: declaredAt('palisade.yaml') },
  });

  test.each([
    ['2030-01-09', 'overdue by 1 day'],
    ['2030-01-10', '0 days, soon'],
    ['2030-02-09', '30 days, soon'],
    ['2030-02-10', '31 days'],
    ['soon', 'no date'],
  ])('one that ends on %s has %s', async (expires, left) => {
    const page = await pageOf(pageDataOf('', { exemptions: [exemption(expires)] }));
    const [, row] = rowsOf(sectionOf(page, 'exemptions'), 'Exemptions by the days that are left');
    expect(row).toEqual([
      'image-digest',
      `${left} until ${expires}`,
      'waits for the registry REG-1 platform',
      '0 findings, 1 exemption Pod shop/cart, 0 findings palisade.yaml',
    ]);
  });

  test('the next to end comes first, and each says what it covers', async () => {
    const page = await pageFor(tenantYaml('shop'), { exemptions: [exemption('2031-01-01')] });
    const rows = rowsOf(sectionOf(page, 'exemptions'), 'Exemptions by the days that are left');
    expect(rows.map(([rule]) => rule)).toEqual(['rule', 'pod-managed', 'image-digest']);
    expect(rows[1]?.[3]).toMatch(/^1 finding, 1 exemption Pod shop\/cart, 1 finding platform.yaml/);
  });

  test('those of which the same is said are told once', async () => {
    const other = (fields: Partial<ScopedExemption>) => ({ ...exemption('2031-01-01'), scope: { object: 'Pod shop/redis' }, ...fields });
    const rowsFor = async (fields: Partial<ScopedExemption>) => {
      const page = await pageOf(pageDataOf('', { exemptions: [exemption('2031-01-01'), other(fields)] }));
      return rowsOf(sectionOf(page, 'exemptions'), 'Exemptions by the days that are left').slice(1);
    };
    expect((await rowsFor({})).map((row) => row[3])).toEqual([
      '0 findings, 2 exemptions Pod shop/cart, 0 findings palisade.yaml Pod shop/redis, 0 findings palisade.yaml',
    ]);
    for (const fields of [{ reason: 'another' }, { owner: 'shop' }, { ticket: 'REG-2' }, { expires: '2031-01-02' }])
      expect(await rowsFor(fields)).toHaveLength(2);
  });
});

test('each finding stands under its rule, with object, field, place and remedy', async () => {
  const findings = textOf(sectionOf(await pageFor(tenantYaml('shop')), 'findings'));
  expect(findings).toMatch(/image-digest error 1 finding images are pinned by digest why .* fix append the digest/);
  const line =
    tenantYaml('shop')
      .split('\n')
      .findIndex((each) => each.includes('image: redis')) + 1;
  expect(findings).toContain(`Pod shop/cart spec.containers[0].image platform.yaml:${line} `);
});

test('levels are told, the weakest first', async () => {
  const levels = sectionOf(
    await pageFor(PLATFORM.replace('containers: [{ name: cart,', 'hostNetwork: true\n  containers: [{ name: cart,')),
    'levels',
  );
  const rows = rowsOf(levels, 'Pod Security level of each workload').map((row) => row.slice(0, 3));
  expect(rows[1]).toEqual(['Pod bank/cart', 'privileged', expect.stringContaining('pod-host-namespaces')]);
  expect(rows.slice(2).map(([name, level]) => [name, level])).toEqual([
    ['Pod market/cart', 'baseline'],
    ['Pod shop/cart', 'baseline'],
  ]);
});

/** Pieces that end a text, an attribute, an element, a comment or a script, each marked: the mark must never follow one of them. */
const PIECES = [
  '<zq',
  '"zq',
  "'zq",
  '&zq;',
  '</script><zq src=x onerror=zq>',
  '</style><zq>',
  '--><zq>',
  ']]>',
  '\u0000',
  '\n',
  '\u202e',
  ' ',
  'é',
];

test('nothing that anybody wrote is anything but text', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.constantFrom(...PIECES), { minLength: 1, maxLength: 4 }), async (pieces) => {
      const text = `x${pieces.join('')}`;
      const page = await pageOf(hostileData(text));
      const plain = page.replaceAll(/<(script|style)>[\s\S]*?<\/\1>/g, '');
      // What the mark stands behind is an entity's end, or no sign of markup at all.
      expect(plain.match(/[<"'&/]zq/g)).toBeNull();
      expect([...page.matchAll(/<\/?(script|style)\b/g)].length % 2).toBe(0);
      expect(page.match(/<script>/g)?.length).toBe(scriptsIn(await cleanPage));
      expect(page.match(/<style>/g)?.length).toBe(1);
    }),
    { numRuns: 15 },
  );
});

const cleanPage = pageOf(hostileData('x'));

function scriptsIn(page: string): number {
  return [...page.matchAll(/<script>/g)].length;
}

/** Two tenants of which every name, label, annotation, file and sentence is the same text. */
function hostileData(text: string): PageData {
  const file = (object: object): Manifest => ({
    object: object as Manifest['object'],
    source: text,
    place: () => ({ file: text, line: 1, column: 1 }),
  });
  const metadata = (name: string, namespace?: string) => ({
    name,
    ...(namespace === undefined ? {} : { namespace }),
    labels: { [text]: text, app: text },
  });
  const [one, other] = [`${text}1`, `${text}2`];
  const allows = {
    'palisade.dev/allows': `from ${text}`,
    'palisade.dev/exempt.image-digest': `until 2030-02-01, ${text}: ${text} (${text})`,
  };
  const rbac = 'rbac.authorization.k8s.io';
  const objects = [one, other].flatMap((name) => [
    {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: {
        ...metadata(name),
        labels: { 'palisade.dev/tenant': name },
        annotations: { 'scheduler.alpha.kubernetes.io/node-selector': `${text}=${name}` },
      },
    },
    {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: { ...metadata(text, name), annotations: allows },
      spec: {
        podSelector: {},
        policyTypes: ['Ingress', 'Egress'],
        ingress: [{}],
        egress: [{ to: [{ namespaceSelector: { matchLabels: { [text]: text } } }], ports: [{ port: text }] }],
      },
    },
    {
      ...{ apiVersion: 'v1', kind: 'Pod', metadata: { ...metadata(text, name), annotations: allows } },
      spec: {
        serviceAccountName: text,
        nodeName: text,
        tolerations: [{ key: text, value: text, effect: 'NoSchedule', operator: 'Equal' }],
        containers: [{ name: text, image: text, ports: [{ name: text, containerPort: 80 }] }],
      },
    },
    {
      apiVersion: `${rbac}/v1`,
      kind: 'Role',
      metadata: metadata(text, name),
      rules: [{ apiGroups: [text, ''], resources: [text, 'secrets'], verbs: [text, 'get'], resourceNames: [text] }],
    },
    {
      apiVersion: `${rbac}/v1`,
      kind: 'RoleBinding',
      metadata: metadata(text, name),
      roleRef: { apiGroup: rbac, kind: 'Role', name: text },
      subjects: [
        { kind: 'ServiceAccount', name: text, namespace: one },
        { kind: 'User', name: text, apiGroup: rbac },
      ],
    },
    {
      apiVersion: `${rbac}/v1`,
      kind: 'RoleBinding',
      metadata: metadata(`${text}3`, name),
      roleRef: { apiGroup: rbac, kind: 'Role', name: `${text}4` },
      subjects: [{ kind: 'Group', name: text, apiGroup: rbac }],
    },
    {
      apiVersion: 'v1',
      kind: 'Node',
      metadata: { name: text, labels: { [text]: name } },
      spec: { taints: [{ key: text, value: text, effect: 'NoExecute' }] },
    },
    { apiVersion: `${text}/v1`, kind: text, metadata: metadata(text, name), spec: { [text]: text } },
  ]);
  const exemption: ScopedExemption = {
    rule: text,
    reason: text,
    owner: text,
    expires: text,
    ticket: text,
    scope: { object: text, field: text },
    declared: declaredAt(text),
  };
  const unreadable = [{ manifest: file({ apiVersion: '', kind: '', metadata: {} }), pointer: '', message: text }];
  return pageData(objects.map(file), { title: text, version: text, today: '2030-01-10', exemptions: [exemption], unreadable });
}
