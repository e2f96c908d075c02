import { createHash } from 'node:crypto';
import { html, Markup } from '../html';
import { plural } from '../words';
import type { PageData, Section } from './data';
import { exemptionsSection } from './exemptions';
import { findingsSection } from './findings';
import { hostileSection } from './hostile';
import { levelsSection } from './levels';
import { linked } from './links';
import { mapSection } from './map';
import { symbols } from './marks';
import { matricesSection } from './matrices';
import { nodesSection } from './nodes';
import { openingsSection } from './openings';
import { overviewSection } from './overview';
import { PAGE_SCRIPT } from './script';
import { PAGE_STYLE } from './style';
import { subjectsSection } from './subjects';
import { threatsSection } from './threats';
import { verdictOf } from './verdict';

/** What the page is called when nobody says. */
export const PAGE_TITLE = 'Tenant isolation';

/** The whole report as one HTML file, which asks nobody for anything; the same bytes for the same data. */
export async function pageOf(data: PageData): Promise<string> {
  const sections: readonly Section[] = [
    overviewSection(data),
    await mapSection(data),
    openingsSection(data),
    matricesSection(data),
    hostileSection(data),
    subjectsSection(data),
    nodesSection(data),
    levelsSection(data),
    findingsSection(data),
    exemptionsSection(data),
    threatsSection(data),
  ];
  const style = [PAGE_STYLE, ...sections.map((section) => section.style ?? '')].filter((text) => text !== '').join('\n');
  const scripts = [PAGE_SCRIPT, ...sections.flatMap(({ script }) => script ?? [])];
  const { title = PAGE_TITLE } = data;
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policyOf(style, scripts)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<meta name="generator" content="palisade ${data.version}">
<title>${title}: ${verdictOf(data).word.toLowerCase()}</title>
<link rel="icon" href="data:,">
<style>${new Markup(style)}</style>
</head>
<body>
<a class="skip" href="#main">Skip to the report</a>
${symbols()}
<header class="top"><p class="product">Palisade</p><h1>${title}</h1>
<p class="scope">${plural(data.manifests.length, 'object')} in ${plural(data.files, 'file')}, for Kubernetes 1.${data.minor}, judged on <time datetime="${data.today}">${data.today}</time> by palisade ${data.version}</p></header>
<div class="page">
<nav class="contents" aria-label="Contents"><ol>${sections.map(({ id, title: name }) => html`<li><a href="#${id}">${name}</a></li>`)}</ol></nav>
<main id="main" tabindex="-1">${sections.map(sectionMarkup)}
${signatures()}
</main>
</div>
<footer><p>What lies outside of manifests (the cluster itself, its nodes, the cloud, the pipeline) is not judged here. This file asks nobody for anything and can be kept with the release that it is about.</p></footer>
${scripts.map(
  (script) => html`<script>${new Markup(script)}</script>
`,
)}</body>
</html>
`;
  return (data.links === undefined ? page : linked(page, data.links)).toString();
}

function sectionMarkup({ id, title, body }: Section): Markup {
  return html`
<section id="${id}" aria-labelledby="${id}-title"><h2 id="${id}-title">${title}</h2>${body}</section>`;
}

/** For paper: who has read it, and agrees. */
function signatures(): Markup {
  return html`<div class="signatures" aria-hidden="true">${['Name', 'Role', 'Date', 'Signature'].map((each) => html`<p>${each}</p>`)}</div>`;
}

/** Nothing is loaded and nothing is sent; only the styles and scripts of this very page count. */
function policyOf(style: string, scripts: readonly string[]): string {
  return [
    "default-src 'none'",
    `style-src ${hashOf(style)}`,
    `script-src ${scripts.map(hashOf).join(' ')}`,
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
}

/** https://www.w3.org/TR/CSP3/#grammardef-hash-source */
function hashOf(text: string): string {
  return `'sha256-${createHash('sha256').update(text, 'utf8').digest('base64')}'`;
}
