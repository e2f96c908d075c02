import { portSetText } from '../../analysis/network/port-sets';
import { html, type Markup, type Part } from '../html';
import { plural } from '../words';
import { blame, said } from './blame';
import type { Call, MapEdge, MapGraph } from './map-model';
import { KIND_WORDS } from './map-text';
import { items, scrolling } from './table';

/** The most rows of a table of calls. */
const MOST_ROWS = 1000;
/** The most policies and declarations of one call that are told. */
const MOST_RULES = 5;
/** The most names of apps that nobody calls. */
const MOST_NAMES = 30;

const COLUMNS = ['from', 'to', 'ports', 'standing', 'declared', 'policies and rules'];

/** All calls that are drawn and those that are not, in tables that say the same as the map. */
export function callTables(graph: MapGraph): Markup {
  const drawn = graph.edges.filter(({ place }) => place !== 'table');
  // What is drawn always has its row: the map shows it from there.
  const rest = new Set(graph.edges.filter(({ place }) => place === 'table').slice(0, Math.max(0, MOST_ROWS - drawn.length)));
  const rows = graph.edges.filter((edge) => edge.place !== 'table' || rest.has(edge));
  const left = graph.edges.length - rows.length;
  return html`<details class="calls"><summary>All calls as a table${graph.isSummary && ', tenant by tenant'}</summary>
${callTable(graph.isSummary ? 'Calls between tenants' : 'Calls', rows.map(rowOf))}
${leftOut(left)}</details>
${
  graph.isSummary &&
  html`<details class="calls"><summary>The single calls as a table</summary>
${callTable(
  'Single calls',
  graph.calls.slice(0, MOST_ROWS).map((call) => cellsOf(call)),
)}
${leftOut(graph.calls.length - MOST_ROWS)}</details>`
}${silent(graph.silent)}`;
}

/** Calls that are told in words beside the map: those between very many, and how many the map has no room for. */
export function wideCalls(graph: MapGraph): Part {
  const wide = graph.edges.filter(({ call }) => call.isWide);
  const hidden = graph.edges.filter(({ place, call, from, to }) => place === 'table' && !call.isWide && from !== to).length;
  return html`${hidden > 0 && html`<p class="more">${plural(hidden, 'more call')} ${hidden === 1 ? 'is' : 'are'} not drawn: the table has what the map has no room for.</p>`}${
    wide.length > 0 &&
    html`<div class="wide"><p>Not drawn, as so many have it alike:</p><ul>${wide
      .slice(0, MOST_NAMES)
      .map(
        ({ call }) =>
          html`<li class="${call.kind}"><span>${said(call.from.text)} → ${said(call.to.text)}</span> <code>${said(portSetText(call.ports))}</code>, ${KIND_WORDS[call.kind][0]}</li>`,
      )}${wide.length > MOST_NAMES && html`<li>and ${(wide.length - MOST_NAMES).toLocaleString('en')} more in the table</li>`}</ul></div>`
  }`;
}

function rowOf(edge: MapEdge): Markup {
  return cellsOf(edge.call, edge.id);
}

function cellsOf(call: Call, id?: string): Markup {
  const { from, to, ports, kind, why, count, declared, rules } = call;
  return html`
<tr${id !== undefined && html` id="map-row-${id}"`}><th scope="row">${said(from.text)}</th><td>${said(to.text)}</td><td><code>${said(portSetText(ports))}</code>${count > 1 && html` <span class="note">${plural(count, 'call')}</span>`}</td><td class="${kind}">${KIND_WORDS[kind][0]}${why !== '' && html`: ${said(why)}`}</td><td>${items(declared.map(said), MOST_RULES)}</td><td>${items(
    rules.slice(0, MOST_RULES + 1).map(({ policy, rule }) => blame({ manifest: policy.manifest, pointer: rule.pointer })),
    MOST_RULES,
  )}${rules.length > MOST_RULES + 1 && html`<span class="note">${plural(rules.length, 'rule')} in all</span>`}${rules.length === 0 && html`<span class="note">no policy closes it</span>`}</td></tr>`;
}

function callTable(caption: string, rows: readonly Markup[]): Markup {
  return scrolling(
    caption,
    html`<table><caption>${caption}</caption><thead><tr>${COLUMNS.map((column) => html`<th scope="col">${column}</th>`)}</tr></thead><tbody>${rows}</tbody></table>`,
  );
}

function leftOut(count: number): Part {
  return count > 0 && html`<p class="more">and ${plural(count, 'more row')}: <code>palisade reach --explain</code> lists them all</p>`;
}

function silent(names: readonly string[]): Part {
  if (names.length === 0) return undefined;
  const left = names.length - MOST_NAMES;
  const shown = [...names].sort().slice(0, MOST_NAMES).map(said).join(', ');
  return html`<p class="silent">${plural(names.length, 'app')} without any call: ${shown}${left > 0 && ` and ${left.toLocaleString('en')} more`}</p>`;
}
