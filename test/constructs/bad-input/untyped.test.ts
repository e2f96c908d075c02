import type { Peer, PlatformProps, SecureAppProps, TenantNamespaceProps } from '../../../constructs';
import { exempt, Remote, SecureApp, TenantNamespace } from '../../../constructs';
import { cart, IMAGE, refusal } from '../harness';

// A program that is run without type checks, or written in JavaScript, gives anything.

const app = (change: object) => refusal((platform) => cart(platform, change as Partial<SecureAppProps>));

test.each<[string, object, string]>([
  ['a misspelt property', { replica: 2 }, "a SecureApp has no property 'replica', did you mean 'replicas'?"],
  ['a letter too many', { serviceaName: 'x' }, "a SecureApp has no property 'serviceaName', did you mean 'serviceName'?"],
  ['one port where many are meant', { port: 8080 }, "a SecureApp has no property 'port', did you mean 'ports'?"],
  ['ports as a number', { ports: 8080 }, 'ports must be numbers by name, such as { http: 8080 }, got 8080'],
  ['secrets by name alone', { secrets: { '/etc/db': 'db' } }, "secrets '/etc/db' must be { secret: 'name' }, got 'db'"],
  [
    'configuration as text',
    { config: { '/etc/app': 'text' } },
    "config '/etc/app' must be { files: { 'name': 'text' } } or { configMap: 'name' }, got 'text'",
  ],
  ['a size that is a switch', { writable: { '/tmp': true } }, "size of '/tmp' must be a quantity such as '500m' or '64Mi', got true"],
  [
    'storage by its size alone',
    { persistent: { '/data': '1Gi' } },
    "persistent '/data' must be { size: '1Gi' } or { claim: 'name' }, got '1Gi'",
  ],
  [
    'a probe as a path',
    { probes: { readiness: '/healthz' } },
    "the readiness probe of container 'cart' must be such as { http: '/ready' }, { tcp: true }, { grpc: true } or { exec: ['command'] }, got '/healthz'",
  ],
  ['a variable without a value', { env: { A: undefined } }, "env of container 'cart' 'A' must be text, got nothing"],
  [
    'a misspelt property of a sidecar',
    { sidecars: { proxy: { image: IMAGE, prots: {} } } },
    "container 'proxy' has no property 'prots', expected some of image, command, args, workingDirectory, env, resources, capabilities, share, writable, config, secrets, ports, probes",
  ],
])('an app refuses %s', (_, change, problem) => {
  expect(app(change)).toEqual([`[shop/cart] ${problem}`]);
});

test('an app refuses to be without props', () => {
  const define = () => refusal((platform) => new SecureApp(new TenantNamespace(platform, 'shop'), 'cart', undefined as never));
  expect(define()).toEqual(['[shop/cart] a SecureApp must have props, at least an image, got nothing']);
});

test.each<[string, object, string]>([
  ['a misspelt property', { owner: ['group:x'] }, "a TenantNamespace has no property 'owner', did you mean 'owners'?"],
  ['owners as text', { owners: 'group:x' }, "owners must be a list such as ['group:shop-admins'], got 'group:x'"],
  ['a quota as a number', { quota: { cpu: 4 } }, "quota.cpu must be a quantity such as '500m' or '64Mi', got 4"],
])('a tenant refuses %s', (_, props, problem) => {
  expect(refusal((platform) => new TenantNamespace(platform, 'shop', props as TenantNamespaceProps))).toEqual([`[shop] ${problem}`]);
});

test.each<[string, object, string]>([
  ['a misspelt property', { podCidr: [] }, "a Platform has no property 'podCidr', did you mean 'podCidrs'?"],
  ['a day that is none', { today: '2027-13-40' }, "today must be a date such as 2030-01-31, got '2027-13-40'"],
])('a platform refuses %s', (_, props, problem) => {
  expect(refusal(() => {}, props as PlatformProps)).toEqual([`[platform] ${problem}`]);
});

test.each<[string, unknown, string]>([
  ['nobody', undefined, 'the peer must be an app, a tenant namespace, a Remote or a peer of cdk8s-plus'],
  ['a name', 'db', 'the peer must be an app, a tenant namespace, a Remote or a peer of cdk8s-plus'],
  [
    'a remote with a port as a number',
    Remote.cidr('203.0.113.7/32', { tcp: 443 } as never),
    "tcp of Remote.cidr('203.0.113.7/32') must be a list of ports such as [443], got 443",
  ],
])('a connection refuses %s', (_, peer, problem) => {
  expect(refusal((platform) => cart(platform).connections.allowTo(peer as Peer))).toEqual([`[shop/cart] ${problem}`]);
});

test('a connection refuses ports by number without their protocol', () => {
  const problems = refusal((platform) => {
    const caller = cart(platform);
    const called = new SecureApp(caller.tenant, 'db', { image: IMAGE, ports: { db: 5432 } });
    caller.connections.allowTo(called, { ports: [5432] as never });
  });
  expect(problems).toEqual(['[shop/cart] ports by number need their protocol, such as { tcp: [5432] }, got [5432]']);
});

test('an exemption refuses to be without reason, owner and expiry', () => {
  const problems = refusal((platform) => exempt(cart(platform, { image: 'nginx:1' }), { rule: 'image-digest' } as never));
  expect(problems.map((problem) => problem.split('\n')[0])).toEqual([
    "[shop/cart] exemption-valid: the exemption from 'image-digest' gives no reason, expected why the finding is acceptable",
    "[shop/cart] exemption-valid: the exemption from 'image-digest' has no owner, expected who answers for it",
    "[shop/cart] exemption-valid: the exemption from 'image-digest' expires on 'undefined', expected a date such as 2030-01-31",
    expect.stringContaining('[shop/cart/deployment] image-digest: '),
  ]);
});

test('two constructs refuse to have one name', () => {
  const problems = refusal((platform) => {
    const { tenant } = cart(platform);
    new SecureApp(tenant, 'cart', { image: IMAGE });
  });
  expect(problems).toEqual(["[shop/cart] there is another construct 'cart' here, expected one of each name"]);
});
