import { disruptionBudgetUnhealthy } from '../../rules/disruption-budget-unhealthy';
import { judges, object } from './given';

const budget = (unhealthyPodEvictionPolicy: unknown, apiVersion = 'policy/v1') =>
  object(apiVersion, 'PodDisruptionBudget', 'cart', { spec: { maxUnavailable: 1, unhealthyPodEvictionPolicy } });
const AT = '/spec/unhealthyPodEvictionPolicy';
const said = (found: string) => `unhealthyPodEvictionPolicy is ${found}, expected 'AlwaysAllow'`;

judges(disruptionBudgetUnhealthy, {
  accepts: [
    ['pods that may always go', budget('AlwaysAllow')],
    ['nothing said before 1.27, when there was nothing to say', budget(undefined), { minor: 26 }],
    ['a budget of another group', budget(undefined, 'example.com/v1')],
  ],
  refuses: [
    {
      what: 'nothing said',
      given: object('policy/v1', 'PodDisruptionBudget', 'cart', { spec: {} }),
      facts: { minor: 27 },
      finds: [[AT, said('unset')]],
      absent: 'itself',
    },
    {
      what: 'the default written out',
      given: budget('IfHealthyBudget'),
      finds: [[AT, said(`'IfHealthyBudget'`)]],
      absent: [said('unset')],
    },
    { what: 'null', given: budget(null), finds: [[AT, said('unset')]], absent: [said('unset')] },
    { what: 'a policy that does not exist', given: budget('alwaysAllow'), finds: [[AT, said(`'alwaysAllow'`)]], absent: [said('unset')] },
  ],
});
