import { create, read, refusal, send } from './attacks-asking';
import { ADMINISTRATOR, kubeletOf } from './attacks-people';
import { patch } from './attacks-requests';
import type { ControlPlane } from './control-plane';
import { script } from './pools-script';
import { record } from './record';
import { onEachVersion } from './suite';

interface Node {
  readonly metadata: { readonly resourceVersion: string; readonly labels: Readonly<Record<string, string>> };
  readonly spec: { readonly taints?: readonly { readonly key: string; readonly value?: string; readonly effect: string }[] };
}

const POOL = 'node-restriction.kubernetes.io/pool';
const TENANT = 'node-restriction.kubernetes.io/tenant';
const TAINT = 'palisade.dev/pool';

const node = (cluster: ControlPlane, name: string) => read<Node>(cluster, 'get', 'node', name);
const labelsOf = ({ metadata }: Node) => ({ pool: metadata.labels[POOL], tenant: metadata.labels[TENANT] });
const taintsOf = ({ spec }: Node) =>
  (spec.taints ?? []).filter(({ key }) => key === TAINT).map(({ key, value, effect }) => `${key}=${value}:${effect}`);

onEachVersion("a pool's script", { parts: [] }, (cluster, version) => {
  const holds = (sentence: string) => record({ fact: 'holds', version, area: 'nodes', sentence });
  const nodes = (...names: readonly string[]) =>
    create(cluster, ADMINISTRATOR, ...names.map((name) => ({ apiVersion: 'v1', kind: 'Node', metadata: { name } })));

  test.each([
    [
      'a dedicated pool labels and taints',
      'online-boutique',
      { pool: 'online-boutique', tenant: 'online-boutique' },
      ['palisade.dev/pool=online-boutique:NoSchedule', 'palisade.dev/pool=online-boutique:NoExecute'],
    ],
    ['a shared pool labels, and taints nothing', 'general', { pool: 'general', tenant: 'shared' }, []],
  ])('of %s; a second time it changes nothing', (sentence, pool, labels, taints) => {
    const names = [`${pool}-a`, `${pool}-b`];
    nodes(...names);
    expect(script(cluster, pool, ['assign', ...names])).toMatchObject({ status: 0, stderr: '' });
    const once = names.map((name) => node(cluster, name));
    expect(once.map(labelsOf)).toEqual([labels, labels]);
    expect(once.map(taintsOf)).toEqual([taints, taints]);
    expect(script(cluster, pool, ['assign', ...names])).toMatchObject({ status: 0, stderr: '' });
    expect(names.map((name) => node(cluster, name).metadata.resourceVersion)).toEqual(once.map(({ metadata }) => metadata.resourceVersion));
    holds(`the script of ${sentence}; a second time it changes nothing`);
  });

  test('says that all is well with the nodes of its pool, and with a single one', () => {
    expect(script(cluster, 'online-boutique', ['check'])).toEqual({
      status: 0,
      stdout: '2 nodes are as the pool online-boutique wants them\n',
      stderr: '',
    });
    expect(script(cluster, 'general', ['check', 'general-a'])).toEqual({
      status: 0,
      stdout: '1 nodes are as the pool general wants them\n',
      stderr: '',
    });
  });

  test('says that a pool has no node', () => {
    expect(script(cluster, 'bookinfo', ['check'])).toEqual({ status: 1, stdout: '', stderr: 'no node is in the pool bookinfo\n' });
  });

  test.each([
    ['no taint NoExecute', ['taint', 'nodes', 'NODE', `${TAINT}:NoExecute-`], 'taint palisade.dev/pool=online-boutique:NoExecute'],
    ['no taint NoSchedule', ['taint', 'nodes', 'NODE', `${TAINT}:NoSchedule-`], 'taint palisade.dev/pool=online-boutique:NoSchedule'],
    ['no label of the tenant', ['label', 'nodes', 'NODE', `${TENANT}-`], 'label node-restriction.kubernetes.io/tenant online-boutique'],
    ['no label of the pool', ['label', 'nodes', 'NODE', `${POOL}-`], 'label node-restriction.kubernetes.io/pool online-boutique'],
  ])('says that a node has %s', (what, damage, lacks) => {
    const name = what.toLowerCase().replace(/ /g, '-');
    nodes(name);
    expect(script(cluster, 'online-boutique', ['assign', name])).toMatchObject({ status: 0 });
    expect(cluster.kubectl(damage.map((word) => (word === 'NODE' ? name : word)))).toMatchObject({ status: 0 });
    expect(script(cluster, 'online-boutique', ['check', name])).toEqual({ status: 1, stdout: '', stderr: `${name} lacks the ${lacks}\n` });
  });

  test.each([
    ['the label of its pool', ['label', 'nodes', 'NODE', `${POOL}=bookinfo`], 'label node-restriction.kubernetes.io/pool bookinfo'],
    ['the label of its tenant', ['label', 'nodes', 'NODE', `${TENANT}=bookinfo`], 'label node-restriction.kubernetes.io/tenant bookinfo'],
    ['its taint NoSchedule', ['taint', 'nodes', 'NODE', `${TAINT}=bookinfo:NoSchedule`], 'taint palisade.dev/pool=bookinfo:NoSchedule'],
    ['its taint NoExecute', ['taint', 'nodes', 'NODE', `${TAINT}=bookinfo:NoExecute`], 'taint palisade.dev/pool=bookinfo:NoExecute'],
  ])('refuses a node that another tenant holds by %s, and changes none', (what, hold, found) => {
    const [free, held] = [`free-${what}`, `held-${what}`].map((name) => name.toLowerCase().replace(/ /g, '-')) as [string, string];
    nodes(free, held);
    expect(cluster.kubectl(hold.map((word) => (word === 'NODE' ? held : word)))).toMatchObject({ status: 0 });
    const before = [free, held].map((name) => node(cluster, name).metadata.resourceVersion);
    const message = `${held} is held by somebody else (${found}): release it with that pool's script first\n`;
    for (const command of ['assign', 'release']) {
      expect(script(cluster, 'online-boutique', [command, free, held])).toEqual({ status: 1, stdout: '', stderr: message });
    }
    expect(script(cluster, 'online-boutique', ['check', held])).toMatchObject({ status: 1, stderr: expect.stringContaining(message) });
    expect([free, held].map((name) => node(cluster, name).metadata.resourceVersion)).toEqual(before);
    record({
      fact: 'refused',
      version,
      attempt: `giving away a node that another tenant holds by ${what}`,
      layer: "the pool's script",
      message: message.trim(),
    });
  });

  test('releases a node, which another pool then may have, and leaves the rest of it alone', () => {
    nodes('moving');
    expect(cluster.kubectl(['label', 'nodes', 'moving', 'example.com/rack=7'])).toMatchObject({ status: 0 });
    expect(cluster.kubectl(['taint', 'nodes', 'moving', 'example.com/gpu=yes:NoSchedule'])).toMatchObject({ status: 0 });
    const before = node(cluster, 'moving');
    expect(script(cluster, 'online-boutique', ['assign', 'moving'])).toMatchObject({ status: 0 });
    expect(script(cluster, 'online-boutique', ['release', 'moving'])).toMatchObject({ status: 0, stderr: '' });
    const after = node(cluster, 'moving');
    expect([after.metadata.labels, after.spec.taints]).toEqual([before.metadata.labels, before.spec.taints]);
    expect(script(cluster, 'bookinfo', ['assign', 'moving'])).toMatchObject({ status: 0, stderr: '' });
    expect(labelsOf(node(cluster, 'moving'))).toEqual({ pool: 'bookinfo', tenant: 'bookinfo' });
    holds('a released node keeps the labels and taints of others, and another pool may have it');
  });

  test('releases a node twice', () => {
    nodes('released');
    expect(script(cluster, 'bookinfo', ['assign', 'released'])).toMatchObject({ status: 0 });
    expect(script(cluster, 'bookinfo', ['release', 'released'])).toMatchObject({ status: 0, stderr: '' });
    const { resourceVersion } = node(cluster, 'released').metadata;
    expect(script(cluster, 'bookinfo', ['release', 'released'])).toMatchObject({ status: 0, stderr: '' });
    expect(node(cluster, 'released').metadata.resourceVersion).toBe(resourceVersion);
  });

  test.each([
    ['assign', 'nodes "nowhere" not found'],
    ['release', 'nodes "nowhere" not found'],
    ['check', 'nodes "nowhere" not found'],
  ])('%s says that there is no such node', (command, message) => {
    expect(script(cluster, 'bookinfo', [command, 'nowhere'])).toEqual({
      status: 1,
      stdout: '',
      stderr: expect.stringContaining(`Error from server (NotFound): ${message}\n`),
    });
  });

  test("is of no use to a tenant's owner: RBAC refuses it", () => {
    const message = 'nodes "online-boutique-a" is forbidden: User "mallory" cannot get resource "nodes"';
    const { status, stderr } = script(
      cluster,
      'online-boutique',
      ['release', 'online-boutique-a'],
      ['--as', 'mallory', '--as-group', 'bookinfo-admins'],
    );
    expect(status).toBe(1);
    expect(stderr).toContain(`Error from server (Forbidden): ${message}`);
    record({ fact: 'refused', version, attempt: "running a pool's script as tenant", layer: 'RBAC', message });
  });

  const kubelet = (labels: object, spec: object) => patch({ apiVersion: 'v1', kind: 'Node', metadata: { name: 'kubelet', labels }, spec });
  test.each([
    [
      "claim a pool's label",
      kubelet({ [POOL]: 'online-boutique' }, {}),
      'is not allowed to modify labels: node-restriction.kubernetes.io/pool',
    ],
    [
      "claim a tenant's label",
      kubelet({ [TENANT]: 'online-boutique' }, {}),
      'is not allowed to modify labels: node-restriction.kubernetes.io/tenant',
    ],
    ['take off a taint', kubelet({}, { taints: [] }), 'node "kubelet" is not allowed to modify taints'],
  ])('keeps a kubelet from what it wants, to %s: NodeRestriction refuses it', (attempt, request, reason) => {
    if (cluster.kubectl(['get', 'node', 'kubelet']).status !== 0) {
      nodes('kubelet');
      expect(script(cluster, 'bookinfo', ['assign', 'kubelet'])).toMatchObject({ status: 0 });
    }
    const message = `nodes "kubelet" is forbidden: ${reason}`;
    expect(refusal(send(cluster, kubeletOf('kubelet'), request))).toBe(message);
    record({ fact: 'refused', version, attempt: `to ${attempt}, as kubelet`, layer: 'NodeRestriction', message });
  });
});
