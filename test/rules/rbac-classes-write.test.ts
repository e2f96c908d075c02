import { rbacClassesWrite } from '../../rules/rbac-classes-write';
import { judges, object } from './given';
import { clusterRole, policy, role, roleIn } from './roles';

const said = (index: number, verbs: string, resources: string) =>
  `rule ${index} grants ${verbs} on ${resources}, expected no writing of classes of the cluster`;

judges(rbacClassesWrite, {
  accepts: [
    ['a role without rules', clusterRole()],
    ['reading it', clusterRole(policy(['get', 'list', 'watch'], 'scheduling.k8s.io', ['priorityclasses']))],
    ['a resource of the same name in another group', clusterRole(policy(['create'], 'example.com', ['priorityclasses']))],
    ['everything, which is the finding of another rule', clusterRole(policy(['create'], 'scheduling.k8s.io', ['*']))],
    ['another resource', clusterRole(policy(['*'], 'scheduling.k8s.io', ['leases']))],
    ['a subresource that is not the resource', clusterRole(policy(['create'], 'scheduling.k8s.io', ['priorityclasses/unknown']))],
    ['verbs that are no list', clusterRole({ apiGroups: ['scheduling.k8s.io'], resources: ['priorityclasses'], verbs: 'create' })],
    ['no verbs', clusterRole({ apiGroups: ['scheduling.k8s.io'], resources: ['priorityclasses'], verbs: null })],
    ['no rules', { ...clusterRole(), rules: null }],
    [
      'another kind that has rules',
      object('example.com/v1', 'Role', 'cart', { rules: [policy(['create'], 'scheduling.k8s.io', ['priorityclasses'])] }),
    ],
    [
      'creation of named ones, which the API server never allows',
      clusterRole(policy(['create'], 'scheduling.k8s.io', ['priorityclasses'], ['cart'])),
    ],
  ],
  refuses: [
    {
      what: 'create on priorityclasses',
      given: clusterRole(policy(['create'], 'scheduling.k8s.io', ['priorityclasses'])),
      finds: [['/rules/0/verbs', said(0, "'create'", "'priorityclasses'")]],
      absent: 'accepted',
    },
    {
      what: 'update on priorityclasses',
      given: clusterRole(policy(['update'], 'scheduling.k8s.io', ['priorityclasses'])),
      finds: [['/rules/0/verbs', said(0, "'update'", "'priorityclasses'")]],
      absent: 'accepted',
    },
    {
      what: 'patch on priorityclasses',
      given: clusterRole(policy(['patch'], 'scheduling.k8s.io', ['priorityclasses'])),
      finds: [['/rules/0/verbs', said(0, "'patch'", "'priorityclasses'")]],
      absent: 'accepted',
    },
    {
      what: 'delete on priorityclasses',
      given: clusterRole(policy(['delete'], 'scheduling.k8s.io', ['priorityclasses'])),
      finds: [['/rules/0/verbs', said(0, "'delete'", "'priorityclasses'")]],
      absent: 'accepted',
    },
    {
      what: 'deletecollection on priorityclasses',
      given: clusterRole(policy(['deletecollection'], 'scheduling.k8s.io', ['priorityclasses'])),
      finds: [['/rules/0/verbs', said(0, "'deletecollection'", "'priorityclasses'")]],
      absent: 'accepted',
    },
    {
      what: 'create on runtimeclasses',
      given: clusterRole(policy(['create'], 'node.k8s.io', ['runtimeclasses'])),
      finds: [['/rules/0/verbs', said(0, "'create'", "'runtimeclasses'")]],
      absent: 'accepted',
    },
    {
      what: 'update on runtimeclasses',
      given: clusterRole(policy(['update'], 'node.k8s.io', ['runtimeclasses'])),
      finds: [['/rules/0/verbs', said(0, "'update'", "'runtimeclasses'")]],
      absent: 'accepted',
    },
    {
      what: 'patch on runtimeclasses',
      given: clusterRole(policy(['patch'], 'node.k8s.io', ['runtimeclasses'])),
      finds: [['/rules/0/verbs', said(0, "'patch'", "'runtimeclasses'")]],
      absent: 'accepted',
    },
    {
      what: 'delete on runtimeclasses',
      given: clusterRole(policy(['delete'], 'node.k8s.io', ['runtimeclasses'])),
      finds: [['/rules/0/verbs', said(0, "'delete'", "'runtimeclasses'")]],
      absent: 'accepted',
    },
    {
      what: 'deletecollection on runtimeclasses',
      given: clusterRole(policy(['deletecollection'], 'node.k8s.io', ['runtimeclasses'])),
      finds: [['/rules/0/verbs', said(0, "'deletecollection'", "'runtimeclasses'")]],
      absent: 'accepted',
    },
    {
      what: 'create on storageclasses',
      given: clusterRole(policy(['create'], 'storage.k8s.io', ['storageclasses'])),
      finds: [['/rules/0/verbs', said(0, "'create'", "'storageclasses'")]],
      absent: 'accepted',
    },
    {
      what: 'update on storageclasses',
      given: clusterRole(policy(['update'], 'storage.k8s.io', ['storageclasses'])),
      finds: [['/rules/0/verbs', said(0, "'update'", "'storageclasses'")]],
      absent: 'accepted',
    },
    {
      what: 'patch on storageclasses',
      given: clusterRole(policy(['patch'], 'storage.k8s.io', ['storageclasses'])),
      finds: [['/rules/0/verbs', said(0, "'patch'", "'storageclasses'")]],
      absent: 'accepted',
    },
    {
      what: 'delete on storageclasses',
      given: clusterRole(policy(['delete'], 'storage.k8s.io', ['storageclasses'])),
      finds: [['/rules/0/verbs', said(0, "'delete'", "'storageclasses'")]],
      absent: 'accepted',
    },
    {
      what: 'deletecollection on storageclasses',
      given: clusterRole(policy(['deletecollection'], 'storage.k8s.io', ['storageclasses'])),
      finds: [['/rules/0/verbs', said(0, "'deletecollection'", "'storageclasses'")]],
      absent: 'accepted',
    },
    {
      what: 'create on csidrivers',
      given: clusterRole(policy(['create'], 'storage.k8s.io', ['csidrivers'])),
      finds: [['/rules/0/verbs', said(0, "'create'", "'csidrivers'")]],
      absent: 'accepted',
    },
    {
      what: 'every verb',
      given: clusterRole(policy(['*'], 'scheduling.k8s.io', ['priorityclasses'])),
      finds: [['/rules/0/verbs', said(0, "'*'", "'priorityclasses'")]],
      absent: 'accepted',
    },
    {
      what: 'every group',
      given: clusterRole(policy(['create'], '*', ['priorityclasses'])),
      finds: [['/rules/0/verbs', said(0, "'create'", "'priorityclasses'")]],
      absent: 'accepted',
    },
    {
      what: 'one verb among harmless ones',
      given: clusterRole(policy(['get', 'list', 'create'], 'scheduling.k8s.io', ['priorityclasses'])),
      finds: [['/rules/0/verbs', said(0, "'create'", "'priorityclasses'")]],
      absent: 'accepted',
    },
    {
      what: 'one resource among harmless ones',
      given: clusterRole(policy(['create'], 'scheduling.k8s.io', ['leases', 'priorityclasses'])),
      finds: [['/rules/0/verbs', said(0, "'create'", "'priorityclasses'")]],
      absent: 'accepted',
    },
    {
      what: 'a second rule',
      given: clusterRole(policy(['get'], '', ['nothing']), policy(['create'], 'scheduling.k8s.io', ['priorityclasses'])),
      finds: [['/rules/1/verbs', said(1, "'create'", "'priorityclasses'")]],
      absent: 'accepted',
    },
    {
      what: 'several rules',
      given: clusterRole(
        policy(['create'], 'scheduling.k8s.io', ['priorityclasses']),
        policy(['create'], 'scheduling.k8s.io', ['priorityclasses']),
      ),
      finds: [
        ['/rules/0/verbs', said(0, "'create'", "'priorityclasses'")],
        ['/rules/1/verbs', said(1, "'create'", "'priorityclasses'")],
      ],
      absent: 'accepted',
    },
    {
      what: 'an item that is no string beside it',
      given: clusterRole({ apiGroups: [3, 'scheduling.k8s.io'], resources: [null, 'priorityclasses'], verbs: [{}, 'create'] }),
      finds: [['/rules/0/verbs', said(0, "'create'", "'priorityclasses'")]],
      absent: 'accepted',
    },
    {
      what: 'a Role',
      given: roleIn('kube-system', policy(['create'], 'scheduling.k8s.io', ['priorityclasses'])),
      finds: [['/rules/0/verbs', said(0, "'create'", "'priorityclasses'")]],
      absent: 'accepted',
    },
    {
      what: 'a Role of an ordinary namespace',
      given: role(policy(['create'], 'scheduling.k8s.io', ['priorityclasses'])),
      finds: [['/rules/0/verbs', said(0, "'create'", "'priorityclasses'")]],
      absent: 'accepted',
    },
    {
      what: 'named ones only',
      given: clusterRole(policy(['update'], 'scheduling.k8s.io', ['priorityclasses'], ['cart'])),
      finds: [['/rules/0/verbs', said(0, "'update'", "'priorityclasses'")]],
      absent: 'accepted',
    },
    {
      what: 'an empty list of names',
      given: clusterRole(policy(['create'], 'scheduling.k8s.io', ['priorityclasses'], [])),
      finds: [['/rules/0/verbs', said(0, "'create'", "'priorityclasses'")]],
      absent: 'accepted',
    },
  ],
});
