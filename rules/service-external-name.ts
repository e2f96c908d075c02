import { ofKind } from '../analysis/kinds';
import { at } from '../analysis/manifest';
import type { Rule } from './rule';

/**
 * https://kubernetes.io/docs/concepts/services-networking/service/#externalname
 */
export const serviceExternalName: Rule = {
  id: 'service-external-name',
  title: 'a Service is no name for a host elsewhere',
  severity: 'warning',
  exemptible: 'with a reason',
  references: [
    { source: 'STRIDE', id: 'spoofing' },
    { source: 'trivy', id: 'KSV-0108' },
  ],
  reads: ['spec.type', 'spec.externalName'],
  remediation: "let the app call the host by its own name, and open its address to the app's pods by policy",
  why: "An ExternalName is an alias in the cluster's DNS: no policy, certificate or label of the called host stands behind it.",
  attack:
    'An alias for a Service of another tenant, or for localhost, makes a proxy that trusts names of the cluster fetch what it must not.',
  example: {
    refused: `
apiVersion: v1
kind: Service
metadata:
  name: cart
  namespace: shop
spec:
  type: ExternalName
  externalName: db.example.com`,
    accepted: `
apiVersion: v1
kind: Service
metadata:
  name: cart
  namespace: shop
spec:
  type: ClusterIP
  selector:
    app: cart
  ports:
    - port: 5432`,
  },

  *check({ manifests }) {
    for (const manifest of ofKind(manifests, '', 'Service')) {
      if (at(manifest.object, 'spec', 'type') !== 'ExternalName') continue;
      const name = at(manifest.object, 'spec', 'externalName');
      const shown = typeof name === 'string' ? `'${name}'` : 'nothing';
      yield { manifest, pointer: '/spec/type', message: `the Service is an alias of ${shown}, expected one that selects pods` };
    }
  },
};
