import { cronJobDeadline } from '../../rules/cron-job-deadline';
import { judges, object } from './given';

const one = (spec: object, apiVersion = 'batch/v1', kind = 'CronJob') => object(apiVersion, kind, 'report', { spec });
const AT = '/spec/startingDeadlineSeconds';
const said = (found: string) => `startingDeadlineSeconds is ${found}, expected 10 or more`;

judges(cronJobDeadline, {
  accepts: [
    ['five minutes', one({ startingDeadlineSeconds: 300 })],
    ['the shortest that works', one({ startingDeadlineSeconds: 10 })],
    ['a CronJob of another group', one({}, 'example.com/v1')],
    ['a Job', one({}, 'batch/v1', 'Job')],
  ],
  refuses: [
    { what: 'nothing said', given: one({}), finds: [[AT, said('unset')]], absent: 'itself' },
    {
      what: 'a deadline shorter than the controller looks',
      given: one({ startingDeadlineSeconds: 9 }),
      finds: [[AT, said('9')]],
      absent: [said('unset')],
    },
    { what: 'no time at all', given: one({ startingDeadlineSeconds: 0 }), finds: [[AT, said('0')]], absent: [said('unset')] },
    { what: 'null', given: one({ startingDeadlineSeconds: null }), finds: [[AT, said('unset')]], absent: [said('unset')] },
    { what: 'a text', given: one({ startingDeadlineSeconds: '300' }), finds: [[AT, said(`'300'`)]], absent: [said('unset')] },
  ],
});
