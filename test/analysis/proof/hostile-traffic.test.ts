import type { KubernetesObject } from '../../../analysis/manifest';
import type { PlacementFacts } from '../../../analysis/placement/pods';
import type { TrafficFacts } from '../../../analysis/proof/hostile-traffic';
import { type Opening, sideText, worstOf } from '../../../analysis/proof/opening';
import { proofOf } from '../../../analysis/proof/proof';
import { objectText } from '../../../report/object';

type Fields = Readonly<Record<string, unknown>>;

const FACTS: PlacementFacts & TrafficFacts = {
  ...{ minor: 33, podNodeSelector: 'on', podTolerationRestriction: 'on', extendedResourceToleration: 'off' },
  ...{ denyServiceExternalIPs: 'on', ingressHosts: 'kept', ingressExternalNames: 'refused' },
};
const RBAC = 'rbac.authorization.k8s.io';
const object = (apiVersion: string, kind: string, name: string, namespace: string | undefined, rest: Fields = {}) => ({
  ...{ apiVersion, kind, metadata: { name, namespace } },
  ...rest,
});
const policy = (namespace: string, name: string, spec: Fields) =>
  object('networking.k8s.io/v1', 'NetworkPolicy', name, namespace, { spec });
const pod = (namespace: string, name: string, account?: string) => ({
  ...{ apiVersion: 'v1', kind: 'Pod', metadata: { name, namespace, labels: { app: name } } },
  spec: { serviceAccountName: account, containers: [{ name: 'c', ports: [{ name: 'http', containerPort: 8080 }] }] },
});
const tenant = (name: string) => [
  object('v1', 'Namespace', name, undefined),
  policy(name, 'default-deny', { podSelector: {}, policyTypes: ['Ingress', 'Egress'] }),
  pod(name, 'web'),
];
const service = (namespace: string, rest: Fields = {}) =>
  object('v1', 'Service', 'web', namespace, { spec: { selector: { app: 'web' }, ports: [{ port: 80, targetPort: 'http' }], ...rest } });
const ingress = (namespace: string, host: string | undefined, name = 'web') =>
  object('networking.k8s.io/v1', 'Ingress', name, namespace, {
    spec: { rules: [{ host, http: { paths: [{ path: '/', backend: { service: { name: 'web', port: { number: 80 } } } }] } }] },
  });
const CONTROLLER = { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'ingress-nginx' } } };
const lets = (namespace: string, peer: Fields = CONTROLLER) =>
  policy(namespace, 'web', {
    ...{ podSelector: { matchLabels: { app: 'web' } }, policyTypes: ['Ingress'] },
    ingress: [{ from: [peer], ports: [{ port: 8080 }] }],
  });
const may = (namespace: string, group: string, resources: readonly string[], verbs = ['create', 'update']) => [
  object(`${RBAC}/v1`, 'Role', `r-${resources[0]}`, namespace, { rules: [{ apiGroups: [group], resources, verbs }] }),
  object(`${RBAC}/v1`, 'RoleBinding', `r-${resources[0]}`, namespace, {
    roleRef: { apiGroup: RBAC, kind: 'Role', name: `r-${resources[0]}` },
    subjects: [{ apiGroup: RBAC, kind: 'Group', name: `${namespace}-people` }],
  }),
];
const SERVICES = may('shop', '', ['services']);
const STATUS = may('shop', '', ['services/status']);
const ENDPOINTS = may('shop', '', ['endpoints']);
const SLICES = may('shop', 'discovery.k8s.io', ['endpointslices']);
const INGRESSES = may('shop', 'networking.k8s.io', ['ingresses']);
const ROUTES = may('shop', 'gateway.networking.k8s.io', ['httproutes']);
const PUBLISHED = [service('bank'), ingress('bank', 'bank.example.com'), lets('bank')];
const quota = (hard: Fields) => object('v1', 'ResourceQuota', 'none', 'shop', { spec: { hard } });
const SHUT = quota({ 'services.loadbalancers': '0', 'services.nodeports': 0 });

/** What shop could do, if it is hostile: `broken network -> bank: text`. */
function hostile(objects: readonly unknown[], facts: TrafficFacts = {}) {
  const all = [...tenant('shop'), ...tenant('bank'), ...objects];
  const proof = proofOf(
    all.map((each, index) => ({ object: each as KubernetesObject, source: `${index}` })),
    { ...FACTS, ...facts },
  );
  const own = proof.hostile.find((each) => each.tenant === 'shop');
  if (own === undefined) throw new Error('no shop');
  return { proof, openings: own.openings, standing: worstOf(own.openings.map(({ standing }) => standing)) };
}
const told = ({ standing, aspect, to, text }: Opening) => `${standing} ${aspect} -> ${sideText(to)}: ${text}`;

