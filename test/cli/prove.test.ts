import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Folder } from './folder';
import { REPOSITORY } from './project';

let folder: Folder;
afterEach(() => folder.remove());

const POOL = 'node-restriction.kubernetes.io/pool';
const ON = ['--admission-on', 'PodNodeSelector,PodTolerationRestriction', '--kubernetes-version', '1.33'];
const KEPT = ['--ingress-hosts', 'kept', '--ingress-external-names', 'refused'];
const tenant = (name: string) => `apiVersion: v1
kind: Namespace
metadata:
  name: ${name}
  annotations:
    scheduler.alpha.kubernetes.io/node-selector: ${POOL}=${name}
    scheduler.alpha.kubernetes.io/tolerationsWhitelist: '[{"key":"palisade.dev/pool","value":"${name}","operator":"Equal"}]'
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: default-deny, namespace: ${name} }
spec: { podSelector: {}, policyTypes: [Ingress, Egress] }
---
apiVersion: v1
kind: Pod
metadata: { name: cart, namespace: ${name}, labels: { app: cart } }
spec:
  nodeSelector: { ${POOL}: ${name} }
  tolerations: [{ key: palisade.dev/pool, value: ${name}, operator: Equal }]
  containers: [{ name: cart, image: redis }]
---
`;
const way = (namespace: string, allows: string, rule: string) => `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: cart, namespace: ${namespace}, annotations: { palisade.dev/allows: '${allows}' } }
spec: { podSelector: { matchLabels: { app: cart } }, ${rule} }
---
`;
const peer = (namespace: string) => `[{ namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: ${namespace} } } }]`;
const PORTS = 'ports: [{ port: 6379 }]';
const OUT = way('bank', 'to shop/cart 6379/TCP', `policyTypes: [Egress], egress: [{ to: ${peer('shop')}, ${PORTS} }]`);
const INTO = (allows: string) => way('shop', allows, `policyTypes: [Ingress], ingress: [{ from: ${peer('bank')}, ${PORTS} }]`);
const GUEST = `apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: { name: reader, namespace: bank }
rules: [{ apiGroups: [''], resources: [secrets], verbs: [get] }]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: { name: guests, namespace: bank }
roleRef: { apiGroup: rbac.authorization.k8s.io, kind: Role, name: reader }
subjects: [{ kind: ServiceAccount, namespace: shop, name: cart }]
`;
const HELD = '  labels: { pod-security.kubernetes.io/enforce: restricted }';
/** Whoever runs as cart of bank may write pods there, which are held to the restricted level. */
const WRITERS = `apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: { name: writer, namespace: bank }
rules: [{ apiGroups: [''], resources: [pods], verbs: [create] }]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: { name: writers, namespace: bank }
roleRef: { apiGroup: rbac.authorization.k8s.io, kind: Role, name: writer }
subjects: [{ kind: ServiceAccount, namespace: bank, name: cart }]
`;
const TWO = `${tenant('shop')}${tenant('bank')}`;

const TEXT: readonly string[] = [
  'pairs of tenants',
  '  network     1 isolated, 1 open by consent',
  '  permissions 1 isolated, 1 broken',
  '  nodes       2 isolated',
  '',
  'broken',
  '  shop -> bank, permissions: serviceaccount:shop/cart was given it',
  '    serviceaccount:shop/cart -> get secrets in bank',
  '      the binding  RoleBinding.rbac.authorization.k8s.io bank/guests  a.yaml:62:12',
  '      the rule  Role.rbac.authorization.k8s.io bank/reader  a.yaml:56:9',
  '',
  'open by consent',
  '  bank -> shop, network: declared: from bank/cart 6379/TCP: pays',
  '    bank/cart -> shop/cart 6379/TCP',
  "      NetworkPolicy 'cart' declares it  NetworkPolicy.networking.k8s.io shop/cart  a.yaml:50:57",
  '',
  'if a tenant is hostile',
  '  bank: open by consent; it can add nothing',
  '  shop: broken; it can add nothing',
];

