import { tokenSecretUnused } from '../../rules/token-secret-unused';
import { judges, object } from './given';

const TYPE = 'kubernetes.io/service-account-token';
const ANNOTATED = { name: 'cart', namespace: 'shop', annotations: { 'kubernetes.io/service-account.name': 'cart' } };
const secret = (fields: Readonly<Record<string, unknown>>) => object('v1', 'Secret', 'cart', fields);
const said = (account: string) => `the Secret holds a token of the service account ${account}that never expires, expected none`;

judges(tokenSecretUnused, {
  accepts: [
    ['a Secret of another type', secret({ type: 'Opaque' })],
    ['a Secret without a type', secret({})],
    ['an annotation alone', secret({ type: '', metadata: ANNOTATED })],
    ['another kind', object('v1', 'ConfigMap', 'cart', { type: TYPE })],
    ['another group', object('example.com/v1', 'Secret', 'cart', { type: TYPE })],
  ],
  refuses: [
    {
      what: 'a token',
      given: secret({ type: TYPE, metadata: ANNOTATED }),
      finds: [['/type', said("'cart' ")]],
      absent: 'accepted',
    },
    { what: 'a token that does not say of whom', given: secret({ type: TYPE }), finds: [['/type', said('')]], absent: 'accepted' },
    {
      what: 'a token as the second object',
      given: [secret({}), secret({ type: TYPE, data: {} })],
      finds: [[1, '/type', said('')]],
      absent: 'accepted',
    },
  ],
});
