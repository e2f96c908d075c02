import { portNameValid } from '../../rules/port-name-valid';
import { container, deployment, judges, object } from './given';

const listening = (...ports: unknown[]) => ({ ports });
const service = (...ports: unknown[]) => object('v1', 'Service', 'cart', { spec: { ports } });
const RANGE = 'expected a number from 1 to 65535';
const NAME = 'expected up to 15 lower-case letters, digits and single hyphens, at least one of them a letter';
const named = (name: unknown) => listening({ containerPort: 80, name });
const misnamed = (name: string) =>
  ({
    what: `the name '${name}'`,
    container: named(name),
    finds: [['/ports/0/name', `container 'cart' has a port named '${name}', ${NAME}`]],
    absent: 'accepted',
  }) as const;
const numbered = (what: string, containerPort: unknown, said: string) =>
  ({
    what,
    container: listening({ containerPort }),
    finds: [['/ports/0/containerPort', `container 'cart' has containerPort ${said}, ${RANGE}`]],
    absent: [`container 'cart' has containerPort unset, ${RANGE}`],
  }) as const;

judges(portNameValid, {
  accepts: [
    [
      'ports with names',
      deployment({
        containers: [container(listening({ containerPort: 1, name: 'a' }, { containerPort: 65535, name: '0-a-exactly-15c' }))],
      }),
    ],
    [
      'ports without names',
      deployment({
        containers: [container(listening({ containerPort: 80 }, { containerPort: 81, name: '' }, { containerPort: 82, name: null }))],
      }),
    ],
    ['one name in two containers', deployment({ containers: [container(named('http')), container(named('http'))] })],
    ['one port of a Service, without a name', service({ port: 80 })],
    [
      'ports of a Service, with names',
      service({ port: 80, name: 'http', targetPort: 'http' }, { port: 81, name: 'metrics', targetPort: 8081 }),
    ],
    ['a target port left to its default', [service({ port: 80, targetPort: 0 }), service({ port: 80, targetPort: null })]],
    ['no ports', [deployment(), service()]],
    ['a Service of another group', object('serving.example.com/v1', 'Service', 'cart', { spec: { ports: [{ port: 0 }] } })],
  ],
  refuses: [
    misnamed('sixteen-letters-'),
    misnamed('sixteen-letterss'),
    misnamed('HTTP'),
    misnamed('http_port'),
    misnamed('8080'),
    misnamed('a--b'),
    misnamed('-a'),
    misnamed('a.b'),
    {
      what: 'a name that is a number',
      pod: { containers: [container(named(80))] },
      finds: [['/containers/0/ports/0/name', `container 'cart' has a port named 80, ${NAME}`]],
      absent: 'accepted',
    },
    {
      what: 'no number',
      container: listening({ name: 'http' }),
      finds: [['/ports/0/containerPort', `container 'cart' has containerPort unset, ${RANGE}`]],
      absent: 'itself',
    },
    numbered('a port of zero', 0, '0'),
    numbered('a port too high', 65536, '65536'),
    numbered('half a port', 80.5, '80.5'),
    numbered('a port as a text', '80', `'80'`),
    {
      what: 'one name twice in a container',
      container: listening({ containerPort: 80, name: 'http' }, { containerPort: 81, name: 'http' }),
      finds: [['/ports/1/name', `container 'cart' has two ports named 'http'`]],
      absent: 'accepted',
    },
    {
      what: 'a Service without a port',
      given: service({ targetPort: 80 }),
      finds: [['/spec/ports/0/port', `port is unset, ${RANGE}`]],
      absent: 'itself',
    },
    {
      what: 'a Service of port zero',
      given: service({ port: 0 }),
      finds: [['/spec/ports/0/port', `port is 0, ${RANGE}`]],
      absent: [`port is unset, ${RANGE}`],
    },
    {
      what: 'a target that is no name',
      given: service({ port: 80, targetPort: '8080' }),
      finds: [['/spec/ports/0/targetPort', `targetPort is '8080', ${NAME}`]],
      absent: 'accepted',
    },
    {
      what: 'a target too high',
      given: service({ port: 80, targetPort: 70000 }),
      finds: [['/spec/ports/0/targetPort', `targetPort is 70000, ${RANGE}`]],
      absent: 'accepted',
    },
    {
      what: 'two ports of a Service, one without a name',
      given: service({ port: 80, name: 'http' }, { port: 81 }),
      finds: [['/spec/ports/1/name', 'one of 2 ports has no name, expected one for each']],
      absent: 'itself',
    },
    {
      what: 'one name twice in a Service',
      given: service({ port: 80, name: 'http' }, { port: 81, name: 'http' }),
      finds: [['/spec/ports/1/name', `the Service has two ports named 'http'`]],
      absent: ['one of 2 ports has no name, expected one for each'],
    },
  ],
});
