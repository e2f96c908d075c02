import { rbacBind } from '../../rules/rbac-bind';
import { judges, object } from './given';
import { clusterRole, policy, role, roleIn } from './roles';

const said = (index: number, verbs: string, resources: string) =>
  `rule ${index} grants ${verbs} on ${resources}, expected the verb 'bind' on named harmless roles only`;

judges(rbacBind, {
  accepts: [
    ['a role without rules', clusterRole()],
    ['reading it', clusterRole(policy(['get', 'list', 'watch'], 'rbac.authorization.k8s.io', ['roles']))],
    ['a resource of the same name in another group', clusterRole(policy(['bind'], 'example.com', ['roles']))],
    ['everything, which is the finding of another rule', clusterRole(policy(['bind'], 'rbac.authorization.k8s.io', ['*']))],
    ['another resource', clusterRole(policy(['*'], 'rbac.authorization.k8s.io', ['leases']))],
    ['a subresource that is not the resource', clusterRole(policy(['bind'], 'rbac.authorization.k8s.io', ['roles/unknown']))],
    ['verbs that are no list', clusterRole({ apiGroups: ['rbac.authorization.k8s.io'], resources: ['roles'], verbs: 'bind' })],
    ['no verbs', clusterRole({ apiGroups: ['rbac.authorization.k8s.io'], resources: ['roles'], verbs: null })],
    ['no rules', { ...clusterRole(), rules: null }],
    [
      'another kind that has rules',
      object('example.com/v1', 'Role', 'cart', { rules: [policy(['bind'], 'rbac.authorization.k8s.io', ['roles'])] }),
    ],
    ['a named role that can do little', clusterRole(policy(['bind'], 'rbac.authorization.k8s.io', ['clusterroles'], ['view']))],
  ],
  refuses: [
    {
      what: 'bind on roles',
      given: clusterRole(policy(['bind'], 'rbac.authorization.k8s.io', ['roles'])),
      finds: [['/rules/0/verbs', said(0, "'bind'", "'roles'")]],
      absent: 'accepted',
    },
    {
      what: 'bind on clusterroles',
      given: clusterRole(policy(['bind'], 'rbac.authorization.k8s.io', ['clusterroles'])),
      finds: [['/rules/0/verbs', said(0, "'bind'", "'clusterroles'")]],
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
      given: clusterRole(policy(['bind'], '*', ['roles'])),
      finds: [['/rules/0/verbs', said(0, "'bind'", "'roles'")]],
      absent: 'accepted',
    },
    {
      what: 'one verb among harmless ones',
      given: clusterRole(policy(['get', 'list', 'bind'], 'rbac.authorization.k8s.io', ['roles'])),
      finds: [['/rules/0/verbs', said(0, "'bind'", "'roles'")]],
      absent: 'accepted',
    },
    {
      what: 'one resource among harmless ones',
      given: clusterRole(policy(['bind'], 'rbac.authorization.k8s.io', ['leases', 'roles'])),
      finds: [['/rules/0/verbs', said(0, "'bind'", "'roles'")]],
      absent: 'accepted',
    },
    {
      what: 'a second rule',
      given: clusterRole(policy(['get'], '', ['nothing']), policy(['bind'], 'rbac.authorization.k8s.io', ['roles'])),
      finds: [['/rules/1/verbs', said(1, "'bind'", "'roles'")]],
      absent: 'accepted',
    },
    {
      what: 'several rules',
      given: clusterRole(
        policy(['bind'], 'rbac.authorization.k8s.io', ['roles']),
        policy(['bind'], 'rbac.authorization.k8s.io', ['roles']),
      ),
      finds: [
        ['/rules/0/verbs', said(0, "'bind'", "'roles'")],
        ['/rules/1/verbs', said(1, "'bind'", "'roles'")],
      ],
      absent: 'accepted',
    },
    {
      what: 'an item that is no string beside it',
      given: clusterRole({ apiGroups: [3, 'rbac.authorization.k8s.io'], resources: [null, 'roles'], verbs: [{}, 'bind'] }),
      finds: [['/rules/0/verbs', said(0, "'bind'", "'roles'")]],
      absent: 'accepted',
    },
    {
      what: 'a Role',
      given: roleIn('kube-system', policy(['bind'], 'rbac.authorization.k8s.io', ['roles'])),
      finds: [['/rules/0/verbs', said(0, "'bind'", "'roles'")]],
      absent: 'accepted',
    },
    {
      what: 'a Role of an ordinary namespace',
      given: role(policy(['bind'], 'rbac.authorization.k8s.io', ['roles'])),
      finds: [['/rules/0/verbs', said(0, "'bind'", "'roles'")]],
      absent: 'accepted',
    },
    {
      what: 'an empty list of names',
      given: clusterRole(policy(['bind'], 'rbac.authorization.k8s.io', ['roles'], [])),
      finds: [['/rules/0/verbs', said(0, "'bind'", "'roles'")]],
      absent: 'accepted',
    },
    {
      what: 'a named role that can do everything',
      given: clusterRole(policy(['bind'], 'rbac.authorization.k8s.io', ['clusterroles'], ['view', 'cluster-admin'])),
      finds: [['/rules/0/verbs', said(0, "'bind'", "'clusterroles'")]],
      absent: 'accepted',
    },
    {
      what: 'an empty name among the names',
      given: clusterRole(policy(['bind'], 'rbac.authorization.k8s.io', ['clusterroles'], ['view', ''])),
      finds: [['/rules/0/verbs', said(0, "'bind'", "'clusterroles'")]],
      absent: 'accepted',
    },
  ],
});
