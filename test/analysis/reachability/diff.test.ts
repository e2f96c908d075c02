import fc from 'fast-check';
import '../../seed';
import type { KubernetesObject, Manifest } from '../../../analysis/manifest';
import { minusOf, NO_PORTS, type PortSet, portSetText, unionOf } from '../../../analysis/network/port-sets';
import { networkChange, type PathChange } from '../../../analysis/reachability/diff';
import { type Network, networkOf } from '../../../analysis/reachability/reachability';

const manifestsOf = (objects: readonly unknown[]): Manifest[] =>
  objects.map((object, index) => ({ object: object as KubernetesObject, source: `${index}` }));
const namespace = (name: string) => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } });
const pod = (place: string, app: string) => {
  const [space, name] = place.split('/');
  const spec = { containers: [{ name: 'c', ports: [{ name: 'http', containerPort: 8080 }] }] };
  return { apiVersion: 'v1', kind: 'Pod', metadata: { name, namespace: space, labels: { app } }, spec };
};
const policy = (space: string, spec: unknown) => ({
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  metadata: { name: 'policy', namespace: space },
  spec,
});
const ingress = (space: string, from?: unknown, port?: unknown) =>
  policy(space, {
    podSelector: {},
    policyTypes: ['Ingress'],
    ingress: [{ ...(from === undefined ? {} : { from: [from] }), ...(port === undefined ? {} : { ports: [{ port }] }) }],
  });
const deny = (space: string) => policy(space, { podSelector: {}, policyTypes: ['Ingress'] });
const block = (cidr: string) => ({ ipBlock: { cidr } });
const app = (name: string) => ({ podSelector: { matchLabels: { app: name } } });

const PODS = [namespace('x'), namespace('y'), pod('x/a', 'a'), pod('x/b', 'b'), pod('y/a', 'a'), pod('y/b', 'b')];

function lines(before: readonly unknown[], after: readonly unknown[]): readonly string[] {
  const { paths } = networkChange(networkOf(manifestsOf(before)), networkOf(manifestsOf(after)));
  return paths.map(lineOf);
}

function lineOf({ change, from, to, ports, verdict }: PathChange): string {
  return `${change}: ${from.join(', ')} ${verdict === 'allow' ? '->' : '?>'} ${to.join(', ')} ${portSetText(ports)}`;
}

describe('a part of what was open is not opened', () => {
  const ONE = [namespace('x'), pod('x/a', 'a')];

  test.each<[string, readonly unknown[], readonly unknown[], readonly string[]]>([
    ['the same', [...ONE, deny('x')], [deny('x'), ...[...ONE].reverse()], []],
    [
      'a smaller block',
      [...ONE, ingress('x', block('10.0.0.0/8'))],
      [...ONE, ingress('x', block('10.1.0.0/16'))],
      ['closed: 10.0.0.0/8 -> x/a all ports'],
    ],
    [
      'a larger block',
      [...ONE, ingress('x', block('10.1.0.0/16'))],
      [...ONE, ingress('x', block('10.0.0.0/8'))],
      ['opened: 10.0.0.0/8 -> x/a all ports'],
    ],
    [
      'a block where everybody was let in',
      [...ONE, ingress('x')],
      [...ONE, ingress('x', block('10.0.0.0/8'))],
      ['closed: anywhere -> x/a all ports'],
    ],
    [
      'a number where its name was',
      [...ONE, ingress('x', block('10.0.0.0/8'), 'http')],
      [...ONE, ingress('x', block('10.0.0.0/8'), 8080)],
      [],
    ],
    [
      'fewer pods of namespaces elsewhere',
      [...ONE, ingress('x', { namespaceSelector: {} })],
      [...ONE, ingress('x', { namespaceSelector: { matchLabels: { team: 'z' } } })],
      ['closed: */*, x/a -> x/a all ports'],
    ],
    [
      'the last pod of a namespace removed: whoever comes next could do so before',
      [...PODS.filter((each) => each !== PODS[3]), ingress('y', { namespaceSelector: {} }, 80)],
      [...PODS.filter((each) => each !== PODS[3] && each !== PODS[2]), ingress('y', { namespaceSelector: {} }, 80)],
      ['closed: anywhere -> x/a all ports', 'closed: x/a -> anywhere all ports', 'closed: x/a -> y/a, y/b 80/TCP'],
    ],
    [
      'another workload with the same labels',
      [...PODS, deny('x'), ingress('x', app('b'), 80)],
      [...PODS, pod('x/b2', 'b'), deny('x'), ingress('x', app('b'), 80)],
      ['opened: x/b, x/b2 -> x/b2 80/TCP', 'opened: x/b2 -> anywhere all ports', 'opened: x/b2 -> x/a, x/b 80/TCP'],
    ],
  ])('%s', (_, before, after, expected) => {
    expect(lines(before, after)).toEqual(expected);
  });
});

