import { ApiObject, Chart } from 'cdk8s';
import * as plus from 'cdk8s-plus-27';
import type { Construct } from 'constructs';
import { type Peer, SecureApp, type TenantNamespace } from '../../constructs';
import { CART, confined, IMAGE, inNamespace, refusal, securityContext, written } from './written';

/** The pods of a workload of cdk8s-plus, which it knows by a label of its own. */
const addressOf = (object: { readonly spec: { readonly selector: object } }) => object.spec.selector;

const CONTAINER = { image: IMAGE, portNumber: 7000, securityContext };

describe('a workload of cdk8s-plus in the same tenant', () => {
  test('that an app calls has both ends written, for its port', () => {
    const { find } = written((shop, cart) => {
      const worker = confined(new plus.Deployment(shop, 'worker', { containers: [CONTAINER] }));
      cart.connections.allowTo(worker, { reason: 'hands over orders' });
    });
    const worker = addressOf(find('Deployment', 'shop-worker') as never);
    const ports = [{ port: 7000, protocol: 'TCP' }];
    expect(find('NetworkPolicy', 'cart').spec).toEqual({
      podSelector: CART,
      policyTypes: ['Ingress', 'Egress'],
      egress: [{ to: [{ podSelector: worker }], ports }],
    });
    const policy = find('NetworkPolicy', 'shop-worker');
    expect(policy.spec).toEqual({
      podSelector: worker,
      policyTypes: ['Ingress', 'Egress'],
      ingress: [{ from: [{ podSelector: CART }], ports }],
    });
    expect(policy.metadata.annotations).toEqual({ 'palisade.dev/allows': 'from cart 7000/TCP: hands over orders' });
  });

  test('that calls an app has both ends written, for the port of the app', () => {
    const { find } = written((shop, cart) => {
      cart.connections.allowFrom(confined(new plus.Deployment(shop, 'worker', { containers: [CONTAINER] })));
    });
    const worker = addressOf(find('Deployment', 'shop-worker') as never);
    const ports = [{ port: 8080, protocol: 'TCP' }];
    expect(find('NetworkPolicy', 'cart').spec.ingress).toEqual([{ from: [{ podSelector: worker }], ports }]);
    expect(find('NetworkPolicy', 'shop-worker').spec).toEqual({
      podSelector: worker,
      policyTypes: ['Ingress', 'Egress'],
      egress: [{ to: [{ podSelector: CART }], ports }],
    });
  });

  test('that names its namespace itself is no other', () => {
    const { find } = written((shop, cart) => {
      const worker = confined(new plus.Deployment(shop, 'worker', { metadata: { namespace: 'shop' }, containers: [CONTAINER] }));
      cart.connections.allowTo(worker);
    });
    const ports = [{ port: 7000, protocol: 'TCP' }];
    expect(find('NetworkPolicy', 'shop-worker').spec.ingress).toEqual([{ from: [{ podSelector: CART }], ports }]);
  });

  test('that is connected twice has one policy with both', () => {
    const { find } = written((shop, cart) => {
      const redis = new SecureApp(shop, 'redis', { image: IMAGE, ports: { redis: 6379 } });
      const worker = confined(new plus.Deployment(shop, 'worker', { containers: [CONTAINER] }));
      cart.connections.allowTo(worker);
      redis.connections.allowFrom(worker);
    });
    const { spec } = find('NetworkPolicy', 'shop-worker');
    expect(spec.ingress).toEqual([{ from: [{ podSelector: CART }], ports: [{ port: 7000, protocol: 'TCP' }] }]);
    expect(spec.egress).toEqual([
      {
        to: [{ podSelector: { matchLabels: { 'app.kubernetes.io/instance': 'redis' } } }],
        ports: [{ port: 6379, protocol: 'TCP' }],
      },
    ]);
  });

  const { UDP, SCTP, TCP } = plus.Protocol;
  test.each([
    ['a UDP port stays UDP', { ports: [{ number: 5353, name: 'mdns', protocol: UDP }] }, [{ port: 5353, protocol: 'UDP' }]],
    ['an SCTP port stays SCTP', { ports: [{ number: 3868, protocol: SCTP }] }, [{ port: 3868, protocol: 'SCTP' }]],
    ['a port that says TCP', { ports: [{ number: 7000, protocol: TCP }] }, [{ port: 7000, protocol: 'TCP' }]],
    ['a port that says no protocol is TCP', { ports: [{ number: 7000 }] }, [{ port: 7000, protocol: 'TCP' }]],
    [
      'several ports are all opened',
      {
        ports: [
          { number: 53, name: 'dns', protocol: UDP },
          { number: 53, name: 'dns-tcp' },
          { number: 9153, name: 'metrics' },
        ],
      },
      [
        { port: 53, protocol: 'TCP' },
        { port: 9153, protocol: 'TCP' },
        { port: 53, protocol: 'UDP' },
      ],
    ],
  ])('%s', (_, container, ports) => {
    const { find } = written((shop, cart) => {
      cart.connections.allowTo(
        confined(new plus.Deployment(shop, 'worker', { containers: [{ image: IMAGE, securityContext, ...container }] })),
      );
    });
    expect(find('NetworkPolicy', 'cart').spec.egress[0].ports).toEqual(ports);
    expect(find('NetworkPolicy', 'shop-worker').spec.ingress[0].ports).toEqual(ports);
  });

  test('a port by name is the only one that is opened', () => {
    const { find } = written((shop, cart) => {
      const ports = [
        { number: 7000, name: 'http' },
        { number: 9000, name: 'metrics' },
      ];
      cart.connections.allowTo(confined(new plus.Deployment(shop, 'worker', { containers: [{ image: IMAGE, securityContext, ports }] })), {
        ports: ['metrics'],
      });
    });
    expect(find('NetworkPolicy', 'shop-worker').spec.ingress[0].ports).toEqual([{ port: 9000, protocol: 'TCP' }]);
  });

  type Workload = (shop: Construct) => plus.AbstractPod;
  test.each<[string, Workload]>([
    ['Pod', (shop) => new plus.Pod(shop, 'worker', { containers: [CONTAINER] })],
    ['DaemonSet', (shop) => new plus.DaemonSet(shop, 'worker', { containers: [CONTAINER] })],
    ['Job', (shop) => new plus.Job(shop, 'worker', { containers: [CONTAINER] })],
    [
      'StatefulSet',
      (shop) =>
        new plus.StatefulSet(shop, 'worker', {
          containers: [CONTAINER],
          service: new plus.Service(shop, 'workers', { ports: [{ port: 7000 }] }),
        }),
    ],
  ])('a %s has both ends written too', (_, workload) => {
    const { find } = written((shop, cart) => cart.connections.allowTo(confined(workload(shop))));
    const { spec } = find('NetworkPolicy', 'shop-worker');
    expect(spec.podSelector.matchLabels).toEqual({ 'cdk8s.io/metadata.addr': expect.any(String) });
    expect(spec.ingress).toEqual([{ from: [{ podSelector: CART }], ports: [{ port: 7000, protocol: 'TCP' }] }]);
    expect(find('NetworkPolicy', 'cart').spec.egress).toEqual([
      { to: [{ podSelector: spec.podSelector }], ports: [{ port: 7000, protocol: 'TCP' }] },
    ]);
  });

  test('without ports is refused, with the repair', () => {
    const define = (shop: TenantNamespace, cart: SecureApp, ports?: { tcp: number[] }) =>
      cart.connections.allowTo(confined(new plus.Deployment(shop, 'worker', { containers: [{ image: IMAGE, securityContext }] })), {
        ports,
      });
    expect(refusal((shop, cart) => define(shop, cart))).toBe(
      '[shop/cart] shop-worker declares no ports, so there is nothing to call; say ports: { tcp: [8080] }',
    );
    const { find } = written((shop, cart) => define(shop, cart, { tcp: [8080] }));
    expect(find('NetworkPolicy', 'shop-worker').spec.ingress[0].ports).toEqual([{ port: 8080, protocol: 'TCP' }]);
  });

  test('that calls an app without ports is refused', () => {
    expect(
      refusal((shop, cart) => cart.connections.allowFrom(confined(new plus.Deployment(shop, 'worker', { containers: [CONTAINER] }))), {
        ports: {},
      }),
    ).toBe('[shop/cart] cart declares no ports, so there is nothing to call; say ports: { tcp: [8080] }');
  });
});

