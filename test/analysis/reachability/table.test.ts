import type { KubernetesObject, Manifest } from '../../../analysis/manifest';
import { networkOf } from '../../../analysis/reachability/reachability';
import type { Port } from '../../../analysis/reachability/verdict';

/**
 * Truth tables: everything is closed, or everything is open, but for what is listed. Each expectation is what the documentation says of
 * such policies, not what an analysis made of them.
 *
 * https://kubernetes.io/docs/concepts/services-networking/network-policies/
 */
type Fields = Readonly<Record<string, unknown>>;

const namespace = (name: string, team: string) => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels: { team } } });
const pod = (space: string, app: string) => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: app, namespace: space, labels: { app } },
  spec: { containers: [{ name: 'c', ports: [{ name: 'http', containerPort: 80 }] }] },
});
const policy = (space: string, spec: Fields) => ({
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  metadata: { name: 'policy', namespace: space },
  spec,
});
const app = (name: string) => ({ podSelector: { matchLabels: { app: name } } });
const team = (name: string) => ({ namespaceSelector: { matchLabels: { team: name } } });

const CLUSTER = [namespace('x', 'red'), namespace('y', 'blue'), pod('x', 'a'), pod('x', 'b'), pod('y', 'a'), pod('y', 'b')];
const PODS = ['x/a', 'x/b', 'y/a', 'y/b'];

/** A port of each class that no policy of these tells apart. */
const PORTS: Readonly<Record<string, Port>> = {
  '80/TCP': { number: 80, protocol: 'TCP' },
  '81/TCP': { number: 81, protocol: 'TCP' },
  '90/TCP': { number: 90, protocol: 'TCP' },
  '91/TCP': { number: 91, protocol: 'TCP' },
  '80/UDP': { number: 80, protocol: 'UDP' },
  '80/SCTP': { number: 80, protocol: 'SCTP' },
};

/** `FROM -> TO PORTS`: each side a pod, a namespace as `x/*`, or `*`; ports one or several with commas, or all when left out. */
function expected(standard: 'open' | 'closed', exceptions: readonly string[]): ReadonlySet<string> {
  const listed = new Set(
    exceptions.flatMap((text) => {
      const [, from = '', to = '', ports = Object.keys(PORTS).join()] = /^(\S+) -> (\S+)(?: (\S+))?$/.exec(text) ?? [];
      const some = podsOf(from).flatMap((one) => podsOf(to).flatMap((other) => (one === other ? [] : [`${one} -> ${other}`])));
      if (some.length === 0) throw new Error(`'${text}' is about nobody`);
      return some.flatMap((pair) => ports.split(',').map((port) => `${pair} ${port}`));
    }),
  );
  return new Set(standard === 'closed' ? listed : everything().filter((each) => !listed.has(each)));
}

function podsOf(text: string): readonly string[] {
  return PODS.filter((name) => text === '*' || text === name || (text.endsWith('/*') && name.startsWith(text.slice(0, -1))));
}

function everything(): readonly string[] {
  const pairs = PODS.flatMap((one) => PODS.flatMap((other) => (one === other ? [] : [`${one} -> ${other}`])));
  return pairs.flatMap((pair) => Object.keys(PORTS).map((port) => `${pair} ${port}`));
}

function open(policies: readonly unknown[]): ReadonlySet<string> {
  const manifests = [...CLUSTER, ...policies].map(
    (object, index): Manifest => ({ object: object as KubernetesObject, source: `${index}` }),
  );
  const network = networkOf(manifests);
  return new Set(
    everything().filter((each) => {
      const [from, , to, port = ''] = each.split(' ');
      const [one, other] = [from, to].map((name) => network.endpoints.find((endpoint) => endpoint.name === name));
      if (one === undefined || other === undefined) throw new Error(`no pods for ${each}`);
      return network.ask(one, other, PORTS[port]).verdict === 'allow';
    }),
  );
}

