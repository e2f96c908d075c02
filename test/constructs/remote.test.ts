import { type PlatformProps, type PodsAt, Remote, type SecureApp } from '../../constructs';
import { at, cart, objectOf, synthesize, type Written } from './harness';

const HTTPS = { tcp: [443] };
const TO_HTTPS = [{ port: 443, protocol: 'TCP' }];

const written = (connect: (app: SecureApp) => void, props: PlatformProps = {}) =>
  synthesize((platform) => connect(cart(platform, { ports: { http: 8080, metrics: 9090 } })), props);
const to = (remote: Remote, props: PlatformProps = {}) => written((app) => app.connections.allowTo(remote), props);
const egress = (objects: readonly Written[]) => at(objectOf(objects, 'NetworkPolicy', 'cart'), 'spec egress');
const ingress = (objects: readonly Written[]) => at(objectOf(objects, 'NetworkPolicy', 'cart'), 'spec ingress');
const cilium = (objects: readonly Written[]) => objects.filter(({ kind }) => kind === 'CiliumNetworkPolicy');

test.each<[string, string, object]>([
  ['an IPv4 block', '203.0.113.0/24', { cidr: '203.0.113.0/24' }],
  ['an IPv6 block', '2001:db8::/32', { cidr: '2001:db8::/32' }],
  [
    'a block around metadata addresses',
    '169.254.0.0/16',
    { cidr: '169.254.0.0/16', except: ['169.254.169.254/32', '169.254.170.2/32', '169.254.170.23/32'] },
  ],
  [
    'an IPv6 block around metadata addresses',
    'fd00:ec2::/32',
    { cidr: 'fd00:ec2::/32', except: ['fd00:ec2::23/128', 'fd00:ec2::254/128'] },
  ],
])('%s is reached on its ports', (_, cidr, ipBlock) => {
  expect(egress(to(Remote.cidr(cidr, HTTPS)))).toEqual([{ to: [{ ipBlock }], ports: TO_HTTPS }]);
});

test('a block is let in on the ports of the app', () => {
  const objects = written((app) => app.connections.allowFrom(Remote.cidr('203.0.113.0/24'), { ports: ['http'] }));
  expect(ingress(objects)).toEqual([{ from: [{ ipBlock: { cidr: '203.0.113.0/24' } }], ports: [{ port: 8080, protocol: 'TCP' }] }]);
  expect(egress(objects)).toBeUndefined();
});

test('the internet is every public address, IPv4 and IPv6, without private ranges, the cluster and metadata', () => {
  expect(egress(to(Remote.internet(HTTPS)))).toEqual([
    {
      to: [
        {
          ipBlock: {
            cidr: '0.0.0.0/0',
            except: [
              '0.0.0.0/8',
              '10.0.0.0/8',
              '100.64.0.0/10',
              '127.0.0.0/8',
              '168.63.129.16/32',
              '169.254.0.0/16',
              '172.16.0.0/12',
              '192.0.0.0/24',
              '192.168.0.0/16',
              '198.18.0.0/15',
              '224.0.0.0/4',
              '240.0.0.0/4',
            ],
          },
        },
        { ipBlock: { cidr: '2000::/3', except: ['2002::/16'] } },
      ],
      ports: TO_HTTPS,
    },
  ]);
});

test("the cluster's public ranges are no part of the internet", () => {
  const objects = to(Remote.internet(HTTPS), {
    podCidrs: ['25.0.0.0/16', '2600:1f00::/56'],
    serviceCidrs: ['26.0.0.0/20'],
    nodeCidrs: ['27.0.0.0/24', '2600:1f00:0:100::/64'],
    apiServer: { cidrs: ['28.0.0.1/32'] },
    metadataAddresses: ['29.0.0.1', '2600::1'],
  });
  const blocks = at(egress(objects), '0 to') as { ipBlock: { except: readonly string[] } }[];
  expect(blocks[0]?.ipBlock.except).toEqual(
    expect.arrayContaining(['25.0.0.0/16', '26.0.0.0/20', '27.0.0.0/24', '28.0.0.1/32', '29.0.0.1/32']),
  );
  expect(blocks[1]?.ipBlock.except).toEqual(['2002::/16', '2600::1/128', '2600:1f00::/56', '2600:1f00:0:100::/64']);
});

