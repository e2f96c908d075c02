import { join } from 'node:path';
import '../../seed';
import { networkOf } from '../../../analysis/reachability/reachability';
import { READING_LIMITS } from '../../../analysis/reading/documents';
import { readFiles } from '../../../cli/files';
import { mapSection } from '../../../report/page/map';
import { graphOf } from '../../../report/page/map-graph';
import type { MapGraph } from '../../../report/page/map-model';
import { reachCsv } from '../../../report/reach/data';
import { rowsOf } from '../../../report/reach/rows';
import { REPOSITORY } from '../../cli/project';
import { HOSTILE } from '../given';
import { analysedData } from './given';
import { closed, dns, manyTenants, namespace, pageDataOf, peer, platform, pod, policy, tcp } from './map-given';

const graph = (...objects: readonly unknown[]) => graphOf(pageDataOf(objects));
const nodes = ({ nodes: all }: MapGraph) => all.map(({ kind, name }) => `${kind} ${name}`);
const edges = ({ edges: all }: MapGraph) =>
  all.map(({ place, label, call: { from, to, kind } }) => `${place} ${from.text} -> ${to.text} ${label} ${kind}`);
const body = async (...objects: readonly unknown[]) => (await mapSection(pageDataOf(objects))).body.toString();

const SHOP = platform({ 'shop/web': ['db 5432'], 'shop/db': [], 'pay/api': ['shop/web 8080'] });

test('apps stand in their tenants, and calls between them say what they are', () => {
  const found = graph(...SHOP);
  expect(found.groups.map(({ label, parent }) => [label, parent])).toEqual([
    ['tenant pay', undefined],
    ['tenant shop', undefined],
  ]);
  expect(nodes(found)).toEqual(['app pay/api', 'app shop/db', 'app shop/web', 'remote kube-system/k8s-app=kube-dns']);
  expect(edges(found)).toEqual([
    'arrow pay/api -> shop/web 8080/TCP consent',
    'chip every app of shop (2) -> kube-system/k8s-app=kube-dns 53/UDP declared',
    'arrow pay/api -> kube-system/k8s-app=kube-dns 53/UDP declared',
    'arrow shop/web -> shop/db 5432/TCP declared',
  ]);
});

test('an app stands in its namespace where a tenant has several', () => {
  const found = graph(namespace('a', 'ml'), namespace('b', 'ml'), closed('a'), closed('b'), pod('a/train'), pod('b/serve'));
  expect(found.groups.map(({ label, parent }) => [label, parent])).toEqual([
    ['tenant ml', undefined],
    ['namespace a of tenant ml', 'g0'],
    ['namespace b of tenant ml', 'g0'],
  ]);
  expect(found.nodes.map(({ name, parent }) => [name, parent])).toEqual([
    ['a/train', 'g1'],
    ['b/serve', 'g2'],
  ]);
  expect(found.silent).toEqual(['a/train', 'b/serve']);
});

const opening = (from: string, lines?: string) =>
  policy('shop/db', { policyTypes: ['Ingress'], ingress: [{ from: [peer(from)], ports: [tcp(5432)] }] }, lines);
const out = (place: string, to: unknown, lines?: string) => ({
  ...policy(place, { policyTypes: ['Egress'], egress: [{ to: [to], ports: [tcp(5432)] }] }, lines),
});
const TWO = [namespace('shop'), closed('shop'), pod('shop/web'), pod('shop/db'), namespace('pay'), closed('pay'), pod('pay/api')];

