import * as fc from 'fast-check';
import { PalisadeError, Platform, Remote, SecureApp, TenantNamespace } from '../../constructs';
import { at, cart, IMAGE, inDirectory, objectOf, synthesize, TODAY } from './harness';

/** What is wrong, or nothing. */
function problemsOf(define: (platform: Platform) => unknown): readonly string[] {
  return inDirectory((outdir) => {
    try {
      define(new Platform({ outdir, today: TODAY }));
      return [];
    } catch (error) {
      if (error instanceof PalisadeError) return error.problems;
      throw error;
    }
  });
}
const refuses = (define: (platform: Platform) => unknown) => problemsOf(define).length > 0;

const LETTERS = 'abcdefghijklmnopqrstuvwxyz';
const DIGITS = '0123456789';
const consistsOf = (text: string, alphabet: string) => [...text].every((character) => alphabet.includes(character));

/** Texts that are nearly names. */
const nearlyNames = fc.oneof(
  fc.string({ minLength: 1, maxLength: 70 }),
  fc.string({ unit: fc.constantFrom('a', 'z', '0', '9', '-'), minLength: 1, maxLength: 70 }),
  fc.string({ unit: fc.constantFrom('a', '0', '-', '.', '_', 'A', '\n'), minLength: 1, maxLength: 6 }),
);

function isDnsLabel(text: string): boolean {
  const ends = LETTERS + DIGITS;
  return text.length <= 63 && consistsOf(text, `${ends}-`) && ends.includes(text[0] ?? '-') && ends.includes(text.at(-1) ?? '-');
}

describe('names', () => {
  test('a namespace is a DNS label that Kubernetes does not keep for itself', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          nearlyNames,
          nearlyNames.map((name) => `kube-${name}`),
          fc.constant('default'),
        ),
        (namespace) => {
          const fine = isDnsLabel(namespace) && !namespace.startsWith('kube-') && namespace !== 'default';
          expect(refuses((platform) => new TenantNamespace(platform, 'x', { namespace, tenant: 'x' }))).toBe(!fine);
        },
      ),
    );
  });

  test('an app is a DNS label that starts with a letter', () => {
    fc.assert(
      fc.property(nearlyNames, (name) => {
        // The library of constructs takes these for children that are already there.
        fc.pre(!(name in {}));
        const fine = isDnsLabel(name) && LETTERS.includes(name[0] ?? '-');
        expect(refuses((platform) => new SecureApp(new TenantNamespace(platform, 'shop'), name, { image: IMAGE }))).toBe(!fine);
      }),
    );
  });

  test('a port is named by at most 15 letters, digits and single hyphens, with a letter among them', () => {
    fc.assert(
      fc.property(fc.oneof(nearlyNames, fc.string({ unit: fc.constantFrom('a', '1', '-'), minLength: 1, maxLength: 17 })), (name) => {
        const fine =
          isDnsLabel(name) && name.length <= 15 && !name.includes('--') && [...name].some((character) => LETTERS.includes(character));
        expect(refuses((platform) => cart(platform, { ports: { [name]: 8080 } }))).toBe(!fine);
      }),
    );
  });

  test('users are above those of systems and below nobody, whatever the app is called', () => {
    const name = fc.string({ unit: fc.constantFrom(...LETTERS), minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(name, (id) => {
        const user = inDirectory((outdir) => {
          const platform = new Platform({ outdir, today: TODAY });
          return new SecureApp(new TenantNamespace(platform, 'shop'), id, { image: IMAGE }).runAs.user;
        });
        expect(user).toBeGreaterThanOrEqual(10_001);
        expect(user).toBeLessThanOrEqual(65_533);
      }),
    );
  });
});

describe('ports', () => {
  const numbers = fc.oneof(fc.integer({ min: -10, max: 70_000 }), fc.constantFrom(0, 1, 1023, 1024, 65_535, 65_536), fc.double());

  test('a port is a whole number from 1 to 65535, and from 1024 without a capability', () => {
    fc.assert(
      fc.property(numbers, fc.boolean(), (port, privileged) => {
        const fine = Number.isInteger(port) && port >= (privileged ? 1 : 1024) && port <= 65_535;
        const capabilities = privileged ? ['NET_BIND_SERVICE'] : [];
        expect(refuses((platform) => cart(platform, { ports: { http: port }, capabilities }))).toBe(!fine);
      }),
    );
  });

  test('a connection opens exactly the ports that are named, each once, by protocol and number', () => {
    const list = fc.array(fc.integer({ min: 1, max: 65_535 }), { maxLength: 6 });
    fc.assert(
      fc.property(list, list, list, (tcp, udp, sctp) => {
        fc.pre(tcp.length + udp.length + sctp.length > 0);
        const objects = synthesize((platform) => cart(platform).connections.allowTo(Remote.cidr('203.0.113.0/24', { tcp, udp, sctp })));
        const sorted = (ports: readonly number[]) => [...new Set(ports)].sort((a, b) => a - b);
        expect(at(objectOf(objects, 'NetworkPolicy', 'cart'), 'spec egress 0 ports')).toEqual([
          ...sorted(sctp).map((port) => ({ port, protocol: 'SCTP' })),
          ...sorted(tcp).map((port) => ({ port, protocol: 'TCP' })),
          ...sorted(udp).map((port) => ({ port, protocol: 'UDP' })),
        ]);
      }),
      { numRuns: 30 },
    );
  });
});

