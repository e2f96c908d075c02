import { restartPolicyValid } from '../../rules/restart-policy-valid';
import { judges, object, pod } from './given';

const running = (apiVersion: string, kind: string, restartPolicy: unknown) => {
  const template = { spec: { containers: [], restartPolicy } };
  return object(apiVersion, kind, 'cart', { spec: kind === 'CronJob' ? { jobTemplate: { spec: { template } } } : { template } });
};
const AT = '/spec/template/spec/restartPolicy';
const always = (found: string) => `restartPolicy is ${found}, expected 'Always'`;
const ending = (found: string) => `restartPolicy is ${found}, expected 'OnFailure' or 'Never'`;

judges(restartPolicyValid, {
  accepts: [
    ['a Deployment that says nothing', running('apps/v1', 'Deployment', undefined)],
    ['a Deployment that says the same', running('apps/v1', 'Deployment', 'Always')],
    ['null, which is nothing', running('apps/v1', 'StatefulSet', null)],
    ['a Job until it succeeds', running('batch/v1', 'Job', 'OnFailure')],
    ['a Job in new pods', running('batch/v1', 'Job', 'Never')],
    ['a CronJob', running('batch/v1', 'CronJob', 'OnFailure')],
    ['a bare pod of any policy', [pod({ restartPolicy: 'Never' }), pod(), pod({ restartPolicy: 'Always' })]],
    ['a PodTemplate', object('v1', 'PodTemplate', 'cart', { template: { spec: { restartPolicy: 'Never' } } })],
    ['an object that runs no pod', object('v1', 'ConfigMap', 'cart')],
  ],
  refuses: [
    {
      what: 'a Deployment that runs once',
      given: running('apps/v1', 'Deployment', 'Never'),
      finds: [[AT, always(`'Never'`)]],
      absent: 'accepted',
    },
    {
      what: 'a DaemonSet that stops',
      given: running('apps/v1', 'DaemonSet', 'OnFailure'),
      finds: [[AT, always(`'OnFailure'`)]],
      absent: 'accepted',
    },
    {
      what: 'a Deployment of an empty policy',
      given: running('apps/v1', 'Deployment', ''),
      finds: [[AT, always(`''`)]],
      absent: 'accepted',
    },
    {
      what: 'a Job that says nothing, which is always',
      given: object('batch/v1', 'Job', 'cart', { spec: { template: { spec: {} } } }),
      finds: [[AT, ending('unset')]],
      absent: 'itself',
    },
    {
      what: 'a Job that is always restarted',
      given: running('batch/v1', 'Job', 'Always'),
      finds: [[AT, ending(`'Always'`)]],
      absent: [ending('unset')],
    },
    {
      what: 'a policy that does not exist',
      given: running('batch/v1', 'Job', 'never'),
      finds: [[AT, ending(`'never'`)]],
      absent: [ending('unset')],
    },
    {
      what: 'a CronJob that is always restarted',
      given: running('batch/v1', 'CronJob', 'Always'),
      finds: [['/spec/jobTemplate/spec/template/spec/restartPolicy', ending(`'Always'`)]],
      absent: [ending('unset')],
    },
  ],
});
