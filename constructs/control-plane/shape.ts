import { type Seconds, seconds } from '../duration';
import { checkKeys, type Problems, shown } from '../problems';

/** The options, if they are an object and each of them is known; otherwise what can be read of them, and problems. */
export function objectOf<Options extends object>(
  problems: Problems,
  what: string,
  value: Options | undefined,
  keys: Readonly<Record<keyof Options, true>>,
): Partial<Options> {
  if (value === undefined) return {};
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    problems.add(`${what} must be an object of options, got ${shown(value)}`);
    return {};
  }
  checkKeys(problems, what, value, keys);
  return value;
}

/** The entries of an object, `example` of which is one; none, and a problem, for anything else. */
export function entriesOf<Value>(
  problems: Problems,
  what: string,
  value: Readonly<Record<string, Value>> | undefined,
  example: string,
): readonly (readonly [string, Value])[] {
  if (value === undefined) return [];
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return Object.entries(value);
  problems.add(`${what} must be such as ${example}, got ${shown(value)}`);
  return [];
}

/** The items of a list; none, and a problem, for anything else. */
export function itemsOf<Item>(problems: Problems, what: string, value: readonly Item[] | undefined): readonly Item[] {
  if (value === undefined || Array.isArray(value)) return value ?? [];
  problems.add(`${what} must be a list, got ${shown(value)}`);
  return [];
}

/** The items of a list of some words, each at most once. */
export function wordsOf<Word extends string>(
  problems: Problems,
  what: string,
  value: readonly Word[] | undefined,
  words: readonly Word[],
): readonly Word[] {
  const items = itemsOf(problems, what, value);
  for (const [index, item] of items.entries()) {
    if (!words.includes(item)) problems.add(`${what} must be some of ${words.join(', ')}, got ${shown(item)}`);
    else if (items.indexOf(item) !== index) problems.add(`${what} must name each once, got '${item}' twice`);
  }
  return items.filter((item) => words.includes(item));
}

/** The value, or the default, if it is true or false. */
export function switchOf(problems: Problems, what: string, value: boolean | undefined, fallback: boolean): boolean {
  if (value === undefined || typeof value === 'boolean') return value ?? fallback;
  problems.add(`${what} must be true or false, got ${shown(value)}`);
  return fallback;
}

/** The text, or an empty one for anything else, of which something has to be said elsewhere. */
export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** A time as the API server's files have it, such as `30s`. */
export function timeOf(problems: Problems, what: string, time: Seconds, least: number, most: number): string {
  const checked: unknown = seconds(problems, what, time, least, most);
  return typeof checked === 'number' ? `${checked}s` : '';
}

/** Whether it is a text on one line, with something in it. */
export function isLine(value: unknown): value is string {
  return typeof value === 'string' && value.trim() !== '' && !/[\p{Cc}\p{Zl}\p{Zp}]/u.test(value);
}

/** A text on one line, with something in it. */
export function lineOf(problems: Problems, what: string, value: unknown): string {
  if (isLine(value)) return value;
  problems.add(`${what} must be a text on one line, got ${shown(value)}`);
  return '';
}
