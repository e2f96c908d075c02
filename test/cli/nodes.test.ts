import { join } from 'node:path';
import { Folder } from './folder';
import { REPOSITORY } from './project';

let folder: Folder;
afterEach(() => folder.remove());

const POOL = 'node-restriction.kubernetes.io/pool';
const TAINTS = '[{"key":"palisade.dev/pool","value":"TENANT","operator":"Equal"}]';
const tenant = (name: string) => `apiVersion: v1
kind: Namespace
metadata:
  name: ${name}
  annotations:
    scheduler.alpha.kubernetes.io/node-selector: ${POOL}=${name}
    scheduler.alpha.kubernetes.io/tolerationsWhitelist: '${TAINTS.replace('TENANT', name)}'
---
apiVersion: v1
kind: Pod
metadata: { name: cart, namespace: ${name} }
spec:
  nodeSelector: { ${POOL}: ${name} }
  tolerations: [{ key: palisade.dev/pool, value: ${name}, operator: Equal }]
  containers: [{ name: cart, image: redis }]
---
`;
const BROKEN = `${tenant('shop')}apiVersion: apps/v1
kind: DaemonSet
metadata: { name: agent, namespace: ops }
spec:
  template:
    spec:
      tolerations: [{ operator: Exists }]
      containers: [{ name: agent, image: agent, securityContext: { privileged: true } }]
`;

const FOOTER = /^\d+ tenants?: /;

test('on the example every tenant is pinned, and alone on the nodes that it claims a taint for, where the files of hosts have both plugins on', async () => {
  folder = new Folder();
  const { code, out, err } = await folder.palisade('nodes', join(REPOSITORY, 'dist'), '--kubernetes-version', '1.33');
  expect({ code, err }).toEqual({ code: 0, err: [] });
  expect(out.slice(0, 3)).toEqual([
    'bookinfo',
    `  nodes      pool '${POOL}=bookinfo', palisade.dev/pool=bookinfo:NoSchedule, palisade.dev/pool=bookinfo:NoExecute`,
    '  pinned     yes, 6 workloads',
  ]);
  expect(out.at(-1)).toMatch(/^3 tenants: 3 pinned, 2 exclusive, 1 shared, 2 closed to strangers; /);
  expect(out.filter((line) => line.startsWith('  levels'))).toEqual([6, 12, 3].map((count) => `  levels     ${count} restricted`));
});

test('with both plugins strangers are kept out, too', async () => {
  folder = new Folder({ 'a.yaml': `${tenant('shop')}${tenant('bank')}` });
  const { code, out } = await folder.palisade('nodes', 'a.yaml', '--admission-on', 'PodNodeSelector, PodTolerationRestriction');
  expect(code).toBe(0);
  expect(out.at(-1)).toBe('2 tenants: 2 pinned, 2 exclusive, 0 shared, 2 closed to strangers; 4 objects in 1 file; Kubernetes 1.37');
});

test('what breaks it is said with its place, and fails the command', async () => {
  folder = new Folder({ 'a.yaml': BROKEN });
  const { code, out } = await folder.palisade('nodes', 'a.yaml', '--admission-off', 'PodNodeSelector,PodTolerationRestriction');
  expect(code).toBe(1);
  expect(out.slice(0, out.indexOf('taken for granted') - 1)).toEqual([
    'ops',
    '  nodes      none',
    '  pinned     no, 1 workload',
    '    DaemonSet.apps ops/agent: it asks for no nodes of its tenant',
    '      no manifest names nodes of its tenant  a.yaml:22:5',
    '  exclusive  no',
    '    the manifests name no nodes for it',
    '  strangers  let in',
    '  levels     1 privileged',
    '    DaemonSet.apps ops/agent is privileged only: pod-privileged',
    '',
    'shop',
    `  nodes      pool '${POOL}=shop', palisade.dev/pool=shop:NoSchedule, palisade.dev/pool=shop:NoExecute`,
    '  pinned     yes, 1 workload',
    '  exclusive  no',
    `    DaemonSet.apps ops/agent on pool '${POOL}=shop': it may land there`,
    "      the pod tolerates 'palisade.dev/pool=shop:NoSchedule'  a.yaml:23:21",
    "      the pod tolerates 'palisade.dev/pool=shop:NoExecute'  a.yaml:23:21",
    `  strangers  let in on pool '${POOL}=shop'`,
    "      pods of namespace 'ops' may tolerate anything, as PodTolerationRestriction is off",
    '  levels     1 baseline',
    expect.stringMatching(/^ {4}Pod shop\/cart is baseline only: pod-[a-z-]+(, pod-[a-z-]+)*$/),
  ]);
});

