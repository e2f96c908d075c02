import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Folder } from './folder';

let folder: Folder;
afterEach(() => folder.remove());

const NAMESPACE = `apiVersion: v1
kind: Namespace
metadata:
  name: shop
  labels: { pod-security.kubernetes.io/enforce: restricted, pod-security.kubernetes.io/enforce-version: v1.33 }`;

const DENY = `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: default-deny, namespace: shop }
spec:
  podSelector: {}
  policyTypes: [Ingress, Egress]`;

function pod(name: string): string {
  return `apiVersion: v1
kind: Pod
metadata: { name: ${name}, namespace: shop, labels: { app: ${name} } }
spec:
  containers:
    - name: main
      image: registry.example.com/${name}:1
      securityContext:
        allowPrivilegeEscalation: false
        readOnlyRootFilesystem: true
    - name: side
      image: registry.example.com/side:1
      securityContext:
        allowPrivilegeEscalation: false
        readOnlyRootFilesystem: true`;
}

/** Who calls `cart`, and on which port. */
function callers(port: number, ...names: readonly string[]): string {
  return `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: cart, namespace: shop }
spec:
  podSelector: { matchLabels: { app: cart } }
  policyTypes: [Ingress]
  ingress:
    - from: [${names.map((name) => `{ podSelector: { matchLabels: { app: ${name} } } }`).join(', ')}]
      ports: [{ port: ${port} }]`;
}

const EGRESS = `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: inside, namespace: shop }
spec:
  podSelector: {}
  policyTypes: [Egress]
  egress:
    - to: [{ podSelector: {} }]`;

const ROLE = `apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: { name: viewer, namespace: shop }
rules:
  - { apiGroups: [''], resources: [pods, services], verbs: [get, list] }`;

const BINDING = `apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: { name: viewers, namespace: shop }
roleRef: { apiGroup: rbac.authorization.k8s.io, kind: Role, name: viewer }
subjects:
  - { apiGroup: rbac.authorization.k8s.io, kind: Group, name: team }`;

const ALL = [NAMESPACE, DENY, EGRESS, callers(80, 'web', 'admin'), pod('web'), pod('admin'), pod('cart'), ROLE, BINDING];
const BASE = joined(ALL);

function joined(documents: readonly string[]): string {
  return `${documents.join('\n---\n')}\n`;
}

async function told(before: string, after: string, ...options: readonly string[]) {
  folder = new Folder({ 'old.yaml': before, 'new.yaml': after });
  return folder.palisade('diff', 'old.yaml', 'new.yaml', '--as-of', '2030-01-01', ...options);
}

const EXEMPT = (until: string) =>
  BASE.replace(
    'metadata: { name: cart, namespace: shop, labels: { app: cart } }',
    `metadata: { name: cart, namespace: shop, labels: { app: cart }, annotations: { palisade.dev/exempt.image-digest: 'until ${until}, team: soon' } }`,
  );

