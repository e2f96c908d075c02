import { tokenMountProjected } from '../../rules/token-mount-projected';
import { container, deployment, judges, object } from './given';

const PATH = '/var/run/secrets/kubernetes.io/serviceaccount';
const MOUNT = '/containers/0/volumeMounts/0';
const mounting = (source: Readonly<Record<string, unknown>>, mountPath = PATH) => ({
  containers: [container({ volumeMounts: [{ name: 'token', mountPath }] })],
  volumes: [{ name: 'token', ...source }],
});
const said = (source: string, path: string) =>
  `container 'cart' mounts the volume 'token' (${source}) at '${path}', expected a projected token`;

judges(tokenMountProjected, {
  accepts: [
    [
      'a projected token',
      deployment(mounting({ projected: { sources: [{ serviceAccountToken: { path: 'token' } }, { configMap: {} }] } })),
    ],
    ['an empty directory, which hides the token', deployment(mounting({ emptyDir: {} }))],
    ['a Secret somewhere else', deployment(mounting({ secret: { secretName: 'cart' } }, '/run/secrets/db'))],
    ['a directory whose name goes on', deployment(mounting({ secret: {} }, `${PATH}s`))],
    ['a Secret that nobody mounts', deployment({ volumes: [{ name: 'token', secret: {} }] })],
    ['a volume that is not there', deployment({ containers: [container({ volumeMounts: [{ name: 'token', mountPath: PATH }] })] })],
    ['no name at all', deployment({ containers: [container({ volumeMounts: [{ mountPath: PATH }, null] })] })],
    ['an object that runs no pod', object('v1', 'ConfigMap', 'cart', { spec: mounting({ secret: {} }) })],
  ],
  refuses: [
    { what: 'a Secret', pod: mounting({ secret: { secretName: 'cart' } }), finds: [[MOUNT, said('secret', PATH)]], absent: 'accepted' },
    {
      what: 'a directory of the node',
      pod: mounting({ hostPath: { path: '/a' } }),
      finds: [[MOUNT, said('hostPath', PATH)]],
      absent: 'accepted',
    },
    {
      what: 'a claim',
      pod: mounting({ persistentVolumeClaim: {} }),
      finds: [[MOUNT, said('persistentVolumeClaim', PATH)]],
      absent: 'accepted',
    },
    {
      what: 'a projected Secret',
      pod: mounting({ projected: { sources: [{ configMap: {} }, { secret: { name: 'cart' } }] } }),
      finds: [[MOUNT, said('projected secret', PATH)]],
      absent: 'accepted',
    },
    {
      what: 'the path without its link',
      pod: mounting({ secret: {} }, PATH.slice(4)),
      finds: [[MOUNT, said('secret', PATH.slice(4))]],
      absent: 'accepted',
    },
    {
      what: 'a slash at its end',
      pod: mounting({ secret: {} }, `${PATH}/`),
      finds: [[MOUNT, said('secret', `${PATH}/`)]],
      absent: 'accepted',
    },
    {
      what: 'the file itself',
      pod: mounting({ secret: {} }, `${PATH}/token`),
      finds: [[MOUNT, said('secret', `${PATH}/token`)]],
      absent: 'accepted',
    },
    {
      what: 'a Secret as the second mount of a sidecar',
      pod: {
        initContainers: [
          {
            ...container({
              volumeMounts: [
                { name: 'b', mountPath: '/b' },
                { name: 'token', mountPath: PATH },
              ],
            }),
            restartPolicy: 'Always',
          },
        ],
        volumes: [
          { name: 'b', emptyDir: {} },
          { name: 'token', secret: {} },
        ],
      },
      finds: [['/initContainers/0/volumeMounts/1', said('secret', PATH)]],
      absent: 'accepted',
    },
  ],
});
