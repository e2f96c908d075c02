import { argsNoCredential } from '../../rules/args-no-credential';
import { container, deployment, judges, object } from './given';

const running = (fields: Readonly<Record<string, unknown>>) => deployment({ containers: [container(fields)] });
const said = (field: string) =>
  `container 'cart' has a password by its name ('h…', 7 characters) in ${field}, expected the path of a mounted file`;

judges(argsNoCredential, {
  accepts: [
    ['no words', deployment()],
    ['ordinary words', running({ command: ['agent'], args: ['-config=/etc/vault/agent.hcl', '--password-file=/run/secrets/x'] })],
    ['a variable', running({ args: ['--password', '$(DB_PASSWORD)'] })],
    ['no lists', running({ command: '--password=hunter2', args: null, livenessProbe: { exec: 'x' } })],
    ['no words at all', running({ command: [null, 3, {}] })],
    [
      'an ordinary header',
      running({ livenessProbe: { httpGet: { httpHeaders: [{ name: 'Cookie', value: 'shop_session-id=x-liveness-probe' }, null] } } }),
    ],
    [
      'an object that runs no pod',
      object('v1', 'ConfigMap', 'cart', { spec: { containers: [container({ args: ['--password=hunter2'] })] } }),
    ],
  ],
  refuses: [
    { what: 'a flag', container: { args: ['--a', '--password=hunter2'] }, finds: [['/args/1', said('args')]], absent: 'accepted' },
    {
      what: 'a flag and its value',
      container: { command: ['serve', '--password', 'hunter2'] },
      finds: [['/command/2', said('command')]],
      absent: 'accepted',
    },
    {
      what: 'a flag, in every kind',
      pod: { containers: [container({ args: ['--password=hunter2'] })] },
      finds: [['/containers/0/args/0', said('args')]],
      absent: 'accepted',
    },
    ...(['livenessProbe', 'readinessProbe', 'startupProbe'] as const).map((probe) => ({
      what: `a ${probe}`,
      container: { [probe]: { exec: { command: ['redis-cli', '--password=hunter2'] } } },
      finds: [[`/${probe}/exec/command/1`, said(`${probe}.exec.command`)]] as const,
      absent: 'accepted' as const,
    })),
    ...(['postStart', 'preStop'] as const).map((hook) => ({
      what: `a ${hook} hook`,
      container: { lifecycle: { [hook]: { exec: { command: ['redis-cli', '--password=hunter2'] } } } },
      finds: [[`/lifecycle/${hook}/exec/command/1`, said(`lifecycle.${hook}.exec.command`)]] as const,
      absent: 'accepted' as const,
    })),
    {
      what: 'a header of a probe',
      container: {
        readinessProbe: {
          httpGet: {
            httpHeaders: [
              { name: 'A', value: 'b' },
              { name: 'X-Auth-Token', value: 'abcd-1234-efgh-5678x9' },
            ],
          },
        },
      },
      finds: [
        [
          '/readinessProbe/httpGet/httpHeaders/1',
          "container 'cart' has a secret by its name ('abcd…', 21 characters) in readinessProbe.httpGet.httpHeaders, expected the path of a mounted file",
        ],
      ],
      absent: 'accepted',
    },
  ],
});
