import type { Manifest } from '../../analysis/manifest';
import { ASPECTS, type Aspect, STANDINGS } from '../../analysis/proof/opening';
import { hostileStandings } from '../../analysis/proof/proof';
import { appsOf, servicesOf } from '../../analysis/workloads/apps';
import { podsIn, type RunningPod } from '../../analysis/workloads/pods';
import { daysBetween } from '../exemptions';
import { html, type Markup, type Part } from '../html';
import { plural } from '../words';
import { placeText, said } from './blame';
import type { PageData, Section } from './data';
import { mark, sign, standingMark, toneOf } from './marks';
import { more, table } from './table';
import { verdictOf } from './verdict';

/** How many files that could not be read are listed. */
const MOST = 100;

const WHERE: Readonly<Record<Aspect, string>> = { network: '#pairs', permissions: '#pairs', nodes: '#pairs' };

/** The verdict, and how much stands behind it. */
export function overviewSection(data: PageData): Section {
  const { proof } = data;
  const verdict = verdictOf(data);
  const body = html`
<div class="verdict ${verdict.tone}">${sign(verdict.tone)}<p><strong>${verdict.word}</strong><span>${verdict.sentence}</span></p></div>
${unread(data)}
<dl class="figures">${figures(data).map(
    ([name, count, note, tone]) => html`
<div${tone !== undefined && html` class="${tone}"`}><dt>${name}${note !== undefined && html` <span class="note">${note}</span>`}</dt><dd>${count.toLocaleString('en')}</dd></div>`,
  )}</dl>
${
  proof.tenants.length > 1 &&
  table({
    caption: 'Pairs of tenants by verdict',
    columns: ['about', ...STANDINGS, 'share'],
    numbers: [1, 2, 3, 4],
    rows: ASPECTS.map((aspect) => [
      html`<a href="${WHERE[aspect]}">${aspect}</a>`,
      ...STANDINGS.map((standing) => {
        const count = proof.counts[aspect][standing];
        return count === 0 ? html`<span class="none">0</span>` : mark(toneOf(standing), count.toLocaleString('en'));
      }),
      bar(data, aspect),
    ]),
  })
}
${hostileSummary(data)}
<details class="granted"><summary>Taken for granted: ${plural(proof.assumptions.size, 'assumption')}</summary>
<p class="lead">No manifest can say these. The verdicts hold as far as they do.</p>
<dl>${[...proof.assumptions].map(
    ([name, text]) => html`
<div><dt><code>${name}</code></dt><dd>${said(text)}</dd></div>`,
  )}</dl></details>`;
  return { id: 'overview', title: 'Overview', body };
}

type Figure = readonly [name: string, count: number, note?: string, tone?: string];

function figures({ manifests, files, proof, judgement, exemptions, today, unreadable }: PageData): readonly Figure[] {
  const errors = judgement.findings.filter(({ rule }) => rule.severity === 'error').length;
  const warnings = judgement.findings.length - errors;
  const next = [...exemptions].filter(({ expires }) => expires >= today).sort((one, other) => (one.expires < other.expires ? -1 : 1))[0];
  const overdue = exemptions.filter(({ expires }) => expires < today).length;
  const note =
    overdue > 0
      ? `${overdue.toLocaleString('en')} overdue`
      : next === undefined
        ? undefined
        : `next ends in ${daysBetween(today, next.expires)} d`;
  return [
    ['tenants', proof.tenants.length],
    ['apps', appsIn(manifests)],
    ['objects', manifests.length, `in ${plural(files, 'file')}`],
    ['errors', errors, undefined, errors > 0 ? 'bad' : 'good'],
    ['warnings', warnings, undefined, warnings > 0 ? 'unsure' : 'good'],
    ['exemptions', exemptions.length, note, overdue > 0 ? 'bad' : undefined],
    ...(unreadable.length === 0 ? [] : [['not read', unreadable.length, undefined, 'bad'] as const]),
  ];
}

/** Workloads that one Service, or one name of an app, holds together are one app. */
function appsIn(manifests: readonly Manifest[]): number {
  const groups = new Map<unknown, RunningPod[]>();
  for (const running of podsIn(manifests)) {
    const { namespace } = running.manifest.object.metadata;
    const group = groups.get(namespace);
    if (group === undefined) groups.set(namespace, [running]);
    else group.push(running);
  }
  const services = servicesOf(manifests);
  return [...groups.values()].reduce((sum, group) => sum + appsOf(group, services).length, 0);
}

/** How the pairs are shared out, as a bar: the numbers are told beside it. */
function bar({ proof: { counts } }: PageData, aspect: Aspect): Markup {
  const all = STANDINGS.reduce((sum, standing) => sum + counts[aspect][standing], 0);
  let start = 0;
  const parts = STANDINGS.map((standing) => {
    const count = counts[aspect][standing];
    // What is there at all can be seen.
    const width = count === 0 ? 0 : Math.max(1, (100 * count) / all);
    const x = start;
    start += width;
    return width > 0 && html`<rect class="${toneOf(standing)}" x="${x.toFixed(2)}" width="${width.toFixed(2)}" height="6"/>`;
  });
  return html`<svg class="bar" viewBox="0 0 ${Math.max(100, start).toFixed(2)} 6" preserveAspectRatio="none" aria-hidden="true">${parts}</svg>`;
}

function hostileSummary({ proof }: PageData): Part {
  if (proof.hostile.length === 0) return undefined;
  const found = [...hostileStandings(proof).values()];
  const counts = STANDINGS.map((standing) => [standing, found.filter((each) => each === standing).length] as const);
  return html`
<p class="hostile-line"><a href="#hostile">If a tenant is hostile</a>: ${counts.map(([standing, count]) => count > 0 && html` <span class="pair-count">${standingMark(standing)} ${plural(count, 'tenant')}</span>`)}</p>`;
}

function unread({ unreadable }: PageData): Part {
  if (unreadable.length === 0) return undefined;
  return html`
<div class="unread"><h3>${mark('bad', 'Not read')} <span class="count">${plural(unreadable.length, 'document')}</span></h3>
<ul>${unreadable.slice(0, MOST).map(
    ({ manifest, pointer, message }) => html`
<li><code class="place">${said(placeText({ manifest, pointer }))}</code> ${said(message)}</li>`,
  )}</ul>
${more(unreadable.length - MOST, 'document', 'palisade check lists all of them')}</div>`;
}
