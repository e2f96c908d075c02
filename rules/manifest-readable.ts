import type { Rule } from './rule';

/**
 * What cannot be read cannot be judged: templates, broken or hostile YAML, keys that are written twice.
 */
export const manifestReadable: Rule = {
  id: 'manifest-readable',
  title: 'every document can be read, and means one thing',
  severity: 'error',
  exemptible: 'never',
  references: [
    { source: 'STRIDE', id: 'tampering' },
    { source: 'kube-linter', id: 'schema-validation' },
  ],
  reads: [],
  remediation: 'write one plain object per document; render templates before they are checked',
  why: 'A document that cannot be read is not judged, and one that can be read in two ways is judged in one and applied in the other.',
  attack: 'A second `securityContext` further down wins over the reviewed one; a broken document hides what another parser still applies.',
  example: {
    refused: `
apiVersion: v1
kind: Service
metadata:
  name: cart
spec:
  type: ClusterIP
  type: NodePort`,
    accepted: `
apiVersion: v1
kind: Service
metadata:
  name: cart
spec:
  type: ClusterIP`,
  },

  *check({ unreadable }) {
    yield* unreadable;
  },
};
