import { listAt, pointerKey } from '../analysis/manifest';
import { foreignTaintIn, type OwnedTaint } from '../analysis/placement/pools';
import { annotationOf, DEFAULT_TOLERATIONS, namespacesIn, TOLERATIONS_WHITELIST, tenantOf, tolerationsIn } from '../analysis/tenancy';
import { podsIn } from '../analysis/workloads/pods';
import type { Rule } from './rule';

/**
 * Tolerations for the taint of another tenant. Whose a taint is, the annotations of the namespaces say: the defaults and the whitelist
 * name it, and where there is a node selector, it names the same value.
 *
 * https://kubernetes.io/docs/concepts/scheduling-eviction/taint-and-toleration/
 */
export const tolerationForeign: Rule = {
  id: 'toleration-foreign',
  title: 'pods and namespaces tolerate the taints of their own tenant only',
  severity: 'error',
  exemptible: 'with a reason',
  references: [
    { source: 'NSA', id: 'namespaces' },
    { source: 'MITRE', id: 'T1610' },
    { source: 'STRIDE', id: 'elevation-of-privilege' },
    { source: 'STRIDE', id: 'tampering' },
  ],
  reads: [
    'pod.tolerations.*.effect',
    'pod.tolerations.*.key',
    'pod.tolerations.*.operator',
    'pod.tolerations.*.value',
    'metadata.annotations.scheduler.alpha.kubernetes.io/defaultTolerations',
    'metadata.annotations.scheduler.alpha.kubernetes.io/node-selector',
    'metadata.annotations.scheduler.alpha.kubernetes.io/tolerationsWhitelist',
    'metadata.labels.palisade.dev/tenant',
  ],
  remediation: 'remove the toleration, or name the taint of the own nodes',
  why: 'A taint keeps the pods of others away from the nodes of a tenant; who tolerates it may run there, next to what it was to protect.',
  attack: 'The attacker adds the toleration to their pods, lands on the node of the other tenant, and breaks out of the container there.',
  example: {
    refused: `
apiVersion: v1
kind: Namespace
metadata:
  name: shop
  annotations:
    scheduler.alpha.kubernetes.io/defaultTolerations: '[{"key":"pool","value":"shop"}]'
---
apiVersion: v1
kind: Pod
metadata:
  name: cart
  namespace: market
spec:
  containers:
    - name: cart
  tolerations:
    - key: pool
      value: shop`,
    accepted: `
apiVersion: v1
kind: Namespace
metadata:
  name: shop
  annotations:
    scheduler.alpha.kubernetes.io/defaultTolerations: '[{"key":"pool","value":"shop"}]'
---
apiVersion: v1
kind: Pod
metadata:
  name: cart
  namespace: market
spec:
  containers:
    - name: cart
  tolerations:
    - key: pool
      value: market`,
  },

  *check({ manifests }) {
    const namespaces = namespacesIn(manifests);
    const tenants = new Map(namespaces.map((namespace) => [namespace.name, tenantOf(namespace)]));
    const foreignTo = foreignTaintIn(namespaces);
    for (const namespace of namespaces) {
      const tenant = tenantOf(namespace);
      for (const key of [DEFAULT_TOLERATIONS, TOLERATIONS_WHITELIST]) {
        const [foreign] = (tolerationsIn(annotationOf(namespace, key)) ?? []).flatMap((toleration) => foreignTo(tenant, toleration) ?? []);
        if (foreign === undefined) continue;
        const message = `the namespace tolerates ${wordsOf(foreign)}, expected those of its own tenant only`;
        yield { manifest: namespace.manifest, pointer: `/metadata/annotations/${pointerKey(key)}`, message };
      }
    }
    for (const { manifest, pod } of podsIn(manifests)) {
      const { namespace = '' } = manifest.object.metadata;
      const tenant = tenants.get(namespace) ?? namespace;
      for (const [index, toleration] of listAt(pod.spec, 'tolerations').entries()) {
        const foreign = foreignTo(tenant, toleration);
        if (foreign === undefined) continue;
        const message = `the pod tolerates ${wordsOf(foreign)}, expected those of its own tenant only`;
        yield { manifest, pointer: `${pod.pointer}/tolerations/${index}`, message };
      }
    }
  },
};

function wordsOf({ taint: { key, value, effect }, tenants }: OwnedTaint): string {
  return `the taint '${key}=${value}:${effect}' of tenant '${[...tenants][0]}'`;
}
