import { ofKind } from '../analysis/kinds';
import { at } from '../analysis/manifest';
import { spelt } from '../analysis/reading/spelling';
import type { Rule } from './rule';

/**
 * The jobs of a CronJob are removed by its history limits.
 *
 * https://kubernetes.io/docs/concepts/workloads/controllers/ttlafterfinished/
 */
export const jobExpires: Rule = {
  id: 'job-expires',
  title: 'jobs are removed some time after they end',
  severity: 'warning',
  exemptible: 'with a reason',
  references: [
    { source: 'STRIDE', id: 'denial-of-service' },
    { source: 'kube-linter', id: 'job-ttl-seconds-after-finished' },
  ],
  reads: ['spec.ttlSecondsAfterFinished'],
  remediation: 'set ttlSecondsAfterFinished',
  why: 'A Job that has ended stays, with its pods and their logs, until somebody deletes it: they fill the quota and the store of the API server.',
  attack: 'Whoever may start jobs, or make something start them, fills the cluster with their remains.',
  example: {
    refused: `
apiVersion: batch/v1
kind: Job
metadata:
  name: report
spec:
  template: {}`,
    accepted: `
apiVersion: batch/v1
kind: Job
metadata:
  name: report
spec:
  template: {}
  ttlSecondsAfterFinished: 86400`,
  },

  *check({ manifests }) {
    for (const manifest of ofKind(manifests, 'batch', 'Job')) {
      const seconds = at(manifest.object, 'spec', 'ttlSecondsAfterFinished');
      if (typeof seconds === 'number') continue;
      const message = `ttlSecondsAfterFinished is ${spelt(seconds)}, expected a number of seconds`;
      yield { manifest, pointer: '/spec/ttlSecondsAfterFinished', message };
    }
  },
};
