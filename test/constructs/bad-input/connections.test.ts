import { NetworkPolicyIpBlock } from 'cdk8s-plus-27';
import { type ConnectionProps, type Peer, type PlatformProps, Remote, SecureApp, TenantNamespace } from '../../../constructs';
import { IMAGE, refusal, synthesize } from '../harness';

interface Apps {
  readonly shop: TenantNamespace;
  readonly cart: SecureApp;
  readonly redis: SecureApp;
  readonly worker: SecureApp;
}

/** Two apps that listen, and one that does not. */
const connecting = (connect: (apps: Apps) => void, props: PlatformProps = {}) =>
  [
    (platform: ConstructorParameters<typeof TenantNamespace>[0]) => {
      const shop = new TenantNamespace(platform, 'shop');
      const cart = new SecureApp(shop, 'cart', { image: IMAGE, ports: { http: 8080 } });
      const redis = new SecureApp(shop, 'redis', { image: IMAGE, ports: { redis: 6379, metrics: 9121 } });
      const worker = new SecureApp(shop, 'worker', { image: IMAGE });
      connect({ shop, cart, redis, worker });
    },
    props,
  ] as const;

const refused = (connect: (apps: Apps) => void, props: PlatformProps = {}) => refusal(...connecting(connect, props));
const to = (peer: Peer, ports?: ConnectionProps['ports'], props: PlatformProps = {}) =>
  refused(({ cart }) => cart.connections.allowTo(peer, { ports }), props);
const from = (peer: Peer, props: PlatformProps = {}) => refused(({ cart }) => cart.connections.allowFrom(peer), props);

test('a call to an app with ports is fine', () => {
  expect(synthesize(...connecting(({ cart, redis }) => cart.connections.allowTo(redis)))).not.toEqual([]);
});

test.each<[string, (apps: Apps) => void, string]>([
  [
    'an app that calls itself',
    ({ cart }) => cart.connections.allowTo(cart),
    '[shop/cart] cart is allowed to itself; its pods need a peer of their own to be called',
  ],
  [
    'an app that lets itself in',
    ({ cart }) => cart.connections.allowFrom(cart),
    '[shop/cart] cart is allowed to itself; its pods need a peer of their own to be called',
  ],
  [
    'a call to an app without ports',
    ({ cart, worker }) => cart.connections.allowTo(worker),
    '[shop/cart] worker declares no ports, so there is nothing to call; say ports: { tcp: [8080] }',
  ],
  [
    'to let somebody in without ports',
    ({ cart, worker }) => worker.connections.allowFrom(cart),
    '[shop/worker] worker declares no ports, so there is nothing to call; say ports: { tcp: [8080] }',
  ],
  [
    'a port name that the called app does not have',
    ({ cart, redis }) => cart.connections.allowTo(redis, { ports: ['http'] }),
    "[shop/cart] redis has no port 'http', expected one of redis, metrics",
  ],
  [
    'a port name of an app without ports',
    ({ cart, worker }) => cart.connections.allowTo(worker, { ports: ['http'] }),
    "[shop/cart] worker has no port 'http', expected one of none",
  ],
  [
    'a port name that the app itself does not have',
    ({ cart, redis }) => redis.connections.allowFrom(cart, { ports: ['web'] }),
    "[shop/redis] redis has no port 'web', expected one of redis, metrics",
  ],
  [
    'an empty list of port names',
    ({ cart, redis }) => cart.connections.allowTo(redis, { ports: [] }),
    '[shop/cart] the connection to redis must name at least one port: no ports are no traffic',
  ],
  [
    'no port numbers',
    ({ cart, redis }) => cart.connections.allowTo(redis, { ports: {} }),
    '[shop/cart] the connection to redis must name at least one port, such as { tcp: [443] }: no ports are no traffic',
  ],
  [
    'port 0',
    ({ cart, redis }) => cart.connections.allowTo(redis, { ports: { tcp: [0] } }),
    '[shop/cart] TCP port of the connection to redis must be a whole number from 1 to 65535, got 0',
  ],
  [
    'UDP port 70000',
    ({ cart, redis }) => cart.connections.allowTo(redis, { ports: { udp: [70_000] } }),
    '[shop/cart] UDP port of the connection to redis must be a whole number from 1 to 65535, got 70000',
  ],
  [
    "SCTP port '80'",
    ({ cart, redis }) => cart.connections.allowTo(redis, { ports: { sctp: ['80' as never] } }),
    "[shop/cart] SCTP port of the connection to redis must be a whole number from 1 to 65535, got '80'",
  ],
  [
    'a whole tenant without ports',
    ({ cart, shop }) => cart.connections.allowTo(shop),
    '[shop/cart] all pods declares no ports, so there is nothing to call; say ports: { tcp: [8080] }',
  ],
  [
    'a peer that is none',
    ({ cart }) => cart.connections.allowTo({} as Peer),
    '[shop/cart] the peer must be an app, a tenant namespace, a Remote or a peer of cdk8s-plus',
  ],
])('connections refuse %s', (_, connect, problem) => {
  expect(refused(connect)).toEqual([problem]);
});

