import { accountOf } from '../analysis/permissions/service-accounts';
import { appsOf, servicesOf } from '../analysis/workloads/apps';
import { podsIn, type RunningPod } from '../analysis/workloads/pods';
import type { Rule } from './rule';

/**
 * Apps do not share a service account. Workloads are one app where they have the same name in `app.kubernetes.io/name`, `app` or `k8s-app`,
 * or where one Service selects them: versions of an app, its workers and its jobs.
 */
export const serviceAccountExclusive: Rule = {
  id: 'service-account-exclusive',
  title: 'apps do not share a service account',
  severity: 'warning',
  exemptible: 'with a reason',
  references: [
    { source: 'STRIDE', id: 'spoofing' },
    { source: 'CIS', id: '5.1.5' },
    { source: 'NSA', id: 'service account tokens' },
    { source: 'MITRE', id: 'T1078' },
  ],
  reads: ['pod.serviceAccountName', 'pod.serviceAccount', 'pod.metadata.labels.**', 'spec.selector.**'],
  remediation: 'give each app a ServiceAccount of its own',
  why: 'Rights that one app needs are rights of all that share its account, and the audit log cannot tell them apart.',
  attack: 'The least guarded app of the group is the way to what the most powerful one may do.',
  example: {
    refused: `
apiVersion: v1
kind: Pod
metadata:
  name: cart
  namespace: shop
  labels:
    app: cart
spec:
  serviceAccountName: cart
  containers:
    - name: cart
---
apiVersion: v1
kind: Pod
metadata:
  name: mail
  namespace: shop
  labels:
    app: mail
spec:
  serviceAccountName: cart
  containers:
    - name: mail`,
    accepted: `
apiVersion: v1
kind: Pod
metadata:
  name: cart
  namespace: shop
  labels:
    app: cart
spec:
  serviceAccountName: cart
  containers:
    - name: cart
---
apiVersion: v1
kind: Pod
metadata:
  name: mail
  namespace: shop
  labels:
    app: mail
spec:
  serviceAccountName: mail
  containers:
    - name: mail`,
  },

  *check({ manifests }) {
    const users = new Map<string, RunningPod[]>();
    for (const running of podsIn(manifests)) {
      const { name } = accountOf(running.pod);
      if (name === undefined || name === 'default') continue;
      const key = `${running.manifest.object.metadata.namespace ?? ''}/${name}`;
      const group = users.get(key);
      if (group === undefined) users.set(key, [running]);
      else group.push(running);
    }
    const shared = [...users.values()].filter((group) => group.length > 1);
    if (shared.length === 0) return;
    const sameService = servicesOf(manifests);
    for (const group of shared) {
      const [first, ...others] = appsOf(group, sameService);
      for (const other of others) {
        if (first === undefined) continue;
        const { name, pointer } = accountOf(other.pod);
        const { kind, metadata } = first.manifest.object;
        const message = `the pod has the service account '${name}' of ${kind} '${metadata.name ?? ''}', another app, expected one of its own`;
        yield { manifest: other.manifest, pointer, message };
      }
    }
  },
};