describe('the kind of a call', () => {
  test.each([
    ['declared by the one that is called', [out('shop/web', peer('db')), opening('web', 'from web 5432/TCP')], 'declared'],
    ['declared by the caller', [out('shop/web', peer('db'), 'to db 5432/TCP'), opening('web')], 'declared'],
    ['declared by nobody, within a tenant', [out('shop/web', peer('db')), opening('web')], 'undeclared'],
    ['declared, from another tenant', [out('pay/api', peer('shop/db')), opening('pay/api', 'from pay/api 5432/TCP')], 'consent'],
    ['declared by nobody, from another tenant', [out('pay/api', peer('shop/db')), opening('pay/api')], 'broken'],
    [
      'declared by the caller alone, from another tenant',
      [out('pay/api', peer('shop/db'), 'to shop/db 5432/TCP'), opening('pay/api')],
      'broken',
    ],
    ['declared, to addresses', [out('shop/web', { ipBlock: { cidr: '192.0.2.0/24' } }, 'to 192.0.2.0/24 5432/TCP')], 'declared'],
    ['declared by nobody, to addresses', [out('shop/web', { ipBlock: { cidr: '192.0.2.0/24' } })], 'unknown'],
    ['declared by nobody, to a namespace that is named', [out('shop/web', peer('vault/vault'))], 'undeclared'],
    ['to anywhere', [policy('shop/web', { policyTypes: ['Egress'], egress: [{ ports: [tcp(5432)] }] })], 'broken'],
  ])('%s', (_what, policies, kind) => {
    const found = graph(...TWO, ...policies).edges.filter(({ place }) => place === 'arrow');
    expect([...new Set(found.map(({ call }) => call.kind))]).toEqual([kind]);
  });

  test('of a path that is open to a namespace with labels that nobody knows is not proven', () => {
    const found = graph(...TWO, out('shop/web', { namespaceSelector: { matchLabels: { team: 'x' } } }));
    expect(edges(found)).toEqual(['arrow shop/web -> [team=x]/* 5432/TCP unknown']);
  });
});

describe('on the map', () => {
  test('two policies that open the same are one arrow with the ports of both', () => {
    const more = { ...out('shop/web', peer('db')), metadata: { name: 'more', namespace: 'shop' } };
    const both = {
      podSelector: { matchLabels: { app: 'web' } },
      policyTypes: ['Egress'],
      egress: [{ to: [peer('db')], ports: [tcp(9090)] }],
    };
    const db = policy('shop/db', { policyTypes: ['Ingress'], ingress: [{ from: [peer('web')] }] });
    expect(edges(graph(...TWO, more, { ...more, metadata: { name: 'again', namespace: 'shop' }, spec: both }, db))).toEqual([
      'arrow shop/web -> shop/db 5432/TCP, 9090/TCP undeclared',
    ]);
  });

  test('a pod that is not here appears where nobody has agreed to it, and not where it is meant', () => {
    const stranger = [namespace('shop'), closed('shop'), namespace('jobs'), closed('jobs'), pod('shop/db')];
    const wide = policy('jobs/*', { policyTypes: ['Egress'], egress: [{}] });
    expect(nodes(graph(...stranger, opening('jobs/*'), { ...wide, metadata: { ...wide.metadata, name: 'wide' } }))).toContain(
      'stranger jobs/(a pod that is not here)',
    );
    expect(nodes(graph(...stranger, dns('jobs')))).toEqual(['app shop/db']);
  });

  test('a pod on the network of its node says so', () => {
    const found = graph(...TWO, pod('pay/logger', { hostNetwork: true }));
    expect(found.nodes.find(({ kind }) => kind === 'host')?.lines).toEqual(['logger', 'host network: no policy counts']);
  });

  test('whoever is shared by more than eight tenants is told in each of them', () => {
    const [eight, nine] = [8, 9].map((count) => graph(...manyTenants(count, 1)));
    const entry = (found: MapGraph | undefined) =>
      new Set(found?.edges.filter(({ call }) => call.from.kind === 'remote').map(({ place }) => place));
    expect(entry(eight)).toEqual(new Set(['arrow']));
    expect(entry(nine)).toEqual(new Set(['chip']));
    expect(nine?.edges.find(({ call }) => call.from.kind === 'remote')?.text).toBe('← ingress controller 8080/TCP');
  });

  test('what all tenants have open to each other is told once, and what stays with each in its box', () => {
    const open = ['a', 'b', 'c', 'd', 'e'].flatMap((space) => [namespace(space), pod(`${space}/x`), pod(`${space}/y`), pod(`${space}/z`)]);
    const found = graph(...open);
    expect(edges(found).filter((each) => !each.includes('anywhere'))).toEqual([
      'table 15 apps of 5 tenants -> 15 apps of 5 tenants all ports broken',
      ...['a', 'b', 'c', 'd', 'e'].map((space) => `chip every app of ${space} (3) -> every app of ${space} (3) all ports undeclared`),
    ]);
    // 15 × 15 pairs, each to anywhere and from there.
    expect(found.edges.reduce((sum, { call }) => sum + call.count, 0)).toBe(225 + 30);
  });
});

