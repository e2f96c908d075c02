import { KINDS, TYPES, VERSIONS } from './kubernetes';

/** What a value has to be: a scalar, a list or a map of something, anything, or an object with the fields of a type. */
export type Shape =
  | { readonly is: 'scalar'; readonly scalar: Scalar }
  | { readonly is: 'list'; readonly of: Shape }
  | { readonly is: 'map'; readonly of: Shape }
  | { readonly is: 'object' }
  | { readonly is: 'anything' }
  | { readonly is: 'type'; readonly type: string };

export type Scalar = 'boolean' | 'byte' | 'int32' | 'int64' | 'intstr' | 'number' | 'quantity' | 'string' | 'time';

/** A type as one version of Kubernetes has it. */
export interface Type {
  /** Without its package: `PodSpec`. */
  readonly name: string;
  readonly fields: ReadonlyMap<string, Shape>;
  readonly required: readonly string[];
}

/** Minor versions of Kubernetes, the first and the last; `undefined` where it goes on in the direction that nobody looked into. */
export interface Span {
  readonly since: number | undefined;
  readonly until: number | undefined;
}

/** A kind in one version of its API. */
export interface Kind extends Span {
  readonly apiVersion: string;
  readonly kind: string;
  readonly type: string;
}

/** The minor versions whose schema is known. */
export const KNOWN_MINORS = VERSIONS;

/** The version whose schema is used for another one. */
export function knownMinor(minor: number): number {
  return Math.min(Math.max(minor, VERSIONS.oldest), VERSIONS.newest);
}

/** The kind, whichever versions of Kubernetes have it. */
export function kindOf(apiVersion: string, kind: string): Kind | undefined {
  return tables().kinds.get(`${apiVersion} ${kind}`);
}

/** A kind in all versions of its API, the most stable and newest one first. */
export function versionsOf(group: string, kind: string): readonly Kind[] {
  return tables().groups.get(group)?.get(kind) ?? [];
}

/** The names of the kinds of a group; none where Kubernetes has no such group. */
export function kindsOf(group: string): readonly string[] {
  return [...(tables().groups.get(group)?.keys() ?? [])];
}

/** The groups of Kubernetes that have a kind of that name. */
export function groupsWith(kind: string): readonly string[] {
  return tables().homes.get(kind) ?? [];
}

/** Whether a group belongs to Kubernetes itself. */
export function isBuiltIn(group: string): boolean {
  return tables().groups.has(group);
}

/** Whether a version of Kubernetes has what has that span. */
export function isThere({ since = 0, until = Number.POSITIVE_INFINITY }: Span, minor: number): boolean {
  return since <= minor && minor <= until;
}

/** What a type is made of. */
export function typeAt(name: string, minor: number): Type {
  const version = knownMinor(minor);
  const known = compiled.get(version) ?? new Map<string, Type>();
  compiled.set(version, known);
  const type = known.get(name) ?? compile(name, version);
  known.set(name, type);
  return type;
}

/** When a type had a field; `undefined` if never. */
export function spanOf(type: string, field: string): Span | undefined {
  const variants = [...variantsOf(type)].filter(([name]) => name === field).map(([, , span]) => span);
  const [first, last] = [variants[0], variants.at(-1)];
  return first && last && { since: first.since, until: last.until };
}

/** The group of an `apiVersion`, `''` for the core group. */
export function groupIn(apiVersion: string): string {
  return apiVersion.includes('/') ? apiVersion.slice(0, apiVersion.indexOf('/')) : '';
}

/** `2` for `v1`, `1` for `v2beta1`, `0` for `v1alpha1`. */
export function stability(apiVersion: string): number {
  if (/alpha\d*$/.test(apiVersion)) return 0;
  return /beta\d*$/.test(apiVersion) ? 1 : 2;
}

interface Tables {
  readonly kinds: ReadonlyMap<string, Kind>;
  readonly groups: ReadonlyMap<string, ReadonlyMap<string, readonly Kind[]>>;
  readonly homes: ReadonlyMap<string, readonly string[]>;
  readonly types: ReadonlyMap<string, string>;
}

const compiled = new Map<number, Map<string, Type>>();

/** Read when the first object is judged: commands that judge nothing do not pay for it. */
let read: Tables | undefined;

function tables(): Tables {
  read ??= readTables();
  return read;
}

function readTables(): Tables {
  const kinds = new Map<string, Kind>();
  const groups = new Map<string, Map<string, Kind[]>>();
  const homes = new Map<string, string[]>();
  for (const line of KINDS.trim().split('\n')) {
    const [apiVersion = '', kind = '', type = '', span = ''] = line.split(' ');
    const entry = { apiVersion, kind, type, ...spanIn(span) };
    kinds.set(`${apiVersion} ${kind}`, entry);
    const group = listOf(groups, groupIn(apiVersion), () => new Map<string, Kind[]>());
    const versions = listOf(group, kind, () => []);
    if (versions.length === 0) listOf(homes, kind, () => []).push(groupIn(apiVersion));
    versions.push(entry);
    versions.sort((a, b) => stability(b.apiVersion) - stability(a.apiVersion) || newestFirst(a.apiVersion, b.apiVersion));
  }
  const types = new Map(
    TYPES.trim()
      .split('\n')
      .map((line) => [line.slice(0, line.indexOf(' ')), line] as const),
  );
  return { kinds, groups, homes, types };
}

function newestFirst(a: string, b: string): number {
  return b.localeCompare(a, 'en', { numeric: true });
}

function listOf<V>(map: Map<string, V>, key: string, empty: () => V): V {
  const known = map.get(key) ?? empty();
  map.set(key, known);
  return known;
}

function compile(name: string, minor: number): Type {
  const fields = new Map<string, Shape>();
  const required: string[] = [];
  for (const [field, word, span] of variantsOf(name)) {
    if (!isThere(span, minor)) continue;
    if (word.startsWith('!')) required.push(field);
    fields.set(field, shapeOf(word.replace('!', '')));
  }
  return { name: name.slice(name.lastIndexOf('.') + 1), fields, required };
}

/** Each field of a type as it is written: its name, what it is, and when. */
function* variantsOf(type: string): Iterable<readonly [field: string, word: string, span: Span]> {
  const [, ...fields] = tables().types.get(type)?.split(' ') ?? [];
  for (const written of fields) {
    const colon = written.indexOf(':');
    for (const variant of written.slice(colon + 1).split(',')) {
      const [word = '', span = ''] = variant.split('@');
      yield [written.slice(0, colon), word, spanIn(span)];
    }
  }
}

function spanIn(text: string): Span {
  const [since = '', until = ''] = text.split('-');
  return { since: since === '' ? undefined : Number(since), until: until === '' ? undefined : Number(until) };
}

function shapeOf(word: string): Shape {
  if (word.startsWith('[]')) return { is: 'list', of: shapeOf(word.slice(2)) };
  if (word.startsWith('{}')) return { is: 'map', of: shapeOf(word.slice(2)) };
  if (word === 'object') return { is: 'object' };
  if (word === 'any') return { is: 'anything' };
  return word.includes('.') ? { is: 'type', type: word } : { is: 'scalar', scalar: word as Scalar };
}
