import { hostFiles } from './harness';

const NODES = { nodeCidrs: ['10.0.0.0/24'] } as const;
const written = (path: string, firewall: object = {}, platform: object = {}) =>
  hostFiles({ access: { firewall: { ssh: [], ...firewall } } }, { cni: 'calico', ...NODES, ...platform })[`firewall/${path}`] ?? '';
/** The lines of a chain that let something in by its source, without the indentation. */
const accepted = (text: string) =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => /^ip6? saddr .* accept$/.test(line) && !line.includes('icmp') && !line.includes('fe80'));

// From the documentation of each: TCP, UDP, and protocols without ports.
test.each([
  // https://antrea.io/docs/main/docs/network-requirements/
  ['antrea', '10349-10351', '4789, 6081, 10351, 51820', 'gre, esp'],
  // https://docs.tigera.io/calico/latest/getting-started/kubernetes/requirements
  ['calico', '179, 5473', '4789, 51820-51821', 'ipencap'],
  ['canal', '5473', '8472, 51820-51821', ''],
  // https://docs.cilium.io/en/stable/operations/system_requirements/#firewall-rules
  ['cilium', '4240, 4244', '6081, 8472, 51871', 'esp'],
  ['kindnet', '', '', ''],
  ['kube-router', '179', '5555', 'ipencap'],
  ['weave', '6783', '6783-6784', 'esp'],
] as const)('%s gets its ports from nodes alone', (cni, tcp, udp, ip) => {
  const base = accepted(written('node.nft', { plugin: {} }));
  const own = accepted(written('node.nft', {}, { cni })).filter((line) => !base.includes(line));
  expect(own).toEqual([
    ...['ip', 'ip6'].flatMap((family) => [
      ...(tcp === '' ? [] : [`${family} saddr @nodes_${family} tcp dport { ${tcp} } accept`]),
      ...(udp === '' ? [] : [`${family} saddr @nodes_${family} udp dport { ${udp} } accept`]),
    ]),
    ...(ip === '' ? [] : ['ip', 'ip6'].map((family) => `${family} saddr @nodes_${family} meta l4proto { ${ip} } accept`)),
  ]);
});

test('what is said of the plugin takes the place of what is known', () => {
  const text = written('node.nft', { plugin: { udp: [4790] } }, { cni: 'standard' });
  expect(accepted(text)).toContain('ip saddr @nodes_ip udp dport { 4790 } accept');
  expect(text).not.toContain('4789');
});

test('without anybody named, a node lets in API servers and nobody else', () => {
  expect(accepted(written('node.nft', { plugin: {} }))).toEqual([
    'ip saddr @members_ip tcp dport { 10250 } accept',
    'ip6 saddr @members_ip6 tcp dport { 10250 } accept',
  ]);
});

test('a member lets in nodes and pods to the API server, on its port, and members to etcd', () => {
  expect(accepted(written('control-plane.nft', { plugin: {} }, { apiServer: { port: 8443 } }))).toEqual([
    'ip saddr @nodes_ip tcp dport { 8443 } accept',
    'ip saddr { 10.244.0.0/16 } tcp dport { 8443 } accept',
    'ip6 saddr @nodes_ip6 tcp dport { 8443 } accept',
    'ip saddr @members_ip tcp dport { 2379-2380 } accept',
    'ip6 saddr @members_ip6 tcp dport { 2379-2380 } accept',
    'ip saddr @members_ip tcp dport { 10250 } accept',
    'ip6 saddr @members_ip6 tcp dport { 10250 } accept',
  ]);
});

test('ranges that hold others are written once, as nft takes no overlaps', () => {
  const text = written(
    'control-plane.nft',
    { clients: ['10.2.0.0/16', '10.2.3.0/24', '10.2.0.0/16'] },
    { nodeCidrs: ['10.0.0.0/24', '10.0.0.0/28'] },
  );
  expect(text).toContain('ip saddr { 10.2.0.0/16, 10.244.0.0/16 } tcp dport { 6443 } accept');
  expect(text).toContain('elements = { 10.0.0.0/24 }');
});

test('members are nodes, too, wherever they are', () => {
  expect(written('node.nft', {}, { nodeCidrs: ['10.7.0.0/24'] })).toContain(
    'elements = { 10.0.0.1/32, 10.0.0.2/32, 10.0.0.3/32, 10.7.0.0/24 }',
  );
});

test('only its own table is touched', () => {
  for (const path of ['node.nft', 'control-plane.nft']) {
    const statements = written(path)
      .split('\n')
      .filter((line) => /^\S/.test(line) && !line.startsWith('#') && line !== '}');
    expect(statements).toEqual(['table inet palisade_host', 'delete table inet palisade_host', 'table inet palisade_host {']);
  }
});
