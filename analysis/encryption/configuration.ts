import { dump } from 'js-yaml';

/** Providers whose keys are in the file. */
export const KEYED = ['secretbox', 'aescbc', 'aesgcm'] as const;
export type Keyed = (typeof KEYED)[number];

/** A key as a file has it: nothing but a file may ever show its secret. */
export interface Key {
  readonly name: string;
  /** In base64. */
  readonly secret: string;
}

export interface KeyedProvider {
  readonly type: Keyed;
  readonly keys: readonly Key[];
}

export interface KmsProvider {
  readonly type: 'kms';
  readonly apiVersion: string;
  readonly name: string;
  readonly endpoint: string;
  /** As Go writes times: `3s`. @default - upstream's, 3 seconds */
  readonly timeout?: string;
}

export interface IdentityProvider {
  readonly type: 'identity';
}

export type Provider = KeyedProvider | KmsProvider | IdentityProvider;

/** Some resources, and what writes (the first) and reads (all) what is stored of them. */
export interface Entry {
  readonly resources: readonly string[];
  readonly providers: readonly Provider[];
}

/** https://kubernetes.io/docs/reference/config-api/apiserver-config.v1/#apiserver-config-k8s-io-v1-EncryptionConfiguration */
export interface Configuration {
  readonly entries: readonly Entry[];
}

/** One way in which an object may be stored. */
export interface Slot {
  /** `secretbox/key1`, `kms/vault`, `identity`: as commands take and tell it. */
  readonly id: string;
  /** What a stored value starts with; empty for `identity`. */
  readonly prefix: string;
  /** The provider, with this one key. */
  readonly provider: Provider;
}

/** A step of a rotation that is not over, as it is noted in the file. */
export interface Rotation {
  readonly step: 'add' | 'promote';
  /** The new way to store, by its id. */
  readonly slot: string;
}

/** The ways in which an entry writes (the first) and reads. */
export function slotsOf({ providers }: Entry): readonly Slot[] {
  return providers.flatMap((provider): readonly Slot[] => {
    if (provider.type === 'identity') return [{ id: 'identity', prefix: '', provider }];
    if (provider.type === 'kms') {
      const { name, apiVersion } = provider;
      return [{ id: `kms/${encoded(name)}`, prefix: `k8s:enc:kms:${apiVersion}:${name}:`, provider }];
    }
    return provider.keys.map((key) => ({
      id: `${provider.type}/${encoded(key.name)}`,
      prefix: `k8s:enc:${provider.type}:v1:${key.name}:`,
      provider: { type: provider.type, keys: [key] },
    }));
  });
}

/** A name as a word without blanks and slashes, for ids; different names stay different. */
export function encoded(name: string): string {
  return name.replace(/[^A-Za-z0-9._-]/gu, (character) => `%(${character.codePointAt(0)?.toString(16)})`);
}

/** The providers of slots, with the keys of neighbours of one type together. */
export function providersOf(slots: readonly Slot[]): readonly Provider[] {
  const providers: Provider[] = [];
  for (const { provider } of slots) {
    const last = providers.at(-1);
    if (last !== undefined && 'keys' in last && 'keys' in provider && last.type === provider.type)
      providers[providers.length - 1] = { type: last.type, keys: [...last.keys, ...provider.keys] };
    else providers.push(provider);
  }
  return providers;
}

const HEAD = '# Made by palisade. It holds keys: mode 0600, in no repository, in no place where a backup of etcd is.';
const NOTE = '# rotation: ';

/** The file, keys and all. */
export function configurationText({ entries }: Configuration, rotation: Rotation | undefined): string {
  const document = {
    apiVersion: 'apiserver.config.k8s.io/v1',
    kind: 'EncryptionConfiguration',
    resources: entries.map(({ resources, providers }) => ({ resources, providers: providers.map(written) })),
  };
  const note = rotation === undefined ? '' : `${NOTE}${rotation.step} ${rotation.slot}\n`;
  return `${HEAD}\n${note}${dump(document, { lineWidth: -1, noRefs: true })}`;
}

/** The step that a file says it is in. */
export function rotationIn(text: string): Rotation | undefined {
  const [, step, slot] = /^# rotation: (add|promote) (\S+)$/m.exec(text) ?? [];
  return slot === undefined ? undefined : { step: step as Rotation['step'], slot };
}

function written(provider: Provider): object {
  if (provider.type === 'identity') return { identity: {} };
  if (provider.type === 'kms') {
    const { apiVersion, name, endpoint, timeout } = provider;
    return { kms: { apiVersion, name, endpoint, ...(timeout === undefined ? {} : { timeout }) } };
  }
  return { [provider.type]: { keys: provider.keys.map(({ name, secret }) => ({ name, secret })) } };
}
