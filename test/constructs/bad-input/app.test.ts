import { Size } from 'cdk8s';
import { existing, NodePool, SecureApp, type SecureAppProps, TenantNamespace } from '../../../constructs';
import { at, cart, IMAGE, objectOf, refusal, synthesize } from '../harness';

/** Props as a program without types would write them. */
type Loose = { readonly [Key in keyof SecureAppProps]?: unknown };

const NAME = 'must be lower-case letters, digits and hyphens, starting and ending with a letter or digit';
const LABEL = "must be a label value of at most 63 letters, digits, '-', '_' and '.'";
const SUBDOMAIN = 'must be a DNS subdomain of at most 253 characters';
const QUANTITY = "must be a quantity such as '500m' or '64Mi'";
const REFERENCE = 'must be a reference such as registry/name:tag@sha256:…';

const refused = (props: Loose, platform = {}) => refusal((root) => cart(root, props as SecureAppProps), platform);
const named = (id: string, props: Partial<SecureAppProps> = {}) =>
  refusal((platform) => new SecureApp(new TenantNamespace(platform, 'shop'), id, { image: IMAGE, ports: { http: 8080 }, ...props }));

test('an app with an image and a port is fine', () => {
  expect(objectOf(synthesize(cart), 'Deployment', 'cart').metadata.namespace).toBe('shop');
});

test.each<[string, string, string]>([
  ['a name in capitals', 'Cart', `the name of an app ${NAME}, got 'Cart'`],
  ['a name with a dot', 'cart.v2', `the name of an app ${NAME}, got 'cart.v2'`],
  ['a name that starts with a digit', '2cart', "the name of an app must start with a letter, as a Service is named after it, got '2cart'"],
  ['a name of 64 characters', 'a'.repeat(64), `the name of an app must have at most 63 characters, got 64: '${'a'.repeat(64)}'`],
])('an app refuses %s', (_, id, problem) => {
  expect(named(id)).toEqual([`[shop/${id}] ${problem}`]);
});

test('a name of 63 characters is fine with every suffix that is added to it', () => {
  const name = 'a'.repeat(63);
  const objects = synthesize((platform) => {
    const app = new SecureApp(new TenantNamespace(platform, 'shop'), name, {
      image: IMAGE,
      ports: { http: 8080 },
      config: { '/etc/app': { files: { 'app.conf': 'x = 1' } } },
      autoscale: { min: 3, max: 6 },
    });
    existing(app, { kind: 'Secret', name: 'tls' });
    app.expose({ host: 'shop.example.com', tlsSecret: 'tls' });
  });
  expect(objects.filter(({ metadata }) => metadata.name.startsWith(name)).map(({ kind, metadata }) => `${kind} ${metadata.name}`)).toEqual([
    `Deployment ${name}`,
    `ServiceAccount ${name}`,
    `Service ${name}`,
    `NetworkPolicy ${name}`,
    `PodDisruptionBudget ${name}`,
    `HorizontalPodAutoscaler ${name}`,
    `ConfigMap ${name}-etc-app`,
    `Ingress ${name}-shop-example-com`,
  ]);
});

test('a name that is too long after its suffix is refused', () => {
  const host = `${'a'.repeat(60)}.${'b'.repeat(60)}.${'c'.repeat(60)}.${'d'.repeat(60)}.example`;
  const problems = refusal((platform) => {
    const app = cart(platform);
    existing(app, { kind: 'Secret', name: 'tls' });
    app.expose({ host, tlsSecret: 'tls' });
  });
  const name = `cart-${host.replaceAll('.', '-')}`;
  expect(name).toHaveLength(256);
  expect(problems).toEqual([
    `[shop/cart/ingress-${host}] object-name: Ingress.networking.k8s.io shop/${name}: the name '${name}' has 256 characters, expected a DNS subdomain of at most 253 characters (at /metadata/name)\n    fix: use lower-case letters, digits and hyphens, starting and ending with a letter or digit, and set metadata.namespace`,
  ]);
});

test('an app outside a tenant is refused', () => {
  expect(refusal((platform) => new SecureApp(platform, 'cart', { image: IMAGE }))).toEqual([
    '[cart] a SecureApp must be defined inside a TenantNamespace, got a scope outside one: new SecureApp(tenant, …)',
  ]);
});

