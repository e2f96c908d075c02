import { ofKind } from '../analysis/kinds';
import { at, listAt, pointerKey } from '../analysis/manifest';
import type { Rule } from './rule';

const LABELS = ['admin', 'edit', 'view'].map((role) => `rbac.authorization.k8s.io/aggregate-to-${role}`);

/**
 * ClusterRoles that put themselves together: the labels that add rules to `admin`, `edit` or `view`, and roles that take in whatever
 * wears a label.
 *
 * https://kubernetes.io/docs/reference/access-authn-authz/rbac/#aggregated-clusterroles
 */
export const rbacAggregation: Rule = {
  id: 'rbac-aggregation',
  title: 'rules of ClusterRoles are written out, not aggregated',
  severity: 'warning',
  exemptible: 'with a reason',
  references: [
    { source: 'NSA', id: 'rbac least privilege' },
    { source: 'MITRE', id: 'T1098.006' },
    { source: 'STRIDE', id: 'elevation-of-privilege' },
  ],
  reads: [
    'aggregationRule.clusterRoleSelectors',
    'metadata.labels.rbac.authorization.k8s.io/aggregate-to-admin',
    'metadata.labels.rbac.authorization.k8s.io/aggregate-to-edit',
    'metadata.labels.rbac.authorization.k8s.io/aggregate-to-view',
  ],
  remediation: 'remove the label or the aggregationRule, write the rules out, and bind the role to those who need it',
  why: 'What an aggregated role grants is written in no manifest: it changes for everybody who is bound to it when a label somewhere does.',
  attack: 'The attacker labels a role of their own, and everyone with `view` in any namespace, their own account too, has its permissions.',
  example: {
    refused: `
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata:
  name: carts
  labels:
    rbac.authorization.k8s.io/aggregate-to-edit: 'true'
rules:
  - apiGroups: [example.com]
    resources: [carts]
    verbs: [create]`,
    accepted: `
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata:
  name: carts
rules:
  - apiGroups: [example.com]
    resources: [carts]
    verbs: [create]`,
  },

  *check({ manifests }) {
    for (const manifest of ofKind(manifests, 'rbac.authorization.k8s.io', 'ClusterRole')) {
      for (const label of LABELS) {
        if (at(manifest.object, 'metadata', 'labels', label) !== 'true') continue;
        const name = label.slice(label.lastIndexOf('-') + 1);
        yield {
          manifest,
          pointer: `/metadata/labels/${pointerKey(label)}`,
          message: `the label '${label}' adds these rules to everyone with '${name}', expected a binding of its own`,
        };
      }
      if (listAt(manifest.object, 'aggregationRule', 'clusterRoleSelectors').length > 0) {
        yield {
          manifest,
          pointer: '/aggregationRule',
          message: 'the rules are those of whatever role wears a label, expected rules that are written out',
        };
      }
    }
  },
};
