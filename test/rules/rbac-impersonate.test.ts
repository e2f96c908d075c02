import { rbacImpersonate } from '../../rules/rbac-impersonate';
import { judges, object } from './given';
import { clusterRole, policy, role, roleIn } from './roles';

const said = (index: number, verbs: string, resources: string) =>
  `rule ${index} grants ${verbs} on ${resources}, expected the verb 'impersonate' on named users outside 'system:' only`;

judges(rbacImpersonate, {
  accepts: [
    ['a role without rules', clusterRole()],
    ['reading it', clusterRole(policy(['get', 'list', 'watch'], '', ['users']))],
    ['a resource of the same name in another group', clusterRole(policy(['impersonate'], 'example.com', ['users']))],
    ['everything, which is the finding of another rule', clusterRole(policy(['impersonate'], '', ['*']))],
    ['another resource', clusterRole(policy(['*'], '', ['pods']))],
    ['a subresource that is not the resource', clusterRole(policy(['impersonate'], '', ['users/unknown']))],
    ['verbs that are no list', clusterRole({ apiGroups: [''], resources: ['users'], verbs: 'impersonate' })],
    ['no verbs', clusterRole({ apiGroups: [''], resources: ['users'], verbs: null })],
    ['no rules', { ...clusterRole(), rules: null }],
    ['another kind that has rules', object('example.com/v1', 'Role', 'cart', { rules: [policy(['impersonate'], '', ['users'])] })],
    ['a named user', clusterRole(policy(['impersonate'], '', ['users'], ['jane']))],
  ],
  refuses: [
    {
      what: 'impersonate on users',
      given: clusterRole(policy(['impersonate'], '', ['users'])),
      finds: [['/rules/0/verbs', said(0, "'impersonate'", "'users'")]],
      absent: 'accepted',
    },
    {
      what: 'impersonate on groups',
      given: clusterRole(policy(['impersonate'], '', ['groups'])),
      finds: [['/rules/0/verbs', said(0, "'impersonate'", "'groups'")]],
      absent: 'accepted',
    },
    {
      what: 'impersonate on serviceaccounts',
      given: clusterRole(policy(['impersonate'], '', ['serviceaccounts'])),
      finds: [['/rules/0/verbs', said(0, "'impersonate'", "'serviceaccounts'")]],
      absent: 'accepted',
    },
    {
      what: 'impersonate on uids',
      given: clusterRole(policy(['impersonate'], 'authentication.k8s.io', ['uids'])),
      finds: [['/rules/0/verbs', said(0, "'impersonate'", "'uids'")]],
      absent: 'accepted',
    },
    {
      what: 'every verb',
      given: clusterRole(policy(['*'], '', ['users'])),
      finds: [['/rules/0/verbs', said(0, "'*'", "'users'")]],
      absent: 'accepted',
    },
    {
      what: 'every group',
      given: clusterRole(policy(['impersonate'], '*', ['users'])),
      finds: [['/rules/0/verbs', said(0, "'impersonate'", "'users'")]],
      absent: 'accepted',
    },
    {
      what: 'one verb among harmless ones',
      given: clusterRole(policy(['get', 'list', 'impersonate'], '', ['users'])),
      finds: [['/rules/0/verbs', said(0, "'impersonate'", "'users'")]],
      absent: 'accepted',
    },
    {
      what: 'one resource among harmless ones',
      given: clusterRole(policy(['impersonate'], '', ['leases', 'users'])),
      finds: [['/rules/0/verbs', said(0, "'impersonate'", "'users'")]],
      absent: 'accepted',
    },
    {
      what: 'a second rule',
      given: clusterRole(policy(['get'], '', ['nothing']), policy(['impersonate'], '', ['users'])),
      finds: [['/rules/1/verbs', said(1, "'impersonate'", "'users'")]],
      absent: 'accepted',
    },
    {
      what: 'several rules',
      given: clusterRole(policy(['impersonate'], '', ['users']), policy(['impersonate'], '', ['users'])),
      finds: [
        ['/rules/0/verbs', said(0, "'impersonate'", "'users'")],
        ['/rules/1/verbs', said(1, "'impersonate'", "'users'")],
      ],
      absent: 'accepted',
    },
    {
      what: 'an item that is no string beside it',
      given: clusterRole({ apiGroups: [3, ''], resources: [null, 'users'], verbs: [{}, 'impersonate'] }),
      finds: [['/rules/0/verbs', said(0, "'impersonate'", "'users'")]],
      absent: 'accepted',
    },
    {
      what: 'a Role',
      given: roleIn('kube-system', policy(['impersonate'], '', ['users'])),
      finds: [['/rules/0/verbs', said(0, "'impersonate'", "'users'")]],
      absent: 'accepted',
    },
    {
      what: 'a Role of an ordinary namespace',
      given: role(policy(['impersonate'], '', ['users'])),
      finds: [['/rules/0/verbs', said(0, "'impersonate'", "'users'")]],
      absent: 'accepted',
    },
    {
      what: 'an empty list of names',
      given: clusterRole(policy(['impersonate'], '', ['users'], [])),
      finds: [['/rules/0/verbs', said(0, "'impersonate'", "'users'")]],
      absent: 'accepted',
    },
    {
      what: 'a named group of the system',
      given: clusterRole(policy(['impersonate'], '', ['groups'], ['developers', 'system:masters'])),
      finds: [['/rules/0/verbs', said(0, "'impersonate'", "'groups'")]],
      absent: 'accepted',
    },
    {
      what: 'whatever a user may have besides a name',
      given: clusterRole(policy(['impersonate'], 'authentication.k8s.io', ['userextras/scopes'])),
      finds: [['/rules/0/verbs', said(0, "'impersonate'", "'userextras/scopes'")]],
      absent: 'accepted',
    },
  ],
});
