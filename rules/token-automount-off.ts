import { at } from '../analysis/manifest';
import { spelt } from '../analysis/reading/spelling';
import { podsIn } from '../analysis/workloads/pods';
import type { Rule } from './rule';

/**
 * Pods say themselves that they want no token of the API server: what their service account says can change without them.
 *
 * https://kubernetes.io/docs/tasks/configure-pod-container/configure-service-account/#opt-out-of-api-credential-automounting
 */
export const tokenAutomountOff: Rule = {
  id: 'token-automount-off',
  title: 'pods get no token of the API server by themselves',
  severity: 'warning',
  exemptible: 'with a reason',
  references: [
    { source: 'STRIDE', id: 'elevation-of-privilege' },
    { source: 'CIS', id: '5.1.6' },
    { source: 'NSA', id: 'service account tokens' },
    { source: 'MITRE', id: 'T1552.007' },
    { source: 'MITRE', id: 'T1528' },
    { source: 'kubescape', id: 'C-0034' },
    { source: 'kubescape', id: 'C-0190' },
    { source: 'kubescape', id: 'C-0261' },
    { source: 'polaris', id: 'automountServiceAccountToken' },
    { source: 'trivy', id: 'KSV-0036' },
    { source: 'checkov', id: 'CKV_K8S_38' },
    { source: 'kubesec', id: 'AutomountServiceAccountToken' },
  ],
  reads: ['pod.automountServiceAccountToken'],
  remediation: 'set automountServiceAccountToken to false; mount a projected token where the app calls the API server',
  why: 'Most apps never call the API server, and a token that lies around in every container serves only those who break in.',
  attack:
    'A hole that lets somebody read files yields the token, and with it whatever the service account may do, from anywhere that reaches the API server.',
  example: {
    refused: `
apiVersion: v1
kind: Pod
metadata:
  name: cart
spec:
  containers:
    - name: cart`,
    accepted: `
apiVersion: v1
kind: Pod
metadata:
  name: cart
spec:
  automountServiceAccountToken: false
  containers:
    - name: cart`,
  },

  *check({ manifests }) {
    for (const { manifest, pod } of podsIn(manifests)) {
      const value = at(pod.spec, 'automountServiceAccountToken');
      if (value === false) continue;
      const message = `the pod has automountServiceAccountToken ${spelt(value)}, expected false`;
      yield { manifest, pointer: `${pod.pointer}/automountServiceAccountToken`, message };
    }
  },
};
