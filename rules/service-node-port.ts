import { ofKind } from '../analysis/kinds';
import { at } from '../analysis/manifest';
import type { Rule } from './rule';

/**
 * Services of type NodePort. Those of load balancers open ports of nodes, too, but are meant for callers from outside.
 */
export const serviceNodePort: Rule = {
  id: 'service-node-port',
  title: 'a Service opens no port on the nodes',
  severity: 'error',
  exemptible: 'with a reason',
  references: [
    { source: 'NSA', id: 'network separation' },
    { source: 'MITRE', id: 'T1133' },
    { source: 'STRIDE', id: 'information-disclosure' },
    { source: 'kube-linter', id: 'exposed-services' },
    { source: 'kube-score', id: 'service-type' },
  ],
  reads: ['spec.type'],
  remediation: 'use type ClusterIP, and publish the app through an Ingress or Gateway with TLS',
  why: 'A NodePort listens on every address of every node, past the firewall rules, the TLS and the names of the ingress controller.',
  attack:
    'Whoever reaches any node of the cluster reaches the app, without encryption, on a port between 30000 and 32767 that scanners know.',
  example: {
    refused: `
apiVersion: v1
kind: Service
metadata:
  name: cart
  namespace: shop
spec:
  type: NodePort
  ports:
    - port: 80`,
    accepted: `
apiVersion: v1
kind: Service
metadata:
  name: cart
  namespace: shop
spec:
  type: ClusterIP
  ports:
    - port: 80`,
  },

  *check({ manifests }) {
    for (const manifest of ofKind(manifests, '', 'Service')) {
      if (at(manifest.object, 'spec', 'type') !== 'NodePort') continue;
      yield { manifest, pointer: '/spec/type', message: 'the Service listens on every node (type: NodePort), expected ClusterIP' };
    }
  },
};
