import { podHostPath } from '../../rules/pod-host-path';
import { judges, object, pod } from './given';

const said = (volume: string, path: string) => `volume '${volume}' has hostPath.path ${path}, expected no hostPath`;

judges(podHostPath, {
  accepts: [
    ['no volumes', pod()],
    ['volumes without a list', pod({ volumes: null })],
    [
      'other volumes',
      pod({
        volumes: [
          { name: 'a', emptyDir: {} },
          { name: 'b', nfs: { server: 'files', path: '/' } },
        ],
      }),
    ],
    ['a volume with nothing but a name', pod({ volumes: [{ name: 'a' }] })],
    ['null', pod({ volumes: [{ name: 'a', hostPath: null }] })],
    ['no volume', pod({ volumes: [null, 'hostPath'] })],
    ['an object that runs no pod', object('v1', 'PersistentVolume', 'cart', { spec: { hostPath: { path: '/' } } })],
  ],
  refuses: [
    {
      what: 'a path',
      pod: { volumes: [{ name: 'socket', hostPath: { path: '/var/run/docker.sock' } }] },
      finds: [['/volumes/0/hostPath', said('socket', '"/var/run/docker.sock"')]],
      absent: 'accepted',
    },
    {
      what: 'no path',
      pod: { volumes: [{ name: 'socket', hostPath: {} }] },
      finds: [['/volumes/0/hostPath', said('socket', 'unset')]],
      absent: 'accepted',
    },
    {
      what: 'a path that is no object',
      pod: { volumes: [{ name: 'socket', hostPath: '/etc' }] },
      finds: [['/volumes/0/hostPath', said('socket', 'unset')]],
      absent: 'accepted',
    },
    {
      what: 'a second volume, and a third without a name',
      pod: { volumes: [{ name: 'a', emptyDir: {} }, { name: 'etc', hostPath: { path: '/etc' } }, { hostPath: { path: '/' } }] },
      finds: [
        ['/volumes/1/hostPath', said('etc', '"/etc"')],
        ['/volumes/2/hostPath', said('2', '"/"')],
      ],
      absent: 'accepted',
    },
    {
      what: 'a path in the first version',
      pod: { volumes: [{ name: 'etc', hostPath: { path: '/etc' } }] },
      facts: { minor: 0 },
      finds: [['/volumes/0/hostPath', said('etc', '"/etc"')]],
      absent: 'accepted',
    },
  ],
});
