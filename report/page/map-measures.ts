import type { MapEdge, MapNode } from './map-model';
import { widthOf } from './map-text';

/** Sizes in pixels of the map at its natural size. */
export const FONT = 13;
/** The height of a line of text. */
export const LINE = 17;
/** The space between a border and text. */
export const MARGIN = 10;
/** The height of a box's title. */
export const TITLE = 36;
/** The width of the sign that says of what kind a call is. */
export const KIND_MARK = 16;

/** The width of a call that is told in a line of text. */
export function chipWidth({ text, call }: MapEdge): number {
  return widthOf(text, FONT - 2) + (call.kind === 'declared' ? 0 : KIND_MARK);
}

/** The space before the text of a node: round ends take more. */
export function indentOf({ kind }: MapNode): number {
  return kind === 'remote' ? MARGIN + 6 : MARGIN;
}
