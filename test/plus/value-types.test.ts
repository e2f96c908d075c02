import { Duration, Size } from 'cdk8s';
import * as plus from 'cdk8s-plus-27';
import { existing, SecureApp, type SecureAppProps, TenantNamespace } from '../../constructs';
import { IMAGE, refusal, written } from './written';

const containerOf = (props: Partial<SecureAppProps>) =>
  written(() => {}, props).find('Deployment', 'cart').spec.template.spec.containers[0];

describe('amounts', () => {
  test.each([
    ['200m', '96Mi', plus.Cpu.millis(200), Size.mebibytes(96)],
    ['2', '1Gi', plus.Cpu.units(2), Size.gibibytes(1)],
    ['0.5', '33280Ki', plus.Cpu.units(0.5), Size.kibibytes(33_280)],
    ['1500m', '1Gi', plus.Cpu.millis(1500), Size.mebibytes(1024)],
  ])('a Cpu of %s and a Size of %s', (writtenCpu, writtenMemory, cpu, memory) => {
    const { limits, requests } = containerOf({ resources: { cpu, memory } }).resources;
    expect(limits).toMatchObject({ cpu: writtenCpu, memory: writtenMemory });
    expect(requests).toEqual(limits);
  });

  test('a Size of a writable directory and of storage', () => {
    const { find } = written(() => {}, { writable: { '/tmp': Size.mebibytes(64) }, persistent: { '/data': { size: Size.gibibytes(5) } } });
    const { volumes } = find('Deployment', 'cart').spec.template.spec;
    expect(volumes).toContainEqual({ name: 'tmp', emptyDir: { sizeLimit: '64Mi' } });
    expect(find('PersistentVolumeClaim', 'cart-data').spec.resources).toEqual({ requests: { storage: '5Gi' } });
  });

  test.each([
    ['no CPU at all', { cpu: plus.Cpu.millis(0) }, "limits of container 'cart': cpu must be more than zero, got '0m'"],
    ['no memory at all', { memory: Size.mebibytes(0) }, "memory must be more than zero, got '0Gi'"],
  ])('%s is refused', (_, resources, message) => {
    expect(refusal(() => {}, { resources })).toContain(message.replace('limits of', 'requests of'));
  });
});

describe('durations', () => {
  test('of a token, of the grace before the end and of a probe', () => {
    const { find } = written(() => {}, {
      tokens: [{ audience: 'vault', path: 'vault', expirationSeconds: Duration.hours(2) }],
      terminationGracePeriod: Duration.minutes(1),
      probes: { readiness: { tcp: true, period: Duration.seconds(5), timeout: Duration.seconds(2) } },
    });
    const { spec } = find('Deployment', 'cart').spec.template;
    expect(spec.terminationGracePeriodSeconds).toBe(60);
    expect(spec.containers[0].readinessProbe).toMatchObject({ periodSeconds: 5, timeoutSeconds: 2 });
    expect(spec.volumes[0].projected.sources[0].serviceAccountToken).toEqual({ audience: 'vault', expirationSeconds: 7200, path: 'vault' });
  });

  test('of less than a second are refused', () => {
    expect(refusal(() => {}, { terminationGracePeriod: Duration.millis(500) })).toMatch(
      /^\[shop\/cart\] terminationGracePeriod must be a whole number of seconds from \d+ to \d+, got 0\.5$/,
    );
  });
});

