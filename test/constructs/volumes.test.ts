import { Size } from 'cdk8s';
import { ConfigMap, Secret } from 'cdk8s-plus-27';
import { existing, SecureApp, type SecureAppProps, TenantNamespace } from '../../constructs';
import { at, cart, IMAGE, objectOf, synthesize, type Written } from './harness';

const written = (props: Partial<SecureAppProps>) =>
  synthesize((platform) => {
    const app = cart(platform, props);
    for (const name of ['tls', 'app']) {
      existing(app, { kind: 'Secret', name });
      existing(app, { kind: 'ConfigMap', name });
    }
    existing(app, { kind: 'PersistentVolumeClaim', name: 'archive' });
  });
const pod = (objects: readonly Written[], path: string) => at(objectOf(objects, 'Deployment', 'cart'), `spec template spec ${path}`);

test.each<[string, Partial<SecureAppProps>, object, object]>([
  [
    'a writable directory is empty and of limited size',
    { writable: { '/var/cache/app': '64Mi' } },
    { name: 'var-cache-app', emptyDir: { sizeLimit: '64Mi' } },
    { name: 'var-cache-app', mountPath: '/var/cache/app' },
  ],
  [
    'a writable directory can be in memory',
    { writable: { '/run': { size: '16Mi', medium: 'memory' } } },
    { name: 'run', emptyDir: { medium: 'Memory', sizeLimit: '16Mi' } },
    { name: 'run', mountPath: '/run' },
  ],
  [
    'a size may be a value of cdk8s',
    { writable: { '/tmp': Size.gibibytes(2) } },
    { name: 'tmp', emptyDir: { sizeLimit: '2Gi' } },
    { name: 'tmp', mountPath: '/tmp' },
  ],
  [
    'a ConfigMap is mounted as files, read-only',
    { config: { '/etc/app': { configMap: 'app', items: { 'app.conf': 'conf.d/app.conf' } } } },
    { name: 'etc-app', configMap: { name: 'app', items: [{ key: 'app.conf', path: 'conf.d/app.conf' }] } },
    { name: 'etc-app', mountPath: '/etc/app', readOnly: true },
  ],
  [
    'a Secret is mounted as files, read-only, for the owner and group alone',
    { secrets: { '/etc/tls': { secret: 'tls' } } },
    { name: 'etc-tls', secret: { secretName: 'tls', defaultMode: 0o440 } },
    { name: 'etc-tls', mountPath: '/etc/tls', readOnly: true },
  ],
  [
    'a Secret can be mounted key by key',
    { secrets: { '/etc/tls': { secret: 'tls', items: { 'tls.key': 'key.pem', 'tls.crt': 'cert.pem' } } } },
    {
      name: 'etc-tls',
      secret: {
        secretName: 'tls',
        defaultMode: 0o440,
        items: [
          { key: 'tls.crt', path: 'cert.pem' },
          { key: 'tls.key', path: 'key.pem' },
        ],
      },
    },
    { name: 'etc-tls', mountPath: '/etc/tls', readOnly: true },
  ],
  [
    'a claim that exists is mounted',
    { persistent: { '/archive': { claim: 'archive' } } },
    { name: 'archive', persistentVolumeClaim: { claimName: 'archive' } },
    { name: 'archive', mountPath: '/archive' },
  ],
])('%s', (_, props, volume, mount) => {
  const objects = written(props);
  expect(pod(objects, 'volumes')).toEqual([volume]);
  expect(pod(objects, 'containers 0 volumeMounts')).toEqual([mount]);
});

test('disk for writable directories is on top of that for logs', () => {
  const disk = (props: Partial<SecureAppProps>) => pod(written(props), 'containers 0 resources limits ephemeral-storage');
  expect(disk({})).toBe('64Mi');
  expect(disk({ writable: { '/tmp': '100Mi', '/data': '1Gi' } })).toBe('1188Mi');
  expect(disk({ writable: { '/run': { size: '1Gi', medium: 'memory' } } })).toBe('64Mi');
  expect(disk({ writable: { '/tmp': '1Gi' }, resources: { ephemeralStorage: '5Gi' } })).toBe('5Gi');
});