const ADDRESSES = 'its Services may take the traffic of others to any address, by externalIPs';
const PLUGIN = 'whether the admission plugin DenyServiceExternalIPs is on is not known: its Services may take the traffic of others';
const BALANCERS = 'its Services may take the traffic of others to any address, by those that it writes for load balancers';
const HOST = 'it may publish a host name of another, and get requests for it';
const WHOSE = 'it may publish a host name of another: whether the ingress controller keeps those with who has them is not known';
const POINTED = 'it may name pods of others as endpoints, to which the ingress controller that they let in carries its requests';
const MAYBE = 'it may name pods of others as endpoints: whether they let the ingress controller in is not known';
const NAMED = 'it may name Services of others by ExternalName, to which the ingress controller that they let in carries its requests';
const NAMED_MAYBE = 'it may name Services of others by ExternalName: whether the ingress controller that they let in follows is not known';
const NODE_PORT = 'it may name pods of others as endpoints, behind ports of the nodes: policies then see the address of a node';

const UNKNOWN: TrafficFacts = { denyServiceExternalIPs: 'unknown', ingressHosts: 'unknown', ingressExternalNames: 'unknown' };
const WEAK: TrafficFacts = { denyServiceExternalIPs: 'off', ingressHosts: 'shared', ingressExternalNames: 'followed' };
const CONTROLLER_HERE = [
  object('v1', 'Namespace', 'ingress-nginx', undefined),
  policy('ingress-nginx', 'default-deny', { podSelector: {}, policyTypes: ['Ingress'] }),
  policy('ingress-nginx', 'out', {
    ...{ podSelector: {}, policyTypes: ['Egress'] },
    egress: [{ to: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'bank' } } }], ports: [{ port: 8080 }] }],
  }),
  pod('ingress-nginx', 'controller', 'nginx'),
];
const READS = [
  object(`${RBAC}/v1`, 'ClusterRole', 'nginx', undefined, {
    rules: [{ apiGroups: ['networking.k8s.io'], resources: ['ingresses'], verbs: ['list'] }],
  }),
  object(`${RBAC}/v1`, 'ClusterRoleBinding', 'nginx', undefined, {
    roleRef: { apiGroup: RBAC, kind: 'ClusterRole', name: 'nginx' },
    subjects: [{ kind: 'ServiceAccount', namespace: 'ingress-nginx', name: 'nginx' }],
  }),
];

