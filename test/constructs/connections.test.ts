import { type Platform, type PlatformProps, Remote, SecureApp, type SecureAppProps, TenantNamespace } from '../../constructs';
import { at, IMAGE, objectOf, refusal, synthesize, type Written } from './harness';

const app = (tenant: TenantNamespace, name: string, ports: SecureAppProps['ports'] = { http: 8080 }) =>
  new SecureApp(tenant, name, { image: IMAGE, ports });
const pods = (name: string) => ({ podSelector: { matchLabels: { 'app.kubernetes.io/instance': name } } });
const podsIn = (namespace: string, name: string) => ({
  namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': namespace } },
  ...pods(name),
});
const tcp = (port: number) => ({ port, protocol: 'TCP' });

const ingress = (objects: readonly Written[], name: string, namespace?: string) =>
  at(objectOf(objects, 'NetworkPolicy', name, namespace), 'spec ingress');
const egress = (objects: readonly Written[], name: string, namespace?: string) =>
  at(objectOf(objects, 'NetworkPolicy', name, namespace), 'spec egress');
const words = (objects: readonly Written[], name: string) =>
  objectOf(objects, 'NetworkPolicy', name).metadata.annotations?.['palisade.dev/allows'];

interface Apps {
  readonly shop: TenantNamespace;
  readonly cart: SecureApp;
  readonly redis: SecureApp;
  readonly web: SecureApp;
}

/** A cart that listens twice, its redis, and a page in front of it. */
const connected = (connect: (apps: Apps) => void, props: PlatformProps = {}) =>
  synthesize((platform) => {
    const shop = new TenantNamespace(platform, 'shop');
    const cart = app(shop, 'cart', { grpc: { port: 7070, servicePort: 70 }, metrics: 9090 });
    connect({ shop, cart, redis: app(shop, 'redis', { redis: 6379 }), web: app(shop, 'web') });
  }, props);

test('what is not declared is not open', () => {
  const objects = connected(() => {});
  for (const name of ['cart', 'redis', 'web']) {
    expect(at(objectOf(objects, 'NetworkPolicy', name), 'spec')).toEqual({ ...pods(name), policyTypes: ['Ingress', 'Egress'] });
    expect(words(objects, name)).toBeUndefined();
  }
});

test.each<[string, (apps: Apps) => void]>([
  ['allowTo by the caller', ({ cart, web }) => web.connections.allowTo(cart)],
  ['allowFrom by the called side', ({ cart, web }) => cart.connections.allowFrom(web)],
])('%s writes both ends, with the ports of the pods and not of their Service', (_, connect) => {
  const objects = connected(connect);
  expect(egress(objects, 'web')).toEqual([{ to: [pods('cart')], ports: [tcp(7070), tcp(9090)] }]);
  expect(ingress(objects, 'cart')).toEqual([{ from: [pods('web')], ports: [tcp(7070), tcp(9090)] }]);
  expect(ingress(objects, 'web')).toBeUndefined();
  expect(egress(objects, 'cart')).toBeUndefined();
  expect(at(objectOf(objects, 'NetworkPolicy', 'redis'), 'spec')).not.toHaveProperty('ingress');
});

test('a connection can be narrowed to ports by name', () => {
  const objects = connected(({ cart, web }) => web.connections.allowTo(cart, { ports: ['grpc'] }));
  expect(egress(objects, 'web')).toEqual([{ to: [pods('cart')], ports: [tcp(7070)] }]);
  expect(ingress(objects, 'cart')).toEqual([{ from: [pods('web')], ports: [tcp(7070)] }]);
});

test('a connection can be to ports by number, of those that the called app has', () => {
  const objects = synthesize((platform) => {
    const shop = new TenantNamespace(platform, 'shop');
    const server = app(shop, 'server', { https: 8443, quic: { port: 8443, protocol: 'UDP' }, admin: 9090 });
    app(shop, 'web').connections.allowTo(server, { ports: { tcp: [8443], udp: [8443] } });
  });
  const ports = [tcp(8443), { port: 8443, protocol: 'UDP' }];
  expect(egress(objects, 'web')).toEqual([{ to: [pods('server')], ports }]);
  expect(ingress(objects, 'server')).toEqual([{ from: [pods('web')], ports }]);
});

test('a connection to a number that the called app does not declare is refused, at both ends', () => {
  const problems = refusal((platform) => {
    const shop = new TenantNamespace(platform, 'shop');
    app(shop, 'web').connections.allowTo(app(shop, 'cart', { grpc: 7070 }), { ports: { tcp: [7071] } });
  });
  expect(problems.map((problem) => problem.split('\n')[0])).toEqual([
    "[shop/web/network-policy] policy-port-exists: NetworkPolicy.networking.k8s.io shop/web: no pod that the rule calls has the port '7071/TCP' (at /spec/egress/0/ports/0)",
    "[shop/cart/network-policy] policy-port-exists: NetworkPolicy.networking.k8s.io shop/cart: no pod that the policy selects has the port '7071/TCP' (at /spec/ingress/0/ports/0)",
  ]);
});

