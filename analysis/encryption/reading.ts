import { valuesIn } from '../reading/documents';
import type { Configuration, Entry, Key, KmsProvider, Provider } from './configuration';
import { kindOf, type Problem } from './problem';

/** A `kms` as a file has it. */
export interface GivenKms extends KmsProvider {
  readonly cacheSize: number | undefined;
}

/** A provider as a file has it: every one that an item names, which must be one. */
export interface GivenProvider {
  readonly named: readonly Provider[];
  readonly kms: GivenKms | undefined;
}

export interface GivenEntry {
  readonly resources: readonly string[];
  readonly providers: readonly GivenProvider[];
}

/** What a file says, when its shape is that of an EncryptionConfiguration. */
export interface Given {
  readonly entries: readonly GivenEntry[];
}

/** What a file says, or why it says nothing. */
export interface GivenFile {
  readonly given: Given | undefined;
  readonly problems: readonly Problem[];
  /** The line of a place such as `resources[0].providers[1]`, or of what is around it. */
  lineOf(at: string): number | undefined;
}

type Fields = Readonly<Record<string, unknown>>;

/** Reads as strictly as the API server: unknown fields, and values of other types, are refused; nothing is the default. */
class Reader {
  readonly problems: Problem[] = [];

  refuse(at: string, message: string): void {
    this.problems.push({ kind: 'refused', at, message });
  }

  /** The fields of a mapping; those of nothing are none. */
  fields(value: unknown, at: string, known: readonly string[]): Fields {
    if (value === null || value === undefined) return {};
    if (typeof value !== 'object' || Array.isArray(value)) {
      this.refuse(at, `expected a mapping, got ${kindOf(value)}`);
      return {};
    }
    const strangers = Object.keys(value).filter((key) => !known.includes(key));
    // Their names may be keys that lost their places.
    if (strangers.length > 0)
      this.refuse(
        at,
        `has ${strangers.length === 1 ? 'a field' : 'fields'} that the API server does not know, expected ${known.join(', ')}`,
      );
    return Object.fromEntries(known.filter((key) => Object.hasOwn(value, key)).map((key) => [key, (value as Fields)[key]]));
  }

  list(value: unknown, at: string): readonly unknown[] {
    if (Array.isArray(value)) return value;
    if (value !== null && value !== undefined) this.refuse(at, `expected a list, got ${kindOf(value)}`);
    return [];
  }

  text(value: unknown, at: string): string {
    if (typeof value === 'string') return value;
    if (value !== null && value !== undefined) this.refuse(at, `expected a text, got ${kindOf(value)}: quote it`);
    return '';
  }
}

/**
 * The EncryptionConfiguration in a text, as the API server's decoder takes it; its rules are asked elsewhere.
 *
 * https://github.com/kubernetes/kubernetes/blob/v1.36.3/staging/src/k8s.io/apiserver/pkg/server/options/encryptionconfig/config.go
 */
export function given(text: string, file: string): GivenFile {
  const reader = new Reader();
  const { values, unreadable } = valuesIn(text, file);
  const [document] = values;
  const lineOf = (at: string) => (at === '' ? 1 : document?.place(at.replace(/\[(\d+)\]/g, '/$1').replace(/^(?=\w)|\./g, '/')).line);
  for (const { manifest, message } of unreadable) {
    const line = manifest.place?.('').line ?? 1;
    // What a parser says may quote the file.
    reader.refuse(`line ${line}`, message === TWICE ? TWICE : 'this is not YAML (what it says may be a key, and is not shown)');
  }
  const nothing = { given: undefined, problems: reader.problems, lineOf };
  if (unreadable.length > 0) return nothing;
  if (document === undefined || document.value === null) {
    reader.refuse('', 'the file is empty');
    return nothing;
  }
  if (values.length > 1)
    reader.problems.push({
      kind: 'weak',
      at: '',
      message: `must be one document, got ${values.length}: the API server reads the first only`,
    });
  const root = reader.fields(document.value, '', ['apiVersion', 'kind', 'resources']);
  if (reader.problems.every(({ kind }) => kind !== 'refused')) checkKind(reader, root);
  const entries = reader.list(root['resources'], 'resources').map((item, index) => entryOf(reader, item, `resources[${index}]`));
  const sound = reader.problems.every(({ kind }) => kind !== 'refused');
  return { given: sound ? { entries } : undefined, problems: reader.problems, lineOf };
}

/** As the reader of documents says it. */
const TWICE = 'a key is written twice in one mapping, expected each once';

/** The configuration, once nothing of it is refused. */
export function configurationOf({ entries }: Given): Configuration {
  return {
    entries: entries.map(({ resources, providers }): Entry => ({ resources, providers: providers.flatMap(({ named }) => named) })),
  };
}

