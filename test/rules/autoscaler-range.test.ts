import { autoscalerRange } from '../../rules/autoscaler-range';
import { judges, object } from './given';

const scaler = (spec: object, apiVersion = 'autoscaling/v2') => object(apiVersion, 'HorizontalPodAutoscaler', 'cart', { spec });
const least = (found: string) => `minReplicas is ${found}, expected 2 or more`;
const most = (found: string, bound: number) => `maxReplicas is ${found}, expected more than minReplicas, which is ${bound}`;

judges(autoscalerRange, {
  accepts: [
    ['two to three', scaler({ minReplicas: 2, maxReplicas: 3 })],
    ['two to three, in an old version', scaler({ minReplicas: 2, maxReplicas: 3 }, 'autoscaling/v1')],
    ['an autoscaler of another group', scaler({ minReplicas: 1, maxReplicas: 1 }, 'example.com/v1')],
  ],
  refuses: [
    {
      what: 'one pod',
      given: scaler({ minReplicas: 1, maxReplicas: 3 }),
      finds: [['/spec/minReplicas', least('1')]],
      absent: [least('unset')],
    },
    {
      what: 'no pod',
      given: scaler({ minReplicas: 0, maxReplicas: 3 }),
      finds: [['/spec/minReplicas', least('0')]],
      absent: [least('unset')],
    },
    {
      what: 'nothing said, which is one pod',
      given: scaler({ maxReplicas: 3 }),
      finds: [['/spec/minReplicas', least('unset')]],
      absent: 'itself',
    },
    {
      what: 'no room',
      given: scaler({ minReplicas: 3, maxReplicas: 3 }),
      finds: [['/spec/maxReplicas', most('3', 3)]],
      absent: [most('unset', 3)],
    },
    {
      what: 'a range the wrong way round',
      given: scaler({ minReplicas: 3, maxReplicas: 2 }),
      finds: [['/spec/maxReplicas', most('2', 3)]],
      absent: [most('unset', 3)],
    },
    { what: 'no upper bound', given: scaler({ minReplicas: 3 }), finds: [['/spec/maxReplicas', most('unset', 3)]], absent: 'itself' },
    {
      what: 'an upper bound that is a text',
      given: scaler({ minReplicas: 3, maxReplicas: '9' }),
      finds: [['/spec/maxReplicas', most(`'9'`, 3)]],
      absent: [most('unset', 3)],
    },
  ],
});
