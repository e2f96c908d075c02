import { rbacPodsDebug } from '../../rules/rbac-pods-debug';
import { judges, object } from './given';
import { clusterRole, policy, role, roleIn } from './roles';

const said = (index: number, verbs: string, resources: string) =>
  `rule ${index} grants ${verbs} on ${resources}, expected no ephemeral containers in running pods`;

judges(rbacPodsDebug, {
  accepts: [
    ['a role without rules', role()],
    ['reading it', role(policy(['get', 'list', 'watch'], '', ['pods/ephemeralcontainers']))],
    ['a resource of the same name in another group', role(policy(['update'], 'example.com', ['pods/ephemeralcontainers']))],
    ['everything, which is the finding of another rule', role(policy(['update'], '', ['*']))],
    ['another resource', role(policy(['*'], '', ['leases']))],
    ['the resource without its subresource', role(policy(['update'], '', ['pods']))],
    ['a pattern that the API server does not know', role(policy(['update'], '', ['pods/*']))],
    ['verbs that are no list', role({ apiGroups: [''], resources: ['pods/ephemeralcontainers'], verbs: 'update' })],
    ['no verbs', role({ apiGroups: [''], resources: ['pods/ephemeralcontainers'], verbs: null })],
    ['no rules', { ...role(), rules: null }],
    [
      'another kind that has rules',
      object('example.com/v1', 'Role', 'cart', { rules: [policy(['update'], '', ['pods/ephemeralcontainers'])] }),
    ],
  ],
  refuses: [
    {
      what: 'update on pods/ephemeralcontainers',
      given: role(policy(['update'], '', ['pods/ephemeralcontainers'])),
      finds: [['/rules/0/verbs', said(0, "'update'", "'pods/ephemeralcontainers'")]],
      absent: 'accepted',
    },
    {
      what: 'patch on pods/ephemeralcontainers',
      given: role(policy(['patch'], '', ['pods/ephemeralcontainers'])),
      finds: [['/rules/0/verbs', said(0, "'patch'", "'pods/ephemeralcontainers'")]],
      absent: 'accepted',
    },
    {
      what: 'every verb',
      given: role(policy(['*'], '', ['pods/ephemeralcontainers'])),
      finds: [['/rules/0/verbs', said(0, "'*'", "'pods/ephemeralcontainers'")]],
      absent: 'accepted',
    },
    {
      what: 'every group',
      given: role(policy(['update'], '*', ['pods/ephemeralcontainers'])),
      finds: [['/rules/0/verbs', said(0, "'update'", "'pods/ephemeralcontainers'")]],
      absent: 'accepted',
    },
    {
      what: 'one verb among harmless ones',
      given: role(policy(['get', 'list', 'update'], '', ['pods/ephemeralcontainers'])),
      finds: [['/rules/0/verbs', said(0, "'update'", "'pods/ephemeralcontainers'")]],
      absent: 'accepted',
    },
    {
      what: 'one resource among harmless ones',
      given: role(policy(['update'], '', ['leases', 'pods/ephemeralcontainers'])),
      finds: [['/rules/0/verbs', said(0, "'update'", "'pods/ephemeralcontainers'")]],
      absent: 'accepted',
    },
    {
      what: 'a second rule',
      given: role(policy(['get'], '', ['nothing']), policy(['update'], '', ['pods/ephemeralcontainers'])),
      finds: [['/rules/1/verbs', said(1, "'update'", "'pods/ephemeralcontainers'")]],
      absent: 'accepted',
    },
    {
      what: 'several rules',
      given: role(policy(['update'], '', ['pods/ephemeralcontainers']), policy(['update'], '', ['pods/ephemeralcontainers'])),
      finds: [
        ['/rules/0/verbs', said(0, "'update'", "'pods/ephemeralcontainers'")],
        ['/rules/1/verbs', said(1, "'update'", "'pods/ephemeralcontainers'")],
      ],
      absent: 'accepted',
    },
    {
      what: 'an item that is no string beside it',
      given: role({ apiGroups: [3, ''], resources: [null, 'pods/ephemeralcontainers'], verbs: [{}, 'update'] }),
      finds: [['/rules/0/verbs', said(0, "'update'", "'pods/ephemeralcontainers'")]],
      absent: 'accepted',
    },
    {
      what: 'a Role of kube-system',
      given: roleIn('kube-system', policy(['update'], '', ['pods/ephemeralcontainers'])),
      finds: [['/rules/0/verbs', said(0, "'update'", "'pods/ephemeralcontainers'")]],
      absent: 'accepted',
    },
    {
      what: 'a ClusterRole',
      given: clusterRole(policy(['update'], '', ['pods/ephemeralcontainers'])),
      finds: [['/rules/0/verbs', said(0, "'update'", "'pods/ephemeralcontainers'")]],
      absent: 'accepted',
    },
    {
      what: 'the subresource of whatever has one',
      given: role(policy(['update'], '', ['*/ephemeralcontainers'])),
      finds: [['/rules/0/verbs', said(0, "'update'", "'*/ephemeralcontainers'")]],
      absent: 'accepted',
    },
    {
      what: 'named ones only',
      given: role(policy(['update'], '', ['pods/ephemeralcontainers'], ['cart'])),
      finds: [['/rules/0/verbs', said(0, "'update'", "'pods/ephemeralcontainers'")]],
      absent: 'accepted',
    },
    {
      what: 'an empty list of names',
      given: role(policy(['update'], '', ['pods/ephemeralcontainers'], [])),
      finds: [['/rules/0/verbs', said(0, "'update'", "'pods/ephemeralcontainers'")]],
      absent: 'accepted',
    },
  ],
});
