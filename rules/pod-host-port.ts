import { at, listAt } from '../analysis/manifest';
import { isSet, spoken } from '../analysis/workloads/pod-security';
import { podsIn } from '../analysis/workloads/pods';
import type { Rule } from './rule';

/**
 * Ports of the node that lead into a container. In a pod on the network of the node, each port gets a `hostPort` from the API server:
 * what is not written is left to `pod-host-namespaces`.
 *
 * **Restricted field:** `ports[*].hostPort` of each container. **Allowed values:** undefined, 0.
 *
 * https://github.com/kubernetes/pod-security-admission/blob/master/policy/check_hostPorts.go
 */
export const podHostPort: Rule = {
  id: 'pod-host-port',
  title: 'containers take no port of the node',
  severity: 'error',
  exemptible: 'with a reason',
  references: [
    { source: 'PSS', id: 'baseline/hostPorts' },
    { source: 'CIS', id: '5.2.12' },
    { source: 'NSA', id: 'network separation' },
    { source: 'MITRE', id: 'T1133' },
    { source: 'STRIDE', id: 'spoofing' },
    { source: 'STRIDE', id: 'information-disclosure' },
    { source: 'checkov', id: 'CKV_K8S_26' },
    { source: 'kubescape', id: 'C-0044' },
    { source: 'polaris', id: 'hostPortSet' },
    { source: 'trivy', id: 'KSV-0024' },
  ],
  reads: ['container.ports.*.hostPort'],
  remediation: 'remove hostPort and expose the pod with a Service',
  why: 'A port of the node is open to whoever reaches the node, and only one pod of each node can have it.',
  attack: 'A pod takes a port that clients of the node trust and answers in its place, or is reached past every Ingress and Service.',
  example: {
    refused: `
apiVersion: v1
kind: Pod
metadata:
  name: cart
spec:
  containers:
    - name: cart
      ports:
        - containerPort: 8080
          hostPort: 8080`,
    accepted: `
apiVersion: v1
kind: Pod
metadata:
  name: cart
spec:
  containers:
    - name: cart
      ports:
        - containerPort: 8080`,
  },

  *check({ manifests }) {
    for (const { manifest, containers } of podsIn(manifests)) {
      for (const { name, container, pointer } of containers) {
        for (const [index, port] of listAt(container, 'ports').entries()) {
          const value = at(port, 'hostPort');
          if (!isSet(value) || value === 0) continue;
          yield {
            manifest,
            pointer: `${pointer}/ports/${index}/hostPort`,
            message: `container '${name}' has hostPort ${spoken(value)}, expected 0 or unset`,
          };
        }
      }
    }
  },
};
