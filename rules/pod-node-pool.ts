import { at, pointerKey } from '../analysis/manifest';
import { requiredValues, requiresLabel } from '../analysis/placement/scheduling';
import {
  annotationOf,
  DEFAULT_TOLERATIONS,
  NODE_SELECTOR,
  namespacesIn,
  nodeLabelsIn,
  POOL_LABEL,
  taintsOf,
  tolerationsIn,
} from '../analysis/tenancy';
import { podsIn } from '../analysis/workloads/pods';
import type { Rule } from './rule';

const REQUIRED = ['affinity', 'nodeAffinity', 'requiredDuringSchedulingIgnoredDuringExecution'];

/**
 * Pods of a namespace whose annotation names nodes. Required terms are alternatives, so that each has to name them; preferred ones and
 * an empty term prove nothing. A namespace with several pools names what they have in common, its pods the pools: those whose taints the
 * namespace tolerates are its own.
 *
 * https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/
 */
export const podNodePool: Rule = {
  id: 'pod-node-pool',
  title: 'pods stay on the nodes of their namespace',
  severity: 'error',
  exemptible: 'with a reason',
  references: [
    { source: 'NSA', id: 'namespaces' },
    { source: 'MITRE', id: 'T1610' },
    { source: 'STRIDE', id: 'tampering' },
    { source: 'STRIDE', id: 'information-disclosure' },
  ],
  reads: [
    'metadata.annotations.scheduler.alpha.kubernetes.io/node-selector',
    'metadata.annotations.scheduler.alpha.kubernetes.io/defaultTolerations',
    'pod.nodeSelector.**',
    'pod.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms.*.matchExpressions.*.key',
    'pod.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms.*.matchExpressions.*.operator',
    'pod.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms.*.matchExpressions.*.values.*',
    'pod.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms.*.matchFields',
  ],
  remediation: 'add the label to nodeSelector, or to each required term of the node affinity with operator In',
  why: 'The annotation of the namespace is read by an admission plugin that is off by default: without a selector of its own the pod runs anywhere.',
  attack: 'The pod and its Secrets come to a shared node, where a tenant who broke out of a container is waiting.',
  example: {
    refused: `
apiVersion: v1
kind: Namespace
metadata:
  name: shop
  annotations:
    scheduler.alpha.kubernetes.io/node-selector: pool=shop
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: cart
  namespace: shop
spec:
  template:
    spec:
      nodeSelector: {}
      containers:
        - name: cart`,
    accepted: `
apiVersion: v1
kind: Namespace
metadata:
  name: shop
  annotations:
    scheduler.alpha.kubernetes.io/node-selector: pool=shop
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: cart
  namespace: shop
spec:
  template:
    spec:
      nodeSelector:
        pool: shop
      containers:
        - name: cart`,
  },

  *check({ manifests }) {
    const pools = new Map(
      namespacesIn(manifests).map((namespace) => {
        const taints = taintsOf(tolerationsIn(annotationOf(namespace, DEFAULT_TOLERATIONS)) ?? []);
        return [
          namespace.name,
          { labels: nodeLabelsIn(annotationOf(namespace, NODE_SELECTOR)), own: new Set(taints.map(({ value }) => value)) },
        ];
      }),
    );
    for (const { manifest, pod } of podsIn(manifests)) {
      const { namespace = '' } = manifest.object.metadata;
      const { labels = [], own } = pools.get(namespace) ?? {};
      const named = labels.length === 0 ? undefined : requiredValues(pod.spec, POOL_LABEL);
      const isInOwnPools = named?.every((pool) => own?.has(pool) === true);
      for (const [key, value] of labels) {
        if (requiresLabel(pod.spec, key, value) || (isInOwnPools && key !== POOL_LABEL)) continue;
        const isSelected = at(pod.spec, 'nodeSelector', key) !== undefined || at(pod.spec, ...REQUIRED) === undefined;
        const field = isSelected ? `nodeSelector/${pointerKey(key)}` : REQUIRED.join('/');
        const message = `the pod may run on nodes without '${key}=${value}', expected those of namespace '${namespace}' only`;
        yield { manifest, pointer: `${pod.pointer}/${field}`, message };
      }
    }
  },
};
