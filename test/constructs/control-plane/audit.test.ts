import fc from 'fast-check';
import { load } from 'js-yaml';
import { auditConcerns } from '../../../analysis/control-plane/audit-concerns';
import { type AuditPolicy, auditPolicyOf, type Level, levelOf } from '../../../analysis/control-plane/audit-levels';
import type { AccessRequest } from '../../../analysis/permissions/bindings';
import type { User } from '../../../analysis/permissions/rbac';
import { KUBERNETES_VERSIONS, type Platform, TenantNamespace } from '../../../constructs';
import { flagsIn, hostFiles, type Loose, refused } from './harness';

const API = 'flags/cp-1/kube-apiserver.conf';
const POLICY = 'apiserver/audit-policy.yaml';
const files = hostFiles();

function policyIn(written: Readonly<Record<string, string>>, minor = 33): AuditPolicy {
  const { policy, faults } = auditPolicyOf(load(written[POLICY] ?? ''), minor);
  expect(faults).toEqual([]);
  return policy as AuditPolicy;
}

const policy = policyIn(files);

const authenticated = (name: string, ...groups: readonly string[]): User => ({ name, groups: [...groups, 'system:authenticated'] });
const serviceAccount = (namespace: string, name: string): User =>
  authenticated(`system:serviceaccount:${namespace}:${name}`, 'system:serviceaccounts', `system:serviceaccounts:${namespace}`);
const WHO = {
  nobody: undefined,
  anonymous: { name: 'system:anonymous', groups: ['system:unauthenticated'] },
  alice: authenticated('oidc:alice', 'oidc:shop'),
  admin: authenticated('kubernetes-admin', 'kubeadm:cluster-admins'),
  'break-glass': authenticated('kubernetes-super-admin', 'system:masters'),
  cart: serviceAccount('shop', 'cart'),
  coredns: serviceAccount('kube-system', 'coredns'),
  'garbage collector': serviceAccount('kube-system', 'generic-garbage-collector'),
  kubelet: authenticated('system:node:n1', 'system:nodes'),
  'kube-proxy': serviceAccount('kube-system', 'kube-proxy'),
  scheduler: authenticated('system:kube-scheduler'),
  'controller manager': authenticated('system:kube-controller-manager'),
  'API server': authenticated('system:apiserver', 'system:masters'),
} as const;

/** `verb resource.group namespace/name`, or `verb /path`. */
function asked(text: string): AccessRequest {
  const [verb = '', what = '', where = ''] = text.split(' ');
  if (what.startsWith('/')) return { verb, path: what };
  const [, resource = what, group = '', sub = ''] = /^([^./]+)(?:\.([^/]+))?(\/.*)?$/.exec(what) ?? [];
  const [namespace = '', name = ''] = where.split('/');
  return { verb, group, resource: `${resource}${sub}`, namespace, name };
}

