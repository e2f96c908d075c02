import { grantsOf, isBeyondTenants, type Permission, wordsOf } from '../analysis/permissions/rbac';
import type { Rule } from './rule';

const PERMISSIONS: readonly Permission[] = [
  { group: '', resources: ['configmaps'], verbs: ['create', 'update', 'patch', 'delete', 'deletecollection'] },
  { group: 'coordination.k8s.io', resources: ['leases'], verbs: ['update', 'patch', 'delete', 'deletecollection'] },
];

/** What the components of the cluster itself read or hold; narrowed to other names, the rule is somebody's leader election. */
const KNOWN = [
  'aws-auth',
  'coredns',
  'coredns-custom',
  'extension-apiserver-authentication',
  'kube-controller-manager',
  'kube-proxy',
  'kube-scheduler',
  'kubeadm-config',
  'kubelet-config',
];

/**
 * ConfigMaps and Leases that a role can write in every namespace or in kube-system. In its own namespace a tenant writes its own.
 *
 * https://kubernetes.io/docs/concepts/security/rbac-good-practices/#least-privilege
 */
export const rbacSystemConfig: Rule = {
  id: 'rbac-system-config',
  title: "roles do not change the configuration of the cluster's own components",
  severity: 'error',
  exemptible: 'with a reason',
  references: [
    { source: 'NSA', id: 'rbac least privilege' },
    { source: 'MITRE', id: 'T1562.001' },
    { source: 'STRIDE', id: 'tampering' },
    { source: 'STRIDE', id: 'spoofing' },
    { source: 'kubescape', id: 'C-0037' },
    { source: 'trivy', id: 'KSV-0049' },
    { source: 'trivy', id: 'KSV-0115' },
  ],
  reads: [
    'rules.*.apiGroups.*',
    'rules.*.resourceNames.*',
    'rules.*.resources.*',
    'rules.*.verbs.*',
    'roleRef.kind',
    'roleRef.name',
    'subjects.*.kind',
    'subjects.*.name',
    'subjects.*.namespace',
  ],
  remediation: 'write a Role in the namespace that is meant, or name the objects in resourceNames',
  why: 'ConfigMaps of kube-system answer the DNS queries of all pods and, in some clouds, say who is who; its Leases say which controller leads.',
  attack: 'The attacker lets CoreDNS answer with their address for the database of another tenant.',
  example: {
    refused: `
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata:
  name: cart
rules:
  - apiGroups: ['']
    resources: [configmaps]
    verbs: [patch]`,
    accepted: `
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata:
  name: cart
rules:
  - apiGroups: ['']
    resources: [configmaps]
    verbs: [patch]
    resourceNames: [cart-leader]`,
  },

  *check({ manifests }) {
    for (const grant of grantsOf(manifests, PERMISSIONS)) {
      if ((grant.names.length > 0 && !grant.names.some((name) => KNOWN.includes(name))) || !isBeyondTenants(manifests, grant.role))
        continue;
      const { manifest, pointer } = grant;
      yield { manifest, pointer, message: `${wordsOf(grant)}, expected no writing in kube-system but of named objects` };
    }
  },
};
