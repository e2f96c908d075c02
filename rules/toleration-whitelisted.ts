import { listAt } from '../analysis/manifest';
import { contains, isWildcard } from '../analysis/placement/scheduling';
import { annotationOf, namespacesIn, TOLERATIONS_WHITELIST, tolerationsIn } from '../analysis/tenancy';
import { podsIn } from '../analysis/workloads/pods';
import type { Rule } from './rule';

/**
 * Tolerations that no entry of the whitelist contains, as PodTolerationRestriction compares them: a toleration without an operator is not
 * contained in one with `Equal`. A wildcard is the finding of another rule, and an empty whitelist that of a third.
 *
 * https://github.com/kubernetes/kubernetes/blob/v1.33.0/pkg/util/tolerations/tolerations.go
 */
export const tolerationWhitelisted: Rule = {
  id: 'toleration-whitelisted',
  title: 'pods tolerate what the whitelist of their namespace allows',
  severity: 'error',
  exemptible: 'with a reason',
  references: [
    { source: 'NSA', id: 'namespaces' },
    { source: 'MITRE', id: 'T1610' },
    { source: 'STRIDE', id: 'tampering' },
    { source: 'STRIDE', id: 'denial-of-service' },
  ],
  reads: [
    'pod.tolerations.*.effect',
    'pod.tolerations.*.key',
    'pod.tolerations.*.operator',
    'pod.tolerations.*.value',
    'pod.tolerations.*.tolerationSeconds',
    'metadata.annotations.scheduler.alpha.kubernetes.io/tolerationsWhitelist',
  ],
  remediation: 'write the toleration as the whitelist has it, with its operator and its effect, or remove it',
  why: 'Where the admission plugin is on, it refuses the pod; where it is off, nothing but the manifest keeps the pod to its own nodes.',
  attack: 'A toleration that lost its effect or its value fits more nodes than those that the tenant was given.',
  example: {
    refused: `
apiVersion: v1
kind: Namespace
metadata:
  name: shop
  annotations:
    scheduler.alpha.kubernetes.io/tolerationsWhitelist: '[{"key":"pool","operator":"Equal","value":"shop"}]'
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
        - key: gpu
          operator: Exists
      containers:
        - name: cart`,
    accepted: `
apiVersion: v1
kind: Namespace
metadata:
  name: shop
  annotations:
    scheduler.alpha.kubernetes.io/tolerationsWhitelist: '[{"key":"pool","operator":"Equal","value":"shop"}]'
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
          operator: Equal
          value: shop
          effect: NoSchedule
      containers:
        - name: cart`,
  },

  *check({ manifests }) {
    const whitelists = new Map(
      namespacesIn(manifests).map((namespace) => [namespace.name, tolerationsIn(annotationOf(namespace, TOLERATIONS_WHITELIST)) ?? []]),
    );
    for (const { manifest, pod } of podsIn(manifests)) {
      const { namespace = '' } = manifest.object.metadata;
      const whitelist = whitelists.get(namespace) ?? [];
      if (whitelist.length === 0) continue;
      for (const [index, toleration] of listAt(pod.spec, 'tolerations').entries()) {
        if (isWildcard(toleration) || whitelist.some((allowed) => contains(allowed, toleration))) continue;
        const message = `the toleration is not in the whitelist of namespace '${namespace}', expected one that is, with its operator and effect`;
        yield { manifest, pointer: `${pod.pointer}/tolerations/${index}`, message };
      }
    }
  },
};