function checkKind(reader: Reader, root: Fields): void {
  const apiVersion = reader.text(root['apiVersion'], 'apiVersion');
  const kind = reader.text(root['kind'], 'kind');
  if (apiVersion === 'apiserver.config.k8s.io/v1' && kind === 'EncryptionConfiguration') return;
  if (apiVersion === 'v1' && kind === 'EncryptionConfig') {
    reader.problems.push({
      kind: 'weak',
      at: '',
      message:
        "must be 'EncryptionConfiguration' of 'apiserver.config.k8s.io/v1'; 'EncryptionConfig' of 'v1' is a slip of old documentation",
    });
    return;
  }
  reader.refuse('', "must have apiVersion 'apiserver.config.k8s.io/v1' and kind 'EncryptionConfiguration', got others");
}

function entryOf(reader: Reader, value: unknown, at: string): GivenEntry {
  const fields = reader.fields(value, at, ['resources', 'providers']);
  return {
    resources: reader.list(fields['resources'], `${at}.resources`).map((item, index) => reader.text(item, `${at}.resources[${index}]`)),
    providers: reader
      .list(fields['providers'], `${at}.providers`)
      .map((item, index) => providerOf(reader, item, `${at}.providers[${index}]`)),
  };
}

function providerOf(reader: Reader, value: unknown, at: string): GivenProvider {
  const fields = reader.fields(value, at, ['kms', 'aesgcm', 'aescbc', 'secretbox', 'identity']);
  const named: Provider[] = [];
  for (const type of ['aesgcm', 'aescbc', 'secretbox'] as const) {
    const given = fields[type];
    if (given === null || given === undefined) continue;
    const { keys } = reader.fields(given, `${at}.${type}`, ['keys']);
    named.push({
      type,
      keys: reader.list(keys, `${at}.${type}.keys`).map((key, index) => keyOf(reader, key, `${at}.${type}.keys[${index}]`)),
    });
  }
  const { identity, kms: givenKms } = fields;
  if (identity !== null && identity !== undefined) {
    reader.fields(identity, `${at}.identity`, []);
    named.push({ type: 'identity' });
  }
  const kms = givenKms === null || givenKms === undefined ? undefined : kmsOf(reader, givenKms, `${at}.kms`);
  return { named: kms === undefined ? named : [...named, kms], kms };
}

function keyOf(reader: Reader, value: unknown, at: string): Key {
  const { name, secret } = reader.fields(value, at, ['name', 'secret']);
  return { name: reader.text(name, `${at}.name`), secret: reader.text(secret, `${at}.secret`) };
}

function kmsOf(reader: Reader, value: unknown, at: string): GivenKms {
  const fields = reader.fields(value, at, ['apiVersion', 'name', 'cachesize', 'endpoint', 'timeout']);
  const { cachesize, timeout } = fields;
  const hasSize = cachesize !== null && cachesize !== undefined;
  if (hasSize && (!Number.isInteger(cachesize) || Math.abs(cachesize as number) > 2 ** 31 - 1))
    reader.refuse(`${at}.cachesize`, `expected a whole number, got ${kindOf(cachesize)}`);
  const time = timeout === null || timeout === undefined ? undefined : reader.text(timeout, `${at}.timeout`);
  if (time !== undefined && nanosecondsOf(time) === undefined) reader.refuse(`${at}.timeout`, "expected a time such as '3s'");
  return {
    type: 'kms',
    apiVersion: reader.text(fields['apiVersion'], `${at}.apiVersion`) || 'v1',
    name: reader.text(fields['name'], `${at}.name`),
    endpoint: reader.text(fields['endpoint'], `${at}.endpoint`),
    ...(time === undefined ? {} : { timeout: time }),
    cacheSize: hasSize ? (cachesize as number) : undefined,
  };
}

const UNITS: Readonly<Record<string, number>> = { ns: 1, us: 1e3, µs: 1e3, μs: 1e3, ms: 1e6, s: 1e9, m: 60e9, h: 3600e9 };

/** A time as Go reads it, or `undefined`. https://pkg.go.dev/time#ParseDuration */
export function nanosecondsOf(time: string): number | undefined {
  if (/^[-+]?0$/.test(time)) return 0;
  const whole = /^([-+]?)((?:(?:\d+\.?\d*|\.\d+)(?:ns|us|µs|μs|ms|s|m|h))+)$/.exec(time);
  if (whole === null) return undefined;
  let sum = 0;
  for (const [, amount, unit] of (whole[2] as string).matchAll(/(\d+\.?\d*|\.\d+)(ns|us|µs|μs|ms|s|m|h)/g))
    sum += Number(amount) * (UNITS[unit as string] as number);
  if (sum >= 2 ** 63) return undefined;
  return whole[1] === '-' ? -Math.trunc(sum) : Math.trunc(sum);
}
