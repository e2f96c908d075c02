import {
  type ClusterProfileProps,
  existing,
  KUBERNETES_VERSIONS,
  NodePool,
  Platform,
  Remote,
  SecureApp,
  type SecureAppProps,
  SharedService,
  TenantNamespace,
  type TenantNamespaceProps,
} from '../../constructs';
import { judge } from '../../constructs/gate';
import { findingText } from '../../report/text';
import { IMAGE, inDirectory, TODAY } from './harness';

/** What the gate says of what is defined, each on one line: what refuses it, and what is written all the same. */
function judged(define: (platform: Platform) => unknown, profile: ClusterProfileProps = {}) {
  return inDirectory((outdir) => {
    const platform = new Platform({ outdir, today: TODAY, apiServer: { cidrs: ['192.0.2.10/32'] }, ...profile });
    define(platform);
    const { problems, warnings } = judge(platform, TODAY);
    const lines = (texts: readonly string[]) => texts.map((text) => text.split('\n')[0] ?? '');
    return { refused: lines(problems), weak: lines(warnings.map(findingText)) };
  });
}

/** All of that together. */
function said(...given: Parameters<typeof judged>): readonly string[] {
  const { refused, weak } = judged(...given);
  return [...refused, ...weak];
}

/** The rules that find something, each once. */
function rulesThatFind(...given: Parameters<typeof judged>) {
  const { refused, weak } = judged(...given);
  const ids = (lines: readonly string[]) => [...new Set(lines.map((line) => line.split(/[ :]/)[1]))].sort();
  return { refused: ids(refused), weak: ids(weak) };
}

const HTTP = { http: 8080 };
const app = (tenant: TenantNamespace, name: string, props: Partial<SecureAppProps> = {}) =>
  new SecureApp(tenant, name, { image: IMAGE, ports: HTTP, ...props });

describe('a tenant has no finding', () => {
  test.each<[string, TenantNamespaceProps]>([
    ['without props', {}],
    ['with people', { owners: ['group:admins'], editors: ['group:developers', 'serviceaccount:shop/deployer'], viewers: ['user:support'] }],
    ['with a contact', { contact: 'shop@example.com' }],
    ['of another name', { tenant: 'market', namespace: 'shop-prod' }],
    ['on nodes of its own', { nodes: NodePool.dedicated('shop') }],
    ['on two pools of its own', { nodes: [NodePool.dedicated('shop', 'small'), NodePool.dedicated('shop', 'large')] }],
    ['on shared nodes', { nodes: NodePool.shared('general') }],
    ['with other amounts', { quota: { cpu: '20', memory: '40Gi', pods: 20 }, limits: { max: { cpu: '8' }, ratio: { cpu: 2 } } }],
  ])('%s', (_, props) => {
    expect(said((platform) => app(new TenantNamespace(platform, 'shop', props), 'cart'))).toEqual([]);
    expect(said((platform) => new TenantNamespace(platform, 'shop', props))).toEqual([]);
  });

  test('beside another of the same owner', () => {
    expect(
      said((platform) => {
        for (const stage of ['dev', 'prod']) app(new TenantNamespace(platform, `shop-${stage}`, { tenant: 'shop' }), 'cart');
      }),
    ).toEqual([]);
  });
});

