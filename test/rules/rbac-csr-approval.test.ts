import { rbacCsrApproval } from '../../rules/rbac-csr-approval';
import { judges, object } from './given';
import { clusterRole, policy, role, roleIn } from './roles';

const said = (index: number, verbs: string, resources: string) =>
  `rule ${index} grants ${verbs} on ${resources}, expected no approval of certificates but of named signers outside 'kubernetes.io/'`;

judges(rbacCsrApproval, {
  accepts: [
    ['a role without rules', clusterRole()],
    ['reading it', clusterRole(policy(['get', 'list', 'watch'], 'certificates.k8s.io', ['certificatesigningrequests/approval']))],
    [
      'a resource of the same name in another group',
      clusterRole(policy(['update'], 'example.com', ['certificatesigningrequests/approval'])),
    ],
    ['everything, which is the finding of another rule', clusterRole(policy(['update'], 'certificates.k8s.io', ['*']))],
    ['another resource', clusterRole(policy(['*'], 'certificates.k8s.io', ['leases']))],
    ['the resource without its subresource', clusterRole(policy(['update'], 'certificates.k8s.io', ['certificatesigningrequests']))],
    [
      'a pattern that the API server does not know',
      clusterRole(policy(['update'], 'certificates.k8s.io', ['certificatesigningrequests/*'])),
    ],
    [
      'verbs that are no list',
      clusterRole({ apiGroups: ['certificates.k8s.io'], resources: ['certificatesigningrequests/approval'], verbs: 'update' }),
    ],
    ['no verbs', clusterRole({ apiGroups: ['certificates.k8s.io'], resources: ['certificatesigningrequests/approval'], verbs: null })],
    ['no rules', { ...clusterRole(), rules: null }],
    [
      'another kind that has rules',
      object('example.com/v1', 'Role', 'cart', {
        rules: [policy(['update'], 'certificates.k8s.io', ['certificatesigningrequests/approval'])],
      }),
    ],
    [
      "approval for a signer of one's own",
      clusterRole(policy(['approve', 'sign'], 'certificates.k8s.io', ['signers'], ['example.com/mesh'])),
    ],
  ],
  refuses: [
    {
      what: 'update on certificatesigningrequests/approval',
      given: clusterRole(policy(['update'], 'certificates.k8s.io', ['certificatesigningrequests/approval'])),
      finds: [['/rules/0/verbs', said(0, "'update'", "'certificatesigningrequests/approval'")]],
      absent: 'accepted',
    },
    {
      what: 'patch on certificatesigningrequests/approval',
      given: clusterRole(policy(['patch'], 'certificates.k8s.io', ['certificatesigningrequests/approval'])),
      finds: [['/rules/0/verbs', said(0, "'patch'", "'certificatesigningrequests/approval'")]],
      absent: 'accepted',
    },
    {
      what: 'approve on signers',
      given: clusterRole(policy(['approve'], 'certificates.k8s.io', ['signers'])),
      finds: [['/rules/0/verbs', said(0, "'approve'", "'signers'")]],
      absent: 'accepted',
    },
    {
      what: 'sign on signers',
      given: clusterRole(policy(['sign'], 'certificates.k8s.io', ['signers'])),
      finds: [['/rules/0/verbs', said(0, "'sign'", "'signers'")]],
      absent: 'accepted',
    },
    {
      what: 'every verb',
      given: clusterRole(policy(['*'], 'certificates.k8s.io', ['certificatesigningrequests/approval'])),
      finds: [['/rules/0/verbs', said(0, "'*'", "'certificatesigningrequests/approval'")]],
      absent: 'accepted',
    },
    {
      what: 'every group',
      given: clusterRole(policy(['update'], '*', ['certificatesigningrequests/approval'])),
      finds: [['/rules/0/verbs', said(0, "'update'", "'certificatesigningrequests/approval'")]],
      absent: 'accepted',
    },
    {
      what: 'one verb among harmless ones',
      given: clusterRole(policy(['get', 'list', 'update'], 'certificates.k8s.io', ['certificatesigningrequests/approval'])),
      finds: [['/rules/0/verbs', said(0, "'update'", "'certificatesigningrequests/approval'")]],
      absent: 'accepted',
    },
    {
      what: 'one resource among harmless ones',
      given: clusterRole(policy(['update'], 'certificates.k8s.io', ['leases', 'certificatesigningrequests/approval'])),
      finds: [['/rules/0/verbs', said(0, "'update'", "'certificatesigningrequests/approval'")]],
      absent: 'accepted',
    },
    {
      what: 'a second rule',
      given: clusterRole(
        policy(['get'], '', ['nothing']),
        policy(['update'], 'certificates.k8s.io', ['certificatesigningrequests/approval']),
      ),
      finds: [['/rules/1/verbs', said(1, "'update'", "'certificatesigningrequests/approval'")]],
      absent: 'accepted',
    },
    {
      what: 'several rules',
      given: clusterRole(
        policy(['update'], 'certificates.k8s.io', ['certificatesigningrequests/approval']),
        policy(['update'], 'certificates.k8s.io', ['certificatesigningrequests/approval']),
      ),
      finds: [
        ['/rules/0/verbs', said(0, "'update'", "'certificatesigningrequests/approval'")],
        ['/rules/1/verbs', said(1, "'update'", "'certificatesigningrequests/approval'")],
      ],
      absent: 'accepted',
    },
    {
      what: 'an item that is no string beside it',
      given: clusterRole({
        apiGroups: [3, 'certificates.k8s.io'],
        resources: [null, 'certificatesigningrequests/approval'],
        verbs: [{}, 'update'],
      }),
      finds: [['/rules/0/verbs', said(0, "'update'", "'certificatesigningrequests/approval'")]],
      absent: 'accepted',
    },
    {
      what: 'a Role',
      given: roleIn('kube-system', policy(['update'], 'certificates.k8s.io', ['certificatesigningrequests/approval'])),
      finds: [['/rules/0/verbs', said(0, "'update'", "'certificatesigningrequests/approval'")]],
      absent: 'accepted',
    },
    {
      what: 'a Role of an ordinary namespace',
      given: role(policy(['update'], 'certificates.k8s.io', ['certificatesigningrequests/approval'])),
      finds: [['/rules/0/verbs', said(0, "'update'", "'certificatesigningrequests/approval'")]],
      absent: 'accepted',
    },
    {
      what: 'the subresource of whatever has one',
      given: clusterRole(policy(['update'], 'certificates.k8s.io', ['*/approval'])),
      finds: [['/rules/0/verbs', said(0, "'update'", "'*/approval'")]],
      absent: 'accepted',
    },
    {
      what: 'an empty list of names',
      given: clusterRole(policy(['update'], 'certificates.k8s.io', ['certificatesigningrequests/approval'], [])),
      finds: [['/rules/0/verbs', said(0, "'update'", "'certificatesigningrequests/approval'")]],
      absent: 'accepted',
    },
    {
      what: 'approval for a signer of the cluster',
      given: clusterRole(policy(['approve'], 'certificates.k8s.io', ['signers'], ['kubernetes.io/kube-apiserver-client'])),
      finds: [['/rules/0/verbs', said(0, "'approve'", "'signers'")]],
      absent: 'accepted',
    },
    {
      what: 'approval for every signer of the cluster',
      given: clusterRole(policy(['approve'], 'certificates.k8s.io', ['signers'], ['kubernetes.io/*'])),
      finds: [['/rules/0/verbs', said(0, "'approve'", "'signers'")]],
      absent: 'accepted',
    },
  ],
});
