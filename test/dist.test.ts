import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { BlockList, isIPv6 } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';

type Labels = Readonly<Record<string, string>>;
interface Port {
  readonly name?: string;
  readonly port?: number;
  readonly containerPort?: number;
  readonly targetPort?: number | string;
  readonly protocol?: string;
  readonly endPort?: number;
}
interface Container {
  readonly image: string;
  readonly env?: readonly { readonly name: string; readonly value?: string }[];
  readonly ports?: readonly Port[];
  readonly volumeMounts?: readonly { readonly mountPath: string; readonly readOnly?: boolean }[];
}
interface Selector {
  readonly matchLabels?: Labels;
}
interface Peer {
  readonly podSelector?: Selector;
  readonly namespaceSelector?: Selector;
  readonly ipBlock?: { readonly cidr: string; readonly except?: readonly string[] };
}
interface Policy {
  readonly podSelector: Selector;
  readonly policyTypes: readonly string[];
  readonly ingress?: readonly { readonly from?: readonly Peer[]; readonly ports?: readonly Port[] }[];
  readonly egress?: readonly { readonly to?: readonly Peer[]; readonly ports?: readonly Port[] }[];
}
interface KubernetesObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string; readonly labels?: Labels };
  readonly spec?: unknown;
}

const root = join(__dirname, '..');
const dist = join(root, 'dist');
const yamlFiles = readdirSync(dist).filter((name) => name.endsWith('.k8s.yaml'));
const parsed = (text: string, version: '1.1' | '1.2') =>
  parseAllDocuments(text, { version, strict: true, uniqueKeys: true }).map((document) => {
    expect([...document.errors, ...document.warnings]).toEqual([]);
    return document.toJS() as KubernetesObject;
  });
const objects = yamlFiles.flatMap((name) => parsed(readFileSync(join(dist, name), 'utf8'), '1.2'));
const specs = <Spec>(kind: string) =>
  objects
    .filter((object) => object.kind === kind)
    .map((object) => ({ ...object.metadata, namespace: object.metadata.namespace ?? '', spec: object.spec as Spec }));

test('dist has files to look at', () => {
  expect(yamlFiles).toEqual(['bookinfo.k8s.yaml', 'control-plane.k8s.yaml', 'online-boutique.k8s.yaml', 'ops.k8s.yaml']);
});

test.each(yamlFiles)('%s is the same to strict parsers of YAML 1.1 and 1.2', (name) => {
  const text = readFileSync(join(dist, name), 'utf8');
  expect(parsed(text, '1.1')).toEqual(parsed(text, '1.2'));
});

test('the names of all files and objects are as reviewed', () => {
  const names = Object.keys(filesIn(dist));
  const list = objects.map(({ kind, metadata: { namespace, name } }) => `${kind} ${namespace === undefined ? '' : `${namespace}/`}${name}`);
  expect(['', ...names, '', ...list, ''].join('\n')).toMatchSnapshot();
});

describe('the example', () => {
  const outdirs: string[] = [];
  const runs: Record<string, string>[] = [];

  beforeAll(() => {
    for (const run of ['first', 'second']) {
      const outdir = mkdtempSync(join(tmpdir(), `palisade-dist-${run}-`));
      outdirs.push(outdir);
      const env = { ...process.env, CDK8S_OUTDIR: outdir };
      const { status, stderr } = spawnSync(process.execPath, ['--import', 'tsx', 'main.ts'], { cwd: root, env, encoding: 'utf8' });
      if (status !== 0) throw new Error(`main.ts ended with ${status}:\n${stderr}`);
      runs.push(filesIn(outdir));
    }
  }, 60_000);
  afterAll(() => {
    for (const outdir of outdirs) rmSync(outdir, { recursive: true, force: true });
  });

  test('writes what is committed, byte by byte', () => {
    expect(differences(filesIn(dist), runs[0] ?? {})).toEqual([]);
  });

  test('writes the same bytes each time', () => {
    expect(runs[1]).toEqual(runs[0]);
  });

  test('writes scripts that can be run', () => {
    const modes = Object.entries(runs[0] ?? {}).map(([path, text]) => `${path} ${text.split('\n')[0]}`);
    expect(modes).toEqual(Object.keys(runs[0] ?? {}).map((path) => `${path} ${path.endsWith('.sh') ? '-rwx' : '-rw'}`));
    expect(modes).toEqual(expect.arrayContaining(['Kustomization -rw', 'nodes/general.sh -rwx', 'control-plane/install.sh -rwx']));
  });
});

