import { line } from './text';
import { short } from './words';

/** The longest message that is told in full. */
const MOST = 1000;

/** Text as the value of an attribute. */
export function attribute(text: string): string {
  return escaped(short(line(text), MOST));
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' };

/** Text that XML 1.0 accepts; the control characters that it has no way to write are shown by `line` already. https://www.w3.org/TR/xml/#charsets */
export function escaped(text: string): string {
  return text
    .replace(/[\p{Surrogate}\ufffe\uffff]/gu, (character) => `\\u${character.charCodeAt(0).toString(16)}`)
    .replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}
