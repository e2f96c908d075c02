import { HOST_FIELDS, hostsCalledBy } from '../analysis/workloads/host-probes';
import { spoken } from '../analysis/workloads/pod-security';
import { podsIn } from '../analysis/workloads/pods';
import type { Rule } from './rule';

/**
 * Probes and lifecycle hooks that call another host than the pod. The kubelet makes the call, from the network of the node. Checked
 * since 1.34.
 *
 * **Restricted fields:** `httpGet.host` and `tcpSocket.host` of `livenessProbe`, `readinessProbe`, `startupProbe`,
 * `lifecycle.postStart` and `lifecycle.preStop` of each container. **Allowed values:** undefined, empty.
 *
 * https://github.com/kubernetes/pod-security-admission/blob/master/policy/check_hostProbesAndhostLifecycle.go
 */
export const podHostProbe: Rule = {
  id: 'pod-host-probe',
  title: 'probes and lifecycle hooks call the pod itself',
  severity: 'error',
  exemptible: 'with a reason',
  references: [
    { source: 'PSS', id: 'baseline/hostProbesAndHostLifecycle' },
    { source: 'NSA', id: 'network separation' },
    { source: 'MITRE', id: 'T1046' },
    { source: 'STRIDE', id: 'spoofing' },
    { source: 'STRIDE', id: 'information-disclosure' },
  ],
  reads: HOST_FIELDS.map((field) => `container.${field.join('.')}`),
  remediation: 'remove host, so that the kubelet calls the pod',
  why: 'The kubelet calls whatever host is named here, from the node, where no network policy holds it back.',
  attack: 'Whoever may create a pod scans the network of the node, or calls the metadata service, and reads the answer from events.',
  example: {
    refused: `
apiVersion: v1
kind: Pod
metadata:
  name: cart
spec:
  containers:
    - name: cart
      livenessProbe:
        httpGet:
          host: 169.254.169.254
          port: 80`,
    accepted: `
apiVersion: v1
kind: Pod
metadata:
  name: cart
spec:
  containers:
    - name: cart
      livenessProbe:
        httpGet:
          port: 8080`,
  },

  *check({ manifests, minor }) {
    if (minor < 34) return;
    for (const { manifest, containers } of podsIn(manifests)) {
      for (const { name, container, pointer } of containers) {
        for (const [field, host] of hostsCalledBy(container)) {
          yield {
            manifest,
            pointer: `${pointer}/${field.join('/')}`,
            message: `container '${name}' has ${field.join('.')} ${spoken(host)}, expected unset`,
          };
        }
      }
    }
  },
};
