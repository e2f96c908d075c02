import { policyTypesCoverRules } from '../../rules/policy-types-cover-rules';
import { judges } from './given';
import { cilium, policy } from './given-network';

const RULE = { to: [{ podSelector: {} }] };

judges(policyTypesCoverRules, {
  accepts: [
    ['rules of both directions', policy({ policyTypes: ['Ingress', 'Egress'], ingress: [{}], egress: [RULE] })],
    ['rules of egress without types', policy({ egress: [RULE] })],
    ['an empty list of types, which is none', policy({ policyTypes: [], egress: [RULE] })],
    ['rules of ingress without types', policy({ ingress: [{}] })],
    ['an empty list of ingress without types, which closes', policy({ ingress: [] })],
    ['an empty list of a direction that the types leave out on purpose', policy({ policyTypes: ['Ingress'], egress: [] })],
    ['a null for the rules', policy({ egress: null })],
    ['no rules', policy({ policyTypes: ['Egress'] })],
    ['rules that are none', policy({ policyTypes: ['Egress'], ingress: 'all' })],
    ['a policy of Cilium, which has no types', cilium({ policyTypes: ['Ingress'], egress: [{}] })],
  ],
  refuses: [
    {
      what: 'a rule of egress',
      given: policy({ policyTypes: ['Ingress'], egress: [RULE] }),
      finds: [['/spec/egress', 'the rule is ignored, as policyTypes does not list Egress']],
      absent: 'accepted',
    },
    {
      what: 'rules of ingress',
      given: policy({ policyTypes: ['Egress'], ingress: [{}, {}] }),
      finds: [['/spec/ingress', 'the rules are ignored, as policyTypes does not list Ingress']],
      absent: 'accepted',
    },
    {
      what: 'a type in lower case',
      given: policy({ policyTypes: ['Ingress', 'egress'], egress: [RULE] }),
      finds: [['/spec/egress', 'the rule is ignored, as policyTypes does not list Egress']],
      absent: 'accepted',
    },
    {
      what: 'an empty list of egress without types',
      given: policy({ egress: [] }),
      finds: [['/spec/egress', 'the empty list closes nothing, as policyTypes does not list Egress']],
      absent: 'accepted',
    },
  ],
});
