import { at, listAt } from '../analysis/manifest';
import { podsIn } from '../analysis/workloads/pods';
import { isWindows } from '../analysis/workloads/security-context';
import type { Rule } from './rule';

/** Kinds of volumes whose files get the group, by whether they outlive the pod. */
const LASTING = ['csi', 'ephemeral', 'persistentVolumeClaim'];
const PASSING = ['configMap', 'downwardAPI', 'emptyDir', 'projected', 'secret'];

const has = (value: unknown, field: string) => (at(value, field) ?? undefined) !== undefined;

/**
 * Volumes belong to a group of the pod. Without `fsGroup` their files are root's: the process is root too, or they are open to everybody.
 *
 * `fsGroupChangePolicy` has no effect on volumes that end with the pod, so that it is asked of the others only.
 *
 * https://kubernetes.io/docs/tasks/configure-pod-container/security-context/#configure-volume-permission-and-ownership-change-policy-for-pods
 */
export const volumeGroupSet: Rule = {
  id: 'volume-group-set',
  title: 'pods with volumes say which group owns them',
  severity: 'warning',
  exemptible: 'with a reason',
  references: [
    { source: 'STRIDE', id: 'information-disclosure' },
    { source: 'CIS', id: '5.6.3' },
    { source: 'NSA', id: 'non-root containers' },
    { source: 'kubescape', id: 'C-0211' },
    { source: 'trivy', id: 'KSV-0116' },
  ],
  reads: [
    'pod.os.name',
    'pod.volumes.*.*',
    'pod.securityContext.fsGroup',
    'pod.securityContext.fsGroupChangePolicy',
    'spec.volumeClaimTemplates',
  ],
  remediation: 'set fsGroup to the group of the process, and fsGroupChangePolicy to OnRootMismatch',
  why: 'Files of volumes without a group are of root and root: a process of another user reads them only if everybody may.',
  attack:
    'A Secret that is readable to everybody in the container is the first thing that any process in it finds; a claim that only root can write tempts the next editor to run as root.',
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
    - name: data
      persistentVolumeClaim:
        claimName: data`,
    accepted: `
apiVersion: v1
kind: Pod
metadata:
  name: cart
spec:
  securityContext:
    fsGroup: 65532
    fsGroupChangePolicy: OnRootMismatch
  containers:
    - name: cart
  volumes:
    - name: data
      persistentVolumeClaim:
        claimName: data`,
  },

  *check({ manifests }) {
    for (const { manifest, pod } of podsIn(manifests)) {
      if (isWindows(pod)) continue;
      const volumes = listAt(pod.spec, 'volumes');
      const claims = manifest.object.kind === 'StatefulSet' && listAt(manifest.object, 'spec', 'volumeClaimTemplates').length > 0;
      const lasting = claims || volumes.some((volume) => LASTING.some((source) => has(volume, source)));
      if (!lasting && !volumes.some((volume) => PASSING.some((source) => has(volume, source)))) continue;
      const pointer = `${pod.pointer}/securityContext`;
      if (!has(at(pod.spec, 'securityContext'), 'fsGroup')) {
        yield {
          manifest,
          pointer: `${pointer}/fsGroup`,
          message: 'the pod has volumes and fsGroup unset, expected the group of its process',
        };
      } else if (lasting && !has(at(pod.spec, 'securityContext'), 'fsGroupChangePolicy')) {
        const message = 'the pod has lasting volumes and fsGroupChangePolicy unset, expected OnRootMismatch';
        yield { manifest, pointer: `${pointer}/fsGroupChangePolicy`, message };
      }
    }
  },
};