describe('a workload of cdk8s-plus elsewhere', () => {
  /** A workload with a policy of its own, in a namespace that is nobody's tenant. */
  const elsewhere = (shop: Construct, cart: SecureApp) => {
    const chart = new Chart(shop.node.root as Chart, 'legacy', { namespace: 'kube-public', disableResourceNameHashes: true });
    const worker = confined(new plus.Deployment(chart, 'worker', { containers: [CONTAINER] }));
    new plus.NetworkPolicy(chart, 'walls', {
      selector: worker,
      ingress: { rules: [{ peer: cart, ports: [plus.NetworkPolicyPort.tcp(7000)] }] },
      egress: { default: plus.NetworkPolicyTrafficDefault.DENY },
    });
    return worker;
  };

  test('is a peer by its namespace, on the ports that are given', () => {
    const { find } = written((shop, cart) => cart.connections.allowTo(elsewhere(shop, cart), { ports: { tcp: [7000] } }));
    const worker = addressOf(find('Deployment', 'legacy-worker', 'kube-public') as never);
    expect(find('NetworkPolicy', 'cart').spec.egress).toEqual([
      { to: [{ namespaceSelector: inNamespace('kube-public'), podSelector: worker }], ports: [{ port: 7000, protocol: 'TCP' }] },
    ]);
  });
});

