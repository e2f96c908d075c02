import { probeStartup } from '../../rules/probe-startup';
import { container, deployment, judges, object, pod } from './given';

const probe = { tcpSocket: { port: 8080 } };
const slow = { httpGet: { port: 8080 }, failureThreshold: 30 };
const probing = (fields: Readonly<Record<string, unknown>>) => deployment({ containers: [container(fields)] });
const AT = '/spec/template/spec/containers/0/startupProbe';
const BRIEF = `container 'cart' has a startupProbe that gives up after 30 seconds, expected more than the 30 of its livenessProbe`;
const EAGER = `container 'cart' has a livenessProbe that begins at once, expected a startupProbe or initialDelaySeconds`;

judges(probeStartup, {
  accepts: [
    [
      'a startup probe by call',
      probing({ livenessProbe: { exec: { command: ['ok'] } }, startupProbe: { grpc: { port: 1 }, failureThreshold: 4 } }),
    ],
    ['a startup probe by connection', probing({ livenessProbe: probe, startupProbe: { tcpSocket: { port: 8080 }, failureThreshold: 4 } })],
    ['a startup probe', probing({ livenessProbe: probe, startupProbe: slow })],
    [
      'a startup probe by command',
      probing({ livenessProbe: { grpc: { port: 1 } }, startupProbe: { exec: { command: ['ok'] }, periodSeconds: 11 } }),
    ],
    ['a liveness probe that gives up early', probing({ livenessProbe: { ...probe, failureThreshold: 1 }, startupProbe: probe })],
    ['a liveness probe that asks nothing, which is none', probing({ livenessProbe: { exec: {} } })],
    ['a liveness probe that waits', probing({ livenessProbe: { ...probe, initialDelaySeconds: 10 } })],
    ['no liveness probe, which another rule asks for', probing({ readinessProbe: probe })],
    ['a Job', object('batch/v1', 'Job', 'cart', { spec: { template: { spec: { containers: [container({ livenessProbe: probe })] } } } })],
    ['a pod that is not restarted', pod({ restartPolicy: 'Never', containers: [container({ livenessProbe: probe })] })],
    ['an object that runs no pod', object('v1', 'ConfigMap', 'cart')],
  ],
  refuses: [
    { what: 'a liveness probe alone', given: probing({ livenessProbe: probe }), finds: [[AT, EAGER]], absent: 'itself' },
    {
      what: 'a startup probe that gives up as early',
      given: probing({ livenessProbe: probe, startupProbe: { ...slow, failureThreshold: 3 } }),
      finds: [[`${AT}/failureThreshold`, BRIEF]],
      absent: [BRIEF],
    },
    {
      what: 'a startup probe of no port',
      given: probing({ livenessProbe: probe, startupProbe: { httpGet: { port: '' } } }),
      finds: [[AT, EAGER]],
      absent: [EAGER],
    },
    {
      what: 'a delay of nothing',
      given: probing({ livenessProbe: { ...probe, initialDelaySeconds: 0 } }),
      finds: [[AT, EAGER]],
      absent: 'itself',
    },
    {
      what: 'a delay that is a text',
      given: probing({ livenessProbe: { ...probe, initialDelaySeconds: '10' } }),
      finds: [[AT, EAGER]],
      absent: 'itself',
    },
    {
      what: 'a delay of the other probe',
      given: probing({ livenessProbe: probe, readinessProbe: { ...probe, initialDelaySeconds: 9 } }),
      finds: [[AT, EAGER]],
      absent: 'itself',
    },
    {
      what: 'a startup probe that does nothing',
      given: probing({ livenessProbe: probe, startupProbe: {} }),
      finds: [[AT, EAGER]],
      absent: [EAGER],
    },
    {
      what: 'a second container, of a DaemonSet',
      given: object('apps/v1', 'DaemonSet', 'cart', {
        spec: { template: { spec: { containers: [container(), container({ livenessProbe: { httpGet: { port: 1 } } })] } } },
      }),
      finds: [['/spec/template/spec/containers/1/startupProbe', EAGER]],
      absent: 'itself',
    },
  ],
});
