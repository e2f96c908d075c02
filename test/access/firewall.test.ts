import { type Answers, type Call, inRoom } from './room';
import { fitted, written } from './written';

// Who asks, in the ranges that the files are written for. Everybody else is a stranger.
const WHO = {
  member: ['10.0.0.2'],
  "a member's other address": ['fd00:a::2'],
  node: ['10.0.0.77', 'fd00:a::77'],
  jump: ['10.1.0.5', 'fd00:1::5'],
  'beside the jump host': ['10.1.0.6', 'fd00:1::6'],
  front: ['10.2.0.3', 'fd00:2::3'],
  scraper: ['10.3.0.9', 'fd00:3::9'],
  pod: ['10.244.9.9', 'fd00:b::9'],
  stranger: ['203.0.113.9', '2001:db8::9'],
} as const;
type Who = keyof typeof WHO;
const EVERYBODY = Object.keys(WHO) as Who[];
const NAMED: Readonly<Record<string, readonly Who[]>> = {
  nobody: [],
  everybody: EVERYBODY,
  members: ['member'],
  'the nodes': ['member', "a member's other address", 'node'],
};

const PLATFORM = {
  kubernetesVersion: '1.33',
  cni: 'calico',
  nodeCidrs: ['10.0.0.0/24', 'fd00:a::/64'],
  podCidrs: ['10.244.0.0/16', 'fd00:b::/64'],
  serviceCidrs: ['10.96.0.0/12'],
  dns: { nodeLocal: ['169.254.20.10'] },
} as const;
const FIREWALL = {
  ssh: ['10.1.0.5/32', 'fd00:1::5/128'],
  clients: ['10.2.0.0/28', 'fd00:2::/64'],
  kubeletClients: ['10.3.0.9/32', 'fd00:3::9/128'],
  nodePorts: ['10.2.0.0/28', 'fd00:2::/64'],
  doors: [
    { hosts: 'node', from: ['0.0.0.0/0', '::/0'], tcp: [443], because: 'an ingress controller on the host network' },
    { hosts: 'every-node', from: ['10.3.0.9/32', 'fd00:3::9/128'], tcp: ['9100-9101'], udp: [9100], because: 'node-exporter' },
  ],
} as const;

// From https://kubernetes.io/docs/reference/networking/ports-and-protocols/ and what the firewall above was told: who reaches what.
// Members are known by one address each; the others are whatever is in their range.
const TABLE = `
  host           port        who reaches it
  control-plane  22/tcp      jump
  control-plane  22/udp      nobody
  control-plane  80/tcp      nobody
  control-plane  111/tcp     nobody
  control-plane  179/tcp     the nodes
  control-plane  443/tcp     nobody
  control-plane  2379/tcp    members
  control-plane  2380/tcp    members
  control-plane  2381/tcp    nobody
  control-plane  4789/udp    the nodes
  control-plane  4789/tcp    nobody
  control-plane  5473/tcp    the nodes
  control-plane  6443/tcp    the nodes, front, pod
  control-plane  6443/udp    nobody
  control-plane  8080/tcp    nobody
  control-plane  9100/tcp    scraper
  control-plane  9100/udp    scraper
  control-plane  9101/tcp    scraper
  control-plane  10248/tcp   nobody
  control-plane  10249/tcp   nobody
  control-plane  10250/tcp   members, scraper
  control-plane  10255/tcp   nobody
  control-plane  10257/tcp   nobody
  control-plane  10259/tcp   nobody
  control-plane  29999/tcp   nobody
  control-plane  30000/tcp   front
  control-plane  30000/udp   front
  control-plane  32767/tcp   front
  control-plane  32768/tcp   nobody
  control-plane  51820/udp   the nodes
  control-plane  51821/udp   the nodes
  control-plane  51822/udp   nobody
  node           22/tcp      jump
  node           179/tcp     the nodes
  node           443/tcp     everybody
  node           443/udp     nobody
  node           2379/tcp    nobody
  node           2380/tcp    nobody
  node           4789/udp    the nodes
  node           6443/tcp    nobody
  node           8472/udp    nobody
  node           9100/tcp    scraper
  node           10250/tcp   members, scraper
  node           10250/udp   nobody
  node           10256/tcp   nobody
  node           30000/tcp   front
  node           32767/udp   front
  node           51820/udp   the nodes
`;

