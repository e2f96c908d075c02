import { at, listAt } from '../analysis/manifest';
import { spelt } from '../analysis/reading/spelling';
import { podsIn } from '../analysis/workloads/pods';
import { isWindows } from '../analysis/workloads/security-context';
import type { Rule } from './rule';

/**
 * Users of the container are not users of the node. On by default since Kubernetes 1.33; pods that share a namespace of the node or use
 * raw block devices cannot have one.
 *
 * https://kubernetes.io/docs/concepts/workloads/pods/user-namespaces/
 */
export const userNamespaceOwn: Rule = {
  id: 'user-namespace-own',
  title: 'pods run in a user namespace of their own',
  severity: 'warning',
  exemptible: 'with a reason',
  references: [
    { source: 'STRIDE', id: 'elevation-of-privilege' },
    { source: 'MITRE', id: 'T1611' },
    { source: 'NSA', id: 'privilege escalation' },
    { source: 'kubesec', id: 'HostUsers' },
  ],
  reads: ['pod.os.name', 'pod.hostNetwork', 'pod.hostPID', 'pod.hostIPC', 'pod.hostUsers', 'container.volumeDevices'],
  remediation: 'set hostUsers to false',
  why: "With the node's user namespace, root in the container is root on the node as soon as anything else gives way.",
  attack:
    'A hole in the container runtime hands the process the node with the user id that it had inside, and capabilities that count there.',
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
  hostUsers: false
  containers:
    - name: cart`,
  },

  *check({ manifests, minor }) {
    if (minor < 33) return;
    for (const { manifest, pod, containers } of podsIn(manifests)) {
      const value = at(pod.spec, 'hostUsers');
      if (value === false || isWindows(pod)) continue;
      if (['hostNetwork', 'hostPID', 'hostIPC'].some((field) => at(pod.spec, field) === true)) continue;
      if (containers.some(({ container }) => listAt(container, 'volumeDevices').length > 0)) continue;
      yield { manifest, pointer: `${pod.pointer}/hostUsers`, message: `the pod has hostUsers ${spelt(value)}, expected false` };
    }
  },
};
