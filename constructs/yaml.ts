import { dump } from 'js-yaml';
import { isConstant } from '../imports/k8s';

/**
 * Objects as one YAML stream that YAML 1.1 and 1.2 parsers read alike.
 *
 * js-yaml decides how each text and key is quoted, once for each that is different: in the manifests of a thousand tenants the same
 * few thousand words come back by the million. The layout around them is ours, and is no more than indentation.
 */
export function yamlStream(objects: readonly unknown[]): string {
  learn(objects);
  return objects.map((object) => block(object, '').trimStart()).join('---\n');
}

/** How each text is written; forgotten when there are too many of them. */
const written = new Map<string, string>();
const REMEMBERED = 100_000;

/** Has every new text of the objects written, all in one call: it is the calls that take time. */
function learn(objects: readonly unknown[]): void {
  if (written.size > REMEMBERED) {
    written.clear();
    constants = new WeakMap();
  }
  const lines = new Set<string>();
  const collect = (value: unknown): void => {
    if (typeof value === 'string') {
      if (written.has(value)) return;
      // As a value, not as a document: a block of lines is indented by what stands around it.
      if (value.includes('\n')) written.set(value, blockOf(value));
      else lines.add(value);
    } else if (Array.isArray(value)) {
      if (!constants.has(value)) for (const item of value) collect(item);
    } else if (typeof value === 'object' && value !== null && !constants.has(value)) {
      for (const key of Object.keys(value)) {
        collect(key);
        collect((value as Record<string, unknown>)[key]);
      }
    }
  };
  collect(objects);
  if (lines.size === 0) return;
  const items = dump([...lines], { lineWidth: -1 }).split('\n');
  let index = 0;
  for (const line of lines) {
    written.set(line, (items[index] as string).slice('- '.length));
    index += 1;
  }
}

/** Lines that a block shows badly: of blanks only, or with blanks before the first word. */
const BLANKS = /^[ \t]|\n[ \t]+(\n|$)/;

/** A text of several lines, as a block where that is easy to read, without the mark that ends a document after it. */
function blockOf(text: string): string {
  if (BLANKS.test(text)) return quoted(text);
  return dump({ k: text }, { lineWidth: -1 })
    .slice('k: '.length)
    .replace(/\n(\.\.\.\n)?$/, '');
}

/** A key on one line, which a document's own marks must not begin. */
function keyOf(key: string): string {
  return key.includes('\n') || /^(---|\.\.\.)/.test(key) ? quoted(key) : (written.get(key) as string);
}

/** Any text on one line: what JSON writes is YAML too, but for the line ends that only YAML knows. */
function quoted(text: string): string {
  return JSON.stringify(text).replace(/[\u007f-\uffff]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** How values that cannot change were written, at each indentation: those of all tenants alike. */
let constants = new WeakMap<object, Map<string, string>>();

/** A value after `key:` or `-`, the character in front of it included: ` text\n`, or `\n` and indented lines. */
function block(value: unknown, indent: string): string {
  if (Array.isArray(value)) {
    if (value.length === 0) return ' []\n';
    let text = '\n';
    for (const item of value) text += `${indent}-${inline(item, indent)}`;
    return text;
  }
  if (typeof value === 'object' && value !== null) {
    const keys = Object.keys(value);
    if (keys.length === 0) return ' {}\n';
    let text = '\n';
    for (const key of keys) text += `${indent}${keyOf(key)}:${nested((value as Record<string, unknown>)[key], indent)}`;
    return text;
  }
  return ` ${typeof value === 'string' ? multiline(written.get(value) as string, indent) : String(value)}\n`;
}

function nested(value: unknown, indent: string): string {
  if (typeof value !== 'object' || value === null) return block(value, indent);
  const inner = `${indent}  `;
  if (!isConstant(value)) return block(value, inner);
  const known = constants.get(value) ?? new Map<string, string>();
  constants.set(value, known);
  const text = known.get(inner) ?? block(value, inner);
  known.set(inner, text);
  return text;
}

/** An item of a list: its first line stands beside the hyphen. */
function inline(item: unknown, indent: string): string {
  const text = nested(item, indent);
  return text.startsWith('\n') ? ` ${text.slice(1 + indent.length + 2)}` : text;
}

function multiline(text: string, indent: string): string {
  return text.includes('\n') ? text.replace(/\n(?=[^\n])/g, `\n${indent}`) : text;
}
