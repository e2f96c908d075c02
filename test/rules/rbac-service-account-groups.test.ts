import { rbacServiceAccountGroups } from '../../rules/rbac-service-account-groups';
import { judges, object } from './given';
import { clusterRoleBinding, roleBinding } from './roles';

const said = (name: string) => `'${name}' is every ServiceAccount there is and will be, expected them by name`;
const FIRST = '/subjects/0/name';

judges(rbacServiceAccountGroups, {
  accepts: [
    ['a group of its own', clusterRoleBinding('view', { kind: 'Group', name: 'support' })],
    ['a longer name', clusterRoleBinding('view', { kind: 'Group', name: 'system:serviceaccountsX' })],
    ['a user of that name', clusterRoleBinding('view', { kind: 'User', name: 'system:serviceaccounts' })],
    ['one ServiceAccount', clusterRoleBinding('view', { kind: 'ServiceAccount', name: 'cart', namespace: 'shop' })],
    ['subjects that are none', { ...clusterRoleBinding('view'), subjects: [null, 'system:serviceaccounts', 3, []] }],
    ['a subject instead of a list', { ...clusterRoleBinding('view'), subjects: { kind: 'Group', name: 'system:serviceaccounts' } }],
    [
      'a name that is a list',
      clusterRoleBinding('view', { ...{ kind: 'Group', name: 'system:serviceaccounts' }, name: ['system:serviceaccounts'] }),
    ],
    ['no subjects', { ...clusterRoleBinding('view'), subjects: null }],
    [
      'another kind that has subjects',
      object('example.com/v1', 'RoleBinding', 'cart', { subjects: [{ kind: 'Group', name: 'system:serviceaccounts' }] }),
    ],
  ],
  refuses: [
    {
      what: 'all of the cluster',
      given: clusterRoleBinding('view', { kind: 'Group', name: 'system:serviceaccounts' }),
      finds: [[FIRST, said('system:serviceaccounts')]],
      absent: 'accepted',
    },
    {
      what: 'all of the cluster, in one namespace',
      given: roleBinding('Role', 'cart', { kind: 'Group', name: 'system:serviceaccounts' }),
      finds: [[FIRST, said('system:serviceaccounts')]],
      absent: 'accepted',
    },
    {
      what: 'all of a namespace',
      given: clusterRoleBinding('view', { kind: 'Group', name: 'system:serviceaccounts:shop' }),
      finds: [[FIRST, said('system:serviceaccounts:shop')]],
      absent: 'accepted',
    },
    {
      what: 'all of a namespace, in one namespace',
      given: roleBinding('Role', 'cart', { kind: 'Group', name: 'system:serviceaccounts:shop' }),
      finds: [[FIRST, said('system:serviceaccounts:shop')]],
      absent: 'accepted',
    },
    {
      what: 'a second subject',
      given: clusterRoleBinding('view', { kind: 'Group', name: 'support' }, { kind: 'Group', name: 'system:serviceaccounts' }),
      finds: [['/subjects/1/name', said('system:serviceaccounts')]],
      absent: 'accepted',
    },
  ],
});
