import type { SecureAppProps } from '../../../constructs';
import { at, cart, IMAGE, objectOf, refusal, synthesize } from '../harness';

/** Props as a program without types would write them. */
type Loose = { readonly [Key in keyof SecureAppProps]?: unknown };

const PATH = "mount path must be an absolute path below '/' without '..', ':' or a slash at its end";
const SUBDOMAIN = 'must be a DNS subdomain of at most 253 characters';
const QUANTITY = "must be a quantity such as '500m' or '64Mi'";
const KEY = "must be a name of letters, digits, '-', '_' and '.'";

const refused = (props: Loose) => refusal((platform) => cart(platform, props as SecureAppProps));

test.each<[string, Loose, string]>([
  ['a relative path', { writable: { tmp: '64Mi' } }, `${PATH}, got 'tmp'`],
  ['the root itself', { writable: { '/': '64Mi' } }, `${PATH}, got '/'`],
  ['a path with a slash at its end', { writable: { '/tmp/': '64Mi' } }, `${PATH}, got '/tmp/'`],
  ['a path with two slashes', { writable: { '/var//tmp': '64Mi' } }, `${PATH}, got '/var//tmp'`],
  ['a path that goes back', { writable: { '/tmp/../etc': '64Mi' } }, `${PATH}, got '/tmp/../etc'`],
  ['a path with a colon', { writable: { '/tmp:ro': '64Mi' } }, `${PATH}, got '/tmp:ro'`],
  [
    'a path below another',
    { writable: { '/var': '64Mi', '/var/cache': '64Mi' } },
    "the mounts '/var' and '/var/cache' overlap, expected paths outside each other",
  ],
  [
    'configuration below a writable path',
    { writable: { '/etc': '1Mi' }, config: { '/etc/app': { files: { a: 'b' } } } },
    "the mounts '/etc' and '/etc/app' overlap, expected paths outside each other",
  ],
  [
    'one path for two volumes',
    { writable: { '/data': '64Mi' }, secrets: { '/data': { secret: 'data' } } },
    "two volumes are mounted at '/data', expected one",
  ],
  [
    'a writable path where tokens are',
    { writable: { '/var/run/secrets': '1Mi' }, tokens: [{ audience: 'vault', path: 'vault' }] },
    "the mounts '/var/run/secrets' and '/var/run/secrets/tokens' overlap, expected paths outside each other",
  ],
  [
    'a writable path at the place of tokens',
    { writable: { '/var/run/secrets/tokens': '1Mi' }, tokens: [{ audience: 'vault', path: 'vault' }] },
    "two volumes are mounted at '/var/run/secrets/tokens', expected one",
  ],
  [
    'two paths that would have one name',
    { writable: { '/var/tmp': '1Mi', '/var-tmp': '1Mi' } },
    "two mounts would both be the volume 'var-tmp', as only letters and digits of a path count: rename one of the paths",
  ],
  ['a size that is none', { writable: { '/tmp': 'big' } }, `size of '/tmp' ${QUANTITY}, got 'big'`],
  ['a size of nothing', { writable: { '/tmp': '0' } }, "size of '/tmp' must be more than zero, got '0'"],
  ['a size of millibytes', { writable: { '/tmp': '64m' } }, "size of '/tmp' is less than one byte, got '64m', did you mean '64Mi'?"],
  [
    'an unknown medium',
    { writable: { '/tmp': { size: '1Mi', medium: 'tape' } } },
    "medium of '/tmp' must be one of disk, memory, got 'tape'",
  ],

  ['configuration without files', { config: { '/etc/app': { files: {} } } }, "config '/etc/app' must have at least one file, got none"],
  ['a file in a directory', { config: { '/etc/app': { files: { 'a/b': 'x' } } } }, `file of config '/etc/app' ${KEY}, got 'a/b'`],
  [
    'a file with two dots in front',
    { config: { '/etc/app': { files: { '..data': 'x' } } } },
    `file of config '/etc/app' ${KEY}, got '..data'`,
  ],
  ['a ConfigMap in capitals', { config: { '/etc/app': { configMap: 'App' } } }, `ConfigMap of '/etc/app' ${SUBDOMAIN}, got 'App'`],
  ['a Secret with an underscore', { secrets: { '/etc/tls': { secret: 'my_tls' } } }, `Secret of '/etc/tls' ${SUBDOMAIN}, got 'my_tls'`],
  ['no keys', { secrets: { '/etc/tls': { secret: 'tls', items: {} } } }, "items of '/etc/tls' must name at least one key, got none"],
  ['a key with a slash', { secrets: { '/etc/tls': { secret: 'tls', items: { 'a/b': 'b' } } } }, `key of '/etc/tls' ${KEY}, got 'a/b'`],
  [
    'an absolute file for a key',
    { secrets: { '/etc/tls': { secret: 'tls', items: { key: '/key' } } } },
    "file of key 'key' in '/etc/tls' must be a relative path without '..', got '/key'",
  ],
  [
    'a file for a key that goes back',
    { config: { '/etc/app': { configMap: 'app', items: { key: '../key' } } } },
    "file of key 'key' in '/etc/app' must be a relative path without '..', got '../key'",
  ],

  [
    'a claim of one node for three replicas',
    { replicas: 3, persistent: { '/data': { size: '1Gi' } } },
    "'/data' can be mounted by one pod at a time, so replicas must be 1, got 3; or say accessMode: 'ReadWriteMany'",
  ],
  [
    'a claim of one node for an autoscaler',
    { autoscale: { min: 1, max: 3 }, persistent: { '/data': { size: '1Gi' } } },
    "'/data' can be mounted by one pod at a time, so replicas must be 1, got autoscale; or say accessMode: 'ReadWriteMany'",
  ],
  [
    'an unknown access mode',
    { replicas: 1, persistent: { '/data': { size: '1Gi', accessMode: 'ReadOnlyMany' } } },
    "accessMode of '/data' must be one of ReadWriteMany, ReadWriteOnce, ReadWriteOncePod, got 'ReadOnlyMany'",
  ],
  ['a claim without a size', { persistent: { '/data': { size: '' } } }, `size of '/data' ${QUANTITY}, got ''`],
  ['a claim that is no name', { persistent: { '/data': { claim: 'Data' } } }, `claim of '/data' ${SUBDOMAIN}, got 'Data'`],
])('volumes refuse %s', (_, props, problem) => {
  expect(refused(props)).toEqual([`[shop/cart] ${problem}`]);
});

