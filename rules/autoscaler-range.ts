import { ofKind } from '../analysis/kinds';
import { at } from '../analysis/manifest';
import { spelt } from '../analysis/reading/spelling';
import { fewestOf } from '../analysis/workloads/replicas';
import type { Rule } from './rule';

/**
 * https://kubernetes.io/docs/concepts/workloads/autoscaling/horizontal-pod-autoscale/
 */
export const autoscalerRange: Rule = {
  id: 'autoscaler-range',
  title: 'autoscalers keep two pods or more and have room to scale',
  severity: 'warning',
  exemptible: 'with a reason',
  references: [
    { source: 'STRIDE', id: 'denial-of-service' },
    { source: 'kube-linter', id: 'hpa-minimum-three-replicas' },
    { source: 'kube-score', id: 'horizontalpodautoscaler-replicas' },
    { source: 'polaris', id: 'hpaMaxAvailability' },
    { source: 'polaris', id: 'hpaMinAvailability' },
  ],
  reads: ['spec.minReplicas', 'spec.maxReplicas'],
  remediation: 'set minReplicas to 2 or more, and maxReplicas above it',
  why: 'An autoscaler may leave one pod running, whose end is an outage; one whose bounds are the same scales nothing and only looks as if it did.',
  attack: 'Quiet hours end with a single replica, and the first node that fails takes the service with it.',
  example: {
    refused: `
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata:
  name: cart
spec:
  maxReplicas: 9`,
    accepted: `
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata:
  name: cart
spec:
  maxReplicas: 9
  minReplicas: 2`,
  },

  *check({ manifests }) {
    for (const manifest of ofKind(manifests, 'autoscaling', 'HorizontalPodAutoscaler')) {
      const [least, most] = [at(manifest.object, 'spec', 'minReplicas'), at(manifest.object, 'spec', 'maxReplicas')];
      const fewest = fewestOf(manifest);
      if (fewest < 2) yield { manifest, pointer: '/spec/minReplicas', message: `minReplicas is ${spelt(least)}, expected 2 or more` };
      if (typeof most === 'number' && most > fewest) continue;
      yield {
        manifest,
        pointer: '/spec/maxReplicas',
        message: `maxReplicas is ${spelt(most)}, expected more than minReplicas, which is ${fewest}`,
      };
    }
  },
};
