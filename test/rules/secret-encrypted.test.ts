import { secretEncrypted } from '../../rules/secret-encrypted';
import { hosts, SERVER, server } from './control-plane';
import { deployment, judges, object } from './given';

const FLAG = '--encryption-provider-config=/etc/kubernetes/encryption/config.yaml';
const encryption = (...entries: readonly string[]) => ({
  'encryption/config.yaml': `apiVersion: apiserver.config.k8s.io/v1\nkind: EncryptionConfiguration\nresources:\n${entries.map((entry) => `  - { ${entry} }`).join('\n')}`,
});
const entry = (resource: string, ...providers: readonly string[]) =>
  `resources: ["${resource}"], providers: [${providers.map((provider) => `{ ${provider}: {} }`).join(', ')}]`;
const encrypted = (...entries: readonly string[]) => server([FLAG], encryption(...entries));

const secret = object('v1', 'Secret', 'login');
const volume = { volumes: [{ name: 'login', secret: { secretName: 'login' } }] };
const NONE = `plain text: no --encryption-provider-config (${SERVER}:1), expected one`;
const stored = (why: string) => `the API server would store the Secret as plain text: ${why}`;
const identity = (line = 4) => `identity is the first provider (encryption/config.yaml:${line}), expected one that encrypts`;

judges(secretEncrypted, {
  accepts: [
    ['a provider that encrypts, and one that reads what is plain yet', secret, encrypted(entry('secrets', 'secretbox', 'identity'))],
    ['all of the core group', secret, encrypted(entry('*.', 'kms'))],
    ['all resources', secret, encrypted(entry('*.*', 'aescbc'))],
    ['an entry before one that is plain', secret, encrypted(entry('secrets', 'secretbox'), entry('*.*', 'identity'))],
    ['plain config maps', secret, encrypted(entry('configmaps', 'identity'), entry('secrets', 'secretbox'))],
    ['a file that was not given, as it has keys', secret, server([FLAG])],
    ['k3s that encrypts', secret, hosts({ 'k3s/server.yaml': 'cluster-init: true\nsecrets-encryption: true' })],
    ['RKE2, which always does', secret, hosts({ 'rke2/server.yaml': 'profile: cis\ntls-san: [example.com]' })],
    ['no API server', [secret, deployment(volume)]],
    ['a pod that reads no Secret', deployment(), server([])],
    ['a config map', object('v1', 'ConfigMap', 'login'), server([])],
  ],
  refuses: [
    {
      what: 'no encryption',
      given: secret,
      facts: server([]),
      finds: [['/metadata/name', `the API server would store the Secret as ${NONE}`]],
      absent: [`the API server would store the Secret as ${NONE}`],
    },
    {
      what: 'a Secret that a pod mounts',
      pod: volume,
      facts: server([]),
      finds: [['/volumes/0/secret/secretName', `the API server has Secret 'login' as ${NONE}`]],
      absent: 'accepted',
    },
    {
      what: 'a Secret in the environment of a container',
      container: { envFrom: [{ secretRef: { name: 'login' } }] },
      facts: server([]),
      finds: [['/envFrom/0/secretRef/name', `the API server has Secret 'login' as ${NONE}`]],
      absent: 'accepted',
    },
    {
      what: 'a Secret in a variable',
      container: { env: [{ name: 'LOGIN', valueFrom: { secretKeyRef: { name: 'login', key: 'token' } } }] },
      facts: server([]),
      finds: [['/env/0/valueFrom/secretKeyRef/name', `the API server has Secret 'login' as ${NONE}`]],
      absent: 'accepted',
    },
    {
      what: 'a projected Secret',
      pod: { volumes: [{ name: 'all', projected: { sources: [{ secret: { name: 'login' } }] } }] },
      facts: server([]),
      finds: [['/volumes/0/projected/sources/0/secret/name', `the API server has Secret 'login' as ${NONE}`]],
      absent: 'accepted',
    },
    {
      what: 'identity before what encrypts',
      given: secret,
      facts: encrypted(entry('secrets', 'identity', 'secretbox')),
      finds: [['/metadata/name', stored(identity())]],
      absent: [stored(identity())],
    },
    {
      what: 'everything plain before an entry for Secrets',
      given: secret,
      facts: encrypted(entry('*.*', 'identity'), entry('secrets', 'secretbox')),
      finds: [['/metadata/name', stored(identity())]],
      absent: [stored(identity())],
    },
    {
      what: 'an encryption of other things',
      given: secret,
      facts: encrypted(entry('configmaps', 'secretbox')),
      finds: [
        [
          '/metadata/name',
          stored('the encryption configuration does not name secrets (encryption/config.yaml:3), expected an entry that does'),
        ],
      ],
      absent: [stored('the encryption configuration does not name secrets (encryption/config.yaml:3), expected an entry that does')],
    },
    {
      what: 'k3s that was not asked to',
      given: secret,
      facts: hosts({ 'k3s/server.yaml': 'cluster-init: true' }),
      finds: [['/metadata/name', stored('no --encryption-provider-config (k3s/server.yaml:1), expected one')]],
      absent: [stored('no --encryption-provider-config (k3s/server.yaml:1), expected one')],
    },
  ],
});
