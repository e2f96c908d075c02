import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { Folder } from './folder';

let folder: Folder;
afterEach(() => folder.remove());

const CALLS = join(__dirname, '../oracles/calls.txt');
const DIST = join(__dirname, '../../dist');

const pod = (name: string) => `---
apiVersion: apps/v1
kind: Deployment
metadata: { name: ${name}, namespace: shop }
spec:
  template:
    metadata: { labels: { app: ${name} } }
    spec: { containers: [{ name: c, ports: [{ name: http, containerPort: 8080 }] }] }
`;
const SHOP = `apiVersion: v1
kind: Namespace
metadata: { name: shop }
${pod('web')}${pod('cart')}---
apiVersion: v1
kind: Service
metadata: { name: cart, namespace: shop }
spec: { selector: { app: cart }, ports: [{ port: 80, targetPort: http }] }
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: deny, namespace: shop }
spec: { podSelector: {}, policyTypes: [Ingress, Egress] }
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: cart, namespace: shop, annotations: { palisade.dev/allows: 'from web 8080/TCP: fills carts' } }
spec: { podSelector: { matchLabels: { app: cart } }, ingress: [{ from: [{ podSelector: { matchLabels: { app: web } } }], ports: [{ port: http }] }] }
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: web, namespace: shop }
spec: { podSelector: { matchLabels: { app: web } }, policyTypes: [Egress], egress: [{ to: [{ podSelector: { matchLabels: { app: cart } } }] }] }
`;
const PATH = 'shop/web  ->  shop/cart  8080/TCP';

const reach = async (...args: string[]) => {
  const { code, out, err } = await folder.palisade('reach', ...args);
  return { code, err, out, text: out.join('\n') };
};

