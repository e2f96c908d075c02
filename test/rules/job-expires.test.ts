import { jobExpires } from '../../rules/job-expires';
import { judges, object } from './given';

const one = (spec: object, apiVersion = 'batch/v1', kind = 'Job') => object(apiVersion, kind, 'report', { spec });
const AT = '/spec/ttlSecondsAfterFinished';
const said = (found: string) => `ttlSecondsAfterFinished is ${found}, expected a number of seconds`;

judges(jobExpires, {
  accepts: [
    ['a day', one({ ttlSecondsAfterFinished: 86400 })],
    ['no time at all', one({ ttlSecondsAfterFinished: 0 })],
    ['a Job of another group', one({}, 'example.com/v1')],
    ['a CronJob, which removes its jobs itself', one({ jobTemplate: { spec: {} } }, 'batch/v1', 'CronJob')],
  ],
  refuses: [
    { what: 'nothing said', given: one({}), finds: [[AT, said('unset')]], absent: 'itself' },
    { what: 'null', given: one({ ttlSecondsAfterFinished: null }), finds: [[AT, said('unset')]], absent: [said('unset')] },
    { what: 'a text', given: one({ ttlSecondsAfterFinished: '3600' }), finds: [[AT, said(`'3600'`)]], absent: [said('unset')] },
  ],
});
