import { identityOf } from '../analysis/manifest';
import type { Finding } from '../rules/rule';

/** One finding on one line and its remedy on the next: rule, object, where it comes from, what is wrong. */
export function findingText({ rule, manifest, pointer, message }: Finding): string {
  const what = `[${manifest.source}] ${rule.id}: ${identityOf(manifest.object)}: ${message} (at ${pointer})`;
  return `${line(what)}\n    fix: ${line(rule.remediation)}`;
}

/** The text as one line, so that no manifest can add lines of its own to a report. */
export function line(text: string): string {
  return printable(text).replaceAll('\n', '\\u000a');
}

/** The text with control characters and bidirectional overrides made visible, so that no manifest can paint over a report. */
export function printable(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters to be removed
  return text.replace(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g, (character) => {
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
}
