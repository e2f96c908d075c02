import { printable } from './text';

/** A piece of a page whose text is escaped already. */
export class Markup {
  constructor(private readonly source: string) {}

  toString(): string {
    return this.source;
  }
}

/** What may stand in a template: text is escaped, markup is kept, lists are joined, and what is not there leaves no trace. */
export type Part = Markup | string | number | undefined | false | readonly Part[];

/**
 * Markup with values in it: html\`<td title="${name}">${text}</td>\`. Attributes have to be in double quotes. Values are made safe for text
 * and attributes alone: never put one into a script, a style or a URL's scheme.
 */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  return new Markup(strings.reduce((whole, text, index) => `${whole}${markupOf(parts[index - 1])}${text}`));
}

function markupOf(part: Part): string {
  if (part === undefined || part === false) return '';
  if (part instanceof Markup) return part.toString();
  if (typeof part === 'object') return part.map(markupOf).join('');
  return escaped(String(part));
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** https://html.spec.whatwg.org/multipage/syntax.html#syntax-attributes */
function escaped(text: string): string {
  return printable(text).replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}
