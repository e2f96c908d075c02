import { EnvValue, Secret } from 'cdk8s-plus-27';
import { type ExistingProps, existing, type Platform, SecureApp, type SecureAppProps, TenantNamespace } from '../../constructs';
import { IMAGE, refusal, synthesize } from './harness';

type At = 'app' | 'platform' | 'tenant';

const declared =
  (props: Partial<SecureAppProps>, object: ExistingProps, where: At = 'app') =>
  (platform: Platform) => {
    const tenant = new TenantNamespace(platform, 'shop');
    const app = new SecureApp(tenant, 'cart', { image: IMAGE, ports: { http: 8080 }, ...props });
    existing({ app, platform, tenant }[where], object);
  };
const SECRET = { secrets: { '/etc/tls': { secret: 'tls' } } };
const FIX = 'write the object too, mend the name, or declare it with existing(…) if somebody else creates it';
const missing = (what: string, pointer: string) =>
  `[shop/cart/deployment] reference-exists: Deployment.apps shop/cart: ${what} (at ${pointer})\n    fix: ${FIX}`;

test.each<[string, Partial<SecureAppProps>, ExistingProps]>([
  ['a Secret', SECRET, { kind: 'Secret', name: 'tls' }],
  ['a ConfigMap', { config: { '/etc/app': { configMap: 'app' } } }, { kind: 'ConfigMap', name: 'app' }],
  ['a claim', { persistent: { '/data': { claim: 'data' } } }, { kind: 'PersistentVolumeClaim', name: 'data' }],
  ['a priority class', { priorityClass: 'high' }, { kind: 'PriorityClass', group: 'scheduling.k8s.io', name: 'high' }],
  ['a runtime class', { runtimeClass: 'gvisor' }, { kind: 'RuntimeClass', group: 'node.k8s.io', name: 'gvisor' }],
])('%s that exists may be referred to', (_, props, object) => {
  expect(synthesize(declared(props, object))).not.toEqual([]);
});

test.each<[string, ExistingProps, At]>([
  ['at the tenant', { kind: 'Secret', name: 'tls' }, 'tenant'],
  ['at the platform, with its namespace', { kind: 'Secret', name: 'tls', namespace: 'shop' }, 'platform'],
])('an object may be declared %s', (_, object, where) => {
  expect(synthesize(declared(SECRET, object, where))).not.toEqual([]);
});

test.each<[string, ExistingProps, At]>([
  ['another name', { kind: 'Secret', name: 'tls-2' }, 'app'],
  ['another kind', { kind: 'ConfigMap', name: 'tls' }, 'app'],
  ['another group', { kind: 'Secret', group: 'example.com', name: 'tls' }, 'app'],
  ['another namespace', { kind: 'Secret', name: 'tls', namespace: 'bank' }, 'app'],
  ['no namespace', { kind: 'Secret', name: 'tls' }, 'platform'],
])('an object of %s is another object', (_, object, where) => {
  expect(refusal(declared(SECRET, object, where))).toEqual([
    missing("the Secret 'tls' is neither in the output nor declared as existing", '/spec/template/spec/volumes/0/secret'),
  ]);
});

test('the keys of an object may be declared, and then no others may be referred to', () => {
  const keyed = (key: string) => ({ secrets: { '/etc/tls': { secret: 'tls', items: { [key]: 'file' } } } });
  const object = { kind: 'Secret', name: 'tls', keys: ['tls.crt', 'tls.key'] };
  expect(synthesize(declared(keyed('tls.key'), object))).not.toEqual([]);
  expect(refusal(declared(keyed('tls.pem'), object))).toEqual([
    missing("the Secret 'tls' has no key 'tls.pem'", '/spec/template/spec/volumes/0/secret'),
  ]);
});

test('a variable refers to a key that has to be there too', () => {
  const define = (keys: readonly string[]) => (platform: Platform) => {
    const tenant = new TenantNamespace(platform, 'shop');
    const secret = Secret.fromSecretName(tenant, 'imported', 'db');
    new SecureApp(tenant, 'cart', { image: IMAGE, env: { USER_NAME: EnvValue.fromSecretValue({ secret, key: 'user' }) } });
    existing(tenant, { kind: 'Secret', name: 'db', keys });
  };
  expect(synthesize(define(['user']))).not.toEqual([]);
  expect(refusal(define(['password']))).toEqual([
    missing("the Secret 'db' has no key 'user'", '/spec/template/spec/containers/0/env/0/valueFrom/secretKeyRef'),
  ]);
});

test('an object of one tenant does not exist for another', () => {
  const problems = refusal((platform) => {
    existing(new TenantNamespace(platform, 'bank'), { kind: 'Secret', name: 'tls' });
    new SecureApp(new TenantNamespace(platform, 'shop'), 'cart', { image: IMAGE, ...SECRET });
  });
  expect(problems).toEqual([
    missing("the Secret 'tls' is neither in the output nor declared as existing", '/spec/template/spec/volumes/0/secret'),
  ]);
});
