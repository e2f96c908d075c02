import { at, listAt } from '../analysis/manifest';
import { podsIn } from '../analysis/workloads/pods';
import type { Rule } from './rule';

/**
 * Also where the runtime lets anybody bind low ports, as containerd does by default: not every one does.
 */
export const portUnprivileged: Rule = {
  id: 'port-unprivileged',
  title: 'containers listen on ports above 1023',
  severity: 'warning',
  exemptible: 'with a reason',
  references: [
    { source: 'STRIDE', id: 'elevation-of-privilege' },
    { source: 'kube-linter', id: 'privileged-ports' },
    { source: 'trivy', id: 'KSV-0117' },
  ],
  reads: ['container.ports.*.containerPort'],
  remediation: 'listen on a port above 1023, and let the Service keep the low one',
  why: 'Ports below 1024 are for root: an app that wants one needs a capability, root, or a sysctl of the pod, and hardening it breaks it.',
  attack: 'An image that has to start as root for its port is root when it is taken over.',
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
        - containerPort: 80`,
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
          const number = at(port, 'containerPort');
          if (typeof number !== 'number' || number < 1 || number > 1023) continue;
          yield {
            manifest,
            pointer: `${pointer}/ports/${index}/containerPort`,
            message: `container '${name}' listens on port ${number}, expected one above 1023`,
          };
        }
      }
    }
  },
};
