import { at, pointerKey } from '../analysis/manifest';
import { amountOf } from '../analysis/quantity';
import { spelt } from '../analysis/reading/spelling';
import { podsIn } from '../analysis/workloads/pods';
import type { Rule } from './rule';

/**
 * https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/#requests-and-limits
 */
export const requestWithinLimit: Rule = {
  id: 'request-within-limit',
  title: 'no container requests more than its limit',
  severity: 'error',
  exemptible: 'never',
  references: [
    { source: 'STRIDE', id: 'denial-of-service' },
    { source: 'NSA', id: 'resource policies' },
  ],
  reads: ['container.resources.requests.**', 'container.resources.limits.**'],
  remediation: 'raise the limit, or lower the request',
  why: 'The API server refuses a pod whose container requests more of a resource than it may use; only the controller that fails to create it says so.',
  attack: 'A typo in a unit keeps every new pod from being created, which shows on the day the old ones are gone.',
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
          memory: 1Gi`,
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
          memory: 1Gi
        requests:
          memory: 1Gi`,
  },

  *check({ manifests }) {
    for (const { manifest, containers } of podsIn(manifests)) {
      for (const { name, container, pointer } of containers) {
        const limits = at(container, 'resources', 'limits');
        for (const [resource, request] of Object.entries(at(container, 'resources', 'requests') ?? {})) {
          const limit = at(limits, resource);
          if ((amountOf(request) ?? 0) <= (amountOf(limit) ?? Number.POSITIVE_INFINITY)) continue;
          yield {
            manifest,
            pointer: `${pointer}/resources/requests/${pointerKey(resource)}`,
            message: `container '${name}' requests ${spelt(request)} of ${resource}, expected at most its limit of ${spelt(limit)}`,
          };
        }
      }
    }
  },
};
