import { identityOf, type Manifest } from '../analysis/manifest';
import type { Rule } from './rule';

/**
 * Two objects of one kind, namespace and name are one object to the API server: whichever is applied last replaces the other. Objects
 * whose name the server makes up, from `generateName`, are as many as are written; those with neither are left to `object-name`.
 */
export const objectIdentity: Rule = {
  id: 'object-identity',
  title: 'each object is written once',
  severity: 'error',
  exemptible: 'never',
  references: [
    { source: 'Kubernetes', id: 'https://kubernetes.io/docs/concepts/overview/working-with-objects/names/' },
    { source: 'STRIDE', id: 'tampering' },
  ],
  reads: [],
  remediation: 'rename one of the two, or put them into different namespaces',
  why: 'Of two objects with one identity only the one that is applied last is in the cluster, and which one that is depends on the names of files.',
  attack:
    'A second NetworkPolicy or Role of a name that exists replaces the reviewed one, and the review shows an object that is in order.',
  example: {
    refused: `
apiVersion: v1
kind: ConfigMap
metadata:
  name: cart
  namespace: shop
data:
  level: info
---
apiVersion: v1
kind: ConfigMap
metadata:
  name: cart
  namespace: shop
data:
  level: debug`,
    accepted: `
apiVersion: v1
kind: ConfigMap
metadata:
  name: cart
  namespace: shop
data:
  level: info
---
apiVersion: v1
kind: ConfigMap
metadata:
  name: cart-debug
  namespace: shop
data:
  level: debug`,
  },

  *check({ manifests }) {
    const first = new Map<string, Manifest>();
    for (const manifest of manifests) {
      const { name } = manifest.object.metadata;
      if (name === undefined || name === null || name === '') continue;
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