const ipv4Text = (bits: bigint) => [24n, 16n, 8n, 0n].map((shift) => String((bits >> shift) & 255n)).join('.');

/** The shortest form of an IPv6 address: https://www.rfc-editor.org/rfc/rfc5952#section-4 */
function ipv6Text(bits: bigint): string {
  const groups = Array.from({ length: 8 }, (_, index) => ((bits >> BigInt(112 - 16 * index)) & 0xffffn).toString(16));
  let start = 0;
  let length = 0;
  for (let from = 0; from < 8; from += 1) {
    let to = from;
    while (groups[to] === '0') to += 1;
    if (to - from > length) [start, length] = [from, to - from];
  }
  if (length < 2) return groups.join(':');
  return `${groups.slice(0, start).join(':')}::${groups.slice(start + length).join(':')}`;
}

/** The address with everything after its first bits cleared. */
const cleared = (bits: bigint, width: number, length: number) => {
  const host = BigInt(width - length);
  return (bits >> host) << host;
};

describe('CIDRs', () => {
  test.each([
    ['IPv4', 32, ipv4Text],
    ['IPv6', 128, ipv6Text],
  ] as const)('an %s block has no bits after its length, or is told what it should be', (_, width, text) => {
    const anything = fc.bigInt({ min: 0n, max: 2n ** BigInt(width) - 1n });
    fc.assert(
      fc.property(anything, fc.integer({ min: 1, max: width }), fc.boolean(), (address, length, clean) => {
        // Addresses of IPv4 in IPv6 have a form of their own.
        fc.pre(width === 32 || address >> 48n > 0n);
        const bits = clean ? cleared(address, width, length) : address;
        fc.pre(width === 32 || bits >> 48n > 0n);
        const network = cleared(bits, width, length);
        const block = `${text(bits)}/${length}`;
        const problems = problemsOf((platform) => new Platform({ outdir: platform.outdir, today: TODAY, nodeCidrs: [block] }));
        expect(problems).toEqual(
          bits === network
            ? []
            : [
                `[platform] nodeCidrs: '${block}' has host bits set or is not in its shortest form, did you mean '${text(network)}/${length}'?`,
              ],
        );
      }),
    );
  });

  interface IpBlock {
    readonly cidr: string;
    readonly except?: readonly string[];
  }

  const bitsOf = (address: string) => address.split('.').reduce((bits, part) => bits * 256 + Number(part), 0);
  const inside = (address: number, cidr: string) => {
    const [network = '', length = ''] = cidr.split('/');
    const size = 2 ** (32 - Number(length));
    return Math.floor(address / size) === Math.floor(bitsOf(network) / size);
  };
  const reaches = ({ cidr, except = [] }: IpBlock, address: number) =>
    inside(address, cidr) && !except.some((block) => inside(address, block));

  /** First and last address of what nobody may call the internet: reserved ranges, this cluster's and metadata. */
  const CLOSED = [
    ['0.0.0.0', '0.255.255.255'],
    ['10.0.0.0', '10.255.255.255'],
    ['25.1.0.0', '25.1.255.255'],
    ['100.64.0.0', '100.127.255.255'],
    ['127.0.0.0', '127.255.255.255'],
    ['168.63.129.16', '168.63.129.16'],
    ['169.254.0.0', '169.254.255.255'],
    ['172.16.0.0', '172.31.255.255'],
    ['192.0.0.0', '192.0.0.255'],
    ['192.168.0.0', '192.168.255.255'],
    ['198.18.0.0', '198.19.255.255'],
    ['224.0.0.0', '255.255.255.255'],
  ] as const;
  const closed = (address: number) => CLOSED.some(([first, last]) => address >= bitsOf(first) && address <= bitsOf(last));

  test('the internet is every IPv4 address that is not closed, to the last one', () => {
    const objects = synthesize((platform) => cart(platform).connections.allowTo(Remote.internet({ tcp: [443] })), {
      podCidrs: ['25.1.0.0/16'],
    });
    const { ipBlock } = at(objectOf(objects, 'NetworkPolicy', 'cart'), 'spec egress 0 to 0') as { ipBlock: IpBlock };
    const edges = CLOSED.flatMap(([first, last]) => [bitsOf(first) - 1, bitsOf(first), bitsOf(last), bitsOf(last) + 1]);
    const anywhere = fc.integer({ min: 0, max: 2 ** 32 - 1 });
    fc.assert(
      fc.property(fc.oneof(anywhere, fc.constantFrom(...edges.filter((edge) => edge >= 0 && edge < 2 ** 32))), (address) => {
        expect(reaches(ipBlock, address)).toBe(!closed(address));
      }),
      { numRuns: 2000 },
    );
  });

  test('a block that is opened reaches all of its addresses but those of metadata', () => {
    const metadata = ['100.100.100.200', '168.63.129.16', '169.254.169.254', '169.254.170.2', '169.254.170.23', '192.0.0.192'].map(bitsOf);
    const near = fc.constantFrom(...metadata).chain((address) => fc.integer({ min: -3, max: 3 }).map((step) => BigInt(address + step)));
    const block = fc.tuple(fc.oneof(near, fc.bigInt({ min: 0n, max: 2n ** 32n - 1n })), fc.integer({ min: 12, max: 31 }));
    fc.assert(
      fc.property(block, fc.nat(), ([bits, length], step) => {
        const network = cleared(bits, 32, length);
        const size = 2 ** (32 - length);
        const cidr = `${ipv4Text(network)}/${length}`;
        // Pods and Services of the cluster are named, not numbered.
        fc.pre(!inside(Number(network), '10.244.0.0/16') && !inside(Number(network), '10.96.0.0/12'));
        const objects = synthesize((platform) => cart(platform).connections.allowTo(Remote.cidr(cidr, { tcp: [443] })));
        const { ipBlock } = at(objectOf(objects, 'NetworkPolicy', 'cart'), 'spec egress 0 to 0') as { ipBlock: IpBlock };
        const addresses = [Number(network) + (step % size), ...metadata];
        for (const address of addresses) expect(reaches(ipBlock, address)).toBe(inside(address, cidr) && !metadata.includes(address));
      }),
      { numRuns: 60 },
    );
  });
});

