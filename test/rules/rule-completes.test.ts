import { ruleCompletes } from '../../rules/rule-completes';
import { found, object } from './given';

// What it reports is found by `evaluate`: see its test.
test('says nothing by itself, and can never be exempted', () => {
  expect(found(ruleCompletes, [object('v1', 'Pod', 'cart')])).toEqual([]);
  expect(ruleCompletes.exemptible).toBe('never');
});
