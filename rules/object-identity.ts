import { identityOf, type Manifest } from '../analysis/manifest';
import type { Rule } from './rule';

/**
 * Two objects of one kind, namespace and name are one object to the API server: whichever is applied last replaces the other.
 */
export const objectIdentity: Rule = {
  id: 'object-identity',
  title: 'each object is written once',
  severity: 'error',
  exemptible: 'never',
  references: [{ source: 'Kubernetes', id: 'https://kubernetes.io/docs/concepts/overview/working-with-objects/names/' }],
  remediation: 'rename one of the two, or put them into different namespaces',

  *check({ manifests }) {
    const first = new Map<string, Manifest>();
    for (const manifest of manifests) {
      const identity = identityOf(manifest.object);
      const other = first.get(identity);
      if (other === undefined) first.set(identity, manifest);
      else
        yield {
          manifest,
          pointer: '/metadata/name',
          message: `the same object is already written by ${other.source}, expected one ${identity}`,
        };
    }
  },
};