describe('quantities', () => {
  /** Thousandths of the base unit, exactly; for amounts without further fractions. */
  const MILLIS: Readonly<Record<string, bigint>> = {
    m: 1n,
    '': 1000n,
    k: 10n ** 6n,
    M: 10n ** 9n,
    G: 10n ** 12n,
    Ki: 1000n * 2n ** 10n,
    Mi: 1000n * 2n ** 20n,
    Gi: 1000n * 2n ** 30n,
  };
  const amount = (suffixes: readonly string[]) => fc.tuple(fc.integer({ min: 1, max: 9999 }), fc.constantFrom(...suffixes));
  const millis = ([number, suffix]: readonly [number, string]) => BigInt(number) * (MILLIS[suffix] ?? 0n);
  const text = ([number, suffix]: readonly [number, string]) => `${number}${suffix}`;

  test.each([
    ['memory', ['', 'k', 'M', 'G', 'Ki', 'Mi', 'Gi']],
    ['cpu', ['m', '']],
  ] as const)('a request for %s may not be more than its limit, whatever the units', (resource, suffixes) => {
    fc.assert(
      fc.property(amount(suffixes), amount(suffixes), (request, limit) => {
        const resources = { requests: { [resource]: text(request) }, limits: { [resource]: text(limit) } };
        expect(problemsOf((platform) => cart(platform, { resources }))).toEqual(
          millis(request) <= millis(limit)
            ? []
            : [`[shop/cart] container 'cart' requests more ${resource} than its limit allows: ${text(request)} against ${text(limit)}`],
        );
      }),
    );
  });

  test('one amount in two units is equal to itself', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 100_000 }), (cores) => {
        const whole = String(Math.floor(cores / 1000));
        const decimal = `${whole}.${String(cores % 1000).padStart(3, '0')}`;
        for (const [request, limit] of [
          [decimal, `${cores}m`],
          [`${cores}m`, decimal],
        ]) {
          expect(problemsOf((platform) => cart(platform, { resources: { requests: { cpu: request }, limits: { cpu: limit } } }))).toEqual(
            [],
          );
        }
      }),
    );
  });

  test('anything but digits, at most one point and a known unit is refused', () => {
    const units = ['', 'n', 'u', 'm', 'k', 'M', 'G', 'T', 'P', 'E', 'Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei'];
    const pieces = fc.tuple(
      fc.constantFrom('', '-', '+', ' '),
      fc.constantFrom('1', '12.5', '0.5', '.5', '5.', '1.2.3', '', '1_000', '1,5'),
      fc.constantFrom(...units, 'mi', 'MB', 'Kb', 'i', 'K', 'e', 'e3', 'E3', 'e-1', ' Mi'),
      fc.constantFrom('', ' ', '\n'),
    );
    const numbers = ['1', '12.5', '0.5', '.5', '5.'];
    fc.assert(
      fc.property(pieces, ([sign, number, unit, end]) => {
        const fine = sign === '' && numbers.includes(number) && [...units, 'e3', 'E3', 'e-1'].includes(unit) && end === '';
        const cpu = `${sign}${number}${unit}${end}`;
        expect(refuses((platform) => cart(platform, { resources: { cpu } }))).toBe(!fine);
      }),
      { numRuns: 400 },
    );
  });
});
