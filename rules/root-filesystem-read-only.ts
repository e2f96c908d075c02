import { at } from '../analysis/manifest';
import { spelt } from '../analysis/reading/spelling';
import { podsIn } from '../analysis/workloads/pods';
import { isWindows } from '../analysis/workloads/security-context';
import type { Rule } from './rule';

/**
 * What a container may write is written down: volumes, and nothing of its image. Windows has no such switch.
 *
 * https://kubernetes.io/docs/tasks/configure-pod-container/security-context/
 */
export const rootFilesystemReadOnly: Rule = {
  id: 'root-filesystem-read-only',
  title: 'containers cannot write to their root file system',
  severity: 'warning',
  exemptible: 'with a reason',
  references: [
    { source: 'STRIDE', id: 'tampering' },
    { source: 'NSA', id: 'immutable container file systems' },
    { source: 'MITRE', id: 'T1036.005' },
    { source: 'MITRE', id: 'T1070' },
    { source: 'kubescape', id: 'C-0017' },
    { source: 'kubescape', id: 'C-0211' },
    { source: 'kube-linter', id: 'no-read-only-root-fs' },
    { source: 'kube-score', id: 'container-security-context-readonlyrootfilesystem' },
    { source: 'polaris', id: 'notReadOnlyRootFilesystem' },
    { source: 'trivy', id: 'KSV-0014' },
    { source: 'trivy', id: 'KSV-0118' },
    { source: 'checkov', id: 'CKV_K8S_22' },
    { source: 'checkov', id: 'CKV_K8S_30' },
    { source: 'kubesec', id: 'ReadOnlyRootFilesystem' },
  ],
  reads: ['pod.os.name', 'container.securityContext.readOnlyRootFilesystem'],
  remediation: 'set securityContext.readOnlyRootFilesystem to true, and mount an emptyDir where the app writes',
  why: 'A container that writes to its image has a state that nobody reviewed and that no volume limits.',
  attack: 'Whoever gets in downloads tools, replaces the binary of the app, or fills the disk of the node.',
  example: {
    refused: `
apiVersion: v1
kind: Pod
metadata:
  name: cart
spec:
  containers:
    - name: cart
      image: registry.example.com/shop/cart:1.4.2`,
    accepted: `
apiVersion: v1
kind: Pod
metadata:
  name: cart
spec:
  containers:
    - name: cart
      image: registry.example.com/shop/cart:1.4.2
      securityContext:
        readOnlyRootFilesystem: true`,
  },

  *check({ manifests }) {
    for (const { manifest, pod, containers } of podsIn(manifests)) {
      if (isWindows(pod)) continue;
      for (const { name, container, pointer } of containers) {
        const value = at(container, 'securityContext', 'readOnlyRootFilesystem');
        if (value === true) continue;
        yield {
          manifest,
          pointer: `${pointer}/securityContext/readOnlyRootFilesystem`,
          message: `container '${name}' has readOnlyRootFilesystem ${spelt(value)}, expected true`,
        };
      }
    }
  },
};