describe('probes', () => {
  const timing = { failureThreshold: 3, periodSeconds: 7 };
  const options = { periodSeconds: Duration.seconds(7), failureThreshold: 3 };

  test.each([
    [
      'HTTP, on the first TCP port',
      plus.Probe.fromHttpGet('/healthz', options),
      { httpGet: { path: '/healthz', port: 8080, scheme: 'HTTP' } },
    ],
    [
      'HTTPS, on a port of its own',
      plus.Probe.fromHttpGet('/healthz', { ...options, port: 9090, scheme: plus.ConnectionScheme.HTTPS }),
      { httpGet: { path: '/healthz', port: 9090, scheme: 'HTTPS' } },
    ],
    ['TCP, on the first TCP port', plus.Probe.fromTcpSocket(options), { tcpSocket: { port: 8080 } }],
    ['TCP, on a port of its own', plus.Probe.fromTcpSocket({ ...options, port: 9090 }), { tcpSocket: { port: 9090 } }],
    ['a command', plus.Probe.fromCommand(['test', '-f', '/tmp/ready'], options), { exec: { command: ['test', '-f', '/tmp/ready'] } }],
  ])('%s', (_, readiness, expected) => {
    const container = containerOf({
      ports: { events: { port: 5353, protocol: 'UDP' }, http: 8080, admin: 9090 },
      probes: { readiness },
    });
    expect(container.readinessProbe).toEqual({ ...timing, ...expected });
    expect(container).not.toHaveProperty('livenessProbe');
  });

  test('the same one as liveness has to be meant', () => {
    const probe = () => plus.Probe.fromHttpGet('/healthz');
    expect(refusal(() => {}, { probes: { readiness: probe(), liveness: probe() } })).toContain(
      "[shop/cart] the liveness probe of container 'cart' asks the same as its readiness probe",
    );
    expect(containerOf({ probes: { readiness: probe(), liveness: 'as-readiness' } }).livenessProbe.httpGet.path).toBe('/healthz');
  });

  test('of a port that is not declared is refused', () => {
    expect(refusal(() => {}, { probes: { readiness: plus.Probe.fromTcpSocket({ port: 9999 }) } })).toContain(
      "container 'cart' declares no port 9999/TCP",
    );
  });

  test.each([
    ['HTTP', plus.Probe.fromHttpGet('/healthz')],
    ['TCP', plus.Probe.fromTcpSocket()],
  ])('%s, without any TCP port to ask, is refused', (_, readiness) => {
    expect(refusal(() => {}, { ports: { events: { port: 5353, protocol: 'UDP' } }, probes: { readiness } })).toContain(
      // The port that cdk8s-plus takes when it knows none.
      "[shop/cart/deployment] port-exists: Deployment.apps shop/cart: container 'cart' declares no port 80/TCP",
    );
  });
});

describe('values of environment variables', () => {
  test.each([
    ['text', plus.EnvValue.fromValue('info'), { value: 'info' }],
    [
      'a field of the pod',
      plus.EnvValue.fromFieldRef(plus.EnvFieldPaths.POD_NAME),
      { valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } },
    ],
    [
      'a resource of the container',
      plus.EnvValue.fromResource(plus.ResourceFieldPaths.CPU_LIMIT),
      { valueFrom: { resourceFieldRef: { resource: 'limits.cpu' } } },
    ],
  ])('%s', (_, value, expected) => {
    expect(containerOf({ env: { LEVEL: value } }).env).toEqual([{ name: 'LEVEL', ...expected }]);
  });

  test('text that is a secret is refused like any other', () => {
    expect(refusal(() => {}, { env: { DB_PASSWORD: plus.EnvValue.fromValue('hunter2') } })).toContain(
      "[shop/cart] env of container 'cart' 'DB_PASSWORD' looks like a secret by its name",
    );
  });

  const orders = (shop: TenantNamespace, env: Record<string, plus.EnvValue>) => new SecureApp(shop, 'orders', { image: IMAGE, env });
  const envOfOrders = (env: (shop: TenantNamespace) => plus.EnvValue) =>
    written((shop) => void orders(shop, { LEVEL: env(shop) })).find('Deployment', 'orders').spec.template.spec.containers[0].env[0];

  test('a key of a ConfigMap that is written too', () => {
    const value = (shop: TenantNamespace) =>
      plus.EnvValue.fromConfigMap(new plus.ConfigMap(shop, 'settings', { data: { level: 'info' } }), 'level');
    expect(envOfOrders(value)).toEqual({ name: 'LEVEL', valueFrom: { configMapKeyRef: { name: 'shop-settings', key: 'level' } } });
  });

  test('a key that the ConfigMap does not have is refused', () => {
    const value = (shop: TenantNamespace) =>
      plus.EnvValue.fromConfigMap(new plus.ConfigMap(shop, 'settings', { data: { level: 'info' } }), 'levels');
    expect(refusal((shop) => void orders(shop, { LEVEL: value(shop) }))).toContain("the ConfigMap 'shop-settings' has no key 'levels'");
  });

  test('a key of a Secret that somebody else creates, once that is declared', () => {
    const value = (shop: TenantNamespace) =>
      plus.EnvValue.fromSecretValue({ secret: plus.Secret.fromSecretName(shop, 'db', 'db'), key: 'user' });
    expect(refusal((shop) => void orders(shop, { LEVEL: value(shop) }))).toContain(
      "the Secret 'db' is neither in the output nor declared as existing",
    );
    const declared = (shop: TenantNamespace) => {
      existing(shop, { kind: 'Secret', name: 'db', keys: ['user'] });
      return value(shop);
    };
    expect(envOfOrders(declared)).toEqual({ name: 'LEVEL', valueFrom: { secretKeyRef: { name: 'db', key: 'user' } } });
  });
});

