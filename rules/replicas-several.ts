import { at } from '../analysis/manifest';
import { replicatedIn } from '../analysis/replicas';
import { spelt } from '../analysis/spelling';
import type { Rule } from './rule';

/**
 * What an autoscaler keeps is judged there. Zero replicas are switched off on purpose.
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
  reads: ['spec.minReplicas', 'spec.replicas', 'spec.scaleTargetRef.kind', 'spec.scaleTargetRef.name', 'spec.scaleTargetRef.apiVersion'],
  remediation: 'set spec.replicas to 2 or more, or add a HorizontalPodAutoscaler',
  why: 'A single pod is an outage whenever its node is drained, its process restarts or its image is rolled out.',
  attack: 'Whoever crashes the one process, or the node below it, takes the service down until it is scheduled and started again.',
  example: {
    refused: `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: cart
spec:
  replicas: 1`,
    accepted: `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: cart
spec:
  replicas: 2`,
  },

  *check({ manifests }) {
    for (const { manifest, stated, autoscaler } of replicatedIn(manifests)) {
      if (autoscaler !== undefined || stated === 0 || (stated !== undefined && stated > 1)) continue;
      const message = `replicas is ${spelt(at(manifest.object, 'spec', 'replicas'))}, expected 2 or more`;
      yield { manifest, pointer: '/spec/replicas', message };
    }
  },
};
