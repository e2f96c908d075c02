import { ofKind } from '../analysis/kinds';
import { at, listAt } from '../analysis/manifest';
import { podsIn } from '../analysis/workloads/pods';
import type { Rule } from './rule';

/**
 * Port 22 of containers, 22 and 2222 of Services, over TCP.
 */
export const sshClosed: Rule = {
  id: 'ssh-closed',
  title: 'no container or Service offers SSH',
  severity: 'warning',
  exemptible: 'with a reason',
  references: [
    { source: 'STRIDE', id: 'elevation-of-privilege' },
    { source: 'MITRE', id: 'T1133' },
    { source: 'kubescape', id: 'C-0042' },
    { source: 'kube-linter', id: 'ssh-port' },
  ],
  reads: [
    'container.ports.*.containerPort',
    'container.ports.*.protocol',
    'spec.ports.*.port',
    'spec.ports.*.targetPort',
    'spec.ports.*.protocol',
  ],
  remediation: 'remove the SSH server; use kubectl exec or debug, which the API server authenticates and records',
  why: 'An SSH server is a second way in: with its own keys and passwords, outside RBAC and outside the audit log of the cluster.',
  attack: 'A leaked key opens a shell in the container that no policy of the cluster sees, and that stays after the account is gone.',
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
        - containerPort: 22`,
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
          if (!isTcp(port) || at(port, 'containerPort') !== 22) continue;
          yield {
            manifest,
            pointer: `${pointer}/ports/${index}/containerPort`,
            message: `container '${name}' listens on port 22, which is SSH`,
          };
        }
      }
    }
    for (const manifest of ofKind(manifests, '', 'Service')) {
      for (const [index, port] of listAt(manifest.object, 'spec', 'ports').entries()) {
        const field = (['targetPort', 'port'] as const).find((each) => SSH.has(at(port, each)));
        if (field === undefined || !isTcp(port)) continue;
        yield { manifest, pointer: `/spec/ports/${index}/${field}`, message: `${field} is ${at(port, field)}, which is SSH` };
      }
    }
  },
};

const SSH: ReadonlySet<unknown> = new Set([22, 2222]);

function isTcp(port: unknown): boolean {
  return (at(port, 'protocol') ?? 'TCP') === 'TCP';
}
