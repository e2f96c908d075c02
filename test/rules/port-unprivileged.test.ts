import { portUnprivileged } from '../../rules/port-unprivileged';
import { container, deployment, judges, object } from './given';

const ports = (...numbers: unknown[]) => ({ ports: numbers.map((containerPort) => ({ containerPort })) });
const low = (number: number) => `container 'cart' listens on port ${number}, expected one above 1023`;

judges(portUnprivileged, {
  accepts: [
    ['high ports', deployment({ containers: [container(ports(1024, 8080, 65535))] })],
    ['no ports', deployment()],
    ['what is no port, which another rule refuses', deployment({ containers: [container(ports(0, -1, '80', null, undefined))] })],
    ['a low port of a Service', object('v1', 'Service', 'cart', { spec: { ports: [{ port: 80, targetPort: 8080 }] } })],
  ],
  refuses: [
    { what: 'a low port', container: ports(80), finds: [['/ports/0/containerPort', low(80)]], absent: 'accepted' },
    { what: 'the last of them, second', container: ports(8080, 1023), finds: [['/ports/1/containerPort', low(1023)]], absent: 'accepted' },
    {
      what: 'the first of them',
      pod: { containers: [container(ports(1))] },
      finds: [['/containers/0/ports/0/containerPort', low(1)]],
      absent: 'accepted',
    },
    {
      what: 'a low port over UDP',
      container: { ports: [{ containerPort: 53, protocol: 'UDP' }] },
      finds: [['/ports/0/containerPort', low(53)]],
      absent: 'accepted',
    },
  ],
});
