import { tenantPermissionsIsolated } from '../../rules/tenant-permissions-isolated';
import { judges } from './given';
import { namespace } from './namespaces';
import { clusterRole, clusterRoleBinding, policy, role, roleBinding, roleIn } from './roles';

const tenant = (name: string, of = name) => namespace(name, { labels: { 'palisade.dev/tenant': of } });
const account = (of: string, name = 'cart') => ({ kind: 'ServiceAccount', name, namespace: of });
const group = (name: string) => ({ apiGroup: 'rbac.authorization.k8s.io', kind: 'Group', name });
const boundIn = (name: string, ...subjects: readonly unknown[]) => ({
  ...roleBinding('Role', 'cart', ...subjects),
  metadata: { name: 'cart', namespace: name },
});
const reads = policy(['get'], '', ['configmaps']);
const TWO = [tenant('shop'), tenant('bank')];
const HELD = namespace('shop', { labels: { 'palisade.dev/tenant': 'shop', 'pod-security.kubernetes.io/enforce': 'restricted' } });
const runner = [role(policy(['create'], '', ['pods'])), roleBinding('Role', 'cart', account('shop'))];
const GIVEN = "'shop' may act on 'bank': serviceaccount:shop/cart was given it (serviceaccount:shop/cart -> get configmaps in bank)";

judges(tenantPermissionsIsolated, {
  accepts: [
    ['nothing', []],
    ['two tenants without permissions', TWO],
    ['a ServiceAccount that is bound at home', [...TWO, role(reads), roleBinding('Role', 'cart', account('shop'))]],
    [
      'a group that each tenant names',
      [...TWO, role(reads), roleBinding('Role', 'cart', group('help')), roleIn('bank', reads), boundIn('bank', group('help'))],
    ],
    ['an operator, whom a ClusterRoleBinding names', [...TWO, clusterRole(reads), clusterRoleBinding('cart', group('operators'))]],
    [
      'a ServiceAccount of another namespace of the same tenant',
      [tenant('shop', 'one'), tenant('bank', 'one'), roleIn('bank', reads), boundIn('bank', account('shop'))],
    ],
    ['a ServiceAccount of a namespace that is in no manifest', [...TWO, roleIn('bank', reads), boundIn('bank', account('ci'))]],
    [
      'namespaces of which none is a tenant’s',
      [namespace('shop'), namespace('bank'), roleIn('bank', reads), boundIn('bank', account('shop'))],
    ],
    ['manifests that are not all there is', [...TWO, roleIn('bank', reads), boundIn('bank', account('shop'))], { complete: false }],
    ['a role that nobody knows', [...TWO, boundIn('bank', account('shop'))]],
    ['a ServiceAccount that creates pods at home, which are held to the restricted level', [HELD, tenant('bank'), ...runner]],
  ],
  refuses: [
    {
      what: 'a ServiceAccount of another tenant',
      given: [...TWO, roleIn('bank', reads), boundIn('bank', account('shop'))],
      finds: [[3, '/subjects/0', GIVEN]],
      absent: 'accepted',
    },
    {
      what: 'the second of two subjects',
      given: [...TWO, roleIn('bank', reads), boundIn('bank', account('bank'), account('shop'))],
      finds: [[3, '/subjects/1', GIVEN]],
      absent: 'accepted',
    },
    {
      what: 'a ServiceAccount of a namespace without a label, among tenants',
      given: [namespace('shop'), tenant('bank'), roleIn('bank', reads), boundIn('bank', account('shop'))],
      finds: [[3, '/subjects/0', GIVEN]],
      absent: 'accepted',
    },
    {
      what: 'a ServiceAccount with rights everywhere',
      given: [...TWO, clusterRole(policy(['get'], '', ['secrets'])), clusterRoleBinding('cart', account('shop'))],
      finds: [
        [
          3,
          '/subjects/0',
          "'shop' may act on every tenant: serviceaccount:shop/cart was given it (serviceaccount:shop/cart -> get secrets everywhere)",
        ],
      ],
      absent: 'accepted',
    },
    {
      what: 'a tenant that may write the labels of its namespace',
      given: [...TWO, clusterRole(policy(['patch'], '', ['namespaces'])), roleBinding('ClusterRole', 'cart', account('shop'))],
      finds: [
        [
          3,
          '/subjects/0',
          "if it is hostile, 'shop' could act on every tenant: it decides the labels and annotations of its namespace: its tenant, its nodes, its pod security level (label-namespace in shop)",
        ],
      ],
      absent: 'accepted',
    },
    {
      what: 'a ServiceAccount that creates pods at home, where nothing keeps them from the node',
      given: [...TWO, ...runner],
      finds: [
        [
          3,
          '/subjects/0',
          "'shop' may act on every tenant: what serviceaccount:shop/cart may do leads there (serviceaccount:shop/cart -> create-pods in shop -> node in shop)",
        ],
      ],
      absent: 'accepted',
    },
  ],
});
