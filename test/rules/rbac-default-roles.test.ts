import { rbacDefaultRoles } from '../../rules/rbac-default-roles';
import { judges } from './given';
import { clusterRoleBinding, roleBinding, roleBindingIn } from './roles';

const said = (name: string) => `binds '${name}', expected a role without Secrets, commands in pods and impersonation`;
const NAME = '/roleRef/name';

judges(rbacDefaultRoles, {
  accepts: [
    ['a role of its own', roleBinding('Role', 'cart')],
    ['view', roleBinding('ClusterRole', 'view')],
    ['a Role of that name', roleBinding('Role', 'edit')],
    ['edit in every namespace, which is the finding of another rule', clusterRoleBinding('edit')],
    ['no role', { ...roleBinding('Role', 'cart'), roleRef: null }],
    ['a name that is a list', { ...roleBinding('Role', 'cart'), roleRef: { kind: 'ClusterRole', name: ['edit'] } }],
  ],
  refuses: [
    { what: 'edit', given: roleBinding('ClusterRole', 'edit'), finds: [[NAME, said('edit')]], absent: 'accepted' },
    { what: 'admin', given: roleBinding('ClusterRole', 'admin'), finds: [[NAME, said('admin')]], absent: 'accepted' },
    {
      what: 'edit in another namespace',
      given: roleBindingIn('market', 'ClusterRole', 'edit'),
      finds: [[NAME, said('edit')]],
      absent: 'accepted',
    },
  ],
});
