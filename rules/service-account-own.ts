import { accountOf } from '../analysis/permissions/service-accounts';
import { spelt } from '../analysis/reading/spelling';
import { podsIn } from '../analysis/workloads/pods';
import type { Rule } from './rule';

/**
 * Each app has an identity of its own; `default` is everybody's.
 *
 * https://kubernetes.io/docs/concepts/security/service-accounts/
 */
export const serviceAccountOwn: Rule = {
  id: 'service-account-own',
  title: 'pods run as a service account of their own',
  severity: 'warning',
  exemptible: 'with a reason',
  references: [
    { source: 'STRIDE', id: 'spoofing' },
    { source: 'CIS', id: '5.1.5' },
    { source: 'NSA', id: 'service account tokens' },
    { source: 'MITRE', id: 'T1078.001' },
    { source: 'kubescape', id: 'C-0189' },
    { source: 'kube-linter', id: 'default-service-account' },
    { source: 'kubesec', id: 'ServiceAccountName' },
  ],
  reads: ['pod.serviceAccountName', 'pod.serviceAccount'],
  remediation: 'write a ServiceAccount for the app and name it in serviceAccountName',
  why: 'What is granted to `default` is granted to every pod of the namespace that says nothing.',
  attack: 'A role that somebody binds to `default` to make one app work hands the same rights to the pod that was just taken over.',
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
  serviceAccountName: cart
  containers:
    - name: cart`,
  },

  *check({ manifests }) {
    for (const { manifest, pod } of podsIn(manifests)) {
      const { name, pointer } = accountOf(pod);
      if (name !== undefined && name !== 'default') continue;
      yield { manifest, pointer, message: `the pod has serviceAccountName ${spelt(name)}, expected a service account of its own` };
    }
  },
};
