import { rbacPodsBind } from '../../rules/rbac-pods-bind';
import { judges, object } from './given';
import { clusterRole, policy, role, roleIn } from './roles';

const said = (index: number, verbs: string, resources: string) =>
  `rule ${index} grants ${verbs} on ${resources}, expected no choice of nodes past the scheduler`;

judges(rbacPodsBind, {
  accepts: [
    ['a role without rules', role()],
    ['reading it', role(policy(['get', 'list', 'watch'], '', ['pods/binding']))],
    ['a resource of the same name in another group', role(policy(['create'], 'example.com', ['pods/binding']))],
    ['everything, which is the finding of another rule', role(policy(['create'], '', ['*']))],
    ['another resource', role(policy(['*'], '', ['leases']))],
    ['the resource without its subresource', role(policy(['create'], '', ['pods']))],
    ['a pattern that the API server does not know', role(policy(['create'], '', ['pods/*']))],
    ['verbs that are no list', role({ apiGroups: [''], resources: ['pods/binding'], verbs: 'create' })],
    ['no verbs', role({ apiGroups: [''], resources: ['pods/binding'], verbs: null })],
    ['no rules', { ...role(), rules: null }],
    ['another kind that has rules', object('example.com/v1', 'Role', 'cart', { rules: [policy(['create'], '', ['pods/binding'])] })],
  ],
  refuses: [
    {
      what: 'create on pods/binding',
      given: role(policy(['create'], '', ['pods/binding'])),
      finds: [['/rules/0/verbs', said(0, "'create'", "'pods/binding'")]],
      absent: 'accepted',
    },
    {
      what: 'create on bindings',
      given: role(policy(['create'], '', ['bindings'])),
      finds: [['/rules/0/verbs', said(0, "'create'", "'bindings'")]],
      absent: 'accepted',
    },
    {
      what: 'every verb',
      given: role(policy(['*'], '', ['pods/binding'])),
      finds: [['/rules/0/verbs', said(0, "'*'", "'pods/binding'")]],
      absent: 'accepted',
    },
    {
      what: 'every group',
      given: role(policy(['create'], '*', ['pods/binding'])),
      finds: [['/rules/0/verbs', said(0, "'create'", "'pods/binding'")]],
      absent: 'accepted',
    },
    {
      what: 'one verb among harmless ones',
      given: role(policy(['get', 'list', 'create'], '', ['pods/binding'])),
      finds: [['/rules/0/verbs', said(0, "'create'", "'pods/binding'")]],
      absent: 'accepted',
    },
    {
      what: 'one resource among harmless ones',
      given: role(policy(['create'], '', ['leases', 'pods/binding'])),
      finds: [['/rules/0/verbs', said(0, "'create'", "'pods/binding'")]],
      absent: 'accepted',
    },
    {
      what: 'a second rule',
      given: role(policy(['get'], '', ['nothing']), policy(['create'], '', ['pods/binding'])),
      finds: [['/rules/1/verbs', said(1, "'create'", "'pods/binding'")]],
      absent: 'accepted',
    },
    {
      what: 'several rules',
      given: role(policy(['create'], '', ['pods/binding']), policy(['create'], '', ['pods/binding'])),
      finds: [
        ['/rules/0/verbs', said(0, "'create'", "'pods/binding'")],
        ['/rules/1/verbs', said(1, "'create'", "'pods/binding'")],
      ],
      absent: 'accepted',
    },
    {
      what: 'an item that is no string beside it',
      given: role({ apiGroups: [3, ''], resources: [null, 'pods/binding'], verbs: [{}, 'create'] }),
      finds: [['/rules/0/verbs', said(0, "'create'", "'pods/binding'")]],
      absent: 'accepted',
    },
    {
      what: 'a Role of kube-system',
      given: roleIn('kube-system', policy(['create'], '', ['pods/binding'])),
      finds: [['/rules/0/verbs', said(0, "'create'", "'pods/binding'")]],
      absent: 'accepted',
    },
    {
      what: 'a ClusterRole',
      given: clusterRole(policy(['create'], '', ['pods/binding'])),
      finds: [['/rules/0/verbs', said(0, "'create'", "'pods/binding'")]],
      absent: 'accepted',
    },
    {
      what: 'the subresource of whatever has one',
      given: role(policy(['create'], '', ['*/binding'])),
      finds: [['/rules/0/verbs', said(0, "'create'", "'*/binding'")]],
      absent: 'accepted',
    },
    {
      what: 'named ones only',
      given: role(policy(['create'], '', ['pods/binding'], ['cart'])),
      finds: [['/rules/0/verbs', said(0, "'create'", "'pods/binding'")]],
      absent: 'accepted',
    },
    {
      what: 'an empty list of names',
      given: role(policy(['create'], '', ['pods/binding'], [])),
      finds: [['/rules/0/verbs', said(0, "'create'", "'pods/binding'")]],
      absent: 'accepted',
    },
  ],
});