interface Row {
  readonly host: string;
  readonly port: number;
  readonly protocol: Call['protocol'];
  readonly who: readonly Who[];
}

const ROWS: readonly Row[] = TABLE.trim()
  .split('\n')
  .slice(1)
  .map((line) => {
    const [host = '', port = '', who = ''] = line.trim().split(/ {2,}/);
    const [number, protocol] = port.split('/');
    return {
      host,
      port: Number(number),
      protocol: protocol as Call['protocol'],
      who: who.split(', ').flatMap((name) => NAMED[name] ?? [name as Who]),
    };
  });

const callsTo = (host: string): readonly Call[] =>
  ROWS.filter((row) => row.host === host).flatMap(({ protocol, port }) =>
    EVERYBODY.flatMap((who) => WHO[who].map((from) => ({ protocol, from, port, to: from.includes(':') ? 'fd00:a::1' : '10.0.0.1' }))),
  );
/** `who -> port/protocol over IPv4` for each call that was answered. */
const open = (calls: readonly Call[], { answers }: Answers) => calls.filter((_, index) => answers[index] === 'reached').map(named);
const named = ({ protocol, from, to, port }: Call) =>
  `${EVERYBODY.find((who) => WHO[who].some((address) => address === from)) ?? from} -> ${port}/${protocol} of ${to}`;
const declared = (host: string) =>
  callsTo(host)
    .filter(({ protocol, port, from }) => {
      const row = ROWS.find((each) => each.host === host && each.port === port && each.protocol === protocol);
      return row?.who.some((who) => WHO[who].some((address) => address === from));
    })
    .map(named);

const DNS_CALLS: readonly Call[] = (['tcp', 'udp'] as const).flatMap((protocol) =>
  EVERYBODY.filter((who) => !WHO[who][0].includes(':')).map((who) => ({ protocol, from: WHO[who][0], to: '169.254.20.10', port: 53 })),
);
/** As kube-proxy does: a node port leads to a pod. */
const TRANSLATION = `table ip other {
  chain prerouting { type nat hook prerouting priority dstnat; policy accept;
    fib daddr type local tcp dport 31080 dnat to 10.244.0.2:8080
    fib daddr type local udp dport 31080 dnat to 10.244.0.2:8080
  }
  chain input { type filter hook input priority -1; policy accept;
    iifname != "lo" ip daddr 127.0.0.1 counter
  }
}`;
const NODE_PORT_CALLS: readonly Call[] = (['tcp', 'udp'] as const).flatMap((protocol) =>
  EVERYBODY.filter((who) => !WHO[who][0].includes(':')).map((who) => ({ protocol, from: WHO[who][0], to: '10.0.0.1', port: 31080 })),
);
const FORWARDED: readonly Call[] = [{ protocol: 'tcp', from: WHO.stranger[0], to: '10.244.0.2', port: 8080 }];

// Answers from 127.0.0.1 find no way back here: what the host's kernel counts has to do.
const LOOPBACK: readonly Call[] = [{ protocol: 'tcp', from: WHO.stranger[0], to: '127.0.0.1', port: 443 }];

const access = { firewall: FIREWALL };
const rules = (host: string) => written(`firewall/${host}.nft`, access, PLATFORM);