test.each<[string, Loose, string]>([
  ['an image that is missing', { image: undefined }, `image of container 'cart' ${REFERENCE}, got nothing`],
  ['an image that is empty', { image: '' }, `image of container 'cart' ${REFERENCE}, got ''`],
  ['an image with a blank at its end', { image: `${IMAGE} ` }, `image of container 'cart' ${REFERENCE}, got '${IMAGE} '`],
  ['an image that is no text', { image: 7 }, `image of container 'cart' ${REFERENCE}, got 7`],

  ['a quantity that is none', { resources: { cpu: 'fast' } }, `requests of container 'cart': cpu ${QUANTITY}, got 'fast'`],
  ['a quantity as a number', { resources: { cpu: 2 } }, `requests of container 'cart': cpu ${QUANTITY}, got 2`],
  ['a quantity in megabytes', { resources: { memory: '64MB' } }, `requests of container 'cart': memory ${QUANTITY}, got '64MB'`],
  ['a quantity below zero', { resources: { memory: '-64Mi' } }, `requests of container 'cart': memory ${QUANTITY}, got '-64Mi'`],
  ['a quantity with a blank', { resources: { memory: '64 Mi' } }, `requests of container 'cart': memory ${QUANTITY}, got '64 Mi'`],
  ['a quantity of nothing', { resources: { memory: '0' } }, "requests of container 'cart': memory must be more than zero, got '0'"],
  [
    'millibytes',
    { resources: { ephemeralStorage: '64m' } },
    "requests of container 'cart': ephemeralStorage is less than one byte, got '64m', did you mean '64Mi'?",
  ],
  [
    'a request above its limit',
    { resources: { requests: { cpu: '2' }, limits: { cpu: '1500m' } } },
    "container 'cart' requests more cpu than its limit allows: 2 against 1500m",
  ],
  [
    'a request above its limit in other units',
    { resources: { requests: { memory: '1Gi' }, limits: { memory: '1G' } } },
    "container 'cart' requests more memory than its limit allows: 1Gi against 1G",
  ],

  ['half a replica', { replicas: 1.5 }, 'replicas must be a whole number of 0 or more, got 1.5'],
  ['fewer than no replicas', { replicas: -1 }, 'replicas must be a whole number of 0 or more, got -1'],
  [
    'replicas beside an autoscaler',
    { replicas: 3, autoscale: { min: 3, max: 6 } },
    'replicas and autoscale both say how many pods run, expected one of them',
  ],
  ['an autoscaler without room', { autoscale: { min: 3, max: 3 } }, 'autoscale.max must be more than autoscale.min, got 3 and 3'],
  ['an autoscaler from nothing', { autoscale: { min: 0, max: 3 } }, 'autoscale.min must be a whole number above 0, got 0'],
  ['an autoscaler in pieces', { autoscale: { min: 3, max: 5.5 } }, 'autoscale.max must be a whole number above 0, got 5.5'],
  [
    'an autoscaler at no load',
    { autoscale: { min: 3, max: 6, cpuPercent: 0 } },
    'autoscale.cpuPercent must be a whole number above 0, got 0',
  ],

  [
    'root as its user',
    { runAs: { user: 0, group: 10_001 } },
    'runAs.user must be a whole number from 1 to 65533 (10001 and more is no system user), got 0',
  ],
  [
    'nobody as its user',
    { runAs: { user: 65_534, group: 10_001 } },
    'runAs.user must be a whole number from 1 to 65533 (10001 and more is no system user), got 65534',
  ],
  [
    'root as its group',
    { runAs: { group: 0 } },
    'runAs.group must be a whole number from 1 to 65533 (10001 and more is no system group), got 0',
  ],
  [
    'root as its user, of which the group follows',
    { runAs: { user: 0 } },
    'runAs.user must be a whole number from 1 to 65533 (10001 and more is no system user), got 0',
  ],
  [
    'a user by name',
    { runAs: { user: 'redis', group: 10_001 } },
    "runAs.user must be a whole number from 1 to 65533 (10001 and more is no system user), got 'redis'",
  ],

  [
    'every capability',
    { capabilities: ['ALL'] },
    "capabilities of container 'cart' must be names such as NET_BIND_SERVICE, never ALL, got 'ALL'",
  ],
  [
    'a capability in small letters',
    { capabilities: ['net_admin'] },
    "capabilities of container 'cart' must be names such as NET_BIND_SERVICE, never ALL, got 'net_admin'",
  ],

  ['a runtime class in capitals', { runtimeClass: 'gVisor' }, `runtimeClass ${SUBDOMAIN}, got 'gVisor'`],
  ['a priority class in capitals', { priorityClass: 'High' }, `priorityClass ${SUBDOMAIN}, got 'High'`],
  [
    "a priority class of the cluster's own",
    { priorityClass: 'system-cluster-critical' },
    "priorityClass must not be one of the cluster's own, which evict everybody else's pods, got 'system-cluster-critical'",
  ],
  [
    'the other priority class of the cluster',
    { priorityClass: 'system-node-critical' },
    "priorityClass must not be one of the cluster's own, which evict everybody else's pods, got 'system-node-critical'",
  ],
  ['a pull secret that is no name', { pullSecrets: ['Registry'] }, `pullSecrets ${SUBDOMAIN}, got 'Registry'`],

  [
    'no time to stop',
    { terminationGracePeriod: 0 },
    'terminationGracePeriod must be a whole number of seconds from 1 to 2147483647, got 0',
  ],
  [
    'a broken time to stop',
    { terminationGracePeriod: 2.5 },
    'terminationGracePeriod must be a whole number of seconds from 1 to 2147483647, got 2.5',
  ],
  ['fewer than no old revisions', { revisionHistory: -1 }, 'revisionHistory must be a whole number of 0 or more, got -1'],

  ['an app label with a blank', { app: 'the cart' }, `app ${LABEL}, got 'the cart'`],
  ['a version with a plus', { version: '1.4.2+build' }, `version ${LABEL}, got '1.4.2+build'`],
  ['a component that is too long', { component: 'c'.repeat(64) }, `component ${LABEL}, got '${'c'.repeat(64)}'`],

  ['an unknown kind of Service', { service: 'load-balancer' }, "service must be one of cluster-ip, headless, none, got 'load-balancer'"],
  ['a Service name in capitals', { serviceName: 'Cart' }, `serviceName ${NAME}, got 'Cart'`],
  [
    'a Service name that starts with a digit',
    { serviceName: '1cart' },
    "serviceName must start with a letter, as a Service is named after it, got '1cart'",
  ],
  [
    'the name of a Service that is not wanted',
    { service: 'none', serviceName: 'cart' },
    "serviceName must be left out where there is no Service, got 'cart'",
  ],
  [
    'the name of a Service without ports',
    { ports: {}, serviceName: 'cart' },
    "serviceName must be left out where there is no Service, got 'cart'",
  ],
  ['an unknown user namespace', { userNamespace: 'none' }, "userNamespace must be one of host, own, got 'none'"],

  ['a sidecar with the name of the app', { sidecars: { cart: { image: IMAGE } } }, "two containers have the name 'cart', expected one"],
  ['a sidecar in capitals', { sidecars: { Proxy: { image: IMAGE } } }, `name of a container ${NAME}, got 'Proxy'`],
  [
    'an init container with the name of a sidecar',
    { init: { proxy: { image: IMAGE } }, sidecars: { proxy: { image: IMAGE } } },
    "two containers have the name 'proxy', expected one",
  ],
  ['an init container without an image', { init: { setup: {} } }, `image of container 'setup' ${REFERENCE}, got nothing`],
  [
    'a sidecar on the port of the app',
    { sidecars: { proxy: { image: IMAGE, ports: { web: 8080 }, probes: 'none' } } },
    "the containers 'cart' and 'proxy' both listen on 8080/TCP, which a pod has once (port 'web')",
  ],
  [
    'a sidecar that shares what is not there',
    { writable: { '/data': '1Gi' }, sidecars: { proxy: { image: IMAGE, share: ['/cache'] } } },
    "container 'proxy' shares '/cache', which is none of the app's mounts ('/data')",
  ],
  [
    'a sidecar that shares where there is nothing',
    { sidecars: { proxy: { image: IMAGE, share: ['/cache'] } } },
    "container 'proxy' shares '/cache', which is none of the app's mounts (none)",
  ],
])('an app refuses %s', (_, props, problem) => {
  expect(refused(props)).toEqual([`[shop/cart] ${problem}`]);
});

