import { imageReference } from '../analysis/image';
import { stringAt } from '../analysis/manifest';
import { containersOf, podOf } from '../analysis/pods';
import type { Rule } from './rule';

/**
 * A tag can be moved to other content after it was reviewed; a digest is the content.
 */
export const imageDigest: Rule = {
  id: 'image-digest',
  title: 'images are pinned by digest',
  severity: 'error',
  exemptible: 'with a reason',
  references: [
    { source: 'STRIDE', id: 'tampering' },
    { source: 'MITRE', id: 'T1525' },
    { source: 'CIS', id: '5.5.1' },
  ],
  remediation: 'append the digest that was reviewed: registry/name:tag@sha256:…',

  *check({ manifests }) {
    for (const manifest of manifests) {
      const pod = podOf(manifest.object);
      if (pod === undefined) continue;
      for (const { name, container, pointer } of containersOf(pod)) {
        const image = stringAt(container, 'image') ?? '';
        const reference = imageReference(image);
        if (reference?.digest !== undefined) continue;
        const what = reference === undefined ? 'is not an image reference' : 'has no digest';
        yield {
          manifest,
          pointer: `${pointer}/image`,
          message: `the image '${image}' of container '${name}' ${what}, expected registry/name:tag@sha256:…`,
        };
      }
    }
  },
};
