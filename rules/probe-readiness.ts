import { listAt } from '../analysis/manifest';
import { hasProbe, servingContainersIn } from '../analysis/workloads/probes';
import type { Rule } from './rule';

/**
 * For each container that declares a port: what listens nowhere has nothing to be asked. DaemonSets and bare pods included; jobs and pods that
 * are not restarted end by themselves.
 *
 * https://kubernetes.io/docs/concepts/configuration/liveness-readiness-startup-probes/
 */
export const probeReadiness: Rule = {
  id: 'probe-readiness',
  title: 'containers that serve have a readiness probe',
  severity: 'warning',
  exemptible: 'with a reason',
  references: [
    { source: 'STRIDE', id: 'denial-of-service' },
    { source: 'kubescape', id: 'C-0018' },
    { source: 'kube-linter', id: 'no-readiness-probe' },
    { source: 'kube-score', id: 'pod-probes' },
    { source: 'polaris', id: 'readinessProbeMissing' },
    { source: 'checkov', id: 'CKV_K8S_9' },
  ],
  reads: [
    'container.readinessProbe.exec.command',
    'container.readinessProbe.grpc.port',
    'container.readinessProbe.httpGet.port',
    'container.readinessProbe.tcpSocket.port',
    'container.ports',
    'pod.restartPolicy',
  ],
  remediation: 'add a readinessProbe that succeeds once the app can answer',
  why: 'Without a readiness probe a pod counts as ready as soon as its process runs: it gets traffic that it cannot answer, and a rollout goes on over a release that never will.',
  attack: 'A broken release replaces every working pod before anybody sees it, as each new one seems ready at once.',
  example: {
    refused: `
apiVersion: v1
kind: Pod
metadata:
  name: cart
spec:
  containers:
    - name: cart
      ports:
        - containerPort: 8080`,
    accepted: `
apiVersion: v1
kind: Pod
metadata:
  name: cart
spec:
  containers:
    - name: cart
      ports:
        - containerPort: 8080
      readinessProbe:
        tcpSocket:
          port: 8080`,
  },

  *check({ manifests }) {
    for (const { manifest, name, container, pointer } of servingContainersIn(manifests)) {
      if (listAt(container, 'ports').length === 0 || hasProbe(container, 'readinessProbe')) continue;
      yield {
        manifest,
        pointer: `${pointer}/readinessProbe`,
        message: `container '${name}' has no readinessProbe, expected exec, grpc, httpGet or tcpSocket`,
      };
    }
  },
};
