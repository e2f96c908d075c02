import {
  type Credential,
  credentialInText,
  credentialInWords,
  credentialNamed,
  credentialShape,
} from '../../../analysis/workloads/credentials';

// Put together here, so that no scanner of this repository takes them for real.
const join = (...parts: readonly string[]) => parts.join('');
const random = (length: number) => 'q7Zp2Rv9Xk4Ms8Tn3Wb6Yc5Ld1Hf0JgAeUiOoBxCyDz'.repeat(10).slice(0, length);
const hex = (length: number) => '9f3a7c1e5b2d8046'.repeat(10).slice(0, length);
const JWT = join('eyJhbGciOiJIUzI1NiJ9', '.', 'eyJzdWIiOiIxMjM0NTY3ODkwIn0', '.', 'dozjgNryP4J3jVmNHl0w5N');
const PEM = join('-----BEGIN RSA PRIV', 'ATE KEY-----\nMIIEpAIBAAKCAQEA\n-----END RSA PRIV', 'ATE KEY-----\n');
const base64 = (text: string) => Buffer.from(text).toString('base64');

const whatOf = (found: Credential | undefined) => found?.what;

describe('known by its looks', () => {
  test.each([
    ['a private key', PEM],
    ['a private key', PEM.replaceAll('RSA ', '')],
    ['a private key', PEM.replaceAll('RSA', 'OPENSSH')],
    ['a private key', PEM.replaceAll('RSA', 'EC').replaceAll('\n', '\\n')],
    ['a private key', join('AGE-SECRET-KEY', '-1', 'QPZRY9X8GF'.repeat(6).slice(0, 58))],
    ['an AWS access key id', join('AKIA', 'QYLPMN5HHHFPZAM2')],
    ['an AWS access key id', join('id=ASIA', 'QYLPMN5HHHFPZAM2;')],
    ['a GitHub token', join('ghp_', random(36))],
    ['a GitHub token', join('github_pat_', random(40))],
    ['a GitLab token', join('glpat-', random(20))],
    ['a Google API key', join('AIza', random(35))],
    ['a Google client secret', join('GOCSPX-', random(28))],
    ['a Slack token', join('xoxb-', '2048-', random(24))],
    ['a Slack webhook', join('https://hooks.slack.com/services/T', '0A1B2C3D/B', '0A1B2C3D/', random(24))],
    ['a Stripe key', join('sk_live_', random(24))],
    ['an npm token', join('npm_', random(36))],
    ['a PyPI token', join('pypi-AgE', random(60))],
    ['a SendGrid key', join('SG.', random(22), '.', random(43))],
    ['a Twilio key', join('SK', hex(32))],
    ['a DigitalOcean token', join('dop_v1_', hex(64))],
    ['a Vault token', join('hvs.', random(24))],
    ['a Hugging Face token', join('hf_', random(34))],
    ['an Azure storage key', join('DefaultEndpointsProtocol=https;AccountName=shop;AccountKey=', random(86), '==')],
    ['a JSON Web Token', JWT],
    ['credentials of a request', join('Authorization: Basic ', base64('shop:hunter2!xyz-'))],
    ['credentials of a request', join('Authorization: Bearer ', random(32))],
    ['a registry login', join('{"auths":{"r.example.com":{"auth":"', base64('shop:hunter2'), '"}}}')],
    ['an address with a password', 'postgres://shop:hunter2@db.shop:5432/shop'],
    ['an address with a password', 'redis://:hunter2@redis:6379'],
    ['an address with a password', 'see amqps://guest:guest1@mq.shop'],
    ['a private key in base64', base64(PEM)],
    ['a private key in base64', `client-key-data: ${base64(PEM)}`],
    ['an AWS access key id in base64', base64(join('AKIA', 'QYLPMN5HHHFPZAM2\n'))],
    ['an address with a password in base64', base64('postgres://shop:hunter2@db.shop:5432/shop')],
  ])('%s: %p', (what, text) => {
    expect(whatOf(credentialShape(text))).toBe(what);
    expect(whatOf(credentialNamed('HARMLESS', text))).toBe(what);
    expect(whatOf(credentialInText(`first line\n${text}`))).toBe(
      text.startsWith('LS0') || !what.endsWith('base64') || text.includes(':') ? what : undefined,
    );
  });

  test.each([
    '',
    'adservice:9555',
    'https://vault.vault.svc:8200',
    'https://user@example.com/path',
    'postgres://shop:$(PASSWORD)@db.shop:5432/shop',
    join('postgres://shop:$', '{PASSWORD}@db.shop:5432/shop'),
    'postgres://shop:<password>@db.shop',
    'postgres://shop:***@db.shop',
    'http://a.example.com:8080/x@y',
    '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----',
    '-----BEGIN PUBLIC KEY-----',
    base64('-----BEGIN CERTIFICATE-----\nMIIBszCCAVmgAwIBAgIUXyzzz\n-----END CERTIFICATE-----'),
    join('AKIA', 'IOSFODNN7EXAMPLE'),
    'npm_config_registry',
    'xoxo-hugs',
    'eyJust-a-name.eyJust-another',
    `sha256:${hex(64)}`,
    'The Bearer of this letter is welcome to everything here',
    'task-management-and-more-of-it-and-more',
    random(40),
  ])('nothing: %p', (text) => {
    expect(credentialShape(text)).toBeUndefined();
  });
});

