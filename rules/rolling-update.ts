import { at } from '../analysis/manifest';
import { spelt } from '../analysis/reading/spelling';
import { replicatedIn } from '../analysis/workloads/replicas';
import type { Rule } from './rule';

/**
 * A Deployment with one pod may have a reason to end it first, such as a volume that only one can mount.
 *
 * https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#strategy
 */
export const rollingUpdate: Rule = {
  id: 'rolling-update',
  title: 'new releases replace the pods of an app step by step',
  severity: 'warning',
  exemptible: 'with a reason',
  references: [
    { source: 'STRIDE', id: 'denial-of-service' },
    { source: 'kubescape', id: 'C-0305' },
    { source: 'kube-linter', id: 'no-rolling-update-strategy' },
    { source: 'kube-score', id: 'deployment-strategy' },
  ],
  reads: [
    'spec.replicas',
    'spec.strategy.type',
    'spec.strategy.rollingUpdate.maxUnavailable',
    'spec.minReplicas',
    'spec.scaleTargetRef.kind',
    'spec.scaleTargetRef.name',
    'spec.scaleTargetRef.apiVersion',
  ],
  remediation: 'use the RollingUpdate strategy with a maxUnavailable below the number of replicas',
  why: 'Recreate, or a rolling update that may stop all pods, ends every replica before the first new one runs: each release is an outage, a broken one a long one.',
  attack: 'A release that cannot start leaves nothing running that could serve, and undoing it takes as long again.',
  example: {
    refused: `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: cart
spec:
  replicas: 3
  strategy:
    type: Recreate`,
    accepted: `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: cart
spec:
  replicas: 3
  strategy:
    type: RollingUpdate`,
  },

  *check({ manifests }) {
    for (const { manifest, fewest } of replicatedIn(manifests)) {
      const strategy = at(manifest.object, 'spec', 'strategy');
      if (manifest.object.kind !== 'Deployment' || fewest < 2) continue;
      const most = at(strategy, 'rollingUpdate', 'maxUnavailable');
      if (at(strategy, 'type') === 'Recreate') {
        yield { manifest, pointer: '/spec/strategy/type', message: `strategy is 'Recreate', expected 'RollingUpdate'` };
      } else if (most === '100%' || (typeof most === 'number' && most >= fewest)) {
        const message = `maxUnavailable is ${spelt(most)} of ${fewest} pods, expected less than all`;
        yield { manifest, pointer: '/spec/strategy/rollingUpdate/maxUnavailable', message };
      }
    }
  },
};
