import { tokenExpirySet } from '../../rules/token-expiry-set';
import { deployment, judges, object } from './given';

const FIELD = '/volumes/0/projected/sources/0/serviceAccountToken/expirationSeconds';
const token = (expirationSeconds: unknown) => ({
  volumes: [
    { name: 'tokens', projected: { sources: [{ serviceAccountToken: expirationSeconds === undefined ? {} : { expirationSeconds } }] } },
  ],
});
const said = (value: string) => `the token in volume 'tokens' has expirationSeconds ${value}, expected 600 to 86400`;
const UNSET = said('unset (3600 by default)');

judges(tokenExpirySet, {
  accepts: [
    ['an hour', deployment(token(3600))],
    ['the shortest life', deployment(token(600))],
    ['a day', deployment(token(86_400))],
    ['no tokens', deployment({ volumes: [{ name: 'a', projected: { sources: [{ configMap: {} }, { serviceAccountToken: null }] } }] })],
    ['no volumes', deployment()],
    ['an object that runs no pod', object('v1', 'ConfigMap', 'cart', { spec: token(null) })],
  ],
  refuses: [
    { what: 'no number', pod: token(undefined), finds: [[FIELD, UNSET]], absent: 'itself' },
    { what: 'null', pod: token(null), finds: [[FIELD, UNSET]], absent: [UNSET] },
    { what: 'more than a day', pod: token(86_401), finds: [[FIELD, said('86401')]], absent: [UNSET] },
    { what: 'less than the API server takes', pod: token(599), finds: [[FIELD, said('599')]], absent: [UNSET] },
    { what: 'zero', pod: token(0), finds: [[FIELD, said('0')]], absent: [UNSET] },
    { what: 'a text', pod: token('3600'), finds: [[FIELD, said("'3600'")]], absent: [UNSET] },
    {
      what: 'what becomes a year',
      pod: token(3607),
      finds: [[FIELD, said('3607 (which the API server turns into a year)')]],
      absent: [UNSET],
    },
    {
      what: 'the second source of the second volume',
      pod: { volumes: [{ name: 'a' }, { projected: { sources: [{}, { serviceAccountToken: {} }] } }] },
      finds: [['/volumes/1/projected/sources/1/serviceAccountToken/expirationSeconds', UNSET.replace('tokens', '1')]],
      absent: 'itself',
    },
  ],
});
