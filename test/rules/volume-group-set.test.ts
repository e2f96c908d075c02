import { volumeGroupSet } from '../../rules/volume-group-set';
import { container, deployment, judges, object } from './given';

const CLAIM = { volumes: [{ name: 'data', persistentVolumeClaim: { claimName: 'data' } }] };
const PASSING = { volumes: [{ name: 'tmp', emptyDir: {} }] };
const GROUP = '/securityContext/fsGroup';
const POLICY = '/securityContext/fsGroupChangePolicy';
const NONE = 'the pod has volumes and fsGroup unset, expected the group of its process';
const UNSET = 'the pod has lasting volumes and fsGroupChangePolicy unset, expected OnRootMismatch';

judges(volumeGroupSet, {
  accepts: [
    ['no volumes', deployment()],
    ['a group, and its policy', deployment({ ...CLAIM, securityContext: { fsGroup: 65_532, fsGroupChangePolicy: 'OnRootMismatch' } })],
    ['the policy Always, written down', deployment({ ...CLAIM, securityContext: { fsGroup: 65_532, fsGroupChangePolicy: 'Always' } })],
    ['a group without a policy, for volumes that end with the pod', deployment({ ...PASSING, securityContext: { fsGroup: 65_532 } })],
    [
      'a volume that takes no group',
      deployment({
        volumes: [
          { name: 'a', hostPath: { path: '/a' } },
          { name: 'b', nfs: { server: 'b' } },
        ],
      }),
    ],
    ['a pod on Windows', deployment({ ...CLAIM, os: { name: 'windows' } })],
    ['a claim template in an object that has none', object('apps/v1', 'Deployment', 'cart', { spec: { volumeClaimTemplates: [{}] } })],
    ['an object that runs no pod', object('v1', 'ConfigMap', 'cart', { spec: { containers: [container()] } })],
  ],
  refuses: [
    { what: 'a claim without a group', pod: CLAIM, finds: [[GROUP, NONE]], absent: 'itself' },
    { what: 'an empty directory without a group', pod: PASSING, finds: [[GROUP, NONE]], absent: 'itself' },
    { what: 'null', pod: { ...CLAIM, securityContext: { fsGroup: null } }, finds: [[GROUP, NONE]], absent: [NONE] },
    {
      what: 'a Secret as the second volume',
      pod: {
        volumes: [
          { name: 'a', hostPath: {} },
          { name: 'b', secret: { secretName: 'b' } },
        ],
      },
      finds: [[GROUP, NONE]],
      absent: 'itself',
    },
    {
      what: 'a claim with a group without a policy',
      pod: { ...CLAIM, securityContext: { fsGroup: 65_532 } },
      finds: [[POLICY, UNSET]],
      absent: 'itself',
    },
    {
      what: 'a policy that is null',
      pod: { volumes: [{ name: 'a', ephemeral: {} }], securityContext: { fsGroup: 65_532, fsGroupChangePolicy: null } },
      finds: [[POLICY, UNSET]],
      absent: [UNSET],
    },
    {
      what: 'a claim template',
      given: object('apps/v1', 'StatefulSet', 'cart', {
        spec: { volumeClaimTemplates: [{}], template: { spec: { containers: [container()] } } },
      }),
      finds: [[`/spec/template/spec${GROUP}`, NONE]],
      absent: 'itself',
    },
  ],
});
