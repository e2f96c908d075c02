import { stringAt } from '../analysis/manifest';
import { imageReference } from '../analysis/workloads/image';
import { podsIn } from '../analysis/workloads/pods';
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
    { source: 'MITRE', id: 'T1204.003' },
    { source: 'CIS', id: '5.5.1' },
    { source: 'kubescape', id: 'C-0306' },
    { source: 'checkov', id: 'CKV_K8S_43' },
  ],
  reads: ['container.image'],
  remediation: 'append the digest that was reviewed: registry/name:tag@sha256:…',
  why: 'A tag names whatever was pushed under it last, so that what runs tomorrow may be something that nobody looked at.',
  attack: 'Whoever may push to the registry moves the tag to an image of their own, and the next restart of a pod runs it.',
  example: {
    refused: `
apiVersion: v1
kind: Pod
metadata:
  name: cart
spec:
  containers:
    - name: cart
      image: registry.example.com/shop/cart:1.4.2`,
    accepted: `
apiVersion: v1
kind: Pod
metadata:
  name: cart
spec:
  containers:
    - name: cart
      image: registry.example.com/shop/cart:1.4.2@sha256:4b6f2a1c9d8e7f30516273849a0b1c2d3e4f5061728394a5b6c7d8e9f0a1b2c3`,
  },

  *check({ manifests }) {
    for (const { manifest, containers } of podsIn(manifests)) {
      for (const { name, container, pointer } of containers) {
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
