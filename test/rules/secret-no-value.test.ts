import { secretNoValue } from '../../rules/secret-no-value';
import { judges, object } from './given';

const secret = (fields: Readonly<Record<string, unknown>>) => object('v1', 'Secret', 'cart', fields);
const said = (keys: string, field: string) => `the Secret has values for ${keys} in ${field}, expected none in a manifest`;

judges(secretNoValue, {
  accepts: [
    ['no values', secret({ type: 'Opaque' })],
    ['empty values', secret({ data: { password: '' }, stringData: { user: null } })],
    ['gaps that somebody fills', secret({ stringData: { password: '<password>', token: '{{ .token }}' } })],
    [
      'the token of a service account, which another rule refuses',
      secret({ type: 'kubernetes.io/service-account-token', data: { token: 'YQ==' } }),
    ],
    ['no map', secret({ data: 'hunter2', stringData: ['hunter2'] })],
    ['another kind', object('example.com/v1', 'Secret', 'cart', { data: { password: 'aHVudGVyMg==' } })],
    ['a secret that is fetched', object('external-secrets.io/v1', 'ExternalSecret', 'cart', { spec: { data: [{ secretKey: 'a' }] } })],
  ],
  refuses: [
    {
      what: 'a value',
      given: secret({ data: { password: 'aHVudGVyMg==' } }),
      finds: [['/data', said("'password'", 'data')]],
      absent: 'accepted',
    },
    {
      what: 'several, plain, beside an empty one',
      given: secret({ stringData: { a: 'x', b: '', c: 'y' } }),
      finds: [['/stringData', said("'a', 'c'", 'stringData')]],
      absent: 'accepted',
    },
    {
      what: 'a value that is a number',
      given: secret({ stringData: { pin: 0 } }),
      finds: [['/stringData', said("'pin'", 'stringData')]],
      absent: 'accepted',
    },
    {
      what: 'both, in the second object, of a type',
      given: [secret({}), secret({ type: 'kubernetes.io/tls', data: { 'tls.key': 'YQ==' }, stringData: { a: 'b' } })],
      finds: [
        [1, '/data', said("'tls.key'", 'data')],
        [1, '/stringData', said("'a'", 'stringData')],
      ],
      absent: 'accepted',
    },
  ],
});
