import { at } from '../analysis/manifest';
import { hasProbe, patienceOf, servingContainersIn } from '../analysis/workloads/probes';
import type { Rule } from './rule';

/**
 * https://kubernetes.io/docs/concepts/configuration/liveness-readiness-startup-probes/#startup-probe
 */
export const probeStartup: Rule = {
  id: 'probe-startup',
  title: 'liveness probes leave the app the time to start',
  severity: 'warning',
  exemptible: 'with a reason',
  references: [{ source: 'STRIDE', id: 'denial-of-service' }],
  reads: [
    'container.livenessProbe.exec.command',
    'container.livenessProbe.grpc.port',
    'container.livenessProbe.httpGet.port',
    'container.livenessProbe.tcpSocket.port',
    'container.startupProbe.exec.command',
    'container.startupProbe.grpc.port',
    'container.startupProbe.httpGet.port',
    'container.startupProbe.tcpSocket.port',
    'container.livenessProbe.failureThreshold',
    'container.livenessProbe.periodSeconds',
    'container.startupProbe.failureThreshold',
    'container.startupProbe.periodSeconds',
    'container.livenessProbe.initialDelaySeconds',
    'pod.restartPolicy',
  ],
  remediation: 'add a startupProbe that outlasts the liveness probe, or livenessProbe.initialDelaySeconds',
  why: 'A liveness probe that begins at once kills an app that starts slower than usual, and starts it again from the beginning, without end.',
  attack: 'After a failure of the whole cluster everything starts at the same time and slowly, and the probes keep it from ever coming up.',
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
        tcpSocket:
          port: 8080
      startupProbe:
        failureThreshold: 30
        tcpSocket:
          port: 8080`,
  },

  *check({ manifests }) {
    for (const { manifest, name, container, pointer } of servingContainersIn(manifests)) {
      if (!hasProbe(container, 'livenessProbe')) continue;
      const [liveness, startup] = [at(container, 'livenessProbe'), at(container, 'startupProbe')];
      const delay = at(liveness, 'initialDelaySeconds');
      if (typeof delay === 'number' && delay > 0) continue;
      if (!hasProbe(container, 'startupProbe')) {
        const message = `container '${name}' has a livenessProbe that begins at once, expected a startupProbe or initialDelaySeconds`;
        yield { manifest, pointer: `${pointer}/startupProbe`, message };
      } else if (patienceOf(startup) <= patienceOf(liveness)) {
        const message = `container '${name}' has a startupProbe that gives up after ${patienceOf(startup)} seconds, expected more than the ${patienceOf(liveness)} of its livenessProbe`;
        yield { manifest, pointer: `${pointer}/startupProbe/failureThreshold`, message };
      }
    }
  },
};
