import { html, type Markup, type Part } from '../html';
import { plural } from '../words';
import type { PageData, Section } from './data';
import { graphOf, kindCounts, MOST_APPS } from './map-graph';
import { layoutOf } from './map-layout';
import { CALL_KINDS, type CallKind, type MapGraph } from './map-model';
import { MAP_SCRIPT } from './map-script';
import { MAP_STYLE } from './map-style';
import { kindMark, mapSvg } from './map-svg';
import { callTables, wideCalls } from './map-tables';
import { KIND_WORDS } from './map-text';

/**
 * The map of a page: tenants, their apps, whoever is in no manifest, and every call that is open between them, with the policies that open
 * it. More apps than 300 are drawn tenant by tenant.
 */
export async function mapSection(data: PageData): Promise<Section> {
  const graph = graphOf(data);
  const body =
    graph.nodes.length + graph.groups.length === 0
      ? html`<p>There are no apps to draw.</p>`
      : mapBody(graph, mapSvg(graph, await layoutOf(graph)));
  return { id: 'map', title: 'Map', body, style: MAP_STYLE, script: MAP_SCRIPT };
}

function mapBody(graph: MapGraph, picture: Markup): Markup {
  return html`
<p class="lead">${leadOf(graph)}</p>
${legend(graph)}
<div class="map-frame">
<div class="filter map-tools" hidden>
<label>tenant <select id="map-tenant"><option value="">all</option>${ownersIn(graph).map(([key, name]) => html`<option value="${key}">${name}</option>`)}</select></label>
<label>port <input id="map-port" type="search" size="9" placeholder="8080" autocomplete="off" spellcheck="false"></label>
<label>name <input id="map-text" type="search" size="16" autocomplete="off" spellcheck="false"></label>
<button type="button" id="map-reset">reset</button>
<span class="map-zoom" role="group" aria-label="Zoom and move"><button type="button" id="map-out" aria-label="zoom out">−</button><button type="button" id="map-in" aria-label="zoom in">+</button><button type="button" id="map-fit">fit</button><button type="button" id="map-left" aria-label="move left">←</button><button type="button" id="map-up" aria-label="move up">↑</button><button type="button" id="map-down" aria-label="move down">↓</button><button type="button" id="map-right" aria-label="move right">→</button><button type="button" id="map-full" aria-pressed="false">whole window</button></span>
<output id="map-count"></output>
</div>
<div class="map-stage"><div class="map-view" role="region" aria-label="Map of calls" tabindex="0">${picture}</div>
<div class="map-details" id="map-details" role="group" aria-label="Details of the map" hidden></div></div>
</div>
<p class="map-keys" id="map-keys" hidden>Point at an app or a call for the policies behind it; click or <kbd>Enter</kbd> keeps it, <kbd>Esc</kbd> lets it go. Keys: arrows go to the next, <kbd>Shift</kbd> with arrows moves the map, <kbd>+</kbd> <kbd>−</kbd> <kbd>0</kbd> zoom, <kbd>Home</kbd> and <kbd>End</kbd> go to the first and the last.</p>
<p class="map-said" id="map-said" aria-live="polite"></p>
${wideCalls(graph)}
${callTables(graph)}`;
}

function leadOf({ isSummary, counts, edges }: MapGraph): string {
  const calls = edges.reduce((sum, { call }) => sum + call.count, 0);
  const all = `${plural(counts.apps, 'app')} of ${plural(counts.tenants, 'tenant')}, ${plural(calls, 'call')} that policies let through.`;
  if (!isSummary) return all;
  return counts.apps > MOST_APPS
    ? `${all} Apps are drawn one by one up to ${MOST_APPS}: here each tenant is one.`
    : `${all} Too many tenants call each other for their apps to be drawn one by one: here each tenant is one.`;
}

/** The kinds of calls that are there, each with the line and the sign that it is drawn with. */
function legend(graph: MapGraph): Part {
  const counts = kindCounts(graph.edges);
  if (counts.size === 0) return html`<p>Nothing is open: no app can call any other.</p>`;
  return html`<ul class="map-legend">${CALL_KINDS.flatMap((kind) => {
    const count = counts.get(kind);
    return count === undefined ? [] : [legendItem(kind, count)];
  })}</ul>`;
}

function legendItem(kind: CallKind, count: number): Markup {
  const [name, meaning] = KIND_WORDS[kind];
  return html`
<li><svg class="map" width="62" height="16" viewBox="0 0 62 16" aria-hidden="true" focusable="false"><g class="call ${kind}"><path class="line" d="M2 8H52"/><path class="head ${kind}" d="M50 4L58 8L50 12z"/>${kindMark(kind, 26, 8)}</g></svg><span><strong>${count.toLocaleString('en')} ${name}</strong> <span class="note">${meaning}</span></span></li>`;
}

function ownersIn(graph: MapGraph): readonly (readonly [key: string, name: string])[] {
  const found = new Map<string, string>();
  for (const { owner } of [...graph.groups, ...graph.nodes]) if (owner !== undefined) found.set(owner.key, owner.name);
  return [...found];
}
