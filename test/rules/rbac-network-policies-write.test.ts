import { rbacNetworkPoliciesWrite } from '../../rules/rbac-network-policies-write';
import { judges, object } from './given';
import { clusterRole, policy, role, roleIn } from './roles';

const said = (index: number, verbs: string, resources: string) =>
  `rule ${index} grants ${verbs} on ${resources}, expected no writing of network policies`;

judges(rbacNetworkPoliciesWrite, {
  accepts: [
    ['a role without rules', role()],
    ['reading it', role(policy(['get', 'list', 'watch'], 'networking.k8s.io', ['networkpolicies']))],
    ['a resource of the same name in another group', role(policy(['create'], 'example.com', ['networkpolicies']))],
    ['everything, which is the finding of another rule', role(policy(['create'], 'networking.k8s.io', ['*']))],
    ['another resource', role(policy(['*'], 'networking.k8s.io', ['leases']))],
    ['a subresource that is not the resource', role(policy(['create'], 'networking.k8s.io', ['networkpolicies/unknown']))],
    ['verbs that are no list', role({ apiGroups: ['networking.k8s.io'], resources: ['networkpolicies'], verbs: 'create' })],
    ['no verbs', role({ apiGroups: ['networking.k8s.io'], resources: ['networkpolicies'], verbs: null })],
    ['no rules', { ...role(), rules: null }],
    [
      'another kind that has rules',
      object('example.com/v1', 'Role', 'cart', { rules: [policy(['create'], 'networking.k8s.io', ['networkpolicies'])] }),
    ],
    [
      'creation of named ones, which the API server never allows',
      role(policy(['create'], 'networking.k8s.io', ['networkpolicies'], ['cart'])),
    ],
  ],
  refuses: [
    {
      what: 'create on networkpolicies',
      given: role(policy(['create'], 'networking.k8s.io', ['networkpolicies'])),
      finds: [['/rules/0/verbs', said(0, "'create'", "'networkpolicies'")]],
      absent: 'accepted',
    },
    {
      what: 'update on networkpolicies',
      given: role(policy(['update'], 'networking.k8s.io', ['networkpolicies'])),
      finds: [['/rules/0/verbs', said(0, "'update'", "'networkpolicies'")]],
      absent: 'accepted',
    },
    {
      what: 'patch on networkpolicies',
      given: role(policy(['patch'], 'networking.k8s.io', ['networkpolicies'])),
      finds: [['/rules/0/verbs', said(0, "'patch'", "'networkpolicies'")]],
      absent: 'accepted',
    },
    {
      what: 'delete on networkpolicies',
      given: role(policy(['delete'], 'networking.k8s.io', ['networkpolicies'])),
      finds: [['/rules/0/verbs', said(0, "'delete'", "'networkpolicies'")]],
      absent: 'accepted',
    },
    {
      what: 'deletecollection on networkpolicies',
      given: role(policy(['deletecollection'], 'networking.k8s.io', ['networkpolicies'])),
      finds: [['/rules/0/verbs', said(0, "'deletecollection'", "'networkpolicies'")]],
      absent: 'accepted',
    },
    {
      what: 'create on clusternetworkpolicies',
      given: role(policy(['create'], 'policy.networking.k8s.io', ['clusternetworkpolicies'])),
      finds: [['/rules/0/verbs', said(0, "'create'", "'clusternetworkpolicies'")]],
      absent: 'accepted',
    },
    {
      what: 'update on clusternetworkpolicies',
      given: role(policy(['update'], 'policy.networking.k8s.io', ['clusternetworkpolicies'])),
      finds: [['/rules/0/verbs', said(0, "'update'", "'clusternetworkpolicies'")]],
      absent: 'accepted',
    },
    {
      what: 'patch on clusternetworkpolicies',
      given: role(policy(['patch'], 'policy.networking.k8s.io', ['clusternetworkpolicies'])),
      finds: [['/rules/0/verbs', said(0, "'patch'", "'clusternetworkpolicies'")]],
      absent: 'accepted',
    },
    {
      what: 'delete on clusternetworkpolicies',
      given: role(policy(['delete'], 'policy.networking.k8s.io', ['clusternetworkpolicies'])),
      finds: [['/rules/0/verbs', said(0, "'delete'", "'clusternetworkpolicies'")]],
      absent: 'accepted',
    },
    {
      what: 'deletecollection on clusternetworkpolicies',
      given: role(policy(['deletecollection'], 'policy.networking.k8s.io', ['clusternetworkpolicies'])),
      finds: [['/rules/0/verbs', said(0, "'deletecollection'", "'clusternetworkpolicies'")]],
      absent: 'accepted',
    },
    {
      what: 'create on adminnetworkpolicies',
      given: role(policy(['create'], 'policy.networking.k8s.io', ['adminnetworkpolicies'])),
      finds: [['/rules/0/verbs', said(0, "'create'", "'adminnetworkpolicies'")]],
      absent: 'accepted',
    },
    {
      what: 'create on baselineadminnetworkpolicies',
      given: role(policy(['create'], 'policy.networking.k8s.io', ['baselineadminnetworkpolicies'])),
      finds: [['/rules/0/verbs', said(0, "'create'", "'baselineadminnetworkpolicies'")]],
      absent: 'accepted',
    },
    {
      what: 'create on ciliumnetworkpolicies',
      given: role(policy(['create'], 'cilium.io', ['ciliumnetworkpolicies'])),
      finds: [['/rules/0/verbs', said(0, "'create'", "'ciliumnetworkpolicies'")]],
      absent: 'accepted',
    },
    {
      what: 'update on ciliumnetworkpolicies',
      given: role(policy(['update'], 'cilium.io', ['ciliumnetworkpolicies'])),
      finds: [['/rules/0/verbs', said(0, "'update'", "'ciliumnetworkpolicies'")]],
      absent: 'accepted',
    },
    {
      what: 'patch on ciliumnetworkpolicies',
      given: role(policy(['patch'], 'cilium.io', ['ciliumnetworkpolicies'])),
      finds: [['/rules/0/verbs', said(0, "'patch'", "'ciliumnetworkpolicies'")]],
      absent: 'accepted',
    },
    {
      what: 'delete on ciliumnetworkpolicies',
      given: role(policy(['delete'], 'cilium.io', ['ciliumnetworkpolicies'])),
      finds: [['/rules/0/verbs', said(0, "'delete'", "'ciliumnetworkpolicies'")]],
      absent: 'accepted',
    },
    {
      what: 'deletecollection on ciliumnetworkpolicies',
      given: role(policy(['deletecollection'], 'cilium.io', ['ciliumnetworkpolicies'])),
      finds: [['/rules/0/verbs', said(0, "'deletecollection'", "'ciliumnetworkpolicies'")]],
      absent: 'accepted',
    },
    {
      what: 'create on ciliumclusterwidenetworkpolicies',
      given: role(policy(['create'], 'cilium.io', ['ciliumclusterwidenetworkpolicies'])),
      finds: [['/rules/0/verbs', said(0, "'create'", "'ciliumclusterwidenetworkpolicies'")]],
      absent: 'accepted',
    },
    {
      what: 'create on networkpolicies',
      given: role(policy(['create'], 'crd.projectcalico.org', ['networkpolicies'])),
      finds: [['/rules/0/verbs', said(0, "'create'", "'networkpolicies'")]],
      absent: 'accepted',
    },
    {
      what: 'update on networkpolicies',
      given: role(policy(['update'], 'crd.projectcalico.org', ['networkpolicies'])),
      finds: [['/rules/0/verbs', said(0, "'update'", "'networkpolicies'")]],
      absent: 'accepted',
    },
    {
      what: 'patch on networkpolicies',
      given: role(policy(['patch'], 'crd.projectcalico.org', ['networkpolicies'])),
      finds: [['/rules/0/verbs', said(0, "'patch'", "'networkpolicies'")]],
      absent: 'accepted',
    },
    {
      what: 'delete on networkpolicies',
      given: role(policy(['delete'], 'crd.projectcalico.org', ['networkpolicies'])),
      finds: [['/rules/0/verbs', said(0, "'delete'", "'networkpolicies'")]],
      absent: 'accepted',
    },
    {
      what: 'deletecollection on networkpolicies',
      given: role(policy(['deletecollection'], 'crd.projectcalico.org', ['networkpolicies'])),
      finds: [['/rules/0/verbs', said(0, "'deletecollection'", "'networkpolicies'")]],
      absent: 'accepted',
    },
    {
      what: 'create on globalnetworkpolicies',
      given: role(policy(['create'], 'crd.projectcalico.org', ['globalnetworkpolicies'])),
      finds: [['/rules/0/verbs', said(0, "'create'", "'globalnetworkpolicies'")]],
      absent: 'accepted',
    },
    {
      what: 'create on networkpolicies',
      given: role(policy(['create'], 'projectcalico.org', ['networkpolicies'])),
      finds: [['/rules/0/verbs', said(0, "'create'", "'networkpolicies'")]],
      absent: 'accepted',
    },
    {
      what: 'update on networkpolicies',
      given: role(policy(['update'], 'projectcalico.org', ['networkpolicies'])),
      finds: [['/rules/0/verbs', said(0, "'update'", "'networkpolicies'")]],
      absent: 'accepted',
    },
    {
      what: 'patch on networkpolicies',
      given: role(policy(['patch'], 'projectcalico.org', ['networkpolicies'])),
      finds: [['/rules/0/verbs', said(0, "'patch'", "'networkpolicies'")]],
      absent: 'accepted',
    },
    {
      what: 'delete on networkpolicies',
      given: role(policy(['delete'], 'projectcalico.org', ['networkpolicies'])),
      finds: [['/rules/0/verbs', said(0, "'delete'", "'networkpolicies'")]],
      absent: 'accepted',
    },
    {
      what: 'deletecollection on networkpolicies',
      given: role(policy(['deletecollection'], 'projectcalico.org', ['networkpolicies'])),
      finds: [['/rules/0/verbs', said(0, "'deletecollection'", "'networkpolicies'")]],
      absent: 'accepted',
    },
    {
      what: 'create on globalnetworkpolicies',
      given: role(policy(['create'], 'projectcalico.org', ['globalnetworkpolicies'])),
      finds: [['/rules/0/verbs', said(0, "'create'", "'globalnetworkpolicies'")]],
      absent: 'accepted',
    },
    {
      what: 'every verb',
      given: role(policy(['*'], 'networking.k8s.io', ['networkpolicies'])),
      finds: [['/rules/0/verbs', said(0, "'*'", "'networkpolicies'")]],
      absent: 'accepted',
    },
    {
      what: 'every group',
      given: role(policy(['create'], '*', ['networkpolicies'])),
      finds: [['/rules/0/verbs', said(0, "'create'", "'networkpolicies'")]],
      absent: 'accepted',
    },
    {
      what: 'one verb among harmless ones',
      given: role(policy(['get', 'list', 'create'], 'networking.k8s.io', ['networkpolicies'])),
      finds: [['/rules/0/verbs', said(0, "'create'", "'networkpolicies'")]],
      absent: 'accepted',
    },
    {
      what: 'one resource among harmless ones',
      given: role(policy(['create'], 'networking.k8s.io', ['leases', 'networkpolicies'])),
      finds: [['/rules/0/verbs', said(0, "'create'", "'networkpolicies'")]],
      absent: 'accepted',
    },
    {
      what: 'a second rule',
      given: role(policy(['get'], '', ['nothing']), policy(['create'], 'networking.k8s.io', ['networkpolicies'])),
      finds: [['/rules/1/verbs', said(1, "'create'", "'networkpolicies'")]],
      absent: 'accepted',
    },
    {
      what: 'several rules',
      given: role(
        policy(['create'], 'networking.k8s.io', ['networkpolicies']),
        policy(['create'], 'networking.k8s.io', ['networkpolicies']),
      ),
      finds: [
        ['/rules/0/verbs', said(0, "'create'", "'networkpolicies'")],
        ['/rules/1/verbs', said(1, "'create'", "'networkpolicies'")],
      ],
      absent: 'accepted',
    },
    {
      what: 'an item that is no string beside it',
      given: role({ apiGroups: [3, 'networking.k8s.io'], resources: [null, 'networkpolicies'], verbs: [{}, 'create'] }),
      finds: [['/rules/0/verbs', said(0, "'create'", "'networkpolicies'")]],
      absent: 'accepted',
    },
    {
      what: 'a Role of kube-system',
      given: roleIn('kube-system', policy(['create'], 'networking.k8s.io', ['networkpolicies'])),
      finds: [['/rules/0/verbs', said(0, "'create'", "'networkpolicies'")]],
      absent: 'accepted',
    },
    {
      what: 'a ClusterRole',
      given: clusterRole(policy(['create'], 'networking.k8s.io', ['networkpolicies'])),
      finds: [['/rules/0/verbs', said(0, "'create'", "'networkpolicies'")]],
      absent: 'accepted',
    },
    {
      what: 'named ones only',
      given: role(policy(['update'], 'networking.k8s.io', ['networkpolicies'], ['cart'])),
      finds: [['/rules/0/verbs', said(0, "'update'", "'networkpolicies'")]],
      absent: 'accepted',
    },
    {
      what: 'an empty list of names',
      given: role(policy(['create'], 'networking.k8s.io', ['networkpolicies'], [])),
      finds: [['/rules/0/verbs', said(0, "'create'", "'networkpolicies'")]],
      absent: 'accepted',
    },
  ],
});
