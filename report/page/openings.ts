import { type Opening, STANDINGS, sideText } from '../../analysis/proof/opening';
import type { Proof } from '../../analysis/proof/proof';
import { html, type Markup, type Part } from '../html';
import { plural } from '../words';
import { reasons, said } from './blame';
import type { PageData, Section } from './data';
import { standingMark, toneOf } from './marks';
import { more } from './table';

/** How many ways of each standing are told in full. */
const MOST = 120;

const WORDS = {
  broken: 'There is a way that nobody declares. The shortest one is shown, with what to blame for it.',
  'not proven': 'What decides is in no file, or was not told. It counts as open until somebody says otherwise.',
  'open by consent': 'There is a way, and whoever is reached declares it.',
} as const;

/** Every way between tenants, the worst first. */
export function openingsSection({ proof }: PageData): Section {
  const groups = [...STANDINGS].reverse().flatMap((standing) => {
    const found = [...proof.openings.entries()].filter(([, opening]) => opening.standing === standing);
    return standing === 'isolated' || found.length === 0 ? [] : [{ standing, found }];
  });
  const body =
    groups.length === 0
      ? html`<p class="empty">${proof.tenants.length < 2 ? 'There are no two tenants here: nobody can reach another.' : 'There is no way between any two tenants.'}</p>`
      : groups.map(
          ({ standing, found }) => html`
<h3>${standingMark(standing)} <span class="count">${plural(found.length, 'way')}</span></h3>
<p class="lead">${WORDS[standing]}</p>
<div class="openings">${found.slice(0, MOST).map(([index, opening]) => openingCard(opening, { id: openingId(index) }))}</div>
${more(found.length - MOST, 'way', 'palisade prove lists all of them')}`,
        );
  return { id: 'ways', title: 'Ways between tenants', body: html`${body}${operators(proof)}` };
}

interface Card {
  /** Where links lead. */
  readonly id?: string;
  /** How many tenants have a way just like it. */
  readonly alike?: number;
}

/** One way: from whom to whom, step by step, and what opens it. */
export function openingCard(
  { aspect, standing, from, to, text, path, reasons: all, more: others }: Opening,
  { id, alike = 0 }: Card,
): Markup {
  return html`
<article class="opening ${toneOf(standing)}"${id !== undefined && html` id="${id}" tabindex="-1"`}>
<h4><span class="pair">${said(sideText(from))} <span class="arrow" aria-hidden="true">→</span><span class="unseen"> to </span> ${said(sideText(to))}</span> <span class="aspect">${aspect}</span></h4>
<p>${said(text)}${others > 0 && html` <span class="more">(and ${others.toLocaleString('en')} more like it)</span>`}${alike > 0 && html` <span class="more">(so it is with ${plural(alike, 'more tenant')})</span>`}</p>
<ol class="path">${path.map((step) => html`<li>${said(step)}</li>`)}</ol>
${reasons(all)}
</article>`;
}

/** The place on the page of the opening at an index of the proof. */
export function openingId(index: number): string {
  return `way-${index + 1}`;
}

/** Which openings have a place on the page. */
export function openingLinks(proof: Proof): ReadonlyMap<Opening, string> {
  const counts = new Map<string, number>();
  const links = new Map<Opening, string>();
  for (const [index, opening] of proof.openings.entries()) {
    const count = counts.get(opening.standing) ?? 0;
    counts.set(opening.standing, count + 1);
    if (count < MOST) links.set(opening, openingId(index));
  }
  return links;
}

function operators({ operators: all }: Proof): Part {
  if (all.length === 0) return undefined;
  return html`
<h3>Operators <span class="count">${plural(all.length, 'subject')}</span></h3>
<p class="lead">People of no tenant who were given what reaches into tenants. Every tenant trusts them.</p>
<ul class="operators">${all.slice(0, MOST).map(
    ({ who, into, reasons: why }) => html`
<li><strong>${said(who)}</strong> into ${said(sideText(into))}${reasons(why)}</li>`,
  )}</ul>
${more(all.length - MOST, 'operator', 'palisade prove lists all of them')}`;
}
