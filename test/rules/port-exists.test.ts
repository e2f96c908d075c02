import { portExists } from '../../rules/port-exists';
import { container, deployment, judges, object } from './given';

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

type Objects = readonly ReturnType<typeof object>[];
const target = '/spec/ports/0/targetPort';
const backend = '/spec/rules/0/http/paths/0/backend/service/port';
const probing = (what: string, fields: Readonly<Record<string, unknown>>) =>
  [what, deployment({ containers: [container(fields)] })] as const;
/** What remains where the field at the pointer is gone: the port of the Service is its own target. */
const refused = (
  what: string,
  given: Objects,
  pointer: string,
  message: string,
  absent: 'accepted' | 'itself' | string[] = ['a selected pod has no port 80/TCP'],
) => ({ what, given, finds: [[1, pointer, message]], absent }) as const;

judges(portExists, {
  accepts: [
    ['a target port by number', [listening(http), service({ targetPort: 8080 })]],
    ['a target port by name', [listening(http), service({ targetPort: 'http' })]],
    ['a port that is its own target', [listening(http), service({ port: 8080 })]],
    ['a UDP port', [listening(dns), service({ targetPort: 'dns', protocol: 'UDP' })]],
    [
      'a port of a sidecar',
      [deployment({ initContainers: [container({ ports: [http], restartPolicy: 'Always' })] }), service({ targetPort: 'http' })],
    ],
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
    probing('a probe of a declared port', { ports: [http], livenessProbe: { httpGet: { port: 8080 } } }),
    probing('a probe of a port by name', { ports: [http], readinessProbe: { tcpSocket: { port: 'http' } } }),
    probing('a gRPC probe', { ports: [http], startupProbe: { grpc: { port: 8080 } } }),
    probing('a probe by command', { livenessProbe: { exec: { command: ['true'] } } }),
    probing('no probe', {}),
    [
      'a selector that fits no pod, where the manifests are not all',
      [listening(http), service({ targetPort: 8080 }, { app: 'art' })],
      { complete: false },
    ],
    [
      'a selector that is no map, which another rule refuses',
      [listening(http), service({}, ['app']), service({}, 'app'), service({}, { app: 3 }), service({}, null)],
    ],
  ],
  refuses: [
    refused(
      'a target port that nobody has',
      [listening(http), service({ targetPort: 9090 })],
      target,
      'a selected pod has no port 9090/TCP',
    ),
    refused('a port that is no target either', [listening(http), service({})], target, 'a selected pod has no port 80/TCP', 'itself'),
    refused(
      'a target name that nobody has',
      [listening(http), service({ targetPort: 'htp' })],
      target,
      'a selected pod has no port htp/TCP',
    ),
    refused('another protocol', [listening(dns), service({ targetPort: 53 })], target, 'a selected pod has no port 53/TCP'),
    refused(
      'a TCP port asked for as UDP',
      [listening(http), service({ targetPort: 8080, protocol: 'UDP' })],
      target,
      'a selected pod has no port 8080/UDP',
      ['a selected pod has no port 80/UDP'],
    ),
    refused('a workload without ports', [deployment(), service({ targetPort: 8080 })], target, 'a selected pod has no port 8080/TCP'),
    refused(
      'a selector that fits no pod',
      [listening(http), service({ targetPort: 8080 }, { app: 'art' })],
      '/spec/selector',
      'no pod of the namespace has the labels app=art',
      'accepted',
    ),
    refused(
      'a selector of which one label fits',
      [listening(http), service({ targetPort: 8080 }, { app: 'cart', tier: 'web' })],
      '/spec/selector',
      'no pod of the namespace has the labels app=cart, tier=web',
      'accepted',
    ),
    refused(
      'a selector of pods elsewhere',
      [elsewhere, service({ targetPort: 8080 })],
      '/spec/selector',
      'no pod of the namespace has the labels app=cart',
      'accepted',
    ),
    {
      what: 'a target port that only one of two workloads has, naming the other',
      given: [listening(http), deployment({}, { app: 'cart', 'app.kubernetes.io/instance': 'cart-v2' }), service({ targetPort: 'http' })],
      finds: [[2, target, 'cart-v2 has no port http/TCP']],
      absent: ['a selected pod has no port 80/TCP', 'cart-v2 has no port 80/TCP'],
    },
    refused(
      'a target port that nobody has, where the manifests are not all',
      [listening(http), service({ targetPort: 9090 })],
      target,
      'a selected pod has no port 9090/TCP',
    ),
    ...(
      [
        ['a number', { number: 81 }, `the Service 'cart' has no port 81`],
        ['a name', { name: 'wbe' }, `the Service 'cart' has no port wbe`],
        ['nothing', {}, `the Service 'cart' has no port at all that is named here`],
      ] as const
    ).map(
      ([what, port, message]) =>
        ({
          what: `an Ingress to a port that its Service lacks, by ${what}`,
          given: [listening(http), service({ targetPort: 8080 }), ingress(port)],
          finds: [[2, backend, message]],
          absent: [`the Service 'cart' has no port at all that is named here`],
        }) as const,
    ),
    {
      what: 'a default backend to a port that its Service lacks',
      given: [
        listening(http),
        service({ targetPort: 8080 }),
        object('networking.k8s.io/v1', 'Ingress', 'cart', {
          spec: { defaultBackend: { service: { name: 'cart', port: { number: 81 } } } },
        }),
      ],
      finds: [[2, '/spec/defaultBackend/service/port', `the Service 'cart' has no port 81`]],
      absent: [`the Service 'cart' has no port at all that is named here`],
    },
    ...(['livenessProbe', 'readinessProbe', 'startupProbe'] as const).flatMap((probe) =>
      (
        [
          ['httpGet', 8081],
          ['tcpSocket', 'htp'],
          ['grpc', 50051],
        ] as const
      ).map(
        ([action, port]) =>
          ({
            what: `a ${probe} by ${action} of an undeclared port`,
            container: { ports: [http], [probe]: { [action]: { port } } },
            finds: [[`/${probe}/${action}/port`, `container 'cart' declares no port ${port}/TCP`]],
            absent: 'accepted',
          }) as const,
      ),
    ),
    {
      what: 'a probe of a UDP port, which no probe can ask',
      container: { ports: [dns], livenessProbe: { tcpSocket: { port: 53 } } },
      finds: [['/livenessProbe/tcpSocket/port', `container 'cart' declares no port 53/TCP`]],
      absent: 'accepted',
    },
    {
      what: 'a probe of an undeclared port, where there are none',
      container: { name: 'probed', livenessProbe: { httpGet: { port: 8080 } } },
      finds: [['/livenessProbe/httpGet/port', `container 'probed' declares no port 8080/TCP`]],
      absent: 'accepted',
    },
    {
      what: 'a probe of an undeclared port',
      pod: { containers: [container({ livenessProbe: { httpGet: { port: 8080 } } })] },
      finds: [['/containers/0/livenessProbe/httpGet/port', `container 'cart' declares no port 8080/TCP`]],
      absent: 'accepted',
    },
  ],
});
