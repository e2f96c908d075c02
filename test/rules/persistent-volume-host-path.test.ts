import { persistentVolumeHostPath } from '../../rules/persistent-volume-host-path';
import { judges, object, pod } from './given';

const volume = (spec: unknown, name = 'archive') => ({ ...object('v1', 'PersistentVolume', name, { spec }), metadata: { name } });
const said = (path: string) => `the volume is the path ${path} of the node, expected no hostPath`;
const AT = '/spec/hostPath';

judges(persistentVolumeHostPath, {
  accepts: [
    ['a file server', volume({ nfs: { server: '192.0.2.1', path: '/archive' } })],
    ['a disk of the node', volume({ local: { path: '/mnt/disks/1' } })],
    ['null', volume({ hostPath: null })],
    ['no specification', volume(undefined)],
    ['a pod, of which another rule speaks', pod({ volumes: [{ name: 'host', hostPath: { path: '/' } }] })],
    ['a volume of another group', object('example.com/v1', 'PersistentVolume', 'archive', { spec: { hostPath: { path: '/' } } })],
  ],
  refuses: [
    { what: 'the root of the node', given: volume({ hostPath: { path: '/' } }), finds: [[AT, said("'/'")]], absent: 'accepted' },
    { what: 'a folder of data', given: volume({ hostPath: { path: '/data' } }), finds: [[AT, said("'/data'")]], absent: 'accepted' },
    { what: 'no path', given: volume({ hostPath: {} }), finds: [[AT, said('unset')]], absent: 'accepted' },
    { what: 'a text', given: volume({ hostPath: '/' }), finds: [[AT, said('unset')]], absent: 'accepted' },
    { what: 'false', given: volume({ hostPath: false }), finds: [[AT, said('unset')]], absent: 'accepted' },
    {
      what: 'the second of two',
      given: [volume({ nfs: {} }), volume({ hostPath: { path: '/' } }, 'other')],
      finds: [[1, AT, said("'/'")]],
      absent: 'accepted',
    },
  ],
});
