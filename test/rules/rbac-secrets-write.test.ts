import { rbacSecretsWrite } from '../../rules/rbac-secrets-write';
import { judges, object } from './given';
import { clusterRole, policy, role, roleIn } from './roles';

const said = (index: number, verbs: string, resources: string) =>
  `rule ${index} grants ${verbs} on ${resources}, expected no writing of Secrets but of named ones`;

judges(rbacSecretsWrite, {
  accepts: [
    ['a role without rules', role()],
    ['reading it', role(policy(['get', 'list', 'watch'], '', ['secrets']))],
    ['a resource of the same name in another group', role(policy(['create'], 'example.com', ['secrets']))],
    ['everything, which is the finding of another rule', role(policy(['create'], '', ['*']))],
    ['another resource', role(policy(['*'], '', ['leases']))],
    ['a subresource that is not the resource', role(policy(['create'], '', ['secrets/unknown']))],
    ['verbs that are no list', role({ apiGroups: [''], resources: ['secrets'], verbs: 'create' })],
    ['no verbs', role({ apiGroups: [''], resources: ['secrets'], verbs: null })],
    ['no rules', { ...role(), rules: null }],
    ['another kind that has rules', object('example.com/v1', 'Role', 'cart', { rules: [policy(['create'], '', ['secrets'])] })],
    ['named ones only', role(policy(['create'], '', ['secrets'], ['cart']))],
  ],
  refuses: [
    {
      what: 'create on secrets',
      given: role(policy(['create'], '', ['secrets'])),
      finds: [['/rules/0/verbs', said(0, "'create'", "'secrets'")]],
      absent: 'accepted',
    },
    {
      what: 'update on secrets',
      given: role(policy(['update'], '', ['secrets'])),
      finds: [['/rules/0/verbs', said(0, "'update'", "'secrets'")]],
      absent: 'accepted',
    },
    {
      what: 'patch on secrets',
      given: role(policy(['patch'], '', ['secrets'])),
      finds: [['/rules/0/verbs', said(0, "'patch'", "'secrets'")]],
      absent: 'accepted',
    },
    {
      what: 'every verb',
      given: role(policy(['*'], '', ['secrets'])),
      finds: [['/rules/0/verbs', said(0, "'*'", "'secrets'")]],
      absent: 'accepted',
    },
    {
      what: 'every group',
      given: role(policy(['create'], '*', ['secrets'])),
      finds: [['/rules/0/verbs', said(0, "'create'", "'secrets'")]],
      absent: 'accepted',
    },
    {
      what: 'one verb among harmless ones',
      given: role(policy(['get', 'list', 'create'], '', ['secrets'])),
      finds: [['/rules/0/verbs', said(0, "'create'", "'secrets'")]],
      absent: 'accepted',
    },
    {
      what: 'one resource among harmless ones',
      given: role(policy(['create'], '', ['leases', 'secrets'])),
      finds: [['/rules/0/verbs', said(0, "'create'", "'secrets'")]],
      absent: 'accepted',
    },
    {
      what: 'a second rule',
      given: role(policy(['get'], '', ['nothing']), policy(['create'], '', ['secrets'])),
      finds: [['/rules/1/verbs', said(1, "'create'", "'secrets'")]],
      absent: 'accepted',
    },
    {
      what: 'several rules',
      given: role(policy(['create'], '', ['secrets']), policy(['create'], '', ['secrets'])),
      finds: [
        ['/rules/0/verbs', said(0, "'create'", "'secrets'")],
        ['/rules/1/verbs', said(1, "'create'", "'secrets'")],
      ],
      absent: 'accepted',
    },
    {
      what: 'an item that is no string beside it',
      given: role({ apiGroups: [3, ''], resources: [null, 'secrets'], verbs: [{}, 'create'] }),
      finds: [['/rules/0/verbs', said(0, "'create'", "'secrets'")]],
      absent: 'accepted',
    },
    {
      what: 'a Role of kube-system',
      given: roleIn('kube-system', policy(['create'], '', ['secrets'])),
      finds: [['/rules/0/verbs', said(0, "'create'", "'secrets'")]],
      absent: 'accepted',
    },
    {
      what: 'a ClusterRole',
      given: clusterRole(policy(['create'], '', ['secrets'])),
      finds: [['/rules/0/verbs', said(0, "'create'", "'secrets'")]],
      absent: 'accepted',
    },
    {
      what: 'names among which there is an empty one',
      given: role(policy(['create'], '', ['secrets'], ['cart', ''])),
      finds: [['/rules/0/verbs', said(0, "'create'", "'secrets'")]],
      absent: 'accepted',
    },
    {
      what: 'an empty list of names',
      given: role(policy(['create'], '', ['secrets'], [])),
      finds: [['/rules/0/verbs', said(0, "'create'", "'secrets'")]],
      absent: 'accepted',
    },
  ],
});