test.each<[string, Loose, readonly string[]]>([
  ['port 0', { ports: { http: 0 } }, ["port 'http' must be a whole number from 1 to 65535, got 0"]],
  ['port 70000', { ports: { http: 70_000 } }, ["port 'http' must be a whole number from 1 to 65535, got 70000"]],
  ['port 1.5', { ports: { http: 1.5 } }, ["port 'http' must be a whole number from 1 to 65535, got 1.5"]],
  ['port -80', { ports: { http: -80 } }, ["port 'http' must be a whole number from 1 to 65535, got -80"]],
  ["port '80'", { ports: { http: '80' } }, ["port 'http' must be a whole number from 1 to 65535, got '80'"]],
  ["port '8080' in full", { ports: { http: { port: '8080' } } }, ["port 'http' must be a whole number from 1 to 65535, got '8080'"]],
  ['a port without a number', { ports: { http: {} } }, ["port 'http' must be a whole number from 1 to 65535, got nothing"]],
  [
    'Service port 0',
    { ports: { http: { port: 8080, servicePort: 0 } } },
    ["servicePort of 'http' must be a whole number from 1 to 65535, got 0"],
  ],
  [
    'a protocol of its own',
    { ports: { http: { port: 8080, protocol: 'ICMP' } } },
    ["protocol of port 'http' must be one of SCTP, TCP, UDP, got 'ICMP'"],
  ],
  [
    'a privileged port',
    { ports: { http: 80 } },
    [
      "port 80 of container 'cart' is below 1024: listen on a higher one (servicePort can stay 80), or add capabilities: ['NET_BIND_SERVICE']",
    ],
  ],
  [
    'two names for one port',
    { ports: { http: 8080, web: { port: 8080, servicePort: 80 } } },
    ["the ports 'http' and 'web' have the same port 8080/TCP, expected one name for each"],
  ],
  [
    'two ports behind one Service port',
    { ports: { http: 8080, web: { port: 9090, servicePort: 8080 } } },
    ["the ports 'http' and 'web' have the same servicePort 8080/TCP, expected one name for each"],
  ],
  ...[
    ['in capitals', 'HTTP'],
    ['of 16 characters', 'a-name-of-16-chr'],
    ['without a letter', '8080'],
    ['with two hyphens in a row', 'http--alt'],
    ['with a hyphen in front', '-http'],
    ['with a hyphen at its end', 'http-'],
    ['with an underscore', 'http_alt'],
    ['that is empty', ''],
  ].map<[string, Loose, readonly string[]]>(([what, name = '']) => [
    `a port name ${what}`,
    { ports: { [name]: 8080 }, probes: 'none' },
    [`the name of a port must be at most 15 lower-case letters, digits and single hyphens with a letter among them, got '${name}'`],
  ]),
])('an app refuses %s', (_, props, problems) => {
  expect(refused({ probes: 'none', ...props })).toEqual(problems.map((problem) => `[shop/cart] ${problem}`));
});