test.each([
  ['nothing, when they are equal', { a: 'x\ny' }, { a: 'x\ny' }, []],
  ['a file that is missing', {}, { a: 'x' }, ['a is missing: run npm run synth']],
  ['a file that is left over', { a: 'x' }, {}, ['a is left over: run npm run synth']],
  [
    'the first line that differs',
    { a: '-rw\nx\ny' },
    { a: '-rw\nx\nz' },
    ["a is stale, its line 2 is 'y' and would be 'z': run npm run synth"],
  ],
  ['another mode', { a: '-rwx\nx' }, { a: '-rw\nx' }, ["a is stale, its line 0 is '-rwx' and would be '-rw': run npm run synth"]],
])('the comparison tells %s', (_what, committed, fresh, expected) => {
  expect(differences(committed, fresh)).toEqual(expected);
});

const kubectl = spawnSync('kubectl', ['kustomize', '--help'], { encoding: 'utf8' });
if (kubectl.status === 0) {
  test('kubectl kustomize accepts dist, and finds every object in it', () => {
    const { status, stdout, stderr } = spawnSync('kubectl', ['kustomize', dist], { encoding: 'utf8', maxBuffer: 1 << 28 });
    expect([status, stderr]).toEqual([0, '']);
    const sorted = (list: readonly KubernetesObject[]) => list.map((object) => canonical(object)).sort();
    expect(sorted(parsed(stdout, '1.2'))).toEqual(sorted(objects));
  });
} else {
  test.todo('kubectl kustomize accepts dist (not run: no kubectl)');
}

// ── What the applications are ───────────────────────────────────────────────────────────────────────────────────────────────────────

const BOUTIQUE = 'us-central1-docker.pkg.dev/online-boutique-ci/microservices-demo/';
const BUSYBOX = 'busybox:1.38.0@sha256:fd8d9aa63ba2f0982b5304e1ee8d3b90a210bc1ffb5314d980eb6962f1a9715d';
const CATALOG = 'PRODUCT_CATALOG_SERVICE_ADDR=productcatalogservice:3550';
const CURRENCY = 'CURRENCY_SERVICE_ADDR=currencyservice:7000';
const CART = 'CART_SERVICE_ADDR=cartservice:7070';
const SHIPPING = 'SHIPPING_SERVICE_ADDR=shippingservice:50051';
const book = (name: string) => `docker.io/istio/examples-bookinfo-${name}:1.16.4`;

