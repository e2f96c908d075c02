/** How the map looks: kinds of calls differ in dash and sign, too, so that nothing is told by colour alone. */
export const MAP_STYLE = `
#map { --map-ink: var(--ink, #1f2933); --map-soft: var(--soft, #52606d); --map-line: #5f6f84; --map-box: #eef2f6; --map-inner: #e3e9f0; --map-edge: #b6c2cf; --map-node: #ffffff; --map-ground: var(--card, #ffffff); --map-focus: var(--accent, #1d4ed8); --map-bad: var(--bad, #b42318); --map-unsure: var(--unsure, #93540a); --map-agreed: #6236c4; }
@media screen and (prefers-color-scheme: dark) { #map { --map-ink: var(--ink, #e4e9ee); --map-soft: var(--soft, #a9b4c0); --map-line: #8b9bb0; --map-box: #1f262e; --map-inner: #28313b; --map-edge: #42505f; --map-node: #2e3844; --map-ground: var(--card, #171b20); --map-focus: var(--accent, #8ab4ff); --map-bad: var(--bad, #ff8f85); --map-unsure: var(--unsure, #f0b354); --map-agreed: #bda6ff; } }
#map .map-stage { position: relative; margin: .75rem 0 .5rem; }
#map .map-view { overflow: auto; max-height: 85vh; border: 1px solid var(--map-edge); border-radius: 10px; background: var(--map-ground); }
#map .map-view.live { overflow: hidden; max-height: none; touch-action: pan-y; cursor: grab; }
#map .map-view.live.dragging { cursor: grabbing; user-select: none; }
#map .map-view > svg { display: block; margin: 0 auto; }
#map svg.map { font: 13px ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace; color: var(--map-ink); }
#map svg.map text { fill: var(--map-ink); }
#map .group > rect { fill: var(--map-box); stroke: var(--map-edge); stroke-width: 1; }
#map .group.inner > rect { fill: var(--map-inner); }
#map .group.cluster > rect { stroke-dasharray: 7 4; }
#map .group > .title, #map .node > .name { dominant-baseline: hanging; }
#map .group > .title { font-weight: 700; font-size: calc(15px * min(var(--grow, 1), var(--most, 1))); }
#map svg.map .small, #map svg.map .label text, #map svg.map .chip text { font-size: 11px; }
#map svg.map .small, #map svg.map .chip.declared text { fill: var(--map-soft); }
#map .node > .name { font-size: calc(13px * min(var(--grow, 1), var(--most, 1))); }
#map .group > rect, #map .node > rect, #map .call > .line { vector-effect: non-scaling-stroke; }
#map .node > rect { fill: var(--map-node); stroke: var(--map-line); stroke-width: 1.2; }
#map .node.remote > rect { fill: var(--map-ground); stroke-dasharray: 5 3; }
#map .node.stranger > rect { stroke-dasharray: 2 3; }
#map .node.tenant > .name, #map .node.tenants > .name { font-weight: 700; }
#map .node.host > rect { stroke: var(--map-bad); stroke-width: 2.4; }
#map .call > .line { fill: none; stroke: var(--map-line); stroke-width: 1.4; }
#map .call > .reach { fill: none; stroke: transparent; stroke-width: 13; }
#map .head { fill: var(--map-line); }
#map .label > rect { fill: var(--map-ground); }
#map .sort { fill: none; stroke: currentColor; stroke-width: 2; }
#map .call.broken { color: var(--map-bad); }
#map .call.unknown { color: var(--map-unsure); }
#map .call.consent { color: var(--map-agreed); }
#map .call.undeclared { color: var(--map-soft); }
#map .call.broken > .line { stroke: var(--map-bad); stroke-width: 2.6; stroke-dasharray: 7 4; }
#map .call.unknown > .line { stroke: var(--map-unsure); stroke-width: 1.8; stroke-dasharray: 1.5 4; stroke-linecap: round; }
#map .call.consent > .line { stroke: var(--map-agreed); stroke-width: 2.2; stroke-dasharray: 14 4; }
#map .call.consent .sort { fill: currentColor; stroke: none; }
#map .call.undeclared > .line { stroke: var(--map-soft); stroke-dasharray: 4 3; }
#map .head.broken { fill: var(--map-bad); }
#map .head.unknown { fill: var(--map-unsure); }
#map .head.consent { fill: var(--map-agreed); }
#map .head.undeclared { fill: var(--map-soft); }
#map .chip > rect { fill: transparent; }
#map .live .item { cursor: pointer; }
#map .item:focus { outline: none; }
#map .node:focus-visible > rect, #map .group:focus-visible > rect, #map .chip:focus-visible > rect { stroke: var(--map-focus); stroke-width: 3; stroke-dasharray: none; }
#map .call:focus-visible > .line { stroke: var(--map-focus); stroke-width: 3.4; }
#map .told .item.node, #map .told .item.call { opacity: .14; }
#map .told .item.near { opacity: 1; }
#map .told .item.near > .line { stroke-width: 2.6; }
#map .told .item.here > rect { stroke: var(--map-focus); stroke-width: 2.6; }
#map .item.off { display: none; }
#map .group.off { display: inline; opacity: .3; }
#map .far .node > .small, #map .far .label, #map .far .chip text, #map .far .chip .sort { visibility: hidden; }
#map .map-frame.full { position: fixed; inset: 0; z-index: 3; display: flex; flex-direction: column; padding: .75rem; background: var(--map-ground); }
#map .map-frame.full .map-stage { flex: 1; min-height: 0; }
#map .map-tools { align-items: end; margin-bottom: 0; }
#map .map-zoom { display: inline-flex; flex-wrap: wrap; gap: .25rem; }
#map .map-zoom button { min-width: 2.1rem; }
#map .map-legend { list-style: none; display: flex; flex-wrap: wrap; gap: .35rem 1.5rem; margin: .5rem 0; padding: 0; }
#map .map-legend li { display: flex; align-items: center; gap: .5rem; }
#map .map-legend svg { flex: none; }
#map .note, #map .map-keys, #map .silent { color: var(--map-soft); }
#map .map-keys, #map .silent { font-size: .9em; }
#map .map-details { position: absolute; top: .75rem; right: .75rem; width: min(25rem, calc(100% - 1.5rem)); max-height: calc(100% - 1.5rem); overflow: auto; box-sizing: border-box; padding: .75rem 1rem; border: 1px solid var(--map-edge); border-radius: 8px; background: var(--map-ground); color: var(--map-ink); box-shadow: 0 4px 18px rgb(0 0 0 / .22); font-size: .9em; overflow-wrap: anywhere; }
#map .map-details[hidden] { display: none; }
#map .map-details.left { right: auto; left: .75rem; }
#map .map-details h3 { margin: 0 0 .35rem; font-size: 1.05em; }
#map .map-details p, #map .map-details ul { margin: .25rem 0; }
#map .map-details button { font: inherit; color: inherit; background: none; border: 0; padding: .15rem 0; text-align: left; text-decoration: underline; cursor: pointer; overflow-wrap: anywhere; }
#map .wide { margin: .75rem 0; }
#map .wide li { margin-left: 1.2rem; list-style: disc; overflow-wrap: anywhere; }
#map .calls, #map .silent { margin-top: .6rem; }
#map .calls .scroll { margin-top: .5rem; max-height: 75vh; overflow-y: auto; }
#map .map-said { position: absolute; width: 1px; height: 1px; margin: 0; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
#map td.broken { color: var(--map-bad); font-weight: 700; }
#map td.unknown { color: var(--map-unsure); }
@media (forced-colors: active) { #map .told .item.node, #map .told .item.call { opacity: .4; } }
@media print { #map .map-tools, #map .map-keys, #map .map-details { display: none; } #map .map-view, #map .map-view.live { overflow: visible; max-height: none; border: 0; } #map .map-view > svg { width: 100%; height: auto; max-height: 24cm; } #map .far .node > .small, #map .far .label, #map .far .chip text, #map .far .chip .sort { visibility: visible; } }
`;
