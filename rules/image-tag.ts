import { stringAt } from '../analysis/manifest';
import { imageReference } from '../analysis/workloads/image';
import { podsIn } from '../analysis/workloads/pods';
import type { Rule } from './rule';

/**
 * Without a tag an image is `latest`. A digest says what runs, whatever the tag beside it.
 *
 * https://kubernetes.io/docs/concepts/containers/images/#image-names
 */
export const imageTag: Rule = {
  id: 'image-tag',
  title: 'images have a tag that names a version',
  severity: 'warning',
  exemptible: 'with a reason',
  references: [
    { source: 'STRIDE', id: 'tampering' },
    { source: 'MITRE', id: 'T1525' },
    { source: 'kube-linter', id: 'latest-tag' },
    { source: 'kube-score', id: 'container-image-tag' },
    { source: 'polaris', id: 'tagNotSpecified' },
    { source: 'trivy', id: 'KSV-0013' },
    { source: 'checkov', id: 'CKV_K8S_14' },
  ],
  reads: ['container.image'],
  remediation: 'name the version: registry/name:1.4.2@sha256:…',
  why: 'Nobody can say which version runs where it is `latest`, nor go back to the one before.',
  attack:
    'Pods of one Deployment run different code as nodes pull at different times, and a bad push reaches production with the next restart.',
  example: {
    refused: `
apiVersion: v1
kind: Pod
metadata:
  name: cart
spec:
  containers:
    - name: cart
      image: registry.example.com/shop/cart:latest`,
    accepted: `
apiVersion: v1
kind: Pod
metadata:
  name: cart
spec:
  containers:
    - name: cart
      image: registry.example.com/shop/cart:1.4.2`,
  },

  *check({ manifests }) {
    for (const { manifest, containers } of podsIn(manifests)) {
      for (const { name, container, pointer } of containers) {
        const image = stringAt(container, 'image') ?? '';
        const reference = imageReference(image);
        // What is no reference at all is refused for having no digest.
        if (reference === undefined || reference.digest !== undefined) continue;
        if (reference.tag !== undefined && reference.tag !== 'latest') continue;
        const what = reference.tag === undefined ? 'has no tag' : "has the tag 'latest'";
        yield {
          manifest,
          pointer: `${pointer}/image`,
          message: `the image '${image}' of container '${name}' ${what}, expected that of a version`,
        };
      }
    }
  },
};
