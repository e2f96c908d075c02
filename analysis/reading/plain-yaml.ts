import { NOT_RESOLVED, type TagDefinition } from 'js-yaml';

type ScalarTag = Extract<TagDefinition, { readonly nodeKind: 'scalar' }>;

const [LINE_FEED, SPACE, QUOTES, HASH, APOSTROPHE, HYPHEN, DOT, COLON, BACKSLASH, BAR] = [10, 32, 34, 35, 39, 45, 46, 58, 92, 124];
/** What collections in flow style begin with, and end with. */
const EMPTY: ReadonlyMap<number, readonly [end: number, value: () => unknown]> = new Map([
  [91, [93, () => []] as const],
  [123, [125, () => ({})] as const],
]);

/**
 * Reads the YAML that programs write, several times as fast as a parser of all of YAML: mappings and lists in block style, ASCII, and each
 * scalar on the line of its key. Whatever is written otherwise is left to that parser, and so is whatever may be wrong: what is read here
 * is read there alike.
 */
export class PlainYaml {
  readonly #implicit = new Map<string, readonly ScalarTag[]>();
  #text = '';
  #at = 0;
  #end = 0;
  /** How many spaces are in front of what is at the cursor, if that is the first of its line; -1 at the end. */
  #indent = -1;
  #depth = 0;

  constructor(tags: readonly TagDefinition[]) {
    const scalars = tags.filter((tag): tag is ScalarTag => tag.nodeKind === 'scalar' && tag.implicit);
    for (let code = SPACE; code < 127; code += 1) {
      const first = String.fromCharCode(code);
      const some = scalars.filter(({ implicitFirstChars }) => implicitFirstChars?.includes(first) ?? true);
      if (some.length > 0) this.#implicit.set(first, some);
    }
  }

  /**
   * The mapping that a part of a text is, which ends where the text does or a line begins; `undefined` where it has to be parsed.
   *
   * @param depth how deep the other parser reads
   */
  read(text: string, start: number, end: number, depth: number): unknown {
    if (end < text.length && text.charCodeAt(end - 1) !== LINE_FEED) return undefined;
    this.#text = text;
    this.#end = end;
    // A key is one deeper than its mapping, and the document one deeper than its value.
    this.#depth = Math.min(depth, DEEPEST) - 3;
    // As if a line ended in front of it.
    this.#at = start - 1;
    this.#nextLine();
    const found = this.#indent === 0 ? this.#mapping(0, 0) : undefined;
    this.#text = '';
    return this.#indent === -1 ? found : undefined;
  }

