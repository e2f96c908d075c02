import { rbacMasters } from '../../rules/rbac-masters';
import { judges, object } from './given';
import { clusterRoleBinding, roleBinding } from './roles';

const said = (name: string) => `the group '${name}' is above all roles, expected a group of your own`;
const FIRST = '/subjects/0/name';

judges(rbacMasters, {
  accepts: [
    ['a group of its own', clusterRoleBinding('view', { kind: 'Group', name: 'platform-team' })],
    ['a user of that name', clusterRoleBinding('view', { kind: 'User', name: 'system:masters' })],
    ['a longer name', clusterRoleBinding('view', { kind: 'Group', name: 'system:masters-of-none' })],
    ['subjects that are none', { ...clusterRoleBinding('view'), subjects: [null, 'system:masters', 3, []] }],
    ['a subject instead of a list', { ...clusterRoleBinding('view'), subjects: { kind: 'Group', name: 'system:masters' } }],
    ['a name that is a list', clusterRoleBinding('view', { ...{ kind: 'Group', name: 'system:masters' }, name: ['system:masters'] })],
    ['no subjects', { ...clusterRoleBinding('view'), subjects: null }],
    [
      'another kind that has subjects',
      object('example.com/v1', 'RoleBinding', 'cart', { subjects: [{ kind: 'Group', name: 'system:masters' }] }),
    ],
  ],
  refuses: [
    {
      what: 'the group',
      given: clusterRoleBinding('view', { kind: 'Group', name: 'system:masters' }),
      finds: [[FIRST, said('system:masters')]],
      absent: 'accepted',
    },
    {
      what: 'the group, in one namespace',
      given: roleBinding('Role', 'cart', { kind: 'Group', name: 'system:masters' }),
      finds: [[FIRST, said('system:masters')]],
      absent: 'accepted',
    },
    {
      what: 'a second subject',
      given: clusterRoleBinding('view', { kind: 'Group', name: 'support' }, { kind: 'Group', name: 'system:masters' }),
      finds: [['/subjects/1/name', said('system:masters')]],
      absent: 'accepted',
    },
  ],
});
