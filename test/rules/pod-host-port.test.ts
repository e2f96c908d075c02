import { podHostPort } from '../../rules/pod-host-port';
import { container, judges, pod } from './given';

const one = (ports: unknown, spec = {}) => pod({ ...spec, containers: [container({ ports })] });
const said = (port: string) => `container 'cart' has hostPort ${port}, expected 0 or unset`;

judges(podHostPort, {
  accepts: [
    ['no ports', one(undefined)],
    ['ports without a list', one(null)],
    ['no port', one([null, 8080])],
    ['a port of the pod', one([{ containerPort: 8080 }])],
    ['0', one([{ containerPort: 8080, hostPort: 0 }])],
    ['null', one([{ containerPort: 8080, hostPort: null }])],
    ['a port of a pod on the network of the node, which another rule finds', one([{ containerPort: 8080 }], { hostNetwork: true })],
  ],
  refuses: [
    {
      what: 'a port',
      container: { ports: [{ containerPort: 8080, hostPort: 80 }] },
      finds: [['/ports/0/hostPort', said('80')]],
      absent: 'accepted',
    },
    {
      what: 'a port',
      pod: { containers: [container({ ports: [{ containerPort: 8080, hostPort: 80 }] })] },
      finds: [['/containers/0/ports/0/hostPort', said('80')]],
      absent: 'accepted',
    },
    {
      what: 'the second and third port',
      container: { ports: [{ containerPort: 8080 }, { containerPort: 53, hostPort: 53 }, { containerPort: 54, hostPort: '54' }] },
      finds: [
        ['/ports/1/hostPort', said('53')],
        ['/ports/2/hostPort', said('"54"')],
      ],
      absent: 'accepted',
    },
    {
      what: 'a port in the first version',
      container: { ports: [{ containerPort: 8080, hostPort: 8080 }] },
      facts: { minor: 0 },
      finds: [['/ports/0/hostPort', said('8080')]],
      absent: 'accepted',
    },
  ],
});
