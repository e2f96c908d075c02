import fc from 'fast-check';
import { accessPart } from '../../../constructs/control-plane/access';
import type { Surroundings } from '../../../constructs/control-plane/part';
import { Problems } from '../../../constructs/problems';
import { profile } from '../../../constructs/profile';
import { hostFiles, type Loose, refused } from './harness';

const PLATFORM = { cni: 'calico', nodeCidrs: ['10.0.0.0/24'] } as const;
const FIREWALL = { ssh: ['10.1.0.5/32'] };
const ALL = { jumpHost: {}, front: {}, firewall: FIREWALL };
const ONES = 'attach, debug, exec, port-forward, secrets, tokens';

test('nothing is written that was not asked for', () => {
  expect(Object.keys(hostFiles()).filter((path) => /^(access|firewall)\//.test(path))).toEqual([]);
});

test.each([
  ['jumpHost', ['access/kubectl-proxy.service']],
  ['front', ['access/nginx.conf']],
  ['firewall', ['firewall/control-plane.nft', 'firewall/node.nft', 'firewall/palisade-firewall@.service']],
] as const)('%s writes its own files', (name, paths) => {
  const files = hostFiles({ access: { [name]: ALL[name] } }, PLATFORM);
  expect(Object.keys(files).filter((path) => /^(access|firewall)\//.test(path))).toEqual(paths);
});

test('each file has its place on its hosts', () => {
  const script = hostFiles({ access: ALL }, PLATFORM)['install.sh'] ?? '';
  const role = (name: string) => script.split(`\n  ${name})\n`)[1]?.split('\n    ;;')[0] ?? '';
  const own = (name: string) =>
    [...role(name).matchAll(/file (\d+) '(?:access|firewall)\/[^']+' '([^']+)'/g)].map(([, mode, path]) => `${mode} ${path}`);
  expect({ member: own('control-plane'), node: own('node'), jump: own('jump-host'), front: own('load-balancer') }).toEqual({
    member: [
      '0600 /etc/palisade/firewall/control-plane.nft',
      '0600 /etc/palisade/firewall/node.nft',
      '0644 /etc/systemd/system/palisade-firewall@.service',
    ],
    node: ['0600 /etc/palisade/firewall/node.nft', '0644 /etc/systemd/system/palisade-firewall@.service'],
    jump: ['0644 /etc/systemd/system/palisade-kubectl-proxy.service'],
    front: ['0644 /etc/nginx/nginx.conf'],
  });
});

test('every reason names a threat, and something that its file says', () => {
  const { reasons = {}, files = [] } = part(ALL).part;
  expect(Object.keys(reasons).length).toBeGreaterThan(30);
  for (const [key, reason] of Object.entries(reasons)) {
    expect(reason).toMatch(/^(availability|disclosure|elevation|repudiation|spoofing|tampering): \S/);
    const [path = '', field = ''] = key.split(/:(.*)/);
    const text = files.find((file) => file.path === path)?.text() ?? '';
    // Some are only written when they are asked for; loopback and log are rules of their own, without names.
    if (field === 'ssl_verify_client') continue;
    expect([
      key,
      text.includes({ 'rule loopback': '127.0.0.0/8', 'rule log': ' log prefix ' }[field] ?? field.replace(/^set (\w+)$/, 'set $1_ip {')),
    ]).toEqual([key, true]);
  }
});

const DOOR = { hosts: 'node', from: ['10.9.0.0/16'], tcp: [80], because: 'ingress' };
test.each<readonly [string, Loose['audit'], string]>([
  ['a number', 7, 'access must be an object of options, got 7'],
  ['a word that is not known', { frnt: {} }, "access has no property 'frnt', did you mean 'front'?"],
  ['true for a front', { front: true }, 'access.front must be an object of options, got true'],
  ['a list for a jump host', { jumpHost: [] }, 'access.jumpHost must be an object of options, got []'],
  ['exec that is spelt otherwise', { front: { allow: ['execute'] } }, `access.front.allow must be some of ${ONES}, got 'execute'`],
  ['no list of what is allowed', { front: { allow: 'exec' } }, `access.front.allow must be some of ${ONES}, got 'exec'`],
  [
    'proxies',
    { jumpHost: { allow: ['proxy'] } },
    `access.jumpHost.allow must be some of ${ONES}, got 'proxy': whoever uses the API server as a proxy reaches what the policies keep them from, with its address`,
  ],
  [
    'a jump host that is only half read-only',
    { jumpHost: { readOnly: 'yes' } },
    "access.jumpHost.readOnly must be true or false, got 'yes'",
  ],
  [
    "root's group",
    { jumpHost: { group: 'root' } },
    "access.jumpHost.group must be a group of the host that is not root's, such as 'palisade-access', got 'root'",
  ],
  [
    'a group beside a port',
    { jumpHost: { group: 'people', port: 8001 } },
    'access.jumpHost.group is for the socket, which no port is beside: leave one of them out',
  ],
  ['a privileged port', { jumpHost: { port: 80 } }, 'access.jumpHost.port must be a whole number from 1024 to 65535, got 80'],
  [
    'a kubeconfig somewhere',
    { jumpHost: { kubeconfig: 'kubeconfig' } },
    "access.jumpHost.kubeconfig must be an absolute path of letters, digits, '.', '_' and '-' without '..', got 'kubeconfig'",
  ],
  ['TLS 1.1', { front: { minTls: 'VersionTLS11' } }, "access.front.minTls must be one of VersionTLS12, VersionTLS13, got 'VersionTLS11'"],
  ['no names', { front: { names: [] } }, "access.front.names must be the DNS names that clients use, such as ['api.example.com'], got []"],
  [
    'a wildcard',
    { front: { names: ['*.example.com'] } },
    "access.front.names must be DNS names such as 'api.example.com', got '*.example.com'",
  ],
  [
    'an address as a name',
    { front: { names: ['10.0.0.1'] } },
    "access.front.names must be DNS names such as 'api.example.com', got '10.0.0.1'",
  ],
  ['no requests', { front: { requestsPerSecond: 0 } }, 'access.front.requestsPerSecond must be a whole number from 1 to 10000, got 0'],
  ['half a burst', { front: { burst: 0.5 } }, 'access.front.burst must be a whole number from 1 to 10000, got 0.5'],
  ['impersonation by word', { front: { impersonation: 'no' } }, "access.front.impersonation must be true or false, got 'no'"],
  [
    'a front that is root',
    { front: { user: 'root' } },
    "access.front.user must be a user of the host that is not root, such as 'www-data', got 'root'",
  ],
  [
    'no word about SSH',
    { firewall: {} },
    "access.firewall.ssh must say who may log in, such as the jump host's ['10.1.0.5/32'], or [] for nobody, got nothing",
  ],
  ['an address for SSH', { firewall: { ssh: ['10.1.0.5'] } }, "access.firewall.ssh: '10.1.0.5' has no length, did you mean '10.1.0.5/32'?"],
  [
    'ranges in a text',
    { firewall: { ...FIREWALL, clients: '10.0.0.0/8' } },
    "access.firewall.clients must be a list of ranges such as ['10.1.0.5/32'], got '10.0.0.0/8'",
  ],
  [
    'a door without hosts',
    { firewall: { ...FIREWALL, doors: [{ ...DOOR, hosts: undefined }] } },
    'access.firewall.doors[0].hosts must be one of control-plane, every-node, node, got nothing',
  ],
  [
    'a door for nobody',
    { firewall: { ...FIREWALL, doors: [{ ...DOOR, from: [] }] } },
    'access.firewall.doors[0].from must name at least one range, got []',
  ],
  [
    'a door without ports',
    { firewall: { ...FIREWALL, doors: [{ ...DOOR, tcp: [] }] } },
    'access.firewall.doors[0] must name at least one port in tcp or udp, got none',
  ],
  [
    'a door without a reason',
    { firewall: { ...FIREWALL, doors: [{ ...DOOR, because: '' }] } },
    "access.firewall.doors[0].because must say in one line of at most 120 characters what it is for, got ''",
  ],
  [
    'ports backwards',
    { firewall: { ...FIREWALL, doors: [{ ...DOOR, tcp: ['90-80'] }] } },
    "access.firewall.doors[0].tcp must be ports from 1 to 65535 such as 443 or '8000-8080', got '90-80'",
  ],
  [
    'a port in a text',
    { firewall: { ...FIREWALL, doors: [{ ...DOOR, tcp: ['80'] }] } },
    "access.firewall.doors[0].tcp must be ports from 1 to 65535 such as 443 or '8000-8080', got '80'",
  ],
])('%s is refused', (_, access, message) => {
  expect(refused({ access }, PLATFORM)).toEqual([`[control-plane] ${message}`]);
});

test('a firewall without nodes, and one whose network plugin may be any, are refused', () => {
  expect(refused({ access: { firewall: FIREWALL } })).toEqual([
    "[control-plane] access.firewall needs to know the nodes, which are shut out otherwise: name their ranges in the platform's nodeCidrs",
    "[control-plane] access.firewall.plugin must say what the network plugin needs between nodes, as cni is 'standard', which may be any: name the cni, or the ports, such as { udp: [4789] }, or {} for none",
  ]);
});

test('a front for an endpoint without a name needs one', () => {
  expect(refused({ endpoint: '10.0.0.9:6443', access: { front: {} } })).toEqual([
    "[control-plane] access.front.names must be the DNS names that clients use, such as ['api.example.com'], got []",
  ]);
});

function part(access: object) {
  const problems = new Problems('hostile');
  const members = ['10.0.0.1', '10.0.0.2', '10.0.0.3'].map((address, index) => ({ name: `cp-${index}`, address }));
  const surroundings: Surroundings = {
    profile: profile(PLATFORM, problems),
    minor: 33,
    clusterName: 'kubernetes',
    endpoint: { host: 'api.example.com', port: 6443 },
    members,
    singleMember: undefined,
    release: undefined,
    tenants: () => [],
  };
  return { part: accessPart(access as never, surroundings, problems), refused: problems.count > 0 };
}
const texts = (access: object) => (part(access).part.files ?? []).map(({ text }) => text()).join('');

// What users write, each with a value that stands for all good ones.
const PLACES: readonly (readonly [string, string, (value: unknown) => object])[] = [
  ['kubectl', '/good/path', (kubectl) => ({ jumpHost: { kubectl } })],
  ['kubeconfig', '/good/path', (kubeconfig) => ({ jumpHost: { kubeconfig } })],
  ['group', 'good-group', (group) => ({ jumpHost: { group } })],
  ['names', 'good.example.org', (name) => ({ front: { names: [name] } })],
  ['certificate', '/good/path', (certificate) => ({ front: { certificate } })],
  ['key', '/good/path', (key) => ({ front: { key } })],
  ['authority', '/good/path', (authority) => ({ front: { authority } })],
  ['clientAuthority', '/good/path', (clientAuthority) => ({ front: { clientAuthority } })],
  ['user', 'good-user', (user) => ({ front: { user } })],
  ['ssh', '198.51.100.7/32', (range) => ({ firewall: { ssh: [range] } })],
  ['from', '198.51.100.7/32', (range) => ({ firewall: { ...FIREWALL, doors: [{ ...DOOR, from: [range] }] } })],
  ['ports', '8000-8080', (port) => ({ firewall: { ...FIREWALL, doors: [{ ...DOOR, tcp: [port] }] } })],
  ['because', 'a good reason', (because) => ({ firewall: { ...FIREWALL, doors: [{ ...DOOR, because }] } })],
];
const HOSTILE = ['\n', '\r', '\u2028', ';', '}', '{', "'", '"', '\\', '$', '%', '#', ' ', ',', '`', '\0', '/', '..', '*', 'good', 'évil'];

describe.each(PLACES)('%s', (name, good, props) => {
  test('is written as it is given, once it is good', () => {
    expect(part(props(good)).refused).toBe(false);
    expect(texts(props(good))).toContain(good);
  });

  test('never becomes anything but itself', () => {
    const hostile = fc.oneof(
      fc.array(fc.constantFrom(...HOSTILE)).map((pieces) => pieces.join('')),
      fc.tuple(fc.constantFrom(...HOSTILE), fc.string()).map(([piece, rest]) => `${good}${piece}${rest}`),
      fc.constantFrom(...HOSTILE).map((piece) => `${piece}${good}`),
      fc.constantFrom<unknown>(undefined, null, 0, true, {}, [good], { toString: () => good }),
    );
    fc.assert(
      fc.property(hostile, (value) => {
        if (value === undefined || part(props(value)).refused) return;
        const plain = name === 'because' ? /^[^\p{C}\\\u2028\u2029]+$/u : /^[A-Za-z0-9._/:-]+$/;
        expect(value).toMatch(plain);
        expect(texts(props(value))).toBe(texts(props(good)).replaceAll(good, () => String(value)));
      }),
      { numRuns: 100 },
    );
  });
});