describe('the example', () => {
  interface Told {
    readonly from: readonly { readonly name: string; readonly kind: string }[];
    readonly to: readonly { readonly name: string }[];
    readonly ports: readonly { readonly protocol: string; readonly first: number; readonly last: number }[];
    readonly verdict: string;
    readonly declared: readonly string[];
  }

  test('opens exactly the calls that are declared, those across borders, and the DNS', async () => {
    folder = new Folder();
    cpSync(DIST, 'dist', { recursive: true });
    cpSync(CALLS, 'calls.txt');
    const { paths } = JSON.parse((await reach('dist', '--format', 'json')).text) as { paths: readonly Told[] };
    const names: Readonly<Record<string, string>> = {
      'ingress-nginx/app.kubernetes.io/name=ingress-nginx': 'ingress-nginx/controller',
      'kube-system/k8s-app=kube-dns': 'kube-system/kube-dns',
      'vault/app.kubernetes.io/name=vault': 'vault/vault',
      '10.96.0.1/32': 'api-server-service',
      '10.0.0.1/32': 'api-server-endpoint',
      '10.0.1.1/32': 'api-server-endpoint-2',
      '10.0.2.1/32': 'api-server-endpoint-3',
    };
    const called = (name: string) => names[name] ?? name;
    const told = paths.flatMap(({ from, to, ports }) => {
      const froms = to[0]?.name === 'kube-system/k8s-app=kube-dns' ? ['*'] : from.map(({ name }) => called(name));
      return froms.flatMap((one) =>
        to.flatMap((other) =>
          ports.map(
            ({ protocol, first, last }) => `${one} -> ${called(other.name)} ${first === last ? first : `${first}-${last}`}/${protocol}`,
          ),
        ),
      );
    });
    const expected = folder
      .read('calls.txt')
      .split('\n')
      .map((line) => line.replace(/#.*/, '').trim())
      .filter((line) => line !== '');
    expect([...told].sort()).toEqual([...expected].sort());
    expect(paths.every(({ verdict, declared }) => verdict === 'allow' && declared.length > 0)).toBe(true);
    // 23 inside namespaces, 6 across their borders, one of them to three API servers, and the DNS for all.
    expect(paths).toHaveLength(32);
  });
});

describe('the list', () => {
  test('is each path, and what it rests on', async () => {
    folder = new Folder({ 'a.yaml': SHOP });
    const { code, err, out } = await reach('a.yaml');
    expect({ code, err, first: out.slice(0, 3) }).toEqual({ code: 0, err: [], first: [PATH, '', '1 path is open'] });
    expect(out.filter((each) => each.startsWith('  ')).map((each) => each.trim().split(':')[0])).toEqual([
      'policies-enforced',
      'own-node',
      'api-server',
      'labels',
      'established',
      'ports-only',
    ]);
  });

  test.each<[what: string, args: readonly string[], first: string]>([
    ['from a workload', ['--from', 'shop/web'], PATH],
    ['from one that calls nobody', ['--from', 'shop/cart'], 'nothing is open'],
    ['to a namespace', ['--to', 'shop'], PATH],
    ['to a port', ['--port', '8080'], PATH],
    ['to another', ['--port', '8080/UDP'], 'nothing is open'],
    ['to the port of a Service', ['--to', 'service/shop/cart', '--port', '80'], PATH],
    ['to no port of a Service', ['--to', 'service/shop/cart', '--port', '8080'], 'nothing is open'],
    ['to the internet', ['--to', 'internet'], 'nothing is open'],
    ['to metadata', ['--to', 'metadata'], 'nothing is open'],
    ['from a stranger', ['--from', 'shop/?'], 'nothing is open'],
  ])('%s', async (_what, args, first) => {
    folder = new Folder({ 'a.yaml': SHOP });
    expect((await reach('a.yaml', ...args)).out.find((each) => each !== '')).toBe(first);
  });

  test('of a cluster without policies has everything', async () => {
    folder = new Folder({ 'a.yaml': `apiVersion: v1\nkind: Namespace\nmetadata: { name: shop }\n${pod('web')}` });
    const { out } = await reach('a.yaml');
    expect(out.slice(0, 3).map((each) => each.replace(/ +/g, ' '))).toEqual([
      'anywhere -> shop/web all ports',
      'shop/web -> anywhere all ports',
      'shop/web -> shop/web all ports',
    ]);
    expect((await reach('a.yaml', '--to', 'metadata')).out[0]).toBe('shop/web  ->  anywhere  all ports');
  });
});

describe('--explain', () => {
  test('names rules and declarations below each path', async () => {
    folder = new Folder({ 'a.yaml': SHOP });
    expect((await reach('a.yaml', '--explain')).out.slice(0, 4)).toEqual([
      PATH,
      '    declared: from web 8080/TCP: fills carts',
      '    NetworkPolicy.networking.k8s.io shop/web /spec/egress/0  a.yaml:39',
      '    NetworkPolicy.networking.k8s.io shop/cart /spec/ingress/0  a.yaml:34',
    ]);
  });

  test('names those for and against what was asked', async () => {
    folder = new Folder({ 'a.yaml': SHOP });
    const { out } = await reach('a.yaml', '--explain', '--from', 'shop/web', '--to', 'shop/cart', '--port', '22');
    expect(out.slice(0, out.indexOf(''))).toEqual([
      'shop/web -> shop/cart 22/TCP: deny',
      '  egress of shop/web: allow',
      '    for: NetworkPolicy.networking.k8s.io shop/web /spec/egress/0  a.yaml:39 (22/TCP)',
      '  ingress of shop/cart: deny',
      '    against: NetworkPolicy.networking.k8s.io shop/deny /spec  a.yaml:29',
      '    against: NetworkPolicy.networking.k8s.io shop/cart /spec  a.yaml:34',
      '    not for it: NetworkPolicy.networking.k8s.io shop/cart /spec/ingress/0  a.yaml:34 (other ports)',
    ]);
  });
});

describe('formats', () => {
  test.each<[format: string, expected: readonly string[]]>([
    ['csv', ['from,to,ports,verdict,declared', 'shop/web,shop/cart,8080/TCP,allow,from web 8080/TCP: fills carts']],
    ['mermaid', ['flowchart LR', '  subgraph box0 ["shop"]', '    n0["web"]', '    n1["cart"]', '  end', '  n0 -->|"8080/TCP"| n1']],
    [
      'dot',
      [
        'digraph reach {',
        '  rankdir=LR;',
        '  node [shape=box];',
        '  subgraph cluster_0 {',
        '    label="shop";',
        '    n0 [label="web"];',
        '    n1 [label="cart"];',
        '  }',
        '  n0 -> n1 [label="8080/TCP"];',
        '}',
      ],
    ],
  ])('%s', async (format, expected) => {
    folder = new Folder({ 'a.yaml': SHOP });
    expect((await reach('a.yaml', '--format', format)).out).toEqual(expected);
  });
});

describe('what cannot be understood ends with 2', () => {
  test.each<[what: string, args: readonly string[], message: RegExp]>([
    ['nothing to look at', [], /^nothing to look at/],
    ['an end that is not there', ['a.yaml', '--from', 'shop/none'], /^--from must be .* the files have no 'shop\/none'$/],
    ['a port that is none', ['a.yaml', '--port', '0'], /^--port must be a number from 1 to 65535/],
    ['a protocol that is none', ['a.yaml', '--port', '80/ICMP'], /^--port must be/],
    ['a format that is none', ['a.yaml', '--format', 'svg'], /^--format must be one of text, json, csv, dot, mermaid/],
  ])('%s', async (_what, args, message) => {
    folder = new Folder({ 'a.yaml': SHOP });
    const { code, err } = await reach(...args);
    expect(code).toBe(2);
    expect(err[0]).toMatch(message);
  });

  test('but a file that cannot be read is told, and ends with 1', async () => {
    folder = new Folder({ 'a.yaml': SHOP, 'b.yaml': 'a: [\n' });
    const { code, err, out } = await reach('.');
    expect([code, out[0]]).toEqual([1, PATH]);
    expect(err[0]).toMatch(/^b\.yaml:\d+ cannot be read, and may change the answer: /);
  });
});
