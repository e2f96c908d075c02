import { ofKind } from '../analysis/kinds';
import { stringAt } from '../analysis/manifest';
import { entriesAt } from '../analysis/placement/entries';
import { isPlaceholder } from '../analysis/workloads/credentials';
import type { Rule } from './rule';

/** Whether a value is there; a number or a switch is one that the API server refuses, but it is written all the same. */
function isWritten(value: unknown): boolean {
  return typeof value === 'string' ? value !== '' && !isPlaceholder(value) : value !== null && value !== undefined;
}

/**
 * No values of Secrets in manifests: base64 hides nothing. Empty Secrets and gaps that are filled later are fine, and so are the kinds of
 * operators that fetch or unseal them. Tokens of service accounts have a rule of their own.
 *
 * https://kubernetes.io/docs/concepts/security/secrets-good-practices/#avoid-sharing-secret-manifests
 */
export const secretNoValue: Rule = {
  id: 'secret-no-value',
  title: 'manifests hold no values of Secrets',
  severity: 'error',
  exemptible: 'with a reason',
  references: [
    { source: 'STRIDE', id: 'information-disclosure' },
    { source: 'CIS', id: '5.4.1' },
    { source: 'CIS', id: '5.4.2' },
    { source: 'NSA', id: 'secrets' },
    { source: 'MITRE', id: 'T1552.001' },
  ],
  reads: ['type', 'data.**', 'stringData.**'],
  remediation: 'revoke what it holds, keep the new value in a secret store, and let an operator or the CSI driver fetch it',
  why: 'Manifests are kept, copied and shown to people and programs that should not know the credential, and history keeps it when they are mended.',
  attack: 'Whoever may read the repository or the artifacts of the pipeline decodes the value and logs in.',
  example: {
    refused: `
apiVersion: v1
kind: Secret
metadata:
  name: cart
stringData:
  password: hunter2`,
    accepted: `
apiVersion: external-secrets.io/v1
kind: ExternalSecret
metadata:
  name: cart`,
  },

  *check({ manifests }) {
    for (const manifest of ofKind(manifests, '', 'Secret')) {
      if (stringAt(manifest.object, 'type') === 'kubernetes.io/service-account-token') continue;
      for (const field of ['data', 'stringData']) {
        const keys = entriesAt(manifest.object, field).filter(([, value]) => isWritten(value));
        if (keys.length === 0) continue;
        const message = `the Secret has values for ${keys.map(([key]) => `'${key}'`).join(', ')} in ${field}, expected none in a manifest`;
        yield { manifest, pointer: `/${field}`, message };
      }
    }
  },
};
