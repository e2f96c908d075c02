import fc from 'fast-check';
import '../../seed';
import type { KubernetesObject, Manifest } from '../../../analysis/manifest';
import { blockOf } from '../../../analysis/network/blocks';
import { portSetText } from '../../../analysis/network/port-sets';
import type { Endpoint } from '../../../analysis/reachability/endpoints';
import type { ClusterFacts } from '../../../analysis/reachability/peers';
import { type Network, networkOf } from '../../../analysis/reachability/reachability';
import type { Port } from '../../../analysis/reachability/verdict';
import { policySets } from '../../oracles/network-sets';

type Fields = Readonly<Record<string, unknown>>;

const manifestsOf = (objects: readonly unknown[]): Manifest[] =>
  objects.map((object, index) => ({ object: object as KubernetesObject, source: `${index}` }));
const namespace = (name: string, labels: Fields = {}) => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels } });
const pod = (place: string, labels: Fields, spec: Fields = {}) => {
  const [space, name] = place.split('/');
  const containers = [{ name: 'c', ports: [{ name: 'http', containerPort: 8080 }] }];
  return { apiVersion: 'v1', kind: 'Pod', metadata: { name, namespace: space, labels }, spec: { containers, ...spec } };
};
const policy = (space: string, spec: unknown) => ({
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  metadata: { name: 'policy', namespace: space },
  spec,
});
const cilium = (spec: unknown) => ({
  apiVersion: 'cilium.io/v2',
  kind: 'CiliumNetworkPolicy',
  metadata: { name: 'c', namespace: 'x' },
  spec,
});
const admin = (kind: string, spec: unknown, version = 'v1alpha1') => ({
  apiVersion: `policy.networking.k8s.io/${version}`,
  kind,
  metadata: { name: 'a' },
  spec,
});

/** Two tenants with pods that wear the same labels. */
const CLUSTER = [
  namespace('x', { team: 'red' }),
  namespace('y', { team: 'blue' }),
  pod('x/a', { app: 'a' }),
  pod('x/b', { app: 'b', tier: 'db' }),
  pod('y/a', { app: 'a' }),
  pod('y/b', { app: 'b', tier: 'db' }),
];
const PAIRS = ['x/a', 'x/b', 'y/a', 'y/b'].flatMap((from, _index, all) => all.flatMap((to) => (from === to ? [] : [`${from} ${to}`])));
const HTTP: Port = { number: 8080, protocol: 'TCP' };

const network = (objects: readonly unknown[], facts?: ClusterFacts) => networkOf(manifestsOf([...CLUSTER, ...objects]), facts);
const endpoint = (net: Network, name: string): Endpoint => {
  const block = blockOf(name);
  if (block !== undefined) return { kind: 'addresses', name, blocks: [block] };
  const found = net.endpoints.find((each) =>
    name.endsWith('/?') ? each.kind === 'stranger' && `${each.namespace}/?` === name : each.name === name,
  );
  if (found === undefined) throw new Error(`no ${name}`);
  return found;
};
const ask = (net: Network, question: string, port?: Port) => {
  const [from = '', to = ''] = question.split(' ');
  return net.ask(endpoint(net, from), endpoint(net, to), port);
};
/** The pairs whose verdict is another than `allow`. */
const closed = (objects: readonly unknown[], port = HTTP) => {
  const net = network(objects);
  return PAIRS.filter((pair) => ask(net, pair, port).verdict === 'deny');
};
const TO_X_A = ['x/b x/a', 'y/a x/a', 'y/b x/a'];
const TO_X = ['x/a x/b', 'x/b x/a', 'y/a x/a', 'y/a x/b', 'y/b x/a', 'y/b x/b'];
const sorted = (pairs: readonly string[]) => [...pairs].sort();