const APPS: readonly (readonly [string, Partial<SecureAppProps>])[] = [
  ['with nothing but an image', { ports: {} }],
  ['that listens', {}],
  [
    'that listens to several ports',
    { ports: { http: { port: 8080, servicePort: 80 }, dns: { port: 5353, protocol: 'UDP', servicePort: 53 } } },
  ],
  ['that is asked two questions', { probes: { readiness: { http: '/ready' }, liveness: { http: '/live' } } }],
  ['that is asked one question', { probes: { readiness: { grpc: true }, liveness: 'as-readiness' } }],
  ['that is asked three', { probes: { readiness: { tcp: true }, liveness: { exec: ['alive'] }, startup: { exec: ['started'] } } }],
  ['that writes files', { writable: { '/tmp': '64Mi', '/cache': { size: '128Mi', medium: 'memory' } } }],
  ['that shares its storage', { persistent: { '/data': { size: '10Gi', accessMode: 'ReadWriteMany', storageClass: 'nfs' } } }],
  ['that reads configuration', { config: { '/etc/app': { files: { 'app.yaml': 'mode: fast\n' } }, '/etc/more': { configMap: 'more' } } }],
  ['that reads secrets', { secrets: { '/etc/tls': { secret: 'tls', items: { 'tls.key': 'key' } } } }],
  ['with tokens', { tokens: [{ audience: 'vault', path: 'vault' }] }],
  ['with variables', { env: { MODE: 'fast', CACHE_URL: 'redis:6379' } }],
  ['of five pods', { replicas: 5 }],
  ['that scales', { autoscale: { min: 3, max: 10 } }],
  ['with containers before it', { init: { migrate: { image: IMAGE, command: ['migrate'], writable: { '/work': '1Mi' } } } }],
  [
    'with a container beside it',
    {
      writable: { '/data': '16Mi' },
      sidecars: { proxy: { image: IMAGE, ports: { proxy: 15_001 }, share: ['/data'] }, logs: { image: IMAGE } },
    },
  ],
  ['with other amounts', { resources: { cpu: '250m', memory: '256Mi', ephemeralStorage: '128Mi' } }],
  ['that bursts', { resources: { requests: { cpu: '100m', memory: '128Mi' }, limits: { cpu: '500m', memory: '128Mi' } } }],
  ['of a given user', { runAs: { user: 20_000, group: 20_000 } }],
  ['in a sandbox', { runtimeClass: 'gvisor' }],
  ['of a priority', { priorityClass: 'business' }],
  ['of a private registry', { pullSecrets: ['registry'] }],
  ['that ends slowly', { terminationGracePeriod: 120, revisionHistory: 2 }],
  ['with a headless Service', { service: 'headless' }],
  ['whose Service has a name', { serviceName: 'basket' }],
  ['without a Service', { service: 'none' }],
  ['of a version', { app: 'carts', version: 'v1', component: 'backend' }],
];

/** Everything that the apps of these tests refer to. */
function around(tenant: TenantNamespace): void {
  existing(tenant, { kind: 'ConfigMap', name: 'more' });
  for (const name of ['tls', 'registry', 'shop-tls']) existing(tenant, { kind: 'Secret', name });
  existing(tenant, { kind: 'RuntimeClass', group: 'node.k8s.io', name: 'gvisor' });
  existing(tenant, { kind: 'PriorityClass', group: 'scheduling.k8s.io', name: 'business' });
}

describe('an app has no finding', () => {
  test.each(APPS)('%s', (_, props) => {
    const define = (platform: Platform) => {
      const shop = new TenantNamespace(platform, 'shop');
      around(shop);
      app(shop, 'cart', props);
    };
    expect(said(define)).toEqual([]);
  });

  test.each<[string, (cart: SecureApp, shop: TenantNamespace, platform: Platform) => unknown, ClusterProfileProps?]>([
    ['that calls the API server', (cart) => cart.kubeApi({ rules: [{ resources: ['pods'], verbs: ['get', 'list', 'watch'] }] })],
    ['that is published', (cart) => cart.expose({ host: 'shop.example.com', tlsSecret: 'shop-tls', ingressClass: 'nginx', path: '/cart' })],
    [
      'behind a shared Service',
      (_, shop) => {
        const versions = ['v1', 'v2'].map((version) => app(shop, `reviews-${version}`, { app: 'reviews', version, service: 'none' }));
        new SharedService(shop, 'reviews', { apps: versions });
      },
    ],
    ['that calls another', (cart, shop) => cart.connections.allowTo(app(shop, 'redis', { ports: { redis: 6379 } }), { reason: 'baskets' })],
    ['that another calls by port', (cart, shop) => cart.connections.allowFrom(app(shop, 'web'), { ports: ['http'] })],
    [
      'that calls another tenant',
      (cart, _, platform) => {
        const bank = app(new TenantNamespace(platform, 'bank'), 'ledger');
        cart.connections.allowTo(bank);
        bank.connections.allowFrom(cart);
      },
    ],
    ['that calls addresses', (cart) => cart.connections.allowTo(Remote.cidr('203.0.113.7/32', { tcp: [443] }))],
    ['that calls the internet', (cart) => cart.connections.allowTo(Remote.internet({ tcp: [443] }))],
    ['that calls nodes', (cart) => cart.connections.allowTo(Remote.nodes({ tcp: [10250] })), { nodeCidrs: ['192.0.2.0/24'] }],
    [
      'that calls pods outside',
      (cart) => cart.connections.allowTo(Remote.pods({ namespace: 'otel', podLabels: { app: 'collector' } }, { tcp: [4317] })),
    ],
    ['that monitoring reads', (cart) => cart.connections.allowFrom(Remote.monitoring())],
    ['that calls a host', (cart) => cart.connections.allowTo(Remote.host('www.googleapis.com', { tcp: [443] })), { cni: 'cilium' }],
  ])('%s', (_, connect, ...[profile]) => {
    const define = (platform: Platform) => {
      const shop = new TenantNamespace(platform, 'shop');
      around(shop);
      connect(app(shop, 'cart'), shop, platform);
    };
    expect(said(define, profile)).toEqual([]);
  });
});

