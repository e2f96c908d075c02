import { at } from '../analysis/manifest';
import { spelt } from '../analysis/reading/spelling';
import { podsIn } from '../analysis/workloads/pods';
import type { Rule } from './rule';

/**
 * Pods are not told of every Service of their namespace: unless switched off, seven variables of each are in the environment.
 *
 * https://kubernetes.io/docs/tutorials/services/connect-applications-service/#accessing-the-service
 */
export const serviceLinksOff: Rule = {
  id: 'service-links-off',
  title: 'containers do not get the addresses of every Service',
  severity: 'warning',
  exemptible: 'with a reason',
  references: [
    { source: 'STRIDE', id: 'information-disclosure' },
    { source: 'MITRE', id: 'T1613' },
    { source: 'MITRE', id: 'T1046' },
  ],
  reads: ['pod.enableServiceLinks'],
  remediation: 'set enableServiceLinks to false, and find Services by their DNS names',
  why: 'The variables list the Services of the namespace, depend on the order of creation, and overwrite what the image expects under the same name.',
  attack: 'A process that somebody took over reads its next targets from the environment, without a query that anybody could notice.',
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
  enableServiceLinks: false
  containers:
    - name: cart`,
  },

  *check({ manifests }) {
    for (const { manifest, pod } of podsIn(manifests)) {
      const value = at(pod.spec, 'enableServiceLinks');
      if (value === false) continue;
      yield {
        manifest,
        pointer: `${pod.pointer}/enableServiceLinks`,
        message: `the pod has enableServiceLinks ${spelt(value)}, expected false`,
      };
    }
  },
};
