import { given } from '../../analysis/encryption/reading';
import { upstreamProblems } from '../../analysis/encryption/upstream';

/** A file, and whether an API server of 1.29 or newer loads it with automatic reload. */
export interface EncryptionRow {
  readonly what: string;
  readonly text: string;
  readonly loads: boolean;
}

/** 32, 24 and 16 bytes of a test: nothing was ever encrypted with them. */
const KEY = 'h1bZ0xVqvTn0kQ4bq3X8n2m9Yw7c5R1tUo6pLsAeDfE=';
const OTHER = 'Zk3R9vWcN1yXqLr7uTt2oBp5sEdG8hJmQa4iVf6wKxM=';
const KEY24 = 'h1bZ0xVqvTn0kQ4bq3X8n2m9Yw7c5R1t';
const KEY16 = 'h1bZ0xVqvTn0kQ4bq3X8ng==';

const HEAD = 'apiVersion: apiserver.config.k8s.io/v1\nkind: EncryptionConfiguration\n';
const keyed = (type: string, ...keys: readonly string[]) =>
  `{ ${type}: { keys: [${keys.map((key, index) => `{ name: key${index + 1}, secret: ${key} }`).join(', ')}] } }`;
const BOX = keyed('secretbox', KEY);
const entry = (resources: string, ...providers: readonly string[]) => `- resources: ${resources}\n  providers: [${providers.join(', ')}]\n`;
const file = (...entries: readonly string[]) => `${HEAD}resources:\n${entries.join('')}`;
const kms = (fields: string) => `{ kms: { ${fields} } }`;
const KMS = kms('apiVersion: v2, name: vault, endpoint: "unix:///run/kms/socket.sock"');

const yes = (what: string, text: string): EncryptionRow => ({ what, text, loads: true });
const no = (what: string, text: string): EncryptionRow => ({ what, text, loads: false });

