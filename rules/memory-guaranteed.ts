import { at } from '../analysis/manifest';
import { amountOf } from '../analysis/quantity';
import { spelt } from '../analysis/reading/spelling';
import { podsIn } from '../analysis/workloads/pods';
import type { Rule } from './rule';

/**
 * Processor time can be shared out again at any moment, so a request below its limit is fine there; memory cannot. A limit without a
 * request is the request too.
 *
 * https://kubernetes.io/docs/concepts/workloads/pods/pod-qos/
 */
export const memoryGuaranteed: Rule = {
  id: 'memory-guaranteed',
  title: 'containers request as much memory as they may use',
  severity: 'warning',
  exemptible: 'with a reason',
  references: [
    { source: 'STRIDE', id: 'denial-of-service' },
    { source: 'NSA', id: 'resource policies' },
    { source: 'kube-score', id: 'container-memory-requests-equal-limits' },
    { source: 'kube-score', id: 'container-resource-requests-equal-limits' },
  ],
  reads: ['container.resources.requests.memory', 'container.resources.limits.memory'],
  remediation: 'set requests.memory to the value of limits.memory',
  why: 'Memory cannot be taken back from a process: between its request and its limit a container lives on memory that the scheduler promised to others.',
  attack: 'When several apps of a node grow at once, the kernel kills one of them, and it need not be the one that grew.',
  example: {
    refused: `
apiVersion: v1
kind: Pod
metadata:
  name: cart
spec:
  containers:
    - name: cart
      resources:
        limits:
          memory: 512Mi
        requests:
          memory: 64Mi`,
    accepted: `
apiVersion: v1
kind: Pod
metadata:
  name: cart
spec:
  containers:
    - name: cart
      resources:
        limits:
          memory: 512Mi
        requests:
          memory: 512Mi`,
  },

  *check({ manifests }) {
    for (const { manifest, containers } of podsIn(manifests)) {
      for (const { name, container, pointer } of containers) {
        const request = at(container, 'resources', 'requests', 'memory');
        const limit = at(container, 'resources', 'limits', 'memory');
        if ((amountOf(request) ?? Number.POSITIVE_INFINITY) >= (amountOf(limit) ?? 0)) continue;
        yield {
          manifest,
          pointer: `${pointer}/resources/requests/memory`,
          message: `container '${name}' requests ${spelt(request)} of memory, expected its limit of ${spelt(limit)}`,
        };
      }
    }
  },
};