/** Workload, image, pod ports, environment, paths it writes. */
const WORKLOADS: readonly (readonly [string, string, readonly number[], readonly string[], readonly string[]])[] = [
  [
    'online-boutique/frontend',
    `${BOUTIQUE}frontend:v0.10.6`,
    [8080],
    [
      ...['PORT=8080', CATALOG, CURRENCY, CART, 'RECOMMENDATION_SERVICE_ADDR=recommendationservice:8080', SHIPPING],
      ...['CHECKOUT_SERVICE_ADDR=checkoutservice:5050', 'AD_SERVICE_ADDR=adservice:9555'],
      ...['SHOPPING_ASSISTANT_SERVICE_ADDR=shoppingassistantservice:80', 'ENABLE_PROFILER=0'],
    ],
    [],
  ],
  ['online-boutique/adservice', `${BOUTIQUE}adservice:v0.10.6`, [9555], ['PORT=9555'], []],
  ['online-boutique/cartservice', `${BOUTIQUE}cartservice:v0.10.6`, [7070], ['REDIS_ADDR=redis-cart:6379'], []],
  [
    'online-boutique/checkoutservice',
    `${BOUTIQUE}checkoutservice:v0.10.6`,
    [5050],
    ['PORT=5050', CATALOG, SHIPPING, 'PAYMENT_SERVICE_ADDR=paymentservice:50051', 'EMAIL_SERVICE_ADDR=emailservice:5000', CURRENCY, CART],
    [],
  ],
  ['online-boutique/currencyservice', `${BOUTIQUE}currencyservice:v0.10.6`, [7000], ['PORT=7000', 'DISABLE_PROFILER=1'], []],
  ['online-boutique/emailservice', `${BOUTIQUE}emailservice:v0.10.6`, [8080], ['PORT=8080', 'DISABLE_PROFILER=1'], []],
  ['online-boutique/paymentservice', `${BOUTIQUE}paymentservice:v0.10.6`, [50051], ['PORT=50051', 'DISABLE_PROFILER=1'], []],
  ['online-boutique/productcatalogservice', `${BOUTIQUE}productcatalogservice:v0.10.6`, [3550], ['PORT=3550', 'DISABLE_PROFILER=1'], []],
  [
    'online-boutique/recommendationservice',
    `${BOUTIQUE}recommendationservice:v0.10.6`,
    [8080],
    ['PORT=8080', CATALOG, 'DISABLE_PROFILER=1'],
    [],
  ],
  ['online-boutique/shippingservice', `${BOUTIQUE}shippingservice:v0.10.6`, [50051], ['PORT=50051', 'DISABLE_PROFILER=1'], []],
  ['online-boutique/redis-cart', 'redis:alpine', [6379], [], ['/data']],
  ['online-boutique/loadgenerator', `${BOUTIQUE}loadgenerator:v0.10.6`, [], ['FRONTEND_ADDR=frontend:80', 'USERS=10', 'RATE=1'], []],
  ['bookinfo/productpage-v1', book('productpage-v1'), [9080], [], ['/tmp']],
  ['bookinfo/details-v1', book('details-v1'), [9080], [], []],
  ['bookinfo/ratings-v1', book('ratings-v1'), [9080], [], []],
  ['bookinfo/reviews-v1', book('reviews-v1'), [9080], ['LOG_DIR=/tmp/logs'], ['/opt/ibm/wlp/output', '/tmp']],
  ['bookinfo/reviews-v2', book('reviews-v2'), [9080], ['LOG_DIR=/tmp/logs'], ['/opt/ibm/wlp/output', '/tmp']],
  ['bookinfo/reviews-v3', book('reviews-v3'), [9080], ['LOG_DIR=/tmp/logs'], ['/opt/ibm/wlp/output', '/tmp']],
];

/** Service, its port, and the workloads and pod port behind it. */
const SERVICES: readonly (readonly [string, number, readonly string[], number])[] = [
  ['online-boutique/frontend', 80, ['frontend'], 8080],
  ['online-boutique/adservice', 9555, ['adservice'], 9555],
  ['online-boutique/cartservice', 7070, ['cartservice'], 7070],
  ['online-boutique/checkoutservice', 5050, ['checkoutservice'], 5050],
  ['online-boutique/currencyservice', 7000, ['currencyservice'], 7000],
  ['online-boutique/emailservice', 5000, ['emailservice'], 8080],
  ['online-boutique/paymentservice', 50051, ['paymentservice'], 50051],
  ['online-boutique/productcatalogservice', 3550, ['productcatalogservice'], 3550],
  ['online-boutique/recommendationservice', 8080, ['recommendationservice'], 8080],
  ['online-boutique/shippingservice', 50051, ['shippingservice'], 50051],
  ['online-boutique/redis-cart', 6379, ['redis-cart'], 6379],
  ['bookinfo/productpage', 9080, ['productpage-v1'], 9080],
  ['bookinfo/details', 9080, ['details-v1'], 9080],
  ['bookinfo/ratings', 9080, ['ratings-v1'], 9080],
  ['bookinfo/reviews', 9080, ['reviews-v1', 'reviews-v2', 'reviews-v3'], 9080],
];

