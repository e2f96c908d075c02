import {
  ControlPlane,
  exempt,
  existing,
  NodePool,
  Platform,
  type ProbesProps,
  Remote,
  SecureApp,
  SharedService,
  TenantNamespace,
} from './constructs';

const platform = new Platform({
  kubernetesVersion: '1.33',
  cni: 'calico',
  admissionPlugins: { PodNodeSelector: true, PodTolerationRestriction: true, DenyServiceExternalIPs: true },
  // ingress-nginx with its admission webhook, and with --disable-svc-external-name.
  ingressHosts: 'kept',
  ingressExternalNames: 'refused',
  apiServer: { cidrs: ['10.0.0.1/32', '10.0.1.1/32', '10.0.2.1/32'], port: 6443 },
  registries: [
    'docker.io/hashicorp/',
    'docker.io/istio/',
    'docker.io/library/',
    'registry.k8s.io/',
    'us-central1-docker.pkg.dev/online-boutique-ci/microservices-demo/',
  ],
  contact: 'platform@example.com',
});

new ControlPlane(platform, 'control-plane', {
  endpoint: 'api.example.com:6443',
  members: { 'cp-1': '10.0.0.1', 'cp-2': '10.0.1.1', 'cp-3': '10.0.2.1' },
});

const busybox = 'busybox:1.38.0@sha256:fd8d9aa63ba2f0982b5304e1ee8d3b90a210bc1ffb5314d980eb6962f1a9715d';

// ── Online Boutique: eleven services over gRPC, a redis and a load generator ────────────────────────────────────────────────────────

const boutique = new TenantNamespace(platform, 'online-boutique', {
  owners: ['group:boutique-admins'],
  editors: ['group:boutique-developers'],
  viewers: ['group:support'],
  contact: 'boutique@example.com',
  nodes: NodePool.dedicated('online-boutique'),
  quota: { cpu: '12', memory: '10Gi', ephemeralStorage: '8Gi', pods: 60 },
});

exempt(boutique, {
  rule: 'image-digest',
  reason: 'the digests of v0.10.6 and of redis:alpine have not been recorded yet',
  owner: 'boutique@example.com',
  expires: '2030-12-31',
});

const asksGrpc = (period = 10): ProbesProps => ({ readiness: { grpc: true, period }, liveness: 'as-readiness' });
const asksShop = (who: string) => ({ http: '/_healthz', headers: { Cookie: `shop_session-id=x-${who}-probe` } });
const release = (service: string) => `us-central1-docker.pkg.dev/online-boutique-ci/microservices-demo/${service}:v0.10.6`;

/** A gRPC service with one port, as most of the boutique are. */
function grpcService(
  name: string,
  port: number,
  env: Record<string, string> = {},
  more: Partial<ConstructorParameters<typeof SecureApp>[2]> = {},
) {
  return new SecureApp(boutique, name, {
    image: release(name),
    ports: { grpc: port },
    env: { PORT: String(port), ...env },
    probes: asksGrpc(),
    resources: { cpu: '200m', memory: '128Mi' },
    ...more,
  });
}

const noProfiler = { DISABLE_PROFILER: '1' };
const addresses = {
  PRODUCT_CATALOG_SERVICE_ADDR: 'productcatalogservice:3550',
  CURRENCY_SERVICE_ADDR: 'currencyservice:7000',
  CART_SERVICE_ADDR: 'cartservice:7070',
  SHIPPING_SERVICE_ADDR: 'shippingservice:50051',
};

