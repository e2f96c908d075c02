import { at } from '../analysis/manifest';
import { namespacesIn, TENANT } from '../analysis/tenancy';
import type { Rule } from './rule';

/**
 * The label of the tenant, where namespaces have tenants: when one of them in the manifests has the label, or Palisade wrote it.
 */
export const namespaceTenant: Rule = {
  id: 'namespace-tenant',
  title: 'namespaces say whose they are',
  severity: 'error',
  exemptible: 'with a reason',
  references: [
    { source: 'CIS', id: '5.6.1' },
    { source: 'NSA', id: 'namespaces' },
    { source: 'STRIDE', id: 'spoofing' },
  ],
  reads: ['metadata.labels.palisade.dev/tenant', 'metadata.labels.app.kubernetes.io/managed-by'],
  remediation: 'add the label palisade.dev/tenant with the name of the tenant',
  why: 'Policies tell tenants apart by this label: a namespace without it belongs to nobody, and is let in or kept out by accident.',
  attack: 'The attacker gets hold of a namespace that no tenant claims, and that no policy of a tenant mentions.',
  example: {
    refused: `
apiVersion: v1
kind: Namespace
metadata:
  name: shop
  labels:
    app.kubernetes.io/managed-by: palisade`,
    accepted: `
apiVersion: v1
kind: Namespace
metadata:
  name: shop
  labels:
    app.kubernetes.io/managed-by: palisade
    palisade.dev/tenant: shop`,
  },

  *check({ manifests }) {
    const namespaces = namespacesIn(manifests).map(({ manifest, name }) => ({
      manifest,
      name,
      labels: at(manifest.object, 'metadata', 'labels'),
    }));
    const haveTenants = namespaces.some(({ labels }) => at(labels, TENANT) !== undefined);
    for (const { manifest, name, labels } of namespaces) {
      const tenant = at(labels, TENANT);
      if (typeof tenant === 'string' && tenant !== '') continue;
      if (!haveTenants && at(labels, 'app.kubernetes.io/managed-by') !== 'palisade') continue;
      yield {
        manifest,
        pointer: '/metadata/labels/palisade.dev~1tenant',
        message: `namespace '${name}' has no label '${TENANT}', expected its tenant`,
      };
    }
  },
};