test('files are a ConfigMap of the app, and a change of them rolls out', () => {
  const files = (text: string) => written({ config: { '/etc/app': { files: { 'app.conf': text } } } });
  const objects = files('fast = true\n');
  expect(objectOf(objects, 'ConfigMap', 'cart-etc-app')).toMatchObject({
    apiVersion: 'v1',
    metadata: { namespace: 'shop' },
    data: { 'app.conf': 'fast = true\n' },
  });
  expect(pod(objects, 'volumes')).toEqual([{ name: 'etc-app', configMap: { name: 'cart-etc-app' } }]);
  const checksum = (all: readonly Written[]) =>
    at(objectOf(all, 'Deployment', 'cart'), 'spec template metadata annotations palisade.dev/config-checksum');
  expect(checksum(objects)).toMatch(/^[0-9a-f]{16}$/);
  expect(checksum(files('fast = true\n'))).toBe(checksum(objects));
  expect(checksum(files('fast = false\n'))).not.toBe(checksum(objects));
});

test('text that YAML could read as something else stays text', () => {
  const data = { a: 'yes', b: '0x10', c: '1:30', d: '~', e: ' lead', f: 'two\n\nlines\n', g: '#', h: '2027-01-01', i: '\ttab' };
  expect(at(objectOf(written({ config: { '/etc/app': { files: data } } }), 'ConfigMap', 'cart-etc-app'), 'data')).toEqual(data);
});

test.each([
  ['ReadWriteOnce', 1, 'Recreate'],
  ['ReadWriteOncePod', 1, 'Recreate'],
  ['ReadWriteMany', 3, 'RollingUpdate'],
] as const)('storage that is mounted %s has a claim, and pods take turns where they must', (accessMode, replicas, strategy) => {
  const objects = written({ persistent: { '/data': { size: '10Gi', accessMode, storageClass: 'fast' } } });
  expect(at(objectOf(objects, 'PersistentVolumeClaim', 'cart-data'), 'spec')).toEqual({
    accessModes: [accessMode],
    resources: { requests: { storage: '10Gi' } },
    storageClassName: 'fast',
  });
  expect(pod(objects, 'volumes')).toEqual([{ name: 'data', persistentVolumeClaim: { claimName: 'cart-data' } }]);
  expect(at(objectOf(objects, 'Deployment', 'cart'), 'spec')).toMatchObject({ replicas, strategy: { type: strategy } });
});

test('containers have volumes of their own, and share those of the app where they say so', () => {
  const objects = written({
    writable: { '/data': '1Mi', '/tmp': '2Mi' },
    sidecars: { proxy: { image: IMAGE, writable: { '/tmp': '4Mi' }, share: ['/data'] } },
    init: { setup: { image: IMAGE, config: { '/etc/app': { files: { a: 'b' } } } } },
  });
  expect(pod(objects, 'volumes')).toEqual([
    { name: 'data', emptyDir: { sizeLimit: '1Mi' } },
    { name: 'proxy-tmp', emptyDir: { sizeLimit: '4Mi' } },
    { name: 'setup-etc-app', configMap: { name: 'cart-setup-etc-app' } },
    { name: 'tmp', emptyDir: { sizeLimit: '2Mi' } },
  ]);
  expect(pod(objects, 'containers 0 volumeMounts')).toEqual([
    { name: 'data', mountPath: '/data' },
    { name: 'tmp', mountPath: '/tmp' },
  ]);
  expect(pod(objects, 'initContainers 0 volumeMounts')).toEqual([
    { name: 'proxy-tmp', mountPath: '/tmp' },
    { name: 'data', mountPath: '/data' },
  ]);
  expect(pod(objects, 'initContainers 1 volumeMounts')).toEqual([{ name: 'setup-etc-app', mountPath: '/etc/app', readOnly: true }]);
});

test('a long path still makes a name that a volume can have', () => {
  const objects = written({ writable: { [`/var/lib/${'directory/'.repeat(10)}end`]: '1Mi' } });
  const [{ name }] = pod(objects, 'volumes') as [{ name: string }];
  expect(name).toMatch(/^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/);
  expect(name.length).toBeLessThanOrEqual(63);
});

test('Secrets and ConfigMaps of cdk8s-plus are taken, imported or written here', () => {
  const objects = synthesize((platform) => {
    const tenant = new TenantNamespace(platform, 'shop');
    const config = new ConfigMap(tenant, 'plus', { metadata: { name: 'plus' }, data: { a: 'b' } });
    const secret = Secret.fromSecretName(tenant, 'imported', 'imported');
    new SecureApp(tenant, 'cart', {
      image: IMAGE,
      config: { '/etc/app': { configMap: config } },
      secrets: { '/etc/tls': { secret } },
    });
  });
  expect(at(objectOf(objects, 'Deployment', 'cart'), 'spec template spec volumes')).toEqual([
    { name: 'etc-app', configMap: { name: 'plus' } },
    { name: 'etc-tls', secret: { secretName: 'imported', defaultMode: 0o440 } },
  ]);
});
