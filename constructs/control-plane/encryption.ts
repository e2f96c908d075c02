import { dirname } from 'node:path/posix';
import { type Seconds, seconds } from '../duration';
import { checkKeys, type Problems, shown } from '../problems';
import { yamlStream } from '../yaml';
import { checkFlagPath } from './checks';
import type { Part, Surroundings } from './part';
import { places } from './places';
import { isLine } from './shape';

/** A key management service, asked through a plugin on each member: its keys never are on a host. Its protocol is v2. */
export interface KmsProps {
  readonly type: 'kms';
  /** Its name, which is stored with each object; without `:`. It stays for as long as anything is stored under it. */
  readonly name: string;
  /** The plugin's socket, such as `unix:///run/kms-plugin/socket.sock`; its directory is for nothing else. */
  readonly endpoint: string;
  /** For how long a call may last, in seconds, 1 to 60. @default 3 */
  readonly timeout?: Seconds;
}

/** XSalsa20 and Poly1305, with a key in a file of each member. */
export interface SecretboxProps {
  readonly type: 'secretbox';
}

/** AES in CBC mode: known to be weak against who can change what is stored and watch how it is read (padding oracle). */
export interface AescbcProps {
  readonly type: 'aescbc';
}

/** AES in GCM mode with random nonces: a key is spent after 200,000 writes. https://kubernetes.io/docs/tasks/administer-cluster/encrypt-data/ */
export interface AesgcmProps {
  readonly type: 'aesgcm';
  /** Who or what rotates the key before 200,000 writes, in one line. */
  readonly rotatedBy: string;
}

/** Reads what was stored before there was any encryption. It writes nothing: it stands last. */
export interface IdentityProps {
  readonly type: 'identity';
}

export type EncryptionProvider = KmsProps | SecretboxProps | AescbcProps | AesgcmProps | IdentityProps;

export interface EncryptionProps {
  /**
   * What is encrypted before it is stored: `secrets`, `configmaps`, `widgets.example.com`; `*.` is all of the core group, `*.example.com`
   * all of another one, `*.*` everything. Secrets must be among it.
   *
   * @default ['secrets']
   */
  readonly resources?: readonly string[];

  /** The first one writes, all of them read. @default [{ type: 'secretbox' }] */
  readonly providers?: readonly EncryptionProvider[];
}

const KEYS: Readonly<Record<keyof EncryptionProps, true>> = { resources: true, providers: true };

const PROVIDER_KEYS: Readonly<Record<EncryptionProvider['type'], Readonly<Record<string, true>>>> = {
  secretbox: { type: true },
  kms: { type: true, name: true, endpoint: true, timeout: true },
  aescbc: { type: true },
  aesgcm: { type: true, rotatedBy: true },
  identity: { type: true },
};

/** Directories that much else is in: an API server must not see them for the sake of a socket. */
const SHARED = ['/', '/dev', '/etc', '/home', '/root', '/run', '/srv', '/tmp', '/usr', '/var', '/var/lib', '/var/run', '/var/tmp'];

/** The configuration with its keys, on each member; `palisade encryption generate` makes it. */
const CONFIG = `${places.encryption}/config.yaml`;
const PLAN = `${places.encryption}/plan.yaml`;

export const reasons: Readonly<Record<string, string>> = {
  'kube-apiserver --encryption-provider-config': 'disclosure: who reads a disk, a snapshot or a backup of etcd reads no Secret',
  'kube-apiserver --encryption-provider-config-automatic-reload': 'availability: a key is rotated without a restart of the API server',
};

/** Encryption of what etcd stores: the flags, and the plan from which the file with the keys is made on the hosts. No key is made here. */
export function encryptionPart(props: EncryptionProps | undefined, surroundings: Surroundings, problems: Problems): Part {
  const given = props ?? {};
  checkKeys(problems, 'encryption', given, KEYS);
  const resources = resourcesOf(problems, given.resources ?? ['secrets']);
  const providers = providersOf(problems, given.providers ?? [{ type: 'secretbox' }]);
  const plan = () => ({
    apiVersion: 'config.palisade.dev/v1',
    kind: 'EncryptionPlan',
    config: CONFIG,
    members: surroundings.members.map(({ name }) => name),
    resources,
    providers: providers.map(planned),
  });
  const sockets = providers.flatMap((provider) => (provider.type === 'kms' ? [dirname(socketOf(provider.endpoint))] : []));
  return {
    flags: {
      'kube-apiserver': { 'encryption-provider-config': CONFIG, 'encryption-provider-config-automatic-reload': 'true' },
    },
    files: [
      {
        path: 'encryption/plan.yaml',
        text: () =>
          `# What is encrypted in etcd, and by what; no keys. On a member: palisade encryption generate --plan ${PLAN} --output ${CONFIG}\n${yamlStream([plan()])}`,
        installedAt: PLAN,
      },
    ],
    directories: [{ path: places.encryption, permissions: '0700', owner: 'root', writtenBy: [], readBy: ['kube-apiserver'] }],
    reads: { 'kube-apiserver': sockets },
    reasons,
  };
}

function planned(provider: EncryptionProvider): EncryptionProvider | object {
  if (provider.type === 'kms')
    return { type: 'kms', name: provider.name, endpoint: provider.endpoint, timeout: `${secondsOf(provider.timeout)}s` };
  return provider.type === 'aesgcm' ? { type: 'aesgcm', rotatedBy: provider.rotatedBy } : { type: provider.type };
}

function secondsOf(timeout: Seconds | undefined): number {
  return typeof timeout === 'object' ? timeout.toSeconds() : (timeout ?? 3);
}

