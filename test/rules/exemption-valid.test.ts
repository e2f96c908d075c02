import { exemptionValid } from '../../rules/exemption-valid';
import { found, object } from './given';

// What it reports is found by `judge`: see its test.
test('says nothing by itself, and can never be exempted', () => {
  expect(found(exemptionValid, [object('v1', 'Pod', 'cart')])).toEqual([]);
  expect(exemptionValid.exemptible).toBe('never');
});
