import { referenceGrantNarrow } from '../../rules/reference-grant-narrow';
import { judges, object } from './given';

const FROM = { group: 'gateway.networking.k8s.io', kind: 'HTTPRoute', namespace: 'web' };
const grant = (...to: unknown[]) => object('gateway.networking.k8s.io/v1beta1', 'ReferenceGrant', 'web', { spec: { from: [FROM], to } });
const every = (kind: string) => `every ${kind} of this namespace is open to 'web', expected one name`;

judges(referenceGrantNarrow, {
  accepts: [
    ['a Service by name', grant({ group: '', kind: 'Service', name: 'cart' })],
    ['nothing', grant()],
    ['a namesake of another group', { ...grant({ kind: 'Service' }), apiVersion: 'example.com/v1' }],
  ],
  refuses: [
    {
      what: 'every Service',
      given: grant({ group: '', kind: 'Service' }),
      finds: [['/spec/to/0/name', every('Service')]],
      absent: 'itself',
    },
    {
      what: 'every Secret, second',
      given: grant({ kind: 'Service', name: 'cart' }, { kind: 'Secret', name: '' }),
      finds: [['/spec/to/1/name', every('Secret')]],
      absent: [every('Secret')],
    },
    { what: 'an entry that is none', given: grant(null), finds: [['/spec/to/0/name', every('object')]], absent: 'itself' },
  ],
});