describe('what differs is told in one line, and decides the exit code', () => {
  test.each<[what: string, before: string, after: string, lines: readonly string[], code: number]>([
    [
      'a port opened',
      BASE,
      BASE.replace('port: 80 }', 'port: 80 }, { port: 443 }'),
      ['opens', '  path       shop/admin, shop/web -> shop/cart 443/TCP', '', 'it loosens: 1 opened, 0 closed'],
      1,
    ],
    [
      'a range that is wider by some ports',
      BASE,
      BASE.replace('port: 80 }', 'port: 80, endPort: 90 }'),
      ['opens', '  path       shop/admin, shop/web -> shop/cart 81-90/TCP', '', 'it loosens: 1 opened, 0 closed'],
      1,
    ],
    [
      'a caller removed',
      BASE,
      BASE.replace(', { podSelector: { matchLabels: { app: admin } } }', ''),
      ['closes', '  path       shop/admin -> shop/cart 80/TCP', '', 'it does not loosen: 0 opened, 1 closed'],
      0,
    ],
    [
      'a policy that let callers in removed',
      BASE,
      joined(ALL.filter((each) => each !== callers(80, 'web', 'admin'))),
      [
        'closes',
        '  path       shop/admin, shop/web -> shop/cart 80/TCP',
        '',
        'other',
        '  objects    0 added, 1 removed',
        '',
        'it does not loosen: 0 opened, 1 closed',
      ],
      0,
    ],
    [
      'the policy that closes everything removed',
      BASE,
      joined(ALL.filter((each) => each !== DENY)),
      [
        'opens',
        '  path       anywhere -> shop/admin, shop/web all ports',
        "  finding    error appeared: namespace-default-deny in Namespace shop metadata.name: namespace 'shop' has no NetworkPolicy that denies all ingress and egress, expected one  new.yaml:4:3",
        '  finding    error appeared: pod-ingress-isolated in Pod shop/admin spec: no policy selects the pods for ingress: every pod of the cluster reaches them, expected one with policyTypes: [Ingress]  new.yaml:45:1',
        '  finding    error appeared: pod-ingress-isolated in Pod shop/web spec: no policy selects the pods for ingress: every pod of the cluster reaches them, expected one with policyTypes: [Ingress]  new.yaml:29:1',
        '  proof      network, anybody else -> shop: isolated, now broken',
        '',
        'other',
        '  objects    0 added, 1 removed',
        '',
        'it loosens: 5 opened, 0 closed',
      ],
      1,
    ],
    [
      'a verb added',
      BASE,
      BASE.replace('[get, list]', '[get, list, delete]'),
      ['opens', '  verb       group:team in shop: delete pods, services', '', 'it loosens: 1 opened, 0 closed'],
      1,
    ],
    [
      'every verb narrowed to some of them',
      BASE.replace('[get, list]', "['*']"),
      BASE,
      [
        'closes',
        '  verb       group:team in shop: * pods, services',
        "  finding    error disappeared: rbac-wildcard in Role.rbac.authorization.k8s.io shop/viewer rules[0].verbs: rule 0 has '*' in verbs, expected names  old.yaml:85:53",
        '',
        'other',
        "  finding    warning disappeared: rbac-pods-write in Role.rbac.authorization.k8s.io shop/viewer rules[0].verbs: rule 0 grants '*' on 'pods', expected writing of Deployments, StatefulSets or Jobs instead  old.yaml:85:53",
        '',
        'it does not loosen: 0 opened, 2 closed',
      ],
      0,
    ],
    [
      'a role bound to one more group',
      BASE,
      BASE.replace(', name: team }', ', name: team }\n  - { apiGroup: rbac.authorization.k8s.io, kind: Group, name: guests }'),
      ['opens', '  verb       group:guests in shop: get, list pods, services', '', 'it loosens: 1 opened, 0 closed'],
      1,
    ],
    [
      'a binding to a role that nobody knows',
      BASE,
      BASE.replace('kind: Role, name: viewer', 'kind: Role, name: gone'),
      [
        'opens',
        '  verb       group:team in shop: what is said by Role gone, which is not here',
        '',
        'closes',
        '  verb       group:team in shop: get, list pods, services',
        '',
        'it loosens: 1 opened, 1 closed',
      ],
      1,
    ],
    [
      'an exemption added',
      BASE,
      EXEMPT('2030-06-30'),
      [
        'opens',
        '  exemption  added: image-digest in Pod shop/cart until 2030-06-30, team: soon  new.yaml:67:80',
        '',
        'it loosens: 1 opened, 0 closed',
      ],
      1,
    ],
    [
      'an exemption extended',
      EXEMPT('2030-06-30'),
      EXEMPT('2030-12-31'),
      [
        'opens',
        '  exemption  extended: image-digest in Pod shop/cart until 2030-06-30, now 2030-12-31, team: soon  new.yaml:67:80',
        '',
        'it loosens: 1 opened, 0 closed',
      ],
      1,
    ],
    [
      'an exemption expired',
      EXEMPT('2030-06-30'),
      EXEMPT('2029-12-31'),
      [
        'closes',
        '  exemption  expired: image-digest in Pod shop/cart until 2030-06-30, now 2029-12-31, team: soon  new.yaml:67:80',
        '',
        'it does not loosen: 0 opened, 1 closed',
      ],
      0,
    ],
    [
      'an exemption removed: the finding was there before',
      EXEMPT('2030-06-30'),
      BASE,
      [
        'closes',
        '  exemption  removed: image-digest in Pod shop/cart until 2030-06-30, team: soon  old.yaml:67:80',
        '',
        'it does not loosen: 0 opened, 1 closed',
      ],
      0,
    ],
    [
      'readOnlyRootFilesystem removed: a warning',
      BASE,
      joined(ALL.map((each) => (each === pod('cart') ? each.replace('\n        readOnlyRootFilesystem: true', '') : each))),
      [
        'other',
        "  finding    warning appeared: root-filesystem-read-only in Pod shop/cart spec.containers[0].securityContext.readOnlyRootFilesystem: container 'main' has readOnlyRootFilesystem unset, expected true  new.yaml:72:7",
        '',
        'it does not loosen: 0 opened, 0 closed',
      ],
      0,
    ],
    [
      'a privileged container: an error',
      BASE,
      joined(ALL.map((each) => (each === pod('cart') ? `${each}\n        privileged: true` : each))),
      [
        'opens',
        "  finding    error appeared: pod-privileged in Pod shop/cart spec.containers[1].securityContext.privileged: container 'side' has securityContext.privileged true, expected false or unset  new.yaml:80:9",
        '',
        'it loosens: 1 opened, 0 closed',
      ],
      1,
    ],
  ])('%s', async (_, before, after, lines, code) => {
    expect(await told(before, after)).toEqual({ code, out: lines, err: [] });
  });
});

