import { rbacEndpointsWrite } from '../../rules/rbac-endpoints-write';
import { judges, object } from './given';
import { clusterRole, policy, role, roleIn } from './roles';

const said = (index: number, verbs: string, resources: string) =>
  `rule ${index} grants ${verbs} on ${resources}, expected no writing of where traffic goes`;

judges(rbacEndpointsWrite, {
  accepts: [
    ['a role without rules', role()],
    ['reading it', role(policy(['get', 'list', 'watch'], '', ['endpoints']))],
    ['a resource of the same name in another group', role(policy(['create'], 'example.com', ['endpoints']))],
    ['everything, which is the finding of another rule', role(policy(['create'], '', ['*']))],
    ['another resource', role(policy(['*'], '', ['leases']))],
    ['a subresource that is not the resource', role(policy(['create'], '', ['endpoints/unknown']))],
    ['verbs that are no list', role({ apiGroups: [''], resources: ['endpoints'], verbs: 'create' })],
    ['no verbs', role({ apiGroups: [''], resources: ['endpoints'], verbs: null })],
    ['no rules', { ...role(), rules: null }],
    ['another kind that has rules', object('example.com/v1', 'Role', 'cart', { rules: [policy(['create'], '', ['endpoints'])] })],
    ['creation of named ones, which the API server never allows', role(policy(['create'], '', ['endpoints'], ['cart']))],
  ],
  refuses: [
    {
      what: 'create on endpoints',
      given: role(policy(['create'], '', ['endpoints'])),
      finds: [['/rules/0/verbs', said(0, "'create'", "'endpoints'")]],
      absent: 'accepted',
    },
    {
      what: 'update on endpoints',
      given: role(policy(['update'], '', ['endpoints'])),
      finds: [['/rules/0/verbs', said(0, "'update'", "'endpoints'")]],
      absent: 'accepted',
    },
    {
      what: 'patch on endpoints',
      given: role(policy(['patch'], '', ['endpoints'])),
      finds: [['/rules/0/verbs', said(0, "'patch'", "'endpoints'")]],
      absent: 'accepted',
    },
    {
      what: 'create on endpointslices',
      given: role(policy(['create'], 'discovery.k8s.io', ['endpointslices'])),
      finds: [['/rules/0/verbs', said(0, "'create'", "'endpointslices'")]],
      absent: 'accepted',
    },
    {
      what: 'update on endpointslices',
      given: role(policy(['update'], 'discovery.k8s.io', ['endpointslices'])),
      finds: [['/rules/0/verbs', said(0, "'update'", "'endpointslices'")]],
      absent: 'accepted',
    },
    {
      what: 'patch on endpointslices',
      given: role(policy(['patch'], 'discovery.k8s.io', ['endpointslices'])),
      finds: [['/rules/0/verbs', said(0, "'patch'", "'endpointslices'")]],
      absent: 'accepted',
    },
    {
      what: 'update on services/status',
      given: role(policy(['update'], '', ['services/status'])),
      finds: [['/rules/0/verbs', said(0, "'update'", "'services/status'")]],
      absent: 'accepted',
    },
    {
      what: 'patch on services/status',
      given: role(policy(['patch'], '', ['services/status'])),
      finds: [['/rules/0/verbs', said(0, "'patch'", "'services/status'")]],
      absent: 'accepted',
    },
    {
      what: 'update on pods/status',
      given: role(policy(['update'], '', ['pods/status'])),
      finds: [['/rules/0/verbs', said(0, "'update'", "'pods/status'")]],
      absent: 'accepted',
    },
    {
      what: 'every verb',
      given: role(policy(['*'], '', ['endpoints'])),
      finds: [['/rules/0/verbs', said(0, "'*'", "'endpoints'")]],
      absent: 'accepted',
    },
    {
      what: 'every group',
      given: role(policy(['create'], '*', ['endpoints'])),
      finds: [['/rules/0/verbs', said(0, "'create'", "'endpoints'")]],
      absent: 'accepted',
    },
    {
      what: 'one verb among harmless ones',
      given: role(policy(['get', 'list', 'create'], '', ['endpoints'])),
      finds: [['/rules/0/verbs', said(0, "'create'", "'endpoints'")]],
      absent: 'accepted',
    },
    {
      what: 'one resource among harmless ones',
      given: role(policy(['create'], '', ['leases', 'endpoints'])),
      finds: [['/rules/0/verbs', said(0, "'create'", "'endpoints'")]],
      absent: 'accepted',
    },
    {
      what: 'a second rule',
      given: role(policy(['get'], '', ['nothing']), policy(['create'], '', ['endpoints'])),
      finds: [['/rules/1/verbs', said(1, "'create'", "'endpoints'")]],
      absent: 'accepted',
    },
    {
      what: 'several rules',
      given: role(policy(['create'], '', ['endpoints']), policy(['create'], '', ['endpoints'])),
      finds: [
        ['/rules/0/verbs', said(0, "'create'", "'endpoints'")],
        ['/rules/1/verbs', said(1, "'create'", "'endpoints'")],
      ],
      absent: 'accepted',
    },
    {
      what: 'an item that is no string beside it',
      given: role({ apiGroups: [3, ''], resources: [null, 'endpoints'], verbs: [{}, 'create'] }),
      finds: [['/rules/0/verbs', said(0, "'create'", "'endpoints'")]],
      absent: 'accepted',
    },
    {
      what: 'a Role of kube-system',
      given: roleIn('kube-system', policy(['create'], '', ['endpoints'])),
      finds: [['/rules/0/verbs', said(0, "'create'", "'endpoints'")]],
      absent: 'accepted',
    },
    {
      what: 'a ClusterRole',
      given: clusterRole(policy(['create'], '', ['endpoints'])),
      finds: [['/rules/0/verbs', said(0, "'create'", "'endpoints'")]],
      absent: 'accepted',
    },
    {
      what: 'named ones only',
      given: role(policy(['update'], '', ['endpoints'], ['cart'])),
      finds: [['/rules/0/verbs', said(0, "'update'", "'endpoints'")]],
      absent: 'accepted',
    },
    {
      what: 'an empty list of names',
      given: role(policy(['create'], '', ['endpoints'], [])),
      finds: [['/rules/0/verbs', said(0, "'create'", "'endpoints'")]],
      absent: 'accepted',
    },
  ],
});
