import { rbacTokenCreate } from '../../rules/rbac-token-create';
import { judges, object } from './given';
import { clusterRole, policy, role, roleIn } from './roles';

const said = (index: number, verbs: string, resources: string) =>
  `rule ${index} grants ${verbs} on ${resources}, expected tokens of named ServiceAccounts only`;

judges(rbacTokenCreate, {
  accepts: [
    ['a role without rules', role()],
    ['reading it', role(policy(['get', 'list', 'watch'], '', ['serviceaccounts/token']))],
    ['a resource of the same name in another group', role(policy(['create'], 'example.com', ['serviceaccounts/token']))],
    ['everything, which is the finding of another rule', role(policy(['create'], '', ['*']))],
    ['another resource', role(policy(['*'], '', ['leases']))],
    ['the resource without its subresource', role(policy(['create'], '', ['serviceaccounts']))],
    ['a pattern that the API server does not know', role(policy(['create'], '', ['serviceaccounts/*']))],
    ['verbs that are no list', role({ apiGroups: [''], resources: ['serviceaccounts/token'], verbs: 'create' })],
    ['no verbs', role({ apiGroups: [''], resources: ['serviceaccounts/token'], verbs: null })],
    ['no rules', { ...role(), rules: null }],
    [
      'another kind that has rules',
      object('example.com/v1', 'Role', 'cart', { rules: [policy(['create'], '', ['serviceaccounts/token'])] }),
    ],
    ['named ones only', role(policy(['create'], '', ['serviceaccounts/token'], ['cart']))],
  ],
  refuses: [
    {
      what: 'create on serviceaccounts/token',
      given: role(policy(['create'], '', ['serviceaccounts/token'])),
      finds: [['/rules/0/verbs', said(0, "'create'", "'serviceaccounts/token'")]],
      absent: 'accepted',
    },
    {
      what: 'every verb',
      given: role(policy(['*'], '', ['serviceaccounts/token'])),
      finds: [['/rules/0/verbs', said(0, "'*'", "'serviceaccounts/token'")]],
      absent: 'accepted',
    },
    {
      what: 'every group',
      given: role(policy(['create'], '*', ['serviceaccounts/token'])),
      finds: [['/rules/0/verbs', said(0, "'create'", "'serviceaccounts/token'")]],
      absent: 'accepted',
    },
    {
      what: 'one verb among harmless ones',
      given: role(policy(['get', 'list', 'create'], '', ['serviceaccounts/token'])),
      finds: [['/rules/0/verbs', said(0, "'create'", "'serviceaccounts/token'")]],
      absent: 'accepted',
    },
    {
      what: 'one resource among harmless ones',
      given: role(policy(['create'], '', ['leases', 'serviceaccounts/token'])),
      finds: [['/rules/0/verbs', said(0, "'create'", "'serviceaccounts/token'")]],
      absent: 'accepted',
    },
    {
      what: 'a second rule',
      given: role(policy(['get'], '', ['nothing']), policy(['create'], '', ['serviceaccounts/token'])),
      finds: [['/rules/1/verbs', said(1, "'create'", "'serviceaccounts/token'")]],
      absent: 'accepted',
    },
    {
      what: 'several rules',
      given: role(policy(['create'], '', ['serviceaccounts/token']), policy(['create'], '', ['serviceaccounts/token'])),
      finds: [
        ['/rules/0/verbs', said(0, "'create'", "'serviceaccounts/token'")],
        ['/rules/1/verbs', said(1, "'create'", "'serviceaccounts/token'")],
      ],
      absent: 'accepted',
    },
    {
      what: 'an item that is no string beside it',
      given: role({ apiGroups: [3, ''], resources: [null, 'serviceaccounts/token'], verbs: [{}, 'create'] }),
      finds: [['/rules/0/verbs', said(0, "'create'", "'serviceaccounts/token'")]],
      absent: 'accepted',
    },
    {
      what: 'a Role of kube-system',
      given: roleIn('kube-system', policy(['create'], '', ['serviceaccounts/token'])),
      finds: [['/rules/0/verbs', said(0, "'create'", "'serviceaccounts/token'")]],
      absent: 'accepted',
    },
    {
      what: 'a ClusterRole',
      given: clusterRole(policy(['create'], '', ['serviceaccounts/token'])),
      finds: [['/rules/0/verbs', said(0, "'create'", "'serviceaccounts/token'")]],
      absent: 'accepted',
    },
    {
      what: 'the subresource of whatever has one',
      given: role(policy(['create'], '', ['*/token'])),
      finds: [['/rules/0/verbs', said(0, "'create'", "'*/token'")]],
      absent: 'accepted',
    },
    {
      what: 'names among which there is an empty one',
      given: role(policy(['create'], '', ['serviceaccounts/token'], ['cart', ''])),
      finds: [['/rules/0/verbs', said(0, "'create'", "'serviceaccounts/token'")]],
      absent: 'accepted',
    },
    {
      what: 'an empty list of names',
      given: role(policy(['create'], '', ['serviceaccounts/token'], [])),
      finds: [['/rules/0/verbs', said(0, "'create'", "'serviceaccounts/token'")]],
      absent: 'accepted',
    },
  ],
});