test('paths beside each other are fine', () => {
  const objects = synthesize((platform) => cart(platform, { writable: { '/var/cache': '1Mi', '/var/cache-2': '1Mi', '/var/tmp': '1Mi' } }));
  expect(at(objectOf(objects, 'Deployment', 'cart'), 'spec template spec containers 0 volumeMounts')).toEqual([
    { mountPath: '/var/cache', name: 'var-cache' },
    { mountPath: '/var/cache-2', name: 'var-cache-2' },
    { mountPath: '/var/tmp', name: 'var-tmp' },
  ]);
});

test('a path without letters and digits is refused, as no volume could be named after it', () => {
  const [problem = ''] = refused({ writable: { '/_': '1Mi' } });
  expect(problem).toMatch(/^\[shop\/cart\] .*'\/_'/);
});

test('a sidecar refuses a shared path over one of its own', () => {
  const [problem = ''] = refused({
    writable: { '/data': '1Mi' },
    sidecars: { proxy: { image: IMAGE, share: ['/data'], writable: { '/data/own': '1Mi' } } },
  });
  expect(problem).toBe("[shop/cart] the mounts '/data' and '/data/own' overlap, expected paths outside each other");
});

test('configuration refuses what looks like a secret', () => {
  const key = `-----BEGIN ${'PRIVATE'} KEY-----\nabc`;
  const [problem = ''] = refused({ config: { '/etc/app': { files: { 'tls.key': key } } } });
  expect(problem).toMatch(/^\[shop\/cart\] .*'tls\.key'.* looks like a private key/);
});

test('a writable path where the token of the API server goes is refused', () => {
  const problems = refusal(
    (platform) =>
      cart(platform, { writable: { '/var/run/secrets/kubernetes.io': '1Mi' } }).kubeApi({
        rules: [{ resources: ['pods'], verbs: ['list'] }],
      }),
    { apiServer: { cidrs: ['192.0.2.1/32'] } },
  );
  expect(problems).toEqual([
    "[shop/cart] the mounts '/var/run/secrets/kubernetes.io' and '/var/run/secrets/kubernetes.io/serviceaccount' overlap, expected paths outside each other",
  ]);
});

test('a claim of one node is fine for one replica, which is then the default', () => {
  const objects = synthesize((platform) => cart(platform, { persistent: { '/data': { size: '1Gi' } } }));
  expect(at(objectOf(objects, 'Deployment', 'cart'), 'spec replicas')).toBe(1);
});
