import { podVolumeTypes } from '../../rules/pod-volume-types';
import { judges, object, pod } from './given';

const CORE = ['configMap', 'csi', 'downwardAPI', 'emptyDir', 'ephemeral', 'image', 'persistentVolumeClaim', 'projected', 'secret'];
const OTHERS = [
  ...['awsElasticBlockStore', 'azureDisk', 'azureFile', 'cephfs', 'cinder', 'fc', 'flexVolume', 'flocker', 'gcePersistentDisk', 'gitRepo'],
  ...['glusterfs', 'iscsi', 'nfs', 'photonPersistentDisk', 'portworxVolume', 'quobyte', 'rbd', 'scaleIO', 'storageos', 'vsphereVolume'],
];
const said = (volume: string, type: string) =>
  `volume '${volume}' is of type '${type}', expected configMap, csi, downwardAPI, emptyDir, ephemeral, image, persistentVolumeClaim, projected or secret`;

judges(podVolumeTypes, {
  accepts: [
    ['no volumes', pod()],
    ['no list of volumes', pod({ volumes: null })],
    ...CORE.map((type) => [`${type} in the first version`, pod({ volumes: [{ name: 'data', [type]: {} }] }), { minor: 0 }] as const),
    ['a volume with nothing but a name, which is an emptyDir', pod({ volumes: [{ name: 'data' }] })],
    ['a volume whose types are null, which is an emptyDir', pod({ volumes: [{ name: 'data', nfs: null, hostPath: null }] })],
    ['a path of the node, which another rule finds', pod({ volumes: [{ name: 'data', hostPath: { path: '/' } }] })],
    ['no volume', pod({ volumes: [null, 'nfs', ['nfs']] })],
    ['an object that runs no pod', object('v1', 'PersistentVolume', 'cart', { spec: { volumes: [{ nfs: {} }] } })],
  ],
  refuses: [
    ...OTHERS.map((type) => ({
      what: type,
      pod: { volumes: [{ name: 'data', [type]: {} }] },
      finds: [[`/volumes/0/${type}`, said('data', type)]] as const,
      absent: 'accepted' as const,
    })),
    {
      what: 'the second of two, and one without a name, in the first version',
      pod: { volumes: [{ name: 'cache', emptyDir: {} }, { name: 'data', nfs: {} }, { iscsi: {} }] },
      facts: { minor: 0 },
      finds: [
        ['/volumes/1/nfs', said('data', 'nfs')],
        ['/volumes/2/iscsi', said('2', 'iscsi')],
      ],
      absent: 'accepted',
    },
    {
      what: 'one beside a core type that is null',
      pod: { volumes: [{ name: 'data', emptyDir: null, nfs: {} }] },
      finds: [['/volumes/0/nfs', said('data', 'nfs')]],
      absent: 'accepted',
    },
    {
      what: 'a type that nobody knows',
      pod: { volumes: [{ name: 'data', 'tape/slow': {} }] },
      finds: [['/volumes/0/tape~1slow', said('data', 'tape/slow')]],
      absent: 'accepted',
    },
  ],
});