test('one number for TCP and UDP is fine', () => {
  const objects = synthesize((platform) => cart(platform, { ports: { dns: { port: 5353, protocol: 'UDP' }, 'dns-tcp': 5353 } }));
  expect(at(objectOf(objects, 'Service', 'cart'), 'spec ports')).toEqual([
    { name: 'dns', port: 5353, protocol: 'UDP', targetPort: 'dns' },
    { name: 'dns-tcp', port: 5353, protocol: 'TCP', targetPort: 'dns-tcp' },
  ]);
});

test('a privileged port is fine with the capability to bind it', () => {
  const objects = synthesize((platform) => cart(platform, { ports: { http: 80 }, capabilities: ['NET_BIND_SERVICE'] }));
  expect(at(objectOf(objects, 'Deployment', 'cart'), 'spec template spec containers 0 securityContext capabilities')).toEqual({
    add: ['NET_BIND_SERVICE'],
    drop: ['ALL'],
  });
});

test('an app names all that is wrong at once, of all its containers', () => {
  const problems = refused({
    image: '',
    ports: { HTTP: 8080 },
    replicas: -1,
    probes: 'none',
    writable: { tmp: '64Mi' },
    env: { '1ST': 'x' },
    runtimeClass: 'gVisor',
    sidecars: { proxy: { image: '', resources: { cpu: 'fast' } } },
  });
  expect(problems).toEqual([
    '[shop/cart] replicas must be a whole number of 0 or more, got -1',
    `[shop/cart] image of container 'cart' ${REFERENCE}, got ''`,
    "[shop/cart] the name of a port must be at most 15 lower-case letters, digits and single hyphens with a letter among them, got 'HTTP'",
    "[shop/cart] env of container 'cart' must have names of letters, digits, '_', '.' and '-' that start with no digit, got '1ST'",
    `[shop/cart] image of container 'proxy' ${REFERENCE}, got ''`,
    `[shop/cart] requests of container 'proxy': cpu ${QUANTITY}, got 'fast'`,
    "[shop/cart] mount path must be an absolute path below '/' without '..', ':' or a slash at its end, got 'tmp'",
    `[shop/cart] runtimeClass ${SUBDOMAIN}, got 'gVisor'`,
  ]);
});

