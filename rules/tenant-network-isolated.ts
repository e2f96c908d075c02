import { breachesOf } from './breaches';
import type { Rule } from './rule';

/**
 * No way over the network from one tenant to another, or between a tenant and whoever is in no manifest, that those whom it reaches do not
 * declare: what `palisade prove` calls `broken`, also if a tenant adds all that its permissions allow. It asks where the manifests are all
 * that is applied and a Namespace has the label of a tenant; what is not known is no finding.
 */
export const tenantNetworkIsolated: Rule = {
  id: 'tenant-network-isolated',
  title: 'no network path leads from tenant to tenant that nobody declares',
  severity: 'error',
  exemptible: 'with a reason',
  references: [
    { source: 'CIS', id: '5.3.2' },
    { source: 'NSA', id: 'network separation' },
    { source: 'MITRE', id: 'T1046' },
    { source: 'STRIDE', id: 'information-disclosure' },
    { source: 'STRIDE', id: 'spoofing' },
  ],
  reads: ['**'],
  remediation:
    'use a network plugin that enforces policies, deny by default in both directions for every pod of the namespace, and let a policy open what is meant and declare it in the annotation palisade.dev/allows; palisade prove shows the whole path',
  why: 'Each policy can be right by itself, and all of them together still let one tenant reach another: that is decided here.',
  attack: 'The attacker takes over the weakest app of one tenant and calls the databases of the others from there.',
  example: {
    refused: `
apiVersion: v1
kind: Namespace
metadata:
  name: shop
  labels:
    palisade.dev/tenant: shop`,
    accepted: `
apiVersion: v1
kind: Namespace
metadata:
  name: shop
  labels:
    palisade.dev/tenant: shop
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: default-deny
  namespace: shop
spec:
  podSelector: {}
  policyTypes: [Ingress, Egress]`,
  },

  check: (cluster) => breachesOf(cluster, 'network'),
};
