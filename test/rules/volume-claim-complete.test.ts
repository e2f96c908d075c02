import { volumeClaimComplete } from '../../rules/volume-claim-complete';
import { judges, object } from './given';

const claim = (spec: unknown) => object('v1', 'PersistentVolumeClaim', 'data', { spec });
const set = (...specs: unknown[]) =>
  object('apps/v1', 'StatefulSet', 'db', { spec: { volumeClaimTemplates: specs.map((spec) => ({ spec })) } });
const size = (storage: unknown) => ({ resources: { requests: { storage } } });
const whole = { accessModes: ['ReadWriteOnce'], ...size('1Gi') };
const ALL = 'expected ReadOnlyMany, ReadWriteMany, ReadWriteOnce, ReadWriteOncePod';
const small = (found: string) => `the claim has resources.requests.storage ${found}, expected a quantity above 0`;
const STORAGE = '/spec/resources/requests/storage';

judges(volumeClaimComplete, {
  accepts: [
    ['a claim', claim(whole)],
    ['several modes', claim({ ...whole, accessModes: ['ReadOnlyMany', 'ReadWriteMany', 'ReadWriteOncePod'] })],
    ['the claims of a StatefulSet', set(whole, whole)],
    ['a StatefulSet without claims', object('apps/v1', 'StatefulSet', 'db', { spec: {} })],
    ['a claim of another group', object('example.com/v1', 'PersistentVolumeClaim', 'data')],
  ],
  refuses: [
    {
      what: 'no mode',
      given: claim(size('1Gi')),
      finds: [['/spec/accessModes', `the claim has no accessModes, ${ALL}`]],
      absent: 'itself',
    },
    {
      what: 'an empty list of modes',
      given: claim({ ...whole, accessModes: [] }),
      finds: [['/spec/accessModes', `the claim has no accessModes, ${ALL}`]],
      absent: [`the claim has no accessModes, ${ALL}`],
    },
    {
      what: 'a mode that does not exist',
      given: claim({ ...whole, accessModes: ['ReadWriteOnce', 'RWX'] }),
      finds: [['/spec/accessModes/1', `the claim has the access mode 'RWX', ${ALL}`]],
      absent: 'accepted',
    },
    { what: 'no size', given: claim({ accessModes: ['ReadWriteOnce'] }), finds: [[STORAGE, small('unset')]], absent: 'itself' },
    { what: 'a size of nothing', given: claim({ ...whole, ...size('0') }), finds: [[STORAGE, small(`'0'`)]], absent: [small('unset')] },
    {
      what: 'a size that is no quantity',
      given: claim({ ...whole, ...size('1 GB') }),
      finds: [[STORAGE, small(`'1 GB'`)]],
      absent: [small('unset')],
    },
    {
      what: 'nothing',
      given: claim(null),
      finds: [
        ['/spec/accessModes', `the claim has no accessModes, ${ALL}`],
        [STORAGE, small('unset')],
      ],
      absent: 'itself',
    },
    {
      what: 'the second claim of a StatefulSet',
      given: set(whole, size('1Gi')),
      finds: [['/spec/volumeClaimTemplates/1/spec/accessModes', `the claim has no accessModes, ${ALL}`]],
      absent: 'itself',
    },
  ],
});
