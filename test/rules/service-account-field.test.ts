import { serviceAccountField } from '../../rules/service-account-field';
import { deployment, judges, object } from './given';

const said = (name: string) => `the pod has the deprecated serviceAccount ${name}, expected serviceAccountName alone`;

judges(serviceAccountField, {
  accepts: [
    ['no account', deployment()],
    ['the account in its field', deployment({ serviceAccountName: 'cart' })],
    ['an empty deprecated field', deployment({ serviceAccount: '' })],
    ['null', deployment({ serviceAccount: null })],
    ['an object that runs no pod', object('v1', 'ConfigMap', 'cart', { spec: { serviceAccount: 'x' } })],
  ],
  refuses: [
    { what: 'the deprecated field', pod: { serviceAccount: 'cart' }, finds: [['/serviceAccount', said("'cart'")]], absent: 'accepted' },
    {
      what: 'both fields, as the API server returns them',
      pod: { serviceAccountName: 'cart', serviceAccount: 'cart' },
      finds: [['/serviceAccount', said("'cart'")]],
      absent: 'accepted',
    },
    { what: 'a number', pod: { serviceAccount: 3 }, finds: [['/serviceAccount', said('3')]], absent: 'accepted' },
  ],
});
