import { rbacDefaultServiceAccount } from '../../rules/rbac-default-service-account';
import { judges, object } from './given';
import { clusterRoleBinding, roleBinding } from './roles';

const said = (name: string) => `'${name}' is every pod without a ServiceAccount of its own, expected one that is named`;
const FIRST = '/subjects/0/name';

judges(rbacDefaultServiceAccount, {
  accepts: [
    ['a ServiceAccount of its own', clusterRoleBinding('view', { kind: 'ServiceAccount', name: 'cart', namespace: 'shop' })],
    ['a user of that name', clusterRoleBinding('view', { kind: 'User', name: 'default' })],
    ['a group of that name', clusterRoleBinding('view', { kind: 'Group', name: 'default' })],
    ['a longer name', clusterRoleBinding('view', { kind: 'ServiceAccount', name: 'default-cart', namespace: 'shop' })],
    ['the user that another ServiceAccount is', clusterRoleBinding('view', { kind: 'User', name: 'system:serviceaccount:default:cart' })],
    ['subjects that are none', { ...clusterRoleBinding('view'), subjects: [null, 'default', 3, []] }],
    [
      'a subject instead of a list',
      { ...clusterRoleBinding('view'), subjects: { kind: 'ServiceAccount', name: 'default', namespace: 'shop' } },
    ],
    [
      'a name that is a list',
      clusterRoleBinding('view', { ...{ kind: 'ServiceAccount', name: 'default', namespace: 'shop' }, name: ['default'] }),
    ],
    ['no subjects', { ...clusterRoleBinding('view'), subjects: null }],
    [
      'another kind that has subjects',
      object('example.com/v1', 'RoleBinding', 'cart', { subjects: [{ kind: 'ServiceAccount', name: 'default', namespace: 'shop' }] }),
    ],
  ],
  refuses: [
    {
      what: 'the ServiceAccount',
      given: clusterRoleBinding('view', { kind: 'ServiceAccount', name: 'default', namespace: 'shop' }),
      finds: [[FIRST, said('default')]],
      absent: 'accepted',
    },
    {
      what: 'the ServiceAccount, in one namespace',
      given: roleBinding('Role', 'cart', { kind: 'ServiceAccount', name: 'default', namespace: 'shop' }),
      finds: [[FIRST, said('default')]],
      absent: 'accepted',
    },
    {
      what: 'that of another namespace',
      given: clusterRoleBinding('view', { kind: 'ServiceAccount', name: 'default', namespace: 'market' }),
      finds: [[FIRST, said('default')]],
      absent: 'accepted',
    },
    {
      what: 'that of another namespace, in one namespace',
      given: roleBinding('Role', 'cart', { kind: 'ServiceAccount', name: 'default', namespace: 'market' }),
      finds: [[FIRST, said('default')]],
      absent: 'accepted',
    },
    {
      what: 'the user that it is',
      given: clusterRoleBinding('view', { kind: 'User', name: 'system:serviceaccount:shop:default' }),
      finds: [[FIRST, said('system:serviceaccount:shop:default')]],
      absent: 'accepted',
    },
    {
      what: 'the user that it is, in one namespace',
      given: roleBinding('Role', 'cart', { kind: 'User', name: 'system:serviceaccount:shop:default' }),
      finds: [[FIRST, said('system:serviceaccount:shop:default')]],
      absent: 'accepted',
    },
    {
      what: 'a second subject',
      given: clusterRoleBinding('view', { kind: 'Group', name: 'support' }, { kind: 'ServiceAccount', name: 'default', namespace: 'shop' }),
      finds: [['/subjects/1/name', said('default')]],
      absent: 'accepted',
    },
  ],
});
