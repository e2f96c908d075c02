import { intervalsOf } from '../../analysis/network/port-sets';
import { html, type Markup } from '../html';
import { short } from '../words';
import type { Box, Layout, Point, Way } from './map-layout';
import { FONT, indentOf, KIND_MARK, LINE, MARGIN, TITLE } from './map-measures';
import type { CallKind, MapEdge, MapGraph, MapGroup, MapNode } from './map-model';
import { CALL_KINDS } from './map-model';
import { KIND_WORDS, widthOf } from './map-text';

/** The radius of the bends of arrows. */
const BEND = 7;
/** The most intervals of ports that filters know of one call. */
const MOST_PORTS = 40;

/** The map as a picture with real text. Boxes lie below arrows, arrows below nodes, labels on top. */
export function mapSvg(graph: MapGraph, { width, height, boxes, ways }: Layout): Markup {
  const chips = new Map<string, MapEdge[]>();
  for (const edge of graph.edges) if (edge.at !== undefined) chips.set(edge.at, [...(chips.get(edge.at) ?? []), edge]);
  const told = (id: string) => chips.get(id) ?? [];
  const boxOf = (id: string) => boxes.get(id) ?? { x: 0, y: 0, width: 0, height: 0 };
  const isEmpty = ({ id }: MapGroup) =>
    !graph.nodes.some(({ parent }) => parent === id) && !graph.groups.some(({ parent }) => parent === id);
  return html`<svg class="map" role="group" aria-label="Map of who calls whom" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}">
<defs>${CALL_KINDS.map(arrowHead)}</defs>
<g class="groups">${graph.groups.map((group) => groupMark(group, boxOf(group.id), TITLE + told(group.id).length * LINE, isEmpty(group)))}</g>
<g class="arrows">${graph.edges.map((edge) => {
    const way = ways.get(edge.id);
    return edge.place === 'arrow' && way !== undefined && arrowMark(edge, way);
  })}</g>
<g class="nodes">${graph.nodes.map((node) => nodeMark(node, boxOf(node.id)))}</g>
<g class="chips">${[...graph.groups, ...graph.nodes].map((owner) =>
    told(owner.id).map((edge, index) => {
      const { x, y } = boxOf(owner.id);
      const above = 'lines' in owner ? owner.lines.length * LINE + MARGIN / 2 : TITLE - 6;
      return chipMark(edge, x + MARGIN, y + above + index * LINE);
    }),
  )}</g>
</svg>`;
}

function arrowHead(kind: CallKind): Markup {
  return html`<marker id="map-head-${kind}" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="8" markerHeight="8" markerUnits="userSpaceOnUse" orient="auto"><path class="head ${kind}" d="M0 1L10 5L0 9z"/></marker>`;
}

function groupMark({ id, title, label, owner, parent }: MapGroup, { x, y, width, height }: Box, top: number, isEmpty: boolean): Markup {
  const most = growth(widthOf(title, FONT + 2), FONT + 2, width - 2 * MARGIN, top - MARGIN - 4);
  return html`
<g class="item group${parent !== undefined && ' inner'}${!owner.isTenant && ' cluster'}" id="map-${id}" data-id="${id}" data-name="${title}" data-owner="${owner.key}"${parent !== undefined && html` data-in="${parent}"`}><title>${label}</title><rect x="${x}" y="${y}" width="${width}" height="${height}" rx="10"/><text class="title" x="${x + MARGIN}" y="${y + MARGIN}" data-most="${most}">${title}</text>${isEmpty && html` <text class="small" x="${x + MARGIN}" y="${y + height - MARGIN}">no apps</text>`}</g>`;
}

/** How often a name can become larger before it leaves its room: far away, names do. */
function growth(width: number, size: number, room: number, height: number): string {
  return Math.max(1, Math.min(room / Math.max(1, width), height / (0.78 * size))).toFixed(2);
}

