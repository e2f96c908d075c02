import { ofKind } from '../analysis/kinds';
import { listAt } from '../analysis/manifest';
import type { Rule } from './rule';

/**
 * https://kubernetes.io/docs/concepts/services-networking/service/#external-ips
 */
export const serviceExternalIps: Rule = {
  id: 'service-external-ips',
  title: 'a Service claims no addresses of others',
  severity: 'error',
  exemptible: 'with a reason',
  references: [
    { source: 'MITRE', id: 'T1040' },
    { source: 'STRIDE', id: 'spoofing' },
    { source: 'STRIDE', id: 'information-disclosure' },
    { source: 'trivy', id: 'KSV-0108' },
  ],
  reads: ['spec.externalIPs.*'],
  remediation: 'remove externalIPs; let a load balancer, an Ingress or a Gateway give the Service its address',
  why: 'Every node sends traffic for an external IP to the Service, whoever the address belongs to: nobody checks.',
  attack:
    "A Service with the address of the company's DNS or of another tenant receives what all pods of the cluster send there (CVE-2020-8554).",
  example: {
    refused: `
apiVersion: v1
kind: Service
metadata:
  name: cart
  namespace: shop
spec:
  externalIPs: [203.0.113.7]
  ports:
    - port: 53`,
    accepted: `
apiVersion: v1
kind: Service
metadata:
  name: cart
  namespace: shop
spec:
  ports:
    - port: 53`,
  },

  *check({ manifests }) {
    for (const manifest of ofKind(manifests, '', 'Service')) {
      const addresses = listAt(manifest.object, 'spec', 'externalIPs');
      if (addresses.length === 0) continue;
      const shown = addresses.map((address) => (typeof address === 'string' ? `'${address}'` : JSON.stringify(address)));
      yield {
        manifest,
        pointer: '/spec/externalIPs',
        message: `the Service takes the traffic of ${shown.join(', ')} on every node, expected no externalIPs`,
      };
    }
  },
};
