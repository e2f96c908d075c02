import { at, type Manifest, pointerKey } from '../analysis/manifest';
import { podOf } from '../analysis/workloads/pods';
import type { Rule, Violation } from './rule';

const NAME = /^[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?$/;
const PREFIX = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
const TOTAL_ANNOTATION_BYTES = 256 * 1024;

/**
 * Label keys and values and annotation keys have a grammar, annotations a total size; the API server refuses everything else.
 *
 * https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#syntax-and-character-set
 */
export const objectLabels: Rule = {
  id: 'object-labels',
  title: 'labels and annotations are ones that the API server accepts',
  severity: 'error',
  exemptible: 'never',
  references: [
    { source: 'Kubernetes', id: 'https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/' },
    { source: 'STRIDE', id: 'denial-of-service' },
    { source: 'kube-score', id: 'label-values' },
  ],
  reads: ['metadata.labels.**', 'metadata.annotations.**', 'pod.metadata.labels.**', 'pod.metadata.annotations.**'],
  remediation: `use at most 63 letters, digits, '-', '_' and '.', starting and ending with a letter or digit`,
  why: 'The API server refuses an object with a label or an annotation that it cannot read, and with it often the rest of the release.',
  attack: 'Policies and Services select by labels: one that cannot be written selects nothing, and what was to be closed stays open.',
  example: {
    refused: `
apiVersion: v1
kind: ConfigMap
metadata:
  name: cart
  labels:
    team: the shop`,
    accepted: `
apiVersion: v1
kind: ConfigMap
metadata:
  name: cart
  labels:
    team: the-shop`,
  },

  *check({ manifests }) {
    for (const manifest of manifests) {
      yield* problems(manifest, manifest.object.metadata, '/metadata');
      const pod = podOf(manifest.object);
      if (pod !== undefined && pod.pointer !== '/spec') yield* problems(manifest, pod.metadata, pod.pointer.replace(/spec$/, 'metadata'));
    }
  },
};

function* problems(manifest: Manifest, metadata: unknown, pointer: string): Iterable<Violation> {
  for (const [key, value] of entriesOf(at(metadata, 'labels'))) {
    const problem = labelProblem(key, value);
    if (problem !== undefined) yield { manifest, pointer: `${pointer}/labels/${pointerKey(key)}`, message: problem };
  }
  let bytes = 0;
  for (const [key, value] of entriesOf(at(metadata, 'annotations'))) {
    const problem = annotationProblem(key, value);
    if (problem !== undefined) yield { manifest, pointer: `${pointer}/annotations/${pointerKey(key)}`, message: problem };
    bytes += Buffer.byteLength(key) + (typeof value === 'string' ? Buffer.byteLength(value) : 0);
  }
  if (bytes > TOTAL_ANNOTATION_BYTES) {
    const message = `the annotations have ${bytes} bytes, expected at most ${TOTAL_ANNOTATION_BYTES}`;
    yield { manifest, pointer: `${pointer}/annotations`, message };
  }
  for (const field of ['labels', 'annotations']) {
    const value = at(metadata, field);
    if (value === undefined || value === null || isMap(value)) continue;
    yield {
      manifest,
      pointer: `${pointer}/${field}`,
      message: `'${field}' is ${Array.isArray(value) ? 'a list' : `a ${typeof value}`}, expected a map`,
    };
  }
}

function isMap(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function entriesOf(value: unknown): readonly (readonly [key: string, value: unknown])[] {
  return isMap(value) ? Object.entries(value) : [];
}

function labelProblem(key: string, value: unknown): string | undefined {
  if (!isKey(key)) return `'${key}' is not a label key`;
  if (typeof value !== 'string') return `the label '${key}' is ${JSON.stringify(value)}, expected a string`;
  if (value === '' || (value.length <= 63 && NAME.test(value))) return undefined;
  return `the label '${key}' has the value '${value}', expected at most 63 letters, digits, '-', '_' and '.'`;
}

function annotationProblem(key: string, value: unknown): string | undefined {
  if (!isKey(key.toLowerCase())) return `'${key}' is not an annotation key`;
  return typeof value === 'string' ? undefined : `the annotation '${key}' is ${JSON.stringify(value)}, expected a string`;
}

// The same few keys are on every object: each is judged once.
const judged = new Map<string, boolean>();

function isKey(key: string): boolean {
  const known = judged.get(key);
  if (known !== undefined) return known;
  const slash = key.indexOf('/');
  const prefix = key.slice(0, Math.max(slash, 0));
  const name = key.slice(slash + 1);
  const fine = name.length <= 63 && NAME.test(name) && (slash === -1 || (prefix.length <= 253 && PREFIX.test(prefix)));
  if (judged.size < 10_000) judged.set(key, fine);
  return fine;
}
