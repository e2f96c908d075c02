import { rbacWorkloadsWrite } from '../../rules/rbac-workloads-write';
import { judges, object } from './given';
import { clusterRole, clusterRoleBinding, policy, role, roleBinding, roleBindingIn, roleIn } from './roles';

const said = (index: number, verbs: string, resources: string) =>
  `rule ${index} grants ${verbs} on ${resources}, expected pods in single namespaces outside kube-system only`;

judges(rbacWorkloadsWrite, {
  accepts: [
    ['a role without rules', clusterRole()],
    ['reading it', clusterRole(policy(['get', 'list', 'watch'], '', ['pods']))],
    ['a resource of the same name in another group', clusterRole(policy(['create'], 'example.com', ['pods']))],
    ['everything, which is the finding of another rule', clusterRole(policy(['create'], '', ['*']))],
    ['another resource', clusterRole(policy(['*'], '', ['leases']))],
    ['a subresource that is not the resource', clusterRole(policy(['create'], '', ['pods/unknown']))],
    ['verbs that are no list', clusterRole({ apiGroups: [''], resources: ['pods'], verbs: 'create' })],
    ['no verbs', clusterRole({ apiGroups: [''], resources: ['pods'], verbs: null })],
    ['no rules', { ...clusterRole(), rules: null }],
    ['another kind that has rules', object('example.com/v1', 'Role', 'cart', { rules: [policy(['create'], '', ['pods'])] })],
    ['creation of named ones, which the API server never allows', clusterRole(policy(['create'], '', ['pods'], ['cart']))],
    ['a Role of an ordinary namespace', role(policy(['create'], '', ['pods']))],
    [
      'a ClusterRole that only a RoleBinding of an ordinary namespace names',
      [clusterRole(policy(['create'], '', ['pods'])), roleBinding('ClusterRole', 'cart')],
    ],
  ],
  refuses: [
    {
      what: 'create on pods',
      given: clusterRole(policy(['create'], '', ['pods'])),
      finds: [['/rules/0/verbs', said(0, "'create'", "'pods'")]],
      absent: 'accepted',
    },
    {
      what: 'update on pods',
      given: clusterRole(policy(['update'], '', ['pods'])),
      finds: [['/rules/0/verbs', said(0, "'update'", "'pods'")]],
      absent: 'accepted',
    },
    {
      what: 'patch on pods',
      given: clusterRole(policy(['patch'], '', ['pods'])),
      finds: [['/rules/0/verbs', said(0, "'patch'", "'pods'")]],
      absent: 'accepted',
    },
    {
      what: 'create on replicationcontrollers',
      given: clusterRole(policy(['create'], '', ['replicationcontrollers'])),
      finds: [['/rules/0/verbs', said(0, "'create'", "'replicationcontrollers'")]],
      absent: 'accepted',
    },
    {
      what: 'create on deployments',
      given: clusterRole(policy(['create'], 'apps', ['deployments'])),
      finds: [['/rules/0/verbs', said(0, "'create'", "'deployments'")]],
      absent: 'accepted',
    },
    {
      what: 'update on deployments',
      given: clusterRole(policy(['update'], 'apps', ['deployments'])),
      finds: [['/rules/0/verbs', said(0, "'update'", "'deployments'")]],
      absent: 'accepted',
    },
    {
      what: 'patch on deployments',
      given: clusterRole(policy(['patch'], 'apps', ['deployments'])),
      finds: [['/rules/0/verbs', said(0, "'patch'", "'deployments'")]],
      absent: 'accepted',
    },
    {
      what: 'create on daemonsets',
      given: clusterRole(policy(['create'], 'apps', ['daemonsets'])),
      finds: [['/rules/0/verbs', said(0, "'create'", "'daemonsets'")]],
      absent: 'accepted',
    },
    {
      what: 'create on statefulsets',
      given: clusterRole(policy(['create'], 'apps', ['statefulsets'])),
      finds: [['/rules/0/verbs', said(0, "'create'", "'statefulsets'")]],
      absent: 'accepted',
    },
    {
      what: 'create on replicasets',
      given: clusterRole(policy(['create'], 'apps', ['replicasets'])),
      finds: [['/rules/0/verbs', said(0, "'create'", "'replicasets'")]],
      absent: 'accepted',
    },
    {
      what: 'create on jobs',
      given: clusterRole(policy(['create'], 'batch', ['jobs'])),
      finds: [['/rules/0/verbs', said(0, "'create'", "'jobs'")]],
      absent: 'accepted',
    },
    {
      what: 'update on jobs',
      given: clusterRole(policy(['update'], 'batch', ['jobs'])),
      finds: [['/rules/0/verbs', said(0, "'update'", "'jobs'")]],
      absent: 'accepted',
    },
    {
      what: 'patch on jobs',
      given: clusterRole(policy(['patch'], 'batch', ['jobs'])),
      finds: [['/rules/0/verbs', said(0, "'patch'", "'jobs'")]],
      absent: 'accepted',
    },
    {
      what: 'create on cronjobs',
      given: clusterRole(policy(['create'], 'batch', ['cronjobs'])),
      finds: [['/rules/0/verbs', said(0, "'create'", "'cronjobs'")]],
      absent: 'accepted',
    },
    {
      what: 'every verb',
      given: clusterRole(policy(['*'], '', ['pods'])),
      finds: [['/rules/0/verbs', said(0, "'*'", "'pods'")]],
      absent: 'accepted',
    },
    {
      what: 'every group',
      given: clusterRole(policy(['create'], '*', ['pods'])),
      finds: [['/rules/0/verbs', said(0, "'create'", "'pods'")]],
      absent: 'accepted',
    },
    {
      what: 'one verb among harmless ones',
      given: clusterRole(policy(['get', 'list', 'create'], '', ['pods'])),
      finds: [['/rules/0/verbs', said(0, "'create'", "'pods'")]],
      absent: 'accepted',
    },
    {
      what: 'one resource among harmless ones',
      given: clusterRole(policy(['create'], '', ['leases', 'pods'])),
      finds: [['/rules/0/verbs', said(0, "'create'", "'pods'")]],
      absent: 'accepted',
    },
    {
      what: 'a second rule',
      given: clusterRole(policy(['get'], '', ['nothing']), policy(['create'], '', ['pods'])),
      finds: [['/rules/1/verbs', said(1, "'create'", "'pods'")]],
      absent: 'accepted',
    },
    {
      what: 'several rules',
      given: clusterRole(policy(['create'], '', ['pods']), policy(['create'], '', ['pods'])),
      finds: [
        ['/rules/0/verbs', said(0, "'create'", "'pods'")],
        ['/rules/1/verbs', said(1, "'create'", "'pods'")],
      ],
      absent: 'accepted',
    },
    {
      what: 'an item that is no string beside it',
      given: clusterRole({ apiGroups: [3, ''], resources: [null, 'pods'], verbs: [{}, 'create'] }),
      finds: [['/rules/0/verbs', said(0, "'create'", "'pods'")]],
      absent: 'accepted',
    },
    {
      what: 'named ones only',
      given: clusterRole(policy(['update'], '', ['pods'], ['cart'])),
      finds: [['/rules/0/verbs', said(0, "'update'", "'pods'")]],
      absent: 'accepted',
    },
    {
      what: 'an empty list of names',
      given: clusterRole(policy(['create'], '', ['pods'], [])),
      finds: [['/rules/0/verbs', said(0, "'create'", "'pods'")]],
      absent: 'accepted',
    },
    {
      what: 'a Role of kube-system',
      given: roleIn('kube-system', policy(['create'], '', ['pods'])),
      finds: [['/rules/0/verbs', said(0, "'create'", "'pods'")]],
      absent: 'accepted',
    },
    {
      what: 'a ClusterRole that a ClusterRoleBinding names',
      given: [clusterRole(policy(['create'], '', ['pods'])), clusterRoleBinding('cart')],
      finds: [['/rules/0/verbs', said(0, "'create'", "'pods'")]],
      absent: 'accepted',
    },
    {
      what: 'a ClusterRole that a RoleBinding names too',
      given: [clusterRole(policy(['create'], '', ['pods'])), roleBinding('ClusterRole', 'cart'), clusterRoleBinding('cart')],
      finds: [['/rules/0/verbs', said(0, "'create'", "'pods'")]],
      absent: 'accepted',
    },
    {
      what: 'a ClusterRole that a RoleBinding of kube-system names',
      given: [clusterRole(policy(['create'], '', ['pods'])), roleBindingIn('kube-system', 'ClusterRole', 'cart')],
      finds: [['/rules/0/verbs', said(0, "'create'", "'pods'")]],
      absent: 'accepted',
    },
    {
      what: 'a ClusterRole beside a binding of a Role of the same name',
      given: [clusterRole(policy(['create'], '', ['pods'])), roleBinding('Role', 'cart')],
      finds: [['/rules/0/verbs', said(0, "'create'", "'pods'")]],
      absent: 'accepted',
    },
  ],
});
