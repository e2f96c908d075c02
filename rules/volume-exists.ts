import { listAt, stringAt } from '../analysis/manifest';
import { containersOf, podOf } from '../analysis/pods';
import type { Rule } from './rule';

/**
 * The API server refuses a mount of a volume that the pod does not have, and two mounts at one place.
 */
export const volumeExists: Rule = {
  id: 'volume-exists',
  title: 'volumes that are mounted exist, each at its own path',
  severity: 'error',
  exemptible: 'never',
  references: [{ source: 'Kubernetes', id: 'https://kubernetes.io/docs/concepts/storage/volumes/' }],
  remediation: 'add the volume to the pod, or mend the name of the mount',

  *check({ manifests }) {
    for (const manifest of manifests) {
      const pod = podOf(manifest.object);
      if (pod === undefined) continue;
      const claims = listAt(manifest.object, 'spec', 'volumeClaimTemplates').map((claim) => stringAt(claim, 'metadata', 'name'));
      const volumes = new Set([...listAt(pod.spec, 'volumes').map((volume) => stringAt(volume, 'name')), ...claims]);
      for (const { name, container, pointer } of containersOf(pod)) {
        const paths = new Set<string | undefined>();
        for (const [index, mount] of listAt(container, 'volumeMounts').entries()) {
          const volume = stringAt(mount, 'name');
          const path = stringAt(mount, 'mountPath');
          const at = `${pointer}/volumeMounts/${index}`;
          if (!volumes.has(volume))
            yield {
              manifest,
              pointer: `${at}/name`,
              message: `container '${name}' mounts the volume '${volume}', which the pod does not have`,
            };
          if (paths.has(path))
            yield { manifest, pointer: `${at}/mountPath`, message: `container '${name}' mounts two volumes at '${path}'` };
          paths.add(path);
        }
      }
    }
  },
};
