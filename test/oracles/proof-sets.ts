import fc from 'fast-check';
import type { KubernetesObject } from '../../analysis/manifest';

/** A small cluster of three tenants, one of them with two namespaces, as the API server would have completed it. */
export type Cluster = readonly KubernetesObject[];

type Fields = Readonly<Record<string, unknown>>;

/** Namespaces, and whose they are. */
export const OWNERS: Readonly<Record<string, string>> = { red: 'red', blue: 'blue', green: 'green', 'green-dev': 'green' };
export const TENANTS = ['blue', 'green', 'red'];
export const SPACES = Object.keys(OWNERS);
export const APPS = ['a', 'b'];
export const PORTS = [80, 81];
const RBAC = 'rbac.authorization.k8s.io';

const some = <Value>(values: readonly Value[]) => fc.constantFrom(...values);
const list = <Value>(each: fc.Arbitrary<Value>, most: number, least = 0) => fc.array(each, { minLength: least, maxLength: most });
const without = (fields: Fields) => Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
const object = (apiVersion: string, kind: string, metadata: Fields, rest: Fields = {}) =>
  ({ apiVersion, kind, metadata: without(metadata), ...rest }) as unknown as KubernetesObject;

const podSelector = fc.oneof(
  fc.constant({}),
  some(APPS).map((app) => ({ matchLabels: { app } })),
  fc
    .record({ operator: some(['In', 'NotIn']), values: fc.uniqueArray(some(APPS), { minLength: 1, maxLength: 2 }) })
    .map((each) => ({ matchExpressions: [{ key: 'app', ...each }] })),
  some(['Exists', 'DoesNotExist']).map((operator) => ({ matchExpressions: [{ key: 'app', operator }] })),
);
const namespaceSelector = fc.oneof(
  { weight: 3, arbitrary: some(SPACES).map((name) => ({ matchLabels: { 'kubernetes.io/metadata.name': name } })) },
  { weight: 2, arbitrary: some(TENANTS).map((name) => ({ matchLabels: { 'palisade.dev/tenant': name } })) },
  { weight: 1, arbitrary: fc.constant({}) },
);
const peer = fc.oneof(
  podSelector.map((each) => ({ podSelector: each })),
  namespaceSelector.map((each) => ({ namespaceSelector: each })),
  fc.record({ podSelector, namespaceSelector }),
);
const port = fc.oneof(
  some(PORTS).map((number) => ({ protocol: 'TCP', port: number })),
  fc.constant({ protocol: 'TCP', port: 80, endPort: 81 }),
);
const rule = (field: 'from' | 'to') =>
  fc
    .record({
      [field]: fc.oneof({ weight: 6, arbitrary: list(peer, 2, 1) }, { weight: 1, arbitrary: fc.constant(undefined) }),
      ports: fc.option(list(port, 2, 1), { nil: undefined }),
    })
    .map(without);
const line = fc
  .record({ space: some(SPACES), app: some([...APPS, '*']), number: some(PORTS) })
  .map(({ space, app, number }) => `from ${space}/${app} ${number}/TCP`);

/** A policy, with lines that may be true or not. */
export const policies = fc
  .record({
    namespace: some(SPACES),
    podSelector,
    types: some([['Ingress'], ['Egress'], ['Ingress', 'Egress']]),
    ingress: list(rule('from'), 2),
    egress: list(rule('to'), 2),
    lines: list(line, 2),
  })
  .map(({ namespace, types, lines, ...spec }) =>
    object(
      'networking.k8s.io/v1',
      'NetworkPolicy',
      { name: 'policy', namespace, annotations: lines.length === 0 ? undefined : { 'palisade.dev/allows': lines.join('\n') } },
      { spec: { ...spec, policyTypes: types } },
    ),
  );

const permission = some<Fields>([
  { apiGroups: [''], resources: ['secrets'], verbs: ['get'] },
  { apiGroups: [''], resources: ['configmaps'], verbs: ['get', 'list'] },
  { apiGroups: [''], resources: ['pods'], verbs: ['create'] },
]);
const subject = fc.oneof(
  {
    weight: 4,
    arbitrary: some(SPACES).chain((namespace) => some(APPS).map((name): Fields => ({ kind: 'ServiceAccount', namespace, name }))),
  },
  { weight: 1, arbitrary: some(['people', 'others']).map((name): Fields => ({ apiGroup: RBAC, kind: 'Group', name })) },
);

/** A role and its binding, in a namespace; everywhere for a ServiceAccount, now and then. */
export const bindings = fc
  .record({ namespace: some(SPACES), permission, subject, isWide: fc.nat(9).map((number) => number === 0) })
  .map(({ namespace, permission: given, subject: who, isWide }) => {
    const isEverywhere = isWide && who['kind'] === 'ServiceAccount';
    return isEverywhere ? boundTo('ClusterRole', undefined, given, who) : boundTo('Role', namespace, given, who);
  });

function boundTo(kind: 'ClusterRole' | 'Role', namespace: string | undefined, given: Fields, who: Fields): readonly KubernetesObject[] {
  const name = JSON.stringify([given, who]).replace(/[^a-z]+/g, '-');
  const metadata = { name, namespace };
  return [
    object(`${RBAC}/v1`, kind, metadata, { rules: [given] }),
    object(`${RBAC}/v1`, `${kind}Binding`, metadata, { roleRef: { apiGroup: RBAC, kind, name }, subjects: [who] }),
  ];
}

/** The namespaces, each closed but now and then, with pods. */
export const clusters: fc.Arbitrary<Cluster> = fc
  .record({
    spaces: fc.tuple(...SPACES.map(() => fc.record({ isClosed: fc.nat(5).map((number) => number > 0), apps: fc.subarray(APPS) }))),
    policies: list(policies, 5),
    bindings: list(bindings, 4),
  })
  .map(({ spaces, policies: written, bindings: bound }) => [
    ...SPACES.map((name) =>
      object('v1', 'Namespace', {
        name,
        labels: {
          'kubernetes.io/metadata.name': name,
          'palisade.dev/tenant': OWNERS[name],
          'pod-security.kubernetes.io/enforce': 'restricted',
        },
      }),
    ),
    ...spaces.flatMap(({ isClosed, apps }, index) => {
      const namespace = SPACES[index];
      const spec = { podSelector: {}, policyTypes: ['Ingress', 'Egress'] };
      return [
        ...(isClosed ? [object('networking.k8s.io/v1', 'NetworkPolicy', { name: 'default-deny', namespace }, { spec })] : []),
        ...apps.map((app) => object('v1', 'Pod', { name: app, namespace, labels: { app } }, { spec: { containers: [{ name: 'c' }] } })),
      ];
    }),
    ...written.map((each, index) => ({ ...each, metadata: { ...each.metadata, name: `policy-${index}` } })),
    ...bound.flat(),
  ]);
