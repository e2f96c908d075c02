import { rbacSecretsRead } from '../../rules/rbac-secrets-read';
import { judges, object } from './given';
import { clusterRole, policy, role, roleIn } from './roles';

const said = (index: number, verbs: string, resources: string) =>
  `rule ${index} grants ${verbs} on ${resources}, expected no reading of Secrets but of named ones`;

judges(rbacSecretsRead, {
  accepts: [
    ['a role without rules', role()],
    ['writing it, which is the finding of another rule', role(policy(['create', 'delete'], '', ['secrets']))],
    ['a resource of the same name in another group', role(policy(['get'], 'example.com', ['secrets']))],
    ['everything, which is the finding of another rule', role(policy(['get'], '', ['*']))],
    ['another resource', role(policy(['*'], '', ['leases']))],
    ['a subresource that is not the resource', role(policy(['get'], '', ['secrets/unknown']))],
    ['verbs that are no list', role({ apiGroups: [''], resources: ['secrets'], verbs: 'get' })],
    ['no verbs', role({ apiGroups: [''], resources: ['secrets'], verbs: null })],
    ['no rules', { ...role(), rules: null }],
    ['another kind that has rules', object('example.com/v1', 'Role', 'cart', { rules: [policy(['get'], '', ['secrets'])] })],
    ['named ones only', role(policy(['get'], '', ['secrets'], ['cart']))],
  ],
  refuses: [
    {
      what: 'get on secrets',
      given: role(policy(['get'], '', ['secrets'])),
      finds: [['/rules/0/verbs', said(0, "'get'", "'secrets'")]],
      absent: 'accepted',
    },
    {
      what: 'list on secrets',
      given: role(policy(['list'], '', ['secrets'])),
      finds: [['/rules/0/verbs', said(0, "'list'", "'secrets'")]],
      absent: 'accepted',
    },
    {
      what: 'watch on secrets',
      given: role(policy(['watch'], '', ['secrets'])),
      finds: [['/rules/0/verbs', said(0, "'watch'", "'secrets'")]],
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
      given: role(policy(['get'], '*', ['secrets'])),
      finds: [['/rules/0/verbs', said(0, "'get'", "'secrets'")]],
      absent: 'accepted',
    },
    {
      what: 'one verb among harmless ones',
      given: role(policy(['unknown', 'get'], '', ['secrets'])),
      finds: [['/rules/0/verbs', said(0, "'get'", "'secrets'")]],
      absent: 'accepted',
    },
    {
      what: 'one resource among harmless ones',
      given: role(policy(['get'], '', ['leases', 'secrets'])),
      finds: [['/rules/0/verbs', said(0, "'get'", "'secrets'")]],
      absent: 'accepted',
    },
    {
      what: 'a second rule',
      given: role(policy(['get'], '', ['nothing']), policy(['get'], '', ['secrets'])),
      finds: [['/rules/1/verbs', said(1, "'get'", "'secrets'")]],
      absent: 'accepted',
    },
    {
      what: 'several rules',
      given: role(policy(['get'], '', ['secrets']), policy(['get'], '', ['secrets'])),
      finds: [
        ['/rules/0/verbs', said(0, "'get'", "'secrets'")],
        ['/rules/1/verbs', said(1, "'get'", "'secrets'")],
      ],
      absent: 'accepted',
    },
    {
      what: 'an item that is no string beside it',
      given: role({ apiGroups: [3, ''], resources: [null, 'secrets'], verbs: [{}, 'get'] }),
      finds: [['/rules/0/verbs', said(0, "'get'", "'secrets'")]],
      absent: 'accepted',
    },
    {
      what: 'a Role of kube-system',
      given: roleIn('kube-system', policy(['get'], '', ['secrets'])),
      finds: [['/rules/0/verbs', said(0, "'get'", "'secrets'")]],
      absent: 'accepted',
    },
    {
      what: 'a ClusterRole',
      given: clusterRole(policy(['get'], '', ['secrets'])),
      finds: [['/rules/0/verbs', said(0, "'get'", "'secrets'")]],
      absent: 'accepted',
    },
    {
      what: 'names among which there is an empty one',
      given: role(policy(['get'], '', ['secrets'], ['cart', ''])),
      finds: [['/rules/0/verbs', said(0, "'get'", "'secrets'")]],
      absent: 'accepted',
    },
    {
      what: 'an empty list of names',
      given: role(policy(['get'], '', ['secrets'], [])),
      finds: [['/rules/0/verbs', said(0, "'get'", "'secrets'")]],
      absent: 'accepted',
    },
  ],
});
