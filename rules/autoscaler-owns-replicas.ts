import { replicatedIn } from '../analysis/workloads/replicas';
import type { Rule } from './rule';

/**
 * https://kubernetes.io/docs/concepts/workloads/autoscaling/horizontal-pod-autoscale/#migrating-deployments-and-statefulsets-to-horizontal-autoscaling
 */
export const autoscalerOwnsReplicas: Rule = {
  id: 'autoscaler-owns-replicas',
  title: 'what an autoscaler scales states no number of replicas itself',
  severity: 'warning',
  exemptible: 'with a reason',
  references: [
    { source: 'STRIDE', id: 'denial-of-service' },
    { source: 'kube-score', id: 'deployment-targeted-by-hpa-does-not-have-replicas-configured' },
  ],
  reads: ['spec.minReplicas', 'spec.replicas', 'spec.scaleTargetRef.kind', 'spec.scaleTargetRef.name', 'spec.scaleTargetRef.apiVersion'],
  remediation: 'remove spec.replicas',
  why: 'Each time the manifest is applied, the stated number of replicas undoes what the autoscaler has decided, and the autoscaler has to find it again.',
  attack: 'A release in the middle of a peak, or of a flood, drops the app to its smallest size at the worst moment.',
  example: {
    refused: `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: cart
spec:
  replicas: 3
---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata:
  name: cart
spec:
  maxReplicas: 9
  scaleTargetRef:
    apiVersion: apps/v1
    kind: Deployment
    name: cart`,
    accepted: `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: cart
spec:
  selector: {}
---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata:
  name: cart
spec:
  maxReplicas: 9
  scaleTargetRef:
    apiVersion: apps/v1
    kind: Deployment
    name: cart`,
  },

  *check({ manifests }) {
    for (const { manifest, stated, autoscaler } of replicatedIn(manifests)) {
      if (autoscaler === undefined || stated === undefined) continue;
      const message = `replicas is ${stated}, expected none, as the HorizontalPodAutoscaler '${autoscaler.object.metadata.name}' sets it`;
      yield { manifest, pointer: '/spec/replicas', message };
    }
  },
};
