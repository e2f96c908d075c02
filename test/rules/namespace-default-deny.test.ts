import { namespaceDefaultDeny } from '../../rules/namespace-default-deny';
import { judges, object } from './given';
import { namespace } from './namespaces';

const policy = (spec: unknown) => object('networking.k8s.io/v1', 'NetworkPolicy', 'deny', { spec });
const BOTH = { podSelector: {}, policyTypes: ['Ingress', 'Egress'] };
const NAME = '/metadata/name';
const lacks = (what: string) => `namespace 'shop' has no NetworkPolicy that denies all ${what}, expected one`;

judges(namespaceDefaultDeny, {
  accepts: [
    ['one policy for both', [namespace('shop'), policy(BOTH)]],
    ['one policy for each', [namespace('shop'), policy({ podSelector: {}, policyTypes: ['Egress'] }), policy({ podSelector: {} })]],
    ['empty lists of rules', [namespace('shop'), policy({ ...BOTH, ingress: [], egress: [] })]],
    ['an empty selector with its fields', [namespace('shop'), policy({ ...BOTH, podSelector: { matchLabels: {}, matchExpressions: [] } })]],
    [
      'other policies beside it',
      [namespace('shop'), policy({ podSelector: { matchLabels: { app: 'cart' } }, ingress: [{}] }), policy(BOTH)],
    ],
    ['a namespace of the cluster', namespace('kube-system')],
  ],
  refuses: [
    { what: 'no policy', given: namespace('shop'), finds: [[NAME, lacks('ingress and egress')]], absent: 'accepted' },
    {
      what: 'the policy of another namespace',
      given: [namespace('shop'), { ...policy(BOTH), metadata: { name: 'deny', namespace: 'market' } }],
      finds: [[0, NAME, lacks('ingress and egress')]],
      absent: 'accepted',
    },
    {
      what: 'a policy for ingress',
      given: [namespace('shop'), policy({ ...BOTH, policyTypes: ['Ingress'] })],
      finds: [[0, NAME, lacks('egress')]],
      absent: 'accepted',
    },
    {
      what: 'a policy for egress',
      given: [namespace('shop'), policy({ ...BOTH, policyTypes: ['Egress'] })],
      finds: [[0, NAME, lacks('ingress')]],
      absent: 'accepted',
    },
    {
      what: 'no types, with an empty list of egress',
      given: [namespace('shop'), policy({ podSelector: {}, egress: [] })],
      finds: [[0, NAME, lacks('egress')]],
      absent: 'accepted',
    },
    {
      what: 'a policy for some pods',
      given: [namespace('shop'), policy({ ...BOTH, podSelector: { matchLabels: { app: 'cart' } } })],
      finds: [[0, NAME, lacks('ingress and egress')]],
      absent: 'accepted',
    },
    {
      what: 'a policy for pods by an expression',
      given: [namespace('shop'), policy({ ...BOTH, podSelector: { matchExpressions: [{ key: 'app', operator: 'Exists' }] } })],
      finds: [[0, NAME, lacks('ingress and egress')]],
      absent: 'accepted',
    },
    {
      what: 'no selector, which the API asks for',
      given: [namespace('shop'), policy({ policyTypes: ['Ingress', 'Egress'] })],
      finds: [[0, NAME, lacks('ingress and egress')]],
      absent: 'accepted',
    },
    {
      what: 'a selector that is null',
      given: [namespace('shop'), policy({ ...BOTH, podSelector: null })],
      finds: [[0, NAME, lacks('ingress and egress')]],
      absent: 'accepted',
    },
    {
      what: 'a rule for ingress',
      given: [namespace('shop'), policy({ ...BOTH, ingress: [{}] })],
      finds: [[0, NAME, lacks('ingress')]],
      absent: 'accepted',
    },
    {
      what: 'a rule for egress',
      given: [namespace('shop'), policy({ ...BOTH, egress: [{ to: [] }] })],
      finds: [[0, NAME, lacks('egress')]],
      absent: 'accepted',
    },
    {
      what: 'a policy of another group',
      given: [namespace('shop'), { ...policy(BOTH), apiVersion: 'crd.projectcalico.org/v1' }],
      finds: [[0, NAME, lacks('ingress and egress')]],
      absent: 'accepted',
    },
    {
      what: 'types in lower case',
      given: [namespace('shop'), policy({ ...BOTH, policyTypes: ['ingress', 'egress'] })],
      finds: [[0, NAME, lacks('ingress and egress')]],
      absent: 'accepted',
    },
  ],
});