describe('Secrets and ConfigMaps as files', () => {
  const volumesOf = (props: (shop: TenantNamespace) => Partial<SecureAppProps>) =>
    written((shop) => void new SecureApp(shop, 'orders', { image: IMAGE, ...props(shop) })).find('Deployment', 'orders').spec.template.spec
      .volumes;

  test('one that is imported by name counts as existing', () => {
    expect(
      volumesOf((shop) => ({
        secrets: { '/etc/db': { secret: plus.Secret.fromSecretName(shop, 'db', 'db-login') } },
        config: { '/etc/app': { configMap: plus.ConfigMap.fromConfigMapName(shop, 'app', 'app-settings') } },
      })),
    ).toEqual([
      { name: 'etc-app', configMap: { name: 'app-settings' } },
      { name: 'etc-db', secret: { secretName: 'db-login', defaultMode: 0o440 } },
    ]);
  });

  test('the same one by its bare name has to be declared', () => {
    expect(
      refusal((shop) => void new SecureApp(shop, 'orders', { image: IMAGE, secrets: { '/etc/db': { secret: 'db-login' } } })),
    ).toContain("the Secret 'db-login' is neither in the output nor declared as existing");
  });

  test('one that is written too is found', () => {
    expect(
      volumesOf((shop) => ({
        config: {
          '/etc/app': {
            configMap: new plus.ConfigMap(shop, 'settings', { data: { 'app.ini': 'mode=dark' } }),
            items: { 'app.ini': 'my.ini' },
          },
        },
      })),
    ).toEqual([{ name: 'etc-app', configMap: { name: 'shop-settings', items: [{ key: 'app.ini', path: 'my.ini' }] } }]);
  });

  test('a key that it does not have is refused', () => {
    expect(
      refusal((shop) => {
        const configMap = new plus.ConfigMap(shop, 'settings', { data: { 'app.ini': 'mode=dark' } });
        new SecureApp(shop, 'orders', { image: IMAGE, config: { '/etc/app': { configMap, items: { 'app.yaml': 'app.yaml' } } } });
      }),
    ).toContain("the ConfigMap 'shop-settings' has no key 'app.yaml'");
  });

  test('one of another tenant is not found, as no pod can mount it', () => {
    expect(
      refusal((shop, _, platform) => {
        const configMap = new plus.ConfigMap(new TenantNamespace(platform, 'books'), 'settings', { data: { 'app.ini': 'mode=dark' } });
        new SecureApp(shop, 'orders', { image: IMAGE, config: { '/etc/app': { configMap } } });
      }),
    ).toContain("the ConfigMap 'books-settings' is neither in the output nor declared as existing");
  });
});
