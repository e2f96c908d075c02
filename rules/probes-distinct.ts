import { at, listAt } from '../analysis/manifest';
import { PROBE_ACTIONS, patienceOf, servingContainersIn } from '../analysis/workloads/probes';
import type { Rule } from './rule';

/**
 * The same question may be asked twice if the liveness probe has more patience: failures times seconds between them.
 *
 * https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/#define-readiness-probes
 */
export const probesDistinct: Rule = {
  id: 'probes-distinct',
  title: 'a pod is taken out of service before it is restarted',
  severity: 'warning',
  exemptible: 'with a reason',
  references: [
    { source: 'STRIDE', id: 'denial-of-service' },
    { source: 'kube-score', id: 'pod-probes-identical' },
  ],
  reads: [
    'container.livenessProbe.exec.command.*',
    'container.livenessProbe.grpc.port',
    'container.livenessProbe.grpc.service',
    'container.livenessProbe.httpGet.port',
    'container.livenessProbe.httpGet.path',
    'container.livenessProbe.tcpSocket.port',
    'container.livenessProbe.failureThreshold',
    'container.livenessProbe.periodSeconds',
    'container.readinessProbe.exec.command.*',
    'container.readinessProbe.grpc.port',
    'container.readinessProbe.grpc.service',
    'container.readinessProbe.httpGet.port',
    'container.readinessProbe.httpGet.path',
    'container.readinessProbe.tcpSocket.port',
    'container.readinessProbe.failureThreshold',
    'container.readinessProbe.periodSeconds',
    'pod.restartPolicy',
  ],
  remediation: 'ask the liveness probe a different question, or give it a higher failureThreshold than the readiness probe',
  why: 'Where both probes ask the same and give up at the same time, an app that is merely busy is killed instead of being spared traffic for a while.',
  attack: 'A short burst of traffic makes every replica miss its probes at once, and the restarts turn a slow minute into an outage.',
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
        tcpSocket:
          port: 8080
      readinessProbe:
        tcpSocket:
          port: 8080`,
    accepted: `
apiVersion: v1
kind: Pod
metadata:
  name: cart
spec:
  containers:
    - name: cart
      livenessProbe:
        failureThreshold: 10
        tcpSocket:
          port: 8080
      readinessProbe:
        tcpSocket:
          port: 8080`,
  },

  *check({ manifests }) {
    for (const { manifest, name, container, pointer } of servingContainersIn(manifests)) {
      const [liveness, readiness] = [at(container, 'livenessProbe'), at(container, 'readinessProbe')];
      const question = questionOf(liveness);
      if (question === undefined || question !== questionOf(readiness) || patienceOf(liveness) > patienceOf(readiness)) continue;
      yield {
        manifest,
        pointer: `${pointer}/livenessProbe`,
        message: `container '${name}' fails its livenessProbe as soon as its readinessProbe, which asks the same, expected another question or more patience`,
      };
    }
  },
};

/** What a probe asks, the same text for the same question; `undefined` for a probe that asks nothing. */
function questionOf(probe: unknown): string | undefined {
  const action = PROBE_ACTIONS.find((each) => at(probe, each) !== undefined && at(probe, each) !== null);
  switch (action) {
    case undefined:
      return undefined;
    case 'exec':
      return JSON.stringify([action, ...listAt(probe, action, 'command').map(String)]);
    case 'grpc':
      return JSON.stringify([action, `${at(probe, action, 'port')}`, `${at(probe, action, 'service') ?? ''}`]);
    case 'httpGet':
      return JSON.stringify([action, `${at(probe, action, 'port')}`, `${at(probe, action, 'path') ?? '/'}`]);
    case 'tcpSocket':
      return JSON.stringify([action, `${at(probe, action, 'port')}`]);
  }
}