/** https://kubernetes.io/docs/tasks/administer-cluster/encrypt-data/ and https://kubernetes.io/docs/tasks/administer-cluster/kms-provider/ */
export const ROWS: readonly EncryptionRow[] = [
  yes('secretbox', file(entry('[secrets]', BOX))),
  yes(
    'the same as JSON',
    JSON.stringify({
      apiVersion: 'apiserver.config.k8s.io/v1',
      kind: 'EncryptionConfiguration',
      resources: [{ resources: ['secrets'], providers: [{ identity: {} }] }],
    }),
  ),
  yes('comments around it', `# a\n${file(entry('[secrets]', BOX))}# b\n`),
  yes(
    'an old spelling of its kind',
    file(entry('[secrets]', BOX)).replace('apiserver.config.k8s.io/v1', 'v1').replace('EncryptionConfiguration', 'EncryptionConfig'),
  ),
  no('another kind', file(entry('[secrets]', BOX)).replace('EncryptionConfiguration', 'AdmissionConfiguration')),
  no('a kind in small letters', file(entry('[secrets]', BOX)).replace('EncryptionConfiguration', 'encryptionconfiguration')),
  no('another version', file(entry('[secrets]', BOX)).replace('k8s.io/v1', 'k8s.io/v1beta1')),
  no('no version', file(entry('[secrets]', BOX)).replace(/^apiVersion.*\n/, '')),
  no('no kind', file(entry('[secrets]', BOX)).replace(/^kind.*\n/m, '')),
  no('nothing', ''),
  no('comments only', '# nothing\n'),
  no('no YAML', `${file(entry('[secrets]', BOX))}  - ]\n`),
  no('a list', '- a\n'),
  no('no entries', `${HEAD}resources: []\n`),
  no('entries of nothing', HEAD),
  no('an entry without resources', file(entry('[]', BOX))),
  no('an entry without providers', file(entry('[secrets]'))),
  no('an unknown field of the file', `${file(entry('[secrets]', BOX))}providers: []\n`),
  no('metadata', `${file(entry('[secrets]', BOX))}metadata: { name: a }\n`),
  no('an unknown field of an entry', file(`${entry('[secrets]', BOX)}  resource: secrets\n`)),
  no('an unknown provider', file(entry('[secrets]', keyed('aesctr', KEY)))),
  no('a provider in other letters', file(entry('[secrets]', keyed('secretBox', KEY)))),
  no('an unknown field of a key', file(entry('[secrets]', `{ secretbox: { keys: [{ name: a, secret: ${KEY}, value: b }] } }`))),
  no('a field twice', file(entry('[secrets]', `{ secretbox: { keys: [{ name: a, name: b, secret: ${KEY} }] } }`))),
  no('keys in a mapping', file(entry('[secrets]', `{ secretbox: { keys: { key1: ${KEY} } } }`))),
  no('a name that is a number', file(entry('[secrets]', `{ secretbox: { keys: [{ name: 1, secret: ${KEY} }] } }`))),
  no('a name that is a boolean of YAML 1.1', file(entry('[secrets]', `{ secretbox: { keys: [{ name: yes, secret: ${KEY} }] } }`))),
  no('resources in a text', file(entry('secrets', BOX))),
  no('a key without a name', file(entry('[secrets]', `{ secretbox: { keys: [{ secret: ${KEY} }] } }`))),
  no('a key without a secret', file(entry('[secrets]', '{ secretbox: { keys: [{ name: a }] } }'))),
  no('no keys', file(entry('[secrets]', '{ secretbox: { keys: [] } }'))),
  no('nothing for keys', file(entry('[secrets]', '{ secretbox: {} }'))),
  yes('two keys', file(entry('[secrets]', keyed('secretbox', KEY, OTHER)))),
  yes(
    'two keys of one name',
    file(entry('[secrets]', `{ secretbox: { keys: [{ name: a, secret: ${KEY} }, { name: a, secret: ${OTHER} }] } }`)),
  ),
  yes(
    'a secret over two lines',
    file(entry('[secrets]', `{ secretbox: { keys: [{ name: a, secret: "${KEY.slice(0, 20)}\\n${KEY.slice(20)}" }] } }`)),
  ),
  no(
    'a secret with a blank in it',
    file(entry('[secrets]', `{ secretbox: { keys: [{ name: a, secret: "${KEY.slice(0, 20)} ${KEY.slice(20)}" }] } }`)),
  ),
  no('a secret without its padding', file(entry('[secrets]', keyed('secretbox', KEY.slice(0, -1))))),
  no('a secret in the alphabet of URLs', file(entry('[secrets]', keyed('secretbox', `-${KEY.slice(1)}`)))),
  no('16 bytes for secretbox', file(entry('[secrets]', keyed('secretbox', KEY16)))),
  no('24 bytes for secretbox', file(entry('[secrets]', keyed('secretbox', KEY24)))),
  yes('16 bytes for aescbc', file(entry('[secrets]', keyed('aescbc', KEY16)))),
  yes('24 bytes for aescbc', file(entry('[secrets]', keyed('aescbc', KEY24)))),
  yes('32 bytes for aesgcm', file(entry('[secrets]', keyed('aesgcm', KEY)))),
  no('12 bytes for aesgcm', file(entry('[secrets]', keyed('aesgcm', KEY.slice(0, 16))))),
  yes('zeros only', file(entry('[secrets]', keyed('secretbox', `${'A'.repeat(43)}=`)))),
  yes('identity first', file(entry('[secrets]', '{ identity: {} }', BOX))),
  yes('identity last', file(entry('[secrets]', BOX, '{ identity: {} }'))),
  no('identity of nothing', file(entry('[secrets]', '{ identity: }'))),
  no('identity with a field', file(entry('[secrets]', '{ identity: { keys: [] } }'))),
  no('two providers in one item', file(entry('[secrets]', `{ identity: {}, ${BOX.slice(1, -1)} }`))),
  yes('the second one being nothing', file(entry('[secrets]', `{ kms: null, ${BOX.slice(1, -1)} }`))),
  yes('one type twice', file(entry('[secrets]', BOX, keyed('secretbox', OTHER)))),
  yes('kms v2', file(entry('[secrets]', KMS, BOX))),
  yes('kms with a time', file(entry('[secrets]', kms('apiVersion: v2, name: vault, endpoint: "unix:///a/b", timeout: 1m1.5s')))),
  no('kms with no time', file(entry('[secrets]', kms('apiVersion: v2, name: vault, endpoint: "unix:///a/b", timeout: 0s')))),
  no('kms with a time before now', file(entry('[secrets]', kms('apiVersion: v2, name: vault, endpoint: "unix:///a/b", timeout: -3s')))),
  no('kms with a time without a unit', file(entry('[secrets]', kms('apiVersion: v2, name: vault, endpoint: "unix:///a/b", timeout: "3"')))),
  no('kms with a number for a time', file(entry('[secrets]', kms('apiVersion: v2, name: vault, endpoint: "unix:///a/b", timeout: 3')))),
  no('kms v1', file(entry('[secrets]', kms('apiVersion: v1, name: vault, endpoint: "unix:///a/b"')))),
  no('kms without a version, which is v1', file(entry('[secrets]', kms('name: vault, endpoint: "unix:///a/b"')))),
  no('kms of another version', file(entry('[secrets]', kms('apiVersion: v2beta1, name: vault, endpoint: "unix:///a/b"')))),
  no('kms without a name', file(entry('[secrets]', kms('apiVersion: v2, endpoint: "unix:///a/b"')))),
  no('kms with a colon in its name', file(entry('[secrets]', kms('apiVersion: v2, name: "a:b", endpoint: "unix:///a/b"')))),
  no('kms without an endpoint', file(entry('[secrets]', kms('apiVersion: v2, name: vault')))),
  no('kms over the network', file(entry('[secrets]', kms('apiVersion: v2, name: vault, endpoint: "https://kms.example.com"')))),
  yes('kms at a name without a file', file(entry('[secrets]', kms('apiVersion: v2, name: vault, endpoint: "unix:///@vault"')))),
  no('kms v2 with a cache', file(entry('[secrets]', kms('apiVersion: v2, name: vault, endpoint: "unix:///a/b", cachesize: 10')))),
  no('two kms of one name', file(entry('[secrets]', KMS), entry('[configmaps]', KMS))),
  yes('two kms of two names', file(entry('[secrets]', KMS), entry('[configmaps]', KMS.replace('vault', 'safe')))),
  yes('two entries', file(entry('[secrets]', BOX), entry('[configmaps, widgets.example.com]', BOX))),
  yes('one resource in two entries', file(entry('[secrets]', BOX), entry('[secrets]', '{ identity: {} }'))),
  no('a resource twice', file(entry('[secrets, secrets]', BOX))),
  no('a resource twice, once with a dot', file(entry('[secrets, secrets.]', BOX))),
  no('capital letters', file(entry('[Secrets]', BOX))),
  yes('all of the core group', file(entry(`['*.']`, BOX))),
  yes('all of a group', file(entry(`['*.apps']`, BOX))),
  yes('everything', file(entry(`['*.*']`, BOX))),
  no('a star', file(entry(`['*']`, BOX))),
  no('a resource of all groups', file(entry(`['secrets.*']`, BOX))),
  no('a resource beside all of its group', file(entry(`[secrets, '*.']`, BOX))),
  yes('a resource beside all of another group', file(entry(`[secrets, '*.apps']`, BOX))),
  no('a resource beside everything', file(entry(`[secrets, '*.*']`, BOX))),
  no('two groups beside everything', file(entry(`['*.apps', '*.*']`, BOX))),
  yes('a resource before all of its group', file(entry('[secrets]', BOX), entry(`['*.']`, BOX))),
  no('a resource after all of its group', file(entry(`['*.']`, BOX), entry('[secrets]', BOX))),
  yes('events as they are, before everything', file(entry('[events]', '{ identity: {} }'), entry(`['*.*']`, BOX))),
  no('a group after everything', file(entry(`['*.*']`, BOX), entry(`['*.apps']`, BOX))),
  no('everything after everything', file(entry(`['*.*']`, BOX), entry(`['*.*']`, BOX))),
  no('events of their newer group', file(entry('[events.events.k8s.io]', BOX))),
  no('the group extensions', file(entry('[ingresses.extensions]', BOX))),
  no('what is no resource', file(entry('[serviceipallocations]', BOX))),
  yes('an empty name', file(entry(`['']`, BOX))),
  yes('a second document, which is not read', `${file(entry('[secrets]', BOX))}---\nkind: Other\n`),
];

/** Why Palisade says that an API server refuses a file; nothing when it says that it loads it. */
export function refusals(text: string): readonly string[] {
  const found = given(text, 'config.yaml');
  return [...found.problems, ...(found.given === undefined ? [] : upstreamProblems(found.given))]
    .filter(({ kind }) => kind === 'refused')
    .map(({ at, message }) => `${at}: ${message}`);
}
