import ELK, { type ElkExtendedEdge, type ElkNode } from 'elkjs/lib/elk.bundled.js';
import { chipWidth, FONT, indentOf, KIND_MARK, LINE, MARGIN, TITLE } from './map-measures';
import type { MapEdge, MapGraph, MapGroup, MapNode } from './map-model';
import { widthOf } from './map-text';

/** A rectangle, in pixels of the map. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** An arrow's way, and the middle of its label. */
export interface Way {
  readonly points: readonly Point[];
  readonly label: Box | undefined;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Where everything is. */
export interface Layout {
  readonly width: number;
  readonly height: number;
  readonly boxes: ReadonlyMap<string, Box>;
  readonly ways: ReadonlyMap<string, Way>;
}

/** Space between boxes that nothing connects. */
const GAP = 28;
/** The shape of the whole, width to height. */
const ASPECT = 1.75;

const OPTIONS: Readonly<Record<string, string>> = {
  'elk.algorithm': 'layered',
  'elk.direction': 'RIGHT',
  'elk.hierarchyHandling': 'INCLUDE_CHILDREN',
  'elk.edgeRouting': 'ORTHOGONAL',
  'elk.json.shapeCoords': 'ROOT',
  'elk.json.edgeCoords': 'ROOT',
  'elk.randomSeed': '1',
  'elk.aspectRatio': `${ASPECT}`,
  'elk.padding': '[top=0,left=0,bottom=0,right=0]',
  'elk.layered.considerModelOrder.strategy': 'NODES_AND_EDGES',
  'elk.layered.spacing.nodeNodeBetweenLayers': '26',
  'elk.layered.spacing.edgeNodeBetweenLayers': '13',
  'elk.layered.spacing.edgeEdgeBetweenLayers': '10',
  'elk.spacing.nodeNode': '14',
  'elk.spacing.edgeNode': '12',
  'elk.spacing.edgeEdge': '10',
  'elk.spacing.edgeLabel': '4',
  'elk.spacing.componentComponent': `${GAP}`,
};

/** For parts that are small enough for it: straighter lines, which take their time. */
const CAREFUL: Readonly<Record<string, string>> = { ...OPTIONS, 'elk.layered.nodePlacement.strategy': 'NETWORK_SIMPLEX' };
const HASTY: Readonly<Record<string, string>> = { ...OPTIONS, 'elk.layered.thoroughness': '1' };
/** The most arrows of one part that is laid out with care, and of one whose arrows have labels. */
const MOST_CAREFUL = 60;
const MOST_LABELS = 250;

const INLINE = { 'elk.edgeLabels.inline': 'true' };

/**
 * Lays a map out by layers, from callers to those who are called; what nothing connects stands in rows below. The same graph is always laid
 * out the same.
 *
 * https://eclipse.dev/elk/reference/algorithms/org-eclipse-elk-layered.html
 */
export async function layoutOf(graph: MapGraph): Promise<Layout> {
  const elk = new ELK();
  const chips = chipsOf(graph.edges);
  const arrows = graph.edges.filter(({ place }) => place === 'arrow');
  const parts = partsOf(graph, arrows);
  const inner = childrenOf(graph);
  const placed: Part[] = [];
  for (const { roots, edges } of parts) {
    const children = roots.map((root) => elementOf(root, inner, chips));
    const layoutOptions = edges.length <= MOST_CAREFUL ? CAREFUL : HASTY;
    const lines = edges.map((edge) => (edges.length <= MOST_LABELS ? edgeOf(edge) : { ...edgeOf(edge), labels: [] }));
    const found = await elk.layout({ id: 'map', layoutOptions, children, edges: lines });
    placed.push(partOf(found));
  }
  return packed(placed);
}

interface Part {
  readonly width: number;
  readonly height: number;
  readonly boxes: readonly (readonly [id: string, box: Box])[];
  readonly ways: readonly (readonly [id: string, way: Way])[];
}

type Root = MapGroup | MapNode;

interface Piece {
  readonly roots: readonly Root[];
  readonly edges: readonly MapEdge[];
}

/** What arrows connect is one part: those of the most boxes first, and then in the order of the graph. */
function partsOf(graph: MapGraph, arrows: readonly MapEdge[]): readonly Piece[] {
  const all: readonly Root[] = [...graph.groups, ...graph.nodes];
  const parents = new Map(all.map(({ id, parent }) => [id, parent]));
  const rootOf = (id: string): string => {
    let root = id;
    for (let up = parents.get(root); up !== undefined; up = parents.get(root)) root = up;
    return root;
  };
  const leaders = new Map<string, string>();
  const leaderOf = (id: string): string => {
    let leader = rootOf(id);
    for (let up = leaders.get(leader); up !== undefined; up = leaders.get(leader)) leader = up;
    return leader;
  };
  for (const { from, to } of arrows) {
    const [one, other] = [leaderOf(from), leaderOf(to)];
    if (one !== other) leaders.set(other, one);
  }
  const pieces = new Map<string, { readonly roots: Root[]; readonly edges: MapEdge[] }>();
  for (const root of all) {
    if (root.parent !== undefined) continue;
    const leader = leaderOf(root.id);
    const piece = pieces.get(leader);
    if (piece === undefined) pieces.set(leader, { roots: [root], edges: [] });
    else piece.roots.push(root);
  }
  for (const arrow of arrows) pieces.get(leaderOf(arrow.from))?.edges.push(arrow);
  return [...pieces.values()].sort((a, b) => b.roots.length - a.roots.length);
}

function chipsOf(edges: readonly MapEdge[]): ReadonlyMap<string, readonly MapEdge[]> {
  const chips = new Map<string, MapEdge[]>();
  for (const edge of edges) if (edge.at !== undefined) chips.set(edge.at, [...(chips.get(edge.at) ?? []), edge]);
  return chips;
}

type Chips = ReadonlyMap<string, readonly MapEdge[]>;

function childrenOf({ groups, nodes }: MapGraph): ReadonlyMap<string, readonly Root[]> {
  const inner = new Map<string, Root[]>();
  for (const each of [...groups, ...nodes]) {
    if (each.parent === undefined) continue;
    const list = inner.get(each.parent);
    if (list === undefined) inner.set(each.parent, [each]);
    else list.push(each);
  }
  return inner;
}

function elementOf(root: Root, inner: ReadonlyMap<string, readonly Root[]>, chips: Chips): ElkNode {
  const own = chips.get(root.id) ?? [];
  const widest = Math.max(0, ...own.map(chipWidth));
  if ('lines' in root) {
    const [name = '', ...more] = root.lines;
    const width = Math.max(48, widthOf(name, FONT), ...more.map((line) => widthOf(line, FONT - 2)), widest) + 2 * indentOf(root);
    return { id: root.id, width, height: (root.lines.length + own.length) * LINE + MARGIN };
  }
  const children = inner.get(root.id) ?? [];
  const top = TITLE + own.length * LINE + (own.length > 0 ? 6 : 0);
  const width = Math.max(120, widthOf(root.title, FONT + 2), widest) + 2 * MARGIN;
  if (children.length === 0) return { id: root.id, width: width, height: top + LINE + MARGIN };
  return {
    id: root.id,
    children: children.map((child) => elementOf(child, inner, chips)),
    layoutOptions: {
      'elk.padding': `[top=${top},left=${MARGIN + 4},bottom=${MARGIN + 4},right=${MARGIN + 4}]`,
      'elk.nodeSize.constraints': '[MINIMUM_SIZE]',
      'elk.nodeSize.minimum': `(${width},${top + LINE})`,
      'elk.aspectRatio': `${ASPECT}`,
      'elk.spacing.componentComponent': '14',
    },
  };
}

function edgeOf({ id, from, to, label, call }: MapEdge): ElkExtendedEdge {
  const mark = call.kind === 'declared' ? 0 : KIND_MARK;
  return {
    id,
    sources: [from],
    targets: [to],
    labels: [{ text: label, width: widthOf(label, FONT - 2) + mark + 6, height: LINE - 2, layoutOptions: INLINE }],
  };
}

function partOf(root: ElkNode): Part {
  const boxes: [string, Box][] = [];
  const visit = (node: ElkNode) => {
    const { id, x = 0, y = 0, width = 0, height = 0 } = node;
    boxes.push([id, { x, y, width, height }]);
    for (const child of node.children ?? []) visit(child);
  };
  for (const child of root.children ?? []) visit(child);
  const ways = (root.edges ?? []).map(({ id, sections = [], labels = [] }): [string, Way] => {
    const points = sections.flatMap(({ startPoint, bendPoints = [], endPoint }) => [startPoint, ...bendPoints, endPoint]);
    const [label] = labels;
    const { x = 0, y = 0, width = 0, height = 0 } = label ?? {};
    return [id, { points: points.map((point) => ({ x: point.x, y: point.y })), label: label && { x, y, width, height } }];
  });
  return { width: root.width ?? 0, height: root.height ?? 0, boxes, ways };
}

interface Spot {
  readonly x: number;
  readonly y: number;
}

/** Rows of parts, as wide as comes closest to the wanted shape. */
function packed(parts: readonly Part[]): Layout {
  const widest = Math.max(0, ...parts.map(({ width }) => width));
  const area = parts.reduce((sum, { width, height }) => sum + (width + GAP) * (height + GAP), 0);
  const rooms = [0.8, 0.9, 1, 1.1, 1.2, 1.35, 1.5].map((factor) => Math.max(widest, Math.sqrt(area * ASPECT) * factor));
  const size = ({ width, height }: { readonly width: number; readonly height: number }) => Math.max(width / ASPECT, height);
  const best = rooms.map((room) => rowsIn(parts, room)).reduce((one, other) => (size(other) < size(one) ? other : one));
  const boxes = new Map<string, Box>();
  const ways = new Map<string, Way>();
  for (const [index, part] of parts.entries()) {
    const { x, y } = best.spots[index] ?? { x: 0, y: 0 };
    const moved = <At extends Point>(at: At): At => ({ ...at, x: round(at.x + x), y: round(at.y + y) });
    for (const [id, box] of part.boxes) boxes.set(id, moved(box));
    for (const [id, way] of part.ways) ways.set(id, { points: way.points.map(moved), label: way.label && moved(way.label) });
  }
  return { width: Math.ceil(best.width), height: Math.ceil(best.height), boxes, ways };
}

function rowsIn(
  parts: readonly Part[],
  room: number,
): { readonly spots: readonly Spot[]; readonly width: number; readonly height: number } {
  let [x, y, tall, wide] = [GAP, GAP, 0, GAP];
  const spots = parts.map(({ width, height }) => {
    if (x > GAP && x + width > room + GAP) [x, y, tall] = [GAP, y + tall + GAP, 0];
    const spot = { x, y };
    tall = Math.max(tall, height);
    x += width + GAP;
    wide = Math.max(wide, x);
    return spot;
  });
  return { spots, width: wide, height: y + tall + GAP };
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
