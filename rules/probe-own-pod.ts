import { at } from '../analysis/manifest';
import { spelt } from '../analysis/reading/spelling';
import { HOST_FIELDS, hostsCalledBy } from '../analysis/workloads/host-probes';
import { podsIn } from '../analysis/workloads/pods';
import type { Rule } from './rule';

/**
 * What Pod Security refuses since 1.34, and then another rule here, is as dangerous before. The kubelet asks the loopback address of the
 * node, which is that of a pod in its network.
 *
 * https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/#http-probes
 */
export const probeOwnPod: Rule = {
  id: 'probe-own-pod',
  title: 'probes and lifecycle hooks call the pod itself before 1.34, too',
  severity: 'error',
  exemptible: 'with a reason',
  references: [
    { source: 'STRIDE', id: 'spoofing' },
    { source: 'STRIDE', id: 'information-disclosure' },
    { source: 'NSA', id: 'network separation' },
    { source: 'MITRE', id: 'T1046' },
  ],
  reads: [...HOST_FIELDS.map((field) => `container.${field.join('.')}`), 'pod.hostNetwork'],
  remediation: 'remove host, so that the kubelet calls the pod',
  why: 'The kubelet calls whatever host is named here, from the node, where no network policy holds it back; admission lets it pass before 1.34.',
  attack: 'Who may create a Deployment has every node call the metadata service or another tenant, and reads from events how that went.',
  example: {
    refused: `
apiVersion: v1
kind: Pod
metadata:
  name: cart
spec:
  containers:
    - name: cart
      livenessProbe:
        httpGet:
          host: 169.254.169.254
          port: 80`,
    accepted: `
apiVersion: v1
kind: Pod
metadata:
  name: cart
spec:
  containers:
    - name: cart
      livenessProbe:
        httpGet:
          port: 8080`,
  },

  *check({ manifests, minor }) {
    if (minor >= 34) return;
    for (const { manifest, pod, containers } of podsIn(manifests)) {
      for (const { name, container, pointer } of containers) {
        for (const [field, host] of hostsCalledBy(container)) {
          if (LOOPBACK.has(host) && at(pod.spec, 'hostNetwork') === true) continue;
          const message = `container '${name}' has ${field.join('.')} ${spelt(host)}, expected it unset`;
          yield { manifest, pointer: `${pointer}/${field.join('/')}`, message };
        }
      }
    }
  },
};

const LOOPBACK: ReadonlySet<unknown> = new Set(['127.0.0.1', '::1', 'localhost']);
