import { listAt, stringAt } from '../analysis/manifest';
import { credentialNamed } from '../analysis/workloads/credentials';
import { podsIn } from '../analysis/workloads/pods';
import type { Rule } from './rule';

/**
 * No credentials in the environment of containers. What counts as one is in `analysis/workloads/credentials.ts`: known looks, or a name that promises one
 * and a value that could be one. Messages show four characters at most.
 */
export const envNoCredential: Rule = {
  id: 'env-no-credential',
  title: 'environment variables hold no credentials',
  severity: 'error',
  exemptible: 'with a reason',
  references: [
    { source: 'STRIDE', id: 'information-disclosure' },
    { source: 'CIS', id: '5.4.1' },
    { source: 'NSA', id: 'secrets' },
    { source: 'MITRE', id: 'T1552.001' },
    { source: 'MITRE', id: 'T1552.007' },
    { source: 'kubescape', id: 'C-0012' },
    { source: 'kubescape', id: 'C-0259' },
    { source: 'kube-linter', id: 'env-var-secret' },
    { source: 'polaris', id: 'sensitiveContainerEnvVar' },
  ],
  reads: ['container.env.*.name', 'container.env.*.value'],
  remediation: 'revoke the credential, keep the new one in a Secret, and mount it as a file',
  why: 'Manifests are kept, copied and shown to people and programs that should not know the credential, and history keeps it when they are mended.',
  attack: 'Whoever may read the repository, the pipeline log or the Deployment logs in to the database.',
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
        - name: DB_PASSWORD
          value: hunter2`,
    accepted: `
apiVersion: v1
kind: Pod
metadata:
  name: cart
spec:
  containers:
    - name: cart
      env:
        - name: DB_PASSWORD_FILE
          value: /run/secrets/db/password`,
  },

  *check({ manifests }) {
    for (const { manifest, containers } of podsIn(manifests)) {
      for (const { name, container, pointer } of containers) {
        for (const [index, variable] of listAt(container, 'env').entries()) {
          const variableName = stringAt(variable, 'name') ?? '';
          const found = credentialNamed(variableName, stringAt(variable, 'value') ?? '');
          if (found === undefined) continue;
          const message = `container '${name}' has ${found.what} (${found.excerpt}) in the variable '${variableName}', expected a Secret mounted as a file`;
          yield { manifest, pointer: `${pointer}/env/${index}/value`, message };
        }
      }
    }
  },
};