/** Who calls which pod ports, all of them TCP. What is not here is closed. */
const CALLS: Readonly<Record<string, readonly string[]>> = {
  'online-boutique/loadgenerator': ['online-boutique/frontend 8080'],
  'online-boutique/frontend': [
    ...['online-boutique/adservice 9555', 'online-boutique/cartservice 7070', 'online-boutique/checkoutservice 5050'],
    ...['online-boutique/currencyservice 7000', 'online-boutique/productcatalogservice 3550'],
    ...['online-boutique/recommendationservice 8080', 'online-boutique/shippingservice 50051'],
  ],
  'online-boutique/checkoutservice': [
    ...['online-boutique/cartservice 7070', 'online-boutique/currencyservice 7000', 'online-boutique/emailservice 8080'],
    ...['online-boutique/paymentservice 50051', 'online-boutique/productcatalogservice 3550', 'online-boutique/shippingservice 50051'],
  ],
  'online-boutique/recommendationservice': ['online-boutique/productcatalogservice 3550'],
  'online-boutique/cartservice': ['online-boutique/redis-cart 6379'],
  'bookinfo/productpage-v1': [
    ...['bookinfo/details-v1 9080', 'bookinfo/ratings-v1 9080'],
    ...['bookinfo/reviews-v1 9080', 'bookinfo/reviews-v2 9080', 'bookinfo/reviews-v3 9080'],
  ],
  'bookinfo/reviews-v2': ['bookinfo/ratings-v1 9080'],
  'bookinfo/reviews-v3': ['bookinfo/ratings-v1 9080'],
  'ops/smoke': ['online-boutique/frontend 8080'],
  'ops/vault-agent': ['vault/vault 8200'],
  'ops/pod-watcher': ['10.96.0.1 443', '10.0.0.1 6443', '10.0.1.1 6443', '10.0.2.1 6443'],
  'ingress-nginx/controller': ['online-boutique/frontend 8080', 'bookinfo/productpage-v1 9080'],
};

const deployments = specs<{ readonly template: { readonly metadata: { readonly labels: Labels }; readonly spec: PodSpec } }>('Deployment');
interface PodSpec {
  readonly containers: readonly [Container, ...Container[]];
  readonly initContainers?: readonly Container[];
}

describe('the applications are what they are', () => {
  const environment = ({ env = [] }: Container) => env.map(({ name, value }) => `${name}=${value}`).sort();
  const podOf = (path: string): PodSpec | undefined =>
    deployments.find(({ namespace, name }) => `${namespace}/${name}` === path)?.spec.template.spec;

  test.each(WORKLOADS)('%s', (path, image, ports, env, writes) => {
    const [container, ...others] = podOf(path)?.containers ?? [];
    expect(others).toEqual([]);
    expect(container?.image).toBe(image);
    expect((container?.ports ?? []).map(({ containerPort, protocol = 'TCP' }) => `${containerPort} ${protocol}`)).toEqual(
      ports.map((port) => `${port} TCP`),
    );
    expect(environment(container as Container)).toEqual([...env].sort());
    const mounts = (container?.volumeMounts ?? []).filter(({ readOnly }) => readOnly !== true).map(({ mountPath }) => mountPath);
    expect(mounts.sort()).toEqual(writes);
  });

  test('nothing else runs in their namespaces', () => {
    const running = deployments.map(({ namespace, name }) => `${namespace}/${name}`).filter((path) => !path.startsWith('ops/'));
    expect(running.sort()).toEqual(WORKLOADS.map(([path]) => path).sort());
  });

  test('the load generator asks the frontend before it starts', () => {
    const [first, ...others] = podOf('online-boutique/loadgenerator')?.initContainers ?? [];
    expect(others).toEqual([]);
    expect(first?.image).toBe(BUSYBOX);
    expect(environment(first as Container)).toEqual(['FRONTEND_ADDR=frontend:80']);
  });

  test.each(SERVICES)('Service %s has port %i in front of %j at %i', (path, port, names, podPort) => {
    const service = specs<{ readonly selector: Labels; readonly ports: readonly Port[] }>('Service').find(
      ({ namespace, name }) => `${namespace}/${name}` === path,
    );
    const selected = deployments.filter(
      ({ namespace, spec }) =>
        namespace === service?.namespace && selects({ matchLabels: service.spec.selector }, spec.template.metadata.labels),
    );
    expect(selected.map(({ name }) => name).sort()).toEqual(names);
    expect(service?.spec.ports.map((each) => each.port)).toEqual([port]);
    for (const { spec } of selected) {
      const targets = spec.template.spec.containers
        .flatMap(({ ports = [] }) => ports)
        .filter(({ name, containerPort }) => {
          const target = service?.spec.ports[0]?.targetPort ?? port;
          return name === target || containerPort === target;
        });
      expect(targets.map(({ containerPort }) => containerPort)).toEqual([podPort]);
    }
  });

  test('there is no other Service', () => {
    expect(
      specs('Service')
        .map(({ namespace, name }) => `${namespace}/${name}`)
        .sort(),
    ).toEqual(SERVICES.map(([path]) => path).sort());
  });
});

