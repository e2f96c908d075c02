import { ofKind } from '../analysis/kinds';
import { at } from '../analysis/manifest';
import { spelt } from '../analysis/reading/spelling';
import type { Rule } from './rule';

/**
 * https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/#concurrency-policy
 */
export const cronJobOverlap: Rule = {
  id: 'cron-job-overlap',
  title: 'cron jobs do not pile up',
  severity: 'warning',
  exemptible: 'with a reason',
  references: [
    { source: 'STRIDE', id: 'denial-of-service' },
    { source: 'MITRE', id: 'T1499' },
  ],
  reads: ['spec.concurrencyPolicy'],
  remediation: 'set concurrencyPolicy to Forbid or Replace',
  why: 'By default a CronJob starts the next run while the last one is still busy, and runs that hang add up until the quota or the nodes are full.',
  attack: 'Slowing down what the job talks to is enough to make its runs multiply.',
  example: {
    refused: `
apiVersion: batch/v1
kind: CronJob
metadata:
  name: report
spec:
  schedule: '0 3 * * *'
  startingDeadlineSeconds: 300`,
    accepted: `
apiVersion: batch/v1
kind: CronJob
metadata:
  name: report
spec:
  schedule: '0 3 * * *'
  concurrencyPolicy: Forbid`,
  },

  *check({ manifests }) {
    for (const manifest of ofKind(manifests, 'batch', 'CronJob')) {
      const policy = at(manifest.object, 'spec', 'concurrencyPolicy');
      if (policy === 'Forbid' || policy === 'Replace') continue;
      yield {
        manifest,
        pointer: '/spec/concurrencyPolicy',
        message: `concurrencyPolicy is ${spelt(policy)}, expected 'Forbid' or 'Replace'`,
      };
    }
  },
};
