import { rbacAuthenticated } from '../../rules/rbac-authenticated';
import { judges, object } from './given';
import { clusterRoleBinding, roleBinding } from './roles';

const said = (name: string) => `'${name}' is everyone with credentials, expected the subjects that need it`;
const FIRST = '/subjects/0/name';

judges(rbacAuthenticated, {
  accepts: [
    ['a group of its own', clusterRoleBinding('view', { kind: 'Group', name: 'support' })],
    ['a user of that name', clusterRoleBinding('view', { kind: 'User', name: 'system:authenticated' })],
    ['subjects that are none', { ...clusterRoleBinding('view'), subjects: [null, 'system:authenticated', 3, []] }],
    ['a subject instead of a list', { ...clusterRoleBinding('view'), subjects: { kind: 'Group', name: 'system:authenticated' } }],
    [
      'a name that is a list',
      clusterRoleBinding('view', { ...{ kind: 'Group', name: 'system:authenticated' }, name: ['system:authenticated'] }),
    ],
    ['no subjects', { ...clusterRoleBinding('view'), subjects: null }],
    [
      'another kind that has subjects',
      object('example.com/v1', 'RoleBinding', 'cart', { subjects: [{ kind: 'Group', name: 'system:authenticated' }] }),
    ],
  ],
  refuses: [
    {
      what: 'the group',
      given: clusterRoleBinding('view', { kind: 'Group', name: 'system:authenticated' }),
      finds: [[FIRST, said('system:authenticated')]],
      absent: 'accepted',
    },
    {
      what: 'the group, in one namespace',
      given: roleBinding('Role', 'cart', { kind: 'Group', name: 'system:authenticated' }),
      finds: [[FIRST, said('system:authenticated')]],
      absent: 'accepted',
    },
    {
      what: 'a second subject',
      given: clusterRoleBinding('view', { kind: 'Group', name: 'support' }, { kind: 'Group', name: 'system:authenticated' }),
      finds: [['/subjects/1/name', said('system:authenticated')]],
      absent: 'accepted',
    },
  ],
});