test.each(['TCP', 'UDP', 'SCTP'] as const)('a port for %s is opened for that alone', (protocol) => {
  const objects = synthesize((platform) => {
    const shop = new TenantNamespace(platform, 'shop');
    app(shop, 'web').connections.allowTo(app(shop, 'server', { signal: { port: 3868, protocol } }));
  });
  expect(egress(objects, 'web')).toEqual([{ to: [pods('server')], ports: [{ port: 3868, protocol }] }]);
  expect(ingress(objects, 'server')).toEqual([{ from: [pods('web')], ports: [{ port: 3868, protocol }] }]);
});

test('repeated calls are one opening', () => {
  const objects = connected(({ cart, web }) => {
    web.connections.allowTo(cart);
    web.connections.allowTo(cart);
    cart.connections.allowFrom(web);
  });
  expect(egress(objects, 'web')).toEqual([{ to: [pods('cart')], ports: [tcp(7070), tcp(9090)] }]);
  expect(ingress(objects, 'cart')).toEqual([{ from: [pods('web')], ports: [tcp(7070), tcp(9090)] }]);
});

test('calls to several ports of one peer are one rule', () => {
  const objects = connected(({ cart, web }) => {
    web.connections.allowTo(cart, { ports: ['metrics'], reason: 'watches it' });
    web.connections.allowTo(cart, { ports: ['grpc'], reason: 'fills it' });
  });
  expect(egress(objects, 'web')).toEqual([{ to: [pods('cart')], ports: [tcp(7070), tcp(9090)] }]);
  expect(words(objects, 'web')).toBe('to cart 7070/TCP, 9090/TCP: watches it; fills it');
});

test('callers of the same ports share a rule, others do not', () => {
  const objects = connected(({ cart, redis, web }) => {
    web.connections.allowTo(cart, { ports: ['grpc'] });
    redis.connections.allowTo(cart, { ports: ['grpc'] });
    cart.connections.allowTo(redis);
  });
  expect(ingress(objects, 'cart')).toEqual([{ from: [pods('redis'), pods('web')], ports: [tcp(7070)] }]);
  expect(egress(objects, 'cart')).toEqual([{ to: [pods('redis')], ports: [tcp(6379)] }]);
});

test('the order in which calls are declared does not show', () => {
  const one = connected(({ cart, redis, web }) => {
    cart.connections.allowTo(redis);
    web.connections.allowTo(cart);
    web.connections.allowTo(redis);
  });
  const other = connected(({ cart, redis, web }) => {
    web.connections.allowTo(redis);
    web.connections.allowTo(cart);
    cart.connections.allowTo(redis);
  });
  expect(other).toEqual(one);
});

test('a policy says in words what it opens, and why', () => {
  const objects = connected(({ cart, redis, web }) => {
    cart.connections.allowTo(redis, { reason: 'keeps the carts' });
    web.connections.allowTo(cart, { ports: ['grpc'] });
    cart.connections.allowTo(Remote.cidr('203.0.113.7/32', { tcp: [443] }), { reason: 'pays' });
  });
  expect(words(objects, 'cart')).toBe('from web 7070/TCP\nto 203.0.113.7/32 443/TCP: pays\nto redis 6379/TCP: keeps the carts');
  expect(words(objects, 'redis')).toBe('from cart 6379/TCP: keeps the carts');
});

test('no rule is without a peer or without a port, which would be everybody or everything', () => {
  const objects = connected(({ shop, cart, redis, web }) => {
    cart.connections.allowTo(redis);
    cart.connections.allowFrom(Remote.monitoring(), { ports: ['metrics'] });
    web.connections.allowTo(Remote.internet({ tcp: [443] }));
    shop.connections.allowTo(Remote.cidr('203.0.113.0/24', { udp: [123] }));
  });
  const rules = objects
    .filter(({ kind }) => kind === 'NetworkPolicy')
    .flatMap((policy) => [...((at(policy, 'spec ingress') ?? []) as object[]), ...((at(policy, 'spec egress') ?? []) as object[])]);
  expect(rules.length).toBeGreaterThan(5);
  for (const rule of rules as { from?: object[]; to?: object[]; ports?: object[] }[]) {
    expect((rule.from ?? rule.to ?? []).length).toBeGreaterThan(0);
    expect((rule.ports ?? []).length).toBeGreaterThan(0);
    for (const peer of rule.from ?? rule.to ?? []) expect(Object.keys(peer)).not.toEqual([]);
  }
});

/** Two namespaces, of one tenant or of two. */
function across(tenants: readonly [string, string], connect: (caller: SecureApp, called: SecureApp, platform: Platform) => void) {
  return (platform: Platform) => {
    const dev = new TenantNamespace(platform, 'dev', { tenant: tenants[0] });
    const data = new TenantNamespace(platform, 'data', { tenant: tenants[1] });
    connect(app(dev, 'web'), app(data, 'store', { sql: 5432, admin: 8081 }), platform);
  };
}

