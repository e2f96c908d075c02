import { rbacPodsWrite } from '../../rules/rbac-pods-write';
import { judges, object } from './given';
import { clusterRole, policy, role, roleBinding, roleIn } from './roles';

const said = (index: number, verbs: string, resources: string) =>
  `rule ${index} grants ${verbs} on ${resources}, expected writing of Deployments, StatefulSets or Jobs instead`;

judges(rbacPodsWrite, {
  accepts: [
    ['a role without rules', role()],
    ['reading it', role(policy(['get', 'list', 'watch'], '', ['pods']))],
    ['a resource of the same name in another group', role(policy(['create'], 'example.com', ['pods']))],
    ['everything, which is the finding of another rule', role(policy(['create'], '', ['*']))],
    ['another resource', role(policy(['*'], '', ['leases']))],
    ['a subresource that is not the resource', role(policy(['create'], '', ['pods/unknown']))],
    ['verbs that are no list', role({ apiGroups: [''], resources: ['pods'], verbs: 'create' })],
    ['no verbs', role({ apiGroups: [''], resources: ['pods'], verbs: null })],
    ['no rules', { ...role(), rules: null }],
    ['another kind that has rules', object('example.com/v1', 'Role', 'cart', { rules: [policy(['create'], '', ['pods'])] })],
    ['creation of named ones, which the API server never allows', role(policy(['create'], '', ['pods'], ['cart']))],
    ['a ClusterRole, which is the finding of another rule', clusterRole(policy(['create'], '', ['pods']))],
  ],
  refuses: [
    {
      what: 'create on pods',
      given: role(policy(['create'], '', ['pods'])),
      finds: [['/rules/0/verbs', said(0, "'create'", "'pods'")]],
      absent: 'accepted',
    },
    {
      what: 'update on pods',
      given: role(policy(['update'], '', ['pods'])),
      finds: [['/rules/0/verbs', said(0, "'update'", "'pods'")]],
      absent: 'accepted',
    },
    {
      what: 'patch on pods',
      given: role(policy(['patch'], '', ['pods'])),
      finds: [['/rules/0/verbs', said(0, "'patch'", "'pods'")]],
      absent: 'accepted',
    },
    {
      what: 'every verb',
      given: role(policy(['*'], '', ['pods'])),
      finds: [['/rules/0/verbs', said(0, "'*'", "'pods'")]],
      absent: 'accepted',
    },
    {
      what: 'every group',
      given: role(policy(['create'], '*', ['pods'])),
      finds: [['/rules/0/verbs', said(0, "'create'", "'pods'")]],
      absent: 'accepted',
    },
    {
      what: 'one verb among harmless ones',
      given: role(policy(['get', 'list', 'create'], '', ['pods'])),
      finds: [['/rules/0/verbs', said(0, "'create'", "'pods'")]],
      absent: 'accepted',
    },
    {
      what: 'one resource among harmless ones',
      given: role(policy(['create'], '', ['leases', 'pods'])),
      finds: [['/rules/0/verbs', said(0, "'create'", "'pods'")]],
      absent: 'accepted',
    },
    {
      what: 'a second rule',
      given: role(policy(['get'], '', ['nothing']), policy(['create'], '', ['pods'])),
      finds: [['/rules/1/verbs', said(1, "'create'", "'pods'")]],
      absent: 'accepted',
    },
    {
      what: 'several rules',
      given: role(policy(['create'], '', ['pods']), policy(['create'], '', ['pods'])),
      finds: [
        ['/rules/0/verbs', said(0, "'create'", "'pods'")],
        ['/rules/1/verbs', said(1, "'create'", "'pods'")],
      ],
      absent: 'accepted',
    },
    {
      what: 'an item that is no string beside it',
      given: role({ apiGroups: [3, ''], resources: [null, 'pods'], verbs: [{}, 'create'] }),
      finds: [['/rules/0/verbs', said(0, "'create'", "'pods'")]],
      absent: 'accepted',
    },
    {
      what: 'another Role',
      given: roleIn('market', policy(['create'], '', ['pods'])),
      finds: [['/rules/0/verbs', said(0, "'create'", "'pods'")]],
      absent: 'accepted',
    },
    {
      what: 'named ones only',
      given: role(policy(['update'], '', ['pods'], ['cart'])),
      finds: [['/rules/0/verbs', said(0, "'update'", "'pods'")]],
      absent: 'accepted',
    },
    {
      what: 'an empty list of names',
      given: role(policy(['create'], '', ['pods'], [])),
      finds: [['/rules/0/verbs', said(0, "'create'", "'pods'")]],
      absent: 'accepted',
    },
    {
      what: 'a ClusterRole that only a RoleBinding of an ordinary namespace names',
      given: [clusterRole(policy(['create'], '', ['pods'])), roleBinding('ClusterRole', 'cart')],
      finds: [['/rules/0/verbs', said(0, "'create'", "'pods'")]],
      absent: 'accepted',
    },
  ],
});