describe('three mistakes that are easy to make', () => {
  test('a peer of pods alone is not about equal labels in another namespace', () => {
    const found = closed([
      policy('x', { podSelector: { matchLabels: { app: 'a' } }, ingress: [{ from: [{ podSelector: { matchLabels: { app: 'b' } } }] }] }),
    ]);
    expect(found).toEqual(['y/a x/a', 'y/b x/a']);
  });

  test('a policy with nothing but rules of egress closes ingress, too', () => {
    expect(closed([policy('x', { podSelector: { matchLabels: { app: 'a' } }, egress: [{}] })])).toEqual(TO_X_A);
  });

  test('NotIn is about pods without the key', () => {
    const selector = { matchExpressions: [{ key: 'tier', operator: 'NotIn', values: ['db'] }] };
    expect(closed([policy('x', { podSelector: selector })])).toEqual(TO_X_A);
    expect(closed([policy('x', { podSelector: {}, ingress: [{ from: [{ podSelector: selector, namespaceSelector: {} }] }] })])).toEqual([
      'x/b x/a',
      'y/b x/a',
      'y/b x/b',
    ]);
  });
});

describe('open but for', () => {
  test.each<[what: string, policies: readonly unknown[], closed: readonly string[]]>([
    ['nothing, without policies', [], []],
    ['what an empty selector selects', [policy('x', { podSelector: {} })], TO_X],
    ['what no selector selects', [policy('x', {})], TO_X],
    ['nothing, by a policy that selects nobody', [policy('x', { podSelector: { matchLabels: { app: 'z' } } })], []],
    ['ingress, by an empty list of egress without types', [policy('x', { egress: [] })], TO_X],
    ['nothing, by a rule for everybody', [policy('x', { ingress: [{}] })], []],
    ['everybody, by an empty list of rules', [policy('x', { ingress: [] })], TO_X],
    ['everybody, by rules of a type that is not listed', [policy('x', { policyTypes: ['Ingress'], egress: [{}] })], TO_X],
    [
      'what one of two policies allows',
      [policy('x', {}), policy('x', { ingress: [{ from: [{ podSelector: {} }] }] })],
      TO_X.filter((pair) => pair.startsWith('y')),
    ],
    [
      'pods by both selectors in one peer',
      [
        policy('x', {
          ingress: [{ from: [{ namespaceSelector: { matchLabels: { team: 'blue' } }, podSelector: { matchLabels: { app: 'a' } } }] }],
        }),
      ],
      ['x/a x/b', 'x/b x/a', 'y/b x/a', 'y/b x/b'],
    ],
    [
      'pods by either selector in two peers',
      [
        policy('x', {
          ingress: [{ from: [{ namespaceSelector: { matchLabels: { team: 'blue' } } }, { podSelector: { matchLabels: { app: 'a' } } }] }],
        }),
      ],
      ['x/b x/a'],
    ],
    [
      'egress at the source as well',
      [policy('x', { policyTypes: ['Egress'], egress: [{ to: [{ podSelector: {} }] }] })],
      ['x/a y/a', 'x/a y/b', 'x/b y/a', 'x/b y/b'],
    ],
    [
      'pods of the name of a namespace',
      [policy('x', { ingress: [{ from: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'y' } } }] }] })],
      ['x/a x/b', 'x/b x/a'],
    ],
  ])('%s', (_what, policies, expected) => {
    expect(sorted(closed(policies))).toEqual(sorted(expected));
  });
});

describe('ports', () => {
  const through = (ports: unknown, labels: Fields = { app: 'a' }) =>
    portSetText(ask(network([policy('x', { podSelector: { matchLabels: labels }, ingress: [{ ports }] })]), 'y/a x/a').allowed);

  test.each<[what: string, ports: unknown, open: string]>([
    ['all, without a list', undefined, 'all ports'],
    ['all, by an empty list', [], 'all ports'],
    ['TCP by itself', [{ port: 80 }], '80/TCP'],
    ['UDP', [{ port: 53, protocol: 'UDP' }], '53/UDP'],
    ['all of SCTP', [{ protocol: 'SCTP' }], 'all SCTP'],
    ['both ends of a range', [{ port: 80, endPort: 90 }], '80-90/TCP'],
    ['ranges that touch', [{ port: 80, endPort: 90 }, { port: 91 }], '80-91/TCP'],
    ['a name that the pod declares', [{ port: 'http' }], '8080/TCP'],
    ['no name of another protocol', [{ port: 'http', protocol: 'UDP' }], ''],
    ['no name that it does not declare', [{ port: 'https' }], ''],
    ['nothing beyond the last port', [{ port: 65535 }, { port: 70000 }], '65535/TCP'],
  ])('%s', (_what, ports, open) => {
    expect(through(ports)).toBe(open);
  });

  test('are what both sides allow', () => {
    const net = network([
      policy('x', { ingress: [{ ports: [{ port: 80, endPort: 90 }] }] }),
      policy('y', { policyTypes: ['Egress'], egress: [{ ports: [{ port: 85, endPort: 99 }] }] }),
    ]);
    expect(portSetText(ask(net, 'y/a x/a').allowed)).toBe('85-90/TCP');
  });

  test('of names are those of each destination', () => {
    const net = network([
      pod('x/c', { app: 'c' }, { containers: [{ name: 'c', ports: [{ name: 'http', containerPort: 9090 }] }] }),
      policy('y', { policyTypes: ['Egress'], egress: [{ to: [{ namespaceSelector: {} }], ports: [{ port: 'http' }] }] }),
    ]);
    expect(['y/a x/a', 'y/a x/c', 'y/a 10.0.0.1'].map((pair) => portSetText(ask(net, pair).allowed))).toEqual(['8080/TCP', '9090/TCP', '']);
  });
});

