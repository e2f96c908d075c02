import { at, listAt, stringAt } from '../analysis/manifest';
import { isTokenPath } from '../analysis/permissions/service-accounts';
import { podsIn } from '../analysis/workloads/pods';
import type { Rule } from './rule';

const LASTING = ['secret', 'hostPath', 'persistentVolumeClaim', 'nfs', 'csi'];

/** What a volume has that could hold a token of somebody else or for ever. */
function sourceOf(volume: unknown): string | undefined {
  if (listAt(volume, 'projected', 'sources').some((source) => (at(source, 'secret') ?? undefined) !== undefined)) return 'projected secret';
  return LASTING.find((source) => (at(volume, source) ?? undefined) !== undefined);
}

/**
 * What lies where client libraries look for the token of the API server is a projected token, which expires and dies with the pod.
 *
 * https://kubernetes.io/docs/concepts/storage/projected-volumes/#serviceaccounttoken
 */
export const tokenMountProjected: Rule = {
  id: 'token-mount-projected',
  title: 'the token path holds a projected token',
  severity: 'error',
  exemptible: 'with a reason',
  references: [
    { source: 'STRIDE', id: 'spoofing' },
    { source: 'NSA', id: 'service account tokens' },
    { source: 'MITRE', id: 'T1552.007' },
    { source: 'MITRE', id: 'T1528' },
    { source: 'trivy', id: 'KSV-0036' },
  ],
  reads: ['container.volumeMounts.*.name', 'container.volumeMounts.*.mountPath', 'pod.volumes.*.*', 'pod.volumes.*.projected.sources.*.*'],
  remediation: 'mount a projected volume with serviceAccountToken there, or nothing',
  why: 'A Secret or a directory of the node at this path gives the app a login that never ends, or that of another pod.',
  attack: 'A token copied from there works for years, from anywhere, and deleting the pod does not end it.',
  example: {
    refused: `
apiVersion: v1
kind: Pod
metadata:
  name: cart
spec:
  containers:
    - name: cart
      volumeMounts:
        - name: token
          mountPath: /var/run/secrets/kubernetes.io/serviceaccount
  volumes:
    - name: token
      secret:
        secretName: cart-token`,
    accepted: `
apiVersion: v1
kind: Pod
metadata:
  name: cart
spec:
  containers:
    - name: cart
      volumeMounts:
        - name: token
          mountPath: /var/run/secrets/kubernetes.io/serviceaccount
  volumes:
    - name: token
      projected:
        sources:
          - serviceAccountToken:
              path: token
              expirationSeconds: 3600`,
  },

  *check({ manifests }) {
    for (const { manifest, pod, containers } of podsIn(manifests)) {
      const wrong = new Map<string, string>();
      for (const volume of listAt(pod.spec, 'volumes')) {
        const source = sourceOf(volume);
        if (source !== undefined) wrong.set(stringAt(volume, 'name') ?? '', source);
      }
      if (wrong.size === 0) continue;
      for (const { name, container, pointer } of containers) {
        for (const [index, mount] of listAt(container, 'volumeMounts').entries()) {
          const volume = stringAt(mount, 'name') ?? '';
          const path = stringAt(mount, 'mountPath') ?? '';
          const source = wrong.get(volume);
          if (source === undefined || !isTokenPath(path)) continue;
          const message = `container '${name}' mounts the volume '${volume}' (${source}) at '${path}', expected a projected token`;
          yield { manifest, pointer: `${pointer}/volumeMounts/${index}`, message };
        }
      }
    }
  },
};