describe('what changes nothing is not told', () => {
  const SWAPPED = joined(ALL.map((each) => (each === pod('cart') ? swapped(each) : each)));

  test.each([
    ['nothing', BASE, BASE],
    ['objects in another order', BASE, joined([...ALL].reverse())],
    ['containers in another order', BASE, SWAPPED],
    ['the same callers in another order', BASE, BASE.replace(callers(80, 'web', 'admin'), callers(80, 'admin', 'web'))],
    [
      'rules that say the same in two',
      BASE,
      BASE.replace(
        '[pods, services], verbs: [get, list] }',
        "[pods, services], verbs: [get] }\n  - { apiGroups: [''], resources: [services, pods], verbs: [list] }",
      ),
    ],
    ['an exemption that has run out both times', EXEMPT('2029-06-30'), EXEMPT('2029-12-31')],
  ])('%s', async (_, before, after) => {
    expect(SWAPPED).not.toBe(BASE);
    expect(await told(before, after)).toEqual({ code: 0, out: [], err: [] });
  });

  test('files that are moved, parted and read in another order', async () => {
    folder = new Folder({
      'old/all.yaml': BASE,
      ...Object.fromEntries(ALL.map((document, index) => [`new/${9 - index}/some.yaml`, document])),
    });
    expect(await folder.palisade('diff', 'old', 'new')).toEqual({ code: 0, out: [], err: [] });
  });
});

/** The two containers of a pod in the other order. */
function swapped(document: string): string {
  const [head, main, side] = document.split(/^ {4}- /m);
  return `${head}    - ${side}\n    - ${main?.trimEnd()}`;
}

test('an object with another name is another one: its paths open, those of the old one close', async () => {
  const after = BASE.replace('metadata: { name: cart, namespace: shop, labels', 'metadata: { name: basket, namespace: shop, labels');
  const { code, out } = await told(BASE, after);
  expect(code).toBe(1);
  expect(out.filter((line) => !line.includes('finding'))).toEqual([
    'opens',
    '  path       shop/admin, shop/web -> shop/basket 80/TCP',
    '',
    'closes',
    '  path       shop/admin, shop/web -> shop/cart 80/TCP',
    '',
    'other',
    '  objects    1 added, 1 removed',
    '',
    expect.stringMatching(/^it loosens: /),
  ]);
});