describe('addresses', () => {
  const egress = (...to: unknown[]) => [policy('x', { policyTypes: ['Egress'], egress: [{ to }] })];

  test.each<[address: string, verdict: string]>([
    ['10.0.0.1', 'allow'],
    ['10.1.0.1', 'deny'],
    ['10.2.0.1', 'allow'],
    ['11.0.0.1', 'deny'],
    ['169.254.169.254', 'deny'],
    ['fd00:ec2::254', 'deny'],
  ])('%s', (address, verdict) => {
    expect(ask(network(egress({ ipBlock: { cidr: '10.0.0.0/8', except: ['10.1.0.0/16'] } })), `x/a ${address}`).verdict).toBe(verdict);
  });

  test('left out of one block can be in another', () => {
    const net = network(egress({ ipBlock: { cidr: '10.0.0.0/8', except: ['10.1.0.0/16'] } }, { ipBlock: { cidr: '10.1.2.0/24' } }));
    expect(ask(net, 'x/a 10.1.2.3').verdict).toBe('allow');
  });

  test('of IPv4 say nothing about IPv6', () => {
    expect(ask(network(egress({ ipBlock: { cidr: '0.0.0.0/0' } })), 'x/a 2001:db8::1').verdict).toBe('deny');
  });

  test.each<[what: string, facts: ClusterFacts | undefined, verdict: string]>([
    ['may be those of pods', undefined, 'not decided'],
    ['are not, where pods have others', { podBlocks: [blockOf('10.244.0.0/16')].filter((each) => each !== undefined) }, 'deny'],
    ['are not, with Cilium', { cni: 'cilium' }, 'deny'],
    ['may be, with Calico', { cni: 'calico' }, 'not decided'],
  ])('of a block %s', (_what, facts, verdict) => {
    expect(ask(network(egress({ ipBlock: { cidr: '192.168.0.0/16' } }), facts), 'x/a y/a').verdict).toBe(verdict);
  });
});

