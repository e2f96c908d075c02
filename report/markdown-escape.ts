import { line } from './text';
import { short } from './words';

/**
 * Words of a manifest as inline code. Inside of it there are no links, mentions, issues, images, HTML or emphasis; and the two
 * characters that could end it, or the table's cell around it, are shown by their numbers.
 *
 * https://github.github.com/gfm/#code-spans
 */
export function code(text: string, most: number): string {
  const shown = short(line(text).replaceAll('`', '\\u0060').replaceAll('|', '\\u007c'), most);
  // A code span is never empty.
  return shown.trim() === '' ? '' : `\`${shown}\``;
}

/** Words of a rule: what stands between backticks is code, the rest is text without any markup. */
export function prose(text: string): string {
  return text
    .split('`')
    .map((part, index, parts) => {
      const closed = index % 2 === 1 && index < parts.length - 1;
      return closed ? code(part, Number.POSITIVE_INFINITY) : part.replace(/[\\*_[\]<>|~#!&]/g, '\\$&');
    })
    .join('');
}
