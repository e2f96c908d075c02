import type { KubernetesObject } from '../../analysis/manifest';
import { type Synthesis, summaryText } from '../../report/summary';
import { declaredAt } from '../../rules/exemption';

const tenant = (name: string, labels: Record<string, string> = { 'palisade.dev/tenant': name }): KubernetesObject => ({
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: { name, labels },
});
const app = (name: string, apiVersion = 'apps/v1'): KubernetesObject => ({
  apiVersion,
  kind: 'Deployment',
  metadata: { name, namespace: 'shop' },
});
const policy = (name: string, allows: string | undefined, spec: object): KubernetesObject => ({
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  metadata: { name, namespace: 'shop', ...(allows === undefined ? {} : { annotations: { 'palisade.dev/allows': allows } }) },
  spec,
});
const pods = (name: string) => ({ podSelector: { matchLabels: { 'app.kubernetes.io/instance': name } } });
const abroad = (namespace: string, name: string) => ({
  namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': namespace } },
  ...pods(name),
});
const block = { ipBlock: { cidr: '203.0.113.7/32' } };
const ports = [{ port: 8080, protocol: 'TCP' }];

const summary = (objects: readonly KubernetesObject[], more: Partial<Omit<Synthesis, 'manifests'>> = {}) =>
  summaryText({
    manifests: objects.map((object) => ({ object, source: object.metadata.name ?? '' })),
    files: 1,
    exempted: [],
    warnings: [],
    isolation: undefined,
    milliseconds: 10,
    ...more,
  }).split('\n');
const exemption = (construct: string, rule = 'image-digest') => ({
  rule,
  scope: { construct },
  declared: declaredAt(construct),
  reason: 'not recorded yet',
  owner: 'team@example.com',
  expires: '2030-12-31',
});

test('a summary of nothing', () => {
  expect(summary([], { files: 0, milliseconds: 0 })).toEqual([
    '0 tenants, 0 apps, 0 objects in 0 files, 0.00 s',
    'open: 0 calls inside namespaces, 0 across their borders',
    'exempt: nothing',
  ]);
});

test('how far tenants are apart stands before what is exempted', () => {
  expect(summary([], { files: 0, milliseconds: 0, isolation: 'isolation: network broken' }).slice(2)).toEqual([
    'isolation: network broken',
    'exempt: nothing',
  ]);
});

describe('the first line counts', () => {
  test.each([
    ['one of each', [tenant('shop'), app('cart')], { files: 1, milliseconds: 1234 }, '1 tenant, 1 app, 2 objects in 1 file, 1.23 s'],
    ['one object', [tenant('shop')], {}, '1 tenant, 0 apps, 1 object in 1 file, 0.01 s'],
    [
      'several',
      [tenant('shop'), tenant('bank'), app('a'), app('b'), app('c')],
      { files: 4 },
      '2 tenants, 3 apps, 5 objects in 4 files, 0.01 s',
    ],
    [
      'a tenant of two namespaces once',
      [tenant('dev', { 'palisade.dev/tenant': 'shop' }), tenant('prod', { 'palisade.dev/tenant': 'shop' })],
      {},
      '1 tenant, 0 apps, 2 objects in 1 file, 0.01 s',
    ],
    ['a namespace without a tenant not as one', [tenant('shop', {})], {}, '0 tenants, 0 apps, 1 object in 1 file, 0.01 s'],
    ['a Deployment of another group not as an app', [app('x', 'example.com/v1')], {}, '0 tenants, 0 apps, 1 object in 1 file, 0.01 s'],
    [
      'thousands with a comma',
      Array.from({ length: 1600 }, (_, index) => app(`a${index}`)),
      {},
      '0 tenants, 1,600 apps, 1,600 objects in 1 file, 0.01 s',
    ],
  ])('%s', (_what, objects, more, line) => {
    expect(summary(objects, more)[0]).toBe(line);
  });
});

