import { Duration } from 'cdk8s';
import { Probe as PlusProbe } from 'cdk8s-plus-27';
import type { ProbeProps, ProbesProps, SecureAppProps } from '../../constructs';
import { at, cart, objectOf, synthesize } from './harness';

const TIMING = { failureThreshold: 3, periodSeconds: 10, timeoutSeconds: 1 };

function probesOf(probes: ProbesProps | 'none' | undefined, more: Partial<SecureAppProps> = {}): Record<string, unknown> {
  const deployment = objectOf(
    synthesize((platform) => cart(platform, { probes, ...more })),
    'Deployment',
    'cart',
  );
  const container = at(deployment, 'spec template spec containers 0') as Record<string, unknown>;
  return Object.fromEntries(Object.entries(container).filter(([key]) => key.endsWith('Probe')));
}

test('an app that says nothing is asked whether its first TCP port accepts connections', () => {
  const question = { ...TIMING, tcpSocket: { port: 'http' } };
  expect(probesOf(undefined, { ports: { dns: { port: 5353, protocol: 'UDP' }, http: 8080, admin: 9090 } })).toEqual({
    livenessProbe: { ...question, failureThreshold: 6 },
    readinessProbe: question,
    startupProbe: { ...question, failureThreshold: 30 },
  });
});

test.each<[string, ProbesProps | 'none' | undefined, Partial<SecureAppProps>]>([
  ['that wants none', 'none', {}],
  ['without ports', undefined, { ports: {} }],
  ['that listens to UDP only', undefined, { ports: { dns: { port: 5353, protocol: 'UDP' } } }],
])('an app %s is asked nothing', (_, probes, more) => {
  expect(probesOf(probes, more)).toEqual({});
});

test.each<[string, ProbeProps, object]>([
  ['HTTP', { http: '/ready' }, { httpGet: { path: '/ready', port: 'http', scheme: 'HTTP' } }],
  [
    'HTTPS with headers, at a port by number',
    { http: '/', scheme: 'HTTPS', port: 9090, headers: { Host: 'shop.example.com' } },
    { httpGet: { path: '/', port: 'admin', scheme: 'HTTPS', httpHeaders: [{ name: 'Host', value: 'shop.example.com' }] } },
  ],
  ['TCP, at a port by name', { tcp: true, port: 'admin' }, { tcpSocket: { port: 'admin' } }],
  ['gRPC, by number as Kubernetes wants it', { grpc: true }, { grpc: { port: 8080 } }],
  ['gRPC of one service', { grpc: 'shop.Cart', port: 'admin' }, { grpc: { port: 9090, service: 'shop.Cart' } }],
  ['a command', { exec: ['/bin/ok', '--now'] }, { exec: { command: ['/bin/ok', '--now'] } }],
])('a question over %s', (_, readiness, question) => {
  expect(probesOf({ readiness }, { ports: { http: 8080, admin: 9090 } })).toEqual({ readinessProbe: { ...TIMING, ...question } });
});

test('a question is asked when it is said', () => {
  const readiness: ProbeProps = { tcp: true, period: 5, timeout: Duration.seconds(2), failureThreshold: 7, initialDelay: 15 };
  expect(probesOf({ readiness })).toEqual({
    readinessProbe: { failureThreshold: 7, initialDelaySeconds: 15, periodSeconds: 5, tcpSocket: { port: 'http' }, timeoutSeconds: 2 },
  });
});

test('life that is asked as readiness fails after twice as many failures, so that a busy app is first spared traffic', () => {
  const probes = probesOf({ readiness: { http: '/ready', period: 5, failureThreshold: 7 }, liveness: 'as-readiness' });
  expect(probes['livenessProbe']).toEqual({ ...(probes['readinessProbe'] as object), failureThreshold: 14 });
  expect(probes['readinessProbe']).toMatchObject({ failureThreshold: 7, periodSeconds: 5 });
  const grpc = probesOf({ readiness: { grpc: true }, liveness: 'as-readiness' });
  expect(grpc['livenessProbe']).toEqual({ ...TIMING, failureThreshold: 6, grpc: { port: 8080 } });
  const plus = probesOf({ readiness: PlusProbe.fromTcpSocket({ failureThreshold: 4 }), liveness: 'as-readiness' });
  expect(plus['livenessProbe']).toMatchObject({ failureThreshold: 8, tcpSocket: { port: 8080 } });
});

test('a question about life of its own fails after six failures, unless it says after how many', () => {
  expect(probesOf({ liveness: { http: '/alive' } })['livenessProbe']).toMatchObject({ failureThreshold: 6 });
  expect(probesOf({ liveness: { http: '/alive', failureThreshold: 2 } })['livenessProbe']).toMatchObject({ failureThreshold: 2 });
});

test('the start is asked as life is, but for longer, unless it has a question of its own', () => {
  const liveness: ProbeProps = { http: '/alive' };
  expect(probesOf({ liveness })['startupProbe']).toEqual({
    ...TIMING,
    failureThreshold: 30,
    httpGet: { path: '/alive', port: 'http', scheme: 'HTTP' },
  });
  expect(probesOf({ liveness, startup: { exec: ['started'] } })['startupProbe']).toEqual({
    ...TIMING,
    failureThreshold: 30,
    exec: { command: ['started'] },
  });
});

test('probes have no host, so that they ask the pod and nobody else', () => {
  const written = JSON.stringify(probesOf({ readiness: { http: '/ready' }, liveness: { tcp: true } }));
  expect(written).not.toContain('"host"');
});

test.each<[string, () => PlusProbe, object]>([
  ['HTTP', () => PlusProbe.fromHttpGet('/ready'), { httpGet: { path: '/ready', port: 8080, scheme: 'HTTP' } }],
  [
    'HTTP at another port',
    () => PlusProbe.fromHttpGet('/ready', { port: 9090 }),
    { httpGet: { path: '/ready', port: 9090, scheme: 'HTTP' } },
  ],
  ['TCP', () => PlusProbe.fromTcpSocket(), { tcpSocket: { port: 8080 } }],
  ['a command', () => PlusProbe.fromCommand(['ok']), { exec: { command: ['ok'] } }],
])('a probe of cdk8s-plus over %s', (_, probe, question) => {
  expect(probesOf({ readiness: probe() }, { ports: { http: 8080, admin: 9090 } })['readinessProbe']).toMatchObject(question);
});

test('a probe of cdk8s-plus keeps its times', () => {
  const probe = PlusProbe.fromTcpSocket({ periodSeconds: Duration.seconds(20), failureThreshold: 4 });
  expect(probesOf({ readiness: probe })['readinessProbe']).toMatchObject({ failureThreshold: 4, periodSeconds: 20 });
});
