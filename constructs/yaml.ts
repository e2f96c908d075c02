import { dump } from 'js-yaml';

/**
 * Objects as one YAML stream that YAML 1.1 and 1.2 parsers read alike.
 *
 * js-yaml decides how each text and key is quoted, once for each that is different: in the manifests of a thousand tenants the same
 * few thousand words come back by the million. The layout around them is ours, and is no more than indentation.
 */
export function yamlStream(objects: readonly unknown[]): string {
  const scalars: Scalars = new Map();
  return objects.map((object) => block(object, '', scalars).trimStart()).join('---\n');
}

type Scalars = Map<string, string>;

/** A value after `key:` or `-`, the character in front of it included: ` text\n`, or `\n` and indented lines. */
function block(value: unknown, indent: string, scalars: Scalars): string {
  if (Array.isArray(value)) {
    if (value.length === 0) return ' []\n';
    let text = '\n';
    for (const item of value) text += `${indent}-${inline(item, indent, scalars)}`;
    return text;
  }
  if (typeof value === 'object' && value !== null) {
    const keys = Object.keys(value);
    if (keys.length === 0) return ' {}\n';
    let text = '\n';
    for (const key of keys) text += `${indent}${scalar(key, scalars)}:${nested((value as Record<string, unknown>)[key], indent, scalars)}`;
    return text;
  }
  return ` ${typeof value === 'string' ? multiline(scalar(value, scalars), indent) : String(value)}\n`;
}

function nested(value: unknown, indent: string, scalars: Scalars): string {
  return block(value, typeof value === 'object' ? `${indent}  ` : indent, scalars);
}

/** An item of a list: its first line stands beside the hyphen. */
function inline(item: unknown, indent: string, scalars: Scalars): string {
  const text = nested(item, indent, scalars);
  return text.startsWith('\n') ? ` ${text.slice(1 + indent.length + 2)}` : text;
}

function multiline(text: string, indent: string): string {
  return text.includes('\n') ? text.replace(/\n(?=[^\n])/g, `\n${indent}`) : text;
}

function scalar(text: string, scalars: Scalars): string {
  const known = scalars.get(text);
  if (known !== undefined) return known;
  // As a value, not as a document: a block of lines is indented by what stands around it.
  const written = dump({ k: text }, { lineWidth: -1 }).slice('k: '.length, -1);
  scalars.set(text, written);
  return written;
}
