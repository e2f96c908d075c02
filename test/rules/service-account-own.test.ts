import { serviceAccountOwn } from '../../rules/service-account-own';
import { deployment, judges, object } from './given';

const said = (name: string) => `the pod has serviceAccountName ${name}, expected a service account of its own`;
const UNSET = said('unset');

judges(serviceAccountOwn, {
  accepts: [
    ['an account of its own', deployment({ serviceAccountName: 'cart' })],
    ['one in the deprecated field, which counts where the other is empty', deployment({ serviceAccountName: '', serviceAccount: 'cart' })],
    ['the name over the deprecated field', deployment({ serviceAccountName: 'cart', serviceAccount: 'default' })],
    ['an object that runs no pod', object('v1', 'ConfigMap', 'cart', { spec: { serviceAccount: 'x' } })],
  ],
  refuses: [
    { what: 'no account', pod: {}, finds: [['/serviceAccountName', UNSET]], absent: 'itself' },
    { what: 'an empty name', pod: { serviceAccountName: '' }, finds: [['/serviceAccountName', UNSET]], absent: [UNSET] },
    { what: 'null', pod: { serviceAccountName: null }, finds: [['/serviceAccountName', UNSET]], absent: [UNSET] },
    { what: 'a number', pod: { serviceAccountName: 3 }, finds: [['/serviceAccountName', UNSET]], absent: [UNSET] },
    {
      what: 'the default account',
      pod: { serviceAccountName: 'default' },
      finds: [['/serviceAccountName', said("'default'")]],
      absent: [UNSET],
    },
    {
      what: 'the default account over the deprecated field',
      pod: { serviceAccountName: 'default', serviceAccount: 'cart' },
      finds: [['/serviceAccountName', said("'default'")]],
      absent: 'accepted',
    },
    {
      what: 'the default account in the deprecated field',
      pod: { serviceAccount: 'default' },
      finds: [['/serviceAccount', said("'default'")]],
      absent: [UNSET],
    },
  ],
});
