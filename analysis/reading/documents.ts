import {
  CORE_SCHEMA,
  constructFromEvents,
  defineScalarTag,
  type Event,
  mergeTag,
  NOT_RESOLVED,
  parseEvents,
  Schema,
  YAMLException,
} from 'js-yaml';
import { at, type KubernetesObject, type Manifest, type Place, pointerKey } from '../manifest';
import { isConfigurationFile } from './configuration-files';
import { offsetFinder } from './layout';
import { placeFinder } from './places';
import { PlainYaml } from './plain-yaml';

/** How much of a file is read before it is called hostile. */
export interface ReadingLimits {
  /** How deep values may be nested. */
  readonly depth: number;
  /** How many values the anchors of a document may expand to. */
  readonly values: number;
}

export const READING_LIMITS: ReadingLimits = { depth: 100, values: 1_000_000 };

/** Something in a file that is not what the API server would read, or that nobody can read. */
export interface Unreadable {
  readonly manifest: Manifest;
  readonly pointer: string;
  readonly message: string;
}

/** What a file says. */
export interface Documents {
  readonly manifests: readonly Manifest[];
  readonly unreadable: readonly Unreadable[];
  /** Documents that are YAML, but no objects of a cluster: chart values, workflows, configuration of components. */
  readonly others: number;
}

/**
 * The Kubernetes objects in a YAML or JSON text, with the place of each field; `List` objects are taken apart.
 *
 * Scalars are read as kubectl reads them (YAML 1.1 booleans and octal numbers, no dates, no base 60), documents are parsed one by one,
 * so that a broken one does not hide its neighbours, and nothing in the text makes this throw.
 *
 * https://github.com/kubernetes-sigs/yaml/blob/master/goyaml.v2/resolve.go
 */
export function documentsIn(text: string, file: string, limits: ReadingLimits = READING_LIMITS): Documents {
  const manifests: Manifest[] = [];
  const unreadable: Unreadable[] = [];
  let others = 0;
  for (const { value, place } of valuesOf(text, file, limits, unreadable)) {
    const found = objectsIn(value, '');
    others += found.others;
    for (const { object, root } of found.objects) manifests.push(manifestAt(object, file, root, place));
    for (const { root, message } of found.wrong) {
      unreadable.push({ manifest: manifestAt(nothing(file).object, file, root, place), pointer: '', message });
    }
  }
  return { manifests, unreadable, others };
}

function manifestAt(object: KubernetesObject, source: string, root: string, place: DocumentValue['place']): Manifest {
  return { object, source, place: (pointer) => place(`${root}${pointer}`) };
}

/** A document of a file, whatever it is. */
export interface DocumentValue {
  readonly value: unknown;
  /** The place of the field at a JSON pointer, or of its nearest ancestor. */
  readonly place: (pointer: string) => Place;
}

/** Every document in a YAML or JSON text, read as `documentsIn` does: objects of a cluster, configuration of programs, or neither. */
export function valuesIn(
  text: string,
  file: string,
  limits: ReadingLimits = READING_LIMITS,
): { readonly values: readonly DocumentValue[]; readonly unreadable: readonly Unreadable[] } {
  const unreadable: Unreadable[] = [];
  return { values: [...valuesOf(text, file, limits, unreadable)], unreadable };
}

function* valuesOf(text: string, file: string, limits: ReadingLimits, unreadable: Unreadable[]): Generator<DocumentValue> {
  const inFile = placeFinder(text, file, 1);
  for (const part of partsOf(text)) {
    const plain = PLAIN.read(text, part.content, part.end, limits.depth);
    if (plain !== undefined) {
      const places = placesOf(text, part, file, inFile, limits);
      yield { value: plain, place: (pointer) => places().find(0, pointer) };
      continue;
    }
    const own = ownText(text, part);
    if (!SAYS_SOMETHING.test(own)) continue;
    const places = placesOf(text, part, file, inFile, limits);
    // What is said of the whole is said of its first word, not of the marker in front of it.
    const first = /\S/.exec(own)?.index ?? 0;
    const blame = (offset: number, message: string) => {
      unreadable.push({ manifest: { ...nothing(file), place: () => places().place(Math.max(offset, first)) }, pointer: '', message });
    };
    for (const [index, value] of read(own, limits, blame).entries()) {
      yield { value, place: (pointer) => places().find(index, pointer) };
    }
  }
}

