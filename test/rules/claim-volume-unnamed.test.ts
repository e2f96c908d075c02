import { claimVolumeUnnamed } from '../../rules/claim-volume-unnamed';
import { container, judges, object } from './given';

const claim = (spec: unknown, namespace = 'shop') => ({
  ...object('v1', 'PersistentVolumeClaim', 'data', { spec }),
  metadata: { name: 'data', namespace },
});
const volume = (spec: unknown, name = 'archive') => ({ ...object('v1', 'PersistentVolume', name, { spec }), metadata: { name } });
const set = (...claims: unknown[]) => object('apps/v1', 'StatefulSet', 'db', { spec: { volumeClaimTemplates: claims } });
const ephemeral = (spec: unknown) => ({ name: 'scratch', ephemeral: { volumeClaimTemplate: { spec } } });
const own = { claimRef: { namespace: 'shop', name: 'data' } };
const said = (name = 'archive') => `the claim names the volume '${name}', which no PersistentVolume here keeps for it, expected it unset`;
const finds = [['/spec/volumeName', said()]] as const;

judges(claimVolumeUnnamed, {
  accepts: [
    ['a claim of a class', claim({ storageClassName: 'standard' })],
    ['an empty name, which the API server reads as none', claim({ volumeName: '' })],
    ['null', claim({ volumeName: null })],
    ['a claim without a specification', claim(undefined)],
    ['a volume that is kept for the claim', [claim({ volumeName: 'archive' }), volume(own)]],
    ['templates that name none', [set({ spec: {} }, {}, null), object('v1', 'Pod', 'a', { spec: { volumes: [ephemeral({}), null] } })]],
    ['a claim of another group', object('example.com/v1', 'PersistentVolumeClaim', 'data', { spec: { volumeName: 'archive' } })],
  ],
  refuses: [
    { what: 'a volume by its name', given: claim({ volumeName: 'archive' }), finds, absent: 'accepted' },
    {
      what: 'a volume that is kept for nobody',
      given: [claim({ volumeName: 'archive' }), volume({}), volume(null, 'other')],
      finds,
      absent: 'accepted',
    },
    {
      what: 'another volume than the one that is kept for it',
      given: [claim({ volumeName: 'archive' }), volume(own, 'other')],
      finds,
      absent: 'accepted',
    },
    {
      what: 'a volume that is kept for another claim',
      given: [claim({ volumeName: 'archive' }), volume({ claimRef: { namespace: 'shop', name: 'other' } })],
      finds,
      absent: 'accepted',
    },
    {
      what: 'a volume that is kept for the claim of that name in another namespace',
      given: [claim({ volumeName: 'archive' }, 'bank'), volume(own)],
      finds,
      absent: 'accepted',
    },
    {
      what: 'a volume in a template of a StatefulSet',
      given: [set({ spec: {} }, { metadata: { name: 'data' }, spec: { volumeName: 'archive' } }), volume(own)],
      finds: [['/spec/volumeClaimTemplates/1/spec/volumeName', said()]],
      absent: 'accepted',
    },
    {
      what: 'a volume in the template of a volume of its own',
      pod: { containers: [container()], volumes: [{ name: 'tmp', emptyDir: {} }, ephemeral({ volumeName: 'archive' })] },
      finds: [['/volumes/1/ephemeral/volumeClaimTemplate/spec/volumeName', said()]],
      absent: 'accepted',
    },
  ],
});
