import { configNoCredential } from '../../rules/config-no-credential';
import { judges, object } from './given';

const KEY = ['-----BEGIN RSA', 'PRIVATE', 'KEY-----\nMIIEpAIBAAKCAQEA\n'].join(' ');
const config = (fields: Readonly<Record<string, unknown>>) => object('v1', 'ConfigMap', 'cart', fields);

judges(configNoCredential, {
  accepts: [
    [
      'ordinary files',
      config({
        data: { 'agent.hcl': 'token_path = "/var/run/secrets/tokens/vault"', LOG_LEVEL: 'INFO', PORT: '8080', 'keymap.json': '{}' },
      }),
    ],
    ['a certificate', config({ data: { 'ca.crt': '-----BEGIN CERTIFICATE-----' } })],
    ['no data', config({})],
    ['no data at all', config({ data: null, binaryData: 'cGFzc3dvcmQ=' })],
    ['values that are no texts', config({ data: { password: 12345678, token: null, secret: {} } })],
    ['another kind', object('example.com/v1', 'ConfigMap', 'cart', { data: { password: 'hunter2' } })],
  ],
  refuses: [
    {
      what: 'a password under its name, as the second key',
      given: config({ data: { user: 'shop', password: 'hunter2' } }),
      finds: [['/data/password', "the key 'password' holds a password by its name ('h…', 7 characters), expected it in a Secret"]],
      absent: 'accepted',
    },
    {
      what: 'a password in a file, and a private key beside it',
      given: config({ data: { 'shop.properties': 'db.user=shop\ndb.password=hunter2x9\n', 'tls/key': KEY } }),
      finds: [
        ['/data/shop.properties', "the key 'shop.properties' holds a password by its name ('hu…', 9 characters), expected it in a Secret"],
        ['/data/tls~1key', "the key 'tls/key' holds a private key ('----…', 31 characters), expected it in a Secret"],
      ],
      absent: 'accepted',
    },
    {
      what: 'a private key as base64',
      given: config({ binaryData: { 'tls.key': Buffer.from(KEY).toString('base64') } }),
      finds: [['/binaryData/tls.key', "the key 'tls.key' holds a private key ('----…', 31 characters), expected it in a Secret"]],
      absent: 'accepted',
    },
    {
      what: 'the second object',
      given: [config({}), config({ data: { token: 'abcd-1234-efgh-5678x9' } })],
      finds: [[1, '/data/token', "the key 'token' holds a secret by its name ('abcd…', 21 characters), expected it in a Secret"]],
      absent: 'accepted',
    },
  ],
});
