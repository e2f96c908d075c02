import { rbacQuotasWrite } from '../../rules/rbac-quotas-write';
import { judges, object } from './given';
import { clusterRole, policy, role, roleIn } from './roles';

const said = (index: number, verbs: string, resources: string) =>
  `rule ${index} grants ${verbs} on ${resources}, expected no writing of quotas or limits`;

judges(rbacQuotasWrite, {
  accepts: [
    ['a role without rules', role()],
    ['reading it', role(policy(['get', 'list', 'watch'], '', ['resourcequotas']))],
    ['a resource of the same name in another group', role(policy(['create'], 'example.com', ['resourcequotas']))],
    ['everything, which is the finding of another rule', role(policy(['create'], '', ['*']))],
    ['another resource', role(policy(['*'], '', ['leases']))],
    ['a subresource that is not the resource', role(policy(['create'], '', ['resourcequotas/unknown']))],
    ['verbs that are no list', role({ apiGroups: [''], resources: ['resourcequotas'], verbs: 'create' })],
    ['no verbs', role({ apiGroups: [''], resources: ['resourcequotas'], verbs: null })],
    ['no rules', { ...role(), rules: null }],
    ['another kind that has rules', object('example.com/v1', 'Role', 'cart', { rules: [policy(['create'], '', ['resourcequotas'])] })],
    ['creation of named ones, which the API server never allows', role(policy(['create'], '', ['resourcequotas'], ['cart']))],
  ],
  refuses: [
    {
      what: 'create on resourcequotas',
      given: role(policy(['create'], '', ['resourcequotas'])),
      finds: [['/rules/0/verbs', said(0, "'create'", "'resourcequotas'")]],
      absent: 'accepted',
    },
    {
      what: 'update on resourcequotas',
      given: role(policy(['update'], '', ['resourcequotas'])),
      finds: [['/rules/0/verbs', said(0, "'update'", "'resourcequotas'")]],
      absent: 'accepted',
    },
    {
      what: 'patch on resourcequotas',
      given: role(policy(['patch'], '', ['resourcequotas'])),
      finds: [['/rules/0/verbs', said(0, "'patch'", "'resourcequotas'")]],
      absent: 'accepted',
    },
    {
      what: 'delete on resourcequotas',
      given: role(policy(['delete'], '', ['resourcequotas'])),
      finds: [['/rules/0/verbs', said(0, "'delete'", "'resourcequotas'")]],
      absent: 'accepted',
    },
    {
      what: 'deletecollection on resourcequotas',
      given: role(policy(['deletecollection'], '', ['resourcequotas'])),
      finds: [['/rules/0/verbs', said(0, "'deletecollection'", "'resourcequotas'")]],
      absent: 'accepted',
    },
    {
      what: 'create on limitranges',
      given: role(policy(['create'], '', ['limitranges'])),
      finds: [['/rules/0/verbs', said(0, "'create'", "'limitranges'")]],
      absent: 'accepted',
    },
    {
      what: 'every verb',
      given: role(policy(['*'], '', ['resourcequotas'])),
      finds: [['/rules/0/verbs', said(0, "'*'", "'resourcequotas'")]],
      absent: 'accepted',
    },
    {
      what: 'every group',
      given: role(policy(['create'], '*', ['resourcequotas'])),
      finds: [['/rules/0/verbs', said(0, "'create'", "'resourcequotas'")]],
      absent: 'accepted',
    },
    {
      what: 'one verb among harmless ones',
      given: role(policy(['get', 'list', 'create'], '', ['resourcequotas'])),
      finds: [['/rules/0/verbs', said(0, "'create'", "'resourcequotas'")]],
      absent: 'accepted',
    },
    {
      what: 'one resource among harmless ones',
      given: role(policy(['create'], '', ['leases', 'resourcequotas'])),
      finds: [['/rules/0/verbs', said(0, "'create'", "'resourcequotas'")]],
      absent: 'accepted',
    },
    {
      what: 'a second rule',
      given: role(policy(['get'], '', ['nothing']), policy(['create'], '', ['resourcequotas'])),
      finds: [['/rules/1/verbs', said(1, "'create'", "'resourcequotas'")]],
      absent: 'accepted',
    },
    {
      what: 'several rules',
      given: role(policy(['create'], '', ['resourcequotas']), policy(['create'], '', ['resourcequotas'])),
      finds: [
        ['/rules/0/verbs', said(0, "'create'", "'resourcequotas'")],
        ['/rules/1/verbs', said(1, "'create'", "'resourcequotas'")],
      ],
      absent: 'accepted',
    },
    {
      what: 'an item that is no string beside it',
      given: role({ apiGroups: [3, ''], resources: [null, 'resourcequotas'], verbs: [{}, 'create'] }),
      finds: [['/rules/0/verbs', said(0, "'create'", "'resourcequotas'")]],
      absent: 'accepted',
    },
    {
      what: 'a Role of kube-system',
      given: roleIn('kube-system', policy(['create'], '', ['resourcequotas'])),
      finds: [['/rules/0/verbs', said(0, "'create'", "'resourcequotas'")]],
      absent: 'accepted',
    },
    {
      what: 'a ClusterRole',
      given: clusterRole(policy(['create'], '', ['resourcequotas'])),
      finds: [['/rules/0/verbs', said(0, "'create'", "'resourcequotas'")]],
      absent: 'accepted',
    },
    {
      what: 'named ones only',
      given: role(policy(['update'], '', ['resourcequotas'], ['cart'])),
      finds: [['/rules/0/verbs', said(0, "'update'", "'resourcequotas'")]],
      absent: 'accepted',
    },
    {
      what: 'an empty list of names',
      given: role(policy(['create'], '', ['resourcequotas'], [])),
      finds: [['/rules/0/verbs', said(0, "'create'", "'resourcequotas'")]],
      absent: 'accepted',
    },
  ],
});