// ── What is open ────────────────────────────────────────────────────────────────────────────────────────────────────────────────────

/** A pod, or an address that is no pod's. */
interface Endpoint {
  readonly name: string;
  readonly namespace?: string;
  readonly labels?: Labels;
  readonly address?: string;
}

const pods: readonly Endpoint[] = deployments.map(({ namespace, name, spec }) => ({
  name: `${namespace}/${name}`,
  namespace,
  labels: spec.template.metadata.labels,
}));

const stranger = (namespace: string, name: string, labels: Labels): Endpoint => ({ name: `${namespace}/${name}`, namespace, labels });
const KNOWN = [
  stranger('ingress-nginx', 'controller', { 'app.kubernetes.io/name': 'ingress-nginx' }),
  stranger('kube-system', 'dns', { 'k8s-app': 'kube-dns' }),
  stranger('vault', 'vault', { 'app.kubernetes.io/name': 'vault' }),
];
const UNKNOWN = [
  ...['ingress-nginx', 'kube-system', 'vault', 'monitoring', 'default', 'mallory-ops'].map((namespace) =>
    stranger(namespace, 'anybody', {}),
  ),
  ...KNOWN.map(({ name, labels }) => ({ name: `mallory-ops/as ${name}`, namespace: 'mallory-ops', labels })),
  // The labels of each pod, worn by one of another tenant, and by one of a namespace that wears the labels of the pod's own.
  ...pods.flatMap(({ name, namespace: home, labels }) =>
    ['bookinfo', 'online-boutique', 'ops', `mallory-${home}`]
      .filter((namespace) => namespace !== home && !pods.some((pod) => pod.namespace === namespace && sameInstance(pod.labels, labels)))
      .map((namespace) => ({ name: `${namespace}/as ${name}`, namespace, labels })),
  ),
];
const METADATA = ['169.254.169.254', 'fd00:ec2::254', '169.254.170.2', '100.100.100.200', '168.63.129.16'];
const ADDRESSES: readonly Endpoint[] = [
  ...['10.96.0.1', '10.0.0.1', '10.0.1.1', '10.0.2.1', '10.0.0.2', '10.244.1.5', '192.168.0.1', '203.0.113.7', '2001:db8::7', ...METADATA],
].map((address) => ({ name: address, address }));

function sameInstance(a: Labels = {}, b: Labels = {}): boolean {
  return a['app.kubernetes.io/instance'] === b['app.kubernetes.io/instance'];
}

const written = new Map(specs('Namespace').map(({ name, labels = {} }) => [name, labels]));

/** Labels of namespaces: those of dist, the one that the API server adds, and strangers who borrowed what can be borrowed. */
function namespaceLabels(name: string): Labels {
  return { ...written.get(name.replace(/^mallory-/, '')), 'kubernetes.io/metadata.name': name };
}

