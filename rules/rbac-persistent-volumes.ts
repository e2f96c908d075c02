import { grantsOf, type Permission, wordsOf } from '../analysis/permissions/rbac';
import type { Rule } from './rule';

const PERMISSIONS: readonly Permission[] = [{ group: '', resources: ['persistentvolumes'], verbs: ['create'] }];

/**
 * Persistent volumes, which bring the host's directories past Pod Security.
 *
 * https://kubernetes.io/docs/concepts/security/rbac-good-practices/#persistent-volume-creation
 */
export const rbacPersistentVolumes: Rule = {
  id: 'rbac-persistent-volumes',
  title: 'roles create no persistent volumes',
  severity: 'error',
  exemptible: 'with a reason',
  references: [
    { source: 'CIS', id: '5.1.9' },
    { source: 'NSA', id: 'rbac least privilege' },
    { source: 'MITRE', id: 'T1611' },
    { source: 'STRIDE', id: 'elevation-of-privilege' },
    { source: 'kubescape', id: 'C-0278' },
  ],
  reads: ['rules.*.apiGroups.*', 'rules.*.resourceNames.*', 'rules.*.resources.*', 'rules.*.verbs.*'],
  remediation: 'let people create PersistentVolumeClaims and a provisioner create the volumes',
  why: 'A PersistentVolume may be a directory of the node, and Pod Security does not look at what stands behind a claim.',
  attack: 'The attacker creates a volume of type hostPath for `/`, claims it from a restricted namespace and owns the node.',
  example: {
    refused: `
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata:
  name: cart
rules:
  - apiGroups: ['']
    resources: [persistentvolumes]
    verbs: [create]`,
    accepted: `
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata:
  name: cart
rules:
  - apiGroups: ['']
    resources: [persistentvolumeclaims]
    verbs: [create]`,
  },

  *check({ manifests }) {
    for (const grant of grantsOf(manifests, PERMISSIONS)) {
      const { manifest, pointer } = grant;
      yield { manifest, pointer, message: `${wordsOf(grant)}, expected no creation of persistent volumes` };
    }
  },
};