const APART = { isolated: 2, 'open by consent': 0, 'not proven': 0, broken: 0 };
const JSON_REPORT = {
  schemaVersion: 1,
  scope: {
    kubernetes: '1.33',
    plugins: {
      podNodeSelector: 'on',
      podTolerationRestriction: 'on',
      extendedResourceToleration: 'unknown',
      denyServiceExternalIPs: 'unknown',
    },
    ingress: { hosts: 'unknown', externalNames: 'unknown' },
  },
  unreadable: [],
  standing: 'broken',
  tenants: ['bank', 'shop'],
  counts: { network: APART, permissions: { ...APART, isolated: 1, broken: 1 }, nodes: APART },
  openings: [
    {
      aspect: 'permissions',
      standing: 'broken',
      from: ['shop'],
      to: ['bank'],
      text: 'serviceaccount:shop/cart was given it',
      path: ['serviceaccount:shop/cart', 'get secrets in bank'],
      reasons: [
        {
          text: 'the binding',
          object: 'RoleBinding.rbac.authorization.k8s.io bank/guests',
          pointer: '/subjects/0',
          field: 'subjects[0]',
          place: { file: 'a.yaml', line: 52, column: 12 },
        },
        {
          text: 'the rule',
          object: 'Role.rbac.authorization.k8s.io bank/reader',
          pointer: '/rules/0',
          field: 'rules[0]',
          place: { file: 'a.yaml', line: 46, column: 9 },
        },
      ],
      more: 0,
    },
  ],
  operators: [],
  hostile: [
    { tenant: 'bank', standing: 'isolated', powers: [], openings: [] },
    { tenant: 'shop', standing: 'broken', powers: [], openings: [] },
  ],
};

test('the example is proved where three plugins are on and the ingress controller holds, and not proven where neither options nor files of hosts say so', async () => {
  folder = new Folder();
  const on = ['--admission-on', 'PodNodeSelector,PodTolerationRestriction,DenyServiceExternalIPs'];
  const proved = await folder.palisade('prove', join(REPOSITORY, 'dist'), ...on, ...KEPT);
  expect([proved.code, proved.out.at(-1), proved.err]).toEqual([0, '3 tenants: open by consent', []]);
  const manifests = readdirSync(join(REPOSITORY, 'dist'))
    .filter((name) => name.endsWith('.k8s.yaml'))
    .map((name) => join(REPOSITORY, 'dist', name));
  for (const less of [
    [...ON, ...KEPT],
    [...on, ...KEPT.slice(0, 2)],
    [...on, ...KEPT.slice(2)],
  ]) {
    const { code, out } = await folder.palisade('prove', ...manifests, ...less);
    expect([code, out.at(-1)]).toEqual([1, '3 tenants: not proven']);
  }
  const unsure = await folder.palisade('prove', ...manifests);
  expect([unsure.code, unsure.out.at(-1)]).toEqual([1, '3 tenants: not proven']);
  const told = await folder.palisade('prove', join(REPOSITORY, 'dist'), ...KEPT);
  expect([told.code, told.out.at(-1)]).toEqual([0, '3 tenants: open by consent']);
});

test.each([
  ['the configuration says are on', 'on', [], 0, '2 tenants: isolated'],
  ['the configuration says are off', 'off', [], 1, '2 tenants: broken'],
  ['an option says are on, whatever the configuration does', 'off', ON.slice(0, 2), 0, '2 tenants: isolated'],
  [
    'an option says are off, whatever the configuration does',
    'on',
    ['--admission-off', 'PodNodeSelector,PodTolerationRestriction'],
    1,
    '2 tenants: broken',
  ],
  ['an option says one of is off', 'on', ['--admission-off', 'PodTolerationRestriction'], 0, '2 tenants: isolated'],
])('plugins that %s', async (_what, key, options, exit, verdict) => {
  const plugins = `admissionPlugins: { ${key}: [PodNodeSelector, PodTolerationRestriction] }\n`;
  folder = new Folder({ 'a.yaml': `${TWO.replaceAll('  annotations:', `${HELD}\n  annotations:`)}${WRITERS}`, 'palisade.yaml': plugins });
  const { code, out } = await folder.palisade('prove', 'a.yaml', ...options);
  expect([code, out.at(-1)]).toEqual([exit, verdict]);
});

