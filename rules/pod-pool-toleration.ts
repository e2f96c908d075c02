import { listAt } from '../analysis/manifest';
import { requiredValues, tolerates } from '../analysis/placement/scheduling';
import { annotationOf, DEFAULT_TOLERATIONS, namespacesIn, POOL_LABEL, taintsOf, tolerationsIn } from '../analysis/tenancy';
import { podsIn } from '../analysis/workloads/pods';
import type { Rule } from './rule';

/**
 * Pods that lack a toleration which their namespace has as a default; of several pools, those that the pod is held to count.
 *
 * https://kubernetes.io/docs/concepts/scheduling-eviction/taint-and-toleration/
 */
export const podPoolToleration: Rule = {
  id: 'pod-pool-toleration',
  title: 'pods tolerate the taints of the nodes of their namespace',
  severity: 'error',
  exemptible: 'with a reason',
  references: [
    { source: 'NSA', id: 'namespaces' },
    { source: 'STRIDE', id: 'denial-of-service' },
  ],
  reads: [
    'pod.tolerations.*.effect',
    'pod.tolerations.*.key',
    'pod.tolerations.*.operator',
    'pod.tolerations.*.value',
    'pod.nodeSelector.**',
    'pod.affinity.nodeAffinity.**',
    'metadata.annotations.scheduler.alpha.kubernetes.io/defaultTolerations',
  ],
  remediation: 'add the tolerations of the namespace to the pod',
  why: 'The defaults of the namespace are added by an admission plugin that is off by default: without it the pod finds no node that takes it.',
  attack: 'After the next rollout the pods stay pending, as the nodes of their tenant do not take them and the selector allows no others.',
  example: {
    refused: `
apiVersion: v1
kind: Namespace
metadata:
  name: shop
  annotations:
    scheduler.alpha.kubernetes.io/defaultTolerations: '[{"key":"pool","value":"shop","effect":"NoSchedule"}]'
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: cart
  namespace: shop
spec:
  template:
    spec:
      tolerations: []
      containers:
        - name: cart`,
    accepted: `
apiVersion: v1
kind: Namespace
metadata:
  name: shop
  annotations:
    scheduler.alpha.kubernetes.io/defaultTolerations: '[{"key":"pool","value":"shop","effect":"NoSchedule"}]'
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: cart
  namespace: shop
spec:
  template:
    spec:
      tolerations:
        - key: pool
          value: shop
          effect: NoSchedule
      containers:
        - name: cart`,
  },

  *check({ manifests }) {
    const taints = new Map(
      namespacesIn(manifests).map((namespace) => [
        namespace.name,
        taintsOf(tolerationsIn(annotationOf(namespace, DEFAULT_TOLERATIONS)) ?? []),
      ]),
    );
    for (const { manifest, pod } of podsIn(manifests)) {
      const { namespace = '' } = manifest.object.metadata;
      const tolerations = listAt(pod.spec, 'tolerations');
      const own = taints.get(namespace) ?? [];
      const named = own.length === 0 ? undefined : requiredValues(pod.spec, POOL_LABEL);
      const held = own.filter(({ value }) => named?.includes(value));
      const missing = (held.length === 0 ? own : held).filter((taint) => !tolerations.some((toleration) => tolerates(toleration, taint)));
      if (missing.length === 0) continue;
      const words = missing.map(({ key, value, effect }) => `'${key}=${value}:${effect}'`).join(', ');
      const message = `the pod does not tolerate ${words}, expected the taints of the nodes of namespace '${namespace}'`;
      yield { manifest, pointer: `${pod.pointer}/tolerations`, message };
    }
  },
};
