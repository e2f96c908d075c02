import { portExists } from '../../rules/port-exists';
import { CONTAINER_PLACES, container, deployment, found, object } from './given';

const http = { name: 'http', containerPort: 8080 };
const dns = { name: 'dns', containerPort: 53, protocol: 'UDP' };
const listening = (...ports: unknown[]) => deployment({ containers: [container({ ports })] });
const service = (port: unknown, selector: unknown = { app: 'cart' }) =>
  object('v1', 'Service', 'cart', { spec: { selector, ports: [{ port: 80, name: 'web', ...(port as object) }] } });
const ingress = (port: unknown, name = 'cart') => {
  const backend = { service: { name, port } };
  return object('networking.k8s.io/v1', 'Ingress', 'cart', { spec: { rules: [{ http: { paths: [{ path: '/', backend }] } }] } });
};
const elsewhere = { ...listening(http), metadata: { name: 'cart', namespace: 'bank' } };

describe('accepts', () => {
  test.each([
    ['a target port by number', [listening(http), service({ targetPort: 8080 })]],
    ['a target port by name', [listening(http), service({ targetPort: 'http' })]],
    ['a port that is its own target', [listening(http), service({ port: 8080 })]],
    ['a UDP port', [listening(dns), service({ targetPort: 'dns', protocol: 'UDP' })]],
    ['a port of a sidecar', [deployment({ initContainers: [container({ ports: [http] })] }), service({ targetPort: 'http' })]],
    [
      'a Service without a selector, whose endpoints somebody else writes',
      [object('v1', 'Service', 'cart', { spec: { ports: [{ port: 80 }] } })],
    ],
    ['an empty selector', [service({ targetPort: 8080 }, {})]],
    ['two workloads behind one Service', [listening(http), { ...listening(http), kind: 'StatefulSet' }, service({ targetPort: 'http' })]],
    ['an Ingress to a port by number', [listening(http), service({ targetPort: 8080 }), ingress({ number: 80 })]],
    ['an Ingress to a port by name', [listening(http), service({ targetPort: 8080 }), ingress({ name: 'web' })]],
    ['an Ingress to a Service outside, which another rule judges', [ingress({ number: 80 }, 'elsewhere')]],
    ['a Service of another group', [object('serving.example.com/v1', 'Service', 'cart', { spec: { selector: { app: 'nobody' } } })]],
  ])('%s', (_what, objects) => {
    expect(found(portExists, objects)).toEqual([]);
  });

  test.each([
    ['a probe of a declared port', { ports: [http], livenessProbe: { httpGet: { port: 8080 } } }],
    ['a probe of a port by name', { ports: [http], readinessProbe: { tcpSocket: { port: 'http' } } }],
    ['a gRPC probe', { ports: [http], startupProbe: { grpc: { port: 8080 } } }],
    ['a probe by command', { livenessProbe: { exec: { command: ['true'] } } }],
    ['no probe', {}],
  ])('%s', (_what, fields) => {
    expect(found(portExists, [deployment({ containers: [container(fields)] })])).toEqual([]);
  });
});

describe('refuses', () => {
  const target = '/spec/ports/0/targetPort';
  test.each([
    ['a target port that nobody has', [listening(http), service({ targetPort: 9090 })], target, 'a selected pod has no port 9090/TCP'],
    ['a port that is no target either', [listening(http), service({})], target, 'a selected pod has no port 80/TCP'],
    ['a target name that nobody has', [listening(http), service({ targetPort: 'htp' })], target, 'a selected pod has no port htp/TCP'],
    ['another protocol', [listening(dns), service({ targetPort: 53 })], target, 'a selected pod has no port 53/TCP'],
    [
      'a TCP port asked for as UDP',
      [listening(http), service({ targetPort: 8080, protocol: 'UDP' })],
      target,
      'a selected pod has no port 8080/UDP',
    ],
    ['a workload without ports', [deployment(), service({ targetPort: 8080 })], target, 'a selected pod has no port 8080/TCP'],
    [
      'a selector that fits no pod',
      [listening(http), service({ targetPort: 8080 }, { app: 'art' })],
      '/spec/selector',
      'no pod of the namespace has the labels app=art',
    ],
    [
      'a selector of which one label fits',
      [listening(http), service({ targetPort: 8080 }, { app: 'cart', tier: 'web' })],
      '/spec/selector',
      'no pod of the namespace has the labels app=cart, tier=web',
    ],
    [
      'a selector of pods elsewhere',
      [elsewhere, service({ targetPort: 8080 })],
      '/spec/selector',
      'no pod of the namespace has the labels app=cart',
    ],
  ])('%s', (_what, objects, pointer, message) => {
    expect(found(portExists, objects)).toEqual([['1', pointer, message]]);
  });

  test('a target port that only one of two workloads has, naming the other', () => {
    const named = deployment({}, { app: 'cart', 'app.kubernetes.io/instance': 'cart-v2' });
    expect(found(portExists, [listening(http), named, service({ targetPort: 'http' })])).toEqual([
      ['2', target, 'cart-v2 has no port http/TCP'],
    ]);
  });

  test.each([
    ['a number', { number: 81 }, `the Service 'cart' has no port 81`],
    ['a name', { name: 'wbe' }, `the Service 'cart' has no port wbe`],
    ['nothing', {}, `the Service 'cart' has no port at all that is named here`],
  ])('an Ingress to a port that its Service lacks, by %s', (_what, port, message) => {
    expect(found(portExists, [listening(http), service({ targetPort: 8080 }), ingress(port)])).toEqual([
      ['2', '/spec/rules/0/http/paths/0/backend/service/port', message],
    ]);
  });

  test('a default backend to a port that its Service lacks', () => {
    const given = object('networking.k8s.io/v1', 'Ingress', 'cart', {
      spec: { defaultBackend: { service: { name: 'cart', port: { number: 81 } } } },
    });
    expect(found(portExists, [listening(http), service({ targetPort: 8080 }), given])).toEqual([
      ['2', '/spec/defaultBackend/service/port', `the Service 'cart' has no port 81`],
    ]);
  });

  test.each([
    ['livenessProbe', 'httpGet', 8081],
    ['readinessProbe', 'tcpSocket', 'htp'],
    ['startupProbe', 'grpc', 50051],
  ])('a %s by %s of an undeclared port', (probe, action, port) => {
    expect(found(portExists, [deployment({ containers: [container({ ports: [http], [probe]: { [action]: { port } } })] })])).toEqual([
      ['0', `/spec/template/spec/containers/0/${probe}/${action}/port`, `container 'cart' declares no port ${port}/TCP`],
    ]);
  });

  test('a probe of a UDP port, which no probe can ask', () => {
    const each = container({ ports: [dns], livenessProbe: { tcpSocket: { port: 53 } } });
    expect(found(portExists, [deployment({ containers: [each] })])).toEqual([
      ['0', '/spec/template/spec/containers/0/livenessProbe/tcpSocket/port', `container 'cart' declares no port 53/TCP`],
    ]);
  });

  test.each(CONTAINER_PLACES)('a probe of an undeclared port in %s', (_what, podWith, pointer) => {
    const each = container({ name: 'probed', livenessProbe: { httpGet: { port: 8080 } } });
    expect(found(portExists, [podWith(each)])).toEqual([
      ['0', `${pointer}/livenessProbe/httpGet/port`, `container 'probed' declares no port 8080/TCP`],
    ]);
  });
});