describe('of our own output', () => {
  const NAMES = ['bookinfo.k8s.yaml', 'online-boutique.k8s.yaml', 'ops.k8s.yaml'];
  const dist = NAMES.map((name) => [name, readFileSync(join(__dirname, '../../dist', name), 'utf8')] as const);
  const written = (under: string, change: (text: string) => string = (text) => text) =>
    Object.fromEntries(dist.map(([name, text]) => [`${under}/${name}`, change(text)]));
  /** A workload that asks for nodes with a label that everybody may give. */
  const elsewhere = (text: string) =>
    text.replace(/(name: emailservice\n {2}namespace: online-boutique\nspec:[\s\S]*?)node-restriction\.kubernetes\.io\/pool/, '$1pool');
  const documents = (text: string) => text.split(/^---$/m);

  test.each<[what: string, change: (text: string) => string, lines: readonly string[], code: number]>([
    ['nothing', (text) => text, [], 0],
    ['the order of objects', (text) => documents(text).reverse().join('\n---\n'), [], 0],
    [
      'pods that ask for another label of nodes',
      elsewhere,
      [
        'opens',
        "  finding    error appeared: pod-node-pool in Deployment.apps online-boutique/emailservice spec.template.spec.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution: the pod may run on nodes without 'node-restriction.kubernetes.io/pool=online-boutique', expected those of namespace 'online-boutique' only  new/online-boutique.k8s.yaml:2122:11",
        '  nodes      online-boutique: its pods land on its nodes only: yes, now unknown',
        '  proof      nodes, online-boutique -> anybody else: isolated, now not proven',
        '',
        'it loosens: 3 opened, 0 closed',
      ],
      1,
    ],
    [
      'who calls a workload',
      (text) =>
        documents(text)
          .filter((each) => !/kind: NetworkPolicy[\s\S]*\n {2}name: reviews-v3\n/.test(each))
          .join('---'),
      [
        'closes',
        '  path       bookinfo/productpage-v1 -> bookinfo/reviews-v3 9080/TCP',
        '  path       bookinfo/reviews-v3 -> bookinfo/ratings-v1 9080/TCP',
        '',
        'other',
        '  objects    0 added, 1 removed',
        '',
        'it does not loosen: 0 opened, 2 closed',
      ],
      0,
    ],
  ])('%s', async (_, change, lines, code) => {
    folder = new Folder({ ...written('old'), ...written('new', change) });
    expect(await folder.palisade('diff', 'old', 'new', '--as-of', '2027-01-01')).toEqual({ code, out: lines, err: [] });
  });

  test('a verdict that gets better closes', async () => {
    folder = new Folder({ ...written('old', elsewhere), ...written('new') });
    expect(await folder.palisade('diff', 'old', 'new', '--as-of', '2027-01-01')).toEqual({
      code: 0,
      out: [
        'closes',
        expect.stringMatching(/^ {2}finding {4}error disappeared: pod-node-pool in Deployment\.apps online-boutique\/emailservice /),
        '  nodes      online-boutique: its pods land on its nodes only: unknown, now yes',
        '  proof      nodes, online-boutique -> anybody else: not proven, now isolated',
        '',
        'it does not loosen: 0 opened, 3 closed',
      ],
      err: [],
    });
  });

  test.each<[what: string, option: string, lines: readonly string[], code: number]>([
    [
      'are told where the plugins that read them are on',
      '--admission-on',
      [
        '  nodes      bookinfo: others cannot write pods that do: yes, now no',
        '  nodes      online-boutique: others cannot write pods that do: yes, now no',
        '  hostile    if hostile, bookinfo, online-boutique, ops: not proven, now broken',
      ],
      1,
    ],
    ['are not told where they are off: they never kept anybody', '--admission-off', [], 0],
  ])('annotations of namespaces that are gone %s', async (_, option, lines, code) => {
    folder = new Folder({
      ...written('old'),
      ...written('new', (text) => text.replace(/^ +scheduler\.alpha\.kubernetes\.io\/.*\n/gm, '')),
    });
    const plugins = 'PodNodeSelector,PodTolerationRestriction,ExtendedResourceToleration';
    const told = await folder.palisade('diff', 'old', 'new', '--as-of', '2027-01-01', option, plugins);
    expect(told).toMatchObject({ code, err: [] });
    expect(told.out.filter((line) => /^ {2}(nodes|proof|hostile) /.test(line))).toEqual(lines);
  });

  test('what nobody wrote does not stop it', async () => {
    const odd = [
      '{}',
      '[]',
      'null',
      'x',
      '{kind: Pod, apiVersion: v1, metadata: {name: 1, namespace: [a], annotations: x, labels: [1]}, spec: 7}',
      '{kind: Role, apiVersion: rbac.authorization.k8s.io/v1, metadata: null, rules: {a: 1}}',
      '{kind: NetworkPolicy, apiVersion: networking.k8s.io/v1, metadata: {name: {}}, spec: {podSelector: 3, ingress: [4]}}',
    ];
    folder = new Folder({ 'old.yaml': BASE, 'new.yaml': joined([...ALL, ...odd.slice(4)]) });
    for (const [one, other] of [
      ['old.yaml', 'new.yaml'],
      ['new.yaml', 'old.yaml'],
    ] as const) {
      const { code, err } = await folder.palisade('diff', one, other);
      expect({
        isKnown: code === 0 || code === 1 || (code === 2 && err.every((line) => line.startsWith('new.yaml: '))),
        err: err.length < 4,
      }).toEqual({ isKnown: true, err: true });
    }
  });
});