function nodeMark(node: MapNode, { x, y, width, height }: Box): Markup {
  const { id, kind, name, lines, label, owner, parent } = node;
  const [first = '', ...more] = lines;
  const left = indentOf(node);
  const most = growth(widthOf(first, FONT), FONT, width - 1.6 * left, height - MARGIN);
  return html`
<g class="item node ${kind}" id="map-${id}" data-id="${id}" data-name="${name}"${owner !== undefined && html` data-owner="${owner.key}"`}${parent !== undefined && html` data-in="${parent}"`}><title>${label}</title><rect x="${x}" y="${y}" width="${width}" height="${height}" rx="${kind === 'remote' ? height / 2 : 6}"/><text class="name" x="${x + left}" y="${y + MARGIN / 2 + 3}" data-most="${most}">${first}</text>${more.map(
    (line, index) => html` <text class="small" x="${x + left}" y="${y + MARGIN / 2 + 12 + (index + 1) * LINE}">${line}</text>`,
  )}</g>`;
}

function arrowMark(edge: MapEdge, { points, label }: Way): Markup {
  const line = lineOf(points);
  return html`
<g class="item call ${edge.call.kind}" ${dataOf(edge)}><title>${titleOf(edge)}</title><path class="reach" d="${line}"/><path class="line" d="${line}" marker-end="url(#map-head-${edge.call.kind})"/>${label !== undefined && labelMark(edge, label)}</g>`;
}

function labelMark({ label, call }: MapEdge, { x, y, width, height }: Box): Markup {
  const mark = call.kind === 'declared' ? 0 : KIND_MARK;
  return html`<g class="label"><rect x="${x}" y="${y}" width="${width}" height="${height}" rx="3"/>${mark > 0 && kindMark(call.kind, x + 8, y + height / 2)}<text x="${x + mark + 3}" y="${y + height / 2 + 4}">${label}</text></g>`;
}

function chipMark(edge: MapEdge, x: number, y: number): Markup {
  const mark = edge.call.kind === 'declared' ? 0 : KIND_MARK;
  const width = widthOf(edge.text, FONT - 2) + mark;
  return html`
<g class="item call chip ${edge.call.kind}" ${dataOf(edge)}><title>${titleOf(edge)}</title><rect x="${x - 4}" y="${y}" width="${width + 8}" height="${LINE - 1}" rx="4"/>${mark > 0 && kindMark(edge.call.kind, x + 6, y + LINE / 2)}<text x="${x + mark}" y="${y + 12}">${edge.text}</text></g>`;
}

/** A sign of its own for each kind that somebody should look at. */
export function kindMark(kind: CallKind, x: number, y: number): Markup {
  const at = html`transform="translate(${x} ${y})"`;
  switch (kind) {
    case 'broken':
      return html`<path class="sort" ${at} d="M-4 -4L4 4M4 -4L-4 4"/>`;
    case 'unknown':
      return html`<path class="sort" ${at} d="M-3 -2.6A3 3 0 1 1 1.2 .2Q0 .9 0 2M0 4.2V5.4"/>`;
    case 'consent':
      return html`<path class="sort" ${at} d="M0 -5L5 0L0 5L-5 0Z"/>`;
    case 'undeclared':
      return html`<circle class="sort" ${at} r="4"/>`;
    default:
      return html``;
  }
}

function dataOf({ id, from, to, at, call }: MapEdge): Markup {
  const ports = intervalsOf(call.ports.slice(0, MOST_PORTS)).map(({ protocol, first, last }) => `${protocol}:${first}-${last}`);
  return html`id="map-${id}" data-id="${id}" data-from="${from}" data-to="${to}" data-ports="${ports.join(' ')}"${at !== undefined && html` data-in="${at}"`}`;
}

function titleOf({ call, label }: MapEdge): string {
  return short(`${call.from.text} to ${call.to.text}, ${label}, ${KIND_WORDS[call.kind][0]}`, 300);
}

/** A line with round bends. */
function lineOf(points: readonly Point[]): string {
  return points
    .map((point, index) => {
      const [before, after] = [points[index - 1], points[index + 1]];
      if (before === undefined) return `M${spot(point)}`;
      if (after === undefined) return `L${spot(point)}`;
      return `L${spot(towards(point, before))}Q${spot(point)} ${spot(towards(point, after))}`;
    })
    .join('');
}

/** A point on the way to another, as far as a bend begins. */
function towards(from: Point, to: Point): Point {
  const length = Math.hypot(to.x - from.x, to.y - from.y);
  const part = length === 0 ? 0 : Math.min(BEND, length / 2) / length;
  return { x: from.x + (to.x - from.x) * part, y: from.y + (to.y - from.y) * part };
}

function spot({ x, y }: Point): string {
  return `${Math.round(x * 10) / 10} ${Math.round(y * 10) / 10}`;
}
