import { join } from 'node:path';
import { powersIn } from '../../analysis/permissions/powers';
import { WORDED_POWERS } from '../../report/permissions/words';
import { Folder } from './folder';

const DIST = join(__dirname, '../../dist');

const ACCESS = `apiVersion: v1
kind: Namespace
metadata:
  name: shop
  labels:
    pod-security.kubernetes.io/enforce: restricted
---
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata:
  name: cart
  namespace: shop
rules:
  - apiGroups: [apps]
    resources: [deployments, deployments/scale]
    verbs: [patch, get]
  - apiGroups: ['']
    resources: [secrets]
    resourceNames: [tls]
    verbs: [get]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata:
  name: cart
  namespace: shop
roleRef:
  apiGroup: rbac.authorization.k8s.io
  kind: Role
  name: cart
subjects:
  - kind: Group
    name: team
`;

const BROKEN = `${ACCESS}---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata:
  name: viewers
roleRef:
  apiGroup: rbac.authorization.k8s.io
  kind: ClusterRole
  name: view
subjects:
  - kind: Group
    name: system:authenticated
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata:
  name: gone
  namespace: shop
roleRef:
  apiGroup: rbac.authorization.k8s.io
  kind: Role
  name: gone
subjects: []
`;

const role = (kind: string, name: string, namespace: string, rule: string, subject: string) => {
  const metadata = `{ name: ${name}${namespace === '' ? '' : `, namespace: ${namespace}`} }`;
  return `---
apiVersion: rbac.authorization.k8s.io/v1
kind: ${kind}
metadata: ${metadata}
rules: [${rule}]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ${kind}Binding
metadata: ${metadata}
roleRef: { apiGroup: rbac.authorization.k8s.io, kind: ${kind}, name: ${name} }
subjects: [${subject}]
`;
};
const everybody = (group: string) => `{ kind: Group, name: ${group} }`;
const cart = '{ kind: ServiceAccount, name: cart, namespace: shop }';
/** What everybody may, what every ServiceAccount may, and what one has of its own. */
const SHARED = [
  role('ClusterRole', 'all', '', "{ apiGroups: [''], resources: [services], verbs: [update] }", everybody('system:authenticated')),
  role('ClusterRole', 'accounts', '', "{ apiGroups: [''], resources: [nodes], verbs: [get] }", everybody('system:serviceaccounts')),
  role('Role', 'own', 'shop', "{ apiGroups: [''], resources: [configmaps], verbs: [get] }", cart),
].join('');
const TAKING = [
  role(
    'Role',
    'minter',
    'shop',
    "{ apiGroups: [''], resources: [serviceaccounts/token], verbs: [create] }",
    '{ kind: User, name: mallory }',
  ),
  role('Role', 'reader', 'shop', "{ apiGroups: [''], resources: [secrets], verbs: [get] }", cart),
].join('');

