import { at, listAt, stringAt } from '../analysis/manifest';
import { podsIn } from '../analysis/workloads/pods';
import type { Rule } from './rule';

/**
 * Secrets come as files. Environment variables are inherited by every child process, printed by crash reports, and not renewed.
 *
 * https://kubernetes.io/docs/concepts/security/secrets-good-practices/
 */
export const secretAsFile: Rule = {
  id: 'secret-as-file',
  title: 'secrets are mounted as files',
  severity: 'warning',
  exemptible: 'with a reason',
  references: [
    { source: 'STRIDE', id: 'information-disclosure' },
    { source: 'CIS', id: '5.4.1' },
    { source: 'NSA', id: 'secrets' },
    { source: 'MITRE', id: 'T1552.007' },
    { source: 'kubescape', id: 'C-0207' },
    { source: 'kubescape', id: 'C-0259' },
    { source: 'kube-linter', id: 'read-secret-from-env-var' },
    { source: 'checkov', id: 'CKV_K8S_35' },
    { source: 'kubesec', id: 'SecretsAsEnvironmentVariables' },
  ],
  reads: ['container.env.*.name', 'container.env.*.valueFrom.secretKeyRef.name', 'container.envFrom.*.secretRef.name'],
  remediation: 'mount the Secret as a volume and give the app the path',
  why: 'The environment of a process is open to its children, to its logs, and to everybody who may describe or debug the pod.',
  attack: 'A page that shows the environment when something fails, or /proc/self/environ read through a hole, gives the secret away.',
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
          valueFrom:
            secretKeyRef:
              name: db
              key: password`,
    accepted: `
apiVersion: v1
kind: Pod
metadata:
  name: cart
spec:
  containers:
    - name: cart
      volumeMounts:
        - name: db
          mountPath: /run/secrets/db
  volumes:
    - name: db
      secret:
        secretName: db`,
  },

  *check({ manifests }) {
    for (const { manifest, containers } of podsIn(manifests)) {
      for (const { name, container, pointer } of containers) {
        for (const [index, variable] of listAt(container, 'env').entries()) {
          const secret = at(variable, 'valueFrom', 'secretKeyRef') ?? undefined;
          if (secret === undefined) continue;
          const what = `the Secret '${stringAt(secret, 'name') ?? ''}' in the variable '${stringAt(variable, 'name') ?? ''}'`;
          const message = `container '${name}' has ${what}, expected it mounted as a file`;
          yield { manifest, pointer: `${pointer}/env/${index}/valueFrom/secretKeyRef`, message };
        }
        for (const [index, source] of listAt(container, 'envFrom').entries()) {
          const secret = at(source, 'secretRef') ?? undefined;
          if (secret === undefined) continue;
          const message = `container '${name}' has the Secret '${stringAt(secret, 'name') ?? ''}' in its variables, expected it mounted as a file`;
          yield { manifest, pointer: `${pointer}/envFrom/${index}/secretRef`, message };
        }
      }
    }
  },
};