/** Where things are in one part of a text: most parts are never asked. */
interface PartPlaces {
  readonly place: (offset: number) => Place;
  readonly find: (document: number, pointer: string) => Place;
}

function placesOf(text: string, part: Part, file: string, inFile: PartPlaces['place'], limits: ReadingLimits): () => PartPlaces {
  let known: PartPlaces | undefined;
  return () => {
    if (known !== undefined) return known;
    const own = ownText(text, part);
    const place = placeFinder(own, file, inFile(part.start).line);
    const offset = offsetFinder(own, { maxDepth: limits.depth });
    known = { place, find: (document, pointer) => place(offset(document, pointer)) };
    return known;
  };
}

/** What stands for a document that could not be read. */
export function nothing(source: string): Manifest {
  return { object: { apiVersion: '', kind: '', metadata: {} }, source };
}

/** A part of a text, from the marker in front of it, if there is one, and from the line after. */
interface Part {
  readonly start: number;
  readonly content: number;
  readonly end: number;
}

/** The text between lines that start with `---`: no scalar can contain one. */
function* partsOf(text: string): Generator<Part> {
  let start = 0;
  for (const marker of [...text.matchAll(/^---(?=[ \t\r\n]|$)/gm), undefined]) {
    const end = marker?.index ?? text.length;
    yield { start, content: text.startsWith('---\n', start) ? start + 4 : start, end };
    start = end;
  }
}

/** The marker becomes spaces: what follows on its line keeps its column. */
function ownText(text: string, { start, end }: Part): string {
  return text
    .slice(start, end)
    .replace(/^\uFEFF/, '')
    .replace(/^---/, '   ');
}