/** Who, what, and how much of it is written down: by the aims of the policy in docs/audit-policy.md. */
const EVENTS: readonly (readonly [keyof typeof WHO, string, Level])[] = [
  // Secrets and what they are traded for: never a body, never without a trace.
  ['alice', 'get secrets shop/db', 'Metadata'],
  ['alice', 'list secrets shop', 'Metadata'],
  ['alice', 'watch secrets', 'Metadata'],
  ['alice', 'create secrets shop', 'Metadata'],
  ['alice', 'update secrets shop/db', 'Metadata'],
  ['alice', 'patch secrets shop/db', 'Metadata'],
  ['alice', 'delete secrets shop/db', 'Metadata'],
  ['alice', 'deletecollection secrets shop', 'Metadata'],
  ['kubelet', 'get secrets shop/db', 'Metadata'],
  ['kubelet', 'watch secrets shop/db', 'Metadata'],
  ['API server', 'list secrets', 'Metadata'],
  ['scheduler', 'list secrets', 'Metadata'],
  ['controller manager', 'watch secrets', 'Metadata'],
  ['kube-proxy', 'get secrets kube-system/a', 'Metadata'],
  ['garbage collector', 'list secrets', 'Metadata'],
  ['break-glass', 'list secrets', 'Metadata'],
  ['nobody', 'list secrets', 'Metadata'],
  ['anonymous', 'list secrets', 'Metadata'],
  ['alice', 'create configmaps shop', 'Metadata'],
  ['kubelet', 'watch configmaps shop/c', 'Metadata'],
  ['cart', 'create serviceaccounts/token shop/cart', 'Metadata'],
  ['kubelet', 'create serviceaccounts/token shop/cart', 'Metadata'],
  ['kubelet', 'create tokenreviews.authentication.k8s.io', 'Metadata'],
  ['kubelet', 'create certificatesigningrequests.certificates.k8s.io', 'Metadata'],
  ['controller manager', 'update certificatesigningrequests.certificates.k8s.io/status /csr', 'Metadata'],
  ['scheduler', 'get certificatesigningrequests.certificates.k8s.io /csr', 'Metadata'],
  // Ways past network policies.
  ['alice', 'create pods/exec shop/cart-1', 'Metadata'],
  ['alice', 'get pods/exec shop/cart-1', 'Metadata'],
  ['alice', 'create pods/attach shop/cart-1', 'Metadata'],
  ['alice', 'create pods/portforward shop/cart-1', 'Metadata'],
  ['alice', 'get pods/proxy shop/cart-1', 'Metadata'],
  ['alice', 'get pods/log shop/cart-1', 'Metadata'],
  ['alice', 'patch pods/ephemeralcontainers shop/cart-1', 'Metadata'],
  ['alice', 'get services/proxy shop/cart', 'Metadata'],
  ['admin', 'get nodes/proxy /n1', 'Metadata'],
  ['API server', 'get nodes/proxy /n1', 'Metadata'],
  ['scheduler', 'get pods/exec shop/cart-1', 'Metadata'],
  // Noise of the system, and what is next to it.
  ['kube-proxy', 'watch services', 'None'],
  ['kube-proxy', 'watch endpointslices.discovery.k8s.io', 'None'],
  ['kube-proxy', 'watch pods', 'Metadata'],
  ['kube-proxy', 'patch services shop/cart', 'Metadata'],
  ['coredns', 'watch services', 'Metadata'],
  ['kubelet', 'update leases.coordination.k8s.io kube-node-lease/n1', 'None'],
  ['kubelet', 'update leases.coordination.k8s.io kube-system/x', 'Metadata'],
  ['cart', 'update leases.coordination.k8s.io kube-node-lease/n1', 'Metadata'],
  ['kubelet', 'get nodes /n1', 'None'],
  ['kubelet', 'list nodes', 'Metadata'],
  ['kubelet', 'patch nodes/status /n1', 'Metadata'],
  ['kubelet', 'patch nodes /n1', 'Request'],
  ['kubelet', 'patch pods/status shop/cart-1', 'Metadata'],
  ['kubelet', 'create events shop', 'None'],
  ['kubelet', 'delete events shop/a', 'Metadata'],
  ['scheduler', 'update leases.coordination.k8s.io kube-system/kube-scheduler', 'None'],
  ['scheduler', 'update leases.coordination.k8s.io shop/lock', 'Metadata'],
  ['scheduler', 'watch pods', 'None'],
  ['scheduler', 'create pods/binding shop/cart-1', 'Metadata'],
  ['scheduler', 'create events.events.k8s.io shop', 'None'],
  ['controller manager', 'list deployments.apps', 'None'],
  ['controller manager', 'delete pods shop/cart-1', 'Metadata'],
  ['garbage collector', 'delete pods shop/cart-1', 'Metadata'],
  ['garbage collector', 'list pods', 'Metadata'],
  ['garbage collector', 'create events shop', 'None'],
  ['API server', 'get namespaces shop/shop', 'None'],
  ['API server', 'get /healthz', 'None'],
  ['anonymous', 'get /livez', 'None'],
  ['anonymous', 'get /readyz', 'None'],
  ['anonymous', 'get /livez/etcd', 'Metadata'],
  ['anonymous', 'get /metrics', 'Metadata'],
  ['anonymous', 'create /livez', 'Metadata'],
  ['nobody', 'get /livez', 'Metadata'],
  ['alice', 'get /livez', 'Metadata'],
  ['alice', 'get /version', 'Metadata'],
  ['cart', 'create events shop', 'Metadata'],
  // What keeps tenants apart: what it was, and what it became.
  ['alice', 'create rolebindings.rbac.authorization.k8s.io shop', 'RequestResponse'],
  ['admin', 'update clusterroles.rbac.authorization.k8s.io /view', 'RequestResponse'],
  ['break-glass', 'create clusterrolebindings.rbac.authorization.k8s.io', 'RequestResponse'],
  ['API server', 'patch clusterroles.rbac.authorization.k8s.io /view', 'RequestResponse'],
  ['alice', 'delete networkpolicies.networking.k8s.io shop/a', 'RequestResponse'],
  ['alice', 'delete ciliumnetworkpolicies.cilium.io shop/a', 'RequestResponse'],
  ['admin', 'patch namespaces shop/shop', 'RequestResponse'],
  ['admin', 'update resourcequotas shop/q', 'RequestResponse'],
  ['admin', 'update limitranges shop/l', 'RequestResponse'],
  ['alice', 'patch serviceaccounts shop/cart', 'RequestResponse'],
  ['admin', 'create validatingwebhookconfigurations.admissionregistration.k8s.io', 'RequestResponse'],
  ['admin', 'delete validatingadmissionpolicybindings.admissionregistration.k8s.io /a', 'RequestResponse'],
  ['admin', 'update certificatesigningrequests.certificates.k8s.io/approval /csr', 'RequestResponse'],
  ['admin', 'create apiservices.apiregistration.k8s.io', 'RequestResponse'],
  ['admin', 'patch flowschemas.flowcontrol.apiserver.k8s.io /a', 'RequestResponse'],
  ['admin', 'create priorityclasses.scheduling.k8s.io', 'RequestResponse'],
  ['admin', 'create runtimeclasses.node.k8s.io', 'RequestResponse'],
  ['alice', 'list rolebindings.rbac.authorization.k8s.io shop', 'Metadata'],
  ['admin', 'patch nodes /n1', 'Request'],
  // Everything else: who did what to what.
  ['alice', 'create pods shop', 'Metadata'],
  ['alice', 'patch deployments.apps shop/cart', 'Metadata'],
  ['cart', 'list pods shop', 'Metadata'],
  ['alice', 'create widgets.example.com shop', 'Metadata'],
  ['alice', 'get pods shop/cart-1', 'Metadata'],
  ['anonymous', 'get pods shop/cart-1', 'Metadata'],
];

