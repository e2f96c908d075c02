import type { KubernetesObject } from '../../../analysis/manifest';
import { permissionsOf } from '../../../analysis/permissions/permissions';
import { whoText } from '../../../analysis/permissions/subjects';
import type { Crossing } from '../../../analysis/permissions/tenants';
import { policy } from '../../rules/roles';

const API = 'rbac.authorization.k8s.io/v1';
const GROUP = 'rbac.authorization.k8s.io';

const namespace = (name: string, tenant?: string): KubernetesObject => ({
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: {
    name,
    labels: { 'pod-security.kubernetes.io/enforce': 'restricted', ...(tenant === undefined ? {} : { 'palisade.dev/tenant': tenant }) },
  },
});
const bound = (scope: string, subject: object, ...rules: unknown[]): KubernetesObject[] => {
  const name = JSON.stringify([scope, subject, rules]);
  const kind = scope === '*' ? 'ClusterRole' : 'Role';
  const metadata = scope === '*' ? { name } : { name, namespace: scope };
  return [
    { apiVersion: API, kind, metadata, rules },
    { apiVersion: API, kind: `${kind}Binding`, metadata, roleRef: { apiGroup: GROUP, kind, name }, subjects: [subject] },
  ];
};
const cart = { kind: 'ServiceAccount', name: 'cart', namespace: 'shop' };
const group = (name: string) => ({ kind: 'Group', name });
const GET = policy(['get'], '', ['pods']);
const RUN = policy(['create'], 'apps', ['deployments']);

const NAMESPACES = [namespace('shop', 'retail'), namespace('shop-test', 'retail'), namespace('market')];
const given = (...objects: KubernetesObject[]) =>
  permissionsOf(
    [...NAMESPACES, ...objects].map((object) => ({ object, source: '' })),
    36,
  );
const words = ({ who, kind, from, into, chain }: Crossing) =>
  `${whoText(who)} of [${from}] ${kind} into ${into === 'cluster' ? '*' : `[${into}]`}${chain === undefined ? '' : ` by ${chain.steps.map(({ power }) => power)}`}`;

describe('who touches what', () => {
  const team = group('team');
  test.each<[string, KubernetesObject[], string[]]>([
    ['nobody, without roles', [], []],
    ['a ServiceAccount in its own namespace crosses nothing', bound('shop', cart, GET), []],
    ['nor in another namespace of its tenant', bound('shop-test', cart, GET), []],
    ['but in one of another tenant', bound('market', cart, GET), ['serviceaccount:shop/cart of [retail] direct into [market]']],
    ['and in one of the cluster', bound('kube-system', cart, GET), ['serviceaccount:shop/cart of [retail] direct into *']],
    ['and where it may something everywhere', bound('*', cart, GET), ['serviceaccount:shop/cart of [retail] direct into *']],
    ['not by what is in no namespace', bound('*', cart, policy(['get', 'list'], '', ['nodes', 'persistentvolumes'])), []],
    ['not by a role without rules', bound('market', cart), []],
    [
      'a kind that nobody knows may be in namespaces',
      bound('*', cart, policy(['get'], 'example.com', ['orders'])),
      ['serviceaccount:shop/cart of [retail] direct into *'],
    ],
    ['people of one tenant cross nothing', bound('shop', team, GET), []],
    ['nor do those of two of its namespaces', [...bound('shop', team, GET), ...bound('shop-test', team, GET)], []],
    [
      'people that two tenants bind are theirs by consent',
      [...bound('shop', team, GET), ...bound('market', team, GET)],
      ['group:team of [market,retail] consent into [market,retail]'],
    ],
    ['people of the cluster have what they were given', bound('*', team, policy(['*'], '*', ['*'])), ['group:team of [] consent into *']],
    [
      'people of a tenant with the whole cluster do not',
      [...bound('shop', team, GET), ...bound('*', team, GET)],
      ['group:team of [retail] direct into *'],
    ],
    [
      'whoever logs in is nobody',
      bound('shop', group('system:authenticated'), GET),
      ['group:system:authenticated of [] direct into [retail]'],
    ],
    [
      'all ServiceAccounts are nobody',
      bound('*', group('system:serviceaccounts'), GET),
      ['group:system:serviceaccounts of [] direct into *'],
    ],
    [
      'those of a namespace are of its tenant',
      bound('market', group('system:serviceaccounts:shop'), GET),
      ['group:system:serviceaccounts:shop of [retail] direct into [market]'],
    ],
    [
      'a ServiceAccount of the cluster is where it belongs',
      bound('*', { ...cart, namespace: 'kube-system' }, policy(['*'], '*', ['*'])),
      [],
    ],
    [
      'who runs pods has what an account of theirs has elsewhere',
      [...bound('shop', team, RUN), ...bound('market', cart, policy(['get'], '', ['secrets']))],
      ['group:team of [retail] escalation into [market] by write-workloads', 'serviceaccount:shop/cart of [retail] direct into [market]'],
    ],
    ['who binds roles at home stays at home', bound('shop', team, policy(['bind', 'create'], GROUP, ['clusterroles', 'rolebindings'])), []],
    [
      'who changes nodes touches everything',
      [...bound('shop', team, GET), ...bound('*', team, policy(['patch'], '', ['nodes']))],
      ['group:team of [retail] escalation into * by write-nodes'],
    ],
    [
      'a webhook touches everything',
      [
        ...bound('shop', team, GET),
        ...bound('*', team, policy(['create'], 'admissionregistration.k8s.io', ['mutatingwebhookconfigurations'])),
      ],
      ['group:team of [retail] escalation into * by mutate-admission'],
    ],
  ])('%s', (_, objects, expected) => {
    expect(
      given(...objects)
        .crossings()
        .map(words),
    ).toEqual(expected);
  });

  test('the tenants of somebody are those of their namespaces', () => {
    const permissions = given(...bound('shop', team, GET), ...bound('market', team, GET), ...bound('elsewhere', team, GET));
    expect(permissions.tenantsOf({ kind: 'Group', name: 'team' })).toEqual(['elsewhere', 'market', 'retail']);
    expect(permissions.tenantsOf(cart as never)).toEqual(['retail']);
    expect(permissions.tenantsOf({ kind: 'Group', name: 'system:authenticated' })).toEqual([]);
  });
});

describe('what the people of a tenant can do', () => {
  const powers = (tenant: string, ...objects: KubernetesObject[]) =>
    given(...objects)
      .powersOf(tenant)
      .map(({ id, namespace: place, who, steps }) => `${id} in ${place ?? '*'} by ${whoText(who)}, ${steps.length}`);

  test.each<[string, KubernetesObject[], string[]]>([
    ['nothing, where nobody is bound', [], []],
    ['nothing by what others may', bound('market', group('team'), RUN), []],
    ['what one of them may', bound('shop', group('team'), RUN), ['write-workloads in shop by group:team, 1']],
    ['what everybody may', bound('shop', group('system:authenticated'), RUN), ['write-workloads in shop by group:system:authenticated, 1']],
    [
      'what their accounts may, by whoever is nearest',
      [...bound('shop', group('team'), RUN), ...bound('shop', cart, policy(['create'], 'networking.k8s.io', ['networkpolicies']))],
      ['write-network-policies in shop by serviceaccount:shop/cart, 1', 'write-workloads in shop by group:team, 1'],
    ],
  ])('%s', (_, objects, expected) => {
    expect(powers('retail', ...objects)).toEqual(expected);
  });
});
