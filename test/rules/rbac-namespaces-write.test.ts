import { rbacNamespacesWrite } from '../../rules/rbac-namespaces-write';
import { judges, object } from './given';
import { clusterRole, policy, role, roleIn } from './roles';

const said = (index: number, verbs: string, resources: string) =>
  `rule ${index} grants ${verbs} on ${resources}, expected no changes of namespaces`;

judges(rbacNamespacesWrite, {
  accepts: [
    ['a role without rules', role()],
    ['creating and reading it', role(policy(['get', 'list', 'create'], '', ['namespaces']))],
    ['a resource of the same name in another group', role(policy(['update'], 'example.com', ['namespaces']))],
    ['everything, which is the finding of another rule', role(policy(['update'], '', ['*']))],
    ['another resource', role(policy(['*'], '', ['leases']))],
    ['a subresource that is not the resource', role(policy(['update'], '', ['namespaces/unknown']))],
    ['verbs that are no list', role({ apiGroups: [''], resources: ['namespaces'], verbs: 'update' })],
    ['no verbs', role({ apiGroups: [''], resources: ['namespaces'], verbs: null })],
    ['no rules', { ...role(), rules: null }],
    ['another kind that has rules', object('example.com/v1', 'Role', 'cart', { rules: [policy(['update'], '', ['namespaces'])] })],
  ],
  refuses: [
    {
      what: 'update on namespaces',
      given: role(policy(['update'], '', ['namespaces'])),
      finds: [['/rules/0/verbs', said(0, "'update'", "'namespaces'")]],
      absent: 'accepted',
    },
    {
      what: 'patch on namespaces',
      given: role(policy(['patch'], '', ['namespaces'])),
      finds: [['/rules/0/verbs', said(0, "'patch'", "'namespaces'")]],
      absent: 'accepted',
    },
    {
      what: 'update on namespaces/status',
      given: role(policy(['update'], '', ['namespaces/status'])),
      finds: [['/rules/0/verbs', said(0, "'update'", "'namespaces/status'")]],
      absent: 'accepted',
    },
    {
      what: 'update on namespaces/finalize',
      given: role(policy(['update'], '', ['namespaces/finalize'])),
      finds: [['/rules/0/verbs', said(0, "'update'", "'namespaces/finalize'")]],
      absent: 'accepted',
    },
    {
      what: 'every verb',
      given: role(policy(['*'], '', ['namespaces'])),
      finds: [['/rules/0/verbs', said(0, "'*'", "'namespaces'")]],
      absent: 'accepted',
    },
    {
      what: 'every group',
      given: role(policy(['update'], '*', ['namespaces'])),
      finds: [['/rules/0/verbs', said(0, "'update'", "'namespaces'")]],
      absent: 'accepted',
    },
    {
      what: 'one verb among harmless ones',
      given: role(policy(['get', 'list', 'update'], '', ['namespaces'])),
      finds: [['/rules/0/verbs', said(0, "'update'", "'namespaces'")]],
      absent: 'accepted',
    },
    {
      what: 'one resource among harmless ones',
      given: role(policy(['update'], '', ['leases', 'namespaces'])),
      finds: [['/rules/0/verbs', said(0, "'update'", "'namespaces'")]],
      absent: 'accepted',
    },
    {
      what: 'a second rule',
      given: role(policy(['get'], '', ['nothing']), policy(['update'], '', ['namespaces'])),
      finds: [['/rules/1/verbs', said(1, "'update'", "'namespaces'")]],
      absent: 'accepted',
    },
    {
      what: 'several rules',
      given: role(policy(['update'], '', ['namespaces']), policy(['update'], '', ['namespaces'])),
      finds: [
        ['/rules/0/verbs', said(0, "'update'", "'namespaces'")],
        ['/rules/1/verbs', said(1, "'update'", "'namespaces'")],
      ],
      absent: 'accepted',
    },
    {
      what: 'an item that is no string beside it',
      given: role({ apiGroups: [3, ''], resources: [null, 'namespaces'], verbs: [{}, 'update'] }),
      finds: [['/rules/0/verbs', said(0, "'update'", "'namespaces'")]],
      absent: 'accepted',
    },
    {
      what: 'a Role of kube-system',
      given: roleIn('kube-system', policy(['update'], '', ['namespaces'])),
      finds: [['/rules/0/verbs', said(0, "'update'", "'namespaces'")]],
      absent: 'accepted',
    },
    {
      what: 'a ClusterRole',
      given: clusterRole(policy(['update'], '', ['namespaces'])),
      finds: [['/rules/0/verbs', said(0, "'update'", "'namespaces'")]],
      absent: 'accepted',
    },
    {
      what: 'named ones only',
      given: role(policy(['update'], '', ['namespaces'], ['cart'])),
      finds: [['/rules/0/verbs', said(0, "'update'", "'namespaces'")]],
      absent: 'accepted',
    },
    {
      what: 'an empty list of names',
      given: role(policy(['update'], '', ['namespaces'], [])),
      finds: [['/rules/0/verbs', said(0, "'update'", "'namespaces'")]],
      absent: 'accepted',
    },
  ],
});