test('programs are told the same', async () => {
  folder = new Folder({ 'a.yaml': BROKEN });
  const { code, out } = await folder.palisade('nodes', 'a.yaml', '--format', 'json');
  expect(code).toBe(1);
  const report = JSON.parse(out.join('\n'));
  expect(Object.keys(report)).toEqual(['schemaVersion', 'tool', 'scope', 'unreadable', 'tenants', 'assumptions']);
  expect(report.tenants[1].exclusive).toEqual({
    answer: 'no',
    breaks: [
      expect.objectContaining({
        object: 'DaemonSet.apps ops/agent',
        tenant: 'ops',
        nodes: `pool '${POOL}=shop'`,
        reasons: [
          {
            text: "the pod tolerates 'palisade.dev/pool=shop:NoSchedule'",
            object: 'DaemonSet.apps ops/agent',
            pointer: '/spec/template/spec/tolerations/0',
            field: 'spec.template.spec.tolerations[0]',
            place: { file: 'a.yaml', line: 23, column: 21 },
          },
          expect.anything(),
        ],
      }),
    ],
  });
});

test('a pull request is told in a table', async () => {
  folder = new Folder({ 'a.yaml': BROKEN });
  const { out } = await folder.palisade('nodes', 'a.yaml', '--format', 'markdown');
  expect(out).toContain('| Tenant | Nodes | Pinned | Exclusive | Strangers | Levels |');
  expect(out).toContain('| `ops` | none | **no** | **no** | **let in** | 1 privileged |');
  expect(out.filter((line) => line.startsWith('- `shop` exclusive: '))).toHaveLength(1);
});

test('what cannot be read proves nothing', async () => {
  folder = new Folder({ 'a.yaml': `${tenant('shop')}kind: [\n` });
  const { code, out } = await folder.palisade('nodes', 'a.yaml');
  expect([code, out[0]]).toEqual([1, expect.stringMatching(/^not read: .* {2}a\.yaml:\d+:\d+$/)]);
});

test('no manifest adds lines, colours or markup of its own', async () => {
  const evil = '"x\\u001b[31m\\nshop | `code` <b>"';
  const text = `apiVersion: v1\nkind: Pod\nmetadata: { name: ${evil}, namespace: ${evil} }\nspec: { nodeName: ${evil}, nodeSelector: { ${evil}: ${evil} }, containers: [] }\n`;
  folder = new Folder({ 'a.yaml': text });
  for (const format of ['text', 'json', 'markdown']) {
    const { out } = await folder.palisade('nodes', 'a.yaml', '--format', format);
    expect(out.join('\n')).not.toContain('\u001b');
    expect(out.filter((line) => line.startsWith('shop'))).toEqual([]);
    if (format === 'markdown') expect(out.join('\n')).not.toMatch(/^[^`]*<b>/m);
  }
});

describe('what cannot be understood ends with 2 and one message', () => {
  test.each([
    ['no path', [], "nothing to judge: give files, folders, or '-' for standard input, such as 'dist'"],
    [
      'an unknown plugin',
      ['a.yaml', '--admission-on', 'PodSecurity'],
      "--admission-on must be one of PodNodeSelector, PodTolerationRestriction, ExtendedResourceToleration, DenyServiceExternalIPs, got 'PodSecurity'",
    ],
    [
      'a plugin that is both',
      ['a.yaml', '--admission-on', 'PodNodeSelector', '--admission-off', 'PodNodeSelector'],
      'PodNodeSelector cannot be both on and off',
    ],
    ['an unknown format', ['a.yaml', '--format', 'xml'], "--format must be one of text, json, markdown, got 'xml'"],
  ])('%s', async (_, args, message) => {
    folder = new Folder({ 'a.yaml': tenant('shop') });
    expect(await folder.palisade('nodes', ...args)).toEqual({ code: 2, out: [], err: [message] });
  });
});

test('nobody is nobody', async () => {
  folder = new Folder({ 'a.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a }\n' });
  const { code, out } = await folder.palisade('nodes', 'a.yaml');
  expect([code, out.at(-1)]).toEqual([0, expect.stringMatching(FOOTER)]);
});
