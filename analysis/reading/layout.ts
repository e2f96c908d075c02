import {
  EVENT_ALIAS,
  EVENT_DOCUMENT,
  EVENT_MAPPING,
  EVENT_POP,
  EVENT_SCALAR,
  type Event,
  getScalarValue,
  type ParserOptions,
  parseEvents,
} from 'js-yaml';
import { pointerSteps } from '../manifest';

interface Node {
  readonly start: number;
  readonly children: Map<string, Node>;
}

/**
 * The offset in a YAML text of the key or item at a JSON pointer of one of its documents, or of its nearest ancestor that is written.
 *
 * The text is parsed once more when the first offset is asked for: most texts are never asked, and what the parser made of them is several
 * times their size.
 */
export function offsetFinder(text: string, options: ParserOptions): (document: number, pointer: string) => number {
  let roots: readonly Node[] | undefined;
  return (document, pointer) => {
    roots ??= rootsOf(text, parseEvents(text, options));
    let node = roots[document];
    for (const step of pointerSteps(pointer)) {
      const next = node?.children.get(step);
      if (next === undefined) break;
      node = next;
    }
    return node?.start ?? 0;
  };
}

/** An open collection: in a mapping, every second value is a key. */
interface Frame {
  readonly node: Node;
  readonly kind: 'mapping' | 'sequence' | 'document';
  key: { readonly text: string; readonly start: number } | undefined;
  items: number;
}

/** The first value of each document, with all that is below it. */
function rootsOf(text: string, events: readonly Event[]): readonly Node[] {
  const roots: Node[] = [];
  const stack: Frame[] = [];
  for (const event of events) {
    if (event.type === EVENT_DOCUMENT) {
      const root: Node = { start: 0, children: new Map() };
      roots.push(root);
      stack.push({ node: root, kind: 'document', key: undefined, items: 0 });
      continue;
    }
    if (event.type === EVENT_POP) {
      stack.pop();
      continue;
    }
    const frame = stack.at(-1);
    if (frame === undefined) continue;
    const own = startOf(event);
    const isLeaf = event.type === EVENT_SCALAR || event.type === EVENT_ALIAS;
    if (frame.kind === 'mapping' && frame.key === undefined) {
      frame.key = { text: event.type === EVENT_SCALAR ? getScalarValue(text, event) : '', start: own };
      if (isLeaf) continue;
      // A key that is a collection is refused when values are made of the events.
    }
    const node: Node = { start: frame.kind === 'mapping' ? (frame.key?.start ?? own) : own, children: new Map() };
    if (frame.kind === 'document') roots[roots.length - 1] = node;
    else frame.node.children.set(frame.kind === 'mapping' ? (frame.key?.text ?? '') : `${frame.items}`, node);
    frame.items += 1;
    frame.key = undefined;
    if (!isLeaf) stack.push({ node, kind: event.type === EVENT_MAPPING ? 'mapping' : 'sequence', key: undefined, items: 0 });
  }
  return roots;
}

function startOf(event: Event): number {
  if (event.type === EVENT_SCALAR) return event.tagStart >= 0 ? event.tagStart : quoteBefore(event.valueStart, event.style);
  if (event.type === EVENT_ALIAS) return event.anchorStart - 1;
  return 'start' in event ? event.start : 0;
}

/** Values of quoted scalars start behind the quote. */
function quoteBefore(start: number, style: number): number {
  return style === 2 || style === 3 ? start - 1 : start;
}
