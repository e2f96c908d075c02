import { ofKind } from '../analysis/kinds';
import { stringAt } from '../analysis/manifest';
import { spelt } from '../analysis/reading/spelling';
import type { Rule } from './rule';

/**
 * A Secret of this type is filled by the cluster with a token that never expires.
 *
 * https://kubernetes.io/docs/concepts/configuration/secret/#serviceaccount-token-secrets
 */
export const tokenSecretUnused: Rule = {
  id: 'token-secret-unused',
  title: 'service accounts have no tokens that live for ever',
  severity: 'error',
  exemptible: 'with a reason',
  references: [
    { source: 'STRIDE', id: 'spoofing' },
    { source: 'NSA', id: 'service account tokens' },
    { source: 'MITRE', id: 'T1528' },
    { source: 'MITRE', id: 'T1552.007' },
  ],
  reads: ['type', 'metadata.annotations.**'],
  remediation: 'remove the Secret; pods get tokens from projected volumes, people and pipelines from kubectl create token',
  why: 'The token never expires, lies in the store of the cluster, and is readable to everybody who may read Secrets of the namespace.',
  attack: 'Whoever lists the Secrets once is the service account until somebody deletes this one.',
  example: {
    refused: `
apiVersion: v1
kind: Secret
metadata:
  name: cart
  annotations:
    kubernetes.io/service-account.name: cart
type: kubernetes.io/service-account-token`,
    accepted: `
apiVersion: v1
kind: Secret
metadata:
  name: cart
type: Opaque`,
  },

  *check({ manifests }) {
    for (const manifest of ofKind(manifests, '', 'Secret')) {
      if (stringAt(manifest.object, 'type') !== 'kubernetes.io/service-account-token') continue;
      const account = stringAt(manifest.object, 'metadata', 'annotations', 'kubernetes.io/service-account.name');
      const message = `the Secret holds a token of the service account ${account === undefined ? '' : `${spelt(account)} `}that never expires, expected none`;
      yield { manifest, pointer: '/type', message };
    }
  },
};
