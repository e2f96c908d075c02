import { persistentVolumeClaimed } from '../../rules/persistent-volume-claimed';
import { judges, object } from './given';

const volume = (spec: unknown, name = 'archive') => ({ ...object('v1', 'PersistentVolume', name, { spec }), metadata: { name } });
const claimed = (claimRef: unknown) => volume({ capacity: { storage: '1Gi' }, claimRef });
const said = (what: string) => `the volume is kept for no claim, expected claimRef with ${what}`;
const BOTH = said('namespace and name');

judges(persistentVolumeClaimed, {
  accepts: [
    ['a volume for one claim', claimed({ namespace: 'shop', name: 'archive' })],
    [
      'the claim as the cluster writes it',
      claimed({ apiVersion: 'v1', kind: 'PersistentVolumeClaim', namespace: 'shop', name: 'a', uid: '1' }),
    ],
    ['a claim', object('v1', 'PersistentVolumeClaim', 'archive', { spec: {} })],
    ['a volume of another group', object('example.com/v1', 'PersistentVolume', 'archive', { spec: {} })],
  ],
  refuses: [
    { what: 'a volume for nobody', given: volume({ capacity: {} }), finds: [['/spec/claimRef', BOTH]], absent: 'itself' },
    { what: 'a volume without a specification', given: volume(undefined), finds: [['/spec/claimRef', BOTH]], absent: 'itself' },
    { what: 'null', given: claimed(null), finds: [['/spec/claimRef', BOTH]], absent: [BOTH] },
    { what: 'a claim that is a text', given: claimed('shop/archive'), finds: [['/spec/claimRef', BOTH]], absent: [BOTH] },
    { what: 'an empty claim', given: claimed({}), finds: [['/spec/claimRef', BOTH]], absent: [BOTH] },
    {
      what: 'a claim of no namespace, which is in none',
      given: claimed({ name: 'archive' }),
      finds: [['/spec/claimRef/namespace', said('namespace')]],
      absent: 'itself',
    },
    {
      what: 'a claim with an empty name',
      given: claimed({ namespace: 'shop', name: '' }),
      finds: [['/spec/claimRef/name', said('name')]],
      absent: [said('name')],
    },
    {
      what: 'a namespace that is a number',
      given: claimed({ namespace: 3, name: 'archive' }),
      finds: [['/spec/claimRef/namespace', said('namespace')]],
      absent: [said('namespace')],
    },
    {
      what: 'the second of two',
      given: [claimed({ namespace: 'shop', name: 'archive' }), volume({}, 'other')],
      finds: [[1, '/spec/claimRef', BOTH]],
      absent: 'itself',
    },
  ],
});
