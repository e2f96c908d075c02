import { breachesOf } from './breaches';
import type { Rule } from './rule';

/**
 * Pods of a tenant that names nodes land on those only, and nobody else's land there where it claims a taint: what `palisade prove` calls
 * `broken`, also for the pods that a tenant might write. It asks where the manifests are all that is applied and a Namespace has the label
 * of a tenant; a tenant that names no nodes has asked for none, and what is not known is no finding.
 */
export const tenantNodesIsolated: Rule = {
  id: 'tenant-nodes-isolated',
  title: 'tenants with nodes of their own stay there, and are alone there',
  severity: 'error',
  exemptible: 'with a reason',
  references: [
    { source: 'NSA', id: 'namespaces' },
    { source: 'MITRE', id: 'T1610' },
    { source: 'STRIDE', id: 'elevation-of-privilege' },
    { source: 'STRIDE', id: 'denial-of-service' },
  ],
  reads: ['**'],
  remediation:
    'let each pod require the nodes of its tenant, tolerate their taints and no others, and taint them with NoExecute; palisade prove shows the way',
  why: 'Whoever shares a node shares its kernel: nodes keep tenants apart only if no pod of anybody else may land on them.',
  attack:
    'The attacker has a pod placed on the node of another tenant, breaks out of it, and reads the tokens and Secrets of all pods there.',
  example: {
    refused: `
apiVersion: v1
kind: Namespace
metadata:
  name: shop
  labels:
    palisade.dev/tenant: shop
  annotations:
    scheduler.alpha.kubernetes.io/node-selector: pool=shop
    scheduler.alpha.kubernetes.io/tolerationsWhitelist: '[{"key":"pool","operator":"Equal","value":"shop"}]'
---
apiVersion: v1
kind: Pod
metadata:
  name: ledger
  namespace: bank
spec:
  nodeSelector:
    pool: shop
  tolerations:
    - key: pool
      value: shop
  containers:
    - name: ledger`,
    accepted: `
apiVersion: v1
kind: Namespace
metadata:
  name: shop
  labels:
    palisade.dev/tenant: shop
  annotations:
    scheduler.alpha.kubernetes.io/node-selector: pool=shop
    scheduler.alpha.kubernetes.io/tolerationsWhitelist: '[{"key":"pool","operator":"Equal","value":"shop"}]'
---
apiVersion: v1
kind: Pod
metadata:
  name: ledger
  namespace: bank
spec:
  nodeSelector:
    pool: bank
  containers:
    - name: ledger`,
  },

  check: (cluster) => breachesOf(cluster, 'nodes'),
};