describe('known by its name', () => {
  test.each([
    ['DB_PASSWORD', 'hunter2'],
    ['DB_PASSWORD', 'secret'],
    ['DB_PASSWORD', '123456'],
    ['PGPASSWORD', 'postgres'],
    ['MYSQL_ROOT_PASSWORD', 'changeme'],
    ['dbPassword', 'correct horse battery staple'],
    ['spring.datasource.password', 'hunter2'],
    ['SMTP_PASS', 'hunter2'],
    ['requirepass', 'foobared'],
    ['PASSWORD_BASE64', 'aHVudGVyMg=='],
    ['JWT_SECRET', 'aB3dE5gH7jK9'],
    ['JWT_SECRET', 'mysecret'],
    ['CLIENT_SECRET', '7a5c9f1e-3b2d-4e6f-8a0b-1c2d3e4f5a6b'],
    ['SECRET_KEY_BASE', hex(128)],
    ['apiKey', random(24)],
    ['API_KEY', '0123456789abcdef'],
    ['SIGNING_KEY', random(32)],
    ['AWS_SECRET_ACCESS_KEY', join('wJalrXUtnFEMI/K7MDENG/', 'bPxRfiCYzzzzzzzzKEY')],
    ['AUTH_TOKEN', 'abcd-1234-efgh-5678x9'],
    ['token', 'abcdef.0123456789abcdef'],
    ['GITHUBTOKEN', random(20)],
  ])('%s=%s', (name, value) => {
    expect(whatOf(credentialNamed(name, value))).toMatch(/^a (secret|password) by its name$/);
  });

  test.each([
    ['KEYCLOAK_URL', 'http://keycloak.shop:8080'],
    ['MONKEY', 'capuchin-2b7fA91xQ'],
    ['TOKENIZER_MODE', 'fast-2b7fA91xQ'],
    ['DB_PASSWORD_FILE', '/run/secrets/db-password'],
    ['TOKEN_FILE', '/var/run/secrets/tokens/vault'],
    ['DB_PASSWORD', '/run/secrets/db-password'],
    ['PASSWORD_POLICY', 'length(12) and digits(2)'],
    ['PASSWORD_MIN_LENGTH', '12'],
    ['SECRET_NAME', 'shop-db-2b7fA91xQ'],
    ['SECRET_NAMESPACE', 'vault'],
    ['DD_API_KEY_SECRET', 'datadog-secret'],
    ['BACKUP_SECRET', 'shop-backup-12345'],
    ['CONSUL_HTTP_TOKEN', 'anonymous'],
    ['SENTRY_DSN', 'https://0123456789abcdef0123456789abcdef@o1.ingest.example.com/1'],
    ['TLS_SECRET', 'shop-tls'],
    ['IMAGE_PULL_SECRET', 'regcred'],
    ['CA_SECRET', 'webhook-server-cert-v2'],
    ['DB_CREDENTIALS', 'shop-postgres-15'],
    ['DB_PASSWORD', ''],
    ['DB_PASSWORD', '$(OTHER)'],
    ['DB_PASSWORD', join('$', '{OTHER}')],
    ['DB_PASSWORD', '{{ .Values.password }}'],
    ['DB_PASSWORD', '<password>'],
    ['DB_PASSWORD', '********'],
    ['ALLOW_EMPTY_PASSWORD', 'yes'],
    ['REQUIRE_PASSWORD', '1'],
    ['DISABLE_PASSWORD', 'true'],
    ['PWD', '/app'],
    ['MAX_TOKENS', '4096'],
    ['MAX_TOKEN', '4096'],
    ['EOS_TOKEN', '</s>'],
    ['TOKEN_URL', 'https://login.example.com/token'],
    ['TOKEN', 'https://login.example.com/token'],
    ['API_KEY_HEADER', 'X-Api-Key-2b7fA91xQ'],
    ['PRIVATE_KEY', 'tls.key'],
    ['PRIMARY_KEY', 'id2b7fA91xQ'],
    ['PARTITION_KEY', 'orders-2b7fA91xQ'],
    ['PUBLIC_KEY', random(40)],
    ['KEY', random(20)],
    ['CACHE_KEY', random(20)],
    ['COMPASS', 'north-2b7fA91xQ'],
    ['BYPASS', 'never-2b7fA91xQ'],
    ['AWS_ACCESS_KEY_ID', 'from the role'],
    ['VAULT_TOKEN', 'vault:secret/data/shop#token'],
    ['DB_PASSWORD', 'arn:aws:secretsmanager:eu-central-1:111122223333:secret:shop'],
    ['GIT_COMMIT', hex(40)],
    ['IMAGE', `registry.example.com/shop/cart@sha256:${hex(64)}`],
    ['SESSION_ID', random(20)],
    ['AUTHOR', 'Anne Example'],
  ])('not %s=%s', (name, value) => {
    expect(credentialNamed(name, value)).toBeUndefined();
  });
});

