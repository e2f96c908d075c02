import { identityOf } from '../analysis/manifest';
import type { Finding } from '../rules/rule';

/** One finding on one line and its remedy on the next: rule, object, where it comes from, what is wrong. */
export function findingText({ rule, manifest, pointer, message }: Finding): string {
  const what = manifest.object.kind === '' ? '' : ` ${identityOf(manifest.object)}:`;
  const where = pointer === '' ? '' : ` (at ${pointer})`;
  return `${line(`[${manifest.source}] ${rule.id}:${what} ${message}${where}`)}\n    fix: ${line(rule.remediation)}`;
}

/** The text as one line, so that no manifest can add lines of its own to a report. */
export function line(text: string): string {
  return printable(text).replaceAll('\n', '\\u000a');
}

/** The text with control, invisible and bidirectional characters shown as their codes, so that no manifest can paint over a report. */
export function printable(text: string): string {
  return text.replace(UNSEEN, (character) => Array.from({ length: character.length }, (_, index) => codeOf(character, index)).join(''));
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters to be shown
const UNSEEN = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\u{e0000}-\u{e007f}]/gu;

function codeOf(character: string, index: number): string {
  return `\\u${character.charCodeAt(index).toString(16).padStart(4, '0')}`;
}