describe('what a tenant that may write could take', () => {
  test.each<[what: string, objects: readonly unknown[], facts: TrafficFacts, expected: readonly string[]]>([
    ['nothing, where it may write nothing', PUBLISHED, WEAK, []],
    ['nothing by externalIPs, where the plugin is on', SERVICES, {}, []],
    ['addresses, where the plugin is off', SERVICES, { denyServiceExternalIPs: 'off' }, [`broken network -> every tenant: ${ADDRESSES}`]],
    ['addresses, where nobody says', SERVICES, { denyServiceExternalIPs: 'unknown' }, [`not proven network -> every tenant: ${PLUGIN}`]],
    [
      'addresses, where nobody has said anything',
      SERVICES,
      { denyServiceExternalIPs: undefined } as never,
      [`not proven network -> every tenant: ${PLUGIN}`],
    ],
    [
      'addresses, though no load balancer is left',
      [...SERVICES, SHUT],
      { denyServiceExternalIPs: 'off' },
      [`broken network -> every tenant: ${ADDRESSES}`],
    ],
    ['nothing by reading Services', may('shop', '', ['services'], ['get', 'list']), WEAK, []],
    ['addresses by the status of Services, whatever the plugin', STATUS, {}, [`broken network -> every tenant: ${BALANCERS}`]],
    ['no host, where none is published', INGRESSES, WEAK, []],
    ['no host, where only it publishes one', [...INGRESSES, service('shop'), ingress('shop', 'shop.example.com')], WEAK, []],
    ['no host, where an Ingress has none', [...INGRESSES, service('bank'), ingress('bank', undefined)], WEAK, []],
    ['a host, where they are shared', [...INGRESSES, ...PUBLISHED], { ingressHosts: 'shared' }, [`broken network -> bank: ${HOST}`]],
    ['a host, where nobody says', [...INGRESSES, ...PUBLISHED], { ingressHosts: 'unknown' }, [`not proven network -> bank: ${WHOSE}`]],
    ['no host, where they are kept', [...INGRESSES, ...PUBLISHED], {}, []],
    ['a host, by a route', [...ROUTES, ...PUBLISHED], { ingressHosts: 'shared' }, [`broken network -> bank: ${HOST}`]],
    [
      'the host of a route',
      [...ROUTES, object('gateway.networking.k8s.io/v1', 'HTTPRoute', 'web', 'bank', { spec: { hostnames: ['bank.example.com'] } })],
      { ingressHosts: 'shared' },
      [`broken network -> bank: ${HOST}`],
    ],
    ['pods, as endpoints', [...SERVICES, ...ENDPOINTS, ...INGRESSES, ...PUBLISHED, SHUT], {}, [`broken network -> bank: ${POINTED}`]],
    ['pods, as EndpointSlices', [...SERVICES, ...SLICES, ...INGRESSES, ...PUBLISHED, SHUT], {}, [`broken network -> bank: ${POINTED}`]],
    ['pods, behind a route', [...SERVICES, ...SLICES, ...ROUTES, ...PUBLISHED, SHUT], {}, [`broken network -> bank: ${POINTED}`]],
    [
      'pods, behind the Ingress that it has',
      [...SLICES, service('shop'), ingress('shop', 'shop.example.com'), ...PUBLISHED, SHUT],
      {},
      [`broken network -> bank: ${POINTED}`],
    ],
    ['no pods, where it has no Service', [...SLICES, ...INGRESSES, ...PUBLISHED], {}, []],
    ['no pods by an Ingress, where it has none', [...SERVICES, ...SLICES, ...PUBLISHED, SHUT], {}, []],
    [
      'no pods, where nobody lets the controller in',
      [...SERVICES, ...SLICES, ...INGRESSES, service('bank'), ingress('bank', 'b.example.com'), SHUT],
      {},
      [],
    ],
    ['no pods, where nothing is published', [...SERVICES, ...SLICES, ...INGRESSES, lets('bank'), SHUT], {}, []],
    [
      'no pods, where whoever is let in carries nothing',
      [...SERVICES, ...SLICES, ...INGRESSES, service('bank'), ingress('bank', 'b.example.com'), lets('bank'), ...CONTROLLER_HERE, SHUT],
      {},
      [],
    ],
    [
      'pods, where the controller is here and reads Ingresses',
      [...SERVICES, ...SLICES, ...INGRESSES, ...PUBLISHED, ...CONTROLLER_HERE, ...READS, SHUT],
      {},
      [`broken network -> bank: ${POINTED}`],
    ],
    [
      'perhaps pods, where it is not known which labels the namespace of the controller has',
      [
        ...[...SERVICES, ...SLICES, ...INGRESSES, service('bank'), ingress('bank', 'b.example.com'), SHUT],
        ...[lets('bank', { namespaceSelector: { matchLabels: { team: 'edge' } } }), ...CONTROLLER_HERE.slice(1), ...READS],
      ],
      {},
      [`not proven network -> bank: ${MAYBE}`],
    ],
    ['pods, by ports of the nodes', [...SERVICES, ...SLICES], {}, [`not proven network -> every tenant: ${NODE_PORT}`]],
    ['none, where there are no such ports', [...SERVICES, ...SLICES, SHUT], {}, []],
    [
      'pods, where ports of nodes are left',
      [...SERVICES, ...SLICES, quota({ 'services.loadbalancers': 0 })],
      {},
      [`not proven network -> every tenant: ${NODE_PORT}`],
    ],
    [
      'pods, where it may write the quota',
      [...SERVICES, ...SLICES, SHUT, ...may('shop', '', ['resourcequotas'])],
      {},
      [`not proven network -> every tenant: ${NODE_PORT}`],
    ],
    [
      'Services, by their names',
      [...SERVICES, ...INGRESSES, ...PUBLISHED],
      { ingressExternalNames: 'followed' },
      [`broken network -> bank: ${NAMED}`],
    ],
    [
      'Services, where nobody says',
      [...SERVICES, ...INGRESSES, ...PUBLISHED],
      { ingressExternalNames: 'unknown' },
      [`not proven network -> bank: ${NAMED_MAYBE}`],
    ],
    ['no Services, where names are refused', [...SERVICES, ...INGRESSES, ...PUBLISHED], {}, []],
    ['no Services, where it publishes nothing', [...SERVICES, ...PUBLISHED], { ingressExternalNames: 'followed' }, []],
  ])('%s', (_what, objects, facts, expected) => {
    expect(hostile(objects, facts).openings.map(told)).toEqual(expected);
  });
});

