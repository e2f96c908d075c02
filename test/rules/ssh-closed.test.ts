import { sshClosed } from '../../rules/ssh-closed';
import { container, deployment, judges, object } from './given';

const service = (...ports: unknown[]) => object('v1', 'Service', 'cart', { spec: { ports } });
const listening = (...ports: unknown[]) => ({ ports });
const OPEN = `container 'cart' listens on port 22, which is SSH`;

judges(sshClosed, {
  accepts: [
    ['other ports', [deployment({ containers: [container(listening({ containerPort: 8022 }))] }), service({ port: 80, targetPort: 8022 })]],
    [
      'port 22 over UDP',
      [deployment({ containers: [container(listening({ containerPort: 22, protocol: 'UDP' }))] }), service({ port: 22, protocol: 'UDP' })],
    ],
    ['no ports', [deployment(), service()]],
    ['a Service of another group', object('serving.example.com/v1', 'Service', 'cart', { spec: { ports: [{ port: 22 }] } })],
  ],
  refuses: [
    { what: 'port 22', container: listening({ containerPort: 22 }), finds: [['/ports/0/containerPort', OPEN]], absent: 'accepted' },
    {
      what: 'port 22, second',
      pod: { containers: [container(listening({ containerPort: 80 }, { containerPort: 22, protocol: 'TCP' }))] },
      finds: [['/containers/0/ports/1/containerPort', OPEN]],
      absent: 'accepted',
    },
    {
      what: 'a Service of port 22',
      given: service({ port: 22 }),
      finds: [['/spec/ports/0/port', 'port is 22, which is SSH']],
      absent: 'accepted',
    },
    {
      what: 'a Service of port 2222',
      given: service({ port: 80 }, { port: 2222, targetPort: 'x' }),
      finds: [['/spec/ports/1/port', 'port is 2222, which is SSH']],
      absent: 'accepted',
    },
    {
      what: 'a Service that leads to SSH',
      given: service({ port: 80, targetPort: 22 }),
      finds: [['/spec/ports/0/targetPort', 'targetPort is 22, which is SSH']],
      absent: 'accepted',
    },
    {
      what: 'a Service that leads to SSH under its own port',
      given: service({ port: 22, targetPort: 2222 }),
      finds: [['/spec/ports/0/targetPort', 'targetPort is 2222, which is SSH']],
      absent: ['port is 22, which is SSH'],
    },
  ],
});