describe('strangers', () => {
  const DENY = [policy('x', {}), policy('y', {})];

  test('get nowhere by default', () => {
    expect(ask(network(DENY), 'x/? y/a').verdict).toBe('deny');
    expect(
      network(DENY)
        .paths()
        .flatMap(({ to }) => to.map(({ name }) => name)),
    ).not.toContain('x/a');
  });

  test('choose their labels, but not their namespace', () => {
    const net = network([...DENY, policy('x', { ingress: [{ from: [{ podSelector: { matchLabels: { app: 'ghost' } } }] }] })]);
    expect(ask(net, 'x/? x/a').verdict).toBe('allow');
    expect(ask(net, 'y/? x/a').verdict).toBe('deny');
    expect(
      net
        .paths()
        .filter(({ to }) => to.some(({ name }) => name === 'x/a'))
        .map(({ from }) => from.map(({ kind }) => kind)),
    ).toEqual([['stranger']]);
  });

  test('cannot have two values of one label', () => {
    const egress = policy('x', { podSelector: { matchLabels: { app: 'ghost' } }, policyTypes: ['Egress'], egress: [{}] });
    const all = policy('x', { policyTypes: ['Ingress', 'Egress'] });
    const ingress = (app: string) =>
      policy('y', { ingress: [{ from: [{ namespaceSelector: {}, podSelector: { matchLabels: { app } } }] }] });
    expect(ask(network([all, egress, ingress('ghost')]), 'x/? y/a').verdict).toBe('allow');
    expect(ask(network([all, egress, ingress('other')]), 'x/? y/a').verdict).toBe('deny');
  });

  test('of other namespaces come in where a selector does not name known ones', () => {
    const from = (namespaceSelector: unknown) =>
      network([policy('x', { ingress: [{ from: [{ namespaceSelector }] }] })])
        .paths()
        .flatMap((path) => (path.to.some(({ name }) => name === 'x/a') ? path.from : []))
        .filter(({ kind }) => kind === 'outside')
        .map(({ name }) => name);
    expect(from({})).toEqual(['*/*']);
    expect(from({ matchExpressions: [{ key: 'team', operator: 'NotIn', values: ['blue'] }] })).toEqual(['[team notin (blue)]/*']);
    expect(from({ matchLabels: { 'kubernetes.io/metadata.name': 'y' } })).toEqual([]);
    expect(from({ matchLabels: { 'kubernetes.io/metadata.name': 'z' } })).toEqual(['z/*']);
  });

  test('of namespaces without an object may have any label', () => {
    const objects = [
      pod('z/a', { app: 'a' }),
      policy('x', { ingress: [{ from: [{ namespaceSelector: { matchLabels: { team: 'green' } } }] }] }),
    ];
    expect(ask(network(objects), 'z/a x/a').verdict).toBe('not decided');
    expect(ask(network([...objects, namespace('z', { team: 'green' })]), 'z/a x/a').verdict).toBe('allow');
    expect(ask(network([...objects, namespace('z')]), 'z/a x/a').verdict).toBe('deny');
  });
});

describe('pods on the network of their node', () => {
  const HOST = pod('x/host', { app: 'a' }, { hostNetwork: true });

  test('are beyond policies', () => {
    const net = network([HOST, policy('x', {}), policy('y', { policyTypes: ['Ingress', 'Egress'] })]);
    expect(['x/host y/a', 'y/a x/host'].map((pair) => ask(net, pair, HTTP).verdict)).toEqual(['not decided', 'not decided']);
    expect(net.assumptions().find(({ name }) => name === 'host-network')?.about).toEqual(['x/host']);
  });
});

describe('policies of Cilium', () => {
  test('deny what others allow', () => {
    const objects = [
      cilium({
        endpointSelector: { matchLabels: { app: 'a' } },
        ingress: [{ fromEntities: ['all'] }],
        ingressDeny: [{ fromEndpoints: [{ matchLabels: { app: 'b' } }] }],
      }),
    ];
    expect(closed(objects)).toEqual(['x/b x/a']);
  });

  test('know ports by protocols and without', () => {
    const objects = [
      cilium({
        endpointSelector: { matchLabels: { app: 'a' } },
        ingress: [{ fromEndpoints: [{}], toPorts: [{ ports: [{ port: '80' }, { port: '53', protocol: 'UDP' }] }] }],
      }),
    ];
    expect(portSetText(ask(network(objects), 'x/b x/a').allowed)).toBe('80/TCP, 53/UDP, 80/UDP, 80/SCTP');
    expect(ask(network(objects), 'y/a x/a').verdict).toBe('deny');
  });
});

