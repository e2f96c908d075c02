import { namespacesIn, nodeLabelsIn, taintsOf, tenantOf, tolerationsIn } from '../../analysis/tenancy';
import { namespace } from '../rules/namespaces';

const manifestsOf = (...objects: ReturnType<typeof namespace>[]) => objects.map((object, index) => ({ object, source: `${index}` }));

test('namespaces of the cluster itself, and those without a name, are left out', () => {
  const names = ['shop', 'default', 'kube-system', 'kube-public', 'kube-node-lease', '', 'kube-shop'];
  expect(namespacesIn(manifestsOf(...names.map((name) => namespace(name)))).map(({ name }) => name)).toEqual(['shop', 'kube-shop']);
});

test('a namespace is that of its tenant, or its own', () => {
  const namespaces = namespacesIn(manifestsOf(namespace('shop'), namespace('market', { labels: { 'palisade.dev/tenant': 'shop' } })));
  expect(namespaces.map(tenantOf)).toEqual(['shop', 'shop']);
});

test.each([
  [undefined, []],
  ['', []],
  ['null', []],
  ['[]', []],
  ['[{"key":"a"},null]', [{ key: 'a' }, null]],
  ['{}', undefined],
  ['"a"', undefined],
  ['3', undefined],
  ['[', undefined],
  ['a=b', undefined],
])('the tolerations in %j are %j', (text, expected) => {
  expect(tolerationsIn(text)).toEqual(expected);
});

test.each([
  [{ key: 'pool', value: 'shop', effect: 'NoExecute' }, [{ key: 'pool', value: 'shop', effect: 'NoExecute' }]],
  [
    { key: 'pool', value: 'shop' },
    [
      { key: 'pool', value: 'shop', effect: 'NoSchedule' },
      { key: 'pool', value: 'shop', effect: 'NoExecute' },
    ],
  ],
  [{ key: 'pool', effect: 'NoSchedule' }, [{ key: 'pool', value: '', effect: 'NoSchedule' }]],
  [
    { key: 'node-restriction.kubernetes.io/pool', effect: 'NoSchedule' },
    [{ key: 'node-restriction.kubernetes.io/pool', value: '', effect: 'NoSchedule' }],
  ],
  [{ key: 'node.kubernetes.io/memory-pressure', effect: 'NoSchedule' }, []],
  [{ key: 'node-role.kubernetes.io/control-plane', effect: 'NoSchedule' }, []],
  [{ key: 'pool', operator: 'Exists' }, []],
  [{ key: 'pool', effect: 'noschedule' }, []],
  [{ value: 'shop' }, []],
  [null, []],
])('the taints of %j are %j', (toleration, expected) => {
  expect(taintsOf([toleration])).toEqual(expected);
});

test.each([
  ['pool=shop', [['pool', 'shop']]],
  [
    ' pool = shop , zone=a ',
    [
      ['pool', 'shop'],
      ['zone', 'a'],
    ],
  ],
  ['pool=', [['pool', '']]],
  ['', []],
  [undefined, []],
  ['pool', []],
  ['=shop', []],
  ['a=b=c,pool=shop', [['pool', 'shop']]],
])('the node labels in %j are %j', (text, expected) => {
  expect(nodeLabelsIn(text)).toEqual(expected);
});
