import { rbacSystemConfig } from '../../rules/rbac-system-config';
import { judges, object } from './given';
import { clusterRole, clusterRoleBinding, policy, role, roleBinding, roleBindingIn, roleIn } from './roles';

const said = (index: number, verbs: string, resources: string) =>
  `rule ${index} grants ${verbs} on ${resources}, expected no writing in kube-system but of named objects`;

judges(rbacSystemConfig, {
  accepts: [
    ['a role without rules', clusterRole()],
    ['reading it', clusterRole(policy(['get', 'list', 'watch'], '', ['configmaps']))],
    ['a resource of the same name in another group', clusterRole(policy(['create'], 'example.com', ['configmaps']))],
    ['everything, which is the finding of another rule', clusterRole(policy(['create'], '', ['*']))],
    ['another resource', clusterRole(policy(['*'], '', ['bindings']))],
    ['a subresource that is not the resource', clusterRole(policy(['create'], '', ['configmaps/unknown']))],
    ['verbs that are no list', clusterRole({ apiGroups: [''], resources: ['configmaps'], verbs: 'create' })],
    ['no verbs', clusterRole({ apiGroups: [''], resources: ['configmaps'], verbs: null })],
    ['no rules', { ...clusterRole(), rules: null }],
    ['another kind that has rules', object('example.com/v1', 'Role', 'cart', { rules: [policy(['create'], '', ['configmaps'])] })],
    ['named ones only', clusterRole(policy(['create'], '', ['configmaps'], ['cart']))],
    ['a Role of an ordinary namespace', role(policy(['create'], '', ['configmaps']))],
    [
      'a ClusterRole that only a RoleBinding of an ordinary namespace names',
      [clusterRole(policy(['create'], '', ['configmaps'])), roleBinding('ClusterRole', 'cart')],
    ],
  ],
  refuses: [
    {
      what: 'create on configmaps',
      given: clusterRole(policy(['create'], '', ['configmaps'])),
      finds: [['/rules/0/verbs', said(0, "'create'", "'configmaps'")]],
      absent: 'accepted',
    },
    {
      what: 'update on configmaps',
      given: clusterRole(policy(['update'], '', ['configmaps'])),
      finds: [['/rules/0/verbs', said(0, "'update'", "'configmaps'")]],
      absent: 'accepted',
    },
    {
      what: 'patch on configmaps',
      given: clusterRole(policy(['patch'], '', ['configmaps'])),
      finds: [['/rules/0/verbs', said(0, "'patch'", "'configmaps'")]],
      absent: 'accepted',
    },
    {
      what: 'delete on configmaps',
      given: clusterRole(policy(['delete'], '', ['configmaps'])),
      finds: [['/rules/0/verbs', said(0, "'delete'", "'configmaps'")]],
      absent: 'accepted',
    },
    {
      what: 'deletecollection on configmaps',
      given: clusterRole(policy(['deletecollection'], '', ['configmaps'])),
      finds: [['/rules/0/verbs', said(0, "'deletecollection'", "'configmaps'")]],
      absent: 'accepted',
    },
    {
      what: 'update on leases',
      given: clusterRole(policy(['update'], 'coordination.k8s.io', ['leases'])),
      finds: [['/rules/0/verbs', said(0, "'update'", "'leases'")]],
      absent: 'accepted',
    },
    {
      what: 'patch on leases',
      given: clusterRole(policy(['patch'], 'coordination.k8s.io', ['leases'])),
      finds: [['/rules/0/verbs', said(0, "'patch'", "'leases'")]],
      absent: 'accepted',
    },
    {
      what: 'delete on leases',
      given: clusterRole(policy(['delete'], 'coordination.k8s.io', ['leases'])),
      finds: [['/rules/0/verbs', said(0, "'delete'", "'leases'")]],
      absent: 'accepted',
    },
    {
      what: 'deletecollection on leases',
      given: clusterRole(policy(['deletecollection'], 'coordination.k8s.io', ['leases'])),
      finds: [['/rules/0/verbs', said(0, "'deletecollection'", "'leases'")]],
      absent: 'accepted',
    },
    {
      what: 'every verb',
      given: clusterRole(policy(['*'], '', ['configmaps'])),
      finds: [['/rules/0/verbs', said(0, "'*'", "'configmaps'")]],
      absent: 'accepted',
    },
    {
      what: 'every group',
      given: clusterRole(policy(['create'], '*', ['configmaps'])),
      finds: [['/rules/0/verbs', said(0, "'create'", "'configmaps'")]],
      absent: 'accepted',
    },
    {
      what: 'one verb among harmless ones',
      given: clusterRole(policy(['get', 'list', 'create'], '', ['configmaps'])),
      finds: [['/rules/0/verbs', said(0, "'create'", "'configmaps'")]],
      absent: 'accepted',
    },
    {
      what: 'one resource among harmless ones',
      given: clusterRole(policy(['create'], '', ['x', 'configmaps'])),
      finds: [['/rules/0/verbs', said(0, "'create'", "'configmaps'")]],
      absent: 'accepted',
    },
    {
      what: 'a second rule',
      given: clusterRole(policy(['get'], '', ['nothing']), policy(['create'], '', ['configmaps'])),
      finds: [['/rules/1/verbs', said(1, "'create'", "'configmaps'")]],
      absent: 'accepted',
    },
    {
      what: 'several rules',
      given: clusterRole(policy(['create'], '', ['configmaps']), policy(['create'], '', ['configmaps'])),
      finds: [
        ['/rules/0/verbs', said(0, "'create'", "'configmaps'")],
        ['/rules/1/verbs', said(1, "'create'", "'configmaps'")],
      ],
      absent: 'accepted',
    },
    {
      what: 'an item that is no string beside it',
      given: clusterRole({ apiGroups: [3, ''], resources: [null, 'configmaps'], verbs: [{}, 'create'] }),
      finds: [['/rules/0/verbs', said(0, "'create'", "'configmaps'")]],
      absent: 'accepted',
    },
    {
      what: 'names among which there is an empty one',
      given: clusterRole(policy(['create'], '', ['configmaps'], ['cart', ''])),
      finds: [['/rules/0/verbs', said(0, "'create'", "'configmaps'")]],
      absent: 'accepted',
    },
    {
      what: 'an empty list of names',
      given: clusterRole(policy(['create'], '', ['configmaps'], [])),
      finds: [['/rules/0/verbs', said(0, "'create'", "'configmaps'")]],
      absent: 'accepted',
    },
    {
      what: 'a Role of kube-system',
      given: roleIn('kube-system', policy(['create'], '', ['configmaps'])),
      finds: [['/rules/0/verbs', said(0, "'create'", "'configmaps'")]],
      absent: 'accepted',
    },
    {
      what: 'a ClusterRole that a ClusterRoleBinding names',
      given: [clusterRole(policy(['create'], '', ['configmaps'])), clusterRoleBinding('cart')],
      finds: [['/rules/0/verbs', said(0, "'create'", "'configmaps'")]],
      absent: 'accepted',
    },
    {
      what: 'a ClusterRole that a RoleBinding names too',
      given: [clusterRole(policy(['create'], '', ['configmaps'])), roleBinding('ClusterRole', 'cart'), clusterRoleBinding('cart')],
      finds: [['/rules/0/verbs', said(0, "'create'", "'configmaps'")]],
      absent: 'accepted',
    },
    {
      what: 'a ClusterRole that a RoleBinding of kube-system names',
      given: [clusterRole(policy(['create'], '', ['configmaps'])), roleBindingIn('kube-system', 'ClusterRole', 'cart')],
      finds: [['/rules/0/verbs', said(0, "'create'", "'configmaps'")]],
      absent: 'accepted',
    },
    {
      what: 'a ClusterRole beside a binding of a Role of the same name',
      given: [clusterRole(policy(['create'], '', ['configmaps'])), roleBinding('Role', 'cart')],
      finds: [['/rules/0/verbs', said(0, "'create'", "'configmaps'")]],
      absent: 'accepted',
    },
    {
      what: 'the configuration of DNS by name',
      given: roleIn('kube-system', policy(['patch'], '', ['configmaps'], ['coredns'])),
      finds: [['/rules/0/verbs', said(0, "'patch'", "'configmaps'")]],
      absent: 'accepted',
    },
  ],
});
