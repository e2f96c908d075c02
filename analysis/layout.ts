import { EVENT_ALIAS, EVENT_DOCUMENT, EVENT_MAPPING, EVENT_POP, EVENT_SCALAR, type Event, getScalarValue } from 'js-yaml';
import { pointerSteps } from './manifest';

/** Where the values of one document start. */
export interface Layout {
  /** The offset of the key or item at a JSON pointer, or of its nearest ancestor that is written. */
  offsetOf(pointer: string): number;
}

interface Node {
  readonly start: number;
  readonly children: Map<string, Node>;
}

/** Asked for finding after finding: a document's layout is made once, when the first one is. */
const layouts = new WeakMap<readonly Event[], Map<number, Layout>>();

/** The layout of the document with that index among the events of a text. */
export function layoutOf(text: string, events: readonly Event[], index: number): Layout {
  const known = layouts.get(events) ?? new Map<number, Layout>();
  layouts.set(events, known);
  const layout = known.get(index) ?? made(text, events, index);
  known.set(index, layout);
  return layout;
}

function made(text: string, events: readonly Event[], index: number): Layout {
  const root = treeOf(text, events, index);
  return {
    offsetOf(pointer) {
      let node = root;
      for (const step of pointerSteps(pointer)) {
        const next = node.children.get(step);
        if (next === undefined) break;
        node = next;
      }
      return node.start;
    },
  };
}

/** An open collection: in a mapping, every second value is a key. */
interface Frame {
  readonly node: Node;
  readonly kind: 'mapping' | 'sequence' | 'document';
  key: { readonly text: string; readonly start: number } | undefined;
  items: number;
}

function treeOf(text: string, events: readonly Event[], index: number): Node {
  let document = -1;
  const root: Node = { start: 0, children: new Map() };
  let found = root;
  const stack: Frame[] = [];
  for (const event of events) {
    if (event.type === EVENT_DOCUMENT) {
      document += 1;
      stack.push({ node: root, kind: 'document', key: undefined, items: 0 });
      continue;
    }
    if (event.type === EVENT_POP) {
      if (stack.pop()?.kind === 'document' && document === index) return found;
      continue;
    }
    if (document !== index) {
      if (event.type !== EVENT_SCALAR && event.type !== EVENT_ALIAS) {
        stack.push({ node: root, kind: event.type === EVENT_MAPPING ? 'mapping' : 'sequence', key: undefined, items: 0 });
      }
      continue;
    }
    const frame = stack.at(-1);
    if (frame === undefined) continue;
    const own = startOf(event);
    if (frame.kind === 'mapping' && frame.key === undefined) {
      frame.key = { text: event.type === EVENT_SCALAR ? getScalarValue(text, event) : '', start: own };
      if (event.type === EVENT_SCALAR || event.type === EVENT_ALIAS) continue;
      // A key that is a collection is refused when values are made of the events.
    }
    const node: Node = { start: frame.kind === 'mapping' ? (frame.key?.start ?? own) : own, children: new Map() };
    if (frame.kind === 'document') found = node;
    else frame.node.children.set(frame.kind === 'mapping' ? (frame.key?.text ?? '') : `${frame.items}`, node);
    frame.items += 1;
    frame.key = undefined;
    if (event.type !== EVENT_SCALAR && event.type !== EVENT_ALIAS) {
      stack.push({ node, kind: event.type === EVENT_MAPPING ? 'mapping' : 'sequence', key: undefined, items: 0 });
    }
  }
  return found;
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