describe('with more than fits', () => {
  test('300 apps are drawn one by one, and one more makes them a tenant each', () => {
    const extra = [namespace('extra'), closed('extra'), pod('extra/one')];
    const [fits, over] = [graph(...manyTenants(30)), graph(...manyTenants(30), ...extra)];
    expect([fits.isSummary, fits.nodes.filter(({ kind }) => kind === 'app').length]).toEqual([false, 300]);
    expect([over.isSummary, over.nodes.filter(({ kind }) => kind === 'tenant').length]).toEqual([true, 31]);
    expect(over.nodes.find(({ name }) => name === 'tenant-02')?.lines).toEqual(['tenant-02', '10 apps, 11 calls within']);
    // Every fifth tenant calls the next.
    expect(edges(over).filter((each) => each.startsWith('arrow'))).toEqual(
      ['00', '05', '10', '15', '20', '25'].map((caller) => {
        const called = `tenant-${String(Number(caller) + 1).padStart(2, '0')}/api`;
        return `arrow tenant-${caller}/api -> ${called} 8080/TCP consent`;
      }),
    );
  });

  test('of more than 150 tenants, those that call no other are one', () => {
    const [fits, over] = [graph(...manyTenants(150, 3)), graph(...manyTenants(151, 3))];
    expect(fits.nodes.filter(({ kind }) => kind === 'tenant')).toHaveLength(150);
    // 0, 5, … 145 call the next, and so does 150, which has none after it.
    expect(over.nodes.filter(({ kind }) => kind === 'tenant')).toHaveLength(60);
    expect(over.nodes.filter(({ kind }) => kind === 'tenants').map(({ lines }) => lines)).toEqual([
      ['91 tenants that call no other tenant', '273 apps, 182 calls within'],
    ]);
  });

  test('arrows from everywhere to everywhere become arrows from box to box', () => {
    const names = Array.from({ length: 13 }, (_, index) => `app-${index}`);
    const calls = ['a', 'b'].flatMap((space) =>
      names.map((name): [string, string[]] => [`${space}/${name}`, space === 'a' ? names.map((other) => `b/${other} 80`) : []]),
    );
    expect(edges(graph(...platform(Object.fromEntries(calls)))).filter((each) => each.includes('consent'))).toEqual([
      'arrow every app of a (13) -> every app of b (13) 80/TCP consent',
    ]);
  });
});

test('where too many tenants call each other for boxes of apps, each is one', () => {
  const spaces = Array.from({ length: 12 }, (_, index) => `t${index}`);
  const all = Object.fromEntries(
    spaces.flatMap((space) => [
      [`${space}/web`, spaces.filter((other) => other !== space).map((other) => `${other}/api 80`)],
      [`${space}/api`, []],
    ]),
  );
  const found = graph(...platform(all));
  expect([found.isSummary, found.counts.apps]).toEqual([true, 24]);
  expect(edges(found).filter((each) => each.startsWith('arrow'))).toHaveLength(12 * 11);
});