test.each<[what: string, policies: readonly unknown[], standard: 'open' | 'closed', exceptions: readonly string[]]>([
  ['no policy: pods accept traffic from any source', [], 'open', []],
  ['default deny of ingress in one namespace', [policy('x', { podSelector: {}, policyTypes: ['Ingress'] })], 'open', ['* -> x/*']],
  [
    'allow all ingress beside it',
    [policy('x', { podSelector: {}, policyTypes: ['Ingress'] }), policy('x', { podSelector: {}, policyTypes: ['Ingress'], ingress: [{}] })],
    'open',
    [],
  ],
  ['default deny of egress in one namespace', [policy('x', { podSelector: {}, policyTypes: ['Egress'] })], 'open', ['x/* -> *']],
  ['default deny of both', [policy('x', { podSelector: {}, policyTypes: ['Ingress', 'Egress'] })], 'open', ['* -> x/*', 'x/* -> *']],
  [
    'default deny of both everywhere',
    ['x', 'y'].map((space) => policy(space, { podSelector: {}, policyTypes: ['Ingress', 'Egress'] })),
    'closed',
    [],
  ],
  [
    'egress to a port that no ingress lets in',
    [
      ...['x', 'y'].map((space) => policy(space, { podSelector: {}, policyTypes: ['Ingress', 'Egress'] })),
      policy('x', { ...app('a'), policyTypes: ['Egress'], egress: [{ to: [app('b')], ports: [{ port: 80 }] }] }),
    ],
    'closed',
    [],
  ],
  [
    'egress to a port that ingress lets in, in one direction',
    [
      ...['x', 'y'].map((space) => policy(space, { podSelector: {}, policyTypes: ['Ingress', 'Egress'] })),
      policy('x', { ...app('a'), policyTypes: ['Egress'], egress: [{ to: [app('b')], ports: [{ port: 80 }] }] }),
      policy('x', { ...app('b'), policyTypes: ['Ingress'], ingress: [{ from: [app('a')], ports: [{ port: 80 }, { port: 81 }] }] }),
    ],
    'closed',
    ['x/a -> x/b 80/TCP'],
  ],
  [
    'a peer with both selectors: those pods in those namespaces',
    [policy('x', { podSelector: {}, policyTypes: ['Ingress'], ingress: [{ from: [{ ...team('blue'), ...app('a') }] }] })],
    'open',
    ['x/* -> x/*', 'y/b -> x/*'],
  ],
  [
    'two peers with one selector each: either is enough',
    [policy('x', { podSelector: {}, policyTypes: ['Ingress'], ingress: [{ from: [team('blue'), app('a')] }] })],
    'open',
    ['x/b -> x/a'],
  ],
  [
    'a range of ports: both of its ends are in it',
    [policy('x', { ...app('a'), policyTypes: ['Ingress'], ingress: [{ ports: [{ protocol: 'TCP', port: 81, endPort: 90 }] }] })],
    'open',
    ['* -> x/a 80/TCP,91/TCP,80/UDP,80/SCTP'],
  ],
  [
    'a port without a protocol is one of TCP',
    [policy('x', { ...app('a'), ingress: [{ ports: [{ port: 80 }] }] })],
    'open',
    ['* -> x/a 81/TCP,90/TCP,91/TCP,80/UDP,80/SCTP'],
  ],
  [
    'a protocol without a port is every port of it',
    [policy('x', { ...app('a'), ingress: [{ ports: [{ protocol: 'TCP' }] }] })],
    'open',
    ['* -> x/a 80/UDP,80/SCTP'],
  ],
  [
    'a port by its name is what the pod calls so',
    [policy('x', { ...app('a'), ingress: [{ ports: [{ port: 'http' }] }] })],
    'open',
    ['* -> x/a 81/TCP,90/TCP,91/TCP,80/UDP,80/SCTP'],
  ],
  [
    'rules of one policy and of several add up',
    [
      policy('x', {
        ...app('a'),
        policyTypes: ['Ingress'],
        ingress: [{ from: [team('blue')], ports: [{ port: 80 }] }, { from: [app('b')] }],
      }),
      policy('x', { podSelector: {}, policyTypes: ['Ingress'], ingress: [{ ports: [{ port: 80, protocol: 'UDP' }] }] }),
    ],
    'open',
    ['y/* -> x/a 81/TCP,90/TCP,91/TCP,80/SCTP', '* -> x/b 80/TCP,81/TCP,90/TCP,91/TCP,80/SCTP'],
  ],
])('%s', (_what, policies, standard, exceptions) => {
  expect([...open(policies)].sort()).toEqual([...expected(standard, exceptions)].sort());
});

test('the notation means what it says', () => {
  expect(everything()).toHaveLength(12 * 6);
  expect([...expected('closed', ['x/* -> y/a 80/TCP'])]).toEqual(['x/a -> y/a 80/TCP', 'x/b -> y/a 80/TCP']);
  expect(expected('open', ['* -> x/a']).size).toBe(9 * 6);
  expect(() => expected('open', ['z/a -> x/a'])).toThrow("'z/a -> x/a' is about nobody");
});
