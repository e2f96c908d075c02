import { rbacSubjectKind } from '../../rules/rbac-subject-kind';
import { judges } from './given';
import { clusterRoleBinding, roleBinding } from './roles';

const user = (name: string) => ({ apiGroup: 'rbac.authorization.k8s.io', kind: 'User', name });
const CART = { kind: 'ServiceAccount', name: 'cart', namespace: 'shop' };
const said = (name: string) => `the user '${name}' is a ServiceAccount, expected kind ServiceAccount`;
const kindly = (kind: string) => `the subject 'cart' has kind '${kind}', expected Group, ServiceAccount, User`;
const FIRST = '/subjects/0/name';
const KIND = '/subjects/0/kind';
const HIDDEN = 'system:serviceaccount:shop:cart';

judges(rbacSubjectKind, {
  accepts: [
    ['a ServiceAccount', roleBinding('Role', 'cart', CART)],
    ['a user', roleBinding('Role', 'cart', user('jane'))],
    ['a user of the system', roleBinding('Role', 'cart', user('system:kube-scheduler'))],
    ['a group', roleBinding('Role', 'cart', { kind: 'Group', name: 'system:serviceaccount:shop:cart' })],
    ['a ServiceAccount of the namespace of the binding', roleBinding('Role', 'cart', { kind: 'ServiceAccount', name: 'cart' })],
    ['no subjects', { ...roleBinding('Role', 'cart'), subjects: null }],
  ],
  refuses: [
    {
      what: 'a user that is a ServiceAccount',
      given: roleBinding('Role', 'cart', user(HIDDEN)),
      finds: [[FIRST, said(HIDDEN)]],
      absent: 'accepted',
    },
    {
      what: 'the same, in the whole cluster',
      given: clusterRoleBinding('view', user(HIDDEN)),
      finds: [[FIRST, said(HIDDEN)]],
      absent: 'accepted',
    },
    {
      what: 'a second subject',
      given: roleBinding('Role', 'cart', CART, user(HIDDEN)),
      finds: [['/subjects/1/name', said(HIDDEN)]],
      absent: 'accepted',
    },
    {
      what: 'a kind that is none',
      given: roleBinding('Role', 'cart', { ...CART, kind: 'serviceaccount' }),
      finds: [[KIND, kindly('serviceaccount')]],
      absent: [kindly('')],
    },
    { what: 'no kind', given: roleBinding('Role', 'cart', { name: 'cart' }), finds: [[KIND, kindly('')]], absent: 'itself' },
    {
      what: 'a ServiceAccount of no namespace',
      given: clusterRoleBinding('view', { kind: 'ServiceAccount', name: 'cart' }),
      finds: [['/subjects/0/namespace', "the ServiceAccount 'cart' has no namespace, expected one"]],
      absent: 'itself',
    },
  ],
});
