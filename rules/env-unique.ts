import { listAt, stringAt } from '../analysis/manifest';
import { podsIn } from '../analysis/workloads/pods';
import type { Rule } from './rule';

/**
 * https://kubernetes.io/docs/tasks/inject-data-application/define-environment-variable-container/
 */
export const envUnique: Rule = {
  id: 'env-unique',
  title: 'environment variables are set once',
  severity: 'warning',
  exemptible: 'with a reason',
  references: [
    { source: 'STRIDE', id: 'tampering' },
    { source: 'kubescape', id: 'C-0295' },
    { source: 'kube-linter', id: 'duplicate-env-var' },
    { source: 'kube-score', id: 'environment-variable-key-duplication' },
  ],
  reads: ['container.env.*.name'],
  remediation: 'remove all but one of the variables',
  why: 'The last of several variables of a name wins without a word, and tools that merge lists by name drop one of them, not always the same.',
  attack: 'Who may append to the list overrides a setting that a reviewer has just read further up.',
  example: {
    refused: `
apiVersion: v1
kind: Pod
metadata:
  name: cart
spec:
  containers:
    - name: cart
      env:
        - name: MODE
          value: safe
        - name: MODE
          value: fast`,
    accepted: `
apiVersion: v1
kind: Pod
metadata:
  name: cart
spec:
  containers:
    - name: cart
      env:
        - name: MODE
          value: safe`,
  },

  *check({ manifests }) {
    for (const { manifest, containers } of podsIn(manifests)) {
      for (const { name, container, pointer } of containers) {
        const seen = new Set<string>();
        for (const [index, variable] of listAt(container, 'env').entries()) {
          const key = stringAt(variable, 'name');
          if (key === undefined) continue;
          if (seen.has(key))
            yield { manifest, pointer: `${pointer}/env/${index}`, message: `container '${name}' sets the variable '${key}' again` };
          seen.add(key);
        }
      }
    }
  },
};
