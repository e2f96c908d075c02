import { rbacDelete } from '../../rules/rbac-delete';
import { judges, object } from './given';
import { clusterRole, clusterRoleBinding, policy, role, roleBinding, roleBindingIn, roleIn } from './roles';

const said = (index: number, verbs: string, resources: string) =>
  `rule ${index} grants ${verbs} on ${resources}, expected deletion in single namespaces outside kube-system only`;

judges(rbacDelete, {
  accepts: [
    ['a role without rules', clusterRole()],
    ['reading it', clusterRole(policy(['get', 'list', 'watch'], '', ['namespaces']))],
    ['a resource of the same name in another group', clusterRole(policy(['delete'], 'example.com', ['namespaces']))],
    ['everything, which is the finding of another rule', clusterRole(policy(['delete'], '', ['*']))],
    ['another resource', clusterRole(policy(['*'], '', ['leases']))],
    ['a subresource that is not the resource', clusterRole(policy(['delete'], '', ['namespaces/unknown']))],
    ['verbs that are no list', clusterRole({ apiGroups: [''], resources: ['namespaces'], verbs: 'delete' })],
    ['no verbs', clusterRole({ apiGroups: [''], resources: ['namespaces'], verbs: null })],
    ['no rules', { ...clusterRole(), rules: null }],
    ['another kind that has rules', object('example.com/v1', 'Role', 'cart', { rules: [policy(['delete'], '', ['namespaces'])] })],
    ['a Role of an ordinary namespace', role(policy(['delete'], '', ['namespaces']))],
    [
      'a ClusterRole that only a RoleBinding of an ordinary namespace names',
      [clusterRole(policy(['delete'], '', ['namespaces'])), roleBinding('ClusterRole', 'cart')],
    ],
  ],
  refuses: [
    {
      what: 'delete on namespaces',
      given: clusterRole(policy(['delete'], '', ['namespaces'])),
      finds: [['/rules/0/verbs', said(0, "'delete'", "'namespaces'")]],
      absent: 'accepted',
    },
    {
      what: 'deletecollection on namespaces',
      given: clusterRole(policy(['deletecollection'], '', ['namespaces'])),
      finds: [['/rules/0/verbs', said(0, "'deletecollection'", "'namespaces'")]],
      absent: 'accepted',
    },
    {
      what: 'delete on persistentvolumes',
      given: clusterRole(policy(['delete'], '', ['persistentvolumes'])),
      finds: [['/rules/0/verbs', said(0, "'delete'", "'persistentvolumes'")]],
      absent: 'accepted',
    },
    {
      what: 'delete on persistentvolumeclaims',
      given: clusterRole(policy(['delete'], '', ['persistentvolumeclaims'])),
      finds: [['/rules/0/verbs', said(0, "'delete'", "'persistentvolumeclaims'")]],
      absent: 'accepted',
    },
    {
      what: 'delete on pods',
      given: clusterRole(policy(['delete'], '', ['pods'])),
      finds: [['/rules/0/verbs', said(0, "'delete'", "'pods'")]],
      absent: 'accepted',
    },
    {
      what: 'delete on secrets',
      given: clusterRole(policy(['delete'], '', ['secrets'])),
      finds: [['/rules/0/verbs', said(0, "'delete'", "'secrets'")]],
      absent: 'accepted',
    },
    {
      what: 'delete on configmaps',
      given: clusterRole(policy(['delete'], '', ['configmaps'])),
      finds: [['/rules/0/verbs', said(0, "'delete'", "'configmaps'")]],
      absent: 'accepted',
    },
    {
      what: 'delete on services',
      given: clusterRole(policy(['delete'], '', ['services'])),
      finds: [['/rules/0/verbs', said(0, "'delete'", "'services'")]],
      absent: 'accepted',
    },
    {
      what: 'delete on deployments',
      given: clusterRole(policy(['delete'], 'apps', ['deployments'])),
      finds: [['/rules/0/verbs', said(0, "'delete'", "'deployments'")]],
      absent: 'accepted',
    },
    {
      what: 'deletecollection on deployments',
      given: clusterRole(policy(['deletecollection'], 'apps', ['deployments'])),
      finds: [['/rules/0/verbs', said(0, "'deletecollection'", "'deployments'")]],
      absent: 'accepted',
    },
    {
      what: 'delete on daemonsets',
      given: clusterRole(policy(['delete'], 'apps', ['daemonsets'])),
      finds: [['/rules/0/verbs', said(0, "'delete'", "'daemonsets'")]],
      absent: 'accepted',
    },
    {
      what: 'delete on statefulsets',
      given: clusterRole(policy(['delete'], 'apps', ['statefulsets'])),
      finds: [['/rules/0/verbs', said(0, "'delete'", "'statefulsets'")]],
      absent: 'accepted',
    },
    {
      what: 'delete on replicasets',
      given: clusterRole(policy(['delete'], 'apps', ['replicasets'])),
      finds: [['/rules/0/verbs', said(0, "'delete'", "'replicasets'")]],
      absent: 'accepted',
    },
    {
      what: 'delete on jobs',
      given: clusterRole(policy(['delete'], 'batch', ['jobs'])),
      finds: [['/rules/0/verbs', said(0, "'delete'", "'jobs'")]],
      absent: 'accepted',
    },
    {
      what: 'deletecollection on jobs',
      given: clusterRole(policy(['deletecollection'], 'batch', ['jobs'])),
      finds: [['/rules/0/verbs', said(0, "'deletecollection'", "'jobs'")]],
      absent: 'accepted',
    },
    {
      what: 'delete on cronjobs',
      given: clusterRole(policy(['delete'], 'batch', ['cronjobs'])),
      finds: [['/rules/0/verbs', said(0, "'delete'", "'cronjobs'")]],
      absent: 'accepted',
    },
    {
      what: 'every verb',
      given: clusterRole(policy(['*'], '', ['namespaces'])),
      finds: [['/rules/0/verbs', said(0, "'*'", "'namespaces'")]],
      absent: 'accepted',
    },
    {
      what: 'every group',
      given: clusterRole(policy(['delete'], '*', ['namespaces'])),
      finds: [['/rules/0/verbs', said(0, "'delete'", "'namespaces'")]],
      absent: 'accepted',
    },
    {
      what: 'one verb among harmless ones',
      given: clusterRole(policy(['get', 'list', 'delete'], '', ['namespaces'])),
      finds: [['/rules/0/verbs', said(0, "'delete'", "'namespaces'")]],
      absent: 'accepted',
    },
    {
      what: 'one resource among harmless ones',
      given: clusterRole(policy(['delete'], '', ['leases', 'namespaces'])),
      finds: [['/rules/0/verbs', said(0, "'delete'", "'namespaces'")]],
      absent: 'accepted',
    },
    {
      what: 'a second rule',
      given: clusterRole(policy(['get'], '', ['nothing']), policy(['delete'], '', ['namespaces'])),
      finds: [['/rules/1/verbs', said(1, "'delete'", "'namespaces'")]],
      absent: 'accepted',
    },
    {
      what: 'several rules',
      given: clusterRole(policy(['delete'], '', ['namespaces']), policy(['delete'], '', ['namespaces'])),
      finds: [
        ['/rules/0/verbs', said(0, "'delete'", "'namespaces'")],
        ['/rules/1/verbs', said(1, "'delete'", "'namespaces'")],
      ],
      absent: 'accepted',
    },
    {
      what: 'an item that is no string beside it',
      given: clusterRole({ apiGroups: [3, ''], resources: [null, 'namespaces'], verbs: [{}, 'delete'] }),
      finds: [['/rules/0/verbs', said(0, "'delete'", "'namespaces'")]],
      absent: 'accepted',
    },
    {
      what: 'named ones only',
      given: clusterRole(policy(['delete'], '', ['namespaces'], ['cart'])),
      finds: [['/rules/0/verbs', said(0, "'delete'", "'namespaces'")]],
      absent: 'accepted',
    },
    {
      what: 'an empty list of names',
      given: clusterRole(policy(['delete'], '', ['namespaces'], [])),
      finds: [['/rules/0/verbs', said(0, "'delete'", "'namespaces'")]],
      absent: 'accepted',
    },
    {
      what: 'a Role of kube-system',
      given: roleIn('kube-system', policy(['delete'], '', ['namespaces'])),
      finds: [['/rules/0/verbs', said(0, "'delete'", "'namespaces'")]],
      absent: 'accepted',
    },
    {
      what: 'a ClusterRole that a ClusterRoleBinding names',
      given: [clusterRole(policy(['delete'], '', ['namespaces'])), clusterRoleBinding('cart')],
      finds: [['/rules/0/verbs', said(0, "'delete'", "'namespaces'")]],
      absent: 'accepted',
    },
    {
      what: 'a ClusterRole that a RoleBinding names too',
      given: [clusterRole(policy(['delete'], '', ['namespaces'])), roleBinding('ClusterRole', 'cart'), clusterRoleBinding('cart')],
      finds: [['/rules/0/verbs', said(0, "'delete'", "'namespaces'")]],
      absent: 'accepted',
    },
    {
      what: 'a ClusterRole that a RoleBinding of kube-system names',
      given: [clusterRole(policy(['delete'], '', ['namespaces'])), roleBindingIn('kube-system', 'ClusterRole', 'cart')],
      finds: [['/rules/0/verbs', said(0, "'delete'", "'namespaces'")]],
      absent: 'accepted',
    },
    {
      what: 'a ClusterRole beside a binding of a Role of the same name',
      given: [clusterRole(policy(['delete'], '', ['namespaces'])), roleBinding('Role', 'cart')],
      finds: [['/rules/0/verbs', said(0, "'delete'", "'namespaces'")]],
      absent: 'accepted',
    },
  ],
});
