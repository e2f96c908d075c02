import { type Problems, shown } from '../problems';

/** The number, which has to be a whole one within bounds. */
export function checkWhole(problems: Problems, what: string, value: unknown, least: number, most: number): number {
  if (!Number.isInteger(value) || (value as number) < least || (value as number) > most)
    problems.add(`${what} must be a whole number from ${least} to ${most}, got ${shown(value)}`);
  return value as number;
}

/** Adds a problem unless the value is a list of some of the words, each once and at least one. */
export function checkOneOf(problems: Problems, what: string, value: unknown, words: readonly string[]): void {
  const list = Array.isArray(value) ? value : undefined;
  if (list === undefined || list.length === 0 || list.some((each, index) => !words.includes(each) || list.indexOf(each) !== index))
    problems.add(`${what} must be some of ${words.join(', ')}, each once, got ${shown(value)}`);
}

/** Adds a problem unless the value is the path of a file on a host that can be a flag, or a part of one. */
export function checkFlagPath(problems: Problems, what: string, path: unknown): void {
  if (typeof path !== 'string' || !/^(\/[A-Za-z0-9_][A-Za-z0-9._-]*)+$/.test(path))
    problems.add(`${what} must be an absolute path of letters, digits, '.', '_' and '-' without '..', got ${shown(path)}`);
}

/** Adds a problem unless the value is an https URL without user, query or fragment. */
export function checkUrl(problems: Problems, what: string, url: unknown): void {
  if (
    typeof url !== 'string' ||
    !/^https:\/\/[A-Za-z0-9.-]+(:\d+)?(\/[A-Za-z0-9._~/-]*)?$|^https:\/\/\[[0-9a-f:]+\](:\d+)?(\/[A-Za-z0-9._~/-]*)?$/.test(url)
  )
    problems.add(`${what} must be a URL such as 'https://issuer.example.com', got ${shown(url)}`);
}

/** The value, which has to be true or false. */
export function checkSwitch(problems: Problems, what: string, value: unknown): boolean {
  if (typeof value !== 'boolean') problems.add(`${what} must be true or false, got ${shown(value)}`);
  return value === true;
}