describe('the environment of two real applications', () => {
  const services = 'AD CART CHECKOUT CURRENCY EMAIL PAYMENT PRODUCT_CATALOG RECOMMENDATION SHIPPING SHOPPING_ASSISTANT'.split(' ');
  test.each([
    ...services.map((name) => [`${name}_SERVICE_ADDR`, `${name.toLowerCase().replace('_', '')}service:9555`]),
    ['REDIS_ADDR', 'redis-cart:6379'],
    ['FRONTEND_ADDR', 'frontend:80'],
    ['PORT', '50051'],
    ['ENABLE_PROFILER', '0'],
    ['DISABLE_PROFILER', '1'],
    ['USERS', '10'],
    ['RATE', '1'],
    ['LOG_DIR', '/tmp/logs'],
    ['HOME', '/tmp'],
    ['MONGO_DB_URL', 'mongodb://mongodb:27017/test'],
    ['MYSQL_DB_HOST', 'mysqldb'],
    ['MYSQL_DB_PORT', '3306'],
    ['MYSQL_DB_USER', 'root'],
    ['DO_NOT_ENCRYPT', 'true'],
  ])('%s=%s', (name, value) => {
    expect(credentialNamed(`${name}`, `${value}`)).toBeUndefined();
  });

  test('the default password of the second one', () => {
    expect(whatOf(credentialNamed('MYSQL_DB_PASSWORD', 'password'))).toBe('a password by its name');
  });
});

