import { rbacWildcard } from '../../rules/rbac-wildcard';
import { judges, object } from './given';
import { clusterRole, policy, role } from './roles';

const said = (index: number, fields: string) => `rule ${index} has '*' in ${fields}, expected names`;

judges(rbacWildcard, {
  accepts: [
    ['names only', role(policy(['get'], 'apps', ['deployments']))],
    ['a star inside a longer word', role(policy(['get*'], 'apps.*', ['deploy*']))],
    ['one subresource of whatever has it', role(policy(['get'], 'apps', ['*/scale']))],
    ['a name that is a star', role(policy(['get'], 'apps', ['deployments'], ['*']))],
    ['a role without rules', role()],
    ['rules that are no list', { ...role(), rules: { verbs: ['*'] } }],
    ['a star instead of a list', role({ apiGroups: '*', resources: '*', verbs: '*' })],
    ['no lists', role({ apiGroups: null, resources: [], verbs: undefined })],
    ['another kind that has rules', object('example.com/v1', 'Role', 'cart', { rules: [policy(['*'], '*', ['*'])] })],
  ],
  refuses: [
    {
      what: 'every verb',
      given: role(policy(['*'], 'apps', ['deployments'])),
      finds: [['/rules/0/verbs', said(0, 'verbs')]],
      absent: 'accepted',
    },
    {
      what: 'every resource',
      given: role(policy(['get'], 'apps', ['*'])),
      finds: [['/rules/0/resources', said(0, 'resources')]],
      absent: 'accepted',
    },
    {
      what: 'every group',
      given: role(policy(['get'], '*', ['deployments'])),
      finds: [['/rules/0/apiGroups', said(0, 'apiGroups')]],
      absent: 'accepted',
    },
    {
      what: 'a star beside a name',
      given: role(policy(['get', '*'], 'apps', ['pods'])),
      finds: [['/rules/0/verbs', said(0, 'verbs')]],
      absent: 'accepted',
    },
    {
      what: 'everything',
      given: role(policy(['*'], '*', ['*'])),
      finds: [['/rules/0/verbs', said(0, 'verbs, resources, apiGroups')]],
      absent: [said(0, 'resources, apiGroups')],
    },
    {
      what: 'a ClusterRole',
      given: clusterRole(policy(['*'], '', ['pods'])),
      finds: [['/rules/0/verbs', said(0, 'verbs')]],
      absent: 'accepted',
    },
    {
      what: 'a second rule',
      given: role(policy(['get'], '', ['pods']), policy(['get'], '', ['*'])),
      finds: [['/rules/1/resources', said(1, 'resources')]],
      absent: 'accepted',
    },
    {
      what: 'several rules',
      given: role(policy(['*'], '', ['pods']), policy(['get'], '', ['*'])),
      finds: [
        ['/rules/0/verbs', said(0, 'verbs')],
        ['/rules/1/resources', said(1, 'resources')],
      ],
      absent: 'accepted',
    },
    {
      what: 'every verb on named objects',
      given: role(policy(['*'], '', ['pods'], ['cart'])),
      finds: [['/rules/0/verbs', said(0, 'verbs')]],
      absent: 'accepted',
    },
  ],
});