test.each(EVENTS)('of the %s who asks to %s, %s is written down', (who, what, level) => {
  const audited = levelOf(policy, WHO[who], asked(what));
  expect([audited.level, [...audited.omits]]).toEqual([level, ['RequestReceived']]);
});

/** Requests of whatever kind. */
const requests: fc.Arbitrary<AccessRequest> = fc.oneof(
  fc.record({
    verb: fc.constantFrom('get', 'list', 'watch', 'create', 'update', 'patch', 'delete', 'deletecollection', 'connect'),
    group: fc.constantFrom('', 'apps', 'events.k8s.io', 'coordination.k8s.io', 'discovery.k8s.io', 'networking.k8s.io', 'example.com'),
    resource: fc.constantFrom('events', 'leases', 'nodes', 'services', 'endpoints', 'endpointslices', 'servicecidrs', 'pods', 'secrets'),
    namespace: fc.constantFrom('', 'shop', 'kube-system', 'kube-node-lease'),
    name: fc.constantFrom('', 'kube-scheduler', 'n1'),
  }),
  fc.record({ verb: fc.constantFrom('get', 'post'), path: fc.constantFrom('/', '/healthz', '/livez', '/readyz', '/version', '/metrics') }),
);

test('nothing that people or workloads of tenants do goes without a trace', () => {
  const people = fc.constantFrom<User | undefined>(WHO.nobody, WHO.alice, WHO.admin, WHO['break-glass'], WHO.cart);
  fc.assert(fc.property(people, requests, (user, request) => levelOf(policy, user, request).level !== 'None'));
});