describe('tiers', () => {
  const ALL = { namespaces: {} };
  const RED = { namespaces: { matchLabels: { team: 'red' } } };
  const rule = (action: string, peer: unknown = ALL, ports?: unknown) => ({
    action,
    from: [peer],
    ...(ports === undefined ? {} : { ports }),
  });
  const anp = (priority: number, ...ingress: unknown[]) => admin('AdminNetworkPolicy', { priority, subject: RED, ingress });
  const banp = (...ingress: unknown[]) => admin('BaselineAdminNetworkPolicy', { subject: RED, ingress });
  const tcp = (port: number, end = port) => [{ portRange: { protocol: 'TCP', start: port, end } }];

  test.each<[what: string, objects: readonly unknown[], closed: readonly string[]]>([
    ['a denial of administrators wins over policies', [anp(1, rule('Deny')), policy('x', { ingress: [{}] })], TO_X],
    ['what they allow no policy closes', [anp(1, rule('Allow')), policy('x', {})], []],
    ['what they pass is left to policies', [anp(1, rule('Pass'), rule('Deny')), policy('x', {})], TO_X],
    ['and open without', [anp(1, rule('Pass'), rule('Deny'))], []],
    ['the lower priority goes first', [anp(2, rule('Allow')), anp(1, rule('Deny'))], TO_X],
    ['the first rule goes first', [anp(1, rule('Allow', RED), rule('Deny'))], TO_X.filter((pair) => pair.startsWith('y'))],
    ['a baseline closes what no policy selects', [banp(rule('Deny'))], TO_X],
    ['a baseline says nothing where a policy selects', [banp(rule('Deny')), policy('x', { ingress: [{}] })], []],
    ['a passed port comes to the baseline', [anp(1, rule('Pass')), banp(rule('Deny'))], TO_X],
    ['ranges that overlap: a denial stays whole', [anp(1, rule('Deny', ALL, tcp(80, 8080))), anp(2, rule('Pass', ALL, tcp(53, 81)))], TO_X],
    [
      'ranges that overlap: a pass opens nothing of a baseline',
      [anp(1, rule('Pass', ALL, tcp(53, 81))), banp(rule('Deny', ALL, tcp(80, 8080)))],
      TO_X,
    ],
  ])('%s', (_what, objects, expected) => {
    expect(sorted(closed(objects))).toEqual(sorted(expected));
  });

  test('a ClusterNetworkPolicy has both', () => {
    const cluster = (tier: string, action: string) =>
      admin(
        'ClusterNetworkPolicy',
        {
          tier,
          priority: 1,
          subject: RED,
          ingress: [{ action, from: [ALL], protocols: [{ tcp: { destinationPort: { number: 8080 } } }] }],
        },
        'v1alpha2',
      );
    expect(closed([cluster('Admin', 'Deny'), policy('x', { ingress: [{}] })])).toEqual(expect.arrayContaining(TO_X));
    expect(closed([cluster('Baseline', 'Deny'), policy('x', { ingress: [{}] })])).toEqual([]);
    expect(closed([cluster('Admin', 'Accept'), policy('x', {})])).toEqual([]);
    expect(closed([cluster('Admin', 'Accept'), policy('x', {})], { number: 80, protocol: 'TCP' })).toHaveLength(TO_X.length);
  });

  test('a denial of addresses may be one of pods', () => {
    const deny = admin('AdminNetworkPolicy', {
      priority: 1,
      subject: RED,
      egress: [{ action: 'Deny', to: [{ networks: ['10.0.0.0/8'] }] }],
    });
    const net = network([deny]);
    expect(['x/a y/a', 'x/a 10.1.1.1', 'x/a 8.8.8.8'].map((pair) => ask(net, pair).verdict)).toEqual(['not decided', 'deny', 'allow']);
  });
});

describe('because', () => {
  test('names who lets through, who closes and who means others', () => {
    const net = network([
      policy('x', {}),
      policy('x', {
        podSelector: { matchLabels: { app: 'a' } },
        ingress: [{ from: [{ podSelector: {} }], ports: [{ port: 80 }] }, { ports: [{ port: 8080 }] }],
      }),
    ]);
    const [, ingress] = ask(net, 'y/a x/a', HTTP).because;
    expect(ingress?.allowedBy.map(({ policy: { manifest }, rule }) => [manifest.source, rule.pointer])).toEqual([['7', '/spec/ingress/1']]);
    expect(ingress?.isolatedBy.map(({ manifest }) => manifest.source)).toEqual(['6', '7']);
    expect(ingress?.missedBy.map(({ rule, why }) => [rule.pointer, why])).toEqual([['/spec/ingress/0', 'peer']]);
  });
});

