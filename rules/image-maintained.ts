import { stringAt } from '../analysis/manifest';
import { imageReference } from '../analysis/workloads/image';
import { podsIn } from '../analysis/workloads/pods';
import type { Rule } from './rule';

/** By registry and repository, copies in other registries included. */
const ENDED: readonly (readonly [RegExp, string])[] = [
  [/^(k8s\.gcr\.io|gcr\.io\/google[-_]containers)\//, 'comes from a registry that is frozen since 2023, expected registry.k8s.io'],
  [/\/ingress-nginx\/controller(-chroot)?$/, 'gets no fixes since March 2026, expected another ingress or gateway controller'],
  [
    /\/kubernetes-ingress-controller\/nginx-ingress-controller$/,
    'gets no fixes since March 2026, expected another ingress or gateway controller',
  ],
  [/\/(kubernetes-)?helm\/tiller$/, 'gets no fixes since November 2020 and obeys everybody who reaches it, expected Helm 3'],
];

/**
 * Images of projects that get no fixes any more, and of registries that nobody writes to. No list of vulnerabilities: those change by the
 * day, and scanners of images know them.
 *
 * https://kubernetes.io/blog/2025/11/11/ingress-nginx-retirement/, https://kubernetes.io/blog/2023/02/06/k8s-gcr-io-freeze-announcement/
 */
export const imageMaintained: Rule = {
  id: 'image-maintained',
  title: 'images are of projects that still get fixes',
  severity: 'warning',
  exemptible: 'with a reason',
  references: [
    { source: 'STRIDE', id: 'elevation-of-privilege' },
    { source: 'MITRE', id: 'T1190' },
    { source: 'NSA', id: 'scan images' },
    { source: 'kubescape', id: 'C-0253' },
    { source: 'kubescape', id: 'C-0292' },
    { source: 'kubescape', id: 'C-0059' },
    { source: 'trivy', id: 'KSV-0102' },
    { source: 'checkov', id: 'CKV_K8S_34' },
  ],
  reads: ['container.image'],
  remediation: 'move to what replaces it: registry.k8s.io, a Gateway API controller, Helm 3',
  why: 'A hole that is found in such an image tomorrow stays open, and these run with more rights than most.',
  attack:
    'Known ways to run code in the controller read every Secret of the cluster that it may read, which for ingress-nginx is all of them.',
  example: {
    refused: `
apiVersion: v1
kind: Pod
metadata:
  name: cart
spec:
  containers:
    - name: cart
      image: registry.k8s.io/ingress-nginx/controller:v1.14.0`,
    accepted: `
apiVersion: v1
kind: Pod
metadata:
  name: cart
spec:
  containers:
    - name: cart
      image: registry.example.com/envoy-gateway/gateway:1.6.0`,
  },

  *check({ manifests }) {
    for (const { manifest, containers } of podsIn(manifests)) {
      for (const { name, container, pointer } of containers) {
        const image = stringAt(container, 'image') ?? '';
        const reference = imageReference(image);
        if (reference === undefined) continue;
        const full = `${reference.registry}/${reference.repository}`;
        const ended = ENDED.find(([pattern]) => pattern.test(full));
        if (ended === undefined) continue;
        yield { manifest, pointer: `${pointer}/image`, message: `the image '${image}' of container '${name}' ${ended[1]}` };
      }
    }
  },
};
