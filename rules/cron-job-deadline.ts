import { ofKind } from '../analysis/kinds';
import { at } from '../analysis/manifest';
import { spelt } from '../analysis/reading/spelling';
import type { Rule } from './rule';

/**
 * The controller looks every ten seconds: a shorter deadline misses runs.
 *
 * https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/#starting-deadline
 */
export const cronJobDeadline: Rule = {
  id: 'cron-job-deadline',
  title: 'cron jobs give up on runs that they missed',
  severity: 'warning',
  exemptible: 'with a reason',
  references: [
    { source: 'STRIDE', id: 'denial-of-service' },
    { source: 'kube-score', id: 'cronjob-has-deadline' },
  ],
  reads: ['spec.startingDeadlineSeconds'],
  remediation: 'set startingDeadlineSeconds to 10 or more',
  why: 'Without a deadline the controller starts a run that it missed however late: after an outage all cron jobs run at once, at a time that nobody chose.',
  attack: 'The jobs of the night land in the peak of the day and take down what has just come up again.',
  example: {
    refused: `
apiVersion: batch/v1
kind: CronJob
metadata:
  name: report
spec:
  schedule: '0 3 * * *'
  concurrencyPolicy: Forbid`,
    accepted: `
apiVersion: batch/v1
kind: CronJob
metadata:
  name: report
spec:
  schedule: '0 3 * * *'
  startingDeadlineSeconds: 300`,
  },

  *check({ manifests }) {
    for (const manifest of ofKind(manifests, 'batch', 'CronJob')) {
      const seconds = at(manifest.object, 'spec', 'startingDeadlineSeconds');
      if (typeof seconds === 'number' && seconds >= 10) continue;
      const message = `startingDeadlineSeconds is ${spelt(seconds)}, expected 10 or more`;
      yield { manifest, pointer: '/spec/startingDeadlineSeconds', message };
    }
  },
};
