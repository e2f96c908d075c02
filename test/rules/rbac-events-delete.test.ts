import { rbacEventsDelete } from '../../rules/rbac-events-delete';
import { judges, object } from './given';
import { clusterRole, policy, role, roleIn } from './roles';

const said = (index: number, verbs: string, resources: string) =>
  `rule ${index} grants ${verbs} on ${resources}, expected no deletion of events or logs`;

judges(rbacEventsDelete, {
  accepts: [
    ['a role without rules', role()],
    ['writing events, as every controller does', role(policy(['create', 'patch', 'update'], '', ['events']))],
    ['a resource of the same name in another group', role(policy(['delete'], 'example.com', ['events']))],
    ['everything, which is the finding of another rule', role(policy(['delete'], '', ['*']))],
    ['another resource', role(policy(['*'], '', ['leases']))],
    ['a subresource that is not the resource', role(policy(['delete'], '', ['events/unknown']))],
    ['verbs that are no list', role({ apiGroups: [''], resources: ['events'], verbs: 'delete' })],
    ['no verbs', role({ apiGroups: [''], resources: ['events'], verbs: null })],
    ['no rules', { ...role(), rules: null }],
    ['another kind that has rules', object('example.com/v1', 'Role', 'cart', { rules: [policy(['delete'], '', ['events'])] })],
  ],
  refuses: [
    {
      what: 'delete on events',
      given: role(policy(['delete'], '', ['events'])),
      finds: [['/rules/0/verbs', said(0, "'delete'", "'events'")]],
      absent: 'accepted',
    },
    {
      what: 'deletecollection on events',
      given: role(policy(['deletecollection'], '', ['events'])),
      finds: [['/rules/0/verbs', said(0, "'deletecollection'", "'events'")]],
      absent: 'accepted',
    },
    {
      what: 'delete on pods/log',
      given: role(policy(['delete'], '', ['pods/log'])),
      finds: [['/rules/0/verbs', said(0, "'delete'", "'pods/log'")]],
      absent: 'accepted',
    },
    {
      what: 'delete on events',
      given: role(policy(['delete'], 'events.k8s.io', ['events'])),
      finds: [['/rules/0/verbs', said(0, "'delete'", "'events'")]],
      absent: 'accepted',
    },
    {
      what: 'deletecollection on events',
      given: role(policy(['deletecollection'], 'events.k8s.io', ['events'])),
      finds: [['/rules/0/verbs', said(0, "'deletecollection'", "'events'")]],
      absent: 'accepted',
    },
    {
      what: 'every verb',
      given: role(policy(['*'], '', ['events'])),
      finds: [['/rules/0/verbs', said(0, "'*'", "'events'")]],
      absent: 'accepted',
    },
    {
      what: 'every group',
      given: role(policy(['delete'], '*', ['events'])),
      finds: [['/rules/0/verbs', said(0, "'delete'", "'events'")]],
      absent: 'accepted',
    },
    {
      what: 'one verb among harmless ones',
      given: role(policy(['get', 'list', 'delete'], '', ['events'])),
      finds: [['/rules/0/verbs', said(0, "'delete'", "'events'")]],
      absent: 'accepted',
    },
    {
      what: 'one resource among harmless ones',
      given: role(policy(['delete'], '', ['leases', 'events'])),
      finds: [['/rules/0/verbs', said(0, "'delete'", "'events'")]],
      absent: 'accepted',
    },
    {
      what: 'a second rule',
      given: role(policy(['get'], '', ['nothing']), policy(['delete'], '', ['events'])),
      finds: [['/rules/1/verbs', said(1, "'delete'", "'events'")]],
      absent: 'accepted',
    },
    {
      what: 'several rules',
      given: role(policy(['delete'], '', ['events']), policy(['delete'], '', ['events'])),
      finds: [
        ['/rules/0/verbs', said(0, "'delete'", "'events'")],
        ['/rules/1/verbs', said(1, "'delete'", "'events'")],
      ],
      absent: 'accepted',
    },
    {
      what: 'an item that is no string beside it',
      given: role({ apiGroups: [3, ''], resources: [null, 'events'], verbs: [{}, 'delete'] }),
      finds: [['/rules/0/verbs', said(0, "'delete'", "'events'")]],
      absent: 'accepted',
    },
    {
      what: 'a Role of kube-system',
      given: roleIn('kube-system', policy(['delete'], '', ['events'])),
      finds: [['/rules/0/verbs', said(0, "'delete'", "'events'")]],
      absent: 'accepted',
    },
    {
      what: 'a ClusterRole',
      given: clusterRole(policy(['delete'], '', ['events'])),
      finds: [['/rules/0/verbs', said(0, "'delete'", "'events'")]],
      absent: 'accepted',
    },
    {
      what: 'named ones only',
      given: role(policy(['delete'], '', ['events'], ['cart'])),
      finds: [['/rules/0/verbs', said(0, "'delete'", "'events'")]],
      absent: 'accepted',
    },
    {
      what: 'an empty list of names',
      given: role(policy(['delete'], '', ['events'], [])),
      finds: [['/rules/0/verbs', said(0, "'delete'", "'events'")]],
      absent: 'accepted',
    },
  ],
});