/** Comments say nothing, nor do directives, which stand before a marker. */
const SAYS_SOMETHING = /^[^\S\r\n]*[^\s#%]|^[^\S\r\n]+%/m;

const WORDS: ReadonlyMap<string, boolean> = new Map([
  ...['y', 'Y', 'yes', 'Yes', 'YES', 'on', 'On', 'ON', 'true', 'True', 'TRUE'].map((word) => [word, true] as const),
  ...['n', 'N', 'no', 'No', 'NO', 'off', 'Off', 'OFF', 'false', 'False', 'FALSE'].map((word) => [word, false] as const),
]);

const booleans = defineScalarTag<boolean>('tag:yaml.org,2002:bool', {
  implicit: true,
  implicitFirstChars: [...'yYnNoOtTfF'],
  resolve: (source) => WORDS.get(source) ?? NOT_RESOLVED,
  identify: (value) => typeof value === 'boolean',
});

const integers = defineScalarTag<number>('tag:yaml.org,2002:int', {
  implicit: true,
  implicitFirstChars: [...'-+0123456789'],
  resolve(source) {
    const digits = source.replaceAll('_', '');
    if (!/^[-+]?(0[bB][01]+|0[xX][0-9a-fA-F]+|0[oO]?[0-7]*|[1-9]\d*)$/.test(digits)) return NOT_RESOLVED;
    const sign = digits.startsWith('-') ? -1 : 1;
    const amount = digits.replace(/^[-+]/, '');
    return sign * Number(/^0\d/.test(amount) ? `0o${amount.slice(1)}` : amount);
  },
  identify: (value) => Number.isInteger(value),
});

// Before the floats, which would take octal numbers for decimal ones.
const SCHEMA = new Schema([booleans, integers, ...CORE_SCHEMA.tags.filter(({ tagName }) => !/:(bool|int)$/.test(tagName)), mergeTag]);

const PLAIN = new PlainYaml(SCHEMA.tags);

function read(text: string, limits: ReadingLimits, blame: (offset: number, message: string) => void): readonly unknown[] {
  let events: Event[];
  try {
    events = parseEvents(text, { maxDepth: limits.depth });
  } catch (error) {
    return refused(error, text, blame);
  }
  try {
    return constructed(text, events, limits, {});
  } catch (error) {
    if (!(error instanceof YAMLException) || !/duplicated mapping key/.test(error.reason)) return refused(error, text, blame);
    // Judged as kubectl reads it, the last one winning, besides being refused.
    blame(error.mark?.position ?? 0, 'a key is written twice in one mapping, expected each once');
    try {
      return constructed(text, events, limits, { json: true });
    } catch (again) {
      return refused(again, text, blame);
    }
  }
}

function constructed(text: string, events: Event[], limits: ReadingLimits, options: { readonly json?: boolean }): readonly unknown[] {
  const values = constructFromEvents(events, { source: text, schema: SCHEMA, maxAliases: 10_000, ...options });
  if (text.includes('*')) for (const value of values) expanded(value, limits.values, new Map());
  return values;
}

/** How many values there are when each alias is replaced by what it names. */
function expanded(value: unknown, most: number, known: Map<object, number | 'open'>): number {
  if (typeof value !== 'object' || value === null) return 1;
  const before = known.get(value);
  if (before === 'open') throw new YAMLException('an anchor contains itself');
  if (before !== undefined) return before;
  known.set(value, 'open');
  const count = Object.values(value).reduce((sum: number, item) => sum + expanded(item, most, known), 1);
  if (count > most && known.size < most) throw new YAMLException(`its anchors expand to more than ${most.toLocaleString('en')} values`);
  known.set(value, count);
  return count;
}

function refused(error: unknown, text: string, blame: (offset: number, message: string) => void): readonly unknown[] {
  const offset = error instanceof YAMLException ? (error.mark?.position ?? 0) : 0;
  const reason = error instanceof YAMLException ? error.reason : error instanceof Error ? error.message : String(error);
  if (/\{\{.*\}\}/.test(text))
    blame(offset, `this is a template, not a manifest: render it first (helm template), and check what comes out (${reason})`);
  else if (
    /^\t/m.test(
      text
        .slice(0, offset + 1)
        .split(/[\r\n]/)
        .at(-1) ?? '',
    )
  )
    blame(offset, 'a tab indents this line, expected spaces');
  else blame(offset, `this is not YAML: ${reason}`);
  return [];
}

interface Found {
  readonly objects: readonly { readonly object: KubernetesObject; readonly root: string }[];
  readonly wrong: readonly { readonly root: string; readonly message: string }[];
  readonly others: number;
}

const NONE: Found = { objects: [], wrong: [], others: 0 };

function objectsIn(value: unknown, root: string): Found {
  if (value === null || value === undefined) return NONE;
  if (typeof value !== 'object' || Array.isArray(value)) {
    return {
      ...NONE,
      wrong: [{ root, message: `a document has to be an object, got ${Array.isArray(value) ? 'a list' : `a ${typeof value}`}` }],
    };
  }
  const [apiVersion, kind, metadata] = ['apiVersion', 'kind', 'metadata'].map((field) => at(value, field));
  const known = [apiVersion, kind, metadata].filter((field) => field !== undefined).length;
  if (known < 2) return { ...NONE, others: 1 };
  if (typeof apiVersion !== 'string' || typeof kind !== 'string') {
    const [field, given] = typeof apiVersion === 'string' ? ['kind', kind] : ['apiVersion', apiVersion];
    return {
      ...NONE,
      wrong: [{ root, message: `${field} has to be a string, got ${given === undefined ? 'none' : JSON.stringify(given)}` }],
    };
  }
  if (isConfigurationFile(apiVersion, kind)) return { ...NONE, others: 1 };
  const items = at(value, 'items');
  if (kind.endsWith('List') && Array.isArray(items)) return listed(items, apiVersion, kind, root);
  if (metadata !== undefined && metadata !== null && (typeof metadata !== 'object' || Array.isArray(metadata))) {
    return { ...NONE, wrong: [{ root: `${root}/metadata`, message: 'metadata has to be an object' }] };
  }
  return { ...NONE, objects: [{ object: (metadata ? value : { ...value, metadata: {} }) as KubernetesObject, root }] };
}

function listed(items: readonly unknown[], apiVersion: string, kind: string, root: string): Found {
  const parts = items.map((item, index) => {
    const pointer = `${root}/items/${pointerKey(`${index}`)}`;
    if (item === null || typeof item !== 'object' || Array.isArray(item)) {
      return { ...NONE, wrong: [{ root: pointer, message: 'an item of a List has to be an object' }] };
    }
    // Items of a typed list, such as PodList, need not repeat what they are.
    const typed = kind === 'List' ? item : { apiVersion, kind: kind.slice(0, -'List'.length), ...item };
    return objectsIn(typed, pointer);
  });
  return {
    objects: parts.flatMap(({ objects }) => objects),
    wrong: parts.flatMap(({ wrong }) => wrong),
    others: parts.reduce((sum, part) => sum + part.others, 0),
  };
}
