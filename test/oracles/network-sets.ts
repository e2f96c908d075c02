import fc from 'fast-check';
import type { KubernetesObject } from '../../analysis/manifest';

/** A small cluster and its policies, as the API server would have completed them. */
export interface PolicySet {
  readonly objects: readonly KubernetesObject[];
  /** Whether administrators have policies, too. */
  readonly isTiered: boolean;
}

type Fields = Readonly<Record<string, unknown>>;

const NAMESPACES = ['x', 'y', 'z'];
const some = <Value>(values: readonly Value[]) => fc.constantFrom(...values);
const list = <Value>(each: fc.Arbitrary<Value>, most: number, least = 1) => fc.array(each, { minLength: least, maxLength: most });
const maybe = <Value>(each: fc.Arbitrary<Value>) => fc.option(each, { nil: undefined });

const labels = fc.record({ app: maybe(some(['a', 'b', 'c'])), tier: maybe(some(['web', 'db'])) });
const containerPorts = some<readonly Fields[]>([
  [{ name: 'http', containerPort: 80, protocol: 'TCP' }],
  [{ name: 'http', containerPort: 8080, protocol: 'TCP' }],
  [
    { name: 'http', containerPort: 81, protocol: 'TCP' },
    { name: 'dns', containerPort: 53, protocol: 'UDP' },
  ],
  [{ name: 'http', containerPort: 80, protocol: 'UDP' }],
  [],
]);

const expression = (key: string, values: readonly string[]) =>
  fc.oneof(
    fc.record({
      key: fc.constant(key),
      operator: some(['In', 'NotIn']),
      values: fc.uniqueArray(some(values), { minLength: 1, maxLength: 2 }),
    }),
    fc.record({ key: fc.constant(key), operator: some(['Exists', 'DoesNotExist']) }),
  );
const selector = (keys: Readonly<Record<string, readonly string[]>>) => {
  const expressions = fc.oneof(...Object.entries(keys).map(([key, values]) => expression(key, values)));
  const pairs = fc.oneof(...Object.entries(keys).map(([key, values]) => some(values).map((value) => ({ [key]: value }))));
  return fc.oneof(
    { weight: 2, arbitrary: fc.constant({}) },
    { weight: 4, arbitrary: pairs.map((matchLabels) => ({ matchLabels })) },
    { weight: 3, arbitrary: list(expressions, 2).map((matchExpressions) => ({ matchExpressions })) },
    { weight: 1, arbitrary: fc.tuple(pairs, expressions).map(([matchLabels, each]) => ({ matchLabels, matchExpressions: [each] })) },
  );
};
const podSelector = selector({ app: ['a', 'b', 'c'], tier: ['web', 'db'] });
const namespaceSelector = selector({ team: ['red', 'blue'], 'kubernetes.io/metadata.name': NAMESPACES });

const ipBlock = fc.oneof(
  some(['0.0.0.0/0', '10.0.0.0/8', '10.1.0.0/16', '203.0.113.0/24', '10.1.2.3/32']).map((cidr) => ({ cidr })),
  some([['10.1.0.0/16'], ['10.1.2.0/24', '10.2.0.0/16'], ['10.1.2.3/32']]).map((except) => ({ cidr: '10.0.0.0/8', except })),
  some([['10.0.0.0/8'], ['203.0.113.0/25']]).map((except) => ({ cidr: '0.0.0.0/0', except })),
);
const peer: fc.Arbitrary<Fields> = fc.oneof(
  { weight: 3, arbitrary: podSelector.map((each) => ({ podSelector: each })) },
  { weight: 2, arbitrary: namespaceSelector.map((each) => ({ namespaceSelector: each })) },
  { weight: 3, arbitrary: fc.record({ podSelector, namespaceSelector }) },
  { weight: 2, arbitrary: ipBlock.map((each) => ({ ipBlock: each })) },
);
const protocol = some(['TCP', 'UDP', 'SCTP']);
const port: fc.Arbitrary<Fields> = fc.oneof(
  fc.record({ protocol, port: some([53, 80, 81, 8080]) }),
  fc.record({ protocol, port: some([53, 80]), endPort: some([80, 81, 8080]) }),
  fc.record({ protocol: some(['TCP', 'UDP']), port: some(['http', 'dns']) }),
  fc.record({ protocol }),
);
const rule = (field: 'from' | 'to') =>
  fc
    .record({ [field]: maybe(list(peer, 2)), ports: maybe(list(port, 2)) })
    .map((each) => Object.fromEntries(Object.entries(each).filter(([, value]) => value !== undefined)));

