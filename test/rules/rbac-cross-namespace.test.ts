import { rbacCrossNamespace } from '../../rules/rbac-cross-namespace';
import { judges } from './given';
import { clusterRoleBinding, roleBinding, roleBindingIn } from './roles';

const CART = { kind: 'ServiceAccount', name: 'cart', namespace: 'shop' };
const SAID = "the ServiceAccount 'cart' is of namespace 'market', expected one of 'shop'";
const FIRST = '/subjects/0/namespace';
const bound = (...subjects: unknown[]) => roleBinding('Role', 'cart', ...subjects);

judges(rbacCrossNamespace, {
  accepts: [
    ['a ServiceAccount of the same namespace', bound(CART)],
    ['no namespace, which is that of the binding', bound({ kind: 'ServiceAccount', name: 'cart' })],
    ['an empty namespace, which is that of the binding', bound({ ...CART, namespace: '' })],
    ['a group with a namespace, which it does not have', bound({ kind: 'Group', name: 'cart', namespace: 'market' })],
    ['a ClusterRoleBinding, which is of no namespace', clusterRoleBinding('cart', { ...CART, namespace: 'market' })],
    ['a namespace that is no string', bound({ ...CART, namespace: ['market'] })],
    ['a binding that names no namespace', { ...bound(CART), metadata: { name: 'cart' } }],
    ['subjects that are none', { ...bound(), subjects: [null, 'cart', 3] }],
    ['no subjects', { ...bound(), subjects: null }],
  ],
  refuses: [
    {
      what: 'a ServiceAccount of another namespace',
      given: bound({ ...CART, namespace: 'market' }),
      finds: [[FIRST, SAID]],
      absent: 'accepted',
    },
    {
      what: 'the same, to a ClusterRole',
      given: roleBinding('ClusterRole', 'view', { ...CART, namespace: 'market' }),
      finds: [[FIRST, SAID]],
      absent: 'accepted',
    },
    {
      what: 'a second subject',
      given: bound(CART, { ...CART, namespace: 'market' }),
      finds: [['/subjects/1/namespace', SAID]],
      absent: 'accepted',
    },
    {
      what: 'a binding of another namespace',
      given: roleBindingIn('market', 'Role', 'cart'),
      finds: [[FIRST, "the ServiceAccount 'cart' is of namespace 'shop', expected one of 'market'"]],
      absent: 'accepted',
    },
  ],
});
