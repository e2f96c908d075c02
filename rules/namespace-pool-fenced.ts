import { pointerKey } from '../analysis/manifest';
import { requiredValues } from '../analysis/placement/scheduling';
import { annotationOf, NODE_SELECTOR, namespacesIn, nodeLabelsIn, POOL_LABEL } from '../analysis/tenancy';
import { podsIn, type RunningPod } from '../analysis/workloads/pods';
import type { Rule } from './rule';

/**
 * Namespaces that bind none of their pods to nodes, while one of these binds itself to a pool. The kubelet cannot set labels under
 * `node-restriction.kubernetes.io/`: whoever asks for one means isolation.
 *
 * https://kubernetes.io/docs/reference/access-authn-authz/admission-controllers/#podnodeselector
 * https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/#node-isolation-restriction
 */
export const namespacePoolFenced: Rule = {
  id: 'namespace-pool-fenced',
  title: 'a namespace whose pods belong on a pool of nodes keeps all of its pods there',
  severity: 'warning',
  exemptible: 'with a reason',
  references: [
    { source: 'NSA', id: 'namespaces' },
    { source: 'MITRE', id: 'T1610' },
    { source: 'STRIDE', id: 'elevation-of-privilege' },
  ],
  reads: [
    'metadata.annotations.scheduler.alpha.kubernetes.io/node-selector',
    'pod.nodeSelector.node-restriction.kubernetes.io/pool',
    'pod.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms.*.matchExpressions.**',
    'pod.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms.*.matchFields',
  ],
  remediation: 'annotate the namespace with scheduler.alpha.kubernetes.io/node-selector, which the admission plugin PodNodeSelector reads',
  why: 'A pod that asks for its pool is a pod that behaves; only the namespace can ask for all of them.',
  attack:
    'Whoever may create pods in the namespace leaves the selector out, and lands on a node of somebody else, or of the control plane.',
  example: {
    refused: `
apiVersion: v1
kind: Namespace
metadata:
  name: shop
---
apiVersion: v1
kind: Pod
metadata:
  name: cart
  namespace: shop
spec:
  nodeSelector:
    node-restriction.kubernetes.io/pool: shop
  containers:
    - name: cart`,
    accepted: `
apiVersion: v1
kind: Namespace
metadata:
  name: shop
  annotations:
    scheduler.alpha.kubernetes.io/node-selector: node-restriction.kubernetes.io/pool=shop
---
apiVersion: v1
kind: Pod
metadata:
  name: cart
  namespace: shop
spec:
  nodeSelector:
    node-restriction.kubernetes.io/pool: shop
  containers:
    - name: cart`,
  },

  *check({ manifests }) {
    const open = namespacesIn(manifests).filter((namespace) => nodeLabelsIn(annotationOf(namespace, NODE_SELECTOR)).length === 0);
    if (open.length === 0) return;
    const bound = new Map<string, RunningPod>();
    for (const pod of podsIn(manifests)) {
      const { namespace = '' } = pod.manifest.object.metadata;
      if (!bound.has(namespace) && requiredValues(pod.pod.spec, POOL_LABEL) !== undefined) bound.set(namespace, pod);
    }
    for (const { manifest, name } of open) {
      const pod = bound.get(name);
      if (pod === undefined) continue;
      const { kind, metadata } = pod.manifest.object;
      yield {
        manifest,
        pointer: `/metadata/annotations/${pointerKey(NODE_SELECTOR)}`,
        message: `${kind} '${metadata.name ?? ''}' asks for nodes by '${POOL_LABEL}', namespace '${name}' has no '${NODE_SELECTOR}', expected it for all pods`,
      };
    }
  },
};
