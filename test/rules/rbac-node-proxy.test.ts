import { rbacNodeProxy } from '../../rules/rbac-node-proxy';
import { judges, object } from './given';
import { clusterRole, policy, role, roleIn } from './roles';

const said = (index: number, verbs: string, resources: string) =>
  `rule ${index} grants ${verbs} on ${resources}, expected no access to the API of the kubelet`;

judges(rbacNodeProxy, {
  accepts: [
    ['a role without rules', clusterRole()],
    ['a resource of the same name in another group', clusterRole(policy(['get'], 'example.com', ['nodes/proxy']))],
    ['everything, which is the finding of another rule', clusterRole(policy(['get'], '', ['*']))],
    ['another resource', clusterRole(policy(['*'], '', ['leases']))],
    ['the resource without its subresource', clusterRole(policy(['get'], '', ['nodes']))],
    ['a pattern that the API server does not know', clusterRole(policy(['get'], '', ['nodes/*']))],
    ['verbs that are no list', clusterRole({ apiGroups: [''], resources: ['nodes/proxy'], verbs: 'get' })],
    ['no verbs', clusterRole({ apiGroups: [''], resources: ['nodes/proxy'], verbs: null })],
    ['no rules', { ...clusterRole(), rules: null }],
    ['another kind that has rules', object('example.com/v1', 'Role', 'cart', { rules: [policy(['get'], '', ['nodes/proxy'])] })],
  ],
  refuses: [
    {
      what: 'get on nodes/proxy',
      given: clusterRole(policy(['get'], '', ['nodes/proxy'])),
      finds: [['/rules/0/verbs', said(0, "'get'", "'nodes/proxy'")]],
      absent: 'accepted',
    },
    {
      what: 'every verb',
      given: clusterRole(policy(['*'], '', ['nodes/proxy'])),
      finds: [['/rules/0/verbs', said(0, "'*'", "'nodes/proxy'")]],
      absent: 'accepted',
    },
    {
      what: 'every group',
      given: clusterRole(policy(['get'], '*', ['nodes/proxy'])),
      finds: [['/rules/0/verbs', said(0, "'get'", "'nodes/proxy'")]],
      absent: 'accepted',
    },
    {
      what: 'one verb among harmless ones',
      given: clusterRole(policy(['get', 'list'], '', ['nodes/proxy'])),
      finds: [['/rules/0/verbs', said(0, "'get', 'list'", "'nodes/proxy'")]],
      absent: 'accepted',
    },
    {
      what: 'one resource among harmless ones',
      given: clusterRole(policy(['get'], '', ['leases', 'nodes/proxy'])),
      finds: [['/rules/0/verbs', said(0, "'get'", "'nodes/proxy'")]],
      absent: 'accepted',
    },
    {
      what: 'a second rule',
      given: clusterRole(policy(['get'], '', ['nothing']), policy(['get'], '', ['nodes/proxy'])),
      finds: [['/rules/1/verbs', said(1, "'get'", "'nodes/proxy'")]],
      absent: 'accepted',
    },
    {
      what: 'several rules',
      given: clusterRole(policy(['get'], '', ['nodes/proxy']), policy(['get'], '', ['nodes/proxy'])),
      finds: [
        ['/rules/0/verbs', said(0, "'get'", "'nodes/proxy'")],
        ['/rules/1/verbs', said(1, "'get'", "'nodes/proxy'")],
      ],
      absent: 'accepted',
    },
    {
      what: 'an item that is no string beside it',
      given: clusterRole({ apiGroups: [3, ''], resources: [null, 'nodes/proxy'], verbs: [{}, 'get'] }),
      finds: [['/rules/0/verbs', said(0, "'get'", "'nodes/proxy'")]],
      absent: 'accepted',
    },
    {
      what: 'a Role',
      given: roleIn('kube-system', policy(['get'], '', ['nodes/proxy'])),
      finds: [['/rules/0/verbs', said(0, "'get'", "'nodes/proxy'")]],
      absent: 'accepted',
    },
    {
      what: 'a Role of an ordinary namespace',
      given: role(policy(['get'], '', ['nodes/proxy'])),
      finds: [['/rules/0/verbs', said(0, "'get'", "'nodes/proxy'")]],
      absent: 'accepted',
    },
    {
      what: 'the subresource of whatever has one',
      given: clusterRole(policy(['get'], '', ['*/proxy'])),
      finds: [['/rules/0/verbs', said(0, "'get'", "'*/proxy'")]],
      absent: 'accepted',
    },
    {
      what: 'named ones only',
      given: clusterRole(policy(['get'], '', ['nodes/proxy'], ['cart'])),
      finds: [['/rules/0/verbs', said(0, "'get'", "'nodes/proxy'")]],
      absent: 'accepted',
    },
    {
      what: 'an empty list of names',
      given: clusterRole(policy(['get'], '', ['nodes/proxy'], [])),
      finds: [['/rules/0/verbs', said(0, "'get'", "'nodes/proxy'")]],
      absent: 'accepted',
    },
  ],
});
