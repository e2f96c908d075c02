import { rolesIn } from '../analysis/permissions/rbac';
import type { Rule } from './rule';

const FIELDS = ['verbs', 'resources', 'apiGroups'] as const;

/**
 * `*` as a verb, a resource or a group: what exists, and whatever is installed later. As a resource it includes every subresource.
 * The rules about single permissions leave a rule with `*` as its resource to this one.
 *
 * https://kubernetes.io/docs/concepts/security/rbac-good-practices/#least-privilege
 */
export const rbacWildcard: Rule = {
  id: 'rbac-wildcard',
  title: 'roles list verbs, resources and groups by name',
  severity: 'error',
  exemptible: 'with a reason',
  references: [
    { source: 'CIS', id: '5.1.3' },
    { source: 'NSA', id: 'rbac least privilege' },
    { source: 'MITRE', id: 'T1098.006' },
    { source: 'STRIDE', id: 'elevation-of-privilege' },
    { source: 'kubescape', id: 'C-0035' },
    { source: 'kubescape', id: 'C-0187' },
    { source: 'kube-linter', id: 'wildcard-in-rules' },
    { source: 'polaris', id: 'rolebindingClusterAdminRole' },
    { source: 'trivy', id: 'KSV-0044' },
    { source: 'trivy', id: 'KSV-0045' },
    { source: 'trivy', id: 'KSV-0046' },
    { source: 'trivy', id: 'KSV-0112' },
    { source: 'checkov', id: 'CKV_K8S_49' },
  ],
  reads: ['rules.*.apiGroups.*', 'rules.*.resourceNames.*', 'rules.*.resources.*', 'rules.*.verbs.*'],
  remediation: 'list the verbs, resources and groups that are needed',
  why: 'A wildcard grants what nobody thought of: Secrets, shells in pods, the kubelet, and every resource that an operator brings along later.',
  attack: 'The attacker takes over the pod of a small controller and finds that its role reads every Secret of the cluster.',
  example: {
    refused: `
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata:
  name: cart
  namespace: shop
rules:
  - apiGroups: [apps]
    resources: ['*']
    verbs: [get, list]`,
    accepted: `
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata:
  name: cart
  namespace: shop
rules:
  - apiGroups: [apps]
    resources: [deployments]
    verbs: [get, list]`,
  },

  *check({ manifests }) {
    for (const { manifest, rules } of rolesIn(manifests)) {
      for (const rule of rules) {
        const open = FIELDS.filter((field) => rule[field].includes('*'));
        const [first] = open;
        if (first === undefined) continue;
        yield {
          manifest,
          pointer: `/rules/${rule.index}/${first}`,
          message: `rule ${rule.index} has '*' in ${open.join(', ')}, expected names`,
        };
      }
    }
  },
};
