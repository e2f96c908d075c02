import { at, listAt, stringAt } from '../analysis/manifest';
import { isSet, spoken } from '../analysis/workloads/pod-security';
import { podsIn } from '../analysis/workloads/pods';
import type { Rule } from './rule';

/**
 * Files of the node inside a pod, the socket of its container runtime among them. Read-only makes it no better: a socket works, and a
 * key is read.
 *
 * **Restricted field:** `volumes[*].hostPath` of the pod. **Allowed values:** undefined.
 *
 * https://github.com/kubernetes/pod-security-admission/blob/master/policy/check_hostPathVolumes.go
 */
export const podHostPath: Rule = {
  id: 'pod-host-path',
  title: 'pods mount no path of the node',
  severity: 'error',
  exemptible: 'with a reason',
  references: [
    { source: 'PSS', id: 'baseline/hostPathVolumes' },
    { source: 'PSS', id: 'restricted/restrictedVolumes' },
    { source: 'CIS', id: '5.2.11' },
    { source: 'NSA', id: 'host namespaces' },
    { source: 'MITRE', id: 'T1611' },
    { source: 'STRIDE', id: 'elevation-of-privilege' },
    { source: 'STRIDE', id: 'tampering' },
    { source: 'checkov', id: 'CKV_K8S_27' },
    { source: 'kube-linter', id: 'docker-sock' },
    { source: 'kube-linter', id: 'sensitive-host-mounts' },
    { source: 'kube-linter', id: 'writable-host-mount' },
    { source: 'kubescape', id: 'C-0020' },
    { source: 'kubescape', id: 'C-0045' },
    { source: 'kubescape', id: 'C-0048' },
    { source: 'kubescape', id: 'C-0074' },
    { source: 'kubesec', id: 'DockerSock' },
    { source: 'kubesec', id: 'ProcMount' },
    { source: 'polaris', id: 'hostPathSet' },
    { source: 'trivy', id: 'KSV-0006' },
    { source: 'trivy', id: 'KSV-0023' },
    { source: 'trivy', id: 'KSV-0121' },
  ],
  reads: ['pod.volumes.*.name', 'pod.volumes.*.hostPath.path'],
  remediation: 'use a PersistentVolumeClaim, an emptyDir, a ConfigMap or a Secret instead',
  why: 'A path of the node is shared with the node and with every other pod that mounts it, and survives the pod.',
  attack: 'Through the socket of the container runtime, /etc/kubernetes or a writable /etc/cron.d a process takes over the whole node.',
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
    - name: socket
      hostPath:
        path: /var/run/docker.sock`,
    accepted: `
apiVersion: v1
kind: Pod
metadata:
  name: cart
spec:
  containers:
    - name: cart
  volumes:
    - name: cache
      emptyDir: {}`,
  },

  *check({ manifests }) {
    for (const { manifest, pod } of podsIn(manifests)) {
      for (const [index, volume] of listAt(pod.spec, 'volumes').entries()) {
        const hostPath = at(volume, 'hostPath');
        if (!isSet(hostPath)) continue;
        yield {
          manifest,
          pointer: `${pod.pointer}/volumes/${index}/hostPath`,
          message: `volume '${stringAt(volume, 'name') ?? index}' has hostPath.path ${spoken(at(hostPath, 'path'))}, expected no hostPath`,
        };
      }
    }
  },
};
