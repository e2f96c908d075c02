import { probesDistinct } from '../../rules/probes-distinct';
import { container, deployment, judges, object, pod } from './given';

const probing = (livenessProbe: unknown, readinessProbe: unknown) =>
  deployment({ containers: [container({ livenessProbe, readinessProbe })] });
const http = (path?: string, port: unknown = 8080) => ({ httpGet: { path, port } });
const tcp = (port: unknown) => ({ tcpSocket: { port } });
const AT = '/spec/template/spec/containers/0/livenessProbe';
const SAME = `container 'cart' fails its livenessProbe as soon as its readinessProbe, which asks the same, expected another question or more patience`;
const same = (what: string, liveness: unknown, readiness: unknown) =>
  ({ what, given: probing(liveness, readiness), finds: [[AT, SAME]], absent: 'accepted' }) as const;

judges(probesDistinct, {
  accepts: [
    ['requests to two paths', probing(http('/live'), http('/ready'))],
    ['requests to two ports', probing(http('/'), http('/', 8081))],
    ['connections to two ports', probing(tcp(8080), tcp('http'))],
    ['two commands', probing({ exec: { command: ['live'] } }, { exec: { command: ['ready'] } })],
    ['calls for two services', probing({ grpc: { port: 1, service: 'live' } }, { grpc: { port: 1 } })],
    ['a connection and a request', probing(tcp(8080), http('/'))],
    ['the same question, with more patience', probing({ ...tcp(1), failureThreshold: 4 }, tcp(1))],
    ['the same question, asked less often', probing({ ...tcp(1), periodSeconds: 30 }, tcp(1))],
    ['one probe', probing(tcp(1), undefined)],
    ['no probes', probing(undefined, null)],
    [
      'a pod that is not restarted',
      pod({ restartPolicy: 'Never', containers: [container({ livenessProbe: tcp(1), readinessProbe: tcp(1) })] }),
    ],
    ['probes that ask nothing', probing({}, {})],
    [
      'a Job',
      object('batch/v1', 'Job', 'cart', {
        spec: { template: { spec: { containers: [container({ livenessProbe: tcp(1), readinessProbe: tcp(1) })] } } },
      }),
    ],
  ],
  refuses: [
    same('the same request', http('/healthz'), http('/healthz')),
    same('the same request, its path left out once', http(), http('/')),
    same('the same connection', tcp('http'), tcp('http')),
    same('the same command', { exec: { command: ['/bin/ok', '-v'] } }, { exec: { command: ['/bin/ok', '-v'] } }),
    same('the same call', { grpc: { port: 9090 } }, { grpc: { port: 9090, service: '' } }),
    same('defaults written out', { ...tcp(1), failureThreshold: 3, periodSeconds: 10 }, tcp(1)),
    same('less patience', { ...tcp(1), failureThreshold: 1 }, tcp(1)),
    same(
      'the same patience, in other numbers',
      { ...tcp(1), failureThreshold: 2, periodSeconds: 30 },
      { ...tcp(1), failureThreshold: 6, periodSeconds: 10 },
    ),
    same('only a timeout that differs', { ...tcp(1), timeoutSeconds: 5 }, tcp(1)),
    {
      what: 'a second container',
      given: deployment({ containers: [container(), container({ name: 'proxy', livenessProbe: tcp(1), readinessProbe: tcp(1) })] }),
      finds: [['/spec/template/spec/containers/1/livenessProbe', SAME.replace('cart', 'proxy')]],
      absent: 'accepted',
    },
  ],
});
