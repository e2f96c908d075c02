import { Folder, PLAIN, PRIVILEGED } from './folder';

let folder: Folder;
afterEach(() => folder.remove());

const ANNOTATED = PRIVILEGED.replace(
  'metadata:\n',
  "metadata:\n  annotations:\n    palisade.dev/exempt.pod-privileged: 'until 2026-12-31, node team: drivers (OPS-1)'\n",
);
const CONFIG = `exemptions:
  - { rule: image-digest, reason: no digests yet, owner: shop, expires: 2026-07-01, object: Pod shop/cart }
  - { rule: image-tag, reason: legacy, owner: shop, expires: 2027-01-01 }
`;

describe('palisade exemptions', () => {
  test('lists those of files and of palisade.yaml, the next to expire first', async () => {
    folder = new Folder({ 'a.yaml': ANNOTATED, 'palisade.yaml': CONFIG });
    expect(await folder.palisade('exemptions', 'a.yaml', '--as-of', '2026-06-15')).toEqual({
      code: 0,
      out: [
        '   16 d left  2026-07-01  image-digest in Pod shop/cart, shop: no digests yet [palisade.yaml:2]',
        '  199 d left  2026-12-31  pod-privileged in Pod shop/cart, node team: drivers (OPS-1) [a.yaml:5]',
        '  200 d left  2027-01-01  image-tag in everything, shop: legacy [palisade.yaml:3]',
      ],
      err: [],
    });
  });

  test('fails when one has expired', async () => {
    folder = new Folder({ 'a.yaml': ANNOTATED });
    const { code, out } = await folder.palisade('exemptions', 'a.yaml', '--as-of', '2027-01-02');
    expect({ code, out }).toEqual({
      code: 1,
      out: ['expired 2 d ago  2026-12-31  pod-privileged in Pod shop/cart, node team: drivers (OPS-1) [a.yaml:5]'],
    });
  });

  test('as JSON', async () => {
    folder = new Folder({ 'a.yaml': ANNOTATED });
    const { out } = await folder.palisade('exemptions', 'a.yaml', '--as-of', '2026-12-31', '--format', 'json');
    expect(JSON.parse(out.join('\n'))).toEqual([
      {
        rule: 'pod-privileged',
        reason: 'drivers',
        owner: 'node team',
        expires: '2026-12-31',
        ticket: 'OPS-1',
        daysLeft: 0,
        covers: 'Pod shop/cart',
        declaredAt: 'a.yaml:5',
      },
    ]);
  });

  test('says so when there is none', async () => {
    folder = new Folder({ 'a.yaml': PLAIN });
    expect(await folder.palisade('exemptions', 'a.yaml')).toEqual({ code: 0, out: ['nothing is exempted'], err: [] });
  });
});

