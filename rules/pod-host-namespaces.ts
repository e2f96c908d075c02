import { at } from '../analysis/manifest';
import { isSet, spoken } from '../analysis/workloads/pod-security';
import { podsIn } from '../analysis/workloads/pods';
import type { Rule } from './rule';

/**
 * The namespaces of the node that a pod may ask for instead of its own.
 *
 * **Restricted fields:** `hostNetwork`, `hostPID`, `hostIPC` of the pod. **Allowed values:** undefined, `false`.
 *
 * https://github.com/kubernetes/pod-security-admission/blob/master/policy/check_hostNamespaces.go
 */
export const podHostNamespaces: Rule = {
  id: 'pod-host-namespaces',
  title: 'pods have their own network, processes and shared memory',
  severity: 'error',
  exemptible: 'with a reason',
  references: [
    { source: 'PSS', id: 'baseline/hostNamespaces' },
    { source: 'CIS', id: '5.2.3' },
    { source: 'CIS', id: '5.2.4' },
    { source: 'CIS', id: '5.2.5' },
    { source: 'NSA', id: 'host namespaces' },
    { source: 'MITRE', id: 'T1611' },
    { source: 'STRIDE', id: 'elevation-of-privilege' },
    { source: 'STRIDE', id: 'information-disclosure' },
    { source: 'checkov', id: 'CKV_K8S_17' },
    { source: 'checkov', id: 'CKV_K8S_18' },
    { source: 'checkov', id: 'CKV_K8S_19' },
    { source: 'kube-linter', id: 'host-ipc' },
    { source: 'kube-linter', id: 'host-network' },
    { source: 'kube-linter', id: 'host-pid' },
    { source: 'kubescape', id: 'C-0038' },
    { source: 'kubescape', id: 'C-0041' },
    { source: 'kubescape', id: 'C-0275' },
    { source: 'kubescape', id: 'C-0276' },
    { source: 'kubesec', id: 'HostIPC' },
    { source: 'kubesec', id: 'HostNetwork' },
    { source: 'kubesec', id: 'HostPID' },
    { source: 'polaris', id: 'hostIPCSet' },
    { source: 'polaris', id: 'hostNetworkSet' },
    { source: 'polaris', id: 'hostPIDSet' },
    { source: 'trivy', id: 'KSV-0008' },
    { source: 'trivy', id: 'KSV-0009' },
    { source: 'trivy', id: 'KSV-0010' },
  ],
  reads: ['pod.hostNetwork', 'pod.hostPID', 'pod.hostIPC'],
  remediation: 'remove the field; reach the node over the network, like every other client',
  why: 'On the network of the node no network policy applies to a pod; among the processes of the node it can read and stop them all.',
  attack: 'With hostPID a process reads the environment of its neighbours; with hostNetwork it listens to the traffic of the node.',
  example: {
    refused: `
apiVersion: v1
kind: Pod
metadata:
  name: cart
spec:
  hostNetwork: true
  containers:
    - name: cart`,
    accepted: `
apiVersion: v1
kind: Pod
metadata:
  name: cart
spec:
  containers:
    - name: cart`,
  },

  *check({ manifests }) {
    for (const { manifest, pod } of podsIn(manifests)) {
      for (const field of ['hostNetwork', 'hostPID', 'hostIPC']) {
        const value = at(pod.spec, field);
        if (!isSet(value) || value === false) continue;
        yield { manifest, pointer: `${pod.pointer}/${field}`, message: `pod has ${field} ${spoken(value)}, expected false or unset` };
      }
    }
  },
};
