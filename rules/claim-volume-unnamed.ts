import { ofKind } from '../analysis/kinds';
import { stringAt } from '../analysis/manifest';
import { claimsIn } from '../analysis/workloads/claims';
import type { Rule } from './rule';

/**
 * A claim may name the volume that it wants, and gets it unless that is kept for another claim. Who makes volume and claim by hand keeps
 * the volume for the claim: that is accepted.
 *
 * https://kubernetes.io/docs/concepts/storage/persistent-volumes/#reserving-a-persistentvolume
 */
export const claimVolumeUnnamed: Rule = {
  id: 'claim-volume-unnamed',
  title: 'claims leave it to the cluster which volume they get',
  severity: 'warning',
  exemptible: 'with a reason',
  references: [
    { source: 'STRIDE', id: 'information-disclosure' },
    { source: 'MITRE', id: 'T1552.001' },
  ],
  reads: [
    'spec.volumeName',
    'spec.volumeClaimTemplates.*.spec.volumeName',
    'pod.volumes.*.ephemeral.volumeClaimTemplate.spec.volumeName',
    'spec.claimRef.namespace',
    'spec.claimRef.name',
  ],
  remediation: 'remove volumeName, or keep the PersistentVolume for this claim with spec.claimRef',
  why: 'Volumes belong to no namespace: a claim that names one gets it, with all that is on it, if nobody has kept it for somebody else.',
  attack: 'A tenant reads in a ticket what the archive of another is called, claims it by that name, and mounts it.',
  example: {
    refused: `
apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: data
  namespace: shop
spec:
  volumeName: archive`,
    accepted: `
apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: data
  namespace: shop
spec:
  storageClassName: standard`,
  },

  *check({ manifests }) {
    const kept = new Map(
      ofKind(manifests, '', 'PersistentVolume').map(({ object }) => [
        stringAt(object, 'metadata', 'name') ?? '',
        JSON.stringify([stringAt(object, 'spec', 'claimRef', 'namespace'), stringAt(object, 'spec', 'claimRef', 'name')]),
      ]),
    );
    for (const { manifest, name, spec, pointer } of claimsIn(manifests)) {
      const volume = stringAt(spec, 'volumeName') ?? '';
      if (volume === '') continue;
      const { namespace } = manifest.object.metadata;
      if (name !== undefined && kept.get(volume) === JSON.stringify([namespace, name])) continue;
      const message = `the claim names the volume '${volume}', which no PersistentVolume here keeps for it, expected it unset`;
      yield { manifest, pointer: `${pointer}/volumeName`, message };
    }
  },
};