describe('formats', () => {
  const WIDER = BASE.replace('[get, list]', '[get, list, delete]');

  test('json has every group, and the same for programs', async () => {
    const { code, out } = await told(BASE, WIDER, '--format', 'json');
    const detail = { change: 'gained', subject: 'group:team', namespace: 'shop', verbs: ['delete'], resources: ['pods', 'services'] };
    expect(code).toBe(1);
    expect(JSON.parse(out.join('\n'))).toEqual({
      schemaVersion: 1,
      tool: { name: 'palisade', version: expect.any(String) },
      loosens: true,
      coarse: false,
      opens: [{ kind: 'verb', text: 'group:team in shop: delete pods, services', ...detail, place: null }],
      closes: [],
      other: [],
    });
  });

  test('markdown is a comment', async () => {
    expect((await told(BASE, WIDER, '--format', 'markdown')).out).toEqual([
      '<!-- palisade diff -->',
      '## Palisade: it loosens: 1 opened, 0 closed',
      '',
      '### Opens: 1',
      '',
      '| What | Difference | Where |',
      '| --- | --- | --- |',
      '| verb | `group:team in shop: delete pods, services` |  |',
    ]);
  });

  test('markdown of nothing says so: a comment that was wrong is replaced', async () => {
    expect((await told(BASE, BASE, '--format', 'markdown')).out).toEqual([
      '<!-- palisade diff -->',
      '## Palisade: no difference in security',
    ]);
  });

  test('what a manifest says cannot leave its cell, nor its line', async () => {
    const hostile = BASE.replace('[get, list]', '[get, list, "`x` | <b>@team\\n## no\\u202e"]');
    const { out } = await told(BASE, hostile, '--format', 'markdown');
    expect(out.at(-1)).toBe('| verb | `group:team in shop: \\u0060x\\u0060 \\u007c <b>@team\\u000a## no\\u202e pods, services` |  |');
    folder.remove();
    expect((await told(BASE, hostile)).out).toHaveLength(4);
  });

  test('markdown keeps within what a comment may have', async () => {
    const many = Array.from({ length: 2000 }, (_, index) =>
      BINDING.replace('viewers', `viewers-${index}`).replace('team', `team-${index}-${'x'.repeat(80)}`),
    );
    const { out } = await told(BASE, joined([...ALL, ...many]), '--format', 'markdown');
    expect(out.join('\n').length).toBeLessThan(60_000);
    expect(out.join('\n')).toMatch(/… and 1,\d{3} more/);
  });
});

describe('what cannot be compared ends with 2 and one message', () => {
  test.each([
    ['one path', ['old.yaml'], 'expected two files or folders, OLD and NEW, got 1'],
    ['three paths', ['old.yaml', 'old.yaml', 'old.yaml'], 'expected two files or folders, OLD and NEW, got 3'],
    ['a path that is not there', ['old.yaml', 'gone.yaml'], 'no such file or folder: gone.yaml'],
    ['standard input twice', ['-', '-'], "standard input can be OLD or NEW, not both: got '-' twice"],
    ['another format', ['old.yaml', 'old.yaml', '--format', 'csv'], "--format must be one of text, json, markdown, got 'csv'"],
    ['another version', ['old.yaml', 'old.yaml', '--kubernetes-version', '2'], /^--kubernetes-version must be/],
    ['no day', ['old.yaml', 'old.yaml', '--as-of', 'today'], /^--as-of must be a date/],
    ['a file that cannot be read', ['old.yaml', 'broken.yaml'], /^broken\.yaml: /],
  ])('%s', async (_, args, message) => {
    folder = new Folder({ 'old.yaml': BASE, 'broken.yaml': 'kind: [' });
    const { code, out, err } = await folder.palisade('diff', ...args);
    expect({ code, out, first: err[0] }).toEqual({
      code: 2,
      out: [],
      first: typeof message === 'string' ? message : expect.stringMatching(message),
    });
  });
});

test('the other way round, what opened closes', async () => {
  const after = joined([
    NAMESPACE,
    EGRESS,
    callers(443, 'web'),
    pod('web'),
    `${pod('cart')}\n        privileged: true`,
    ROLE.replace('get,', "'*',"),
    BINDING,
  ]);
  type Told = Record<'opens' | 'closes' | 'other', Record<string, unknown>[]>;
  const forth = JSON.parse((await told(BASE, after, '--format', 'json')).out.join('\n')) as Told;
  folder.remove();
  const back = JSON.parse((await told(after, BASE, '--format', 'json')).out.join('\n')) as Told;
  const bare = (changes: Told['opens'], turned: (pair: readonly unknown[]) => readonly unknown[] = (pair) => pair) =>
    changes.map(({ change: _, place: __, text: ___, added: ____, removed: _____, before, after: now, ...same }) => {
      return { ...same, standings: turned([before, now]) };
    });
  const turned = ([before, now]: readonly unknown[]) => [now, before];
  expect(forth.opens.length).toBeGreaterThan(2);
  expect(bare(back.closes)).toEqual(bare(forth.opens, turned));
  expect(bare(back.opens)).toEqual(bare(forth.closes, turned));
  expect(bare(back.other)).toEqual(bare(forth.other, turned));
});
