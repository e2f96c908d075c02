import { probeReadiness } from '../../rules/probe-readiness';
import { container as bare, deployment, judges, object, pod } from './given';

const container = (fields: Readonly<Record<string, unknown>> = {}) => bare({ ports: [{ containerPort: 8080 }], ...fields });

const probing = (probe: unknown) => deployment({ containers: [container({ readinessProbe: probe })] });
const job = (apiVersion: string, kind: string, spec: object) => object(apiVersion, kind, 'cart', { spec });
const template = { spec: { containers: [container()] } };
const AT = '/spec/template/spec/containers/0/readinessProbe';
const NONE = `container 'cart' has no readinessProbe, expected exec, grpc, httpGet or tcpSocket`;

judges(probeReadiness, {
  accepts: [
    ['a request', probing({ httpGet: { port: 8080 } })],
    ['a connection', probing({ tcpSocket: { port: 8080 } })],
    ['a call', probing({ grpc: { port: 8080 } })],
    ['a container that listens nowhere', deployment()],
    ['a container with an empty list of ports', deployment({ containers: [container({ ports: [] })] })],
    ['a command', probing({ exec: { command: ['true'] } })],
    [
      'init containers, sidecars and ephemeral ones without',
      pod({ containers: [], initContainers: [container(), container({ restartPolicy: 'Always' })], ephemeralContainers: [container()] }),
    ],
    ['a Job, which ends by itself', job('batch/v1', 'Job', { template })],
    ['a CronJob', job('batch/v1', 'CronJob', { jobTemplate: { spec: { template } } })],
    ['a PodTemplate, which runs nothing', object('v1', 'PodTemplate', 'cart', { template })],
    ['a pod that is not restarted', pod({ restartPolicy: 'Never', containers: [container()] })],
    ['a pod that is restarted until it succeeds', pod({ restartPolicy: 'OnFailure', containers: [container()] })],
    ['an object that runs no pod', object('v1', 'ConfigMap', 'cart')],
  ],
  refuses: [
    { what: 'no probe', given: deployment({ containers: [container()] }), finds: [[AT, NONE]], absent: 'itself' },
    {
      what: 'another probe only',
      given: deployment({ containers: [container({ livenessProbe: { httpGet: { port: 8080 } } })] }),
      finds: [[AT, NONE]],
      absent: 'itself',
    },
    { what: 'a probe that does nothing', given: probing({ periodSeconds: 5 }), finds: [[AT, NONE]], absent: [NONE] },
    { what: 'a probe whose action is null', given: probing({ httpGet: null }), finds: [[AT, NONE]], absent: [NONE] },
    { what: 'a probe without a port', given: probing({ tcpSocket: {} }), finds: [[AT, NONE]], absent: [NONE] },
    { what: 'a command without words', given: probing({ exec: { command: [] } }), finds: [[AT, NONE]], absent: [NONE] },
    { what: 'a probe that is a text', given: probing('yes'), finds: [[AT, NONE]], absent: [NONE] },
    {
      what: 'a second container without',
      given: deployment({ containers: [container({ readinessProbe: { grpc: { port: 1 } } }), container({ name: 'proxy' })] }),
      finds: [
        [
          '/spec/template/spec/containers/1/readinessProbe',
          `container 'proxy' has no readinessProbe, expected exec, grpc, httpGet or tcpSocket`,
        ],
      ],
      absent: 'itself',
    },
    {
      what: 'a bare pod',
      given: pod({ containers: [container()] }),
      finds: [['/spec/containers/0/readinessProbe', NONE]],
      absent: 'itself',
    },
    {
      what: 'a bare pod that is always restarted',
      given: pod({ restartPolicy: 'Always', containers: [container()] }),
      finds: [['/spec/containers/0/readinessProbe', NONE]],
      absent: 'itself',
    },
    ...['DaemonSet', 'StatefulSet', 'ReplicaSet'].map((kind) => ({
      what: `a ${kind}`,
      given: job('apps/v1', kind, { template }),
      finds: [[AT, NONE]] as const,
      absent: 'itself' as const,
    })),
  ],
});
