import { rbacServicesWrite } from '../../rules/rbac-services-write';
import { judges, object } from './given';
import { clusterRole, clusterRoleBinding, policy, role, roleBinding, roleBindingIn, roleIn } from './roles';

const said = (index: number, verbs: string, resources: string) =>
  `rule ${index} grants ${verbs} on ${resources}, expected writing in single namespaces outside kube-system only`;

judges(rbacServicesWrite, {
  accepts: [
    ['a role without rules', clusterRole()],
    ['reading it', clusterRole(policy(['get', 'list', 'watch'], '', ['services']))],
    ['a resource of the same name in another group', clusterRole(policy(['create'], 'example.com', ['services']))],
    ['everything, which is the finding of another rule', clusterRole(policy(['create'], '', ['*']))],
    ['another resource', clusterRole(policy(['*'], '', ['leases']))],
    ['a subresource that is not the resource', clusterRole(policy(['create'], '', ['services/unknown']))],
    ['verbs that are no list', clusterRole({ apiGroups: [''], resources: ['services'], verbs: 'create' })],
    ['no verbs', clusterRole({ apiGroups: [''], resources: ['services'], verbs: null })],
    ['no rules', { ...clusterRole(), rules: null }],
    ['another kind that has rules', object('example.com/v1', 'Role', 'cart', { rules: [policy(['create'], '', ['services'])] })],
    ['creation of named ones, which the API server never allows', clusterRole(policy(['create'], '', ['services'], ['cart']))],
    ['a Role of an ordinary namespace', role(policy(['create'], '', ['services']))],
    [
      'a ClusterRole that only a RoleBinding of an ordinary namespace names',
      [clusterRole(policy(['create'], '', ['services'])), roleBinding('ClusterRole', 'cart')],
    ],
  ],
  refuses: [
    {
      what: 'create on services',
      given: clusterRole(policy(['create'], '', ['services'])),
      finds: [['/rules/0/verbs', said(0, "'create'", "'services'")]],
      absent: 'accepted',
    },
    {
      what: 'update on services',
      given: clusterRole(policy(['update'], '', ['services'])),
      finds: [['/rules/0/verbs', said(0, "'update'", "'services'")]],
      absent: 'accepted',
    },
    {
      what: 'patch on services',
      given: clusterRole(policy(['patch'], '', ['services'])),
      finds: [['/rules/0/verbs', said(0, "'patch'", "'services'")]],
      absent: 'accepted',
    },
    {
      what: 'create on ingresses',
      given: clusterRole(policy(['create'], 'networking.k8s.io', ['ingresses'])),
      finds: [['/rules/0/verbs', said(0, "'create'", "'ingresses'")]],
      absent: 'accepted',
    },
    {
      what: 'update on ingresses',
      given: clusterRole(policy(['update'], 'networking.k8s.io', ['ingresses'])),
      finds: [['/rules/0/verbs', said(0, "'update'", "'ingresses'")]],
      absent: 'accepted',
    },
    {
      what: 'patch on ingresses',
      given: clusterRole(policy(['patch'], 'networking.k8s.io', ['ingresses'])),
      finds: [['/rules/0/verbs', said(0, "'patch'", "'ingresses'")]],
      absent: 'accepted',
    },
    {
      what: 'create on gateways',
      given: clusterRole(policy(['create'], 'gateway.networking.k8s.io', ['gateways'])),
      finds: [['/rules/0/verbs', said(0, "'create'", "'gateways'")]],
      absent: 'accepted',
    },
    {
      what: 'update on gateways',
      given: clusterRole(policy(['update'], 'gateway.networking.k8s.io', ['gateways'])),
      finds: [['/rules/0/verbs', said(0, "'update'", "'gateways'")]],
      absent: 'accepted',
    },
    {
      what: 'patch on gateways',
      given: clusterRole(policy(['patch'], 'gateway.networking.k8s.io', ['gateways'])),
      finds: [['/rules/0/verbs', said(0, "'patch'", "'gateways'")]],
      absent: 'accepted',
    },
    {
      what: 'create on httproutes',
      given: clusterRole(policy(['create'], 'gateway.networking.k8s.io', ['httproutes'])),
      finds: [['/rules/0/verbs', said(0, "'create'", "'httproutes'")]],
      absent: 'accepted',
    },
    {
      what: 'create on tlsroutes',
      given: clusterRole(policy(['create'], 'gateway.networking.k8s.io', ['tlsroutes'])),
      finds: [['/rules/0/verbs', said(0, "'create'", "'tlsroutes'")]],
      absent: 'accepted',
    },
    {
      what: 'create on grpcroutes',
      given: clusterRole(policy(['create'], 'gateway.networking.k8s.io', ['grpcroutes'])),
      finds: [['/rules/0/verbs', said(0, "'create'", "'grpcroutes'")]],
      absent: 'accepted',
    },
    {
      what: 'create on referencegrants',
      given: clusterRole(policy(['create'], 'gateway.networking.k8s.io', ['referencegrants'])),
      finds: [['/rules/0/verbs', said(0, "'create'", "'referencegrants'")]],
      absent: 'accepted',
    },
    {
      what: 'every verb',
      given: clusterRole(policy(['*'], '', ['services'])),
      finds: [['/rules/0/verbs', said(0, "'*'", "'services'")]],
      absent: 'accepted',
    },
    {
      what: 'every group',
      given: clusterRole(policy(['create'], '*', ['services'])),
      finds: [['/rules/0/verbs', said(0, "'create'", "'services'")]],
      absent: 'accepted',
    },
    {
      what: 'one verb among harmless ones',
      given: clusterRole(policy(['get', 'list', 'create'], '', ['services'])),
      finds: [['/rules/0/verbs', said(0, "'create'", "'services'")]],
      absent: 'accepted',
    },
    {
      what: 'one resource among harmless ones',
      given: clusterRole(policy(['create'], '', ['leases', 'services'])),
      finds: [['/rules/0/verbs', said(0, "'create'", "'services'")]],
      absent: 'accepted',
    },
    {
      what: 'a second rule',
      given: clusterRole(policy(['get'], '', ['nothing']), policy(['create'], '', ['services'])),
      finds: [['/rules/1/verbs', said(1, "'create'", "'services'")]],
      absent: 'accepted',
    },
    {
      what: 'several rules',
      given: clusterRole(policy(['create'], '', ['services']), policy(['create'], '', ['services'])),
      finds: [
        ['/rules/0/verbs', said(0, "'create'", "'services'")],
        ['/rules/1/verbs', said(1, "'create'", "'services'")],
      ],
      absent: 'accepted',
    },
    {
      what: 'an item that is no string beside it',
      given: clusterRole({ apiGroups: [3, ''], resources: [null, 'services'], verbs: [{}, 'create'] }),
      finds: [['/rules/0/verbs', said(0, "'create'", "'services'")]],
      absent: 'accepted',
    },
    {
      what: 'named ones only',
      given: clusterRole(policy(['update'], '', ['services'], ['cart'])),
      finds: [['/rules/0/verbs', said(0, "'update'", "'services'")]],
      absent: 'accepted',
    },
    {
      what: 'an empty list of names',
      given: clusterRole(policy(['create'], '', ['services'], [])),
      finds: [['/rules/0/verbs', said(0, "'create'", "'services'")]],
      absent: 'accepted',
    },
    {
      what: 'a Role of kube-system',
      given: roleIn('kube-system', policy(['create'], '', ['services'])),
      finds: [['/rules/0/verbs', said(0, "'create'", "'services'")]],
      absent: 'accepted',
    },
    {
      what: 'a ClusterRole that a ClusterRoleBinding names',
      given: [clusterRole(policy(['create'], '', ['services'])), clusterRoleBinding('cart')],
      finds: [['/rules/0/verbs', said(0, "'create'", "'services'")]],
      absent: 'accepted',
    },
    {
      what: 'a ClusterRole that a RoleBinding names too',
      given: [clusterRole(policy(['create'], '', ['services'])), roleBinding('ClusterRole', 'cart'), clusterRoleBinding('cart')],
      finds: [['/rules/0/verbs', said(0, "'create'", "'services'")]],
      absent: 'accepted',
    },
    {
      what: 'a ClusterRole that a RoleBinding of kube-system names',
      given: [clusterRole(policy(['create'], '', ['services'])), roleBindingIn('kube-system', 'ClusterRole', 'cart')],
      finds: [['/rules/0/verbs', said(0, "'create'", "'services'")]],
      absent: 'accepted',
    },
    {
      what: 'a ClusterRole beside a binding of a Role of the same name',
      given: [clusterRole(policy(['create'], '', ['services'])), roleBinding('Role', 'cart')],
      finds: [['/rules/0/verbs', said(0, "'create'", "'services'")]],
      absent: 'accepted',
    },
  ],
});