test('between two namespaces of one tenant one call writes both ends, by namespace and pod labels', () => {
  const objects = synthesize(across(['shop', 'shop'], (web, store) => web.connections.allowTo(store, { ports: ['sql'] })));
  expect(egress(objects, 'web', 'dev')).toEqual([{ to: [podsIn('data', 'store')], ports: [tcp(5432)] }]);
  expect(ingress(objects, 'store', 'data')).toEqual([{ from: [podsIn('dev', 'web')], ports: [tcp(5432)] }]);
  expect(words(objects, 'web')).toBe('to data/store 5432/TCP');
});

test('a call to another tenant needs its consent', () => {
  expect(refusal(across(['shop', 'bank'], (web, store) => web.connections.allowTo(store, { ports: ['sql'] })))).toEqual([
    '[dev/web] calls data/store on 5432/TCP without its consent: where data is defined, say store.connections.allowFrom(web)',
  ]);
});

test('consent to other ports is none', () => {
  const problems = refusal(
    across(['shop', 'bank'], (web, store) => {
      web.connections.allowTo(store);
      store.connections.allowFrom(web, { ports: ['admin'] });
    }),
  );
  expect(problems).toEqual([
    '[dev/web] calls data/store on 5432/TCP without its consent: where data is defined, say store.connections.allowFrom(web)',
  ]);
});

test('consent to somebody else is none', () => {
  const problems = refusal((platform) => {
    const dev = new TenantNamespace(platform, 'dev');
    const store = app(new TenantNamespace(platform, 'data'), 'store', { sql: 5432 });
    app(dev, 'web').connections.allowTo(store);
    store.connections.allowFrom(app(dev, 'other'));
  });
  expect(problems).toEqual([
    '[dev/web] calls data/store on 5432/TCP without its consent: where data is defined, say store.connections.allowFrom(web)',
  ]);
});

test.each<[string, (caller: SecureApp, called: SecureApp) => void]>([
  [
    'given after the call',
    (web, store) => {
      web.connections.allowTo(store, { ports: ['sql'] });
      store.connections.allowFrom(web, { ports: ['sql'] });
    },
  ],
  [
    'given before the call',
    (web, store) => {
      store.connections.allowFrom(web, { ports: ['sql'] });
      web.connections.allowTo(store, { ports: ['sql'] });
    },
  ],
])('with consent %s, each side writes its own end', (_, connect) => {
  const objects = synthesize(across(['shop', 'bank'], connect));
  expect(egress(objects, 'web', 'dev')).toEqual([{ to: [podsIn('data', 'store')], ports: [tcp(5432)] }]);
  expect(ingress(objects, 'store', 'data')).toEqual([{ from: [podsIn('dev', 'web')], ports: [tcp(5432)] }]);
});

test('consent alone opens nothing at the caller', () => {
  const objects = synthesize(across(['shop', 'bank'], (web, store) => store.connections.allowFrom(web)));
  expect(at(objectOf(objects, 'NetworkPolicy', 'web', 'dev'), 'spec')).not.toHaveProperty('egress');
});

test('consent to a whole namespace is consent to each of its apps', () => {
  const objects = synthesize((platform) => {
    const dev = new TenantNamespace(platform, 'dev');
    const store = app(new TenantNamespace(platform, 'data'), 'store', { sql: 5432 });
    store.connections.allowFrom(dev);
    app(dev, 'web').connections.allowTo(store);
  });
  expect(ingress(objects, 'store', 'data')).toEqual([
    { from: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'dev' } }, podSelector: {} }], ports: [tcp(5432)] },
  ]);
});

test('a whole namespace can be connected, in a policy of its own', () => {
  const objects = synthesize((platform) => {
    const dev = new TenantNamespace(platform, 'dev', { tenant: 'shop' });
    const prod = new TenantNamespace(platform, 'prod', { tenant: 'shop' });
    dev.connections.allowTo(prod, { ports: { tcp: [8080] }, reason: 'compares' });
  });
  expect(at(objectOf(objects, 'NetworkPolicy', 'tenant-connections', 'dev'), 'spec')).toEqual({
    podSelector: {},
    policyTypes: ['Ingress', 'Egress'],
    egress: [
      { to: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'prod' } }, podSelector: {} }], ports: [tcp(8080)] },
    ],
  });
  expect(ingress(objects, 'tenant-connections', 'prod')).toEqual([
    { from: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'dev' } }, podSelector: {} }], ports: [tcp(8080)] },
  ]);
});

test('a tenant that declares nothing has no policy of connections', () => {
  expect(synthesize((platform) => new TenantNamespace(platform, 'shop')).map(({ metadata }) => metadata.name)).not.toContain(
    'tenant-connections',
  );
});

test('an app may be called by the rest of its namespace', () => {
  const objects = connected(({ shop, redis }) => redis.connections.allowFrom(shop));
  expect(ingress(objects, 'redis')).toEqual([{ from: [{ podSelector: {} }], ports: [tcp(6379)] }]);
  expect(egress(objects, 'tenant-connections')).toEqual([{ to: [pods('redis')], ports: [tcp(6379)] }]);
});
