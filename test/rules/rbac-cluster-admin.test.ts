import { rbacClusterAdmin } from '../../rules/rbac-cluster-admin';
import { judges, object } from './given';
import { clusterRole, clusterRoleBinding, roleBinding } from './roles';

const said = (name: string) => `binds '${name}', expected a role that lists what is needed`;
const NAME = '/roleRef/name';

judges(rbacClusterAdmin, {
  accepts: [
    ['a role of its own', clusterRoleBinding('cart')],
    ['view in every namespace', clusterRoleBinding('view')],
    ['a longer name', clusterRoleBinding('cluster-admin-reader')],
    ['edit in one namespace, which is the finding of another rule', roleBinding('ClusterRole', 'edit')],
    ['a Role of that name', roleBinding('Role', 'cluster-admin')],
    ['a ClusterRole of that name, bound by nobody', clusterRole()],
    ['no role', { ...clusterRoleBinding('cart'), roleRef: null }],
    ['a role that is a word', { ...clusterRoleBinding('cart'), roleRef: 'cluster-admin' }],
    ['a name that is a list', { ...clusterRoleBinding('cart'), roleRef: { kind: 'ClusterRole', name: ['cluster-admin'] } }],
    [
      'another kind that refers to roles',
      object('example.com/v1', 'ClusterRoleBinding', 'cart', { roleRef: clusterRoleBinding('cluster-admin').roleRef }),
    ],
  ],
  refuses: [
    { what: 'cluster-admin', given: clusterRoleBinding('cluster-admin'), finds: [[NAME, said('cluster-admin')]], absent: 'accepted' },
    {
      what: 'cluster-admin in one namespace',
      given: roleBinding('ClusterRole', 'cluster-admin'),
      finds: [[NAME, said('cluster-admin')]],
      absent: 'accepted',
    },
    { what: 'admin in every namespace', given: clusterRoleBinding('admin'), finds: [[NAME, said('admin')]], absent: 'accepted' },
    { what: 'edit in every namespace', given: clusterRoleBinding('edit'), finds: [[NAME, said('edit')]], absent: 'accepted' },
    {
      what: 'cluster-admin bound to nobody yet',
      given: { ...clusterRoleBinding('cluster-admin'), subjects: null },
      finds: [[NAME, said('cluster-admin')]],
      absent: 'accepted',
    },
    {
      what: 'several bindings',
      given: [clusterRoleBinding('edit'), clusterRoleBinding('cart'), roleBinding('ClusterRole', 'cluster-admin')],
      finds: [
        [0, NAME, said('edit')],
        [2, NAME, said('cluster-admin')],
      ],
      absent: 'accepted',
    },
  ],
});
