import { at } from '../analysis/manifest';
import { tokensOf } from '../analysis/permissions/service-accounts';
import { spelt } from '../analysis/reading/spelling';
import { podsIn } from '../analysis/workloads/pods';
import type { Rule } from './rule';

/** What automounted tokens ask for: https://github.com/kubernetes/kubernetes/blob/master/pkg/serviceaccount/claims.go */
const YEAR = 3607;

/**
 * Projected tokens live for a day at most, and say so. The kubelet renews them, so that short lives cost nothing.
 *
 * Without a number it is 3600 seconds; the API server refuses less than 600, and turns 3607 into a year for the sake of old clients.
 *
 * https://kubernetes.io/docs/concepts/storage/projected-volumes/#serviceaccounttoken,
 * https://kubernetes.io/docs/reference/command-line-tools-reference/kube-apiserver/ (`--service-account-extend-token-expiration`)
 */
export const tokenExpirySet: Rule = {
  id: 'token-expiry-set',
  title: 'projected tokens expire within a day',
  severity: 'warning',
  exemptible: 'with a reason',
  references: [
    { source: 'STRIDE', id: 'spoofing' },
    { source: 'NSA', id: 'service account tokens' },
    { source: 'MITRE', id: 'T1528' },
    { source: 'MITRE', id: 'T1550.001' },
  ],
  reads: ['pod.volumes.*.name', 'pod.volumes.*.projected.sources.*.serviceAccountToken.expirationSeconds'],
  remediation: 'set expirationSeconds to a number from 600 to 86400, such as 3600',
  why: 'A token is worth what it opens for as long as it lives; the app gets a new one in time anyway.',
  attack: 'A token that leaked into a log or a backup still works when somebody finds it.',
  example: {
    refused: `
apiVersion: v1
kind: Pod
metadata:
  name: cart
spec:
  containers:
    - name: cart
  volumes:
    - name: tokens
      projected:
        sources:
          - serviceAccountToken:
              path: vault
              audience: vault
              expirationSeconds: 31536000`,
    accepted: `
apiVersion: v1
kind: Pod
metadata:
  name: cart
spec:
  containers:
    - name: cart
  volumes:
    - name: tokens
      projected:
        sources:
          - serviceAccountToken:
              path: vault
              audience: vault
              expirationSeconds: 3600`,
  },

  *check({ manifests }) {
    for (const { manifest, pod } of podsIn(manifests)) {
      for (const { volume, token, pointer } of tokensOf(pod)) {
        const seconds = at(token, 'expirationSeconds') ?? undefined;
        if (typeof seconds === 'number' && seconds >= 600 && seconds <= 86_400 && seconds !== YEAR) continue;
        const hint = seconds === undefined ? ' (3600 by default)' : seconds === YEAR ? ' (which the API server turns into a year)' : '';
        const message = `the token in volume '${volume}' has expirationSeconds ${spelt(seconds)}${hint}, expected 600 to 86400`;
        yield { manifest, pointer: `${pointer}/expirationSeconds`, message };
      }
    }
  },
};