describe('palisade permissions', () => {
  let folder: Folder;
  beforeEach(() => {
    folder = new Folder({ 'access.yaml': ACCESS, 'broken.yaml': BROKEN });
  });
  afterEach(() => folder.remove());

  test('tells who may what and what that leads to', async () => {
    const { code, out, err } = await folder.palisade('permissions', 'access.yaml');
    expect({ code, err }).toEqual({ code: 0, err: [] });
    expect(out.slice(0, 11)).toEqual([
      'group:team of shop',
      '  in shop',
      '    get, patch: deployments.apps, deployments.apps/scale',
      "    get: secrets 'tls'",
      '  leads to',
      '    creates or changes workloads in shop',
      '      → reads Secrets; gives pods any labels; decides on which nodes pods run; runs commands in pods',
      '',
      'Taken for granted',
      '  one subject at a time: who is in several groups holds what all of them hold together',
      '  RBAC decides alone: no webhook, no ABAC, no AlwaysAllow beside it; the node authorizer is left out',
    ]);
    expect(out.at(-1)).toBe('1 subject, 0 ServiceAccounts bound to nothing, 0 crossings');
  });

  test('explains each with rule, binding and place', async () => {
    const { out } = await folder.palisade('permissions', 'access.yaml', '--explain');
    expect(out).toContain('      by Role shop/cart, rule 0, through RoleBinding shop/cart (access.yaml:14:5)');
    expect(out).toContain('      by Role shop/cart, rule 1, through RoleBinding shop/cart (access.yaml:17:5)');
  });

  test('tells what everybody may once, and refers to it', async () => {
    folder.write({ 'shared.yaml': SHARED });
    const { out } = await folder.palisade('permissions', 'shared.yaml');
    const subjects = out.slice(0, out.indexOf('Crosses tenants'));
    const told = (text: string) => subjects.filter((line) => line.includes(text)).length;
    expect(['update: services', 'takes the traffic of Services', 'get: nodes', 'get: configmaps'].map(told)).toEqual([1, 1, 1, 1]);
    const start = out.indexOf('serviceaccount:shop/cart of shop');
    expect(out.slice(start, start + 5)).toEqual([
      'serviceaccount:shop/cart of shop',
      '  what group:system:authenticated, and group:system:serviceaccounts may: see there',
      '  in shop',
      '    get: configmaps',
      '',
    ]);
    const markdown = await folder.palisade('permissions', 'shared.yaml', '--format', 'markdown');
    expect(markdown.out.filter((line) => line.includes('`services`'))).toHaveLength(1);
    expect(markdown.out).toContain('`what group:system:authenticated, and group:system:serviceaccounts may: see there`');
  });

  test('JSON, and who is asked for alone, have all of it', async () => {
    folder.write({ 'shared.yaml': SHARED });
    const { out } = await folder.palisade('permissions', 'shared.yaml', '--format', 'json');
    const { subjects } = JSON.parse(out.join('\n'));
    const found = subjects.find(({ subject }: { subject: string }) => subject === 'serviceaccount:shop/cart');
    expect(found).toMatchObject({
      groups: ['group:system:authenticated', 'group:system:serviceaccounts'],
      access: [
        { namespace: null, rules: [{ resources: ['nodes'] }, { verbs: ['update'], resources: ['services'] }] },
        { namespace: 'shop', rules: [{ resources: ['configmaps'] }] },
      ],
      escalations: [{ steps: [{ power: 'write-services', namespace: null }] }],
    });
    expect(found).not.toHaveProperty('own');
    const alone = await folder.palisade('permissions', 'shared.yaml', '--as', 'serviceaccount:shop/cart');
    expect(alone.out).toContain('    update: services');
    expect(alone.out.filter((line) => line.includes('see there'))).toEqual([]);
  });

  test('of rights that are taken the binding that gives them is named', async () => {
    folder.write({ 'taking.yaml': TAKING });
    const { out } = await folder.palisade('permissions', 'taking.yaml', '--as', 'user:mallory', '--explain');
    expect(out).toContain('        by Role shop/reader, rule 0, through RoleBinding shop/reader (taking.yaml:16:9)');
    const json = await folder.palisade('permissions', 'taking.yaml', '--as', 'user:mallory', '--format', 'json');
    const [{ escalations }] = JSON.parse(json.out.join('\n')).subjects;
    const gains = escalations.flatMap(
      (chain: { gains: readonly { gain: string; because: readonly { binding: string }[] }[] }) => chain.gains,
    );
    expect(
      gains.map(({ gain, because }: (typeof gains)[number]) => [gain, because.map(({ binding }: { binding: string }) => binding)]),
    ).toEqual(
      expect.arrayContaining([
        ['rights', ['RoleBinding.rbac.authorization.k8s.io shop/reader']],
        ['secrets', []],
      ]),
    );
  });

  test('tells who crosses, fails then, and names roles that are not there', async () => {
    const { code, out } = await folder.palisade('permissions', 'broken.yaml');
    expect(code).toBe(1);
    const start = out.indexOf('Crosses tenants');
    expect(out.slice(start, start + 3)).toEqual([
      'Crosses tenants',
      '  group:system:authenticated may touch the whole cluster',
      '      by ClusterRole system:aggregate-to-view, rule 0, through ClusterRoleBinding viewers (Kubernetes 1.36)',
    ]);
    expect(out).toContain('  RoleBinding.rbac.authorization.k8s.io shop/gone: Role gone');
  });

  test('tells of one subject what it has from Kubernetes as well', async () => {
    const { code, out } = await folder.palisade('permissions', 'broken.yaml', '--as', 'serviceaccount:shop/cart', '-n', 'shop');
    expect(code).toBe(0);
    expect(out[0]).toBe('serviceaccount:shop/cart of shop');
    expect(out).toContain(
      '    create: selfsubjectaccessreviews.authorization.k8s.io, selfsubjectreviews.authentication.k8s.io, selfsubjectrulesreviews.authorization.k8s.io',
    );
  });

  test('writes JSON and markdown', async () => {
    const json = await folder.palisade('permissions', 'access.yaml', '--format', 'json');
    expect(JSON.parse(json.out.join('\n'))).toMatchObject({
      schemaVersion: 1,
      scope: { kubernetes: '1.37' },
      summary: { subjects: 1, crossings: 0 },
      subjects: [
        {
          subject: 'group:team',
          tenants: ['shop'],
          access: [
            {
              namespace: 'shop',
              rules: [
                { verbs: ['get', 'patch'], because: [{ rule: 0, place: { file: 'access.yaml', line: 14, column: 5 } }] },
                { verbs: ['get'], resources: ["secrets 'tls'"] },
              ],
            },
          ],
          escalations: [{ steps: [{ power: 'write-workloads', namespace: 'shop', takes: null }] }],
        },
      ],
      crossings: [],
    });
    const markdown = await folder.palisade('permissions', 'broken.yaml', '--format', 'markdown');
    expect(markdown.out).toContain('- `group:system:authenticated may touch the whole cluster`');
    expect(markdown.out).toContain('| `get, patch` | `deployments.apps`, `deployments.apps/scale` |');
  });

  test('of the example: nobody crosses, nobody gets further than their tenant', async () => {
    const { code, out } = await folder.palisade('permissions', DIST);
    expect(code).toBe(0);
    expect(out.filter((line) => line.startsWith('      → '))).toEqual(
      [3, 3, 2, 3].flatMap((count) =>
        [
          '      → reads Secrets; gives pods any labels; decides on which nodes pods run; runs commands in pods',
          '      → takes the traffic of Services',
          '      → takes requests for host names of its choice',
        ].slice(0, count),
      ),
    );
    expect(out).toContain('  group:support is bound in bookinfo, online-boutique');
    expect(out.at(-1)).toBe('6 subjects, 23 ServiceAccounts bound to nothing, 0 crossings');
  });

  test.each([
    ['no path', [], /nothing to read/],
    ['an unknown format', ['access.yaml', '--format', 'sarif'], /--format must be one of text, json, markdown, got 'sarif'/],
    [
      'a subject without its kind',
      ['access.yaml', '--as', 'alice'],
      /--as must be user:NAME, group:NAME or serviceaccount:NAMESPACE\/NAME, got 'alice'/,
    ],
    ['a version that there is not', ['access.yaml', '--kubernetes-version', '1.99'], /--kubernetes-version must be/],
    ['what is no YAML', ['odd.yaml'], /odd\.yaml/],
  ])('cannot run with %s', async (_, args, message) => {
    folder.write({ 'odd.yaml': 'kind: [' });
    const { code, out, err } = await folder.palisade('permissions', ...args);
    expect({ code, out }).toEqual({ code: 2, out: [] });
    expect(err.join('\n')).toMatch(message);
  });
});

test('there are words for every power, and for nothing else', () => {
  expect([...WORDED_POWERS].sort()).toEqual(
    powersIn(36)
      .map(({ id }) => id)
      .sort(),
  );
});
