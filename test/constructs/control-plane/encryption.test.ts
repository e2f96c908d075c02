import { Duration } from 'cdk8s';
import { load } from 'js-yaml';
import { planOf } from '../../../analysis/encryption/plan';
import { KUBERNETES_VERSIONS } from '../../../constructs';
import { flagsIn, hostFiles, type Loose, MEMBERS, refused } from './harness';

const AT = '[control-plane] ';
const API = 'flags/cp-1/kube-apiserver.conf';
const kms = { type: 'kms', name: 'vault', endpoint: 'unix:///run/kms-plugin/socket.sock' };
const encryption = (props: unknown): Loose => ({ encryption: props });
const plan = (files: Readonly<Record<string, string>>) => load(files['encryption/plan.yaml'] ?? '') as Record<string, unknown>;

test.each(KUBERNETES_VERSIONS)('secrets are encrypted by secretbox in %s, without a word about it', (kubernetesVersion) => {
  const files = hostFiles({}, { kubernetesVersion });
  expect(flagsIn(files[API])).toMatchObject({
    'encryption-provider-config': ['/etc/kubernetes/encryption/config.yaml'],
    'encryption-provider-config-automatic-reload': ['true'],
  });
  expect(plan(files)).toEqual({
    apiVersion: 'config.palisade.dev/v1',
    kind: 'EncryptionPlan',
    config: '/etc/kubernetes/encryption/config.yaml',
    members: Object.keys(MEMBERS),
    resources: ['secrets'],
    providers: [{ type: 'secretbox' }],
  });
});

test('the plan is for root alone, in a directory that is, and the API server sees it', () => {
  const files = hostFiles();
  expect(files['install.sh']).toContain("directory root 0700 '/etc/kubernetes/encryption'");
  expect(files['install.sh']).toContain("file 0600 'encryption/plan.yaml' '/etc/kubernetes/encryption/plan.yaml'");
  expect(files['kubeadm/init.yaml']).toMatch(
    /hostPath: \/etc\/kubernetes\/encryption\n\s+mountPath: \/etc\/kubernetes\/encryption\n\s+readOnly: true\n/,
  );
});

test('k3s and RKE2 encrypt Secrets by themselves', () => {
  const files = hostFiles();
  expect(files['k3s/server.yaml']).toContain('secrets-encryption: true');
  expect(files['k3s/server.yaml']).not.toContain('encryption-provider-config');
  expect(files['rke2/server.yaml']).not.toContain('encryption-provider-config');
});

test('no file has a key in it', () => {
  const files = hostFiles(encryption({ providers: [{ type: 'secretbox' }, { type: 'aescbc' }] }));
  expect(
    Object.entries(files)
      .filter(([, text]) => /^\s*(- )?(secret|keys):|[A-Za-z0-9+/]{43}=/m.test(text))
      .map(([path]) => path),
  ).toEqual([]);
});

test.each<readonly [string, object, object]>([
  [
    'every provider in its order',
    {
      providers: [
        { ...kms, timeout: 10 },
        { type: 'secretbox' },
        { type: 'aescbc' },
        { type: 'aesgcm', rotatedBy: 'a CronJob' },
        { type: 'identity' },
      ],
    },
    {
      providers: [
        { ...kms, timeout: '10s' },
        { type: 'secretbox' },
        { type: 'aescbc' },
        { type: 'aesgcm', rotatedBy: 'a CronJob' },
        { type: 'identity' },
      ],
    },
  ],
  [
    'two kms',
    { providers: [kms, { ...kms, name: 'safe', timeout: Duration.minutes(1) }] },
    {
      providers: [
        { ...kms, timeout: '3s' },
        { ...kms, name: 'safe', timeout: '60s' },
      ],
    },
  ],
  [
    'more resources',
    { resources: ['secrets', 'configmaps', 'widgets.example.com', '*.example.org'] },
    { resources: ['secrets', 'configmaps', 'widgets.example.com', '*.example.org'] },
  ],
  ['all of the core group', { resources: ['*.', '*.apps'] }, { resources: ['*.', '*.apps'] }],
  ['everything', { resources: ['*.*'] }, { resources: ['*.*'] }],
])('%s can be, and the command reads it', (_what, props, expected) => {
  const files = hostFiles(encryption(props));
  expect(plan(files)).toMatchObject(expected);
  expect(planOf(files['encryption/plan.yaml'] ?? '')).toMatchObject({ problems: [], plan: { members: Object.keys(MEMBERS) } });
});

test('the API server sees the socket of a kms plugin', () => {
  const files = hostFiles(encryption({ providers: [kms] }));
  expect(files['kubeadm/init.yaml']).toMatch(/hostPath: \/run\/kms-plugin\n\s+mountPath: \/run\/kms-plugin\n/);
});

const NAMES = "encryption.resources must be names in small letters such as 'secrets', 'widgets.example.com', '*.' or '*.*', got";
const SOCKET = "the endpoint of a kms provider must be a socket such as 'unix:///run/kms-plugin/socket.sock', got";
const OWN = 'the endpoint of a kms provider must be in a directory of its own, which the API server sees, got';
const TYPES = 'a provider of encryption must be one of secretbox, kms, aescbc, aesgcm, identity by its type, got';
const PROMISE = 'aesgcm needs a new key before 200,000 writes: say in one line with rotatedBy who sees to it, or take secretbox; got';
const resources = (...given: readonly unknown[]) => ({ resources: given });
const providers = (...given: readonly unknown[]) => ({ providers: given });