const policy = fc
  .record({
    namespace: some(NAMESPACES),
    podSelector,
    types: some<readonly string[] | undefined>([undefined, undefined, ['Ingress'], ['Egress'], ['Ingress', 'Egress']]),
    ingress: list(rule('from'), 2, 0),
    egress: list(rule('to'), 2, 0),
  })
  .map(({ namespace, types, ingress, egress, ...spec }) => ({
    namespace,
    spec: {
      ...spec,
      // Written out as the API server does: engines that are given objects as they are do not.
      policyTypes: types ?? ['Ingress', ...(egress.length > 0 ? ['Egress'] : [])],
      // The API server keeps no empty lists.
      ...(ingress.length > 0 ? { ingress } : {}),
      ...(egress.length > 0 ? { egress } : {}),
    },
  }));

const subject = fc.oneof(
  namespaceSelector.map((namespaces) => ({ namespaces })),
  fc.record({ podSelector, namespaceSelector }).map((pods) => ({ pods })),
);
const adminPort = fc.oneof(
  fc.record({ protocol, port: some([53, 80, 81, 8080]) }).map((portNumber) => ({ portNumber })),
  fc.record({ protocol, start: some([53, 80]), end: some([81, 8080]) }).map((portRange) => ({ portRange })),
);
const adminRule = (field: 'from' | 'to', actions: readonly string[]) =>
  fc
    .record({ action: some(actions), [field]: list(subject, 2), ports: maybe(list(adminPort, 2)) })
    .map((each) => Object.fromEntries(Object.entries(each).filter(([, value]) => value !== undefined)));
const adminSpec = (actions: readonly string[]) =>
  fc.record({ subject, ingress: list(adminRule('from', actions), 3, 0), egress: list(adminRule('to', actions), 3, 0) });

/** Policies of namespaces, in half of the sets with those of administrators. */
export const policySets: fc.Arbitrary<PolicySet> = fc
  .record({
    teams: fc.tuple(...NAMESPACES.map(() => maybe(some(['red', 'blue'])))),
    pods: fc.tuple(...NAMESPACES.map(() => list(fc.record({ labels, containerPorts }), 3))),
    policies: list(policy, 5),
    admins: fc.option(list(adminSpec(['Allow', 'Deny', 'Pass']), 3), { nil: undefined }),
    baseline: maybe(adminSpec(['Allow', 'Deny'])),
    isTiered: fc.boolean(),
  })
  .map(({ teams, pods, policies, admins, baseline, isTiered }) => ({
    isTiered,
    objects: [
      ...NAMESPACES.map((name, index) => ({
        apiVersion: 'v1',
        kind: 'Namespace',
        metadata: { name, labels: { 'kubernetes.io/metadata.name': name, ...(teams[index] === undefined ? {} : { team: teams[index] }) } },
      })),
      ...pods.flatMap((own, index) => own.map((each, nth) => deployment(NAMESPACES[index] ?? '', `p${nth}`, each))),
      ...policies.map(({ namespace, spec }, index) => ({
        apiVersion: 'networking.k8s.io/v1',
        kind: 'NetworkPolicy',
        metadata: { name: `policy-${index}`, namespace },
        spec,
      })),
      ...(isTiered
        ? (admins ?? []).map((spec, index) => admin('AdminNetworkPolicy', `admin-${index}`, { priority: index * 10, ...spec }))
        : []),
      ...(isTiered && baseline !== undefined ? [admin('BaselineAdminNetworkPolicy', 'default', baseline)] : []),
    ] as KubernetesObject[],
  }));

function deployment(namespace: string, name: string, pod: { readonly labels: Fields; readonly containerPorts: readonly Fields[] }) {
  const own = Object.fromEntries(Object.entries({ ...pod.labels, pod: name }).filter(([, value]) => value !== undefined));
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, namespace },
    spec: {
      selector: { matchLabels: { pod: name } },
      template: { metadata: { labels: own }, spec: { containers: [{ name: 'c', image: 'i', ports: pod.containerPorts }] } },
    },
  };
}

function admin(kind: string, name: string, spec: Fields) {
  return { apiVersion: 'policy.networking.k8s.io/v1alpha1', kind, metadata: { name }, spec };
}
