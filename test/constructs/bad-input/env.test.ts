import { EnvValue } from 'cdk8s-plus-27';
import type { EnvProps } from '../../../constructs';
import { at, cart, objectOf, refusal, synthesize } from '../harness';

const written = (env: EnvProps) =>
  at(
    objectOf(
      synthesize((platform) => cart(platform, { env })),
      'Deployment',
      'cart',
    ),
    'spec template spec containers 0 env',
  );
const refused = (env: EnvProps) => refusal((platform) => cart(platform, { env }));

test.each<[string, Record<string, unknown>, string]>([
  [
    'a name that starts with a digit',
    { '1ST': 'x' },
    "env of container 'cart' must have names of letters, digits, '_', '.' and '-' that start with no digit, got '1ST'",
  ],
  [
    'a name with a blank',
    { 'A B': 'x' },
    "env of container 'cart' must have names of letters, digits, '_', '.' and '-' that start with no digit, got 'A B'",
  ],
  [
    'an empty name',
    { '': 'x' },
    "env of container 'cart' must have names of letters, digits, '_', '.' and '-' that start with no digit, got ''",
  ],
  ['a number', { PORT: 8080 }, "env of container 'cart' 'PORT' must be text, got 8080; write '8080'"],
  ['a switch', { DEBUG: true }, "env of container 'cart' 'DEBUG' must be text, got true; write 'true'"],
])('the environment refuses %s', (_, env, problem) => {
  expect(refused(env as EnvProps)).toEqual([`[shop/cart] ${problem}`]);
});

// Put together here, so that this file shows no secret to whoever scans it.
const SHAPES: readonly (readonly [string, string, string])[] = [
  ['a private key', 'PEM', `-----BEGIN RSA ${'PRIVATE'} KEY-----\nabc`],
  ['a private key', 'PEM', `-----BEGIN ${'PRIVATE'} KEY-----\nabc`],
  ['an AWS access key id', 'ID', `AKIA${'Q'.repeat(16)}`],
  ['an AWS access key id', 'ID', `ASIA${'Q'.repeat(16)}`],
  ['a GitHub token', 'GH', `ghp_${'a'.repeat(36)}`],
  ['a GitHub token', 'GH', `github_pat_${'a'.repeat(22)}`],
  ['a GitLab token', 'GL', `glpat-${'a'.repeat(20)}`],
  ['a Google API key', 'MAPS', `AIza${'a'.repeat(35)}`],
  ['a Slack token', 'SLACK', `xoxb-${'1'.repeat(12)}`],
  ['a JSON Web Token', 'AUTH', `eyJ${'a'.repeat(12)}.eyJ${'b'.repeat(12)}.c`],
  ['an address with a password', 'DATABASE_URL', 'postgres://shop:hunter2@db:5432/shop'],
  ['an address with a password', 'REDIS_URL', 'redis://:hunter2@redis:6379'],
];

test.each(SHAPES)('the environment refuses %s in %s', (what, name, value) => {
  expect(refused({ [name]: value })).toEqual([
    `[shop/cart] env of container 'cart' '${name}' looks like ${what}, and manifests are read by many: mount it as a file with secrets: { '/path': { secret: 'name' } }`,
  ]);
});

test.each([
  'PASSWORD',
  'DB_PASSWORD',
  'db_password',
  'dbPassword',
  'PGPASSWORD',
  'DB_PASS',
  'MYSQL_PWD',
  'ADMIN_PASSWD',
  'SSH_PASSPHRASE',
  'CLIENT_SECRET',
  'SECRET_KEY_BASE',
  'AUTH_TOKEN',
  'API_KEY',
  'APIKEY',
  'AWS_SECRET_ACCESS_KEY',
  'SIGNING_PRIVATE_KEY',
  'ENCRYPTION_KEY',
  'GOOGLE_CREDENTIALS',
])('the environment refuses a literal in %s', (name) => {
  expect(refused({ [name]: 'hunter2' })).toEqual([
    `[shop/cart] env of container 'cart' '${name}' looks like a secret by its name, and manifests are read by many: mount it as a file with secrets: { '/path': { secret: 'name' } }`,
  ]);
});

test.each<[string, string]>([
  ['DB_PASSWORD_FILE', '/run/secrets/password'],
  ['TOKEN_PATH', '/var/run/secrets/tokens/vault'],
  ['TOKEN_TTL', '3600'],
  ['TOKEN_LIFETIME', '15m'],
  ['TOKEN_URL', 'https://id.example.com/token'],
  ['SECRET_STORE', 'vault:8200'],
  ['PASSWORD_LOGIN', 'disabled'],
  ['USE_API_KEY', 'false'],
  ['PASSWORD', ''],
  ['PWD', '/app'],
  ['MONKEY', 'hunter2'],
  ['TOKENIZER', 'wordpiece'],
  ['KEYBOARD', 'de'],
  ['COMPASS', 'north'],
  ['DATABASE_URL', 'postgres://db:5432/shop'],
  ['MAIL', 'mailto:shop@example.com'],
  ['GREETING', 'eyJ is how tokens start'],
])('the environment takes %s=%s for what it is', (name, value) => {
  expect(written({ [name]: value })).toEqual([{ name, value }]);
});

test('the environment of init containers and sidecars is held to the same', () => {
  const container = { image: `registry.example.com/x:1@sha256:${'b'.repeat(64)}`, env: { DB_PASSWORD: 'hunter2' } };
  expect(refusal((platform) => cart(platform, { init: { setup: container }, sidecars: { proxy: container } }))).toEqual(
    ['setup', 'proxy'].map(
      (name) =>
        `[shop/cart] env of container '${name}' 'DB_PASSWORD' looks like a secret by its name, and manifests are read by many: mount it as a file with secrets: { '/path': { secret: 'name' } }`,
    ),
  );
});

test('a value of cdk8s-plus is written as it is, and held to the same where it is a literal', () => {
  expect(written({ NODE: EnvValue.fromFieldRef('spec.nodeName' as never), MODE: EnvValue.fromValue('fast') })).toEqual([
    { name: 'MODE', value: 'fast' },
    { name: 'NODE', valueFrom: { fieldRef: { fieldPath: 'spec.nodeName' } } },
  ]);
  expect(refused({ PASSWORD: EnvValue.fromValue('hunter2') })).toHaveLength(1);
});