test('the analysis has nothing to say against the policy, whatever is asked of it', () => {
  const define = (platform: Platform) => tenants(platform, 'shop', 'bank');
  const audits = [{}, { log: { mode: 'blocking-strict' } }, { sensitive: ['pods'] }, { tenants: { shop: 'RequestResponse' } }];
  for (const audit of audits) {
    expect(auditConcerns(policyIn(hostFiles({ audit }, {}, define)), [{ tenant: 'shop', namespace: 'shop' }])).toEqual([]);
  }
});

test.each(KUBERNETES_VERSIONS)('an API server of %s takes the policy', (kubernetesVersion) => {
  const written = hostFiles({}, { kubernetesVersion });
  expect(policyIn(written, Number(kubernetesVersion.split('.')[1])).rules.length).toBeGreaterThan(5);
});

function tenants(platform: Platform, ...names: readonly string[]): void {
  for (const name of names) new TenantNamespace(platform, name, { quota: {} });
}

test('of tenants of whom more is asked, changes to workloads are written down with their bodies, but for secrets', () => {
  const written = hostFiles({ audit: { tenants: { shop: 'Request' }, sensitive: ['services'] } }, {}, (platform) =>
    tenants(platform, 'shop', 'bank'),
  );
  const levels = (what: string) => levelOf(policyIn(written), WHO.alice, asked(what)).level;
  expect(['create pods shop', 'patch deployments.apps shop/a', 'delete jobs.batch shop/a'].map(levels)).toEqual([
    'Request',
    'Request',
    'Request',
  ]);
  expect(['create pods bank', 'get pods shop/a', 'create secrets shop', 'create configmaps shop'].map(levels)).toEqual(
    Array(4).fill('Metadata'),
  );
  expect(['create services shop', 'update services/status shop/a', 'create roles.rbac.authorization.k8s.io shop'].map(levels)).toEqual([
    'Metadata',
    'Metadata',
    'RequestResponse',
  ]);
});

test('a tenant that there is not is refused when everything is known', () => {
  const define = (platform: Platform) => tenants(platform, 'shop');
  expect(() => hostFiles({ audit: { tenants: { shpo: 'Request' } } }, {}, define)).toThrow(
    "[control-plane] audit.tenants must name tenants of the platform (shop), got 'shpo'",
  );
});

/** CIS Kubernetes Benchmark 1.12, and what is decided besides. */
test.each([
  ['1.2.16', 'audit-log-path', '/var/log/kubernetes/audit/audit.log'],
  ['1.2.17', 'audit-log-maxage', '30'],
  ['1.2.18', 'audit-log-maxbackup', '100'],
  ['1.2.19', 'audit-log-maxsize', '100'],
  ['3.2.1', 'audit-policy-file', '/etc/kubernetes/apiserver/audit-policy.yaml'],
  ['format', 'audit-log-format', 'json'],
  ['mode', 'audit-log-mode', 'blocking'],
  ['size', 'audit-log-truncate-enabled', 'false'],
])('CIS %s: --%s=%s', (_id, flag, value) => {
  expect(flagsIn(files[API])[flag]).toEqual([value]);
});

test('the policy and the log are put in their places, for root alone', () => {
  const lines = (files['install.sh'] ?? '').split('\n').map((line) => line.trim());
  expect(lines).toContain("file 0600 'apiserver/audit-policy.yaml' '/etc/kubernetes/apiserver/audit-policy.yaml'");
  expect(lines).toContain("directory root 0700 '/var/log/kubernetes/audit'");
});

const webhook = {
  server: 'https://audit.example.com/events',
  authority: '/etc/kubernetes/audit/ca.crt',
  certificate: '/etc/kubernetes/audit/client.crt',
  key: '/etc/kubernetes/audit/client.key',
};

