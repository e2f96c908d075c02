import { rbacApiWrite } from '../../rules/rbac-api-write';
import { judges, object } from './given';
import { clusterRole, policy, role, roleIn } from './roles';

const said = (index: number, verbs: string, resources: string) =>
  `rule ${index} grants ${verbs} on ${resources}, expected no writing of APIs`;

judges(rbacApiWrite, {
  accepts: [
    ['a role without rules', clusterRole()],
    ['reading it', clusterRole(policy(['get', 'list', 'watch'], 'apiregistration.k8s.io', ['apiservices']))],
    ['a resource of the same name in another group', clusterRole(policy(['create'], 'example.com', ['apiservices']))],
    ['everything, which is the finding of another rule', clusterRole(policy(['create'], 'apiregistration.k8s.io', ['*']))],
    ['another resource', clusterRole(policy(['*'], 'apiregistration.k8s.io', ['leases']))],
    ['a subresource that is not the resource', clusterRole(policy(['create'], 'apiregistration.k8s.io', ['apiservices/unknown']))],
    ['verbs that are no list', clusterRole({ apiGroups: ['apiregistration.k8s.io'], resources: ['apiservices'], verbs: 'create' })],
    ['no verbs', clusterRole({ apiGroups: ['apiregistration.k8s.io'], resources: ['apiservices'], verbs: null })],
    ['no rules', { ...clusterRole(), rules: null }],
    [
      'another kind that has rules',
      object('example.com/v1', 'Role', 'cart', { rules: [policy(['create'], 'apiregistration.k8s.io', ['apiservices'])] }),
    ],
    [
      'creation of named ones, which the API server never allows',
      clusterRole(policy(['create'], 'apiregistration.k8s.io', ['apiservices'], ['cart'])),
    ],
  ],
  refuses: [
    {
      what: 'create on apiservices',
      given: clusterRole(policy(['create'], 'apiregistration.k8s.io', ['apiservices'])),
      finds: [['/rules/0/verbs', said(0, "'create'", "'apiservices'")]],
      absent: 'accepted',
    },
    {
      what: 'update on apiservices',
      given: clusterRole(policy(['update'], 'apiregistration.k8s.io', ['apiservices'])),
      finds: [['/rules/0/verbs', said(0, "'update'", "'apiservices'")]],
      absent: 'accepted',
    },
    {
      what: 'patch on apiservices',
      given: clusterRole(policy(['patch'], 'apiregistration.k8s.io', ['apiservices'])),
      finds: [['/rules/0/verbs', said(0, "'patch'", "'apiservices'")]],
      absent: 'accepted',
    },
    {
      what: 'delete on apiservices',
      given: clusterRole(policy(['delete'], 'apiregistration.k8s.io', ['apiservices'])),
      finds: [['/rules/0/verbs', said(0, "'delete'", "'apiservices'")]],
      absent: 'accepted',
    },
    {
      what: 'deletecollection on apiservices',
      given: clusterRole(policy(['deletecollection'], 'apiregistration.k8s.io', ['apiservices'])),
      finds: [['/rules/0/verbs', said(0, "'deletecollection'", "'apiservices'")]],
      absent: 'accepted',
    },
    {
      what: 'create on customresourcedefinitions',
      given: clusterRole(policy(['create'], 'apiextensions.k8s.io', ['customresourcedefinitions'])),
      finds: [['/rules/0/verbs', said(0, "'create'", "'customresourcedefinitions'")]],
      absent: 'accepted',
    },
    {
      what: 'update on customresourcedefinitions',
      given: clusterRole(policy(['update'], 'apiextensions.k8s.io', ['customresourcedefinitions'])),
      finds: [['/rules/0/verbs', said(0, "'update'", "'customresourcedefinitions'")]],
      absent: 'accepted',
    },
    {
      what: 'patch on customresourcedefinitions',
      given: clusterRole(policy(['patch'], 'apiextensions.k8s.io', ['customresourcedefinitions'])),
      finds: [['/rules/0/verbs', said(0, "'patch'", "'customresourcedefinitions'")]],
      absent: 'accepted',
    },
    {
      what: 'delete on customresourcedefinitions',
      given: clusterRole(policy(['delete'], 'apiextensions.k8s.io', ['customresourcedefinitions'])),
      finds: [['/rules/0/verbs', said(0, "'delete'", "'customresourcedefinitions'")]],
      absent: 'accepted',
    },
    {
      what: 'deletecollection on customresourcedefinitions',
      given: clusterRole(policy(['deletecollection'], 'apiextensions.k8s.io', ['customresourcedefinitions'])),
      finds: [['/rules/0/verbs', said(0, "'deletecollection'", "'customresourcedefinitions'")]],
      absent: 'accepted',
    },
    {
      what: 'every verb',
      given: clusterRole(policy(['*'], 'apiregistration.k8s.io', ['apiservices'])),
      finds: [['/rules/0/verbs', said(0, "'*'", "'apiservices'")]],
      absent: 'accepted',
    },
    {
      what: 'every group',
      given: clusterRole(policy(['create'], '*', ['apiservices'])),
      finds: [['/rules/0/verbs', said(0, "'create'", "'apiservices'")]],
      absent: 'accepted',
    },
    {
      what: 'one verb among harmless ones',
      given: clusterRole(policy(['get', 'list', 'create'], 'apiregistration.k8s.io', ['apiservices'])),
      finds: [['/rules/0/verbs', said(0, "'create'", "'apiservices'")]],
      absent: 'accepted',
    },
    {
      what: 'one resource among harmless ones',
      given: clusterRole(policy(['create'], 'apiregistration.k8s.io', ['leases', 'apiservices'])),
      finds: [['/rules/0/verbs', said(0, "'create'", "'apiservices'")]],
      absent: 'accepted',
    },
    {
      what: 'a second rule',
      given: clusterRole(policy(['get'], '', ['nothing']), policy(['create'], 'apiregistration.k8s.io', ['apiservices'])),
      finds: [['/rules/1/verbs', said(1, "'create'", "'apiservices'")]],
      absent: 'accepted',
    },
    {
      what: 'several rules',
      given: clusterRole(
        policy(['create'], 'apiregistration.k8s.io', ['apiservices']),
        policy(['create'], 'apiregistration.k8s.io', ['apiservices']),
      ),
      finds: [
        ['/rules/0/verbs', said(0, "'create'", "'apiservices'")],
        ['/rules/1/verbs', said(1, "'create'", "'apiservices'")],
      ],
      absent: 'accepted',
    },
    {
      what: 'an item that is no string beside it',
      given: clusterRole({ apiGroups: [3, 'apiregistration.k8s.io'], resources: [null, 'apiservices'], verbs: [{}, 'create'] }),
      finds: [['/rules/0/verbs', said(0, "'create'", "'apiservices'")]],
      absent: 'accepted',
    },
    {
      what: 'a Role',
      given: roleIn('kube-system', policy(['create'], 'apiregistration.k8s.io', ['apiservices'])),
      finds: [['/rules/0/verbs', said(0, "'create'", "'apiservices'")]],
      absent: 'accepted',
    },
    {
      what: 'a Role of an ordinary namespace',
      given: role(policy(['create'], 'apiregistration.k8s.io', ['apiservices'])),
      finds: [['/rules/0/verbs', said(0, "'create'", "'apiservices'")]],
      absent: 'accepted',
    },
    {
      what: 'named ones only',
      given: clusterRole(policy(['update'], 'apiregistration.k8s.io', ['apiservices'], ['cart'])),
      finds: [['/rules/0/verbs', said(0, "'update'", "'apiservices'")]],
      absent: 'accepted',
    },
    {
      what: 'an empty list of names',
      given: clusterRole(policy(['create'], 'apiregistration.k8s.io', ['apiservices'], [])),
      finds: [['/rules/0/verbs', said(0, "'create'", "'apiservices'")]],
      absent: 'accepted',
    },
  ],
});
