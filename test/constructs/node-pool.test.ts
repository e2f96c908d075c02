import { NodePool, SecureApp, TenantNamespace } from '../../constructs';
import { at, IMAGE, objectOf, synthesize, type Written } from './harness';

const POD = 'spec template spec';

const written = (nodes: NodePool | readonly NodePool[] | undefined, appNodes?: NodePool | readonly NodePool[]) =>
  synthesize((platform) => {
    const shop = new TenantNamespace(platform, 'shop', { nodes });
    new SecureApp(shop, 'cart', { image: IMAGE, nodes: appNodes });
  });
const cartOf = (objects: readonly Written[]) => objectOf(objects, 'Deployment', 'cart');
const required = (objects: readonly Written[]) =>
  at(cartOf(objects), `${POD} affinity nodeAffinity requiredDuringSchedulingIgnoredDuringExecution`);
const tolerates = (pool: string) => [
  { key: 'palisade.dev/pool', operator: 'Equal', value: pool, effect: 'NoSchedule' },
  { key: 'palisade.dev/pool', operator: 'Equal', value: pool, effect: 'NoExecute' },
];
const pinned = (...pools: readonly string[]) => ({
  nodeSelectorTerms: [
    {
      matchExpressions: [
        { key: 'kubernetes.io/os', operator: 'In', values: ['linux'] },
        { key: 'node-restriction.kubernetes.io/pool', operator: 'In', values: pools },
      ],
    },
  ],
});

test('pods tolerate exactly the taints of their pool, against both effects', () => {
  expect(at(cartOf(written(NodePool.dedicated('shop'))), `${POD} tolerations`)).toEqual(tolerates('shop'));
});

test('pods have to run on their pool', () => {
  expect(required(written(NodePool.dedicated('shop')))).toEqual(pinned('shop'));
});

test('pods of a tenant without a pool tolerate nothing and run on any Linux node', () => {
  const objects = written(undefined);
  expect(at(cartOf(objects), `${POD} tolerations`)).toBeUndefined();
  expect(required(objects)).toEqual({
    nodeSelectorTerms: [{ matchExpressions: [{ key: 'kubernetes.io/os', operator: 'In', values: ['linux'] }] }],
  });
});

test('pods of a shared pool tolerate nothing but have to run there', () => {
  const objects = written(NodePool.shared('general'));
  expect(at(cartOf(objects), `${POD} tolerations`)).toBeUndefined();
  expect(required(objects)).toEqual(pinned('general'));
});

test('pods of a tenant with several pools may run on any of them, and no other', () => {
  const objects = written([NodePool.dedicated('shop'), NodePool.dedicated('shop', 'shop-gpu')]);
  expect(at(cartOf(objects), `${POD} tolerations`)).toEqual([...tolerates('shop'), ...tolerates('shop-gpu')]);
  expect(required(objects)).toEqual(pinned('shop', 'shop-gpu'));
});

test('an app can be held to one of several pools', () => {
  const gpu = NodePool.dedicated('shop', 'shop-gpu');
  const objects = written([NodePool.dedicated('shop'), gpu], gpu);
  expect(at(cartOf(objects), `${POD} tolerations`)).toEqual(tolerates('shop-gpu'));
  expect(required(objects)).toEqual(pinned('shop-gpu'));
});

test('a pool is known by what it is, not by which object stands for it', () => {
  const objects = written([NodePool.dedicated('shop'), NodePool.dedicated('shop', 'shop-gpu')], NodePool.dedicated('shop', 'shop-gpu'));
  expect(required(objects)).toEqual(pinned('shop-gpu'));
});

const annotations = (objects: readonly Written[]) => objectOf(objects, 'Namespace', 'shop').metadata.annotations ?? {};
const ADDED_BY_KUBERNETES = [
  { key: 'node.kubernetes.io/memory-pressure', operator: 'Exists', effect: 'NoSchedule' },
  { key: 'node.kubernetes.io/not-ready', operator: 'Exists', effect: 'NoExecute', tolerationSeconds: 300 },
  { key: 'node.kubernetes.io/unreachable', operator: 'Exists', effect: 'NoExecute', tolerationSeconds: 300 },
];

test.each<[string, NodePool | readonly NodePool[] | undefined, string | undefined, readonly object[]]>([
  ['one pool', NodePool.dedicated('shop'), 'node-restriction.kubernetes.io/pool=shop', tolerates('shop')],
  [
    'several pools',
    [NodePool.dedicated('shop'), NodePool.dedicated('shop', 'shop-gpu')],
    'node-restriction.kubernetes.io/tenant=shop',
    [...tolerates('shop'), ...tolerates('shop-gpu')],
  ],
  ['a shared pool', NodePool.shared('general'), 'node-restriction.kubernetes.io/pool=general', []],
  ['no pool', undefined, undefined, []],
])('the namespace of a tenant with %s tells the admission plugins', (_, nodes, selector, tolerations) => {
  const found = annotations(written(nodes));
  expect(found['scheduler.alpha.kubernetes.io/node-selector']).toBe(selector);
  expect(JSON.parse(found['scheduler.alpha.kubernetes.io/tolerationsWhitelist'] ?? '')).toEqual([...tolerations, ...ADDED_BY_KUBERNETES]);
  // An empty list would take the cluster's own default away.
  const defaults = found['scheduler.alpha.kubernetes.io/defaultTolerations'];
  expect(defaults === undefined ? [] : JSON.parse(defaults)).toEqual(tolerations);
  expect(defaults).not.toBe('[]');
});

test('nothing that is written tolerates every taint', () => {
  const objects = written([NodePool.dedicated('shop'), NodePool.dedicated('shop', 'shop-gpu')]);
  const tolerations = [
    ...(at(cartOf(objects), `${POD} tolerations`) as { key?: string; effect?: string }[]),
    ...(JSON.parse(annotations(objects)['scheduler.alpha.kubernetes.io/tolerationsWhitelist'] ?? '') as {
      key?: string;
      effect?: string;
    }[]),
  ];
  expect(tolerations.filter(({ key, effect }) => key === undefined || effect === undefined)).toEqual([]);
});

test('two tenants on one shared pool are both held to it', () => {
  const general = NodePool.shared('general');
  const objects = synthesize((platform) => {
    for (const name of ['shop', 'bank']) new SecureApp(new TenantNamespace(platform, name, { nodes: general }), 'cart', { image: IMAGE });
  });
  for (const name of ['shop', 'bank']) {
    expect(
      at(objectOf(objects, 'Deployment', 'cart', name), `${POD} affinity nodeAffinity requiredDuringSchedulingIgnoredDuringExecution`),
    ).toEqual(pinned('general'));
  }
});