const HTTPS = { ports: { tcp: [443] } };

describe('other peers of cdk8s-plus', () => {
  test.each<[string, (shop: Construct) => Peer, object]>([
    [
      'an IPv4 block',
      (shop) => plus.NetworkPolicyIpBlock.ipv4(shop, 'partner', '203.0.113.0/24', ['203.0.113.7/32']),
      { ipBlock: { cidr: '203.0.113.0/24', except: ['203.0.113.7/32'] } },
    ],
    ['an IPv6 block', (shop) => plus.NetworkPolicyIpBlock.ipv6(shop, 'partner', '2001:4860::/32'), { ipBlock: { cidr: '2001:4860::/32' } }],
    [
      'namespaces by name',
      (shop) => plus.Namespaces.select(shop, 'vaults', { names: ['vault'] }),
      { namespaceSelector: inNamespace('vault'), podSelector: {} },
    ],
    [
      'pods by label in a namespace by name',
      (shop) =>
        plus.Pods.select(shop, 'vault-pods', {
          labels: { app: 'vault' },
          namespaces: plus.Namespaces.select(shop, 'vaults', { names: ['vault'] }),
        }),
      { namespaceSelector: inNamespace('vault'), podSelector: { matchLabels: { app: 'vault' } } },
    ],
    [
      'a namespace by name that must have a label too',
      (shop) => plus.Namespaces.select(shop, 'vaults', { names: ['vault'], labels: { stage: 'prod' } }),
      {
        namespaceSelector: { matchLabels: { stage: 'prod', 'kubernetes.io/metadata.name': 'vault' } },
        podSelector: {},
      },
    ],
    [
      'namespaces by label',
      (shop) => plus.Namespaces.select(shop, 'vaults', { labels: { team: 'security' } }),
      { namespaceSelector: { matchLabels: { team: 'security' } }, podSelector: {} },
    ],
    [
      'pods of the own namespace',
      (shop) => plus.Pods.select(shop, 'old', { labels: { app: 'old' } }),
      { podSelector: { matchLabels: { app: 'old' } } },
    ],
  ])('%s can be called and can call', (_, peer, expected) => {
    const { find } = written((shop, cart) => {
      const other = peer(shop);
      cart.connections.allowTo(other, HTTPS);
      cart.connections.allowFrom(other);
    });
    const { spec } = find('NetworkPolicy', 'cart');
    expect(withoutEmpty(spec.egress)).toEqual([{ to: [expected], ports: [{ port: 443, protocol: 'TCP' }] }]);
    expect(withoutEmpty(spec.ingress)).toEqual([{ from: [expected], ports: [{ port: 8080, protocol: 'TCP' }] }]);
  });

  test('a Namespace is a peer with all its pods', () => {
    const { find } = written((shop, cart) => {
      const chart = new Chart(shop.node.root as Chart, 'legacy', { disableResourceNameHashes: true });
      const labels = { 'palisade.dev/tenant': 'vault', 'pod-security.kubernetes.io/enforce': 'restricted' };
      const vault = new plus.Namespace(chart, 'vault', { metadata: { labels } });
      new ApiObject(chart, 'walls', {
        apiVersion: 'networking.k8s.io/v1',
        kind: 'NetworkPolicy',
        metadata: { name: 'default-deny', namespace: vault.name },
        spec: { podSelector: {}, policyTypes: ['Ingress', 'Egress'] },
      });
      cart.connections.allowTo(vault, HTTPS);
    });
    expect(withoutEmpty(find('NetworkPolicy', 'cart').spec.egress)).toEqual([
      { to: [{ namespaceSelector: inNamespace('legacy-vault'), podSelector: {} }], ports: [{ port: 443, protocol: 'TCP' }] },
    ]);
  });

  test('need their ports by number, as they declare none', () => {
    const block = (shop: Construct) => plus.NetworkPolicyIpBlock.ipv4(shop, 'partner', '203.0.113.0/24');
    const expected = '[shop/cart] the connection to partner must give ports by number, such as ports: { tcp: [8080] }';
    expect(refusal((shop, cart) => cart.connections.allowTo(block(shop)))).toBe(expected);
    expect(refusal((shop, cart) => cart.connections.allowTo(block(shop), { ports: ['https'] }))).toBe(expected);
  });

  const everybody = (cidr: string) =>
    `[shop/cart] the block ${cidr} is everybody: use Remote.internet({ tcp: [443] }), which leaves out private ranges`;
  const NAME_THEM = '[shop/cart] the peer selects every namespace, those of strangers included: name them';

  test.each<[string, (shop: Construct) => Peer, string]>([
    ['every IPv4 address', (shop) => plus.NetworkPolicyIpBlock.anyIpv4(shop, 'any'), everybody('0.0.0.0/0')],
    ['every IPv6 address', (shop) => plus.NetworkPolicyIpBlock.anyIpv6(shop, 'any'), everybody('::/0')],
    ['every namespace', (shop) => plus.Namespaces.all(shop, 'all'), NAME_THEM],
    [
      'the pods of every namespace',
      (shop) => plus.Pods.select(shop, 'web', { labels: { app: 'web' }, namespaces: plus.Namespaces.all(shop, 'all') }),
      NAME_THEM,
    ],
  ])('%s can neither be called nor call', (_, peer, message) => {
    expect(refusal((shop, cart) => cart.connections.allowTo(peer(shop), HTTPS))).toBe(message);
    expect(refusal((shop, cart) => cart.connections.allowFrom(peer(shop)))).toBe(message);
  });

  // As for Remote.cidr.
  test.each([
    ['the metadata address', '169.254.169.254/32', /metadata address 169\.254\.169\.254\/32, which hands out credentials/],
    ['the range of pods', '10.244.0.0/16', /lies in the cluster's own range 10\.244\.0\.0\/16/],
    ['a block with host bits', '203.0.113.7/24', /'203\.0\.113\.7\/24' has host bits set .* did you mean '203\.0\.113\.0\/24'\?/],
  ])('a block that is %s is refused', (_, cidr, message) => {
    expect(refusal((shop, cart) => cart.connections.allowTo(plus.NetworkPolicyIpBlock.ipv4(shop, 'block', cidr), HTTPS))).toMatch(message);
  });

  test('a block that holds metadata addresses is opened without them', () => {
    const { find } = written((shop, cart) =>
      cart.connections.allowTo(plus.NetworkPolicyIpBlock.ipv4(shop, 'block', '169.254.0.0/16', ['169.254.1.0/24']), HTTPS),
    );
    const { cidr, except } = find('NetworkPolicy', 'cart').spec.egress[0].to[0].ipBlock;
    expect(cidr).toBe('169.254.0.0/16');
    expect([...except].sort()).toEqual(['169.254.1.0/24', '169.254.169.254/32', '169.254.170.2/32', '169.254.170.23/32']);
  });
});

/** cdk8s-plus writes empty fields of a selector, which mean nothing. */
function withoutEmpty(rules: unknown): unknown {
  return JSON.parse(JSON.stringify(rules, (_, value) => (Array.isArray(value) && value.length === 0 ? undefined : value)));
}
