import { ofKind } from '../analysis/kinds';
import { at } from '../analysis/manifest';
import { labelsOf, selectorOf, selectorText, selects } from '../analysis/selectors';
import { podOf } from '../analysis/workloads/pods';
import type { Rule } from './rule';

/**
 * Jobs get their selector from the API server, and a ReplicationController takes the labels of its template where it has none.
 *
 * https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/apps/validation/validation.go
 */
export const selectorMatchesTemplate: Rule = {
  id: 'selector-matches-template',
  title: 'controllers select the pods that they create',
  severity: 'error',
  exemptible: 'never',
  references: [
    { source: 'STRIDE', id: 'denial-of-service' },
    { source: 'kubescape', id: 'C-0296' },
    { source: 'kube-linter', id: 'mismatching-selector' },
    { source: 'kube-score', id: 'deployment-pod-selector-labels-match-template-metadata-labels' },
    { source: 'kube-score', id: 'statefulset-pod-selector-labels-match-template-metadata-labels' },
  ],
  reads: ['spec.selector.**', 'pod.metadata.labels.**'],
  remediation: 'let spec.selector and the labels of the template be the same',
  why: 'The API server refuses a controller that selects nothing in particular, or that does not select the pods of its own template.',
  attack: 'A selector that is mended in the wrong direction adopts, counts and deletes the pods of another app.',
  example: {
    refused: `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: cart
spec:
  selector:
    matchLabels:
      app: cart
  template:
    metadata:
      labels:
        app: cat`,
    accepted: `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: cart
spec:
  selector:
    matchLabels:
      app: cart
  template:
    metadata:
      labels:
        app: cart`,
  },

  *check({ manifests }) {
    for (const [group, kind] of KINDS) {
      for (const manifest of ofKind(manifests, group, kind)) {
        const { object } = manifest;
        const written = at(object, 'spec', 'selector') ?? undefined;
        // Both old kinds of API fill it in.
        if (written === undefined && group !== 'apps') continue;
        const selector = selectorOf(group === '' ? { matchLabels: written } : written);
        const isEmpty = selector.requirements.length === 0;
        if (!isEmpty && selects(selector, labelsOf(podOf(object)?.metadata.labels))) continue;
        const message = isEmpty
          ? 'the selector selects nothing in particular'
          : `the template lacks what the selector asks for, ${selectorText(selector)}`;
        yield { manifest, pointer: '/spec/selector', message: `${message}, expected the labels of the template` };
      }
    }
  },
};

const KINDS = [
  ...['DaemonSet', 'Deployment', 'ReplicaSet', 'StatefulSet'].flatMap((kind) => [['apps', kind] as const, ['extensions', kind] as const]),
  ['', 'ReplicationController'] as const,
];
