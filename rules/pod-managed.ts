import { ofKind } from '../analysis/kinds';
import { listAt } from '../analysis/manifest';
import type { Rule } from './rule';

/**
 * https://kubernetes.io/docs/concepts/configuration/overview/
 */
export const podManaged: Rule = {
  id: 'pod-managed',
  title: 'pods have a controller',
  severity: 'warning',
  exemptible: 'with a reason',
  references: [
    { source: 'STRIDE', id: 'denial-of-service' },
    { source: 'kubescape', id: 'C-0073' },
  ],
  reads: ['metadata.ownerReferences'],
  remediation: 'write a Deployment, StatefulSet, DaemonSet or Job instead',
  why: 'A bare pod is gone when its node is: nothing starts it elsewhere, rolls it out or scales it.',
  attack: 'Draining or crashing one node removes the app for good.',
  example: {
    refused: `
apiVersion: v1
kind: Pod
metadata:
  name: cart
spec:
  containers: []`,
    accepted: `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: cart
spec:
  template:
    spec:
      containers: []`,
  },

  *check({ manifests }) {
    for (const manifest of ofKind(manifests, '', 'Pod')) {
      if (listAt(manifest.object, 'metadata', 'ownerReferences').length > 0) continue;
      yield { manifest, pointer: '/kind', message: 'a bare Pod, expected a controller that starts it again elsewhere' };
    }
  },
};
