import { listAt } from '../analysis/manifest';
import { hasProbe, servingContainersIn } from '../analysis/workloads/probes';
import type { Rule } from './rule';

/**
 * For each container that declares a port: what listens nowhere has nothing to be asked. DaemonSets and bare pods included; jobs and pods that
 * are not restarted end by themselves.
 *
 * https://kubernetes.io/docs/concepts/configuration/liveness-readiness-startup-probes/
 */
export const probeLiveness: Rule = {
  id: 'probe-liveness',
  title: 'containers that serve have a liveness probe',
  severity: 'warning',
  exemptible: 'with a reason',
  references: [
    { source: 'STRIDE', id: 'denial-of-service' },
    { source: 'kubescape', id: 'C-0056' },
    { source: 'kube-linter', id: 'no-liveness-probe' },
    { source: 'kube-score', id: 'pod-probes' },
    { source: 'polaris', id: 'livenessProbeMissing' },
    { source: 'checkov', id: 'CKV_K8S_8' },
  ],
  reads: [
    'container.livenessProbe.exec.command',
    'container.livenessProbe.grpc.port',
    'container.livenessProbe.httpGet.port',
    'container.livenessProbe.tcpSocket.port',
    'container.ports',
    'pod.restartPolicy',
  ],
  remediation: 'add a livenessProbe that fails only when a restart would help',
  why: 'A process that hangs keeps its pod: without a liveness probe nobody restarts it until somebody notices.',
  attack: 'One request that locks the app up, sent to each replica in turn, takes the service down for good.',
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
      livenessProbe:
        tcpSocket:
          port: 8080`,
  },

  *check({ manifests }) {
    for (const { manifest, name, container, pointer } of servingContainersIn(manifests)) {
      if (listAt(container, 'ports').length === 0 || hasProbe(container, 'livenessProbe')) continue;
      yield {
        manifest,
        pointer: `${pointer}/livenessProbe`,
        message: `container '${name}' has no livenessProbe, expected exec, grpc, httpGet or tcpSocket`,
      };
    }
  },
};