test('no carve-out lies inside another, or outside its block', () => {
  const objects = to(Remote.internet(HTTPS), { podCidrs: ['10.244.0.0/16', '10.244.0.0/16', 'fd00::/64'], nodeCidrs: ['192.168.1.0/24'] });
  const excluded = (at(egress(objects), '0 to') as { ipBlock: { except: readonly string[] } }[]).flatMap(({ ipBlock }) => ipBlock.except);
  expect(new Set(excluded).size).toBe(excluded.length);
  for (const inner of ['10.244.0.0/16', '192.168.1.0/24', 'fd00::/64']) expect(excluded).not.toContain(inner);
});

test('the API server is its Service address and its endpoints, each on its own port', () => {
  const objects = to(Remote.apiServer(), {
    serviceCidrs: ['10.96.0.0/12', 'fd00:10:96::/112'],
    apiServer: { cidrs: ['192.0.2.2/32', '192.0.2.1/32', '2001:db8::1/128'], port: 6443 },
  });
  expect(egress(objects)).toEqual([
    { to: [{ ipBlock: { cidr: '10.96.0.1/32' } }, { ipBlock: { cidr: 'fd00:10:96::1/128' } }], ports: TO_HTTPS },
    {
      to: [{ ipBlock: { cidr: '192.0.2.1/32' } }, { ipBlock: { cidr: '192.0.2.2/32' } }, { ipBlock: { cidr: '2001:db8::1/128' } }],
      ports: [{ port: 6443, protocol: 'TCP' }],
    },
  ]);
  expect(cilium(objects)).toEqual([]);
});

test('the API server is where the platform says', () => {
  const objects = to(Remote.apiServer(), { apiServer: { cidrs: ['192.0.2.1/32'], port: 443, serviceAddresses: ['172.20.0.1'] } });
  expect(egress(objects)).toEqual([
    { to: [{ ipBlock: { cidr: '172.20.0.1/32' } }, { ipBlock: { cidr: '192.0.2.1/32' } }], ports: TO_HTTPS },
  ]);
});

test('nodes are called, and call, by their addresses', () => {
  const props = { nodeCidrs: ['192.168.0.0/24', 'fd01::/64'] };
  const nodes = [{ ipBlock: { cidr: '192.168.0.0/24' } }, { ipBlock: { cidr: 'fd01::/64' } }];
  expect(egress(to(Remote.nodes({ tcp: [10_250] }), props))).toEqual([{ to: nodes, ports: [{ port: 10_250, protocol: 'TCP' }] }]);
  expect(ingress(written((app) => app.connections.allowFrom(Remote.nodes(), { ports: ['http'] }), props))).toEqual([
    { from: nodes, ports: [{ port: 8080, protocol: 'TCP' }] },
  ]);
});

test('pods of others are known by namespace and labels', () => {
  const vault = { namespace: 'vault', podLabels: { 'app.kubernetes.io/name': 'vault' } };
  expect(egress(to(Remote.pods(vault, { tcp: [8200], udp: [8201] })))).toEqual([
    {
      to: [
        {
          namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'vault' } },
          podSelector: { matchLabels: { 'app.kubernetes.io/name': 'vault' } },
        },
      ],
      ports: [
        { port: 8200, protocol: 'TCP' },
        { port: 8201, protocol: 'UDP' },
      ],
    },
  ]);
});

test.each([
  ['the ingress controller', Remote.ingressController(), 'ingress-nginx', 'ingress-nginx'],
  ['monitoring', Remote.monitoring(), 'monitoring', 'prometheus'],
] as const)('%s is let in by namespace and labels, on the ports that are named', (_, remote, namespace, name) => {
  expect(ingress(written((app) => app.connections.allowFrom(remote, { ports: ['metrics'] })))).toEqual([
    {
      from: [
        {
          namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': namespace } },
          podSelector: { matchLabels: { 'app.kubernetes.io/name': name } },
        },
      ],
      ports: [{ port: 9090, protocol: 'TCP' }],
    },
  ]);
});

