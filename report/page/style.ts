/** The look of the page: system fonts, light and dark, from 360 px to paper. Every text has a contrast of 4.5 to 1 at least. */
export const PAGE_STYLE = `
:root {
  color-scheme: light dark;
  --paper: #f7f7f5; --card: #ffffff; --ink: #1b1f24; --soft: #575e68; --line: #dfe1e5; --accent: #2a4aa0; --shade: #f0f1f3;
  --good: #14683a; --good-soft: #e6f4eb; --agreed: #1a559f; --agreed-soft: #e6effa;
  --unsure: #7a4e00; --unsure-soft: #fcf2da; --bad: #ab1f1a; --bad-soft: #fcebe9;
  --mono: ui-monospace, "SF Mono", "Cascadia Mono", "Segoe UI Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace;
}
@media screen and (prefers-color-scheme: dark) {
  :root {
    --paper: #101316; --card: #171b20; --ink: #e7eaed; --soft: #a3abb5; --line: #2c333b; --accent: #a3b8ff; --shade: #20262d;
    --good: #63d08b; --good-soft: #12281b; --agreed: #86b8f7; --agreed-soft: #14243a;
    --unsure: #e8ba4f; --unsure-soft: #2b2310; --bad: #ff958c; --bad-soft: #371b1a;
  }
}
* { box-sizing: border-box; }
html { scroll-padding-top: 1rem; -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 15px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", sans-serif; }
a { color: var(--accent); text-underline-offset: .18em; text-decoration-thickness: 1px; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; border-radius: 3px; }
code, .path li, .object, .subject { font-family: var(--mono); font-size: .87em; overflow-wrap: anywhere; }
h1, h2, h3, h4, p, ul, ol, dl, dd { margin: 0; }
ul, ol { padding: 0; list-style: none; }
[hidden] { display: none !important; }
.symbols { position: absolute; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.skip { position: absolute; left: 1rem; top: -4rem; z-index: 2; padding: .5rem .9rem; background: var(--card); border: 1px solid var(--accent); border-radius: 6px; }
.skip:focus { top: .6rem; }
.top, .page, footer { max-width: 82rem; margin: 0 auto; padding: 0 1.5rem; }
.top { padding-top: 2.2rem; padding-bottom: 1.2rem; }
.product { color: var(--soft); font-size: .78rem; font-weight: 600; letter-spacing: .14em; text-transform: uppercase; }
h1 { font-size: 1.9rem; line-height: 1.2; font-weight: 650; letter-spacing: -.018em; overflow-wrap: anywhere; }
.scope { margin-top: .35rem; color: var(--soft); }
.page { display: grid; gap: 0 2.5rem; grid-template-columns: minmax(0, 1fr); }
main:focus { outline: none; }
main > section { padding: 1.6rem 0 1.4rem; border-top: 1px solid var(--line); }
main > section:first-child { border-top: 0; padding-top: .4rem; }
h2 { margin-bottom: .9rem; font-size: 1.3rem; line-height: 1.3; font-weight: 650; letter-spacing: -.01em; }
h3 { margin: 1.5rem 0 .35rem; font-size: 1rem; font-weight: 650; }
h4 { font-size: .95rem; font-weight: 600; overflow-wrap: anywhere; }
.lead { max-width: 76ch; margin-bottom: .8rem; color: var(--soft); }
.count, .aspect, .note, .scope, .ticket { color: var(--soft); font-weight: 400; }
.none, .more, .empty { color: var(--soft); }
p.more { margin-top: .5rem; font-size: .93em; }
.empty { padding: 1rem 1.1rem; background: var(--card); border: 1px solid var(--line); border-radius: 8px; }
.contents { margin-bottom: .6rem; font-size: .93rem; }
.contents ol { display: flex; flex-wrap: wrap; gap: .25rem .35rem; }
.contents a { display: block; padding: .22rem .6rem; border: 1px solid var(--line); border-radius: 6px; color: var(--ink); text-decoration: none; }
.contents a:hover { border-color: var(--accent); color: var(--accent); }
.contents a[aria-current] { background: var(--shade); font-weight: 600; }

.sign { width: 1em; height: 1em; flex: none; fill: currentColor; vertical-align: -.12em; }
.stroke { fill: none; stroke: var(--card); stroke-width: 1.9; stroke-linecap: round; stroke-linejoin: round; }
.mark { display: inline-flex; align-items: baseline; gap: .4em; font-weight: 600; }
.mark .sign { align-self: center; vertical-align: 0; }
.good { --tone: var(--good); --tone-soft: var(--good-soft); }
.agreed { --tone: var(--agreed); --tone-soft: var(--agreed-soft); }
.unsure { --tone: var(--unsure); --tone-soft: var(--unsure-soft); }
.bad { --tone: var(--bad); --tone-soft: var(--bad-soft); }
.plain { --tone: var(--ink); --tone-soft: var(--shade); }
.mark { color: var(--tone); }
.mark.plain { font-weight: 400; }
.mark.plain .sign { opacity: .55; }
.legend { display: flex; flex-wrap: wrap; gap: .3rem 1.3rem; margin-bottom: .6rem; }

.verdict { display: flex; align-items: center; gap: 1.1rem; padding: 1.15rem 1.3rem; background: var(--tone-soft); border: 1px solid var(--tone); border-radius: 10px; }
.verdict > .sign { width: 2.7rem; height: 2.7rem; color: var(--tone); }
.verdict strong { display: block; color: var(--tone); font-size: 1.45rem; line-height: 1.25; letter-spacing: -.01em; }
.figures { display: grid; grid-template-columns: repeat(auto-fit, minmax(8.2rem, 1fr)); gap: .7rem; margin: 1rem 0 1.3rem; }
.figures > div { display: flex; flex-direction: column-reverse; justify-content: flex-end; padding: .7rem .9rem; background: var(--card); border: 1px solid var(--line); border-radius: 8px; }
.figures dt { color: var(--soft); font-size: .87rem; }
.figures dd { font-size: 1.55rem; line-height: 1.25; font-weight: 600; font-variant-numeric: tabular-nums; letter-spacing: -.01em; }
.figures .bad dd, .figures .unsure dd, .figures .good dd { color: var(--tone); }
.figures .note { display: block; font-size: .95em; }
.bar { display: block; margin-top: .42rem; width: 100%; min-width: 7rem; height: .7rem; border-radius: 3px; background: var(--shade); }
.bar rect { fill: var(--tone); }
.hostile-line { margin: .9rem 0; }
.pair-count { display: inline-flex; flex-wrap: wrap; gap: .4em; margin-right: 1rem; }
.unread { margin-top: 1rem; padding: .1rem 1.1rem .9rem; background: var(--card); border: 1px solid var(--bad); border-radius: 8px; overflow-wrap: anywhere; }
.unread h3 { margin-top: .8rem; }

summary { cursor: pointer; }
.granted { background: var(--card); border: 1px solid var(--line); border-radius: 8px; }
.granted > summary { padding: .7rem 1rem; font-weight: 600; }
.granted > .lead, .granted > dl { padding: 0 1rem; }
.granted dl { padding-bottom: .8rem; }
.granted dl > div { display: grid; grid-template-columns: minmax(0, 13rem) minmax(0, 1fr); gap: .1rem 1rem; padding: .35rem 0; border-top: 1px solid var(--line); }
.granted dd, .granted dt { overflow-wrap: anywhere; }

.scroll { position: relative; max-width: 100%; overflow-x: auto; background: var(--card); border: 1px solid var(--line); border-radius: 8px; }
table { width: 100%; border-collapse: collapse; font-variant-numeric: tabular-nums; }
caption { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
th, td { padding: .45rem .8rem; text-align: left; vertical-align: top; border-top: 1px solid var(--line); }
thead th, thead td { border-top: 0; color: var(--soft); font-size: .85rem; font-weight: 600; white-space: nowrap; vertical-align: bottom; }
tbody th { font-weight: 600; overflow-wrap: anywhere; }
tbody tr:hover { background: var(--shade); }
.number { text-align: right; white-space: nowrap; }
tbody th { min-width: 10.5rem; }
td code { overflow-wrap: break-word; }
.subject { display: block; }
td { min-width: 6.5rem; overflow-wrap: break-word; }
td .items { min-width: 12.5rem; }
th > .mark, td > .mark { white-space: nowrap; }
.scroll:has(.matrix) { width: fit-content; }
.date { white-space: nowrap; }
td .items { font-size: .96em; }
.items li { position: relative; padding-left: .9em; }
.items li::before { content: "·"; position: absolute; left: .1em; color: var(--soft); font-weight: 700; }
.items li:only-child { padding-left: 0; }
.items li:only-child::before { content: none; }
.gain { color: var(--soft); }
.place, .field { color: var(--soft); }
a.place { text-decoration: underline; }
.object, .field { margin-right: .3em; }

.matrix { width: auto; }
.matrix td, .matrix th { min-width: 0; }
.matrix th[scope=row] { position: sticky; left: 0; background: var(--card); border-right: 1px solid var(--line); white-space: nowrap; }
.matrix .corner { position: sticky; left: 0; background: var(--card); border-right: 1px solid var(--line); }
.matrix td a { text-decoration-color: transparent; }
.matrix td a:hover { text-decoration-color: currentColor; }
.matrix .self { background: repeating-linear-gradient(-45deg, transparent 0 4px, var(--shade) 4px 6px); }
.matrix.signs th[scope=col] { padding: .5rem 0; text-align: left; }
.matrix.signs th[scope=col] span { display: inline-block; max-height: 9rem; overflow: hidden; writing-mode: vertical-rl; transform: rotate(180deg); line-height: 1.9rem; text-overflow: ellipsis; }
.matrix.signs td { padding: 0; width: 1.9rem; min-width: 1.9rem; height: 1.9rem; text-align: center; vertical-align: middle; border-left: 1px solid var(--line); }
.matrix.signs tbody th { padding: 0 .7rem; vertical-align: middle; font-weight: 500; }
.matrix.signs .mark { display: inline-block; line-height: 1; }
.matrix.signs .mark.good .sign { opacity: .5; }
.matrix.signs td a { display: grid; place-items: center; height: 1.85rem; background: var(--shade); }

.openings { display: grid; gap: .7rem; }
.opening { padding: .75rem 1rem; background: var(--card); border: 1px solid var(--line); border-left: 4px solid var(--tone); border-radius: 6px; }
.opening:target { outline: 2px solid var(--tone); outline-offset: 1px; }
.opening h4 { display: flex; flex-wrap: wrap; gap: 0 .7rem; justify-content: space-between; }
.arrow { color: var(--soft); }
.path { display: flex; flex-wrap: wrap; gap: .3rem .1rem; margin: .45rem 0; }
.path li { padding: .08rem .5rem; background: var(--shade); border-radius: 4px; }
.path li + li { margin-left: 1.5rem; position: relative; }
.path li + li::before { content: "→"; position: absolute; left: -1.25rem; color: var(--soft); font-family: system-ui, sans-serif; }
.reasons li, .operators li, .crossings > li { overflow-wrap: anywhere; }
.reasons { font-size: .93em; }
.reasons li + li { margin-top: .1rem; }
.operators > li, .crossings > li { padding: .5rem 0; border-top: 1px solid var(--line); }

.filter { display: flex; flex-wrap: wrap; gap: .5rem .9rem; align-items: end; margin-bottom: .9rem; padding: .7rem .9rem; background: var(--card); border: 1px solid var(--line); border-radius: 8px; }
.filter label { display: flex; flex-direction: column; color: var(--soft); font-size: .85rem; min-width: 0; }
.filter select, .filter input, .filter button { min-height: 2.1rem; max-width: 100%; padding: .2rem .55rem; color: var(--ink); background: var(--paper); border: 1px solid var(--soft); border-radius: 6px; font: inherit; }
.filter select { max-width: 14rem; }
.filter output { padding-bottom: .3rem; }
.rules { display: grid; gap: .7rem; }
.rule { background: var(--card); border: 1px solid var(--line); border-radius: 8px; }
.rule > summary { display: flex; flex-wrap: wrap; gap: .1rem .9rem; align-items: baseline; padding: .6rem 1rem; }
.rule > summary::before { content: "▸"; color: var(--soft); }
.rule[open] > summary::before { content: "▾"; }
.rule > summary::-webkit-details-marker { display: none; }
.rule > summary h3 { margin: 0; }
.rule > summary h3 code { font-size: .95em; }
.rule > summary .title { flex-basis: 100%; padding-left: 1.5rem; color: var(--soft); }
.rule > .more { padding: 0 1rem .7rem; }
.about { padding: 0 1rem .6rem; font-size: .93em; }
.about > div { display: grid; grid-template-columns: 4.5rem minmax(0, 1fr); gap: 0 .6rem; }
.about dt { color: var(--soft); }
.about dd { overflow-wrap: anywhere; }
.findings li { display: grid; grid-template-columns: minmax(0, 5fr) minmax(0, 6fr); gap: 0 1.2rem; padding: .4rem 1rem; border-top: 1px solid var(--line); overflow-wrap: anywhere; }
.findings .blame { font-size: .95em; }

.signatures { display: none; }
footer { padding-top: 1.2rem; padding-bottom: 2.5rem; color: var(--soft); font-size: .9rem; }
footer p { max-width: 80ch; }

@media (min-width: 68rem) {
  .page { grid-template-columns: 13rem minmax(0, 1fr); }
  footer { padding-left: 17rem; }
  .contents { position: sticky; top: 1.2rem; align-self: start; max-height: calc(100vh - 2.4rem); overflow-y: auto; padding-top: .4rem; }
  .contents ol { flex-direction: column; gap: .1rem; }
  .contents a { border-color: transparent; padding: .25rem .7rem; }
}
@media (max-width: 44rem) {
  .top, .page, footer { padding-left: 1rem; padding-right: 1rem; }
  h1 { font-size: 1.5rem; }
  .verdict { align-items: flex-start; padding: 1rem; }
  .verdict > .sign { width: 1.9rem; height: 1.9rem; }
  .findings li, .granted dl > div, .about > div { grid-template-columns: minmax(0, 1fr); }
  .about dd { margin-bottom: .3rem; }
  .rule > summary .title { padding-left: 0; }
  .filter label, .filter select, .filter input { width: 100%; max-width: none; }
}
@media (prefers-reduced-motion: no-preference) {
  html { scroll-behavior: smooth; }
}
@media (forced-colors: active) {
  .bar rect { forced-color-adjust: none; }
  .stroke { stroke: Canvas; }
}
@page { margin: 15mm 14mm; }
@media print {
  :root { --paper: #ffffff; --shade: #f3f3f3; }
  html { color-scheme: light; }
  body { font-size: 9.5pt; line-height: 1.4; print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  .skip, .contents, .filter { display: none !important; }
  .scroll:has(.matrix) { width: auto; }
  .top, .page, footer { max-width: none; padding-left: 0; padding-right: 0; }
  .page { display: block; }
  .scroll { overflow: visible; }
  .matrix th[scope=row], .matrix .corner { position: static; }
  .matrix.signs { font-size: 7pt; }
  .matrix.signs td, .matrix.signs td a { width: auto; min-width: 0; height: auto; padding: 1pt; }
  .matrix.signs th[scope=col] span { font-size: 7pt; line-height: 1.3; }
  .matrix.signs tbody th { min-width: 0; padding: 0 2pt; }
  td .items { min-width: 0; }
  td { min-width: 0; }
  tbody th { min-width: 6.5rem; }
  thead th { font-size: 8pt; }
  td code { overflow-wrap: anywhere; }
  th > .mark, td > .mark { white-space: normal; }
  th, td { padding: 2.5pt 5pt; }
  thead { display: table-header-group; }
  tr, .opening, .verdict, .figures > div, .findings li, .about { break-inside: avoid; }
  h2, h3, h4, summary, .lead { break-after: avoid; }
  main > section { padding: 12pt 0; }
  details::details-content { content-visibility: visible; block-size: auto; }
  .rule[open] > summary::before, .rule > summary::before { content: none; }
  .bar { margin-top: 2pt; }
  .rule > summary .title { padding-left: 0; }
  a { color: inherit; text-decoration: none; }
  main a[href^="http"]:not(.place)::after { content: " (" attr(href) ")"; color: var(--soft); font-size: .85em; overflow-wrap: anywhere; }
  .signatures { display: grid; grid-template-columns: 2fr 2fr 1fr 2fr; gap: 14pt; margin-top: 36pt; break-inside: avoid; }
  .signatures p { padding-top: 4pt; border-top: 1px solid var(--ink); color: var(--soft); font-size: 8.5pt; }
}
`.trim();
