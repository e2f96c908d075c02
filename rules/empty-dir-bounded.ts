import { at, listAt, stringAt } from '../analysis/manifest';
import { amountOf } from '../analysis/quantity';
import { spelt } from '../analysis/reading/spelling';
import { podsIn } from '../analysis/workloads/pods';
import type { Rule } from './rule';

/**
 * The kubelet heeds a limit above zero only.
 *
 * https://kubernetes.io/docs/concepts/storage/volumes/#emptydir
 */
export const emptyDirBounded: Rule = {
  id: 'empty-dir-bounded',
  title: 'scratch volumes have a size limit',
  severity: 'warning',
  exemptible: 'with a reason',
  references: [
    { source: 'STRIDE', id: 'denial-of-service' },
    { source: 'NSA', id: 'resource policies' },
    { source: 'MITRE', id: 'T1499' },
  ],
  reads: ['pod.volumes.*.**'],
  remediation: 'set emptyDir.sizeLimit',
  why: 'An emptyDir without a limit grows until the disk of the node is full; one in memory until the memory is, and what lies there survives a crash of the container that wrote it.',
  attack: 'An upload that is never read, or a cache that is never emptied, evicts every pod of the node.',
  example: {
    refused: `
apiVersion: v1
kind: Pod
metadata:
  name: cart
spec:
  volumes:
    - name: scratch
      emptyDir: {}`,
    accepted: `
apiVersion: v1
kind: Pod
metadata:
  name: cart
spec:
  volumes:
    - name: scratch
      emptyDir:
        sizeLimit: 64Mi`,
  },

  *check({ manifests }) {
    for (const { manifest, pod } of podsIn(manifests)) {
      for (const [index, volume] of listAt(pod.spec, 'volumes').entries()) {
        const directory = at(volume, 'emptyDir');
        if (isAbsent(directory) && !isOfNoKind(volume)) continue;
        const limit = at(directory, 'sizeLimit');
        if ((amountOf(limit) ?? 0) > 0) continue;
        const where = at(directory, 'medium') === 'Memory' ? ' in memory' : '';
        yield {
          manifest,
          pointer: `${pod.pointer}/volumes/${index}/emptyDir/sizeLimit`,
          message: `volume '${stringAt(volume, 'name') ?? index}' is an emptyDir${where} with sizeLimit ${spelt(limit)}, expected a quantity above 0`,
        };
      }
    }
  },
};

function isAbsent(value: unknown): boolean {
  return value === undefined || value === null;
}

/** The API server makes an emptyDir of a volume that says nothing but its name. */
function isOfNoKind(volume: unknown): boolean {
  if (typeof volume !== 'object' || volume === null) return false;
  return Object.entries(volume).every(([key, value]) => key === 'name' || isAbsent(value));
}