const EVERYBODY = 'is everybody: use Remote.internet({ tcp: [443] }), which leaves out private ranges';
const HTTPS = { tcp: [443] };

test.each<[string, () => Peer, string]>([
  ['the whole internet as a block', () => Remote.cidr('0.0.0.0/0', HTTPS), `Remote.cidr('0.0.0.0/0') ${EVERYBODY}`],
  ['the whole internet as an IPv6 block', () => Remote.cidr('::/0', HTTPS), `Remote.cidr('::/0') ${EVERYBODY}`],
  [
    'a block with host bits',
    () => Remote.cidr('203.0.113.7/24', HTTPS),
    "Remote.cidr: '203.0.113.7/24' has host bits set or is not in its shortest form, did you mean '203.0.113.0/24'?",
  ],
  [
    'an IPv6 block with host bits',
    () => Remote.cidr('2001:db8::1/64', HTTPS),
    "Remote.cidr: '2001:db8::1/64' has host bits set or is not in its shortest form, did you mean '2001:db8::/64'?",
  ],
  [
    'an address without a length',
    () => Remote.cidr('203.0.113.7', HTTPS),
    "Remote.cidr: '203.0.113.7' has no length, did you mean '203.0.113.7/32'?",
  ],
  [
    'an address above 255',
    () => Remote.cidr('203.0.113.256/32', HTTPS),
    "Remote.cidr: '203.0.113.256/32' is not a CIDR, expected an address and a length such as '203.0.113.0/24'",
  ],
  [
    'pods by their addresses',
    () => Remote.cidr('10.244.7.0/24', HTTPS),
    "Remote.cidr('10.244.7.0/24') lies in the cluster's own range 10.244.0.0/16: connect to the app or tenant instead",
  ],
  [
    'a Service by its address',
    () => Remote.cidr('10.96.0.10/32', HTTPS),
    "Remote.cidr('10.96.0.10/32') lies in the cluster's own range 10.96.0.0/12: connect to the app or tenant instead",
  ],
  [
    'the metadata address',
    () => Remote.cidr('169.254.169.254/32', HTTPS),
    "Remote.cidr('169.254.169.254/32') is the cloud's metadata address 169.254.169.254/32, which hands out credentials",
  ],
  [
    'the metadata address in IPv6',
    () => Remote.cidr('fd00:ec2::254/128', HTTPS),
    "Remote.cidr('fd00:ec2::254/128') is the cloud's metadata address fd00:ec2::254/128, which hands out credentials",
  ],
  [
    'a block without ports',
    () => Remote.cidr('203.0.113.0/24'),
    "Remote.cidr('203.0.113.0/24') must name at least one port, such as { tcp: [443] }: no ports are no traffic",
  ],
  [
    'port 0 of a block',
    () => Remote.cidr('203.0.113.0/24', { tcp: [0] }),
    "TCP port of Remote.cidr('203.0.113.0/24') must be a whole number from 1 to 65535, got 0",
  ],
  [
    'the internet without ports',
    () => Remote.internet({}),
    'Remote.internet must name at least one port, such as { tcp: [443] }: no ports are no traffic',
  ],
  [
    'the internet on port 70000',
    () => Remote.internet({ tcp: [70_000] }),
    'TCP port of Remote.internet must be a whole number from 1 to 65535, got 70000',
  ],
  [
    'an API server that is nowhere',
    () => Remote.apiServer(),
    "the platform's apiServer.cidrs must say where the API server answers, got none; `kubectl get endpointslices kubernetes` lists its addresses",
  ],
  ['nodes that are nowhere', () => Remote.nodes({ tcp: [10_250] }), "the platform's nodeCidrs must say where nodes are, got none"],
  [
    'a host name without Cilium',
    () => Remote.host('www.example.com', HTTPS),
    "Remote.host('www.example.com') needs the platform's cni to be 'cilium', got 'standard': a NetworkPolicy knows no names, use Remote.cidr or Remote.internet",
  ],
  [
    'pods of a namespace that is no name',
    () => Remote.pods({ namespace: 'Vault', podLabels: {} }, HTTPS),
    "namespace of Remote.pods must be lower-case letters, digits and hyphens, starting and ending with a letter or digit, got 'Vault'",
  ],
  [
    'pods elsewhere without ports',
    () => Remote.pods({ namespace: 'vault', podLabels: {} }),
    'Remote.pods must name at least one port, such as { tcp: [443] }: no ports are no traffic',
  ],
  ['the ingress controller as a destination', () => Remote.ingressController(), 'the ingress controller only calls, it cannot be called'],
  ['monitoring as a destination', () => Remote.monitoring(), 'monitoring only calls, it cannot be called'],
])('a call refuses %s', (_, peer, problem) => {
  expect(to(peer())).toEqual([`[shop/cart] ${problem}`]);
});

