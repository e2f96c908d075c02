import { DIST } from './example';
import { analyze, probe } from './network-judges';
import { declaredCalls, ok, type Peer, populate } from './network-peers';
import { findAnalyzer, findEngine, type Program } from './network-programs';
import { record } from './record';
import { onEachVersion } from './suite';
import { VERSIONS } from './versions';

/** Those of the declared calls, and others that a policy might have left open. */
const PORTS = [1, 22, 53, 80, 443, 3550, 5000, 5050, 6379, 6443, 7000, 7070, 8080, 8200, 9080, 9090, 9555, 50051, 65535];
/** Those by which the rows can be told apart. */
const SOME = [22, 53, 6379, 7070, 8080, 9080];

interface Row {
  readonly title: string;
  readonly change: readonly string[];
  /** @default - the output is applied again */
  readonly undo?: readonly string[];
  readonly opens?: readonly string[];
  readonly closes?: readonly string[];
}

const deleted = (name: string, namespace: string) => ['delete', 'networkpolicy', name, '-n', namespace];
const labelled = (pod: string, namespace: string, label: string) => ['label', 'pod', pod, '-n', namespace, label];
const dnsOf = (...pods: readonly string[]) =>
  pods.flatMap((pod) => ['TCP', 'UDP'].map((protocol) => `${pod} -> kube-system/kube-dns 53/${protocol}`));

// One change each; who is not named goes on as before.
const ROWS: readonly Row[] = [
  {
    title: 'the policy of redis-cart goes, and nobody reaches it',
    change: deleted('redis-cart', 'online-boutique'),
    closes: ['online-boutique/cartservice -> online-boutique/redis-cart 6379/TCP'],
  },
  {
    title: 'the policy of cartservice goes, and it is neither called nor calls',
    change: deleted('cartservice', 'online-boutique'),
    closes: [
      'online-boutique/cartservice -> online-boutique/redis-cart 6379/TCP',
      'online-boutique/checkoutservice -> online-boutique/cartservice 7070/TCP',
      'online-boutique/frontend -> online-boutique/cartservice 7070/TCP',
    ],
  },
  {
    title: 'the policy of a caller from another tenant goes, and the consent of the called one is not enough',
    change: deleted('smoke', 'ops'),
    closes: ['ops/smoke -> online-boutique/frontend 8080/TCP'],
  },
  {
    title: 'the policy for DNS goes, and only this tenant has no DNS',
    change: deleted('allow-dns', 'ops'),
    closes: dnsOf('ops/pod-watcher', 'ops/smoke', 'ops/unlabelled', 'ops/vault-agent'),
  },
  {
    title: 'a pod beside the ingress controller takes its label, and is let in like it: the label is what the policies know it by',
    change: labelled('other', 'ingress-nginx', 'app.kubernetes.io/name=ingress-nginx'),
    undo: labelled('other', 'ingress-nginx', 'app.kubernetes.io/name-'),
    opens: ['ingress-nginx/other -> bookinfo/productpage-v1 9080/TCP', 'ingress-nginx/other -> online-boutique/frontend 8080/TCP'],
  },
  {
    title: 'a pod of the tenant takes the label of redis-cart, and is called in its place: tenants are kept apart, not their pods',
    change: labelled('unlabelled', 'online-boutique', 'app.kubernetes.io/instance=redis-cart'),
    undo: labelled('unlabelled', 'online-boutique', 'app.kubernetes.io/instance-'),
    opens: ['online-boutique/cartservice -> online-boutique/unlabelled 6379/TCP'],
  },
];

const engine = findEngine();
const analyzer = findAnalyzer();

/** Declares a test, or says why it has not run. */
function testWith(program: Program, title: string, body: () => void): void {
  if ('missing' in program) test.todo(`${title}: not run, as ${program.missing}`);
  else test(title, body, 120_000);
}

onEachVersion('the network', { versions: [VERSIONS[0]], parts: ['controllers'] }, (cluster, version) => {
  let peers: readonly Peer[];
  let declared: readonly string[];
  const applied = () => ok(cluster, ['apply', '--server-side', '-f', DIST]);
  const hold = (sentence: string) => record({ fact: 'holds', version, area: 'network', sentence });

  beforeAll(() => {
    applied();
    ok(cluster, ['wait', 'deployments', '--all', '-A', '--for=jsonpath={.status.replicas}', '--timeout=60s']);
    peers = populate(cluster);
    declared = declaredCalls(peers);
  }, 120_000);

  testWith(engine, 'between network namespaces the kernel lets the declared calls through and no others', () => {
    const answer = probe(engine, cluster, peers, PORTS);
    expect(answer).toMatchObject({ broken: [], open: declared, closed: answer.asked - declared.length });
    // None has gone round the policies.
    expect(answer.judged).toBeGreaterThanOrEqual(answer.asked);
    hold(
      `of ${answer.asked} TCP and UDP calls between ${peers.length} network namespaces, the ${declared.length} declared ones are answered ` +
        "and the others are refused, when the kernel enforces the output by the verdicts of Cyclonus' policy engine",
    );
  });

  testWith(analyzer, 'network-config-analyzer takes the declared calls for open and no others', () => {
    expect(analyze(analyzer, cluster, peers)).toEqual(declared);
    hold(`network-config-analyzer finds the ${declared.length} declared calls open and no others, of all ports of TCP, UDP and SCTP`);
  });

  describe.each(ROWS)('$title', ({ change, undo, opens = [], closes = [] }) => {
    beforeAll(() => ok(cluster, change));
    afterAll(() => (undo === undefined ? applied() : ok(cluster, undo)));
    const expected = () => [...declared.filter((call) => !closes.includes(call)), ...opens].sort();

    testWith(engine, 'in the kernel', () => {
      const open = expected().filter((call) => SOME.includes(Number(/ (\d+)\/\w+$/.exec(call)?.[1])));
      expect(probe(engine, cluster, peers, SOME)).toMatchObject({ broken: [], open });
    });
    testWith(analyzer, 'and by network-config-analyzer', () => {
      expect(analyze(analyzer, cluster, peers)).toEqual(expected());
    });
  });

  describe('without default-deny', () => {
    beforeAll(() => ok(cluster, deleted('default-deny', 'bookinfo')));
    afterAll(applied);

    testWith(engine, 'all strangers reach the pod that no other policy speaks of, and nothing else opens', () => {
      const strangers = peers.filter(({ subject }) => !subject);
      const reached = strangers.flatMap(({ name }) =>
        ['22/TCP', '22/UDP', '53/TCP', '53/UDP'].map((port) => `${name} -> bookinfo/unlabelled ${port}`),
      );
      const before = declared.filter((call) => call.includes(' 53/'));
      expect(probe(engine, cluster, peers, [22, 53])).toMatchObject({ broken: [], open: [...before, ...reached].sort() });
    });
  });

  describe('without policies', () => {
    beforeAll(() => ok(cluster, ['delete', 'networkpolicies', '-A', '--all']));
    afterAll(applied);

    testWith(engine, 'every call is answered: it is the policies that close', () => {
      const answer = probe(engine, cluster, peers, [22, 53]);
      expect(answer).toMatchObject({ broken: [], closed: 0 });
      expect(answer.open).toHaveLength(answer.asked);
    });
  });
});
