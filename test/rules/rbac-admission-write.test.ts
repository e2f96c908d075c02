import { rbacAdmissionWrite } from '../../rules/rbac-admission-write';
import { judges, object } from './given';
import { clusterRole, policy, role, roleIn } from './roles';

const said = (index: number, verbs: string, resources: string) =>
  `rule ${index} grants ${verbs} on ${resources}, expected no writing of webhooks or policies of admission`;

judges(rbacAdmissionWrite, {
  accepts: [
    ['a role without rules', clusterRole()],
    ['reading it', clusterRole(policy(['get', 'list', 'watch'], 'admissionregistration.k8s.io', ['validatingwebhookconfigurations']))],
    ['a resource of the same name in another group', clusterRole(policy(['create'], 'example.com', ['validatingwebhookconfigurations']))],
    ['everything, which is the finding of another rule', clusterRole(policy(['create'], 'admissionregistration.k8s.io', ['*']))],
    ['another resource', clusterRole(policy(['*'], 'admissionregistration.k8s.io', ['leases']))],
    [
      'a subresource that is not the resource',
      clusterRole(policy(['create'], 'admissionregistration.k8s.io', ['validatingwebhookconfigurations/unknown'])),
    ],
    [
      'verbs that are no list',
      clusterRole({ apiGroups: ['admissionregistration.k8s.io'], resources: ['validatingwebhookconfigurations'], verbs: 'create' }),
    ],
    ['no verbs', clusterRole({ apiGroups: ['admissionregistration.k8s.io'], resources: ['validatingwebhookconfigurations'], verbs: null })],
    ['no rules', { ...clusterRole(), rules: null }],
    [
      'another kind that has rules',
      object('example.com/v1', 'Role', 'cart', {
        rules: [policy(['create'], 'admissionregistration.k8s.io', ['validatingwebhookconfigurations'])],
      }),
    ],
    [
      'creation of named ones, which the API server never allows',
      clusterRole(policy(['create'], 'admissionregistration.k8s.io', ['validatingwebhookconfigurations'], ['cart'])),
    ],
  ],
  refuses: [
    {
      what: 'create on validatingwebhookconfigurations',
      given: clusterRole(policy(['create'], 'admissionregistration.k8s.io', ['validatingwebhookconfigurations'])),
      finds: [['/rules/0/verbs', said(0, "'create'", "'validatingwebhookconfigurations'")]],
      absent: 'accepted',
    },
    {
      what: 'update on validatingwebhookconfigurations',
      given: clusterRole(policy(['update'], 'admissionregistration.k8s.io', ['validatingwebhookconfigurations'])),
      finds: [['/rules/0/verbs', said(0, "'update'", "'validatingwebhookconfigurations'")]],
      absent: 'accepted',
    },
    {
      what: 'patch on validatingwebhookconfigurations',
      given: clusterRole(policy(['patch'], 'admissionregistration.k8s.io', ['validatingwebhookconfigurations'])),
      finds: [['/rules/0/verbs', said(0, "'patch'", "'validatingwebhookconfigurations'")]],
      absent: 'accepted',
    },
    {
      what: 'delete on validatingwebhookconfigurations',
      given: clusterRole(policy(['delete'], 'admissionregistration.k8s.io', ['validatingwebhookconfigurations'])),
      finds: [['/rules/0/verbs', said(0, "'delete'", "'validatingwebhookconfigurations'")]],
      absent: 'accepted',
    },
    {
      what: 'deletecollection on validatingwebhookconfigurations',
      given: clusterRole(policy(['deletecollection'], 'admissionregistration.k8s.io', ['validatingwebhookconfigurations'])),
      finds: [['/rules/0/verbs', said(0, "'deletecollection'", "'validatingwebhookconfigurations'")]],
      absent: 'accepted',
    },
    {
      what: 'create on mutatingwebhookconfigurations',
      given: clusterRole(policy(['create'], 'admissionregistration.k8s.io', ['mutatingwebhookconfigurations'])),
      finds: [['/rules/0/verbs', said(0, "'create'", "'mutatingwebhookconfigurations'")]],
      absent: 'accepted',
    },
    {
      what: 'create on validatingadmissionpolicies',
      given: clusterRole(policy(['create'], 'admissionregistration.k8s.io', ['validatingadmissionpolicies'])),
      finds: [['/rules/0/verbs', said(0, "'create'", "'validatingadmissionpolicies'")]],
      absent: 'accepted',
    },
    {
      what: 'create on validatingadmissionpolicybindings',
      given: clusterRole(policy(['create'], 'admissionregistration.k8s.io', ['validatingadmissionpolicybindings'])),
      finds: [['/rules/0/verbs', said(0, "'create'", "'validatingadmissionpolicybindings'")]],
      absent: 'accepted',
    },
    {
      what: 'create on mutatingadmissionpolicies',
      given: clusterRole(policy(['create'], 'admissionregistration.k8s.io', ['mutatingadmissionpolicies'])),
      finds: [['/rules/0/verbs', said(0, "'create'", "'mutatingadmissionpolicies'")]],
      absent: 'accepted',
    },
    {
      what: 'create on mutatingadmissionpolicybindings',
      given: clusterRole(policy(['create'], 'admissionregistration.k8s.io', ['mutatingadmissionpolicybindings'])),
      finds: [['/rules/0/verbs', said(0, "'create'", "'mutatingadmissionpolicybindings'")]],
      absent: 'accepted',
    },
    {
      what: 'every verb',
      given: clusterRole(policy(['*'], 'admissionregistration.k8s.io', ['validatingwebhookconfigurations'])),
      finds: [['/rules/0/verbs', said(0, "'*'", "'validatingwebhookconfigurations'")]],
      absent: 'accepted',
    },
    {
      what: 'every group',
      given: clusterRole(policy(['create'], '*', ['validatingwebhookconfigurations'])),
      finds: [['/rules/0/verbs', said(0, "'create'", "'validatingwebhookconfigurations'")]],
      absent: 'accepted',
    },
    {
      what: 'one verb among harmless ones',
      given: clusterRole(policy(['get', 'list', 'create'], 'admissionregistration.k8s.io', ['validatingwebhookconfigurations'])),
      finds: [['/rules/0/verbs', said(0, "'create'", "'validatingwebhookconfigurations'")]],
      absent: 'accepted',
    },
    {
      what: 'one resource among harmless ones',
      given: clusterRole(policy(['create'], 'admissionregistration.k8s.io', ['leases', 'validatingwebhookconfigurations'])),
      finds: [['/rules/0/verbs', said(0, "'create'", "'validatingwebhookconfigurations'")]],
      absent: 'accepted',
    },
    {
      what: 'a second rule',
      given: clusterRole(
        policy(['get'], '', ['nothing']),
        policy(['create'], 'admissionregistration.k8s.io', ['validatingwebhookconfigurations']),
      ),
      finds: [['/rules/1/verbs', said(1, "'create'", "'validatingwebhookconfigurations'")]],
      absent: 'accepted',
    },
    {
      what: 'several rules',
      given: clusterRole(
        policy(['create'], 'admissionregistration.k8s.io', ['validatingwebhookconfigurations']),
        policy(['create'], 'admissionregistration.k8s.io', ['validatingwebhookconfigurations']),
      ),
      finds: [
        ['/rules/0/verbs', said(0, "'create'", "'validatingwebhookconfigurations'")],
        ['/rules/1/verbs', said(1, "'create'", "'validatingwebhookconfigurations'")],
      ],
      absent: 'accepted',
    },
    {
      what: 'an item that is no string beside it',
      given: clusterRole({
        apiGroups: [3, 'admissionregistration.k8s.io'],
        resources: [null, 'validatingwebhookconfigurations'],
        verbs: [{}, 'create'],
      }),
      finds: [['/rules/0/verbs', said(0, "'create'", "'validatingwebhookconfigurations'")]],
      absent: 'accepted',
    },
    {
      what: 'a Role',
      given: roleIn('kube-system', policy(['create'], 'admissionregistration.k8s.io', ['validatingwebhookconfigurations'])),
      finds: [['/rules/0/verbs', said(0, "'create'", "'validatingwebhookconfigurations'")]],
      absent: 'accepted',
    },
    {
      what: 'a Role of an ordinary namespace',
      given: role(policy(['create'], 'admissionregistration.k8s.io', ['validatingwebhookconfigurations'])),
      finds: [['/rules/0/verbs', said(0, "'create'", "'validatingwebhookconfigurations'")]],
      absent: 'accepted',
    },
    {
      what: 'named ones only',
      given: clusterRole(policy(['update'], 'admissionregistration.k8s.io', ['validatingwebhookconfigurations'], ['cart'])),
      finds: [['/rules/0/verbs', said(0, "'update'", "'validatingwebhookconfigurations'")]],
      absent: 'accepted',
    },
    {
      what: 'an empty list of names',
      given: clusterRole(policy(['create'], 'admissionregistration.k8s.io', ['validatingwebhookconfigurations'], [])),
      finds: [['/rules/0/verbs', said(0, "'create'", "'validatingwebhookconfigurations'")]],
      absent: 'accepted',
    },
  ],
});