test('a user namespace is refused where the API server would drop it', () => {
  expect(refused({ userNamespace: 'own' }, { kubernetesVersion: '1.32' })).toEqual([
    "[shop/cart] userNamespace 'own' is off by default before Kubernetes 1.33, where the API server drops it without a word; the platform's kubernetesVersion is 1.32",
  ]);
});

test('an app that would have the user of another is refused', () => {
  const first = synthesize(cart);
  const user = at(objectOf(first, 'Deployment', 'cart'), 'spec template spec securityContext runAsUser') as number;
  const problems = refusal((platform) => {
    const shop = new TenantNamespace(platform, 'shop');
    new SecureApp(shop, 'first', { image: IMAGE, runAs: { user } });
    new SecureApp(shop, 'cart', { image: IMAGE });
  });
  expect(problems).toEqual([`[shop/cart] the user ${user} is also that of 'shop/first': give one of them another with runAs: { user: … }`]);
});

test('an app refuses no pool at all', () => {
  const problems = refusal((platform) => {
    const shop = new TenantNamespace(platform, 'shop', { nodes: NodePool.dedicated('shop') });
    new SecureApp(shop, 'cart', { image: IMAGE, nodes: [] });
  });
  expect(problems).toEqual(["[shop/cart] nodes must name at least one of the tenant's pools, got none"]);
});

test('an app refuses a pool that its tenant does not have', () => {
  const problems = refusal((platform) => {
    const shop = new TenantNamespace(platform, 'shop', { nodes: NodePool.dedicated('shop') });
    new SecureApp(shop, 'cart', { image: IMAGE, nodes: NodePool.dedicated('shop', 'gpu') });
  });
  expect(problems).toEqual(["[shop/cart] nodes must be among the tenant's pools (shop), got 'gpu'"]);
});

test('an app refuses any pool where its tenant has none', () => {
  expect(refused({ nodes: NodePool.shared('general') })).toEqual([
    "[shop/cart] nodes must be among the tenant's pools (it has none), got 'general'",
  ]);
});

const DIGEST = 'expected registry/name:tag@sha256:…';
const PIN = 'append the digest that was reviewed: registry/name:tag@sha256:…';

test.each<[string, string, string]>([
  ['with a tag alone', 'registry.example.com/cart:1.4.2', 'has no digest'],
  ['without tag and digest', 'redis', 'has no digest'],
  ['with a short digest', 'registry.example.com/cart@sha256:abc', 'is not an image reference'],
  ['in capitals', `registry.example.com/Cart:1@sha256:${'a'.repeat(64)}`, 'is not an image reference'],
])('the gate refuses an image %s', (_, image, what) => {
  expect(refused({ image })).toEqual([
    `[shop/cart/deployment] image-digest: Deployment.apps shop/cart: the image '${image}' of container 'cart' ${what}, ${DIGEST} (at /spec/template/spec/containers/0/image)\n    fix: ${PIN}`,
  ]);
});

test('the gate refuses an unpinned image of an init container', () => {
  expect(refused({ init: { setup: { image: 'busybox:1' } } })).toEqual([
    `[shop/cart/deployment] image-digest: Deployment.apps shop/cart: the image 'busybox:1' of container 'setup' has no digest, ${DIGEST} (at /spec/template/spec/initContainers/0/image)\n    fix: ${PIN}`,
  ]);
});