describe('in the text of files', () => {
  test.each([
    ['a line of YAML', 'database:\n  user: shop\n  password: hunter2x9\n'],
    ['a line of YAML in a list', '- password: "hunter2x9"'],
    ['properties', 'spring.datasource.password=hunter2x9'],
    ['a known weak one', 'password: changeme'],
    ['INI with spaces', 'password = hunter2x9 '],
    ['JSON', '{\n  "password": "hunter2x9",\n  "a": 1\n}'],
    ['JSON on one line', '{"user":"shop","password":"hunter2x9"}'],
    ['a connection string', 'Server=db;Database=shop;User=shop;Password=hunter2x9;'],
    ['a script', 'set -e\nexport PGPASSWORD=hunter2x9\npsql'],
    ['a variable before a command', 'exec env PGPASSWORD=hunter2x9 psql -h db'],
    ['CRLF', 'user: shop\r\npassword: hunter2x9\r\n'],
  ])('%s', (_what, text) => {
    expect(whatOf(credentialInText(text))).toBe('a password by its name');
  });

  test.each([
    ['prose', 'The password: ask your administrator for it, or reset it.'],
    ['a comment', '# password: hunter2x9\n// password: hunter2x9\n; password=hunter2x9'],
    ['a translation', '{"password":"Passwort","token":"Jeton"}'],
    ['a schema', '{"password": {"type": "string"}, "password": "string"}'],
    ['code', 'password = get_password("db")\ntoken = os.environ["TOKEN"]\nconst password = process.env.DB_PASSWORD;'],
    ['a shell variable', join('export PGPASSWORD="$(cat /run/secrets/db)"\nTOKEN=$1\nPASSWORD=$', '{PASSWORD:-}')],
    ['paths', 'bearer_token_file: /var/run/secrets/token\nssl_certificate_key /etc/tls/tls.key;\npassword_file = /etc/x'],
    [
      'the configuration of an agent',
      'auto_auth {\n  method "kubernetes" {\n    config = {\n      token_path = "/var/run/secrets/tokens/vault"\n    }\n  }\n}',
    ],
    ['a switch', 'password: false\nrequire_secret: true\nsecret: none'],
    ['keys of another kind', 'sort_key: id2b7fA91xQ\nkeymap: 2b7fA91xQ'],
    ['a name of a Secret', 'imagePullSecret: shop-registry\nsecretName: shop-tls\nsecret: shop-tls'],
    ['the trust store of Java, whose password is public', '-Djavax.net.ssl.trustStorePassword=changeit'],
    ['a file of Grafana', 'admin_password = $__file{/etc/secrets/pw}\n;secret_key = SW2YcwTIb9zpOOhoPsMm\ncookie_secret = '],
    ['a script', `PASSWORD="$1"\ncurl -H "Authorization: Bearer $TOKEN" https://api\nredis-cli -a "$REDIS_PASSWORD" ping`],
    ['nothing', ''],
  ])('not in %s', (_what, text) => {
    expect(credentialInText(text)).toBeUndefined();
  });
});

describe('on a command line', () => {
  test.each([
    [0, ['--password=hunter2']],
    [1, ['--password', 'hunter2']],
    [2, ['redis-server', '--requirepass', 'foobared']],
    [2, ['sh', '-c', 'PGPASSWORD=hunter2x9 psql']],
    [2, ['sh', '-c', 'mysql --user shop --password hunter2x9']],
    [1, ['serve', 'postgres://shop:hunter2@db.shop/shop']],
    [1, ['serve', `--api-key=${random(20)}`]],
  ])('word %p of %p', (index, words) => {
    expect(credentialInWords(words)?.index).toBe(index);
  });

  test.each([
    [['--password-file=/run/secrets/x', '--token-ttl=1h', '--secret-name=shop-tls', '--authentication-token-webhook=true']],
    [['--password', '--verbose']],
    [['--password']],
    [['--password', '$(DB_PASSWORD)']],
    [['agent', '-config=/etc/vault/agent.hcl']],
    [['/bin/sh', '-c', 'until wget -q -O /dev/null "http://$FRONTEND_ADDR"; do echo "waiting for $FRONTEND_ADDR"; sleep 5; done']],
    [['kubectl', 'get', 'pods', '--watch']],
    [[null, 3, {}]],
  ])('not in %p', (words) => {
    expect(credentialInWords(words)).toBeUndefined();
  });
});

describe('what is shown', () => {
  test.each([
    ['the first four characters', 'ghp_', join('ghp_', random(36)), "'ghp_…', 40 characters"],
    ['a quarter of a short one', 'DB_PASSWORD', 'hunter2', "'h…', 7 characters"],
    ['nothing of a very short one', 'DB_PASSWORD', 'abc', "'…', 3 characters"],
    ['the password of an address', 'URL', 'postgres://shop:hunter2hunter2xx@db', "'hunt…', 16 characters"],
  ])('%s', (_what, name, value, excerpt) => {
    expect(credentialNamed(name, value)?.excerpt).toBe(excerpt);
  });
});

test('hostile text costs no time', () => {
  const before = Date.now();
  for (const text of ['a', 'eyJ', 'x:', '://', 'password=', 'sk-ant-', '-', ' ', '"a":"', 'Bearer ', 'A=', 'a://b:c']) {
    credentialInText(text.repeat(Math.ceil(300_000 / text.length)));
    credentialNamed('PASSWORD', text.repeat(Math.ceil(300_000 / text.length)));
  }
  expect(Date.now() - before).toBeLessThan(5_000);
});
