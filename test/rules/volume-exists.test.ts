import { volumeExists } from '../../rules/volume-exists';
import { container, deployment, judges, object } from './given';

const mounting = (...volumeMounts: unknown[]) => container({ volumeMounts });
const scratch = { name: 'scratch', emptyDir: {} };
const at = '/spec/template/spec/containers/0/volumeMounts';
const lacks = (name: string) => `container 'cart' mounts the volume '${name}', which the pod does not have`;

judges(volumeExists, {
  accepts: [
    ['a mount of a volume of the pod', deployment({ volumes: [scratch], containers: [mounting({ name: 'scratch', mountPath: '/tmp' })] })],
    ['a pod without volumes and mounts', deployment()],
    ['a volume that nobody mounts', deployment({ volumes: [scratch] })],
    [
      'one volume at two places',
      deployment({
        volumes: [scratch],
        containers: [mounting({ name: 'scratch', mountPath: '/tmp' }, { name: 'scratch', mountPath: '/var' })],
      }),
    ],
    [
      'one place in two containers',
      deployment({
        volumes: [scratch],
        containers: [
          mounting({ name: 'scratch', mountPath: '/tmp' }),
          { ...mounting({ name: 'scratch', mountPath: '/tmp' }), name: 'other' },
        ],
      }),
    ],
    [
      'the claim of a StatefulSet',
      object('apps/v1', 'StatefulSet', 'db', {
        spec: {
          volumeClaimTemplates: [{ metadata: { name: 'data' } }],
          template: { spec: { containers: [mounting({ name: 'data', mountPath: '/data' })] } },
        },
      }),
    ],
    [
      'two mounts without a path, which another rule refuses',
      deployment({ volumes: [scratch], containers: [mounting({ name: 'scratch' }, { name: 'scratch' })] }),
    ],
    ['an object that runs no pod', object('v1', 'ConfigMap', 'cart')],
  ],
  refuses: [
    {
      what: 'a mount where the pod has no volumes',
      given: deployment({ volumes: [], containers: [mounting({ name: 'data', mountPath: '/data' })] }),
      finds: [[`${at}/0/name`, lacks('data')]],
      absent: [lacks('undefined')],
    },
    {
      what: 'a mount of another name',
      given: deployment({ volumes: [scratch], containers: [mounting({ name: 'scatch', mountPath: '/tmp' })] }),
      finds: [[`${at}/0/name`, lacks('scatch')]],
      absent: [lacks('undefined')],
    },
    {
      what: 'a mount without a name',
      given: deployment({ volumes: [scratch], containers: [mounting({ mountPath: '/tmp' })] }),
      finds: [[`${at}/0/name`, lacks('undefined')]],
      absent: 'itself',
    },
    {
      what: 'two volumes at one place',
      given: deployment({
        volumes: [scratch, { name: 'data', emptyDir: {} }],
        containers: [mounting({ name: 'scratch', mountPath: '/tmp' }, { name: 'data', mountPath: '/tmp' })],
      }),
      finds: [[`${at}/1/mountPath`, `container 'cart' mounts two volumes at '/tmp'`]],
      absent: 'accepted',
    },
    {
      what: 'a missing volume',
      container: { volumeMounts: [{ name: 'data', mountPath: '/data' }] },
      finds: [['/volumeMounts/0/name', lacks('data')]],
      absent: [lacks('undefined')],
    },
    {
      what: 'a missing volume',
      pod: { containers: [mounting({ name: 'data', mountPath: '/data' })] },
      finds: [['/containers/0/volumeMounts/0/name', lacks('data')]],
      absent: [lacks('undefined')],
    },
    {
      what: 'a claim of another name',
      given: object('apps/v1', 'StatefulSet', 'db', {
        spec: {
          volumeClaimTemplates: [null, { metadata: { name: 'dat' } }],
          template: { spec: { containers: [mounting({ name: 'data', mountPath: '/data' })] } },
        },
      }),
      finds: [[`${at}/0/name`, lacks('data')]],
      absent: [lacks('undefined')],
    },
  ],
});
