import { rbacRolesWrite } from '../../rules/rbac-roles-write';
import { judges, object } from './given';
import { clusterRole, policy, role, roleIn } from './roles';

const said = (index: number, verbs: string, resources: string) =>
  `rule ${index} grants ${verbs} on ${resources}, expected no writing of roles or bindings`;

judges(rbacRolesWrite, {
  accepts: [
    ['a role without rules', role()],
    ['reading it', role(policy(['get', 'list', 'watch'], 'rbac.authorization.k8s.io', ['rolebindings']))],
    ['a resource of the same name in another group', role(policy(['create'], 'example.com', ['rolebindings']))],
    ['everything, which is the finding of another rule', role(policy(['create'], 'rbac.authorization.k8s.io', ['*']))],
    ['another resource', role(policy(['*'], 'rbac.authorization.k8s.io', ['leases']))],
    ['a subresource that is not the resource', role(policy(['create'], 'rbac.authorization.k8s.io', ['rolebindings/unknown']))],
    ['verbs that are no list', role({ apiGroups: ['rbac.authorization.k8s.io'], resources: ['rolebindings'], verbs: 'create' })],
    ['no verbs', role({ apiGroups: ['rbac.authorization.k8s.io'], resources: ['rolebindings'], verbs: null })],
    ['no rules', { ...role(), rules: null }],
    [
      'another kind that has rules',
      object('example.com/v1', 'Role', 'cart', { rules: [policy(['create'], 'rbac.authorization.k8s.io', ['rolebindings'])] }),
    ],
    [
      'creation of named ones, which the API server never allows',
      role(policy(['create'], 'rbac.authorization.k8s.io', ['rolebindings'], ['cart'])),
    ],
  ],
  refuses: [
    {
      what: 'create on rolebindings',
      given: role(policy(['create'], 'rbac.authorization.k8s.io', ['rolebindings'])),
      finds: [['/rules/0/verbs', said(0, "'create'", "'rolebindings'")]],
      absent: 'accepted',
    },
    {
      what: 'update on rolebindings',
      given: role(policy(['update'], 'rbac.authorization.k8s.io', ['rolebindings'])),
      finds: [['/rules/0/verbs', said(0, "'update'", "'rolebindings'")]],
      absent: 'accepted',
    },
    {
      what: 'patch on rolebindings',
      given: role(policy(['patch'], 'rbac.authorization.k8s.io', ['rolebindings'])),
      finds: [['/rules/0/verbs', said(0, "'patch'", "'rolebindings'")]],
      absent: 'accepted',
    },
    {
      what: 'create on clusterrolebindings',
      given: role(policy(['create'], 'rbac.authorization.k8s.io', ['clusterrolebindings'])),
      finds: [['/rules/0/verbs', said(0, "'create'", "'clusterrolebindings'")]],
      absent: 'accepted',
    },
    {
      what: 'create on roles',
      given: role(policy(['create'], 'rbac.authorization.k8s.io', ['roles'])),
      finds: [['/rules/0/verbs', said(0, "'create'", "'roles'")]],
      absent: 'accepted',
    },
    {
      what: 'create on clusterroles',
      given: role(policy(['create'], 'rbac.authorization.k8s.io', ['clusterroles'])),
      finds: [['/rules/0/verbs', said(0, "'create'", "'clusterroles'")]],
      absent: 'accepted',
    },
    {
      what: 'every verb',
      given: role(policy(['*'], 'rbac.authorization.k8s.io', ['rolebindings'])),
      finds: [['/rules/0/verbs', said(0, "'*'", "'rolebindings'")]],
      absent: 'accepted',
    },
    {
      what: 'every group',
      given: role(policy(['create'], '*', ['rolebindings'])),
      finds: [['/rules/0/verbs', said(0, "'create'", "'rolebindings'")]],
      absent: 'accepted',
    },
    {
      what: 'one verb among harmless ones',
      given: role(policy(['get', 'list', 'create'], 'rbac.authorization.k8s.io', ['rolebindings'])),
      finds: [['/rules/0/verbs', said(0, "'create'", "'rolebindings'")]],
      absent: 'accepted',
    },
    {
      what: 'one resource among harmless ones',
      given: role(policy(['create'], 'rbac.authorization.k8s.io', ['leases', 'rolebindings'])),
      finds: [['/rules/0/verbs', said(0, "'create'", "'rolebindings'")]],
      absent: 'accepted',
    },
    {
      what: 'a second rule',
      given: role(policy(['get'], '', ['nothing']), policy(['create'], 'rbac.authorization.k8s.io', ['rolebindings'])),
      finds: [['/rules/1/verbs', said(1, "'create'", "'rolebindings'")]],
      absent: 'accepted',
    },
    {
      what: 'several rules',
      given: role(
        policy(['create'], 'rbac.authorization.k8s.io', ['rolebindings']),
        policy(['create'], 'rbac.authorization.k8s.io', ['rolebindings']),
      ),
      finds: [
        ['/rules/0/verbs', said(0, "'create'", "'rolebindings'")],
        ['/rules/1/verbs', said(1, "'create'", "'rolebindings'")],
      ],
      absent: 'accepted',
    },
    {
      what: 'an item that is no string beside it',
      given: role({ apiGroups: [3, 'rbac.authorization.k8s.io'], resources: [null, 'rolebindings'], verbs: [{}, 'create'] }),
      finds: [['/rules/0/verbs', said(0, "'create'", "'rolebindings'")]],
      absent: 'accepted',
    },
    {
      what: 'a Role of kube-system',
      given: roleIn('kube-system', policy(['create'], 'rbac.authorization.k8s.io', ['rolebindings'])),
      finds: [['/rules/0/verbs', said(0, "'create'", "'rolebindings'")]],
      absent: 'accepted',
    },
    {
      what: 'a ClusterRole',
      given: clusterRole(policy(['create'], 'rbac.authorization.k8s.io', ['rolebindings'])),
      finds: [['/rules/0/verbs', said(0, "'create'", "'rolebindings'")]],
      absent: 'accepted',
    },
    {
      what: 'named ones only',
      given: role(policy(['update'], 'rbac.authorization.k8s.io', ['rolebindings'], ['cart'])),
      finds: [['/rules/0/verbs', said(0, "'update'", "'rolebindings'")]],
      absent: 'accepted',
    },
    {
      what: 'an empty list of names',
      given: role(policy(['create'], 'rbac.authorization.k8s.io', ['rolebindings'], [])),
      finds: [['/rules/0/verbs', said(0, "'create'", "'rolebindings'")]],
      absent: 'accepted',
    },
  ],
});
