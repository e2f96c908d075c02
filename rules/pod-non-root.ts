import { at } from '../analysis/manifest';
import { containersNamed, isExemptUserNamespace, isSet, securityContexts, spoken } from '../analysis/workloads/pod-security';
import { podsIn } from '../analysis/workloads/pods';
import type { Rule } from './rule';

/**
 * The kubelet starts no container as root where `runAsNonRoot` is true, whatever its image says. A container without the field has
 * that of its pod. Since 1.35, a pod in a user namespace is left alone.
 *
 * **Restricted field:** `securityContext.runAsNonRoot` of the pod and of each container. **Allowed values:** `true`; undefined on a
 * container if the pod has `true`; undefined on the pod if every container has `true`.
 *
 * https://github.com/kubernetes/pod-security-admission/blob/master/policy/check_runAsNonRoot.go
 */
export const podNonRoot: Rule = {
  id: 'pod-non-root',
  title: 'pods are not run as root',
  severity: 'error',
  exemptible: 'with a reason',
  references: [
    { source: 'PSS', id: 'restricted/runAsNonRoot' },
    { source: 'CIS', id: '5.2.7' },
    { source: 'NSA', id: 'non-root containers' },
    { source: 'MITRE', id: 'T1611' },
    { source: 'STRIDE', id: 'elevation-of-privilege' },
    { source: 'checkov', id: 'CKV_K8S_23' },
    { source: 'kube-linter', id: 'run-as-non-root' },
    { source: 'kubescape', id: 'C-0013' },
    { source: 'kubescape', id: 'C-0211' },
    { source: 'kubesec', id: 'RunAsNonRoot' },
    { source: 'polaris', id: 'runAsRootAllowed' },
    { source: 'trivy', id: 'KSV-0012' },
  ],
  reads: ['pod.securityContext.runAsNonRoot', 'container.securityContext.runAsNonRoot', 'pod.hostUsers'],
  remediation: "set runAsNonRoot to true in the pod's securityContext, and remove it from containers",
  why: 'Root in a container is root on the node: only what else confines the container keeps it from what root may do there.',
  attack: 'A mistake in the kernel, the runtime or a mount that is harmless to an ordinary user hands the node to root.',
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
  securityContext:
    runAsNonRoot: true
  containers:
    - name: cart`,
  },

  *check({ manifests, minor }) {
    for (const running of podsIn(manifests)) {
      const { manifest, pod, containers } = running;
      if (isExemptUserNamespace(pod, minor)) continue;
      for (const { owner, context, pointer } of securityContexts(running)) {
        const value = at(context, 'runAsNonRoot');
        if (!isSet(value) || value === true) continue;
        const message = `${owner} has securityContext.runAsNonRoot ${spoken(value)}, expected true`;
        yield { manifest, pointer: `${pointer}/runAsNonRoot`, message };
      }
      if (isSet(at(pod.spec, 'securityContext', 'runAsNonRoot'))) continue;
      const open = containers.filter(({ container }) => !isSet(at(container, 'securityContext', 'runAsNonRoot')));
      if (open.length === 0) continue;
      yield {
        manifest,
        pointer: `${pod.pointer}/securityContext/runAsNonRoot`,
        message: `pod or ${containersNamed(open.map(({ name }) => name))} must set securityContext.runAsNonRoot=true`,
      };
    }
  },
};