/** A tenant with every app of the above, which call each other, the API server and the world. */
function everything(platform: Platform): void {
  const shop = new TenantNamespace(platform, 'shop', {
    owners: ['group:admins'],
    editors: ['group:developers'],
    viewers: ['group:support'],
    nodes: NodePool.dedicated('shop'),
    quota: { cpu: '100', memory: '100Gi', ephemeralStorage: '100Gi', pods: 300, services: 100 },
  });
  around(shop);
  const apps = APPS.map(([, props], index) => app(shop, `app-${index}`, props));
  const hub = app(shop, 'hub');
  for (const each of apps) hub.connections.allowFrom(each);
  hub.connections.allowTo(Remote.internet({ tcp: [443] }));
  hub.connections.allowFrom(Remote.monitoring());
  hub.kubeApi({ rules: [{ resources: ['pods'], verbs: ['list'] }] });
  hub.expose({ host: 'shop.example.com', tlsSecret: 'shop-tls' });
}

test('an app on one of two pools of its tenant has no finding', () => {
  expect(
    said((platform) => {
      const nodes = [NodePool.dedicated('shop', 'small'), NodePool.dedicated('shop', 'large')];
      app(new TenantNamespace(platform, 'shop', { nodes }), 'cart', { nodes: NodePool.dedicated('shop', 'large') });
    }),
  ).toEqual([]);
});

describe('everything at once has no finding', () => {
  test.each(KUBERNETES_VERSIONS)('for Kubernetes %s', (kubernetesVersion) => {
    expect(said(everything, { kubernetesVersion })).toEqual([]);
    expect(said(everything, { kubernetesVersion, cni: 'cilium', securityModule: 'selinux' })).toEqual([]);
  });

  test.each<[string, ClusterProfileProps]>([
    ['with Cilium', { cni: 'cilium', dns: { nodeLocal: ['169.254.20.10'] } }],
    ['with Calico and a cache on nodes', { cni: 'calico', dns: { nodeLocal: ['169.254.20.10'] } }],
    ['with SELinux', { securityModule: 'selinux' }],
    [
      'with two families of addresses',
      { podCidrs: ['10.244.0.0/16', 'fd00:10:244::/56'], serviceCidrs: ['10.96.0.0/12', 'fd00:10:96::/112'] },
    ],
    ['from one registry', { registries: ['registry.example.com/shop/'] }],
    ['with labels and a contact', { labels: { team: 'platform' }, contact: 'platform@example.com' }],
  ])('%s', (_, profile) => {
    expect(said(everything, profile)).toEqual([]);
  });
});

type Found = ReturnType<typeof rulesThatFind>;
const OPEN = (...rules: string[]): Found => ({ refused: rules, weak: [] });
const WEAK = (...rules: string[]): Found => ({ refused: [], weak: rules });

