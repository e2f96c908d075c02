import { ofKind } from '../analysis/kinds';
import { at, listAt, type Manifest } from '../analysis/manifest';
import { amountOf } from '../analysis/quantity';
import { spelt } from '../analysis/reading/spelling';
import type { Rule } from './rule';

/**
 * https://kubernetes.io/docs/concepts/storage/persistent-volumes/#persistentvolumeclaims
 */
export const volumeClaimComplete: Rule = {
  id: 'volume-claim-complete',
  title: 'volume claims state an access mode and a size',
  severity: 'error',
  exemptible: 'never',
  references: [
    { source: 'STRIDE', id: 'denial-of-service' },
    { source: 'kubesec', id: 'VolumeClaimAccessModeReadWriteOnce' },
    { source: 'kubesec', id: 'VolumeClaimRequestsStorage' },
  ],
  reads: [
    'spec.accessModes.*',
    'spec.resources.requests.storage',
    'spec.volumeClaimTemplates.*.spec.accessModes.*',
    'spec.volumeClaimTemplates.*.spec.resources.requests.storage',
  ],
  remediation: 'state accessModes, as a rule ReadWriteOnce, and resources.requests.storage',
  why: 'The API server refuses a claim without an access mode or a size, and a StatefulSet with such a template never gets a pod.',
  attack: 'A database that is moved in a hurry has no disk, and its pods wait without an end.',
  example: {
    refused: `
apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: data
spec:
  accessModes: [ReadWriteOnce]`,
    accepted: `
apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: data
spec:
  accessModes: [ReadWriteOnce]
  resources:
    requests:
      storage: 1Gi`,
  },

  *check({ manifests }) {
    for (const manifest of ofKind(manifests, '', 'PersistentVolumeClaim')) yield* problems(manifest, at(manifest.object, 'spec'), '/spec');
    for (const manifest of ofKind(manifests, 'apps', 'StatefulSet')) {
      for (const [index, claim] of listAt(manifest.object, 'spec', 'volumeClaimTemplates').entries()) {
        yield* problems(manifest, at(claim, 'spec'), `/spec/volumeClaimTemplates/${index}/spec`);
      }
    }
  },
};

const MODES: ReadonlySet<unknown> = new Set(['ReadOnlyMany', 'ReadWriteMany', 'ReadWriteOnce', 'ReadWriteOncePod']);

function* problems(manifest: Manifest, spec: unknown, pointer: string) {
  const modes = listAt(spec, 'accessModes');
  if (modes.length === 0) {
    yield { manifest, pointer: `${pointer}/accessModes`, message: `the claim has no accessModes, expected ${[...MODES].join(', ')}` };
  }
  for (const [index, mode] of modes.entries()) {
    if (MODES.has(mode)) continue;
    const message = `the claim has the access mode ${spelt(mode)}, expected ${[...MODES].join(', ')}`;
    yield { manifest, pointer: `${pointer}/accessModes/${index}`, message };
  }
  const storage = at(spec, 'resources', 'requests', 'storage');
  if ((amountOf(storage) ?? 0) > 0) return;
  const message = `the claim has resources.requests.storage ${spelt(storage)}, expected a quantity above 0`;
  yield { manifest, pointer: `${pointer}/resources/requests/storage`, message };
}
