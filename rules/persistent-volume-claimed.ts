import { ofKind } from '../analysis/kinds';
import { stringAt } from '../analysis/manifest';
import type { Rule } from './rule';

/**
 * Volumes that are made by hand; those that a claim has made have a `claimRef` from the beginning.
 *
 * https://kubernetes.io/docs/concepts/storage/persistent-volumes/#reserving-a-persistentvolume
 */
export const persistentVolumeClaimed: Rule = {
  id: 'persistent-volume-claimed',
  title: 'volumes that are made by hand are kept for one claim',
  severity: 'warning',
  exemptible: 'with a reason',
  references: [
    { source: 'STRIDE', id: 'information-disclosure' },
    { source: 'STRIDE', id: 'tampering' },
    { source: 'MITRE', id: 'T1552.001' },
  ],
  reads: ['spec.claimRef.namespace', 'spec.claimRef.name'],
  remediation: 'write the namespace and the name of the one claim into spec.claimRef',
  why: 'Volumes belong to no namespace: one that is kept for nobody goes to the first claim of its class and size, or to whoever names it.',
  attack: 'A tenant claims the volume with the archive of another before that one does, and reads and changes what is on it.',
  example: {
    refused: `
apiVersion: v1
kind: PersistentVolume
metadata:
  name: archive
spec:
  capacity:
    storage: 1Gi`,
    accepted: `
apiVersion: v1
kind: PersistentVolume
metadata:
  name: archive
spec:
  capacity:
    storage: 1Gi
  claimRef:
    namespace: shop
    name: archive`,
  },

  *check({ manifests }) {
    for (const manifest of ofKind(manifests, '', 'PersistentVolume')) {
      const missing = ['namespace', 'name'].filter((field) => (stringAt(manifest.object, 'spec', 'claimRef', field) ?? '') === '');
      if (missing.length === 0) continue;
      const field = missing.length === 1 ? `/${missing[0]}` : '';
      const message = `the volume is kept for no claim, expected claimRef with ${missing.join(' and ')}`;
      yield { manifest, pointer: `/spec/claimRef${field}`, message };
    }
  },
};