describe('what opens or weakens is found by its rule, and nothing else is', () => {
  test.each<[string, Partial<SecureAppProps>, Found]>([
    ['an image by its tag', { image: 'registry.example.com/shop/cart:1.4.2' }, OPEN('image-digest')],
    ['a capability of containers by default', { capabilities: ['CHOWN'] }, OPEN('pod-capabilities-restricted')],
    ['another capability', { capabilities: ['NET_ADMIN'] }, OPEN('pod-capabilities')],
    ['one pod', { replicas: 1 }, WEAK('replicas-several')],
    ['storage that one node can mount', { persistent: { '/data': { size: '1Gi' } } }, WEAK('replicas-several')],
    ['one pod when nobody calls', { autoscale: { min: 1, max: 3 } }, WEAK('autoscaler-range')],
    ['the user namespace of the node', { userNamespace: 'host' }, WEAK('user-namespace-own')],
    ['a user of the system', { runAs: { user: 999, group: 999 } }, WEAK('group-id-high', 'user-id-high')],
    ['no probes', { probes: 'none' }, WEAK('probe-liveness', 'probe-readiness')],
    ['no question about life', { probes: { readiness: { http: '/ready' } } }, WEAK('probe-liveness')],
    ['no question about traffic', { probes: { liveness: { http: '/alive' } } }, WEAK('probe-readiness')],
    ['memory on credit', { resources: { requests: { memory: '64Mi' }, limits: { memory: '128Mi' } } }, WEAK('memory-guaranteed')],
    ['a port below 1024', { ports: { http: 80 }, capabilities: ['NET_BIND_SERVICE'] }, WEAK('port-unprivileged')],
  ])('of an app, %s', (_, props, expected) => {
    expect(rulesThatFind((platform) => app(new TenantNamespace(platform, 'shop'), 'cart', props))).toEqual(expected);
  });

  test.each<[string, TenantNamespaceProps, Found]>([
    ['the privileged standard', { podSecurity: 'privileged' }, OPEN('namespace-pod-security')],
    ['the baseline standard', { podSecurity: 'baseline' }, WEAK('namespace-pod-security-restricted')],
    ['an editor of another namespace', { editors: ['serviceaccount:ci/deployer'] }, WEAK('rbac-cross-namespace')],
    ['a grant of shells', { grants: [{ to: ['group:on-call'], allow: ['exec', 'attach'] }] }, OPEN('rbac-pods-exec')],
    ['a grant of ports', { grants: [{ to: ['group:on-call'], allow: ['port-forward'] }] }, OPEN('rbac-port-forward')],
    ['a grant to read Secrets', { grants: [{ to: ['group:on-call'], allow: ['read-secrets'] }] }, OPEN('rbac-secrets-read')],
    ['a grant to write Secrets', { grants: [{ to: ['group:on-call'], allow: ['write-secrets'] }] }, OPEN('rbac-secrets-write')],
  ])('of a tenant, %s', (_, props, expected) => {
    expect(rulesThatFind((platform) => new TenantNamespace(platform, 'shop', props))).toEqual(expected);
  });

  test.each<[string, (cart: SecureApp) => unknown, Found]>([
    ['reads Secrets', (cart) => cart.kubeApi({ rules: [{ resources: ['secrets'], verbs: ['get'] }] }), OPEN('rbac-secrets-read')],
    ['creates pods', (cart) => cart.kubeApi({ rules: [{ resources: ['pods'], verbs: ['create'] }] }), WEAK('rbac-pods-write')],
    [
      'is called by every pod of its namespace',
      (cart) => cart.connections.allowFrom(cart.tenant),
      WEAK('policy-peers-narrow', 'policy-pods-named'),
    ],
  ])('of an app that %s', (_, open, expected) => {
    expect(rulesThatFind((platform) => open(app(new TenantNamespace(platform, 'shop'), 'cart')))).toEqual(expected);
  });

  test('of a cluster, a network plugin that ignores policies', () => {
    expect(rulesThatFind((platform) => new TenantNamespace(platform, 'shop'), { cni: 'flannel' })).toEqual(
      OPEN('network-policy-enforced', 'tenant-network-isolated'),
    );
  });
});
