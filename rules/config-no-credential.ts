import { ofKind } from '../analysis/kinds';
import { pointerKey } from '../analysis/manifest';
import { entriesAt } from '../analysis/placement/entries';
import { credentialInBase64, credentialInText, credentialNamed } from '../analysis/workloads/credentials';
import type { Rule } from './rule';

/**
 * No credentials in ConfigMaps, plain or as base64, on lines of their own or inside files. Messages show four characters at most.
 *
 * https://kubernetes.io/docs/concepts/configuration/configmap/
 */
export const configNoCredential: Rule = {
  id: 'config-no-credential',
  title: 'configuration in ConfigMaps holds no credentials',
  severity: 'error',
  exemptible: 'with a reason',
  references: [
    { source: 'STRIDE', id: 'information-disclosure' },
    { source: 'CIS', id: '5.4.1' },
    { source: 'NSA', id: 'secrets' },
    { source: 'MITRE', id: 'T1552.001' },
    { source: 'kubescape', id: 'C-0012' },
    { source: 'polaris', id: 'sensitiveConfigmapContent' },
    { source: 'trivy', id: 'KSV-0109' },
    { source: 'trivy', id: 'KSV-01010' },
  ],
  reads: ['data.**', 'binaryData.**'],
  remediation: 'revoke the credential, keep the new one in a Secret, and refer to its file from the configuration',
  why: 'ConfigMaps are not encrypted, nor guarded as Secrets are: whoever may look at the namespace reads them.',
  attack: 'Read access for support or for dashboards, which leaves out Secrets on purpose, is enough to log in to the database.',
  example: {
    refused: `
apiVersion: v1
kind: ConfigMap
metadata:
  name: cart
data:
  shop.properties: |
    db.user=shop
    db.password=hunter2x9`,
    accepted: `
apiVersion: v1
kind: ConfigMap
metadata:
  name: cart
data:
  shop.properties: |
    db.user=shop
    db.password.file=/run/secrets/db/password`,
  },

  *check({ manifests }) {
    for (const manifest of ofKind(manifests, '', 'ConfigMap')) {
      for (const field of ['data', 'binaryData']) {
        for (const [key, value] of entriesAt(manifest.object, field)) {
          if (typeof value !== 'string') continue;
          const found = field === 'binaryData' ? credentialInBase64(value) : (credentialNamed(key, value) ?? credentialInText(value));
          if (found === undefined) continue;
          const message = `the key '${key}' holds ${found.what} (${found.excerpt}), expected it in a Secret`;
          yield { manifest, pointer: `/${field}/${pointerKey(key)}`, message };
        }
      }
    }
  },
};
