import { at } from '../analysis/manifest';
import { isSet, spoken } from '../analysis/workloads/pod-security';
import { podsIn } from '../analysis/workloads/pods';
import type { Rule } from './rule';

/**
 * A privileged container has every capability and every device of the node, and no seccomp, AppArmor or SELinux.
 *
 * **Restricted field:** `securityContext.privileged` of each container. **Allowed values:** undefined, `false`.
 *
 * https://github.com/kubernetes/pod-security-admission/blob/master/policy/check_privileged.go
 */
export const podPrivileged: Rule = {
  id: 'pod-privileged',
  title: 'no container is privileged',
  severity: 'error',
  exemptible: 'with a reason',
  references: [
    { source: 'PSS', id: 'baseline/privileged' },
    { source: 'CIS', id: '5.2.2' },
    { source: 'NSA', id: 'preventing privileged containers' },
    { source: 'MITRE', id: 'T1611' },
    { source: 'STRIDE', id: 'elevation-of-privilege' },
    { source: 'checkov', id: 'CKV_K8S_16' },
    { source: 'kube-linter', id: 'privilege-escalation-container' },
    { source: 'kube-linter', id: 'privileged-container' },
    { source: 'kube-score', id: 'container-security-context-privileged' },
    { source: 'kubescape', id: 'C-0057' },
    { source: 'kubescape', id: 'C-0211' },
    { source: 'kubesec', id: 'Privileged' },
    { source: 'polaris', id: 'runAsPrivileged' },
    { source: 'trivy', id: 'KSV-0017' },
  ],
  reads: ['container.securityContext.privileged'],
  remediation: 'remove securityContext.privileged, and ask for the one device, volume or sysctl that is needed',
  why: 'A privileged container is a shell on the node: it sees every disk, and nothing that confines other containers confines it.',
  attack: 'A process that is taken over mounts the disk of the node, and reads the credentials of its kubelet and of every pod there.',
  example: {
    refused: `
apiVersion: v1
kind: Pod
metadata:
  name: cart
spec:
  containers:
    - name: cart
      securityContext:
        privileged: true`,
    accepted: `
apiVersion: v1
kind: Pod
metadata:
  name: cart
spec:
  containers:
    - name: cart
      securityContext:
        privileged: false`,
  },

  *check({ manifests }) {
    for (const { manifest, containers } of podsIn(manifests)) {
      for (const { name, container, pointer } of containers) {
        const value = at(container, 'securityContext', 'privileged');
        if (!isSet(value) || value === false) continue;
        yield {
          manifest,
          pointer: `${pointer}/securityContext/privileged`,
          message: `container '${name}' has securityContext.privileged ${spoken(value)}, expected false or unset`,
        };
      }
    }
  },
};
