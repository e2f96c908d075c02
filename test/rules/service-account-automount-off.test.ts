import { serviceAccountAutomountOff } from '../../rules/service-account-automount-off';
import { judges, object } from './given';

const FIELD = '/automountServiceAccountToken';
const account = (fields: Readonly<Record<string, unknown>>) => object('v1', 'ServiceAccount', 'cart', fields);
const said = (value: string) => `the service account has automountServiceAccountToken ${value}, expected false`;

judges(serviceAccountAutomountOff, {
  accepts: [
    ['false', account({ automountServiceAccountToken: false })],
    ['another kind', object('example.com/v1', 'ServiceAccount', 'cart')],
  ],
  refuses: [
    { what: 'no field', given: account({}), finds: [[FIELD, said('unset')]], absent: 'itself' },
    { what: 'null', given: account({ automountServiceAccountToken: null }), finds: [[FIELD, said('unset')]], absent: [said('unset')] },
    { what: 'true', given: account({ automountServiceAccountToken: true }), finds: [[FIELD, said('true')]], absent: [said('unset')] },
    {
      what: 'a text',
      given: account({ automountServiceAccountToken: 'false' }),
      finds: [[FIELD, said("'false'")]],
      absent: [said('unset')],
    },
    {
      what: 'the default one, as the second object',
      given: [account({ automountServiceAccountToken: false }), object('v1', 'ServiceAccount', 'default')],
      finds: [[1, FIELD, said('unset')]],
      absent: 'itself',
    },
  ],
});