const policies = specs<Policy>('NetworkPolicy');
const portsOf = (policy: Policy) => [...(policy.ingress ?? []), ...(policy.egress ?? [])].flatMap(({ ports = [] }) => ports);

// One port of each that is named anywhere, and some that are not.
const PORTS = [
  ...new Set([
    ...[1, 22, 65535],
    ...policies.flatMap(({ spec }) => portsOf(spec).map(({ port }) => port ?? 0)),
    ...deployments.flatMap(({ spec }) =>
      spec.template.spec.containers.flatMap(({ ports = [] }) => ports.map((each) => each.containerPort ?? 0)),
    ),
    ...SERVICES.map(([, port]) => port),
  ]),
];
const PROTOCOLS = ['TCP', 'UDP', 'SCTP'];

function selects({ matchLabels = {}, ...rest }: Selector, labels: Labels = {}): boolean {
  if (Object.keys(rest).length > 0) throw new Error(`a selector of another kind: ${JSON.stringify(rest)}`);
  return Object.entries(matchLabels).every(([key, value]) => Object.hasOwn(labels, key) && labels[key] === value);
}

function isPeer({ podSelector, namespaceSelector, ipBlock, ...rest }: Peer, home: string, endpoint: Endpoint): boolean {
  if (Object.keys(rest).length > 0) throw new Error(`a peer of another kind: ${JSON.stringify(rest)}`);
  if (ipBlock !== undefined) {
    const { cidr, except = [] } = ipBlock;
    return (
      endpoint.address !== undefined && inside(cidr, endpoint.address) && !except.some((block) => inside(block, endpoint.address ?? ''))
    );
  }
  const { namespace, labels } = endpoint;
  if (namespace === undefined) return false;
  const near = namespaceSelector === undefined ? namespace === home : selects(namespaceSelector, namespaceLabels(namespace));
  return near && selects(podSelector ?? {}, labels);
}

function inside(cidr: string, address: string): boolean {
  const [network = '', length] = cidr.split('/');
  const list = new BlockList();
  list.addSubnet(network, Number(length), isIPv6(network) ? 'ipv6' : 'ipv4');
  return list.check(address, isIPv6(address) ? 'ipv6' : 'ipv4');
}

/** Whether the policies of the endpoint's own side let the traffic pass. */
function passes(direction: 'Egress' | 'Ingress', endpoint: Endpoint, other: Endpoint, port: number, protocol: string): boolean {
  const selecting = policies.filter(
    ({ namespace, spec }) =>
      namespace === endpoint.namespace && spec.policyTypes.includes(direction) && selects(spec.podSelector, endpoint.labels),
  );
  if (selecting.length === 0) return true;
  return selecting.some(({ namespace, spec }) => {
    const rules =
      direction === 'Egress'
        ? (spec.egress ?? []).map(({ to, ports }) => ({ peers: to, ports }))
        : (spec.ingress ?? []).map(({ from, ports }) => ({ peers: from, ports }));
    return rules.some(
      // An absent list is everybody, or every port.
      ({ peers, ports }) =>
        (peers?.some((peer) => isPeer(peer, namespace, other)) ?? true) && (ports?.some((each) => isPort(each, port, protocol)) ?? true),
    );
  });
}

function isPort(each: Port, port: number, protocol: string): boolean {
  if (typeof each.port !== 'number' || each.endPort !== undefined) throw new Error(`a port of another kind: ${JSON.stringify(each)}`);
  return each.port === port && (each.protocol ?? 'TCP') === protocol;
}

/** Everything that `from` may open on `to`, as `8080 TCP`. */
function openings(from: Endpoint, to: Endpoint): string[] {
  return PORTS.flatMap((port) =>
    PROTOCOLS.filter((protocol) => passes('Egress', from, to, port, protocol) && passes('Ingress', to, from, port, protocol)).map(
      (protocol) => `${to.name} ${port} ${protocol}`,
    ),
  );
}