  /** From the cursor at the end of a line to what is next. */
  #nextLine(): void {
    do {
      this.#at += 1;
      const begin = this.#at;
      while (this.#text.charCodeAt(this.#at) === SPACE) this.#at += 1;
      this.#indent = this.#at >= this.#end ? -1 : this.#at - begin;
    } while (this.#indent !== -1 && this.#text.charCodeAt(this.#at) === LINE_FEED);
  }

  #mapping(indent: number, depth: number, first = this.#key()): unknown {
    if (depth > this.#depth) return undefined;
    const found: Record<string, unknown> = {};
    let key = first;
    while (key !== undefined && !Object.hasOwn(found, key)) {
      const value = this.#valueIn(indent, depth);
      if (value === undefined) return undefined;
      found[key] = value;
      if (this.#indent < indent) return found;
      if (this.#indent > indent) return undefined;
      key = this.#key();
    }
    return undefined;
  }

  #valueIn(indent: number, depth: number): unknown {
    if (this.#at < this.#end && this.#text.charCodeAt(this.#at) === SPACE) {
      this.#at += 1;
      return this.#scalar(indent);
    }
    this.#nextLine();
    if (this.#isItem()) return this.#indent < indent ? undefined : this.#sequence(this.#indent, depth + 1);
    return this.#indent <= indent ? undefined : this.#mapping(this.#indent, depth + 1);
  }

  #isItem(): boolean {
    return this.#indent >= 0 && this.#text.charCodeAt(this.#at) === HYPHEN && this.#text.charCodeAt(this.#at + 1) === SPACE;
  }

  #sequence(indent: number, depth: number): unknown {
    if (depth > this.#depth) return undefined;
    const items: unknown[] = [];
    do {
      this.#at += 2;
      const key = this.#key();
      const item = key === undefined ? this.#scalar(indent) : this.#mapping(indent + 2, depth + 1, key);
      if (item === undefined) return undefined;
      items.push(item);
    } while (this.#indent === indent && this.#isItem());
    return this.#indent <= indent ? items : undefined;
  }

  /** The key at the cursor, which goes behind the colon; `undefined` where there is none, or none that is a text for certain. */
  #key(): string | undefined {
    let at = this.#at;
    while (isKeyCode(this.#text.charCodeAt(at))) at += 1;
    if (at === this.#at || at >= this.#end || this.#text.charCodeAt(at) !== COLON) return undefined;
    const next = this.#text.charCodeAt(at + 1);
    if (next !== SPACE && next !== LINE_FEED) return undefined;
    const first = this.#text.charCodeAt(this.#at);
    const key = this.#text.slice(this.#at, at);
    if (first === HYPHEN || first === DOT || key === '__proto__' || key.length > LONGEST_KEY) return undefined;
    if (this.#resolved(key) !== NOT_RESOLVED) return undefined;
    this.#at = at + 1;
    return key;
  }

  /** The value at the cursor, which is in a collection of an indent; the cursor goes to the line behind it. */
  #scalar(indent: number): unknown {
    const first = this.#text.charCodeAt(this.#at);
    if (first === BAR) return this.#literal(indent);
    const empty = EMPTY.get(first);
    let value: unknown;
    if (empty !== undefined) {
      if (this.#text.charCodeAt(this.#at + 1) !== empty[0]) return undefined;
      this.#at += 2;
      value = empty[1]();
    } else if (first === APOSTROPHE || first === QUOTES) value = this.#quoted(first);
    else if (isPlainStart(first) || (first === HYPHEN && this.#text.charCodeAt(this.#at + 1) > SPACE)) value = this.#plain();
    if (value === undefined || (this.#at < this.#end && this.#text.charCodeAt(this.#at) !== LINE_FEED)) return undefined;
    this.#nextLine();
    return value;
  }

  /** The lines behind `|` or `|-`, if none of them is empty. */
  #literal(indent: number): string | undefined {
    const header = this.#text.indexOf('\n', this.#at);
    const isStripped = header === this.#at + 2 && this.#text.charCodeAt(this.#at + 1) === HYPHEN;
    if (header !== this.#at + 1 && !isStripped) return undefined;
    let start = header + 1;
    const own = this.#indentAt(start);
    if (own < indent + 2) return undefined;
    const lines: string[] = [];
    while (this.#indentAt(start) >= own) {
      const end = this.#text.indexOf('\n', start);
      if (end === -1) return undefined;
      for (let at = start; at < end; at += 1) if (!isPrintable(this.#text.charCodeAt(at))) return undefined;
      lines.push(this.#text.slice(start + own, end));
      start = end + 1;
    }
    if (start < this.#end && this.#indentAt(start) === -1) return undefined;
    this.#at = start - 1;
    this.#nextLine();
    return this.#indent > indent ? undefined : `${lines.join('\n')}${isStripped ? '' : '\n'}`;
  }

  /** How many spaces begin a line; -1 where it has nothing else, and at the end. */
  #indentAt(start: number): number {
    let at = start;
    while (this.#text.charCodeAt(at) === SPACE) at += 1;
    return at >= this.#end || this.#text.charCodeAt(at) === LINE_FEED ? -1 : at - start;
  }

  #quoted(quote: number): string | undefined {
    const start = this.#at + 1;
    let hasPairs = false;
    for (let at = start; at < this.#end; at += 1) {
      const code = this.#text.charCodeAt(at);
      if (!isPrintable(code) || (code === BACKSLASH && quote === QUOTES)) return undefined;
      if (code !== quote) continue;
      if (quote === APOSTROPHE && this.#text.charCodeAt(at + 1) === APOSTROPHE) {
        hasPairs = true;
        at += 1;
        continue;
      }
      this.#at = at + 1;
      const text = this.#text.slice(start, at);
      return hasPairs ? text.replaceAll("''", "'") : text;
    }
    return undefined;
  }

  #plain(): unknown {
    const start = this.#at;
    let before = 0;
    let at = start;
    for (; at < this.#end; at += 1) {
      const code = this.#text.charCodeAt(at);
      if (code === LINE_FEED) break;
      if (!isPrintable(code)) return undefined;
      if ((before === COLON && code === SPACE) || (before === SPACE && code === HASH)) return undefined;
      before = code;
    }
    if (before === SPACE || before === COLON) return undefined;
    this.#at = at;
    const text = this.#text.slice(start, at);
    const value = this.#resolved(text);
    return value === NOT_RESOLVED ? text : value;
  }

  /** What a scalar without quotes means, unless it is a text. */
  #resolved(text: string): unknown {
    for (const tag of this.#implicit.get(text.charAt(0)) ?? []) {
      const value = tag.resolve(text, false, tag.tagName);
      if (value !== NOT_RESOLVED) return value;
    }
    return NOT_RESOLVED;
  }
}

const LONGEST_KEY = 500;
const DEEPEST = 100;

/** Within ASCII. */
function isPrintable(code: number): boolean {
  return code >= SPACE && code <= 126;
}

/** Letters, digits, `-`, `.`, `/` and `_`. */
function isKeyCode(code: number): boolean {
  return isLetter(code) || (code >= HYPHEN && code < COLON) || code === 95;
}

/** What begins a scalar without quotes, whatever follows. */
function isPlainStart(code: number): boolean {
  return isLetter(code) || (code > HYPHEN && code < COLON) || code === 95;
}

function isLetter(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90);
}
