import { portSetText } from '../../analysis/network/port-sets';
import type { Endpoint } from '../../analysis/reachability/endpoints';
import { line } from '../text';
import type { Reach, Row } from './rows';

/** A node of the picture: one endpoint, or a group that a row is about as a whole. */
interface Node {
  readonly id: string;
  readonly text: string;
  /** The box around it, if it is in one. */
  readonly namespace: string | undefined;
}

interface Edge {
  readonly from: Node;
  readonly to: Node;
  readonly ports: string;
  readonly isDecided: boolean;
}

/** Sides with more endpoints than this are one node. */
const APART = 8;

/** The picture for Graphviz, with a box for each namespace. */
export function reachDot({ rows }: Reach): string {
  const { nodes, edges } = graphOf(rows);
  const boxes = boxesOf(nodes).map(([namespace, own], index) =>
    namespace === undefined
      ? own.map((node) => `  ${node.id} [label=${quoted(node.text)}, style=dashed];`).join('\n')
      : [
          `  subgraph cluster_${index} {`,
          `    label=${quoted(namespace)};`,
          ...own.map((node) => `    ${node.id} [label=${quoted(node.text)}];`),
          '  }',
        ].join('\n'),
  );
  const arrows = edges.map(
    ({ from, to, ports, isDecided }) => `  ${from.id} -> ${to.id} [label=${quoted(ports)}${isDecided ? '' : ', style=dotted'}];`,
  );
  return ['digraph reach {', '  rankdir=LR;', '  node [shape=box];', ...boxes, ...arrows, '}'].join('\n');
}

/** The picture for Mermaid, which is shown in Markdown by many. */
export function reachMermaid({ rows }: Reach): string {
  const { nodes, edges } = graphOf(rows);
  const boxes = boxesOf(nodes).map(([namespace, own], index) =>
    namespace === undefined
      ? own.map((node) => `  ${node.id}([${escaped(node.text)}])`).join('\n')
      : [`  subgraph box${index} [${escaped(namespace)}]`, ...own.map((node) => `    ${node.id}[${escaped(node.text)}]`), '  end'].join(
          '\n',
        ),
  );
  const arrows = edges.map(({ from, to, ports, isDecided }) => `  ${from.id} ${isDecided ? '-->' : '-.->'}|${escaped(ports)}| ${to.id}`);
  return ['flowchart LR', ...boxes, ...arrows].join('\n');
}

function graphOf(rows: readonly Row[]): { readonly nodes: readonly Node[]; readonly edges: readonly Edge[] } {
  const nodes = new Map<string, Node>();
  const nodeOf = (key: string, text: string, namespace: string | undefined): Node => {
    const node = nodes.get(key) ?? { id: `n${nodes.size}`, text, namespace };
    nodes.set(key, node);
    return node;
  };
  const single = (endpoint: Endpoint) => {
    const namespace = endpoint.kind === 'pods' || endpoint.kind === 'stranger' ? endpoint.namespace : undefined;
    const isInBox = namespace !== undefined && namespace !== '';
    const text = isInBox ? endpoint.name.replaceAll(`${namespace}/`, '') : endpoint.name;
    return nodeOf(`${endpoint.kind} ${endpoint.name}`, text, isInBox ? namespace : undefined);
  };
  const sideOf = ({ endpoints, text }: Row['from']) =>
    endpoints.length > APART ? [nodeOf(`group ${text}`, text, undefined)] : endpoints.map(single);
  const edges = rows.flatMap(({ from, to, path }) =>
    sideOf(from).flatMap((one) =>
      sideOf(to).map((other) => ({ from: one, to: other, ports: portSetText(path.ports), isDecided: path.verdict === 'allow' })),
    ),
  );
  return { nodes: [...nodes.values()], edges };
}

function boxesOf(nodes: readonly Node[]): readonly (readonly [namespace: string | undefined, nodes: readonly Node[]])[] {
  const boxes = new Map<string | undefined, Node[]>();
  for (const node of nodes) boxes.set(node.namespace, [...(boxes.get(node.namespace) ?? []), node]);
  return [...boxes];
}

function quoted(text: string): string {
  return `"${line(text).replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
}

/** Mermaid knows characters by their numbers. */
function escaped(text: string): string {
  return `"${line(text).replace(/["#<>&`]/g, (character) => `#${character.charCodeAt(0)};`)}"`;
}