describe('the section', () => {
  test('of nothing says so', async () => {
    expect(await body()).toBe('<p>There are no apps to draw.</p>');
    expect(await body(...TWO)).toContain('Nothing is open: no app can call any other.');
  });

  test('has the same bytes for the same objects', async () => {
    expect(await body(...manyTenants(4))).toBe(await body(...manyTenants(4)));
  });

  test('shows what manifests say, and does not obey it', async () => {
    const name = `x${HOSTILE}`;
    const text = await body(
      namespace(name),
      pod(`shop/${HOSTILE.replaceAll('/', '')}`),
      {
        apiVersion: 'v1',
        kind: 'Pod',
        metadata: { name: { toString: 1 }, namespace: [name] },
        spec: { hostNetwork: 'yes', containers: 7 },
      },
      policy('shop/*', { policyTypes: ['Egress'], egress: [{ to: [{ ipBlock: { cidr: HOSTILE } }] }] }, HOSTILE),
    );
    expect(text.includes('<script')).toBe(false);
    for (const unseen of ['\u0000', '\u001b', '\u202e']) expect(text).not.toContain(unseen);
    expect(text.includes('&lt;script&gt;')).toBe(true);
    const tags = [...text.matchAll(/<\/?([a-z0-9]+)/gi)].map(([, tag]) => tag);
    expect(tags).not.toContain('img');
    expect(text).not.toMatch(/ on[a-z]+=/);
  });

  test('has a row for everything that is drawn, with the rule and its place', async () => {
    const text = await body(...SHOP);
    const drawn = [...text.matchAll(/class="item call[^"]*" id="map-(e\d+)"/g)].map(([, id]) => id);
    expect(drawn).toHaveLength(4);
    for (const id of drawn) expect(text).toContain(`<tr id="map-row-${id}">`);
    expect(text).toContain('<code class="field">spec.egress[0]</code> <code class="place">pay/api-NetworkPolicy.yaml:');
  });

  test('stays small where there is much', async () => {
    const section = await mapSection(pageDataOf(manyTenants(600, 3)));
    const text = section.body.toString();
    expect(text.length).toBeLessThan(2_000_000);
    // Two in each tenant, every fifth of the first 150 calls the next, and two that all of them have: 1,000 are told.
    expect(/and ([\d,]+) more rows: <code>palisade reach --explain<\/code> lists them all/.exec(text)?.[1]).toBe('232');
  });
});

test('every open path of the example is an arrow, or is told once for all apps of its tenant', () => {
  const { manifests } = readFiles([join(REPOSITORY, 'dist')], { ...READING_LIMITS, mebibytes: 64 });
  const found = graphOf(analysedData(manifests));
  const network = networkOf(manifests);
  // What `reach --format csv` says, which knows nothing of maps: a line for each pair.
  const csv = reachCsv({ rows: rowsOf(network, network.paths()), answers: [], assumptions: [], isExplained: false });
  const pairs = csv
    .split('\n')
    .slice(1)
    .map((line) => {
      const [, from = '', to = '', ports = ''] = /^([^,]*),([^,]*),("[^"]*"|[^,]*),allow/.exec(line) ?? [];
      return `${from} -> ${to} ${ports.replaceAll('"', '')}`;
    });
  const shown = found.edges
    .filter(({ place }) => place !== 'table')
    .flatMap(({ label, call: { from, to } }) =>
      from.endpoints.flatMap((one) => to.endpoints.map((other) => `${one.name} -> ${other.name} ${label}`)),
    );
  expect(pairs.length).toBeGreaterThan(40);
  expect([...shown].sort()).toEqual([...pairs].sort());
  expect(found.edges.filter(({ place }) => place === 'chip').map(({ text }) => text)).toEqual(
    ['bookinfo', 'online-boutique', 'ops'].map(() => '→ cluster DNS 53/TCP, 53/UDP'),
  );
  expect(
    found.edges.filter(({ call }) => call.kind !== 'declared').map(({ call }) => `${call.from.text} -> ${call.to.text} ${call.kind}`),
  ).toEqual(['ops/smoke -> online-boutique/frontend consent']);
});