test.each<[string, readonly string[], string]>([
  ['another registry', ['registry.example.org/'], 'registry.example.com/shop/cart'],
  ['a registry whose name goes on', ['registry.example.co'], 'registry.example.com/shop/cart'],
  ['another team of the registry', ['registry.example.com/bank/'], 'registry.example.com/shop/cart'],
])('the gate refuses an image when only %s is allowed', (_, registries, image) => {
  expect(refused({}, { registries })).toEqual([
    `[shop/cart/deployment] image-registry: Deployment.apps shop/cart: the image '${image}' of container 'cart' comes from none of ${registries.join(', ')} (at /spec/template/spec/containers/0/image)\n    fix: mirror the image into an allowed registry, or add its registry to the platform`,
  ]);
});

test('an image of an allowed registry is fine', () => {
  expect(synthesize(cart, { registries: ['registry.example.com/shop/'] })).not.toEqual([]);
});

test('the gate refuses a capability besides NET_BIND_SERVICE', () => {
  expect(refused({ capabilities: ['NET_ADMIN'] })).toEqual([
    `[shop/cart/deployment] pod-capabilities: Deployment.apps shop/cart: container 'cart' must not include "NET_ADMIN" in securityContext.capabilities.add (at /spec/template/spec/containers/0/securityContext/capabilities/add)\n    fix: remove the capability; listen on a port above 1023 instead of binding a low one`,
  ]);
});

const REFERENCES = 'write the object too, mend the name, or declare it with existing(…) if somebody else creates it';

test.each<[string, Partial<SecureAppProps>, string]>([
  [
    'a Secret',
    { secrets: { '/etc/tls': { secret: 'tls' } } },
    "the Secret 'tls' is neither in the output nor declared as existing (at /spec/template/spec/volumes/0/secret)",
  ],
  [
    'a ConfigMap',
    { config: { '/etc/app': { configMap: 'app' } } },
    "the ConfigMap 'app' is neither in the output nor declared as existing (at /spec/template/spec/volumes/0/configMap)",
  ],
  [
    'a claim',
    { persistent: { '/data': { claim: 'data' } } },
    "the PersistentVolumeClaim 'data' is neither in the output nor declared as existing (at /spec/template/spec/volumes/0/persistentVolumeClaim/claimName)",
  ],
  [
    'a pull secret',
    { pullSecrets: ['registry'] },
    "the Secret 'registry' is neither in the output nor declared as existing (at /spec/template/spec/imagePullSecrets/0)",
  ],
  [
    'a priority class',
    { priorityClass: 'high' },
    "the PriorityClass 'high' is neither in the output nor declared as existing (at /spec/template/spec/priorityClassName)",
  ],
  [
    'a runtime class',
    { runtimeClass: 'gvisor' },
    "the RuntimeClass 'gvisor' is neither in the output nor declared as existing (at /spec/template/spec/runtimeClassName)",
  ],
])('the gate refuses %s that nobody writes', (_, props, message) => {
  expect(refused(props)).toEqual([
    `[shop/cart/deployment] reference-exists: Deployment.apps shop/cart: ${message}\n    fix: ${REFERENCES}`,
  ]);
});

test('names that meet after their suffixes are refused with both paths', () => {
  const problems = refusal((platform) => {
    const shop = new TenantNamespace(platform, 'shop');
    const config = { '/etc': { files: { a: 'b' } } };
    new SecureApp(shop, 'cart-proxy', { image: IMAGE, config });
    new SecureApp(shop, 'cart', { image: IMAGE, sidecars: { proxy: { image: IMAGE, config } } });
  });
  expect(problems).toEqual([
    '[shop/cart/config-cart-proxy-etc] object-identity: ConfigMap shop/cart-proxy-etc: the same object is already written by shop/cart-proxy/config-cart-proxy-etc, expected one ConfigMap shop/cart-proxy-etc (at /metadata/name)\n    fix: rename one of the two, or put them into different namespaces',
  ]);
});

test('a size of cdk8s is taken for text', () => {
  const objects = synthesize((platform) => cart(platform, { resources: { memory: Size.mebibytes(96) } }));
  expect(at(objectOf(objects, 'Deployment', 'cart'), 'spec template spec containers 0 resources limits memory')).toBe('96Mi');
});
