import { probeOwnPod } from '../../rules/probe-own-pod';
import { container, judges, pod } from './given';

const HANDLERS = ['livenessProbe', 'readinessProbe', 'startupProbe', 'lifecycle.postStart', 'lifecycle.preStop'];
const FIELDS = HANDLERS.flatMap((handler) => ['httpGet', 'tcpSocket'].map((action) => `${handler}.${action}`));
const facts = { minor: 33 };
const one = (fields: Readonly<Record<string, unknown>>, spec = {}) => pod({ containers: [container(fields)], ...spec });
const said = (field: string, value: string) => `container 'cart' has ${field}.host ${value}, expected it unset`;

/** `{ lifecycle: { preStop: { httpGet: action } } }` */
function having(field: string, action: unknown): Readonly<Record<string, unknown>> {
  return field
    .split('.')
    .reverse()
    .reduce<unknown>((inner, step) => ({ [step]: inner }), action) as Readonly<Record<string, unknown>>;
}

const live = (host: unknown) => having('livenessProbe.httpGet', { port: 80, host });

judges(probeOwnPod, {
  accepts: [
    ['no probes', one({}), facts],
    ...FIELDS.flatMap((field) => [
      [`a call of the pod by ${field}`, one(having(field, { port: 8080 })), facts] as const,
      [`an empty host of ${field}`, one(having(field, { port: 8080, host: '' })), facts] as const,
      [`null as the host of ${field}`, one(having(field, { port: 8080, host: null })), facts] as const,
    ]),
    ['another host since 1.34, of which another rule speaks', one(live('10.0.0.1')), { minor: 34 }],
    ['a Host header', one({ livenessProbe: { httpGet: { port: 80, httpHeaders: [{ name: 'Host', value: 'shop' }] } } }), facts],
    ['no probe', one({ livenessProbe: null, lifecycle: null }), facts],
    ...['127.0.0.1', '::1', 'localhost'].map(
      (host) => [`${host} of a pod in the network of the node`, one(live(host), { hostNetwork: true }), facts] as const,
    ),
  ],
  refuses: [
    ...FIELDS.map((field) => ({
      what: `another host of ${field}`,
      container: having(field, { port: 80, host: '169.254.169.254' }),
      facts,
      finds: [[`/${field.replaceAll('.', '/')}/host`, said(field, "'169.254.169.254'")]] as const,
      absent: 'accepted' as const,
    })),
    {
      what: 'another host',
      pod: { containers: [container(live('shop'))] },
      facts,
      finds: [['/containers/0/livenessProbe/httpGet/host', said('livenessProbe.httpGet', "'shop'")]],
      absent: 'accepted',
    },
    {
      what: 'the loopback address, which is the node',
      container: live('127.0.0.1'),
      facts,
      finds: [['/livenessProbe/httpGet/host', said('livenessProbe.httpGet', "'127.0.0.1'")]],
      absent: 'accepted',
    },
    {
      what: 'the loopback address where the network of the node is no more than a text',
      given: one(live('127.0.0.1'), { hostNetwork: 'true' }),
      facts,
      finds: [['/spec/containers/0/livenessProbe/httpGet/host', said('livenessProbe.httpGet', "'127.0.0.1'")]],
      absent: 'accepted',
    },
    {
      what: 'another node in the network of the node',
      given: one(live('10.0.0.1'), { hostNetwork: true }),
      facts,
      finds: [['/spec/containers/0/livenessProbe/httpGet/host', said('livenessProbe.httpGet', "'10.0.0.1'")]],
      absent: 'accepted',
    },
    {
      what: 'a host that is no text, in the first version',
      container: live(0),
      facts: { minor: 0 },
      finds: [['/livenessProbe/httpGet/host', said('livenessProbe.httpGet', '0')]],
      absent: 'accepted',
    },
    {
      what: 'two of them',
      container: { livenessProbe: { tcpSocket: { host: 'a' } }, lifecycle: { preStop: { httpGet: { host: 'b' } } } },
      facts,
      finds: [
        ['/livenessProbe/tcpSocket/host', said('livenessProbe.tcpSocket', "'a'")],
        ['/lifecycle/preStop/httpGet/host', said('lifecycle.preStop.httpGet', "'b'")],
      ],
      absent: 'accepted',
    },
  ],
});