test.each<[string, () => Peer, string]>([
  ['the internet', () => Remote.internet(HTTPS), 'internet cannot be let in: name who calls, such as Remote.ingressController()'],
  ['the API server', () => Remote.apiServer(), 'the API server cannot be let in: name who calls, such as Remote.ingressController()'],
  [
    'a host name',
    () => Remote.host('www.example.com', HTTPS),
    'www.example.com cannot be let in: name who calls, such as Remote.ingressController()',
  ],
  ['everybody', () => Remote.cidr('0.0.0.0/0'), `Remote.cidr('0.0.0.0/0') ${EVERYBODY}`],
  ['nodes that are nowhere', () => Remote.nodes(), "the platform's nodeCidrs must say where nodes are, got none"],
])('an app refuses to let in %s', (_, peer, problem) => {
  expect(from(peer())).toEqual([`[shop/cart] ${problem}`]);
});

test('an ingress controller that the platform does not name cannot be let in', () => {
  expect(from(Remote.ingressController(), { ingressControllers: [] })).toEqual([
    "[shop/cart] the platform's ingressControllers must say who calls, got none",
  ]);
});

test('a monitoring that the platform does not name cannot be let in', () => {
  expect(from(Remote.monitoring(), { monitoring: [] })).toEqual(["[shop/cart] the platform's monitoring must say who calls, got none"]);
});

test('ports of a remote are said once', () => {
  expect(to(Remote.cidr('203.0.113.0/24', HTTPS), HTTPS)).toEqual([
    '[shop/cart] the ports of 203.0.113.0/24 belong into Remote, got them twice',
  ]);
});

test.each(['*.example.com', 'example', 'WWW.example.com', 'www.example.com.', 'https://www.example.com', '203.0.113.7'])(
  'the host name %s is refused, even with Cilium',
  (name) => {
    expect(to(Remote.host(name, HTTPS), undefined, { cni: 'cilium' })).toEqual([
      `[shop/cart] Remote.host must be a fully qualified lower-case name without wildcards, got '${name}'`,
    ]);
  },
);

test('a block of cdk8s-plus that is everybody is refused', () => {
  const problems = refused(({ shop, cart }) => cart.connections.allowTo(NetworkPolicyIpBlock.anyIpv4(shop, 'any'), { ports: HTTPS }));
  expect(problems).toEqual([
    '[shop/cart] the block 0.0.0.0/0 is everybody: use Remote.internet({ tcp: [443] }), which leaves out private ranges',
  ]);
});

test('a block of cdk8s-plus needs its ports by number', () => {
  const problems = refused(({ shop, cart }) => cart.connections.allowTo(NetworkPolicyIpBlock.ipv4(shop, 'office', '203.0.113.0/24')));
  expect(problems).toEqual(['[shop/cart] the connection to office must give ports by number, such as ports: { tcp: [8080] }']);
});

test('a call names all that is wrong at once', () => {
  expect(to(Remote.host('*', {}))).toEqual([
    "[shop/cart] Remote.host must be a fully qualified lower-case name without wildcards, got '*'",
    "[shop/cart] Remote.host('*') must name at least one port, such as { tcp: [443] }: no ports are no traffic",
    "[shop/cart] Remote.host('*') needs the platform's cni to be 'cilium', got 'standard': a NetworkPolicy knows no names, use Remote.cidr or Remote.internet",
  ]);
});
