import { html, type Markup, type Part } from '../html';
import { crossingWords, gainsWords, grantWords, scopeWords, stepWords } from '../permissions/text';
import { type ChainView, type CrossingView, permissionsView, type SubjectView } from '../permissions/view';
import { plural } from '../words';
import { said } from './blame';
import type { PageData, Section } from './data';
import { mark } from './marks';
import { items, more, table } from './table';

/** How much is listed: of subjects, of what one may do, of what it leads to, and of crossings. */
const SUBJECTS = 150;
const RULES = 8;
const NAMES = 8;
const CHAINS = 6;
const CROSSINGS = 60;

/** Who may do what, and what that leads to. */
export function subjectsSection({ permissions }: PageData): Section {
  const { subjects, crossings, unresolved, powerless } = permissionsView(permissions, {});
  const broken = crossings.filter(({ kind }) => kind !== 'consent');
  const crossing = new Set(broken.map(({ subject }) => subject));
  const rank = (each: SubjectView) => (crossing.has(each.subject) ? 0 : each.escalations.length > 0 ? 1 : 2);
  const sorted = subjects.map((each) => ({ each, rank: rank(each) })).sort((one, other) => one.rank - other.rank);
  const body = html`
<p class="lead">By the roles and bindings of the files, with the default roles of Kubernetes. ${plural(subjects.length, 'subject')} bound by name; ${plural(powerless, 'ServiceAccount')} bound to nothing. Long lists are cut: palisade permissions --as SUBJECT has all of one.</p>
${broken.length > 0 && crossingsMarkup(broken)}
${
  subjects.length === 0
    ? html`<p class="empty">Nobody is bound to anything.</p>`
    : table({
        caption: 'Permissions of each subject',
        columns: ['subject', 'belongs to', 'may', 'leads to'],
        rows: sorted.slice(0, SUBJECTS).map(({ each }) => subjectRow(each, crossing.has(each.subject))),
      })
}
${more(sorted.length - SUBJECTS, 'subject', 'palisade permissions lists all of them; those who cross, and those whose rights lead further, stand first')}
${
  unresolved.length > 0 &&
  html`<h3>Bound to roles that are not here <span class="count">${plural(unresolved.length, 'binding')}</span></h3>
<p class="lead">They give what whoever makes such a role says.</p>
${items(
  unresolved.map(
    ({ binding, role, place }) =>
      html`<span class="object">${said(binding)}</span> ${said(role)}${place !== null && html` <code class="place">${said(`${place.file}:${place.line}`)}</code>`}`,
  ),
  SUBJECTS,
)}`
}`;
  return { id: 'permissions', title: 'Permissions', body };
}

function subjectRow({ subject, tenants, access, escalations }: SubjectView, isCrossing: boolean): readonly Part[] {
  const rules = access.flatMap(({ namespace, rules: own }) => own.map((rule) => ({ namespace, ...rule })));
  return [
    html`<span class="subject">${said(subject)}</span>${isCrossing && html` ${mark('bad', 'crosses tenants')}`}`,
    tenants.length === 0 ? html`<span class="none">no tenant</span>` : said(tenants.join(', ')),
    items(
      rules.map(
        ({ namespace, verbs, resources }) =>
          html`${said(verbs.join(', '))}: ${few(resources)} <span class="scope">${said(scopeWords(namespace))}</span>`,
      ),
      RULES,
    ) ?? html`<span class="none">nothing</span>`,
    items(
      escalations.map((chain) => chainMarkup(chain)),
      CHAINS,
    ) ?? html`<span class="none">nothing more</span>`,
  ];
}

function few(names: readonly string[]): string {
  const left = names.length - NAMES;
  return `${said(names.slice(0, NAMES).join(', '))}${left > 0 ? ` and ${left.toLocaleString('en')} more` : ''}`;
}

function chainMarkup(chain: ChainView): Markup {
  return html`${chain.steps.map((step, index) => html`${index > 0 && ', then '}${said(stepWords(step))}`)} <span class="gain"><span aria-hidden="true">→ </span><span class="unseen">: </span>${said(gainsWords(chain))}</span>`;
}

function crossingsMarkup(all: readonly CrossingView[]): Markup {
  return html`
<h3>Who crosses <span class="count">${plural(all.length, 'crossing')}</span></h3>
<ul class="crossings">${all.slice(0, CROSSINGS).map(
    (crossing) => html`
<li>${mark('bad', crossing.kind)} ${said(crossingWords(crossing))}${crossing.chain !== null && html`<br>${chainMarkup(crossing.chain)}`}
${items(
  [...crossing.because, ...(crossing.chain?.steps.flatMap(({ because }) => because) ?? [])].map(
    (grant) => html`<code class="place">${said(grantWords(grant))}</code>`,
  ),
  CHAINS,
)}</li>`,
  )}</ul>
${more(all.length - CROSSINGS, 'crossing', 'palisade permissions lists all of them')}`;
}