test('dist is what is proved when nothing is named', async () => {
  folder = new Folder({ 'dist/a.yaml': TWO });
  const { code, out } = await folder.palisade('prove', ...ON);
  expect([code, out.at(-1)]).toEqual([0, '2 tenants: isolated']);
});

test('the report is exact', async () => {
  folder = new Folder({ 'a.yaml': `${TWO}${OUT}${INTO('from bank/cart 6379/TCP: pays')}${GUEST}` });
  const { code, out } = await folder.palisade('prove', 'a.yaml', ...ON);
  expect(code).toBe(1);
  expect(out.slice(0, out.indexOf('taken for granted') - 1)).toEqual(TEXT);
  expect(out.at(-1)).toBe('2 tenants: broken');
});

test('what is not declared by whoever is reached is broken', async () => {
  folder = new Folder({ 'a.yaml': `${TWO}${OUT}${INTO('from the teller 6379/TCP')}` });
  const { code, out } = await folder.palisade('prove', 'a.yaml', ...ON);
  expect(code).toBe(1);
  expect(out.filter((line) => line.startsWith('  bank -> shop'))).toEqual(['  bank -> shop, network: nobody declares that it is open']);
});

test('JSON has the same', async () => {
  folder = new Folder({ 'a.yaml': `${TWO}${GUEST}` });
  const { code, out } = await folder.palisade('prove', 'a.yaml', ...ON, '--format', 'json');
  const { assumptions, tool, ...report } = JSON.parse(out.join('\n'));
  expect(code).toBe(1);
  expect(report).toEqual(JSON_REPORT);
  expect(tool.name).toBe('palisade');
  expect(assumptions.map(({ name }: { name: string }) => name)).toEqual(
    expect.arrayContaining(['own-node', 'rbac-alone', 'nodes-as-named']),
  );
});

test('what cannot be read proves nothing', async () => {
  folder = new Folder({ 'a.yaml': TWO, 'b.yaml': 'a: [' });
  const { code, out } = await folder.palisade('prove', '.', ...ON);
  expect(code).toBe(1);
  expect(out[0]).toMatch(/^not read: /);
  expect(out.at(-1)).toBe('2 tenants: not proven, as not everything could be read');
});

test.each([
  ['no such file', ['nowhere'], 'no such file or folder: nowhere'],
  ['a plugin that nobody knows', ['.', '--admission-on', 'Magic'], /--admission-on must be one of PodNodeSelector/],
  [
    'a plugin that is both',
    ['.', '--admission-on', 'PodNodeSelector', '--admission-off', 'PodNodeSelector'],
    'PodNodeSelector cannot be both on and off',
  ],
  ['hosts that are neither', ['.', '--ingress-hosts', 'mine'], /--ingress-hosts must be one of kept, shared/],
  ['a format', ['.', '--format', 'xml'], "--format must be one of text, json, got 'xml'"],
  ['a version', ['.', '--kubernetes-version', '2.1'], /--kubernetes-version must be a version/],
])('%s could not be run', async (_what, args, message) => {
  folder = new Folder({ 'a.yaml': TWO });
  const { code, out, err } = await folder.palisade('prove', ...args);
  expect({ code, out }).toEqual({ code: 2, out: [] });
  expect(err.join('\n')).toEqual(typeof message === 'string' ? message : expect.stringMatching(message));
});