function socketOf(endpoint: unknown): string {
  return `${endpoint}`.replace(/^unix:\/\//, '');
}

/** https://github.com/kubernetes/kubernetes/blob/v1.36.3/staging/src/k8s.io/apiserver/pkg/apis/apiserver/validation/validation_encryption.go */
function resourcesOf(problems: Problems, resources: unknown): readonly string[] {
  if (!Array.isArray(resources) || resources.length === 0) {
    problems.add(`encryption.resources must be a list such as ['secrets', 'configmaps'], got ${shown(resources)}`);
    return [];
  }
  for (const resource of resources) {
    const wrong = wrongResource(resource);
    if (wrong !== undefined) problems.add(`encryption.resources ${wrong}, got ${shown(resource)}`);
  }
  const twice = resources.find((resource, index) => resources.indexOf(resource) !== index);
  if (twice !== undefined) problems.add(`encryption.resources must be different, got ${shown(twice)} twice`);
  for (const star of resources.filter((resource) => /^\*\./.test(`${resource}`))) {
    const within = resources.find((other) => other !== star && (star === '*.*' || groupOf(other) === groupOf(star)));
    if (within !== undefined)
      problems.add(`encryption.resources must not overlap, got ${shown(star)}, which has ${shown(within)} in it: leave one of them out`);
  }
  if (!['secrets', '*.', '*.*'].some((resource) => resources.includes(resource)))
    problems.add(`encryption.resources must have 'secrets' among them, got ${resources.map(shown).join(', ')}`);
  return resources;
}

function wrongResource(resource: unknown): string | undefined {
  if (typeof resource !== 'string' || !/^(\*|[a-z0-9]([-a-z0-9]*[a-z0-9])?)(\.([-a-z0-9.]*[a-z0-9]|\*)?)?$/.test(resource))
    return "must be names in small letters such as 'secrets', 'widgets.example.com', '*.' or '*.*'";
  if (resource === '*') return "must say '*.' for the core group or '*.*' for all groups";
  if (resource.endsWith('.') && resource !== '*.') return 'must name a group after the dot, or none';
  if (resource !== '*.*' && resource.endsWith('.*')) return 'must name the group of a resource';
  const group = groupOf(resource);
  if (group === 'events.k8s.io') return "must say 'events', as that is the group in which events are stored";
  if (group === 'extensions') return 'must not be of the group extensions, which is gone';
  if (['apiserveripinfo', 'serviceipallocations', 'servicenodeportallocations'].includes(resource))
    return 'must be resources of the API, which this is not';
  return undefined;
}

function groupOf(resource: unknown): string {
  const [, ...group] = `${resource}`.split('.');
  return group.join('.');
}

function providersOf(problems: Problems, providers: unknown): readonly EncryptionProvider[] {
  const types = Object.keys(PROVIDER_KEYS);
  if (!Array.isArray(providers) || providers.length === 0) {
    problems.add(`encryption.providers must be a list such as [{ type: 'secretbox' }], got ${shown(providers)}`);
    return [];
  }
  const sound = providers.filter((provider): provider is EncryptionProvider => {
    const known = types.includes(provider?.type);
    if (!known) problems.add(`a provider of encryption must be one of ${types.join(', ')} by its type, got ${shown(provider)}`);
    return known;
  });
  for (const [index, provider] of sound.entries()) {
    checkKeys(problems, `the provider '${provider.type}' of encryption`, provider, PROVIDER_KEYS[provider.type]);
    if (provider.type === 'kms') checkKms(problems, provider);
    if (provider.type === 'aesgcm') checkPromise(problems, provider.rotatedBy);
    const same = sound.findIndex(({ type, ...rest }) => type === provider.type && (rest as Partial<KmsProps>).name === nameOf(provider));
    if (same !== index) problems.add(`each provider of encryption must be there once, got '${nameOf(provider) ?? provider.type}' twice`);
  }
  const identity = sound.findIndex(({ type }) => type === 'identity');
  if (identity === 0)
    problems.add("the first provider of encryption must encrypt, got 'identity': what is written would be stored as it is");
  else if (identity !== -1 && identity !== sound.length - 1)
    problems.add("the provider 'identity' of encryption must be the last one, got another after it");
  return sound;
}

function nameOf(provider: EncryptionProvider): string | undefined {
  return provider.type === 'kms' ? provider.name : undefined;
}

function checkKms(problems: Problems, { name, endpoint, timeout }: KmsProps): void {
  if (typeof name !== 'string' || !/^[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?$/.test(name))
    problems.add(`the name of a kms provider must be of letters, digits, '.', '_' and '-', got ${shown(name)}`);
  if (typeof endpoint !== 'string' || !endpoint.startsWith('unix:///'))
    problems.add(`the endpoint of a kms provider must be a socket such as 'unix:///run/kms-plugin/socket.sock', got ${shown(endpoint)}`);
  else {
    checkFlagPath(problems, 'the endpoint of a kms provider', socketOf(endpoint));
    if (SHARED.includes(dirname(socketOf(endpoint))))
      problems.add(`the endpoint of a kms provider must be in a directory of its own, which the API server sees, got ${shown(endpoint)}`);
  }
  seconds(problems, 'the timeout of a kms provider', timeout ?? 3, 1, 60);
}

function checkPromise(problems: Problems, rotatedBy: unknown): void {
  if (!isLine(rotatedBy))
    problems.add(
      `aesgcm needs a new key before 200,000 writes: say in one line with rotatedBy who sees to it, or take secretbox; got ${shown(rotatedBy)}`,
    );
}
