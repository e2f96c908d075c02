import { emptyDirBounded } from '../../rules/empty-dir-bounded';
import { container, deployment, judges, object } from './given';

const scratch = (emptyDir: unknown, name: unknown = 'scratch') => ({ containers: [container()], volumes: [{ name, emptyDir }] });
const AT = '/volumes/0/emptyDir/sizeLimit';
const said = (limit: string, where = '') => `volume 'scratch' is an emptyDir${where} with sizeLimit ${limit}, expected a quantity above 0`;

judges(emptyDirBounded, {
  accepts: [
    ['a limit', deployment(scratch({ sizeLimit: '64Mi' }))],
    ['a limit in memory', deployment(scratch({ medium: 'Memory', sizeLimit: '64Mi' }))],
    ['a limit in bytes', deployment(scratch({ sizeLimit: 1048576 }))],
    ['other volumes', deployment({ volumes: [{ name: 'settings', configMap: { name: 'settings' } }] })],
    ['volumes that are no maps', deployment({ volumes: [null, 'scratch', 3] })],
    ['no volumes', deployment()],
    ['an object that runs no pod', object('v1', 'ConfigMap', 'cart', { spec: { volumes: [{ emptyDir: {} }] } })],
  ],
  refuses: [
    { what: 'no limit', pod: scratch({}), finds: [[AT, said('unset')]], absent: 'itself' },
    {
      what: 'a volume of no kind, which becomes one',
      pod: { volumes: [{ name: 'scratch' }] },
      finds: [[AT, said('unset')]],
      absent: 'itself',
    },
    { what: 'an emptyDir of null', pod: scratch(null), finds: [[AT, said('unset')]], absent: 'itself' },
    { what: 'no limit in memory', pod: scratch({ medium: 'Memory' }), finds: [[AT, said('unset', ' in memory')]], absent: 'itself' },
    { what: 'a limit of zero, which is none', pod: scratch({ sizeLimit: '0' }), finds: [[AT, said(`'0'`)]], absent: [said('unset')] },
    { what: 'a limit that is no quantity', pod: scratch({ sizeLimit: '64 MB' }), finds: [[AT, said(`'64 MB'`)]], absent: [said('unset')] },
    { what: 'a limit of null', pod: scratch({ sizeLimit: null }), finds: [[AT, said('unset')]], absent: [said('unset')] },
    {
      what: 'a second volume, without a name',
      given: deployment({ volumes: [{ name: 'scratch', emptyDir: { sizeLimit: '1Mi' } }, { emptyDir: {} }] }),
      finds: [
        ['/spec/template/spec/volumes/1/emptyDir/sizeLimit', `volume '1' is an emptyDir with sizeLimit unset, expected a quantity above 0`],
      ],
      absent: 'itself',
    },
  ],
});
