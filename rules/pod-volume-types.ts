import { listAt, pointerKey, stringAt } from '../analysis/manifest';
import { isSet } from '../analysis/workloads/pod-security';
import { podsIn } from '../analysis/workloads/pods';
import type { Rule } from './rule';

const ALLOWED = ['configMap', 'csi', 'downwardAPI', 'emptyDir', 'ephemeral', 'image', 'persistentVolumeClaim', 'projected', 'secret'];

/**
 * Volumes that a pod defines itself are of types that grant it nothing: storage of the network comes through a claim. A volume with
 * nothing but a name is an `emptyDir`, and a `hostPath` is left to `pod-host-path`: each is said once.
 *
 * **Restricted fields:** `volumes[*]` of the pod. **Allowed values:** `configMap`, `csi`, `downwardAPI`, `emptyDir`, `ephemeral`, `image`,
 * `persistentVolumeClaim`, `projected`, `secret`.
 *
 * https://github.com/kubernetes/pod-security-admission/blob/master/policy/check_restrictedVolumes.go
 */
export const podVolumeTypes: Rule = {
  id: 'pod-volume-types',
  title: 'pods define no volumes but those of core types',
  severity: 'error',
  exemptible: 'with a reason',
  references: [
    { source: 'PSS', id: 'restricted/restrictedVolumes' },
    { source: 'NSA', id: 'host namespaces' },
    { source: 'MITRE', id: 'T1611' },
    { source: 'STRIDE', id: 'elevation-of-privilege' },
    { source: 'STRIDE', id: 'information-disclosure' },
    { source: 'trivy', id: 'KSV-0028' },
  ],
  reads: ['pod.volumes.*.name', 'pod.volumes.*.*'],
  remediation: 'define a PersistentVolume of that type and use it through a persistentVolumeClaim',
  why: 'Drivers of other types run on the node as root, and mount whatever server or disk the pod names.',
  attack: 'A pod names the NFS export or disk of another team, or an iSCSI server of its own, and the node mounts it.',
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
      nfs:
        server: files.example.com
        path: /shop`,
    accepted: `
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
  },

  *check({ manifests }) {
    for (const { manifest, pod } of podsIn(manifests)) {
      for (const [index, volume] of listAt(pod.spec, 'volumes').entries()) {
        const types = typesOf(volume);
        const [type] = types;
        if (type === undefined || types.some((each) => each === 'hostPath' || ALLOWED.includes(each))) continue;
        yield {
          manifest,
          pointer: `${pod.pointer}/volumes/${index}/${pointerKey(type)}`,
          message: `volume '${stringAt(volume, 'name') ?? index}' is of type '${type}', expected ${ALLOWED.slice(0, -1).join(', ')} or ${ALLOWED.at(-1)}`,
        };
      }
    }
  },
};

function typesOf(volume: unknown): readonly string[] {
  if (typeof volume !== 'object' || volume === null || Array.isArray(volume)) return [];
  return Object.entries(volume).flatMap(([field, source]) => (field === 'name' || !isSet(source) ? [] : [field]));
}