const frontend = new SecureApp(boutique, 'frontend', {
  image: release('frontend'),
  component: 'frontend',
  ports: { http: { port: 8080, servicePort: 80 } },
  env: {
    ...addresses,
    PORT: '8080',
    RECOMMENDATION_SERVICE_ADDR: 'recommendationservice:8080',
    CHECKOUT_SERVICE_ADDR: 'checkoutservice:5050',
    AD_SERVICE_ADDR: 'adservice:9555',
    SHOPPING_ASSISTANT_SERVICE_ADDR: 'shoppingassistantservice:80',
    ENABLE_PROFILER: '0',
  },
  probes: { readiness: asksShop('readiness'), liveness: asksShop('liveness') },
  resources: { cpu: '200m', memory: '128Mi' },
});
const adservice = grpcService('adservice', 9555, {}, { probes: asksGrpc(15), resources: { cpu: '300m', memory: '300Mi' } });
const cartservice = new SecureApp(boutique, 'cartservice', {
  image: release('cartservice'),
  ports: { grpc: 7070 },
  env: { REDIS_ADDR: 'redis-cart:6379' },
  probes: asksGrpc(),
  resources: { cpu: '300m', memory: '128Mi' },
});
const checkoutservice = grpcService('checkoutservice', 5050, {
  ...addresses,
  PAYMENT_SERVICE_ADDR: 'paymentservice:50051',
  EMAIL_SERVICE_ADDR: 'emailservice:5000',
});
const currencyservice = grpcService('currencyservice', 7000, noProfiler);
const emailservice = grpcService('emailservice', 8080, noProfiler, {
  ports: { grpc: { port: 8080, servicePort: 5000 } },
  probes: asksGrpc(5),
});
const paymentservice = grpcService('paymentservice', 50051, noProfiler);
const productcatalogservice = grpcService('productcatalogservice', 3550, noProfiler);
const recommendationservice = grpcService(
  'recommendationservice',
  8080,
  { ...noProfiler, PRODUCT_CATALOG_SERVICE_ADDR: 'productcatalogservice:3550' },
  { probes: asksGrpc(5), resources: { cpu: '200m', memory: '450Mi' } },
);
const shippingservice = grpcService('shippingservice', 50051, noProfiler);
const redis = new SecureApp(boutique, 'redis-cart', {
  image: 'redis:alpine',
  component: 'database',
  // Each pod would keep carts of its own.
  replicas: 1,
  ports: { redis: 6379 },
  probes: { readiness: { tcp: true, period: 5 }, liveness: 'as-readiness' },
  writable: { '/data': '64Mi' },
  resources: { cpu: '125m', memory: '256Mi' },
});
exempt(redis, {
  rule: 'replicas-several',
  reason: 'a second redis would keep carts of its own; losing the carts of a while is what the shop accepts',
  owner: 'boutique@example.com',
  expires: '2030-12-31',
});
const loadgenerator = new SecureApp(boutique, 'loadgenerator', {
  image: release('loadgenerator'),
  replicas: 1,
  env: { FRONTEND_ADDR: 'frontend:80', USERS: '10', RATE: '1' },
  resources: { cpu: '500m', memory: '512Mi' },
  init: {
    'frontend-check': {
      image: busybox,
      command: ['/bin/sh', '-c', 'until wget -q -O /dev/null "http://$FRONTEND_ADDR"; do echo "waiting for $FRONTEND_ADDR"; sleep 5; done'],
      env: { FRONTEND_ADDR: 'frontend:80' },
      resources: { cpu: '100m', memory: '32Mi' },
    },
  },
});

loadgenerator.connections.allowTo(frontend, { reason: 'plays the visitors' });
for (const service of [
  adservice,
  cartservice,
  checkoutservice,
  currencyservice,
  productcatalogservice,
  recommendationservice,
  shippingservice,
]) {
  frontend.connections.allowTo(service);
}
for (const service of [cartservice, currencyservice, emailservice, paymentservice, productcatalogservice, shippingservice]) {
  checkoutservice.connections.allowTo(service);
}
recommendationservice.connections.allowTo(productcatalogservice);
cartservice.connections.allowTo(redis, { reason: 'keeps the carts' });

existing(boutique, { kind: 'Secret', name: 'shop-tls' });
frontend.expose({ host: 'shop.example.com', tlsSecret: 'shop-tls' });

// ── Bookinfo: three versions of reviews behind one Service, of which the first calls nobody ─────────────────────────────────────────

const bookinfo = new TenantNamespace(platform, 'bookinfo', {
  owners: ['group:bookinfo-admins'],
  viewers: ['group:support'],
  contact: 'bookinfo@example.com',
  nodes: NodePool.dedicated('bookinfo'),
  quota: { cpu: '6', memory: '12Gi', ephemeralStorage: '8Gi', pods: 40 },
});

exempt(bookinfo, {
  rule: 'image-digest',
  reason: 'the digests of 1.16.4 have not been recorded yet',
  owner: 'bookinfo@example.com',
  expires: '2030-12-31',
});

