import { stringAt } from '../analysis/manifest';
import { podsIn } from '../analysis/workloads/pods';
import type { Rule } from './rule';

/**
 * One of the names in use is enough.
 *
 * https://kubernetes.io/docs/concepts/overview/working-with-objects/common-labels/
 */
export const labelsRecommended: Rule = {
  id: 'labels-recommended',
  title: 'workloads and their pods say what app they are',
  severity: 'warning',
  exemptible: 'with a reason',
  references: [
    { source: 'STRIDE', id: 'repudiation' },
    { source: 'kubescape', id: 'C-0076' },
    { source: 'kubescape', id: 'C-0077' },
  ],
  reads: ['metadata.labels.**', 'pod.metadata.labels.**'],
  remediation: 'add the label app.kubernetes.io/name to the object and to its pod template',
  why: 'Policies, Services, dashboards and bills find apps by their labels; what has none belongs to nobody in all of them.',
  attack: 'A pod without a name among hundreds is a good place to stay unnoticed.',
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
  labels:
    app.kubernetes.io/name: cart
spec:
  template:
    metadata:
      labels:
        app.kubernetes.io/name: cart`,
  },

  *check({ manifests }) {
    for (const { manifest, pod } of podsIn(manifests)) {
      if (!isNamed(manifest.object.metadata.labels))
        yield { manifest, pointer: '/metadata/labels', message: `the ${manifest.object.kind} has ${NONE}` };
      const pointer = pod.pointer.replace(/spec$/, 'metadata/labels');
      // The labels of a bare pod are its own.
      if (pointer !== '/metadata/labels' && !isNamed(pod.metadata.labels))
        yield { manifest, pointer, message: `the pod template has ${NONE}` };
    }
  },
};

const NAMES = ['app.kubernetes.io/name', 'app.kubernetes.io/instance', 'app', 'k8s-app', 'name'];
const NONE = 'no label that names the app, expected app.kubernetes.io/name';

function isNamed(labels: unknown): boolean {
  return NAMES.some((name) => (stringAt(labels, name) ?? '') !== '');
}