test.each<readonly [string, unknown, ...string[]]>([
  ['a word', 'secretbox', "encryption must be an object of options, got 'secretbox'"],
  ['another property', { keys: [] }, "encryption has no property 'keys', expected some of resources, providers"],
  ['no resources', resources(), "encryption.resources must be a list such as ['secrets', 'configmaps'], got []"],
  ['resources in a word', { resources: 'secrets' }, "encryption.resources must be a list such as ['secrets', 'configmaps'], got 'secrets'"],
  ['other resources only', resources('configmaps'), "encryption.resources must have 'secrets' among them, got 'configmaps'"],
  ['capital letters', resources('secrets', 'ConfigMaps'), `${NAMES} 'ConfigMaps'`],
  ['no word', resources('secrets', 7), `${NAMES} 7`],
  ['an empty word', resources('secrets', ''), `${NAMES} ''`],
  ['a star', resources('secrets', '*'), "encryption.resources must say '*.' for the core group or '*.*' for all groups, got '*'"],
  ['a resource of all groups', resources('secrets', 'pods.*'), "encryption.resources must name the group of a resource, got 'pods.*'"],
  ['a dot without a group', resources('secrets', 'pods.'), "encryption.resources must name a group after the dot, or none, got 'pods.'"],
  [
    'events of their newer group',
    resources('secrets', 'events.events.k8s.io'),
    "encryption.resources must say 'events', as that is the group in which events are stored, got 'events.events.k8s.io'",
  ],
  [
    'the group extensions',
    resources('secrets', 'ingresses.extensions'),
    "encryption.resources must not be of the group extensions, which is gone, got 'ingresses.extensions'",
  ],
  [
    'what is no resource',
    resources('secrets', 'serviceipallocations'),
    "encryption.resources must be resources of the API, which this is not, got 'serviceipallocations'",
  ],
  ['a resource twice', resources('secrets', 'secrets'), "encryption.resources must be different, got 'secrets' twice"],
  [
    'a resource beside its group',
    resources('secrets', '*.'),
    "encryption.resources must not overlap, got '*.', which has 'secrets' in it: leave one of them out",
  ],
  [
    'a group beside everything',
    resources('*.apps', '*.*'),
    "encryption.resources must not overlap, got '*.*', which has '*.apps' in it: leave one of them out",
  ],
  ['no providers', providers(), "encryption.providers must be a list such as [{ type: 'secretbox' }], got []"],
  ['a provider in a word', providers('secretbox'), `${TYPES} 'secretbox'`],
  ['an unknown provider', providers({ type: 'rot13' }), `${TYPES} {"type":"rot13"}`],
  ['nothing for a provider', providers(null), `${TYPES} null`],
  [
    'a key in the code',
    providers({ type: 'secretbox', keys: [] }),
    "the provider 'secretbox' of encryption has no property 'keys', expected some of type",
  ],
  [
    'identity alone',
    providers({ type: 'identity' }),
    "the first provider of encryption must encrypt, got 'identity': what is written would be stored as it is",
  ],
  [
    'identity first',
    providers({ type: 'identity' }, { type: 'secretbox' }),
    "the first provider of encryption must encrypt, got 'identity': what is written would be stored as it is",
  ],
  [
    'identity in between',
    providers(kms, { type: 'identity' }, { type: 'secretbox' }),
    "the provider 'identity' of encryption must be the last one, got another after it",
  ],
  [
    'a provider twice',
    providers({ type: 'secretbox' }, { type: 'secretbox' }),
    "each provider of encryption must be there once, got 'secretbox' twice",
  ],
  ['a kms twice', providers(kms, kms), "each provider of encryption must be there once, got 'vault' twice"],
  ['aesgcm without a promise', providers({ type: 'aesgcm' }), `${PROMISE} nothing`],
  ['an empty promise', providers({ type: 'aesgcm', rotatedBy: ' ' }), `${PROMISE} ' '`],
  ['a promise of two lines', providers({ type: 'aesgcm', rotatedBy: 'a\nb' }), `${PROMISE} 'a\nb'`],
  [
    'kms without a name',
    providers({ ...kms, name: undefined }),
    "the name of a kms provider must be of letters, digits, '.', '_' and '-', got nothing",
  ],
  [
    'kms with a colon in its name',
    providers({ ...kms, name: 'a:b' }),
    "the name of a kms provider must be of letters, digits, '.', '_' and '-', got 'a:b'",
  ],
  ['kms over the network', providers({ ...kms, endpoint: 'https://kms.example.com' }), `${SOCKET} 'https://kms.example.com'`],
  ['kms without an endpoint', providers({ ...kms, endpoint: undefined }), `${SOCKET} nothing`],
  ['a socket that everybody sees', providers({ ...kms, endpoint: 'unix:///run/kms.sock' }), `${OWN} 'unix:///run/kms.sock'`],
  ['a socket in a temporary directory', providers({ ...kms, endpoint: 'unix:///tmp/kms.sock' }), `${OWN} 'unix:///tmp/kms.sock'`],
  [
    'kms v1',
    providers({ ...kms, apiVersion: 'v1' }),
    "the provider 'kms' of encryption has no property 'apiVersion', expected some of type, name, endpoint, timeout",
  ],
  [
    'a timeout of nothing',
    providers({ ...kms, timeout: 0 }),
    'the timeout of a kms provider must be a whole number of seconds from 1 to 60, got 0',
  ],
  [
    'a timeout in words',
    providers({ ...kms, timeout: '3s' }),
    "the timeout of a kms provider must be a whole number of seconds from 1 to 60, got '3s'",
  ],
])('%s cannot be', (_what, props, ...problems) => {
  expect(refused(encryption(props))).toEqual(problems.map((problem) => `${AT}${problem}`));
});