test('a webhook is sent batches besides the log, over mutual TLS, and no event is too long for it', () => {
  const written = hostFiles({ audit: { webhook } });
  const flags = flagsIn(written[API]);
  expect([flags['audit-log-path'], flags['audit-webhook-mode'], flags['audit-webhook-config-file']]).toEqual([
    ['/var/log/kubernetes/audit/audit.log'],
    ['batch'],
    ['/etc/kubernetes/apiserver/audit-webhook.yaml'],
  ]);
  // A URL of a megabyte, of which a character takes up to six bytes.
  expect(Number(flags['audit-webhook-truncate-max-event-size']?.[0])).toBeGreaterThan(6 * 1024 * 1024 + 65_536);
  expect(load(written['apiserver/audit-webhook.yaml'] ?? '')).toEqual({
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name: 'audit', cluster: { server: webhook.server, 'certificate-authority': webhook.authority } }],
    users: [{ name: 'audit', user: { 'client-certificate': webhook.certificate, 'client-key': webhook.key } }],
    contexts: [{ name: 'audit', context: { cluster: 'audit', user: 'audit' } }],
    'current-context': 'audit',
  });
  expect(written['kubeadm/init.yaml']).toContain('hostPath: /etc/kubernetes/audit\n');
});

test('with a webhook, there need be no log', () => {
  const flags = flagsIn(hostFiles({ audit: { webhook, log: false } })[API]);
  expect(Object.keys(flags).filter((flag) => flag.startsWith('audit-log'))).toEqual([]);
  expect(flags['audit-policy-file']).toBeDefined();
});

test.each<readonly [string, Loose]>([
  ['the log', { audit: { log: { mode: 'blocking-strict' } } }],
  ['the webhook', { audit: { webhook: { ...webhook, mode: 'blocking-strict' } } }],
])('where a request fails that %s cannot take, it is written down when it comes in', (_what, props) => {
  expect([...policyIn(hostFiles(props)).omits]).toEqual([]);
});

const PATH = "must be an absolute path of letters, digits, '.', '_' and '-' without '..', got";
test.each<readonly [string, unknown, readonly string[]]>([
  ['an unknown property', { logs: {} }, ["audit has no property 'logs', did you mean 'log'?"]],
  ['no log', { log: false }, ['audit.log must not be false without audit.webhook, as events would go nowhere']],
  ['no object for a log', { log: true }, ['audit.log must be an object of options, got true']],
  ['a log in batches', { log: { mode: 'batch' } }, ["audit.log.mode must be one of blocking, blocking-strict, got 'batch'"]],
  ['too few days', { log: { days: 29 } }, ['audit.log.days must be a whole number from 30 to 3650, got 29']],
  ['too few files', { log: { files: 9 } }, ['audit.log.files must be a whole number from 10 to 10000, got 9']],
  ['too small files', { log: { megabytes: 99 } }, ['audit.log.megabytes must be a whole number from 100 to 10000, got 99']],
  ['a word for compress', { log: { compress: 'yes' } }, ["audit.log.compress must be true or false, got 'yes'"]],
  [
    'a webhook without TLS',
    { webhook: { ...webhook, server: 'http://audit.example.com' } },
    ["audit.webhook.server must be a URL such as 'https://issuer.example.com', got 'http://audit.example.com'"],
  ],
  ['a relative key', { webhook: { ...webhook, key: 'client.key' } }, [`audit.webhook.key ${PATH} 'client.key'`]],
  [
    'no list',
    { sensitive: 'Widgets' },
    ["audit.sensitive must be a list of resources such as 'widgets.example.com', in lower case and plural, got 'Widgets'"],
  ],
  [
    'a level for a tenant',
    { tenants: { shop: 'None' } },
    ["audit.tenants must be Request or RequestResponse for the tenant 'shop', got 'None'"],
  ],
  ['no tenants', { tenants: ['shop'] }, [`audit.tenants must be such as { shop: 'Request' }, got ["shop"]`]],
])('%s is refused', (_what, audit, messages) => {
  expect(refused({ audit })).toEqual(messages.map((message) => `[control-plane] ${message}`));
});
