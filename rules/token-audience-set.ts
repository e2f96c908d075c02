import { listAt, stringAt } from '../analysis/manifest';
import { isTokenPath, tokensOf } from '../analysis/permissions/service-accounts';
import { podsIn } from '../analysis/workloads/pods';
import type { Rule } from './rule';

/**
 * A projected token is for one reader. Without an audience it is a login to the API server; that is right only where client libraries look
 * for one.
 *
 * https://kubernetes.io/docs/concepts/storage/projected-volumes/#serviceaccounttoken
 */
export const tokenAudienceSet: Rule = {
  id: 'token-audience-set',
  title: 'projected tokens name their audience',
  severity: 'warning',
  exemptible: 'with a reason',
  references: [
    { source: 'STRIDE', id: 'spoofing' },
    { source: 'NSA', id: 'service account tokens' },
    { source: 'MITRE', id: 'T1528' },
    { source: 'MITRE', id: 'T1550.001' },
  ],
  reads: [
    'container.volumeMounts.*.name',
    'container.volumeMounts.*.mountPath',
    'pod.volumes.*.name',
    'pod.volumes.*.projected.sources.*.serviceAccountToken.audience',
  ],
  remediation: 'set audience to the name of whoever is to accept the token',
  why: 'Whoever is shown a token without an audience of their own can use it to log in to the API server.',
  attack: 'A service that the app presents its token to, or whoever took that service over, acts as the app in the cluster.',
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
              expirationSeconds: 3600`,
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
    for (const { manifest, pod, containers } of podsIn(manifests)) {
      const tokens = tokensOf(pod).filter(({ token }) => (stringAt(token, 'audience') ?? '') === '');
      if (tokens.length === 0) continue;
      const forApi = new Set<string | undefined>();
      for (const { container } of containers) {
        for (const mount of listAt(container, 'volumeMounts')) {
          if (isTokenPath(stringAt(mount, 'mountPath') ?? '')) forApi.add(stringAt(mount, 'name'));
        }
      }
      for (const { volume, pointer } of tokens) {
        if (forApi.has(volume)) continue;
        const message = `the token in volume '${volume}' has audience unset, which makes it a login to the API server, expected its reader`;
        yield { manifest, pointer: `${pointer}/audience`, message };
      }
    }
  },
};
