import { rbacEscalate } from '../../rules/rbac-escalate';
import { judges, object } from './given';
import { clusterRole, policy, role, roleIn } from './roles';

const said = (index: number, verbs: string, resources: string) =>
  `rule ${index} grants ${verbs} on ${resources}, expected no verb 'escalate'`;

judges(rbacEscalate, {
  accepts: [
    ['a role without rules', clusterRole()],
    ['reading it', clusterRole(policy(['get', 'list', 'watch'], 'rbac.authorization.k8s.io', ['roles']))],
    ['a resource of the same name in another group', clusterRole(policy(['escalate'], 'example.com', ['roles']))],
    ['everything, which is the finding of another rule', clusterRole(policy(['escalate'], 'rbac.authorization.k8s.io', ['*']))],
    ['another resource', clusterRole(policy(['*'], 'rbac.authorization.k8s.io', ['leases']))],
    ['a subresource that is not the resource', clusterRole(policy(['escalate'], 'rbac.authorization.k8s.io', ['roles/unknown']))],
    ['verbs that are no list', clusterRole({ apiGroups: ['rbac.authorization.k8s.io'], resources: ['roles'], verbs: 'escalate' })],
    ['no verbs', clusterRole({ apiGroups: ['rbac.authorization.k8s.io'], resources: ['roles'], verbs: null })],
    ['no rules', { ...clusterRole(), rules: null }],
    [
      'another kind that has rules',
      object('example.com/v1', 'Role', 'cart', { rules: [policy(['escalate'], 'rbac.authorization.k8s.io', ['roles'])] }),
    ],
  ],
  refuses: [
    {
      what: 'escalate on roles',
      given: clusterRole(policy(['escalate'], 'rbac.authorization.k8s.io', ['roles'])),
      finds: [['/rules/0/verbs', said(0, "'escalate'", "'roles'")]],
      absent: 'accepted',
    },
    {
      what: 'escalate on clusterroles',
      given: clusterRole(policy(['escalate'], 'rbac.authorization.k8s.io', ['clusterroles'])),
      finds: [['/rules/0/verbs', said(0, "'escalate'", "'clusterroles'")]],
      absent: 'accepted',
    },
    {
      what: 'every verb',
      given: clusterRole(policy(['*'], 'rbac.authorization.k8s.io', ['roles'])),
      finds: [['/rules/0/verbs', said(0, "'*'", "'roles'")]],
      absent: 'accepted',
    },
    {
      what: 'every group',
      given: clusterRole(policy(['escalate'], '*', ['roles'])),
      finds: [['/rules/0/verbs', said(0, "'escalate'", "'roles'")]],
      absent: 'accepted',
    },
    {
      what: 'one verb among harmless ones',
      given: clusterRole(policy(['get', 'list', 'escalate'], 'rbac.authorization.k8s.io', ['roles'])),
      finds: [['/rules/0/verbs', said(0, "'escalate'", "'roles'")]],
      absent: 'accepted',
    },
    {
      what: 'one resource among harmless ones',
      given: clusterRole(policy(['escalate'], 'rbac.authorization.k8s.io', ['leases', 'roles'])),
      finds: [['/rules/0/verbs', said(0, "'escalate'", "'roles'")]],
      absent: 'accepted',
    },
    {
      what: 'a second rule',
      given: clusterRole(policy(['get'], '', ['nothing']), policy(['escalate'], 'rbac.authorization.k8s.io', ['roles'])),
      finds: [['/rules/1/verbs', said(1, "'escalate'", "'roles'")]],
      absent: 'accepted',
    },
    {
      what: 'several rules',
      given: clusterRole(
        policy(['escalate'], 'rbac.authorization.k8s.io', ['roles']),
        policy(['escalate'], 'rbac.authorization.k8s.io', ['roles']),
      ),
      finds: [
        ['/rules/0/verbs', said(0, "'escalate'", "'roles'")],
        ['/rules/1/verbs', said(1, "'escalate'", "'roles'")],
      ],
      absent: 'accepted',
    },
    {
      what: 'an item that is no string beside it',
      given: clusterRole({ apiGroups: [3, 'rbac.authorization.k8s.io'], resources: [null, 'roles'], verbs: [{}, 'escalate'] }),
      finds: [['/rules/0/verbs', said(0, "'escalate'", "'roles'")]],
      absent: 'accepted',
    },
    {
      what: 'a Role',
      given: roleIn('kube-system', policy(['escalate'], 'rbac.authorization.k8s.io', ['roles'])),
      finds: [['/rules/0/verbs', said(0, "'escalate'", "'roles'")]],
      absent: 'accepted',
    },
    {
      what: 'a Role of an ordinary namespace',
      given: role(policy(['escalate'], 'rbac.authorization.k8s.io', ['roles'])),
      finds: [['/rules/0/verbs', said(0, "'escalate'", "'roles'")]],
      absent: 'accepted',
    },
    {
      what: 'named ones only',
      given: clusterRole(policy(['escalate'], 'rbac.authorization.k8s.io', ['roles'], ['cart'])),
      finds: [['/rules/0/verbs', said(0, "'escalate'", "'roles'")]],
      absent: 'accepted',
    },
    {
      what: 'an empty list of names',
      given: clusterRole(policy(['escalate'], 'rbac.authorization.k8s.io', ['roles'], [])),
      finds: [['/rules/0/verbs', said(0, "'escalate'", "'roles'")]],
      absent: 'accepted',
    },
  ],
});
