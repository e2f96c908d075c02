import { podOf } from '../analysis/pods';
import type { Rule } from './rule';

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
  references: [{ source: 'Kubernetes', id: 'https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/' }],
  remediation: `use at most 63 letters, digits, '-', '_' and '.', starting and ending with a letter or digit`,

  *check({ manifests }) {
    for (const manifest of manifests) {
      const pod = podOf(manifest.object);
      const places = [{ metadata: manifest.object.metadata, pointer: '/metadata' }];
      if (pod !== undefined && pod.pointer !== '/spec')
        places.push({ metadata: pod.metadata, pointer: pod.pointer.replace(/spec$/, 'metadata') });
      for (const { metadata, pointer } of places) {
        for (const [key, value] of Object.entries(metadata.labels ?? {})) {
          const at = `${pointer}/labels/${escaped(key)}`;
          if (!isKey(key)) yield { manifest, pointer: at, message: `'${key}' is not a label key` };
          if (typeof value !== 'string')
            yield { manifest, pointer: at, message: `the label '${key}' is ${JSON.stringify(value)}, expected a string` };
          else if (value !== '' && (value.length > 63 || !NAME.test(value))) {
            yield {
              manifest,
              pointer: at,
              message: `the label '${key}' has the value '${value}', expected at most 63 letters, digits, '-', '_' and '.'`,
            };
          }
        }
        let bytes = 0;
        for (const [key, value] of Object.entries(metadata.annotations ?? {})) {
          const at = `${pointer}/annotations/${escaped(key)}`;
          if (!isKey(key.toLowerCase())) yield { manifest, pointer: at, message: `'${key}' is not an annotation key` };
          if (typeof value !== 'string')
            yield { manifest, pointer: at, message: `the annotation '${key}' is ${JSON.stringify(value)}, expected a string` };
          bytes += Buffer.byteLength(key) + Buffer.byteLength(String(value));
        }
        if (bytes > TOTAL_ANNOTATION_BYTES) {
          yield {
            manifest,
            pointer: `${pointer}/annotations`,
            message: `the annotations have ${bytes} bytes, expected at most ${TOTAL_ANNOTATION_BYTES}`,
          };
        }
      }
    }
  },
};

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

function escaped(key: string): string {
  return key.replaceAll('~', '~0').replaceAll('/', '~1');
}
