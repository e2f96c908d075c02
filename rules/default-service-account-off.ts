import { ofKind } from '../analysis/kinds';
import type { Rule } from './rule';

/** Namespaces of the cluster's own, whose accounts are not for others to write. */
const SYSTEM = new Set(['kube-node-lease', 'kube-public', 'kube-system']);

/**
 * Every namespace has a service account `default` whose token is mounted into pods that name no other. Writing it down switches that off.
 *
 * https://kubernetes.io/docs/concepts/security/service-accounts/#default-service-accounts
 */
export const defaultServiceAccountOff: Rule = {
  id: 'default-service-account-off',
  title: 'namespaces switch off the token of their default service account',
  severity: 'warning',
  exemptible: 'with a reason',
  references: [
    { source: 'STRIDE', id: 'elevation-of-privilege' },
    { source: 'CIS', id: '5.1.5' },
    { source: 'NSA', id: 'service account tokens' },
    { source: 'MITRE', id: 'T1078.001' },
    { source: 'kubescape', id: 'C-0189' },
    { source: 'checkov', id: 'CKV_K8S_41' },
  ],
  reads: [],
  remediation: "write a ServiceAccount 'default' with automountServiceAccountToken false into the namespace",
  why: 'Pods that somebody adds without naming an account get the token of `default`.',
  attack: 'A pod that was created in a hurry gives whoever breaks into it a valid login to the API server.',
  example: {
    refused: `
apiVersion: v1
kind: Namespace
metadata:
  name: shop`,
    accepted: `
apiVersion: v1
kind: Namespace
metadata:
  name: shop
---
apiVersion: v1
kind: ServiceAccount
metadata:
  name: default
  namespace: shop
automountServiceAccountToken: false`,
  },

  *check({ manifests, existing, complete }) {
    // Of some files among many nobody can say what is missing.
    if (!complete) return;
    const written = new Set<string | undefined>();
    for (const { object } of ofKind(manifests, '', 'ServiceAccount')) {
      if (object.metadata.name === 'default') written.add(object.metadata.namespace);
    }
    for (const { group, kind, namespace, name } of existing) {
      if (group === '' && kind === 'ServiceAccount' && name === 'default') written.add(namespace);
    }
    for (const manifest of ofKind(manifests, '', 'Namespace')) {
      const { name } = manifest.object.metadata;
      if (name === undefined || SYSTEM.has(name) || written.has(name)) continue;
      const message = "the namespace has no ServiceAccount 'default', expected one with automountServiceAccountToken false";
      yield { manifest, pointer: '/metadata/name', message };
    }
  },
};