test('the object, the field and the way are named', () => {
  const { openings, standing } = hostile([...SERVICES, ...SLICES, ...INGRESSES, ...PUBLISHED, SHUT], { ingressHosts: 'unknown' });
  expect(standing).toBe('broken');
  expect(
    openings.map(({ path, reasons }) => [
      path,
      reasons.flatMap(({ where }) => (where === undefined ? [] : [`${objectText(where.manifest)} ${where.pointer}`])),
    ]),
  ).toEqual([
    [
      ['write-endpoints in shop', 'write-services in shop', 'write-routes in shop', 'ingress-nginx/*', 'bank/web 8080/TCP'],
      [
        'RoleBinding.rbac.authorization.k8s.io shop/r-endpointslices /subjects/0',
        'Role.rbac.authorization.k8s.io shop/r-endpointslices /rules/0',
        'RoleBinding.rbac.authorization.k8s.io shop/r-services /subjects/0',
        'Role.rbac.authorization.k8s.io shop/r-services /rules/0',
        'RoleBinding.rbac.authorization.k8s.io shop/r-ingresses /subjects/0',
        'Role.rbac.authorization.k8s.io shop/r-ingresses /rules/0',
        'NetworkPolicy.networking.k8s.io bank/web /spec/ingress/0',
      ],
    ],
    [
      ['write-routes in shop', "Ingress bank/web with the host 'bank.example.com'"],
      [
        'RoleBinding.rbac.authorization.k8s.io shop/r-ingresses /subjects/0',
        'Role.rbac.authorization.k8s.io shop/r-ingresses /rules/0',
        'Ingress.networking.k8s.io bank/web /spec/rules/0/host',
      ],
    ],
  ]);
});

test('what nobody says is never better than either', () => {
  const all = [...SERVICES, ...INGRESSES, ...PUBLISHED];
  expect([hostile(all), hostile(all, UNKNOWN), hostile(all, WEAK)].map(({ standing }) => standing)).toEqual([
    'isolated',
    'not proven',
    'broken',
  ]);
});

test('what is taken for granted of proxies is told where somebody may write what they read', () => {
  expect(hostile(PUBLISHED).proof.assumptions.has('shared-proxies')).toBe(false);
  for (const powers of [SERVICES, STATUS, ENDPOINTS, SLICES, INGRESSES, ROUTES]) {
    expect(hostile([...PUBLISHED, ...powers]).proof.assumptions.get('shared-proxies')).toMatch(/^what carries requests of several tenants/);
  }
});

test('more victims than anybody reads are told as all of them', () => {
  const names = Array.from({ length: 101 }, (_, index) => `bank-${index}`);
  const published = (some: readonly string[]) =>
    some.flatMap((name) => [...tenant(name), service(name), ingress(name, `${name}.example.com`)]);
  const to = (some: readonly string[]) => hostile([...INGRESSES, ...published(some)], { ingressHosts: 'shared' }).openings[0]?.to;
  expect(to(names.slice(1))).toHaveLength(100);
  expect(to(names)).toBe('every tenant');
});

test('odd Ingresses, Services and quotas do not stop it', () => {
  for (const odd of [null, 7, 'text', [], {}, [null], [{ http: { paths: [null] } }]]) {
    const spec = { rules: odd, hostnames: odd, defaultBackend: odd, ports: odd, selector: odd, hard: odd };
    const objects = [
      object('networking.k8s.io/v1', 'Ingress', 'odd', 'bank', { spec }),
      object('networking.k8s.io/v1', 'Ingress', 'odd', 'bank', { spec: odd }),
      object('gateway.networking.k8s.io/v1', 'HTTPRoute', 'odd', 'bank', { spec }),
      object('v1', 'Service', 'odd', 'bank', { spec }),
      object('v1', 'ResourceQuota', 'odd', 'shop', { spec }),
      object('v1', 'ResourceQuota', 'odd', 'shop', { spec: odd }),
    ];
    expect(() => hostile([...objects, ...SERVICES, ...SLICES, ...INGRESSES], WEAK)).not.toThrow();
  }
});