test('Services lead to the pods that they select, and to the port that each calls so', () => {
  const service = {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 's', namespace: 'x' },
    spec: { selector: { app: 'a' }, ports: [{ port: 80, targetPort: 'http' }] },
  };
  const [found] = network([service]).services;
  expect([found?.name, found?.pods.map(({ name }) => name), found?.ports]).toEqual([
    'x/s',
    ['x/a'],
    [{ number: 80, protocol: 'TCP', target: 'http' }],
  ]);
});

describe('of any policies', () => {
  const sets = policySets.map(({ objects }) => JSON.parse(JSON.stringify(objects)) as KubernetesObject[]);
  const PORTS: readonly Port[] = [
    { number: 80, protocol: 'TCP' },
    { number: 8080, protocol: 'TCP' },
    { number: 53, protocol: 'UDP' },
  ];
  const verdicts = (objects: readonly KubernetesObject[]) => {
    const net = networkOf(manifestsOf(objects));
    const ends = net.endpoints;
    return new Map(
      ends.flatMap((from) =>
        ends.flatMap((to) => PORTS.map((port) => [`${from.name} ${to.name} ${port.number}`, net.ask(from, to, port).verdict] as const)),
      ),
    );
  };

  test('an order does not matter', () => {
    fc.assert(
      fc.property(sets, (objects) => expect([...verdicts([...objects].reverse())].sort()).toEqual([...verdicts(objects)].sort())),
      { numRuns: 40 },
    );
  });

  test('one that selects nothing changes nothing between pods', () => {
    const none = policy('x', {
      podSelector: {
        matchExpressions: [
          { key: 'a', operator: 'Exists' },
          { key: 'a', operator: 'DoesNotExist' },
        ],
      },
      ingress: [{}],
    }) as KubernetesObject;
    fc.assert(
      fc.property(sets, (objects) => expect(verdicts([...objects, none])).toEqual(verdicts(objects))),
      { numRuns: 40 },
    );
  });

  test('a rule more closes no path', () => {
    fc.assert(
      fc.property(sets, fc.nat(), (objects, nth) => {
        const policies = objects.filter(({ kind }) => kind === 'NetworkPolicy');
        const chosen = policies[nth % policies.length];
        const wider = objects.map((object) => {
          const spec = object['spec'] as { ingress?: unknown[] };
          return object === chosen
            ? { ...object, spec: { ...spec, ingress: [...(spec.ingress ?? []), { ports: [{ port: 80 }] }] } }
            : object;
        });
        const [before, after] = [verdicts(objects), verdicts(wider)];
        for (const [question, verdict] of before)
          if (verdict === 'allow') expect([question, after.get(question)]).toEqual([question, 'allow']);
      }),
      { numRuns: 40 },
    );
  });

  test('what is listed between pods is what is answered', () => {
    fc.assert(
      fc.property(sets, (objects) => {
        const net = networkOf(manifestsOf(objects));
        const listed = new Set(
          net
            .paths()
            .flatMap(({ from, to, ports, verdict }) =>
              verdict === 'allow'
                ? from.flatMap((one) => to.flatMap((other) => ports.map(([first]) => `${one.name} ${other.name} ${first % 65536}`)))
                : [],
            ),
        );
        const open = net.endpoints.flatMap((from) =>
          net.endpoints.flatMap((to) =>
            from.kind === 'pods' && to.kind === 'pods' && net.ask(from, to).verdict === 'allow' ? [`${from.name} ${to.name} `] : [],
          ),
        );
        for (const pair of open) expect([...listed].some((each) => each.startsWith(pair))).toBe(true);
      }),
      { numRuns: 40 },
    );
  });

  test('nothing makes it throw', () => {
    const odd = fc.anything();
    fc.assert(
      fc.property(odd, odd, odd, (a, b, c) => {
        const objects = [
          policy('x', a),
          policy('x', { podSelector: b, ingress: [{ from: [a], ports: [c] }], egress: c }),
          cilium(b),
          admin('AdminNetworkPolicy', c),
          pod('x/c', b as Fields, { containers: a }),
          { ...namespace('z'), metadata: { name: 'z', labels: c } },
        ];
        const net = network(objects);
        for (const { from, to } of net.paths()) for (const one of from.slice(0, 2)) for (const other of to.slice(0, 2)) net.ask(one, other);
        net.assumptions();
      }),
    );
  });
});