describe('palisade baseline', () => {
  const args = ['a.yaml', '--profile', 'baseline', '--as-of', '2026-06-15'] as const;

  test('accepts what is found today, so that only new findings are refused, and only for a while', async () => {
    folder = new Folder({ 'a.yaml': PRIVILEGED });
    expect(await folder.palisade('baseline', ...args, '--owner', 'shop team')).toEqual({
      code: 0,
      out: ['accepted 1 finding with 1 exemption in palisade.yaml until 2026-09-13'],
      err: [],
    });
    expect(folder.read('palisade.yaml')).toBe(`exemptions:
  - rule: pod-privileged
    object: Pod shop/cart
    field: /spec/containers/0/securityContext/privileged
    owner: shop team
    reason: found when Palisade was adopted
    expires: 2026-09-13
`);
    expect((await folder.palisade('check', ...args)).code).toBe(0);
    expect((await folder.palisade('check', ...args, '--as-of', '2026-09-14')).code).toBe(1);
    folder.write({ 'a.yaml': `${PRIVILEGED}  hostPID: true\n` });
    expect((await folder.palisade('check', ...args)).code).toBe(1);
  });

  test('once more adds only what is new, and leaves the rest of the file as it is', async () => {
    const before = `# ours\nprofile: baseline # for now\nexemptions:\n  # drivers\n  - { rule: pod-privileged, reason: drivers, owner: nodes, expires: 2027-01-01 }\n`;
    folder = new Folder({ 'a.yaml': `${PRIVILEGED}  hostPID: true\n`, 'palisade.yaml': before });
    await folder.palisade('baseline', ...args, '--owner', 'shop', '--days', '1', '--reason', 'later');
    expect(folder.read('palisade.yaml')).toBe(
      `${before}  - rule: pod-host-namespaces\n    object: Pod shop/cart\n    field: /spec/hostPID\n    owner: shop\n    reason: later\n    expires: 2026-06-16\n`,
    );
    expect((await folder.palisade('baseline', ...args, '--owner', 'shop')).out).toEqual([
      'accepted 0 findings with 0 exemptions in palisade.yaml until 2026-09-13',
    ]);
  });

  test('leaves what can never be exempted, and says so', async () => {
    folder = new Folder({ 'a.yaml': `${PRIVILEGED}---\na: [\n` });
    expect(await folder.palisade('baseline', ...args, '--owner', 'shop')).toEqual({
      code: 1,
      out: ['accepted 1 finding with 1 exemption in palisade.yaml until 2026-09-13'],
      err: ["1 finding can never be exempted (manifest-readable): clear them, 'palisade check' shows where"],
    });
  });

  test.each([
    ['no owner', [], '--owner must say who answers for the exemptions'],
    ['a blank owner', ['--owner', ' '], '--owner must say who answers for the exemptions'],
    ['an owner that its annotation could not tell from the reason', ['--owner', 'a: b'], "--owner must be a name without ': ', got 'a: b'"],
    ['a blank reason', ['--owner', 'a', '--reason', ''], '--reason must say why the findings are acceptable for now'],
    ['no days', ['--owner', 'a', '--days', '0'], "--days must be a whole number from 1 to 9999, got '0'"],
    ['half a day', ['--owner', 'a', '--days', '0.5'], "--days must be a whole number from 1 to 9999, got '0.5'"],
  ])('refuses %s, and writes nothing', async (_what, more, message) => {
    folder = new Folder({ 'a.yaml': PRIVILEGED });
    expect(await folder.palisade('baseline', ...args, ...more)).toEqual({ code: 2, out: [], err: [message] });
    expect(() => folder.read('palisade.yaml')).toThrow('ENOENT');
  });
});

describe('palisade explain', () => {
  test('tells a rule in full', async () => {
    folder = new Folder();
    const { code, out } = await folder.palisade('explain', 'pod-privileged');
    expect(code).toBe(0);
    expect(out[0]).toBe('pod-privileged (error)');
    for (const word of ['why', 'attack', 'fix', 'looks at', 'comes from', 'refused:', 'accepted:'])
      expect(out.join('\n')).toContain(`  ${word}`);
  });

  test.each([
    [
      'a rule that nearly exists',
      ['pod-privilege'],
      /^unknown rule 'pod-privilege', did you mean .*pod-privileged.*\? 'palisade rules' lists them all$/,
    ],
    ['a rule that is nothing like any', ['x'], /^unknown rule 'x'\? 'palisade rules' lists them all$/],
    ['no rule', [], /^expected the id of one rule, such as 'palisade explain image-digest'$/],
    ['two rules', ['a', 'b'], /^expected the id of one rule/],
  ])('refuses %s', async (_what, args, message) => {
    folder = new Folder();
    expect(await folder.palisade('explain', ...args)).toEqual({ code: 2, out: [], err: [expect.stringMatching(message)] });
  });
});

describe('palisade rules', () => {
  test('lists a line for each, and how many there are', async () => {
    folder = new Folder();
    const { code, out } = await folder.palisade('rules');
    expect(code).toBe(0);
    expect(out).toContainEqual(
      expect.stringMatching(/^manifest-readable +error +every document can be read, and means one thing \(never exempted\)$/),
    );
    expect(out.at(-1)).toBe(
      `${out.length - 2} rules: ${out.filter((line) => / {2}error {2}/.test(line)).length} errors, ${out.filter((line) => / warning {2}/.test(line)).length} warnings`,
    );
  });

  test('of one profile, as JSON', async () => {
    folder = new Folder();
    const { out } = await folder.palisade('rules', '--profile', 'baseline', '--format', 'json');
    const ids = JSON.parse(out.join('\n')).map(({ id }: { id: string }) => id);
    expect(ids).toEqual(expect.arrayContaining(['pod-privileged', 'manifest-readable']));
    expect(ids).not.toContain('image-digest');
  });
});
