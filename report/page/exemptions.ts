import type { ScopedExemption } from '../../rules/exemption';
import { isDate } from '../../rules/exemption';
import type { Finding } from '../../rules/rule';
import { coverOf, daysBetween, placeOf } from '../exemptions';
import { html, type Markup } from '../html';
import { objectText } from '../object';
import { plural } from '../words';
import { blame, said } from './blame';
import type { PageData, Section } from './data';
import { mark } from './marks';
import { items, more, table } from './table';

/** Days in which an exemption ends soon. */
const SOON = 30;
/** How many rows are listed, how many objects in each, and how many findings of each of these. */
const ROWS = 250;
const FINDINGS = 5;
const OBJECTS = 100;

/** What somebody accepts, the next to end first. */
export function exemptionsSection({ exemptions, judgement, today }: PageData): Section {
  const covered = new Map<ScopedExemption, Finding[]>();
  for (const { exemption, finding } of judgement.exempted) {
    const list = covered.get(exemption);
    if (list === undefined) covered.set(exemption, [finding]);
    else list.push(finding);
  }
  const byKey = new Map([...covered].map(([exemption, findings]) => [keyOf(exemption), findings]));
  const groups = groupsOf(exemptions, today);
  const body =
    groups.length === 0
      ? html`<p class="empty">Nothing is exempted.</p>`
      : html`
<p class="lead">${plural(exemptions.length, 'exemption')} for ${plural(judgement.exempted.length, 'finding')}, counted from ${today}. On the day after its last one each is a finding again.</p>
${table({
  caption: 'Exemptions by the days that are left',
  columns: ['rule', 'left', 'reason', 'covers'],
  rows: groups.slice(0, ROWS).map(({ first: { rule, expires, owner, reason, ticket }, days, members }) => {
    const all = members.map((exemption) => ({ exemption, findings: covered.get(exemption) ?? byKey.get(keyOf(exemption)) ?? [] }));
    const count = all.reduce((sum, { findings }) => sum + findings.length, 0);
    return [
      html`<code>${said(rule)}</code>`,
      html`${daysMark(days)}<br><span class="date">until ${said(`${expires}`)}</span>`,
      html`${said(`${reason}`)}${ticket !== undefined && html` <span class="ticket">${said(ticket)}</span>`}<br><span class="owner">${said(`${owner}`)}</span>`,
      html`${plural(count, 'finding')}, ${plural(members.length, 'exemption')}${items(all.map(coveredText), OBJECTS)}`,
    ];
  }),
})}
${more(groups.length - ROWS, 'exemption', 'palisade exemptions lists all of them')}`;
  return { id: 'exemptions', title: 'Exemptions', body };
}

/** Exemptions of which the same is said, wherever they are written. */
interface Group {
  readonly first: ScopedExemption;
  readonly days: number;
  readonly members: ScopedExemption[];
}

/** The next to end first. */
function groupsOf(exemptions: readonly ScopedExemption[], today: string): readonly Group[] {
  const groups = new Map<string, Group>();
  for (const exemption of exemptions) {
    const { rule, reason, owner, expires, ticket } = exemption;
    const key = JSON.stringify([rule, reason, owner, expires, ticket]);
    const days = isDate(expires) ? daysBetween(today, expires) : Number.NEGATIVE_INFINITY;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { first: exemption, days, members: [exemption] });
    else group.members.push(exemption);
  }
  return [...groups.values()].sort((one, other) => (one.days === other.days ? 0 : one.days - other.days));
}

/** What one of them is about and where it is written, and what it covers unless that is just the object. */
function coveredText({ exemption, findings }: { readonly exemption: ScopedExemption; readonly findings: readonly Finding[] }): Markup {
  const cover = coverOf(exemption);
  const [only, ...others] = findings;
  const isPlain = only !== undefined && others.length === 0 && objectText(only.manifest) === cover;
  const head = html`${said(cover)}, ${plural(findings.length, 'finding')} <code class="place">${said(placeOf(exemption))}</code>`;
  return isPlain ? html`${head}<br>${said(only.message)}` : html`${head}${items(findings.map(blame), FINDINGS)}`;
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
