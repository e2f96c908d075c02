import { at } from '../analysis/manifest';
import { spelt } from '../analysis/reading/spelling';
import { podsIn } from '../analysis/workloads/pods';
import type { Rule } from './rule';

/**
 * `serviceAccount` is the old name of `serviceAccountName`: it counts only where that is empty.
 *
 * https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/#PodSpec
 */
export const serviceAccountField: Rule = {
  id: 'service-account-field',
  title: 'pods name their service account in serviceAccountName',
  severity: 'warning',
  exemptible: 'with a reason',
  references: [
    { source: 'STRIDE', id: 'spoofing' },
    { source: 'kubescape', id: 'C-0294' },
    { source: 'kube-linter', id: 'deprecated-service-account-field' },
  ],
  reads: ['pod.serviceAccount'],
  remediation: 'rename serviceAccount to serviceAccountName',
  why: 'Two fields for one thing drift apart, and who reads or checks only one of them is mistaken about who the pod is.',
  attack: 'A reviewer or a policy that reads serviceAccountName sees nothing, while the pod runs as the account in the old field.',
  example: {
    refused: `
apiVersion: v1
kind: Pod
metadata:
  name: cart
spec:
  serviceAccount: cart
  containers:
    - name: cart`,
    accepted: `
apiVersion: v1
kind: Pod
metadata:
  name: cart
spec:
  serviceAccountName: cart
  containers:
    - name: cart`,
  },

  *check({ manifests }) {
    for (const { manifest, pod } of podsIn(manifests)) {
      const value = at(pod.spec, 'serviceAccount') ?? '';
      if (value === '') continue;
      const message = `the pod has the deprecated serviceAccount ${spelt(value)}, expected serviceAccountName alone`;
      yield { manifest, pointer: `${pod.pointer}/serviceAccount`, message };
    }
  },
};
