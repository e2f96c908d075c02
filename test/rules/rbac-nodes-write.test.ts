import { rbacNodesWrite } from '../../rules/rbac-nodes-write';
import { judges, object } from './given';
import { clusterRole, policy, role, roleIn } from './roles';

const said = (index: number, verbs: string, resources: string) =>
  `rule ${index} grants ${verbs} on ${resources}, expected no writing of nodes`;

judges(rbacNodesWrite, {
  accepts: [
    ['a role without rules', clusterRole()],
    ['reading it', clusterRole(policy(['get', 'list', 'watch'], '', ['nodes']))],
    ['a resource of the same name in another group', clusterRole(policy(['create'], 'example.com', ['nodes']))],
    ['everything, which is the finding of another rule', clusterRole(policy(['create'], '', ['*']))],
    ['another resource', clusterRole(policy(['*'], '', ['leases']))],
    ['a subresource that is not the resource', clusterRole(policy(['create'], '', ['nodes/unknown']))],
    ['verbs that are no list', clusterRole({ apiGroups: [''], resources: ['nodes'], verbs: 'create' })],
    ['no verbs', clusterRole({ apiGroups: [''], resources: ['nodes'], verbs: null })],
    ['no rules', { ...clusterRole(), rules: null }],
    ['another kind that has rules', object('example.com/v1', 'Role', 'cart', { rules: [policy(['create'], '', ['nodes'])] })],
    ['creation of named ones, which the API server never allows', clusterRole(policy(['create'], '', ['nodes'], ['cart']))],
  ],
  refuses: [
    {
      what: 'create on nodes',
      given: clusterRole(policy(['create'], '', ['nodes'])),
      finds: [['/rules/0/verbs', said(0, "'create'", "'nodes'")]],
      absent: 'accepted',
    },
    {
      what: 'update on nodes',
      given: clusterRole(policy(['update'], '', ['nodes'])),
      finds: [['/rules/0/verbs', said(0, "'update'", "'nodes'")]],
      absent: 'accepted',
    },
    {
      what: 'patch on nodes',
      given: clusterRole(policy(['patch'], '', ['nodes'])),
      finds: [['/rules/0/verbs', said(0, "'patch'", "'nodes'")]],
      absent: 'accepted',
    },
    {
      what: 'delete on nodes',
      given: clusterRole(policy(['delete'], '', ['nodes'])),
      finds: [['/rules/0/verbs', said(0, "'delete'", "'nodes'")]],
      absent: 'accepted',
    },
    {
      what: 'deletecollection on nodes',
      given: clusterRole(policy(['deletecollection'], '', ['nodes'])),
      finds: [['/rules/0/verbs', said(0, "'deletecollection'", "'nodes'")]],
      absent: 'accepted',
    },
    {
      what: 'create on nodes/status',
      given: clusterRole(policy(['create'], '', ['nodes/status'])),
      finds: [['/rules/0/verbs', said(0, "'create'", "'nodes/status'")]],
      absent: 'accepted',
    },
    {
      what: 'every verb',
      given: clusterRole(policy(['*'], '', ['nodes'])),
      finds: [['/rules/0/verbs', said(0, "'*'", "'nodes'")]],
      absent: 'accepted',
    },
    {
      what: 'every group',
      given: clusterRole(policy(['create'], '*', ['nodes'])),
      finds: [['/rules/0/verbs', said(0, "'create'", "'nodes'")]],
      absent: 'accepted',
    },
    {
      what: 'one verb among harmless ones',
      given: clusterRole(policy(['get', 'list', 'create'], '', ['nodes'])),
      finds: [['/rules/0/verbs', said(0, "'create'", "'nodes'")]],
      absent: 'accepted',
    },
    {
      what: 'one resource among harmless ones',
      given: clusterRole(policy(['create'], '', ['leases', 'nodes'])),
      finds: [['/rules/0/verbs', said(0, "'create'", "'nodes'")]],
      absent: 'accepted',
    },
    {
      what: 'a second rule',
      given: clusterRole(policy(['get'], '', ['nothing']), policy(['create'], '', ['nodes'])),
      finds: [['/rules/1/verbs', said(1, "'create'", "'nodes'")]],
      absent: 'accepted',
    },
    {
      what: 'several rules',
      given: clusterRole(policy(['create'], '', ['nodes']), policy(['create'], '', ['nodes'])),
      finds: [
        ['/rules/0/verbs', said(0, "'create'", "'nodes'")],
        ['/rules/1/verbs', said(1, "'create'", "'nodes'")],
      ],
      absent: 'accepted',
    },
    {
      what: 'an item that is no string beside it',
      given: clusterRole({ apiGroups: [3, ''], resources: [null, 'nodes'], verbs: [{}, 'create'] }),
      finds: [['/rules/0/verbs', said(0, "'create'", "'nodes'")]],
      absent: 'accepted',
    },
    {
      what: 'a Role',
      given: roleIn('kube-system', policy(['create'], '', ['nodes'])),
      finds: [['/rules/0/verbs', said(0, "'create'", "'nodes'")]],
      absent: 'accepted',
    },
    {
      what: 'a Role of an ordinary namespace',
      given: role(policy(['create'], '', ['nodes'])),
      finds: [['/rules/0/verbs', said(0, "'create'", "'nodes'")]],
      absent: 'accepted',
    },
    {
      what: 'named ones only',
      given: clusterRole(policy(['update'], '', ['nodes'], ['cart'])),
      finds: [['/rules/0/verbs', said(0, "'update'", "'nodes'")]],
      absent: 'accepted',
    },
    {
      what: 'an empty list of names',
      given: clusterRole(policy(['create'], '', ['nodes'], [])),
      finds: [['/rules/0/verbs', said(0, "'create'", "'nodes'")]],
      absent: 'accepted',
    },
  ],
});
