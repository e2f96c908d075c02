import { rbacPersistentVolumes } from '../../rules/rbac-persistent-volumes';
import { judges, object } from './given';
import { clusterRole, policy, role, roleIn } from './roles';

const said = (index: number, verbs: string, resources: string) =>
  `rule ${index} grants ${verbs} on ${resources}, expected no creation of persistent volumes`;

judges(rbacPersistentVolumes, {
  accepts: [
    ['a role without rules', clusterRole()],
    ['anything but creating', clusterRole(policy(['get', 'list', 'patch', 'delete'], '', ['persistentvolumes']))],
    ['a resource of the same name in another group', clusterRole(policy(['create'], 'example.com', ['persistentvolumes']))],
    ['everything, which is the finding of another rule', clusterRole(policy(['create'], '', ['*']))],
    ['another resource', clusterRole(policy(['*'], '', ['leases']))],
    ['a subresource that is not the resource', clusterRole(policy(['create'], '', ['persistentvolumes/unknown']))],
    ['verbs that are no list', clusterRole({ apiGroups: [''], resources: ['persistentvolumes'], verbs: 'create' })],
    ['no verbs', clusterRole({ apiGroups: [''], resources: ['persistentvolumes'], verbs: null })],
    ['no rules', { ...clusterRole(), rules: null }],
    ['another kind that has rules', object('example.com/v1', 'Role', 'cart', { rules: [policy(['create'], '', ['persistentvolumes'])] })],
    ['creation of named ones, which the API server never allows', clusterRole(policy(['create'], '', ['persistentvolumes'], ['cart']))],
  ],
  refuses: [
    {
      what: 'create on persistentvolumes',
      given: clusterRole(policy(['create'], '', ['persistentvolumes'])),
      finds: [['/rules/0/verbs', said(0, "'create'", "'persistentvolumes'")]],
      absent: 'accepted',
    },
    {
      what: 'every verb',
      given: clusterRole(policy(['*'], '', ['persistentvolumes'])),
      finds: [['/rules/0/verbs', said(0, "'*'", "'persistentvolumes'")]],
      absent: 'accepted',
    },
    {
      what: 'every group',
      given: clusterRole(policy(['create'], '*', ['persistentvolumes'])),
      finds: [['/rules/0/verbs', said(0, "'create'", "'persistentvolumes'")]],
      absent: 'accepted',
    },
    {
      what: 'one verb among harmless ones',
      given: clusterRole(policy(['get', 'list', 'create'], '', ['persistentvolumes'])),
      finds: [['/rules/0/verbs', said(0, "'create'", "'persistentvolumes'")]],
      absent: 'accepted',
    },
    {
      what: 'one resource among harmless ones',
      given: clusterRole(policy(['create'], '', ['leases', 'persistentvolumes'])),
      finds: [['/rules/0/verbs', said(0, "'create'", "'persistentvolumes'")]],
      absent: 'accepted',
    },
    {
      what: 'a second rule',
      given: clusterRole(policy(['get'], '', ['nothing']), policy(['create'], '', ['persistentvolumes'])),
      finds: [['/rules/1/verbs', said(1, "'create'", "'persistentvolumes'")]],
      absent: 'accepted',
    },
    {
      what: 'several rules',
      given: clusterRole(policy(['create'], '', ['persistentvolumes']), policy(['create'], '', ['persistentvolumes'])),
      finds: [
        ['/rules/0/verbs', said(0, "'create'", "'persistentvolumes'")],
        ['/rules/1/verbs', said(1, "'create'", "'persistentvolumes'")],
      ],
      absent: 'accepted',
    },
    {
      what: 'an item that is no string beside it',
      given: clusterRole({ apiGroups: [3, ''], resources: [null, 'persistentvolumes'], verbs: [{}, 'create'] }),
      finds: [['/rules/0/verbs', said(0, "'create'", "'persistentvolumes'")]],
      absent: 'accepted',
    },
    {
      what: 'a Role',
      given: roleIn('kube-system', policy(['create'], '', ['persistentvolumes'])),
      finds: [['/rules/0/verbs', said(0, "'create'", "'persistentvolumes'")]],
      absent: 'accepted',
    },
    {
      what: 'a Role of an ordinary namespace',
      given: role(policy(['create'], '', ['persistentvolumes'])),
      finds: [['/rules/0/verbs', said(0, "'create'", "'persistentvolumes'")]],
      absent: 'accepted',
    },
  ],
});
