import { rbacAnonymous } from '../../rules/rbac-anonymous';
import { judges, object } from './given';
import { clusterRoleBinding, roleBinding } from './roles';

const said = (name: string) => `'${name}' is everyone without credentials, expected a subject that logs in`;
const FIRST = '/subjects/0/name';

judges(rbacAnonymous, {
  accepts: [
    ['a group of its own', clusterRoleBinding('view', { kind: 'Group', name: 'support' })],
    ['a group with the name of the user', clusterRoleBinding('view', { kind: 'Group', name: 'system:anonymous' })],
    ['a user with the name of the group', clusterRoleBinding('view', { kind: 'User', name: 'system:unauthenticated' })],
    ['subjects that are none', { ...clusterRoleBinding('view'), subjects: [null, 'system:anonymous', 3, []] }],
    ['a subject instead of a list', { ...clusterRoleBinding('view'), subjects: { kind: 'User', name: 'system:anonymous' } }],
    ['a name that is a list', clusterRoleBinding('view', { ...{ kind: 'User', name: 'system:anonymous' }, name: ['system:anonymous'] })],
    ['no subjects', { ...clusterRoleBinding('view'), subjects: null }],
    [
      'another kind that has subjects',
      object('example.com/v1', 'RoleBinding', 'cart', { subjects: [{ kind: 'User', name: 'system:anonymous' }] }),
    ],
  ],
  refuses: [
    {
      what: 'the user',
      given: clusterRoleBinding('view', { kind: 'User', name: 'system:anonymous' }),
      finds: [[FIRST, said('system:anonymous')]],
      absent: 'accepted',
    },
    {
      what: 'the user, in one namespace',
      given: roleBinding('Role', 'cart', { kind: 'User', name: 'system:anonymous' }),
      finds: [[FIRST, said('system:anonymous')]],
      absent: 'accepted',
    },
    {
      what: 'the group',
      given: clusterRoleBinding('view', { kind: 'Group', name: 'system:unauthenticated' }),
      finds: [[FIRST, said('system:unauthenticated')]],
      absent: 'accepted',
    },
    {
      what: 'the group, in one namespace',
      given: roleBinding('Role', 'cart', { kind: 'Group', name: 'system:unauthenticated' }),
      finds: [[FIRST, said('system:unauthenticated')]],
      absent: 'accepted',
    },
    {
      what: 'a second subject',
      given: clusterRoleBinding('view', { kind: 'Group', name: 'support' }, { kind: 'User', name: 'system:anonymous' }),
      finds: [['/subjects/1/name', said('system:anonymous')]],
      absent: 'accepted',
    },
  ],
});