describe('what is open', () => {
  test.each([
    [
      'nothing, behind a default deny',
      [policy('default-deny', 'nothing', {})],
      ['open: 0 calls inside namespaces, 0 across their borders'],
    ],
    [
      'nothing to speak of, where only the DNS is',
      [policy('allow-dns', 'the cluster DNS, for every pod', { egress: [{ to: [abroad('kube-system', 'dns')], ports }] })],
      ['open: 0 calls inside namespaces, 0 across their borders'],
    ],
    [
      'a call inside, counted at the called side alone',
      [
        policy('cart', 'from web 8080/TCP', { ingress: [{ from: [pods('web')], ports }] }),
        policy('web', 'to cart 8080/TCP', { egress: [{ to: [pods('cart')], ports }] }),
      ],
      ['open: 1 call inside namespaces, 0 across their borders'],
    ],
    [
      'a call for each caller',
      [
        policy('cart', 'from …', {
          ingress: [
            { from: [pods('web'), pods('job')], ports },
            { from: [pods('bot')], ports },
          ],
        }),
      ],
      ['open: 3 calls inside namespaces, 0 across their borders'],
    ],
    [
      'a call from another namespace, in its own words',
      [policy('cart', 'from ops/smoke 8080/TCP: checks', { ingress: [{ from: [abroad('ops', 'smoke')], ports }] })],
      ['open: 0 calls inside namespaces, 1 across their borders', '  shop/cart from ops/smoke 8080/TCP: checks'],
    ],
    [
      'an address outside',
      [policy('cart', 'to 203.0.113.7/32 443/TCP', { egress: [{ to: [block], ports }] })],
      ['open: 0 calls inside namespaces, 1 across their borders', '  shop/cart to 203.0.113.7/32 443/TCP'],
    ],
    [
      'the lines that cross the border among those that do not',
      [
        policy('cart', 'from ops/smoke 8080/TCP\nfrom web 8080/TCP: buys\nto 203.0.113.7/32 443/TCP', {
          ingress: [{ from: [abroad('ops', 'smoke'), pods('web')], ports }],
          egress: [{ to: [block], ports }],
        }),
      ],
      [
        'open: 1 call inside namespaces, 2 across their borders',
        '  shop/cart from ops/smoke 8080/TCP',
        '  shop/cart to 203.0.113.7/32 443/TCP',
      ],
    ],
    [
      'a border crossed without a word',
      [policy('cart', undefined, { egress: [{ to: [block], ports }] })],
      ['open: 0 calls inside namespaces, 1 across their borders', '  shop/cart opens more than its namespace'],
    ],
  ])('%s', (_what, objects, lines) => {
    expect(summary(objects).slice(1, -1)).toEqual(lines);
  });

  test.each([
    [11, 11, []],
    [12, 12, []],
    [13, 12, ['  … and 1 more']],
    [40, 12, ['  … and 28 more']],
  ])('%i lines across borders are listed up to %i', (count, listed, rest) => {
    const objects = Array.from({ length: count }, (_, index) =>
      policy(`p${index}`, 'to 203.0.113.7/32 443/TCP', { egress: [{ to: [block], ports }] }),
    );
    expect(summary(objects).slice(1, -1)).toEqual([
      `open: 0 calls inside namespaces, ${count} across their borders`,
      ...Array.from({ length: listed }, (_, index) => `  shop/p${index} to 203.0.113.7/32 443/TCP`),
      ...rest,
    ]);
  });
});

describe('what is exempted', () => {
  test.each([
    [
      'one, with one finding',
      [{ exemption: exemption('shop'), findings: 1 }],
      ['exempt: 1 exemption', '  image-digest in shop: 1 finding until 2030-12-31, team@example.com: not recorded yet'],
    ],
    [
      'two, with several findings',
      [
        { exemption: exemption('shop'), findings: 12 },
        { exemption: exemption('', 'pod-capabilities'), findings: 2 },
      ],
      [
        'exempt: 2 exemptions',
        '  image-digest in shop: 12 findings until 2030-12-31, team@example.com: not recorded yet',
        '  pod-capabilities in everything: 2 findings until 2030-12-31, team@example.com: not recorded yet',
      ],
    ],
  ])('%s', (_what, exempted, lines) => {
    expect(summary([], { exempted }).slice(2)).toEqual(lines);
  });

  test.each([
    [12, 12, []],
    [13, 12, ['  … and 1 more']],
  ])('%i exemptions are listed up to %i', (count, listed, rest) => {
    const exempted = Array.from({ length: count }, (_, index) => ({ exemption: exemption(`t${index}`), findings: 1 }));
    expect(summary([], { exempted }).slice(2)).toEqual([
      `exempt: ${count} exemptions`,
      ...Array.from(
        { length: listed },
        (_, index) => `  image-digest in t${index}: 1 finding until 2030-12-31, team@example.com: not recorded yet`,
      ),
      ...rest,
    ]);
  });
});

test('a reason cannot paint over the summary', () => {
  const exempted = [{ exemption: { ...exemption('shop'), reason: 'fine\u001b[1A\r\u202e' }, findings: 1 }];
  expect(summary([], { exempted })[3]).toBe(
    '  image-digest in shop: 1 finding until 2030-12-31, team@example.com: fine\\u001b[1A\\u000d\\u202e',
  );
});

test('a reason of two lines stays within its own', () => {
  const exempted = [{ exemption: { ...exemption('shop'), reason: 'fine\nexempt: nothing' }, findings: 1 }];
  expect(summary([], { exempted })).toHaveLength(4);
});
