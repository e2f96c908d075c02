import { envUnique } from '../../rules/env-unique';
import { container, deployment, judges, object } from './given';

const env = (...names: unknown[]) => ({ env: names.map((name) => ({ name, value: 'x' })) });
const again = (key: string) => `container 'cart' sets the variable '${key}' again`;

judges(envUnique, {
  accepts: [
    ['different variables', deployment({ containers: [container(env('A', 'B', 'a'))] })],
    ['one variable in two containers', deployment({ containers: [container(env('A')), container(env('A'))] })],
    [
      'variables without a name, which another rule refuses',
      deployment({ containers: [container(env(undefined, undefined, null, null, 3, 3))] }),
    ],
    ['names that every JavaScript object has', deployment({ containers: [container(env('constructor', '__proto__'))] })],
    [
      'an empty list and none',
      [deployment({ containers: [container({ env: [] })] }), deployment({ containers: [container({ env: null })] })],
    ],
    ['an object that runs no pod', object('v1', 'ConfigMap', 'cart')],
  ],
  refuses: [
    { what: 'a variable twice', container: env('A', 'B', 'A'), finds: [['/env/2', again('A')]], absent: 'accepted' },
    {
      what: 'a variable twice',
      pod: { containers: [container(env('A', 'A'))] },
      finds: [['/containers/0/env/1', again('A')]],
      absent: 'accepted',
    },
    {
      what: 'a variable three times',
      container: env('A', 'A', 'A'),
      finds: [
        ['/env/1', again('A')],
        ['/env/2', again('A')],
      ],
      absent: 'accepted',
    },
    {
      what: 'a variable once by value and once from elsewhere',
      container: {
        env: [
          { name: 'A', value: '' },
          { name: 'A', valueFrom: {} },
        ],
      },
      finds: [['/env/1', again('A')]],
      absent: 'accepted',
    },
  ],
});