let steps: Readonly<Record<'bare' | 'control-plane' | 'node' | 'again' | 'without the chain', Answers>>;
const EXTRA = [...DNS_CALLS, ...NODE_PORT_CALLS, ...FORWARDED];
beforeAll(() => {
  const all = [...callsTo('control-plane'), ...callsTo('node')];
  const node = rules('node');
  const ports = (protocol: string) => [...new Set([53, ...ROWS.filter((row) => row.protocol === protocol).map(({ port }) => port)])];
  const [bare, controlPlane, onNode, again, without] = inRoom({
    host: ['10.0.0.1/32', 'fd00:a::1/128', '169.254.20.10/32'],
    outside: Object.values(WHO)
      .flat()
      .map((address) => `${address}/${address.includes(':') ? 128 : 32}`),
    pod: ['10.244.0.2/32', 'fd00:b::2/128'],
    listens: { tcp: ports('tcp'), udp: ports('udp') },
    podListens: { tcp: [8080], udp: [8080] },
    steps: [
      { rules: [TRANSLATION], calls: [...all, ...EXTRA, ...LOOPBACK] },
      { rules: [rules('control-plane')], calls: callsTo('control-plane') },
      { rules: [node], calls: [...callsTo('node'), ...EXTRA, ...LOOPBACK] },
      { rules: [node, node], calls: [] },
      { rules: [fitted(node, { 'dport 30000-32767 counter drop': 'dport 30000-32767 counter' })], calls: NODE_PORT_CALLS },
    ],
  });
  if (!bare || !controlPlane || !onNode || !again || !without) throw new Error('a step has no answers');
  steps = { bare, 'control-plane': controlPlane, node: onNode, again, 'without the chain': without };
});

test('without rules, every call is answered: it is the rules that close', () => {
  const calls = [...callsTo('control-plane'), ...callsTo('node'), ...EXTRA];
  expect(calls.filter((_, index) => steps.bare.answers[index] !== 'reached').map(named)).toEqual([]);
});

test.each(['control-plane', 'node'] as const)('who reaches which port of a %s', (host) => {
  expect(open(callsTo(host), steps[host])).toEqual(declared(host));
});

test('what is closed is dropped without an answer', () => {
  expect([...new Set([...steps['control-plane'].answers, ...steps.node.answers])].sort()).toEqual(['dropped', 'reached']);
});

const after = (calls: readonly Call[]): Answers => {
  const start = callsTo('node').length + EXTRA.indexOf(calls[0] as Call);
  return { ...steps.node, answers: steps.node.answers.slice(start, start + calls.length) };
};

test("pods alone ask the node's own DNS cache", () => {
  expect(open(DNS_CALLS, after(DNS_CALLS))).toEqual(['pod -> 53/tcp of 169.254.20.10', 'pod -> 53/udp of 169.254.20.10']);
});

test('a node port that leads to a pod is closed, too, but for those who may', () => {
  expect(open(NODE_PORT_CALLS, after(NODE_PORT_CALLS))).toEqual(['front -> 31080/tcp of 10.0.0.1', 'front -> 31080/udp of 10.0.0.1']);
});

test('and it is the chain before translation that closes it', () => {
  expect(open(NODE_PORT_CALLS, steps['without the chain'])).toHaveLength(NODE_PORT_CALLS.length);
});

test('what is forwarded to pods is left to the network plugin', () => {
  expect(open(FORWARDED, after(FORWARDED))).toEqual(['stranger -> 8080/tcp of 10.244.0.2']);
});

test("what is for the host's own address from elsewhere gets there, and is dropped where the port is open to everybody", () => {
  expect(steps.bare.counted).toMatch(/ip daddr 127\.0\.0\.1 counter packets [1-9]/);
  expect(steps.node.counted).toMatch(/ip daddr 127\.0\.0\.0\/8 counter packets [1-9]\d* bytes \d+ drop/);
});

test('rules can be loaded again, the others stay, and nothing is there twice', () => {
  expect(steps.again.tables).toEqual(['table ip other', 'table inet palisade_host']);
  expect(steps.again.ruleset).toBe(steps.node.ruleset);
});
