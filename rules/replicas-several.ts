import { ofKind } from '../analysis/kinds';
import { at, type Manifest } from '../analysis/manifest';
import { spelt } from '../analysis/reading/spelling';
import { LabelIndex, labelsOf, selectorOf } from '../analysis/selectors';
import { type Replicated, replicatedIn } from '../analysis/workloads/replicas';
import type { Rule } from './rule';

/**
 * What an autoscaler keeps is judged there. Zero replicas are switched off on purpose, and one is meant where it is written and no Service
 * sends anything: a watcher, a load generator.
 */
export const replicasSeveral: Rule = {
  id: 'replicas-several',
  title: 'apps run more than one replica',
  severity: 'warning',
  exemptible: 'with a reason',
  references: [
    { source: 'STRIDE', id: 'denial-of-service' },
    { source: 'kube-linter', id: 'minimum-three-replicas' },
    { source: 'kube-score', id: 'deployment-replicas' },
    { source: 'polaris', id: 'deploymentMissingReplicas' },
  ],
  reads: [
    'spec.minReplicas',
    'spec.replicas',
    'spec.scaleTargetRef.kind',
    'spec.scaleTargetRef.name',
    'spec.scaleTargetRef.apiVersion',
    'spec.selector.**',
    'pod.metadata.labels.**',
  ],
  remediation: 'set spec.replicas to 2 or more, or add a HorizontalPodAutoscaler',
  why: 'A single pod is an outage whenever its node is drained, its process restarts or its image is rolled out.',
  attack: 'Whoever crashes the one process, or the node below it, takes the service down until it is scheduled and started again.',
  example: {
    refused: `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: cart
spec: {}`,
    accepted: `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: cart
spec:
  replicas: 2`,
  },

  *check({ manifests }) {
    const served = servedIn(manifests);
    for (const each of replicatedIn(manifests)) {
      const { manifest, stated, autoscaler } = each;
      if (autoscaler !== undefined || stated === 0 || (stated !== undefined && stated > 1) || (stated === 1 && !served.has(each))) continue;
      const message = `replicas is ${spelt(at(manifest.object, 'spec', 'replicas'))}, expected 2 or more`;
      yield { manifest, pointer: '/spec/replicas', message };
    }
  },
};

/** What a Service sends requests to. */
function servedIn(manifests: readonly Manifest[]): ReadonlySet<Replicated> {
  const namespaces = new Map<string, (readonly [Replicated, ReadonlyMap<string, string>])[]>();
  for (const each of replicatedIn(manifests)) {
    if (each.stated !== 1) continue;
    const namespace = each.manifest.object.metadata.namespace ?? '';
    const list = namespaces.get(namespace) ?? [];
    namespaces.set(namespace, list);
    list.push([each, labelsOf(each.pod.metadata.labels)]);
  }
  if (namespaces.size === 0) return new Set();
  const indices = new Map([...namespaces].map(([namespace, items]) => [namespace, new LabelIndex(items)]));
  const served = new Set<Replicated>();
  for (const { object } of ofKind(manifests, '', 'Service')) {
    const selector = selectorOf({ matchLabels: at(object, 'spec', 'selector') ?? {} });
    if (selector.requirements.length === 0) continue;
    for (const each of indices.get(object.metadata.namespace ?? '')?.select(selector) ?? []) served.add(each);
  }
  return served;
}
