import { envNoCredential } from '../../rules/env-no-credential';
import { container, deployment, judges, object } from './given';

const PASSWORD = { name: 'DB_PASSWORD', value: 'hunter2' };
const running = (env: unknown) => deployment({ containers: [container({ env })] });
const SAID =
  "container 'cart' has a password by its name ('h…', 7 characters) in the variable 'DB_PASSWORD', expected a Secret mounted as a file";

judges(envNoCredential, {
  accepts: [
    ['no variables', deployment()],
    ['an ordinary variable', running([{ name: 'CART_SERVICE_ADDR', value: 'cartservice:7070' }])],
    ['the path of a file', running([{ name: 'DB_PASSWORD_FILE', value: '/run/secrets/db/password' }])],
    [
      'a variable without a value',
      running([{ name: 'DB_PASSWORD' }, { name: 'DB_PASSWORD', value: '' }, { name: 'DB_PASSWORD', value: null }]),
    ],
    ['a value from elsewhere', running([{ name: 'DB_PASSWORD', valueFrom: { secretKeyRef: { name: 'db', key: 'password' } } }])],
    ['no variables at all', running([null, 3, { value: 3 }])],
    ['an object that runs no pod', object('v1', 'ConfigMap', 'cart', { spec: { containers: [container({ env: [PASSWORD] })] } })],
  ],
  refuses: [
    { what: 'a password', container: { env: [PASSWORD] }, finds: [['/env/0/value', SAID]], absent: 'accepted' },
    {
      what: 'a password, in every kind',
      pod: { containers: [container({ env: [PASSWORD] })] },
      finds: [['/containers/0/env/0/value', SAID]],
      absent: 'accepted',
    },
    {
      what: 'a token whose name says nothing, as the second variable',
      container: {
        env: [
          { name: 'A', value: 'a' },
          { name: 'B', value: ['ghp', 'a1B2c3D4'.repeat(5)].join('_') },
        ],
      },
      finds: [
        [
          '/env/1/value',
          "container 'cart' has a GitHub token ('ghp_…', 44 characters) in the variable 'B', expected a Secret mounted as a file",
        ],
      ],
      absent: 'accepted',
    },
    {
      what: 'a password in an address, without a name',
      container: { env: [{ value: 'postgres://shop:hunter2hunter2hunter2@db' }] },
      finds: [
        [
          '/env/0/value',
          "container 'cart' has an address with a password ('hunt…', 21 characters) in the variable '', expected a Secret mounted as a file",
        ],
      ],
      absent: 'accepted',
    },
  ],
});
