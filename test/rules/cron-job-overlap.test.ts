import { cronJobOverlap } from '../../rules/cron-job-overlap';
import { judges, object } from './given';

const one = (spec: object, apiVersion = 'batch/v1', kind = 'CronJob') => object(apiVersion, kind, 'report', { spec });
const AT = '/spec/concurrencyPolicy';
const said = (found: string) => `concurrencyPolicy is ${found}, expected 'Forbid' or 'Replace'`;

judges(cronJobOverlap, {
  accepts: [
    ['one at a time', one({ concurrencyPolicy: 'Forbid' })],
    ['the newest only', one({ concurrencyPolicy: 'Replace' })],
    ['a CronJob of another group', one({}, 'example.com/v1')],
    ['a Job', one({}, 'batch/v1', 'Job')],
    ['an old version of the API', one({ concurrencyPolicy: 'Forbid' }, 'batch/v1beta1')],
  ],
  refuses: [
    { what: 'nothing said', given: one({}), finds: [[AT, said('unset')]], absent: 'itself' },
    {
      what: 'the default written out',
      given: one({ concurrencyPolicy: 'Allow' }),
      finds: [[AT, said(`'Allow'`)]],
      absent: [said('unset')],
    },
    { what: 'null', given: one({ concurrencyPolicy: null }), finds: [[AT, said('unset')]], absent: [said('unset')] },
    {
      what: 'a policy that does not exist',
      given: one({ concurrencyPolicy: 'forbid' }),
      finds: [[AT, said(`'forbid'`)]],
      absent: [said('unset')],
    },
  ],
});
