import { podHostProbe } from '../../rules/pod-host-probe';
import { container, judges, pod } from './given';

const HANDLERS = ['livenessProbe', 'readinessProbe', 'startupProbe', 'lifecycle.postStart', 'lifecycle.preStop'];
const FIELDS = HANDLERS.flatMap((handler) => ['httpGet', 'tcpSocket'].map((action) => `${handler}.${action}`));
const one = (fields: Readonly<Record<string, unknown>>) => pod({ containers: [container(fields)] });
const said = (field: string, value: string) => `container 'cart' has ${field}.host ${value}, expected unset`;

/** `{ lifecycle: { preStop: { httpGet: action } } }` */
function having(field: string, action: unknown): Readonly<Record<string, unknown>> {
  return field
    .split('.')
    .reverse()
    .reduce<unknown>((inner, step) => ({ [step]: inner }), action) as Readonly<Record<string, unknown>>;
}

judges(podHostProbe, {
  accepts: [
    ['no probes', one({})],
    ...FIELDS.flatMap((field) => [
      [`a call of the pod by ${field}`, one(having(field, { port: 8080 }))] as const,
      [`an empty host of ${field}`, one(having(field, { port: 8080, host: '' }))] as const,
      [`null as the host of ${field}`, one(having(field, { port: 8080, host: null }))] as const,
      [`another host of ${field} before 1.34`, one(having(field, { port: 8080, host: '10.0.0.1' })), { minor: 33 }] as const,
    ]),
    ['a command', one({ livenessProbe: { exec: { command: ['true'] } } })],
    ['a Host header', one({ livenessProbe: { httpGet: { port: 80, httpHeaders: [{ name: 'Host', value: 'shop' }] } } })],
    ['no probe', one({ livenessProbe: null, lifecycle: null })],
  ],
  refuses: [
    ...FIELDS.map((field) => ({
      what: `another host of ${field}`,
      container: having(field, { port: 80, host: '169.254.169.254' }),
      finds: [[`/${field.replaceAll('.', '/')}/host`, said(field, '"169.254.169.254"')]] as const,
      absent: 'accepted' as const,
    })),
    {
      what: 'the pod itself, by its loopback address',
      pod: { containers: [container(having('livenessProbe.httpGet', { port: 80, host: '127.0.0.1' }))] },
      finds: [['/containers/0/livenessProbe/httpGet/host', said('livenessProbe.httpGet', '"127.0.0.1"')]],
      absent: 'accepted',
    },
    {
      what: 'another host in 1.34',
      container: having('livenessProbe.httpGet', { port: 80, host: 'shop' }),
      facts: { minor: 34 },
      finds: [['/livenessProbe/httpGet/host', said('livenessProbe.httpGet', '"shop"')]],
      absent: 'accepted',
    },
    {
      what: 'a host that is no text',
      container: having('livenessProbe.httpGet', { port: 80, host: 0 }),
      finds: [['/livenessProbe/httpGet/host', said('livenessProbe.httpGet', '0')]],
      absent: 'accepted',
    },
    {
      what: 'two of them',
      container: { livenessProbe: { tcpSocket: { host: 'a' } }, lifecycle: { preStop: { httpGet: { host: 'b' } } } },
      finds: [
        ['/livenessProbe/tcpSocket/host', said('livenessProbe.tcpSocket', '"a"')],
        ['/lifecycle/preStop/httpGet/host', said('lifecycle.preStop.httpGet', '"b"')],
      ],
      absent: 'accepted',
    },
  ],
});