test('where too much differs, whole paths are compared, and it says so', () => {
  const [before, after] = [networkOf(manifestsOf([...PODS, deny('x')])), networkOf(manifestsOf([...PODS, deny('y')]))];
  const { paths, isCoarse } = networkChange(before, after, 1);
  expect(isCoarse).toBe(true);
  expect(paths.map(lineOf)).toEqual([
    'opened: anywhere -> x/a, x/b all ports',
    'closed: anywhere -> y/a, y/b all ports',
    'opened: x/a, x/b, y/a, y/b -> x/a, x/b all ports',
    'closed: x/a, x/b, y/a, y/b -> y/a, y/b all ports',
  ]);
});

const policies = fc.constantFrom(
  deny('x'),
  deny('y'),
  ingress('x'),
  ingress('x', app('b')),
  ingress('x', app('b'), 80),
  ingress('x', app('a'), 'http'),
  ingress('y', { namespaceSelector: {} }, 443),
  ingress('y', { namespaceSelector: {}, podSelector: { matchLabels: { app: 'a' } } }),
  ingress('x', block('10.0.0.0/8')),
  ingress('x', block('10.1.0.0/16'), 80),
  policy('x', { podSelector: {}, policyTypes: ['Egress'] }),
  policy('x', { podSelector: { matchLabels: { app: 'a' } }, policyTypes: ['Egress'], egress: [{ to: [{ podSelector: {} }] }] }),
  policy('y', { podSelector: {}, policyTypes: ['Egress'], egress: [{ to: [{ namespaceSelector: {} }], ports: [{ port: 443 }] }] }),
);
const clusters = fc.array(policies, { maxLength: 6 });
const clusterOf = (some: readonly unknown[]) => networkOf(manifestsOf([...PODS, ...some]));

test('pair by pair, it is what each network answers', () => {
  fc.assert(
    fc.property(clusters, clusters, (one, other) => {
      const [before, after] = [clusterOf(one), clusterOf(other)];
      const { paths } = networkChange(before, after);
      for (const from of podsOf(before)) {
        for (const to of podsOf(before)) {
          if (from === to) continue;
          const [was, is] = [answer(before, from, to), answer(after, from, to)];
          for (const [change, low, high] of [['opened', was, is] as const, ['closed', is, was] as const]) {
            const risen = minusOf(high, low);
            // Nothing is left out: what opened to everybody opened to each; nothing is made up about two that are named.
            expect([change, from, to, portSetText(minusOf(risen, told(paths, change, [from, 'anywhere'], [to, 'anywhere'])))]).toEqual([
              change,
              from,
              to,
              '',
            ]);
            expect([change, from, to, portSetText(minusOf(told(paths, change, [from], [to]), risen))]).toEqual([change, from, to, '']);
          }
        }
      }
    }),
    { numRuns: 150 },
  );
});

test('the other way round, what opened closes', () => {
  const flipped = ({ change, ...rest }: PathChange) => ({ change: change === 'opened' ? 'closed' : 'opened', ...rest });
  fc.assert(
    fc.property(clusters, clusters, (some, others) => {
      const [one, other] = [clusterOf(some), clusterOf(others)];
      const [forth, back] = [networkChange(one, other), networkChange(other, one)];
      expect(new Set(back.paths.map((path) => JSON.stringify(flipped(path))))).toEqual(
        new Set(forth.paths.map((path) => JSON.stringify({ ...path }))),
      );
      expect(networkChange(one, one)).toEqual({ paths: [], isCoarse: false });
    }),
    { numRuns: 150 },
  );
});

const podsOf = ({ endpoints }: Network) => endpoints.flatMap(({ kind, name }) => (kind === 'pods' ? [name] : []));

/** The ports that a network lets through for certain: between pods of known namespaces, nothing is undecided. */
function answer(network: Network, from: string, to: string): PortSet {
  const [sender, receiver] = [from, to].map((name) => network.endpoints.find((each) => each.name === name));
  return sender === undefined || receiver === undefined ? NO_PORTS : network.ask(sender, receiver).allowed;
}

function told(paths: readonly PathChange[], change: PathChange['change'], from: readonly string[], to: readonly string[]): PortSet {
  const names = (all: readonly string[], some: readonly string[]) => some.some((name) => all.includes(name));
  return unionOf(
    ...paths.filter((path) => path.change === change && names(path.from, from) && names(path.to, to)).map(({ ports }) => ports),
  );
}
