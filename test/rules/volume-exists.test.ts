import { volumeExists } from '../../rules/volume-exists';
import { CONTAINER_PLACES, container, deployment, found, object } from './given';

const mounting = (...volumeMounts: unknown[]) => container({ volumeMounts });
const scratch = { name: 'scratch', emptyDir: {} };
const at = '/spec/template/spec/containers/0/volumeMounts';

describe('accepts', () => {
  test.each([
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
    ['an object that runs no pod', object('v1', 'ConfigMap', 'cart')],
  ])('%s', (_what, given) => {
    expect(found(volumeExists, [given])).toEqual([]);
  });
});

describe('refuses', () => {
  test.each([
    ['a mount where the pod has no volumes', [], { name: 'data', mountPath: '/data' }, 'data'],
    ['a mount of another name', [scratch], { name: 'scatch', mountPath: '/tmp' }, 'scatch'],
    ['a mount without a name', [scratch], { mountPath: '/tmp' }, 'undefined'],
  ])('%s', (_what, volumes, mount, name) => {
    expect(found(volumeExists, [deployment({ volumes, containers: [mounting(mount)] })])).toEqual([
      ['0', `${at}/0/name`, `container 'cart' mounts the volume '${name}', which the pod does not have`],
    ]);
  });

  test('two volumes at one place', () => {
    const volumes = [scratch, { name: 'data', emptyDir: {} }];
    const mounts = [
      { name: 'scratch', mountPath: '/tmp' },
      { name: 'data', mountPath: '/tmp' },
    ];
    expect(found(volumeExists, [deployment({ volumes, containers: [mounting(...mounts)] })])).toEqual([
      ['0', `${at}/1/mountPath`, `container 'cart' mounts two volumes at '/tmp'`],
    ]);
  });

  test.each(CONTAINER_PLACES)('a missing volume in %s', (_what, podWith, pointer) => {
    expect(found(volumeExists, [podWith(mounting({ name: 'data', mountPath: '/data' }))])).toEqual([
      ['0', `${pointer}/volumeMounts/0/name`, `container 'cart' mounts the volume 'data', which the pod does not have`],
    ]);
  });
});
