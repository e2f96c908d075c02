import { imageReference } from '../analysis/image';
import { stringAt } from '../analysis/manifest';
import { containersOf, podOf } from '../analysis/pods';
import type { Rule } from './rule';

/**
 * Images come from registries that the platform trusts. `redis` is `docker.io/library/redis`, as container runtimes read it.
 */
export const imageRegistry: Rule = {
  id: 'image-registry',
  title: 'images come from allowed registries',
  severity: 'error',
  exemptible: 'with a reason',
  references: [
    { source: 'STRIDE', id: 'tampering' },
    { source: 'NSA', id: 'image scanning' },
  ],
  remediation: 'mirror the image into an allowed registry, or add its registry to the platform',

  *check({ manifests, registries }) {
    if (registries.length === 0) return;
    for (const manifest of manifests) {
      const pod = podOf(manifest.object);
      if (pod === undefined) continue;
      for (const { name, container, pointer } of containersOf(pod)) {
        const image = stringAt(container, 'image') ?? '';
        const reference = imageReference(image);
        const full = reference === undefined ? image : `${reference.registry}/${reference.repository}`;
        if (registries.some((prefix) => `${full}/`.startsWith(prefix.endsWith('/') ? prefix : `${prefix}/`))) continue;
        yield {
          manifest,
          pointer: `${pointer}/image`,
          message: `the image '${full}' of container '${name}' comes from none of ${registries.join(', ')}`,
        };
      }
    }
  },
};
