import { secretAsFile } from '../../rules/secret-as-file';
import { container, deployment, judges, object } from './given';

const running = (fields: Readonly<Record<string, unknown>>) => deployment({ containers: [container(fields)] });

judges(secretAsFile, {
  accepts: [
    ['a Secret as a file', deployment({ volumes: [{ name: 'db', secret: { secretName: 'db' } }] })],
    [
      'variables of a ConfigMap',
      running({
        env: [{ name: 'A', valueFrom: { configMapKeyRef: { name: 'a', key: 'a' } } }],
        envFrom: [{ configMapRef: { name: 'a' } }],
      }),
    ],
    ['literal variables', running({ env: [{ name: 'A', value: 'a' }] })],
    ['no lists', running({ env: null, envFrom: 'x' })],
    ['null', running({ env: [null, { valueFrom: { secretKeyRef: null } }], envFrom: [{ secretRef: null }] })],
    [
      'an object that runs no pod',
      object('v1', 'ConfigMap', 'cart', { spec: { containers: [container({ envFrom: [{ secretRef: {} }] })] } }),
    ],
  ],
  refuses: [
    {
      what: 'a variable, as the second',
      container: {
        env: [
          { name: 'A', value: 'a' },
          { name: 'DB', valueFrom: { secretKeyRef: { name: 'db', key: 'password' } } },
        ],
      },
      finds: [
        ['/env/1/valueFrom/secretKeyRef', "container 'cart' has the Secret 'db' in the variable 'DB', expected it mounted as a file"],
      ],
      absent: 'accepted',
    },
    {
      what: 'an optional one without a name',
      container: { env: [{ valueFrom: { secretKeyRef: { optional: true } } }] },
      finds: [['/env/0/valueFrom/secretKeyRef', "container 'cart' has the Secret '' in the variable '', expected it mounted as a file"]],
      absent: 'accepted',
    },
    {
      what: 'all keys of a Secret',
      container: { envFrom: [{ prefix: 'DB_', secretRef: { name: 'db' } }] },
      finds: [['/envFrom/0/secretRef', "container 'cart' has the Secret 'db' in its variables, expected it mounted as a file"]],
      absent: 'accepted',
    },
    {
      what: 'all keys of a Secret, in every kind',
      pod: { containers: [container({ envFrom: [{ secretRef: { name: 'db' } }] })] },
      finds: [
        ['/containers/0/envFrom/0/secretRef', "container 'cart' has the Secret 'db' in its variables, expected it mounted as a file"],
      ],
      absent: 'accepted',
    },
  ],
});
