import { rbacPodsExec } from '../../rules/rbac-pods-exec';
import { judges, object } from './given';
import { clusterRole, policy, role, roleIn } from './roles';

const said = (index: number, verbs: string, resources: string) =>
  `rule ${index} grants ${verbs} on ${resources}, expected no commands in running pods`;

judges(rbacPodsExec, {
  accepts: [
    ['a role without rules', role()],
    ['verbs that the subresource does not have', role(policy(['list', 'watch'], '', ['pods/exec']))],
    ['a resource of the same name in another group', role(policy(['create'], 'example.com', ['pods/exec']))],
    ['everything, which is the finding of another rule', role(policy(['create'], '', ['*']))],
    ['another resource', role(policy(['*'], '', ['leases']))],
    ['the resource without its subresource', role(policy(['create'], '', ['pods']))],
    ['a pattern that the API server does not know', role(policy(['create'], '', ['pods/*']))],
    ['verbs that are no list', role({ apiGroups: [''], resources: ['pods/exec'], verbs: 'create' })],
    ['no verbs', role({ apiGroups: [''], resources: ['pods/exec'], verbs: null })],
    ['no rules', { ...role(), rules: null }],
    ['another kind that has rules', object('example.com/v1', 'Role', 'cart', { rules: [policy(['create'], '', ['pods/exec'])] })],
  ],
  refuses: [
    {
      what: 'create on pods/exec',
      given: role(policy(['create'], '', ['pods/exec'])),
      finds: [['/rules/0/verbs', said(0, "'create'", "'pods/exec'")]],
      absent: 'accepted',
    },
    {
      what: 'get on pods/exec',
      given: role(policy(['get'], '', ['pods/exec'])),
      finds: [['/rules/0/verbs', said(0, "'get'", "'pods/exec'")]],
      absent: 'accepted',
    },
    {
      what: 'create on pods/attach',
      given: role(policy(['create'], '', ['pods/attach'])),
      finds: [['/rules/0/verbs', said(0, "'create'", "'pods/attach'")]],
      absent: 'accepted',
    },
    {
      what: 'every verb',
      given: role(policy(['*'], '', ['pods/exec'])),
      finds: [['/rules/0/verbs', said(0, "'*'", "'pods/exec'")]],
      absent: 'accepted',
    },
    {
      what: 'every group',
      given: role(policy(['create'], '*', ['pods/exec'])),
      finds: [['/rules/0/verbs', said(0, "'create'", "'pods/exec'")]],
      absent: 'accepted',
    },
    {
      what: 'one verb among harmless ones',
      given: role(policy(['list', 'watch', 'create'], '', ['pods/exec'])),
      finds: [['/rules/0/verbs', said(0, "'create'", "'pods/exec'")]],
      absent: 'accepted',
    },
    {
      what: 'one resource among harmless ones',
      given: role(policy(['create'], '', ['leases', 'pods/exec'])),
      finds: [['/rules/0/verbs', said(0, "'create'", "'pods/exec'")]],
      absent: 'accepted',
    },
    {
      what: 'a second rule',
      given: role(policy(['get'], '', ['nothing']), policy(['create'], '', ['pods/exec'])),
      finds: [['/rules/1/verbs', said(1, "'create'", "'pods/exec'")]],
      absent: 'accepted',
    },
    {
      what: 'several rules',
      given: role(policy(['create'], '', ['pods/exec']), policy(['create'], '', ['pods/exec'])),
      finds: [
        ['/rules/0/verbs', said(0, "'create'", "'pods/exec'")],
        ['/rules/1/verbs', said(1, "'create'", "'pods/exec'")],
      ],
      absent: 'accepted',
    },
    {
      what: 'an item that is no string beside it',
      given: role({ apiGroups: [3, ''], resources: [null, 'pods/exec'], verbs: [{}, 'create'] }),
      finds: [['/rules/0/verbs', said(0, "'create'", "'pods/exec'")]],
      absent: 'accepted',
    },
    {
      what: 'a Role of kube-system',
      given: roleIn('kube-system', policy(['create'], '', ['pods/exec'])),
      finds: [['/rules/0/verbs', said(0, "'create'", "'pods/exec'")]],
      absent: 'accepted',
    },
    {
      what: 'a ClusterRole',
      given: clusterRole(policy(['create'], '', ['pods/exec'])),
      finds: [['/rules/0/verbs', said(0, "'create'", "'pods/exec'")]],
      absent: 'accepted',
    },
    {
      what: 'the subresource of whatever has one',
      given: role(policy(['create'], '', ['*/exec'])),
      finds: [['/rules/0/verbs', said(0, "'create'", "'*/exec'")]],
      absent: 'accepted',
    },
    {
      what: 'named ones only',
      given: role(policy(['create'], '', ['pods/exec'], ['cart'])),
      finds: [['/rules/0/verbs', said(0, "'create'", "'pods/exec'")]],
      absent: 'accepted',
    },
    {
      what: 'an empty list of names',
      given: role(policy(['create'], '', ['pods/exec'], [])),
      finds: [['/rules/0/verbs', said(0, "'create'", "'pods/exec'")]],
      absent: 'accepted',
    },
  ],
});
