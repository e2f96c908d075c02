import { stringAt } from '../analysis/manifest';
import { imageReference } from '../analysis/workloads/image';
import { podsIn } from '../analysis/workloads/pods';
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
    { source: 'MITRE', id: 'T1204.003' },
    { source: 'NSA', id: 'scan images' },
    { source: 'CIS', id: '5.5.1' },
    { source: 'kubescape', id: 'C-0001' },
    { source: 'kubescape', id: 'C-0078' },
    { source: 'trivy', id: 'KSV-0125' },
    { source: 'trivy', id: 'KSV-0032' },
    { source: 'trivy', id: 'KSV-0033' },
    { source: 'trivy', id: 'KSV-0034' },
    { source: 'trivy', id: 'KSV-0035' },
  ],
  reads: ['container.image'],
  remediation: 'mirror the image into an allowed registry, or add its registry to the platform',
  why: 'Anybody may publish an image under a name that looks right: only a registry that the platform runs or trusts says who put it there.',
  attack: 'An image on a public registry, called like a popular one but for a letter, runs with everything that the pod was given.',
  example: {
    refused: `
apiVersion: v1
kind: Pod
metadata:
  name: cart
spec:
  containers:
    - name: cart
      image: docker.io/redis:8.2`,
    accepted: `
apiVersion: v1
kind: Pod
metadata:
  name: cart
spec:
  containers:
    - name: cart
      image: registry.example.com/library/redis:8.2`,
  },

  *check({ manifests, registries }) {
    if (registries.length === 0) return;
    for (const { manifest, containers } of podsIn(manifests)) {
      for (const { name, container, pointer } of containers) {
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