test('callers are those that the platform names', () => {
  const ingressControllers: readonly PodsAt[] = [
    { namespace: 'edge', podLabels: { app: 'traefik' } },
    { namespace: 'edge-v6', podLabels: {} },
  ];
  const objects = written((app) => app.connections.allowFrom(Remote.ingressController(), { ports: ['http'] }), { ingressControllers });
  expect(at(ingress(objects), '0 from')).toEqual([
    { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'edge' } }, podSelector: { matchLabels: { app: 'traefik' } } },
    { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'edge-v6' } }, podSelector: { matchLabels: {} } },
  ]);
});

const CILIUM = {
  apiVersion: 'cilium.io/v2',
  kind: 'CiliumNetworkPolicy',
  metadata: expect.objectContaining({ name: 'cart', namespace: 'shop' }),
};
const about = (egressRules: readonly object[]) => [
  {
    ...CILIUM,
    spec: {
      description: 'What cart may reach beyond its NetworkPolicy.',
      endpointSelector: { matchLabels: { 'app.kubernetes.io/instance': 'cart' } },
      egress: egressRules,
    },
  },
];

test('to Cilium the API server is an entity, beside its addresses', () => {
  const objects = to(Remote.apiServer(), { cni: 'cilium', apiServer: { cidrs: ['192.0.2.1/32'] } });
  expect(egress(objects)).toHaveLength(2);
  expect(cilium(objects)).toEqual(
    about([
      {
        toEntities: ['kube-apiserver'],
        toPorts: [
          {
            ports: [
              { port: '443', protocol: 'TCP' },
              { port: '6443', protocol: 'TCP' },
            ],
          },
        ],
      },
    ]),
  );
});

test('to Cilium nodes are entities', () => {
  expect(cilium(to(Remote.nodes({ tcp: [10_250] }), { cni: 'cilium' }))).toEqual(
    about([{ toEntities: ['host', 'remote-node'], toPorts: [{ ports: [{ port: '10250', protocol: 'TCP' }] }] }]),
  );
});

test('Cilium reaches a host by its name, and sees the DNS answers that tell its addresses', () => {
  const objects = to(Remote.host('www.googleapis.com', HTTPS), { cni: 'cilium' });
  expect(cilium(objects)).toEqual(
    about([
      {
        toEndpoints: [{ matchLabels: { 'k8s:io.kubernetes.pod.namespace': 'kube-system', 'k8s:k8s-app': 'kube-dns' } }],
        toPorts: [{ ports: [{ port: '53', protocol: 'ANY' }], rules: { dns: [{ matchPattern: '*' }] } }],
      },
      { toFQDNs: [{ matchName: 'www.googleapis.com' }], toPorts: [{ ports: [{ port: '443', protocol: 'TCP' }] }] },
    ]),
  );
  expect(egress(objects)).toBeUndefined();
});

test('all that Cilium has to know of an app is one policy', () => {
  const objects = written(
    (app) => {
      app.connections.allowTo(Remote.host('a.example.com', HTTPS));
      app.connections.allowTo(Remote.host('b.example.com', HTTPS));
      app.connections.allowTo(Remote.nodes({ tcp: [10_250] }));
    },
    { cni: 'cilium' },
  );
  expect(cilium(objects)).toHaveLength(1);
  expect((at(cilium(objects)[0], 'spec egress') as object[]).length).toBe(4);
});

test.each<[string, Remote]>([
  ['a block', Remote.cidr('203.0.113.0/24', HTTPS)],
  ['the internet', Remote.internet(HTTPS)],
  ['pods elsewhere', Remote.pods({ namespace: 'vault', podLabels: {} }, HTTPS)],
])('Cilium needs no policy of its own for %s', (_, remote) => {
  expect(cilium(to(remote, { cni: 'cilium' }))).toEqual([]);
});
