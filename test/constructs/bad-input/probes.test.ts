import type { ProbesProps, SecureAppProps } from '../../../constructs';
import { at, cart, objectOf, refusal, synthesize } from '../harness';

const OF = "of the readiness probe of container 'cart'";
const refused = (probes: unknown, more: Partial<SecureAppProps> = {}) =>
  refusal((platform) => cart(platform, { probes: probes as ProbesProps, ...more }));

test.each<[string, unknown, string]>([
  ['a path without its slash', { readiness: { http: 'healthz' } }, `http ${OF} must be a path that starts with '/', got 'healthz'`],
  ['a command without words', { readiness: { exec: [] } }, `exec ${OF} must name a command, got an empty list`],
  [
    'a port that is not declared',
    { readiness: { tcp: true, port: 9090 } },
    `port ${OF} must be one of the declared TCP ports ('http'), got 9090`,
  ],
  [
    'a port name that is not declared',
    { readiness: { tcp: true, port: 'web' } },
    `port ${OF} must be one of the declared TCP ports ('http'), got 'web'`,
  ],
  [
    'a period of nothing',
    { readiness: { tcp: true, period: 0 } },
    `period ${OF} must be a whole number of seconds from 1 to 2147483647, got 0`,
  ],
  [
    'a broken timeout',
    { readiness: { tcp: true, timeout: 0.5 } },
    `timeout ${OF} must be a whole number of seconds from 1 to 2147483647, got 0.5`,
  ],
  [
    'a delay before the start',
    { readiness: { tcp: true, initialDelay: -1 } },
    `initialDelay ${OF} must be a whole number of seconds from 0 to 2147483647, got -1`,
  ],
  [
    'a period as text',
    { readiness: { tcp: true, period: '10s' } },
    `period ${OF} must be a whole number of seconds from 1 to 2147483647, got '10s'`,
  ],
  ['no failure at all', { readiness: { tcp: true, failureThreshold: 0 } }, `failureThreshold ${OF} must be a whole number above 0, got 0`],
  [
    'liveness as a readiness that is not there',
    { liveness: 'as-readiness' },
    "the liveness probe of container 'cart' is to be as readiness, but there is no readiness probe",
  ],
])('probes refuse %s', (_, probes, problem) => {
  expect(refused(probes)).toEqual([`[shop/cart] ${problem}`]);
});

test('a wrong startup probe is named as what it is', () => {
  expect(refused({ startup: { http: 'up' } })).toEqual([
    "[shop/cart] http of the startup probe of container 'cart' must be a path that starts with '/', got 'up'",
  ]);
});

test('a probe of an app without TCP ports is refused', () => {
  expect(refused({ readiness: { tcp: true } }, { ports: { dns: { port: 5353, protocol: 'UDP' } } })).toEqual([
    `[shop/cart] port ${OF} must be one of the declared TCP ports (none), got nothing`,
  ]);
});

const SAME =
  "[shop/cart] the liveness probe of container 'cart' asks the same as its readiness probe, which restarts a container that only waits; ask something else, or say liveness: 'as-readiness'";

test.each<[string, ProbesProps]>([
  ['path', { readiness: { http: '/ok' }, liveness: { http: '/ok' } }],
  ['path at other times', { readiness: { http: '/ok', period: 5 }, liveness: { http: '/ok', period: 30, failureThreshold: 9 } }],
  ['port', { readiness: { tcp: true }, liveness: { tcp: true } }],
  ['port by name and by number', { readiness: { tcp: true, port: 'http' }, liveness: { tcp: true, port: 8080 } }],
  ['command', { readiness: { exec: ['ok'] }, liveness: { exec: ['ok'] } }],
  ['gRPC service', { readiness: { grpc: 'shop.Cart' }, liveness: { grpc: 'shop.Cart' } }],
])('liveness refuses to ask for the same %s as readiness', (_, probes) => {
  expect(refused(probes)).toEqual([SAME]);
});

test.each<[string, ProbesProps]>([
  ['path', { readiness: { http: '/ready' }, liveness: { http: '/alive' } }],
  ['gRPC service', { readiness: { grpc: 'shop.Cart' }, liveness: { grpc: true } }],
  ['command', { readiness: { exec: ['ready'] }, liveness: { exec: ['alive'] } }],
  ['question', { readiness: { http: '/ok' }, liveness: { tcp: true } }],
])('liveness may ask for another %s than readiness', (_, probes) => {
  const container = at(
    objectOf(
      synthesize((platform) => cart(platform, { probes })),
      'Deployment',
      'cart',
    ),
    'spec template spec containers 0',
  );
  expect(at(container, 'livenessProbe')).not.toEqual(at(container, 'readinessProbe'));
});

test('liveness may ask the same as readiness if it says so', () => {
  const probes: ProbesProps = { readiness: { http: '/ok' }, liveness: 'as-readiness' };
  const container = at(
    objectOf(
      synthesize((platform) => cart(platform, { probes })),
      'Deployment',
      'cart',
    ),
    'spec template spec containers 0',
  );
  expect(at(container, 'livenessProbe')).toEqual({ ...(at(container, 'readinessProbe') as object), failureThreshold: 6 });
});