const book = (app: string, version: string, more: Partial<ConstructorParameters<typeof SecureApp>[2]> = {}) =>
  new SecureApp(bookinfo, `${app}-${version}`, {
    image: `docker.io/istio/examples-bookinfo-${app}-${version}:1.16.4`,
    app,
    version,
    serviceName: app,
    ports: { http: 9080 },
    ...more,
  });
const review = (version: string) =>
  book('reviews', version, {
    service: 'none',
    serviceName: undefined,
    env: { LOG_DIR: '/tmp/logs' },
    writable: { '/tmp': '64Mi', '/opt/ibm/wlp/output': '128Mi' },
    resources: { cpu: '200m', memory: '512Mi' },
  });

const productpage = book('productpage', 'v1', { component: 'frontend', writable: { '/tmp': '64Mi' } });
const details = book('details', 'v1');
const ratings = book('ratings', 'v1');
const [reviewsV1, reviewsV2, reviewsV3] = [review('v1'), review('v2'), review('v3')];
new SharedService(bookinfo, 'reviews', { apps: [reviewsV1, reviewsV2, reviewsV3] });

for (const service of [details, ratings, reviewsV1, reviewsV2, reviewsV3]) productpage.connections.allowTo(service);
for (const caller of [reviewsV2, reviewsV3]) caller.connections.allowTo(ratings, { reason: 'shows stars' });

existing(bookinfo, { kind: 'Secret', name: 'books-tls' });
productpage.expose({ host: 'books.example.com', tlsSecret: 'books-tls' });

// ── Ops: short-lived tokens, the Kubernetes API, and a call to another tenant with its consent, on nodes that others share ──────────

const ops = new TenantNamespace(platform, 'ops', {
  owners: ['group:platform-team'],
  nodes: NodePool.shared('general'),
  quota: { cpu: '2', memory: '2Gi', ephemeralStorage: '4Gi', pods: 20 },
});

exempt(ops, {
  rule: 'image-digest',
  reason: 'the digests of vault and kubectl have not been recorded yet',
  owner: 'platform@example.com',
  expires: '2030-12-31',
});

const vaultAgent = new SecureApp(ops, 'vault-agent', {
  image: 'hashicorp/vault:1.20.0',
  args: ['agent', '-config=/etc/vault/agent.hcl'],
  config: {
    '/etc/vault': {
      files: {
        'agent.hcl': [
          'vault {',
          '  address = "https://vault.vault.svc:8200"',
          '}',
          'auto_auth {',
          '  method "kubernetes" {',
          '    config = {',
          '      role       = "ops"',
          '      token_path = "/var/run/secrets/tokens/vault"',
          '    }',
          '  }',
          '}',
          '',
        ].join('\n'),
      },
    },
  },
  tokens: [{ audience: 'vault', path: 'vault', expirationSeconds: 600 }],
  writable: { '/home/vault': '16Mi' },
});
vaultAgent.connections.allowTo(Remote.pods({ namespace: 'vault', podLabels: { 'app.kubernetes.io/name': 'vault' } }, { tcp: [8200] }), {
  reason: 'logs in with its token',
});

const podWatcher = new SecureApp(ops, 'pod-watcher', {
  image: 'registry.k8s.io/kubectl:v1.33.4',
  replicas: 1,
  command: ['kubectl', 'get', 'pods', '--watch'],
  writable: { '/tmp': '16Mi' },
  env: { HOME: '/tmp' },
});
podWatcher.kubeApi({ rules: [{ resources: ['pods'], verbs: ['get', 'list', 'watch'] }] });

const smoke = new SecureApp(ops, 'smoke', {
  image: busybox,
  replicas: 1,
  command: [
    '/bin/sh',
    '-c',
    'while sleep 60; do wget -q -O /dev/null http://frontend.online-boutique/_healthz && echo ok || echo failed; done',
  ],
  resources: { cpu: '50m', memory: '32Mi' },
});
smoke.connections.allowTo(frontend, { reason: 'checks once a minute that the shop answers' });
frontend.connections.allowFrom(smoke, { reason: 'the platform checks that the shop answers' });

platform.synth();
