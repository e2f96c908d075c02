import { at, stringAt } from '../analysis/manifest';
import { spelt } from '../analysis/reading/spelling';
import { imageReference } from '../analysis/workloads/image';
import { podsIn } from '../analysis/workloads/pods';
import type { Rule } from './rule';

/** Whether Kubernetes takes `Always` for an image when nobody says otherwise. */
function isLatest(image: string): boolean {
  const reference = imageReference(image);
  return reference !== undefined && reference.digest === undefined && (reference.tag ?? 'latest') === 'latest';
}

/**
 * The registry is asked before each start. Left unset, Kubernetes asks only for `latest`.
 *
 * https://kubernetes.io/docs/concepts/containers/images/#imagepullpolicy-defaulting
 */
export const imagePullPolicy: Rule = {
  id: 'image-pull-policy',
  title: 'images are pulled before each start',
  severity: 'warning',
  exemptible: 'with a reason',
  references: [
    { source: 'STRIDE', id: 'spoofing' },
    { source: 'MITRE', id: 'T1525' },
    { source: 'kubescape', id: 'C-0075' },
    { source: 'kube-score', id: 'container-image-pull-policy' },
    { source: 'polaris', id: 'pullPolicyNotAlways' },
    { source: 'checkov', id: 'CKV_K8S_15' },
  ],
  reads: ['container.image', 'container.imagePullPolicy'],
  remediation: 'set imagePullPolicy to Always; layers that are on the node are not fetched again',
  why: 'An image that is on the node already is started without asking the registry whether this pod may have it.',
  attack: "A pod of another tenant runs a private image that it has no credentials for, because the owner's pod pulled it before.",
  example: {
    refused: `
apiVersion: v1
kind: Pod
metadata:
  name: cart
spec:
  containers:
    - name: cart
      image: registry.example.com/shop/cart:1.4.2@sha256:4b6f2a1c9d8e7f30516273849a0b1c2d3e4f5061728394a5b6c7d8e9f0a1b2c3`,
    accepted: `
apiVersion: v1
kind: Pod
metadata:
  name: cart
spec:
  containers:
    - name: cart
      image: registry.example.com/shop/cart:1.4.2@sha256:4b6f2a1c9d8e7f30516273849a0b1c2d3e4f5061728394a5b6c7d8e9f0a1b2c3
      imagePullPolicy: Always`,
  },

  *check({ manifests }) {
    for (const { manifest, containers } of podsIn(manifests)) {
      for (const { name, container, pointer } of containers) {
        const policy = at(container, 'imagePullPolicy') ?? '';
        if (policy === 'Always' || (policy === '' && isLatest(stringAt(container, 'image') ?? ''))) continue;
        const found = policy === '' ? 'unset (IfNotPresent by default)' : spelt(policy);
        yield {
          manifest,
          pointer: `${pointer}/imagePullPolicy`,
          message: `container '${name}' has imagePullPolicy ${found}, expected Always`,
        };
      }
    }
  },
};
