import { listAt, stringAt } from '../analysis/manifest';
import { podsIn } from '../analysis/workloads/pods';
import type { Rule } from './rule';

/**
 * The API server refuses a mount of a volume that the pod does not have, and two mounts at one place.
 */
export const volumeExists: Rule = {
  id: 'volume-exists',
  title: 'volumes that are mounted exist, each at its own path',
  severity: 'error',
  exemptible: 'never',
  references: [
    { source: 'Kubernetes', id: 'https://kubernetes.io/docs/concepts/storage/volumes/' },
    { source: 'STRIDE', id: 'denial-of-service' },
  ],
  reads: [
    'pod.volumes.*.name',
    'spec.volumeClaimTemplates.*.metadata.name',
    'container.volumeMounts.*.name',
    'container.volumeMounts.*.mountPath',
  ],
  remediation: 'add the volume to the pod, or mend the name of the mount',
  why: 'The API server refuses a pod that mounts a volume that it does not have, or two volumes at one path; only its controller says so.',
  attack: 'A release that was renamed in a hurry gets no pods, and the old ones with the hole stay.',
  example: {
    refused: `
apiVersion: v1
kind: Pod
metadata:
  name: cart
spec:
  containers:
    - name: cart
      volumeMounts:
        - name: scratch
          mountPath: /tmp`,
    accepted: `
apiVersion: v1
kind: Pod
metadata:
  name: cart
spec:
  containers:
    - name: cart
      volumeMounts:
        - name: scratch
          mountPath: /tmp
  volumes:
    - name: scratch
      emptyDir: {}`,
  },

  *check({ manifests }) {
    for (const { manifest, pod, containers } of podsIn(manifests)) {
      const claims = manifest.object.kind === 'StatefulSet' ? listAt(manifest.object, 'spec', 'volumeClaimTemplates') : [];
      const volumes = new Set([
        ...listAt(pod.spec, 'volumes').map((volume) => stringAt(volume, 'name')),
        ...claims.map((claim) => stringAt(claim, 'metadata', 'name')),
      ]);
      for (const { name, container, pointer } of containers) {
        const paths = new Set<string | undefined>();
        for (const [index, mount] of listAt(container, 'volumeMounts').entries()) {
          const volume = stringAt(mount, 'name');
          const path = stringAt(mount, 'mountPath');
          const at = `${pointer}/volumeMounts/${index}`;
          if (volume === undefined || !volumes.has(volume))
            yield {
              manifest,
              pointer: `${at}/name`,
              message: `container '${name}' mounts the volume '${volume}', which the pod does not have`,
            };
          if (path !== undefined && paths.has(path))
            yield { manifest, pointer: `${at}/mountPath`, message: `container '${name}' mounts two volumes at '${path}'` };
          paths.add(path);
        }
      }
    }
  },
};
