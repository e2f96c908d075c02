import { defaultServiceAccountOff } from '../../rules/default-service-account-off';
import { judges, object } from './given';

const NAME = '/metadata/name';
const NAMESPACE = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } };
const account = (name: string, namespace: string) => ({ ...object('v1', 'ServiceAccount', name), metadata: { name, namespace } });
const SAID = "the namespace has no ServiceAccount 'default', expected one with automountServiceAccountToken false";

judges(defaultServiceAccountOff, {
  accepts: [
    ['the default account, whatever it says, which another rule judges', [NAMESPACE, account('default', 'shop')]],
    [
      'the default account that somebody else writes',
      NAMESPACE,
      { existing: [{ group: '', kind: 'ServiceAccount', namespace: 'shop', name: 'default' }] },
    ],
    ['some files among many', NAMESPACE, { complete: false }],
    ["the cluster's own", { ...NAMESPACE, metadata: { name: 'kube-system' } }],
    ['another kind', object('example.com/v1', 'Namespace', 'shop')],
    ['an account without its namespace', account('cart', 'shop')],
  ],
  refuses: [
    { what: 'no account', given: NAMESPACE, finds: [[NAME, SAID]], absent: 'accepted' },
    { what: 'another account', given: [NAMESPACE, account('cart', 'shop')], finds: [[NAME, SAID]], absent: 'accepted' },
    { what: 'the account of another namespace', given: [NAMESPACE, account('default', 'post')], finds: [[NAME, SAID]], absent: 'accepted' },
    {
      what: 'something else of that name outside',
      given: NAMESPACE,
      facts: {
        existing: [
          { group: '', kind: 'Secret', namespace: 'shop', name: 'default' },
          { group: '', kind: 'ServiceAccount', namespace: 'shop', name: 'cart' },
          { group: '', kind: 'ServiceAccount', namespace: 'post', name: 'default' },
        ],
      },
      finds: [[NAME, SAID]],
      absent: 'accepted',
    },
    {
      what: 'the second namespace',
      given: [NAMESPACE, account('default', 'shop'), { ...NAMESPACE, metadata: { name: 'post' } }],
      finds: [[2, NAME, SAID]],
      absent: 'accepted',
    },
  ],
});