describe('what is open is what is called', () => {
  const everybody = [...pods, ...KNOWN, ...UNKNOWN, ...ADDRESSES];

  test.each(pods.map((pod) => [pod.name, pod] as const))('%s calls whom it has to, and the DNS', (name, pod) => {
    const open = everybody.filter((other) => other !== pod).flatMap((other) => openings(pod, other));
    const dns = ['kube-system/dns 53 TCP', 'kube-system/dns 53 UDP'];
    expect(open.sort()).toEqual([...(CALLS[name] ?? []).map((call) => `${call} TCP`), ...dns].sort());
  });

  test.each(KNOWN.map((other) => [other.name, other] as const))(
    '%s calls the front doors, if it is the ingress controller',
    (name, other) => {
      expect(pods.flatMap((pod) => openings(other, pod)).sort()).toEqual((CALLS[name] ?? []).map((call) => `${call} TCP`).sort());
    },
  );

  test.each([...UNKNOWN, ...ADDRESSES].map((other) => [other.name, other] as const))('%s calls nobody', (_name, other) => {
    expect(pods.flatMap((pod) => openings(other, pod))).toEqual([]);
  });

  test('reviews-v1 calls nobody but the DNS', () => {
    const reviews = pods.find(({ name }) => name === 'bookinfo/reviews-v1') as Endpoint;
    expect([...pods, ...ADDRESSES].flatMap((other) => (other === reviews ? [] : openings(reviews, other)))).toEqual([]);
  });

  test('the pods of ops are called by nobody', () => {
    const ops = pods.filter(({ namespace }) => namespace === 'ops');
    expect(ops).toHaveLength(3);
    expect(everybody.flatMap((other) => ops.flatMap((pod) => (other === pod ? [] : openings(other, pod))))).toEqual([]);
  });

  test.each(METADATA)('no pod reaches the metadata server at %s', (address) => {
    expect(pods.flatMap((pod) => openings(pod, { name: address, address }))).toEqual([]);
  });

  test('each call of the tables is between pods that are there', () => {
    const names = new Set([...pods, ...KNOWN, ...ADDRESSES].map(({ name }) => name));
    const called = Object.entries(CALLS).flatMap(([from, calls]) => [from, ...calls.map((call) => call.split(' ')[0] ?? '')]);
    expect(called.filter((name) => !names.has(name))).toEqual([]);
    expect(
      Object.entries(CALLS)
        .filter(([from]) => from.startsWith('online-boutique/'))
        .flatMap(([, calls]) => calls),
    ).toHaveLength(16);
  });
});

/** Every file below the directory: its mode, as `-rw` or `-rwx`, and its text. */
function filesIn(directory: string): Record<string, string> {
  const paths = readdirSync(directory, { recursive: true, encoding: 'utf8' }).filter((path) => statSync(join(directory, path)).isFile());
  return Object.fromEntries(
    paths.sort().map((path) => {
      const mode = statSync(join(directory, path)).mode & 0o100 ? '-rwx' : '-rw';
      return [path, `${mode}\n${readFileSync(join(directory, path), 'utf8')}`];
    }),
  );
}

function differences(committed: Readonly<Record<string, string>>, fresh: Readonly<Record<string, string>>): string[] {
  const paths = [...new Set([...Object.keys(committed), ...Object.keys(fresh)])].sort();
  return paths.flatMap((path) => {
    const [old, young] = [committed[path], fresh[path]];
    if (old === young) return [];
    if (old === undefined) return [`${path} is missing: run npm run synth`];
    if (young === undefined) return [`${path} is left over: run npm run synth`];
    const [before, after] = [old.split('\n'), young.split('\n')];
    const line =
      Array.from({ length: Math.max(before.length, after.length) }, (_, index) => index).find((index) => before[index] !== after[index]) ??
      0;
    return [`${path} is stale, its line ${line} is '${before[line]}' and would be '${after[line]}': run npm run synth`];
  });
}

/** The object as text, whatever the order of its keys. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, each) =>
    typeof each === 'object' && each !== null && !Array.isArray(each)
      ? Object.fromEntries(Object.entries(each).sort(([a], [b]) => (a < b ? -1 : 1)))
      : each,
  );
}
