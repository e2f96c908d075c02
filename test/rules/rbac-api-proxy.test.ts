import { rbacApiProxy } from '../../rules/rbac-api-proxy';
import { judges, object } from './given';
import { clusterRole, policy, role, roleIn } from './roles';

const said = (index: number, verbs: string, resources: string) =>
  `rule ${index} grants ${verbs} on ${resources}, expected no connections through the API server but to named ones`;

judges(rbacApiProxy, {
  accepts: [
    ['a role without rules', role()],
    ['a resource of the same name in another group', role(policy(['get'], 'example.com', ['services/proxy']))],
    ['everything, which is the finding of another rule', role(policy(['get'], '', ['*']))],
    ['another resource', role(policy(['*'], '', ['leases']))],
    ['the resource without its subresource', role(policy(['get'], '', ['services']))],
    ['a pattern that the API server does not know', role(policy(['get'], '', ['services/*']))],
    ['verbs that are no list', role({ apiGroups: [''], resources: ['services/proxy'], verbs: 'get' })],
    ['no verbs', role({ apiGroups: [''], resources: ['services/proxy'], verbs: null })],
    ['no rules', { ...role(), rules: null }],
    ['another kind that has rules', object('example.com/v1', 'Role', 'cart', { rules: [policy(['get'], '', ['services/proxy'])] })],
    ['named ones only', role(policy(['get'], '', ['services/proxy'], ['http:cart:']))],
  ],
  refuses: [
    {
      what: 'get on services/proxy',
      given: role(policy(['get'], '', ['services/proxy'])),
      finds: [['/rules/0/verbs', said(0, "'get'", "'services/proxy'")]],
      absent: 'accepted',
    },
    {
      what: 'get on pods/proxy',
      given: role(policy(['get'], '', ['pods/proxy'])),
      finds: [['/rules/0/verbs', said(0, "'get'", "'pods/proxy'")]],
      absent: 'accepted',
    },
    {
      what: 'every verb',
      given: role(policy(['*'], '', ['services/proxy'])),
      finds: [['/rules/0/verbs', said(0, "'*'", "'services/proxy'")]],
      absent: 'accepted',
    },
    {
      what: 'every group',
      given: role(policy(['get'], '*', ['services/proxy'])),
      finds: [['/rules/0/verbs', said(0, "'get'", "'services/proxy'")]],
      absent: 'accepted',
    },
    {
      what: 'one verb among harmless ones',
      given: role(policy(['get', 'list'], '', ['services/proxy'])),
      finds: [['/rules/0/verbs', said(0, "'get', 'list'", "'services/proxy'")]],
      absent: 'accepted',
    },
    {
      what: 'one resource among harmless ones',
      given: role(policy(['get'], '', ['leases', 'services/proxy'])),
      finds: [['/rules/0/verbs', said(0, "'get'", "'services/proxy'")]],
      absent: 'accepted',
    },
    {
      what: 'a second rule',
      given: role(policy(['get'], '', ['nothing']), policy(['get'], '', ['services/proxy'])),
      finds: [['/rules/1/verbs', said(1, "'get'", "'services/proxy'")]],
      absent: 'accepted',
    },
    {
      what: 'several rules',
      given: role(policy(['get'], '', ['services/proxy']), policy(['get'], '', ['services/proxy'])),
      finds: [
        ['/rules/0/verbs', said(0, "'get'", "'services/proxy'")],
        ['/rules/1/verbs', said(1, "'get'", "'services/proxy'")],
      ],
      absent: 'accepted',
    },
    {
      what: 'an item that is no string beside it',
      given: role({ apiGroups: [3, ''], resources: [null, 'services/proxy'], verbs: [{}, 'get'] }),
      finds: [['/rules/0/verbs', said(0, "'get'", "'services/proxy'")]],
      absent: 'accepted',
    },
    {
      what: 'a Role of kube-system',
      given: roleIn('kube-system', policy(['get'], '', ['services/proxy'])),
      finds: [['/rules/0/verbs', said(0, "'get'", "'services/proxy'")]],
      absent: 'accepted',
    },
    {
      what: 'a ClusterRole',
      given: clusterRole(policy(['get'], '', ['services/proxy'])),
      finds: [['/rules/0/verbs', said(0, "'get'", "'services/proxy'")]],
      absent: 'accepted',
    },
    {
      what: 'the subresource of whatever has one',
      given: role(policy(['get'], '', ['*/proxy'])),
      finds: [['/rules/0/verbs', said(0, "'get'", "'*/proxy'")]],
      absent: 'accepted',
    },
    {
      what: 'names among which there is an empty one',
      given: role(policy(['get'], '', ['services/proxy'], ['http:cart:', ''])),
      finds: [['/rules/0/verbs', said(0, "'get'", "'services/proxy'")]],
      absent: 'accepted',
    },
    {
      what: 'an empty list of names',
      given: role(policy(['get'], '', ['services/proxy'], [])),
      finds: [['/rules/0/verbs', said(0, "'get'", "'services/proxy'")]],
      absent: 'accepted',
    },
  ],
});
