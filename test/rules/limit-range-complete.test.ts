import { limitRangeComplete } from '../../rules/limit-range-complete';
import { judges, object } from './given';

const both = { cpu: '1', memory: '1Gi' };
const whole = { type: 'Container', default: both, defaultRequest: both, max: both, min: both };
const range = (...limits: unknown[]) => object('v1', 'LimitRange', 'limits', { spec: { limits } });
const AT = '/spec/limits/0';
const lacks = (what: string) => `the limits of containers lack ${what}`;
const EVERYTHING = lacks(
  'default.cpu, default.memory, defaultRequest.cpu, defaultRequest.memory, max.cpu, max.memory, min.cpu, min.memory',
);

judges(limitRangeComplete, {
  accepts: [
    ['all bounds', range(whole)],
    ['a lower bound of zero, which is one', range({ ...whole, min: { cpu: 0, memory: '0' } })],
    ['limits of claims and pods', range({ type: 'PersistentVolumeClaim', max: { storage: '1Gi' } }, { type: 'Pod', max: both })],
    ['no limits', [range(), object('v1', 'LimitRange', 'limits')]],
    ['a LimitRange of another group', object('example.com/v1', 'LimitRange', 'limits', { spec: { limits: [{ type: 'Container' }] } })],
  ],
  refuses: [
    ...(['default', 'defaultRequest', 'max', 'min'] as const).flatMap((bound) => [
      {
        what: `no ${bound}`,
        given: range({ ...whole, [bound]: undefined }),
        finds: [[AT, lacks(`${bound}.cpu, ${bound}.memory`)]] as const,
        absent: 'accepted' as const,
      },
      {
        what: `no ${bound} of the processor`,
        given: range({ ...whole, [bound]: { memory: '1Gi' } }),
        finds: [[`${AT}/${bound}/cpu`, lacks(`${bound}.cpu`)]] as const,
        absent: 'itself' as const,
      },
      {
        what: `a ${bound} of memory that is no quantity`,
        given: range({ ...whole, [bound]: { cpu: '1', memory: 'lots' } }),
        finds: [[`${AT}/${bound}/memory`, lacks(`${bound}.memory`)]] as const,
        absent: [lacks(`${bound}.memory`)],
      },
    ]),
    {
      what: 'nothing, in a second item',
      given: range({ type: 'Pod' }, { type: 'Container' }),
      finds: [['/spec/limits/1', EVERYTHING]],
      absent: 'accepted',
    },
    {
      what: 'bounds that are lists',
      given: range({ type: 'Container', default: [], defaultRequest: null, max: 'x', min: 3 }),
      finds: [[AT, EVERYTHING]],
      absent: 'accepted',
    },
  ],
});
