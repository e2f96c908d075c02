import { at, groupOf } from '../analysis/manifest';
import { spelt } from '../analysis/reading/spelling';
import { podsIn } from '../analysis/workloads/pods';
import type { Rule } from './rule';

/**
 * https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#restart-policy
 */
export const restartPolicyValid: Rule = {
  id: 'restart-policy-valid',
  title: 'pods are restarted as their controller needs',
  severity: 'error',
  exemptible: 'never',
  references: [
    { source: 'STRIDE', id: 'denial-of-service' },
    { source: 'kube-score', id: 'cronjob-restartpolicy' },
  ],
  reads: ['pod.restartPolicy'],
  remediation: 'set restartPolicy to OnFailure or Never in a job, to Always or nothing elsewhere',
  why: 'The API server refuses a Job whose pods are always restarted, which is the default, and anything else whose pods are not.',
  attack: 'The job that rotates the keys or takes the backup never runs, which is noticed on the day it is needed.',
  example: {
    refused: `
apiVersion: batch/v1
kind: Job
metadata:
  name: report
spec:
  template:
    spec:
      containers: []`,
    accepted: `
apiVersion: batch/v1
kind: Job
metadata:
  name: report
spec:
  template:
    spec:
      containers: []
      restartPolicy: OnFailure`,
  },

  *check({ manifests }) {
    for (const { manifest, pod } of podsIn(manifests)) {
      if (/^(Pod|PodTemplate)$/.test(manifest.object.kind)) continue;
      const policy = at(pod.spec, 'restartPolicy') ?? undefined;
      const allowed = groupOf(manifest.object) === 'batch' ? ['OnFailure', 'Never'] : [undefined, 'Always'];
      if (allowed.some((each) => each === policy)) continue;
      const expected = allowed.filter((each) => each !== undefined).map(spelt);
      yield {
        manifest,
        pointer: `${pod.pointer}/restartPolicy`,
        message: `restartPolicy is ${spelt(policy)}, expected ${expected.join(' or ')}`,
      };
    }
  },
};
