import type { ScopedExemption } from '../rules/exemption';
import { isDate } from '../rules/exemption';
import type { Finding } from '../rules/rule';
import { coverOf, daysBetween, placeOf } from './exemptions';
import { html, type Markup } from './html';
import { objectText } from './object';
import { blame, placeText, said } from './page-blame';
import type { PageData, Section } from './page-data';
import { mark } from './page-marks';
import { items, more, table } from './page-table';
import { plural } from './words';

/** Days in which an exemption ends soon. */
const SOON = 30;
/** How many exemptions are listed, and how many findings of each. */
const ROWS = 250;
const FINDINGS = 5;

/** What somebody accepts, the next to end first. */
export function exemptionsSection({ exemptions, judgement, today }: PageData): Section {
  const covered = new Map<ScopedExemption, Finding[]>();
  for (const { exemption, finding } of judgement.exempted) {
    const list = covered.get(exemption);
    if (list === undefined) covered.set(exemption, [finding]);
    else list.push(finding);
  }
  const byKey = new Map([...covered].map(([exemption, findings]) => [keyOf(exemption), findings]));
  const sorted = exemptions
    .map((exemption) => ({ exemption, days: isDate(exemption.expires) ? daysBetween(today, exemption.expires) : Number.NEGATIVE_INFINITY }))
    .sort((one, other) => (one.days === other.days ? 0 : one.days - other.days));
  const body =
    sorted.length === 0
      ? html`<p class="empty">Nothing is exempted.</p>`
      : html`
<p class="lead">${plural(exemptions.length, 'exemption')} for ${plural(judgement.exempted.length, 'finding')}, counted from ${today}. On the day after its last one each is a finding again.</p>
${table({
  caption: 'Exemptions by the days that are left',
  columns: ['rule', 'left', 'last day', 'owner', 'reason', 'covers', 'written at'],
  rows: sorted.slice(0, ROWS).map(({ exemption, days }) => {
    const { rule, expires, owner, reason, ticket } = exemption;
    const findings = covered.get(exemption) ?? byKey.get(keyOf(exemption)) ?? [];
    return [
      html`<code>${said(rule)}</code>`,
      daysMark(days),
      html`<span class="date">${said(`${expires}`)}</span>`,
      said(`${owner}`),
      html`${said(`${reason}`)}${ticket !== undefined && html` <span class="ticket">${said(ticket)}</span>`}`,
      html`${said(coverOf(exemption))}: ${plural(findings.length, 'finding')}${items(
        findings.map((each) => found(each, coverOf(exemption))),
        FINDINGS,
      )}`,
      html`<code class="place">${said(placeOf(exemption))}</code>`,
    ];
  }),
})}
${more(sorted.length - ROWS, 'exemption', 'palisade exemptions lists all of them')}`;
  return { id: 'exemptions', title: 'Exemptions', body };
}

/** A finding, without the object where that is said already. */
function found(finding: Finding, cover: string): Markup {
  const place = html`<code class="place">${said(placeText(finding))}</code>`;
  return objectText(finding.manifest) === cover ? html`${said(finding.message)} ${place}` : blame(finding);
}

function daysMark(days: number): Markup {
  if (days === Number.NEGATIVE_INFINITY) return mark('bad', 'no date');
  if (days < 0) return mark('bad', `overdue by ${plural(-days, 'day')}`);
  return mark(days <= SOON ? 'unsure' : 'plain', `${plural(days, 'day')}${days <= SOON ? ', soon' : ''}`);
}

/** Annotations are read anew whenever they are asked for: the same one is known by what it says, and where. */
function keyOf(exemption: ScopedExemption): string {
  const { rule, reason, owner, expires, ticket } = exemption;
  return JSON.stringify([rule, reason, owner, expires, ticket, coverOf(exemption), placeOf(exemption)]);
}
