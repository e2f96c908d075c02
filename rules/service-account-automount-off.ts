import { ofKind } from '../analysis/kinds';
import { at } from '../analysis/manifest';
import { spelt } from '../analysis/reading/spelling';
import type { Rule } from './rule';

/**
 * A service account hands out no tokens by itself: the pods that say nothing get none.
 *
 * https://kubernetes.io/docs/tasks/configure-pod-container/configure-service-account/#opt-out-of-api-credential-automounting
 */
export const serviceAccountAutomountOff: Rule = {
  id: 'service-account-automount-off',
  title: 'service accounts do not have their token mounted',
  severity: 'warning',
  exemptible: 'with a reason',
  references: [
    { source: 'STRIDE', id: 'elevation-of-privilege' },
    { source: 'CIS', id: '5.1.5' },
    { source: 'CIS', id: '5.1.6' },
    { source: 'NSA', id: 'service account tokens' },
    { source: 'MITRE', id: 'T1552.007' },
    { source: 'MITRE', id: 'T1528' },
    { source: 'kubescape', id: 'C-0034' },
    { source: 'kubescape', id: 'C-0189' },
    { source: 'kubescape', id: 'C-0190' },
    { source: 'checkov', id: 'CKV_K8S_41' },
  ],
  reads: ['automountServiceAccountToken'],
  remediation: 'set automountServiceAccountToken of the ServiceAccount to false',
  why: 'Any pod of the namespace that names the account and says nothing else gets a token of it.',
  attack: 'A pod that somebody adds later, a debugging shell say, carries the rights of the account for whoever gets into it.',
  example: {
    refused: `
apiVersion: v1
kind: ServiceAccount
metadata:
  name: cart`,
    accepted: `
apiVersion: v1
kind: ServiceAccount
metadata:
  name: cart
automountServiceAccountToken: false`,
  },

  *check({ manifests }) {
    for (const manifest of ofKind(manifests, '', 'ServiceAccount')) {
      const value = at(manifest.object, 'automountServiceAccountToken');
      if (value === false) continue;
      const message = `the service account has automountServiceAccountToken ${spelt(value)}, expected false`;
      yield { manifest, pointer: '/automountServiceAccountToken', message };
    }
  },
};
