import { CATEGORIES, type Duty } from '../../rules/threat';
import type { Inquiry } from '../../rules/threat-facts';
import {
  type MitigationResult,
  type MitigationStanding,
  type MitigationState,
  type ThreatState,
  type ThreatStatus,
  threatModelOf,
} from '../../rules/threat-model';
import { html, type Markup, type Part } from '../html';
import { countedText, coverText, leftText, statusCounts, weakenings } from '../threats/words';
import { plural } from '../words';
import { blame, said } from './blame';
import type { PageData, Section } from './data';
import { mark, type Tone } from './marks';
import { more, table } from './table';

/** How many findings of a mitigation, and exemptions of a threat, are listed; the rest is counted. */
const LISTED = 5;

/** When nobody says which rules were asked, none were: nothing holds by silence. */
const NOTHING_ASKED: Inquiry = { rules: new Set(), doubts: new Map() };

const TONES: Readonly<Record<ThreatStatus, Tone>> = {
  open: 'bad',
  'not known': 'unsure',
  partly: 'unsure',
  mitigated: 'good',
  'does not arise': 'plain',
  outside: 'plain',
};
const STANDING_TONES: Readonly<Record<MitigationStanding, Tone>> = {
  held: 'good',
  accepted: 'agreed',
  open: 'bad',
  'not known': 'unsure',
  'not needed': 'plain',
};

/** The threat model: by category what may be tried, what is in the way and where, what is accepted, what is left, and whose the rest is. */
export function threatsSection({ manifests, judgement, today, inquiry = NOTHING_ASKED }: PageData): Section {
  const model = threatModelOf(manifests, judgement, inquiry);
  const body = html`
<p class="lead">What may be tried against a platform that tenants share, by STRIDE: what in these manifests is in its way, what is left even so, and what lies outside of manifests and whose job it is.</p>
<ul class="legend" aria-label="Threats by status">${statusCounts(model).map(([status, count]) => html`<li>${mark(TONES[status], `${count.toLocaleString('en')} ${status}`)}</li>`)}</ul>
${CATEGORIES.map(({ id, title, asks }) => {
  const members = model.threats.filter(({ threat }) => threat.category === id);
  return html`
<div class="category"><h3 id="threats-${id}">${title}: ${asks}</h3>
${members.map((each) => threatMarkup(each, today))}</div>`;
})}`;
  return { id: 'threats', title: 'Threat model', body, style: STYLE };
}

function threatMarkup({ threat, status, mitigations }: ThreatState, today: string): Markup {
  const { id, title, scenario, left, outside } = threat;
  const results = mitigations.map(({ result }) => result);
  const accepted = weakenings(results);
  return html`
<details class="threat" id="threat-${id}"><summary>${status !== undefined && mark(TONES[status], status)} <span class="title">${title}</span></summary>
<p class="scenario">${scenario}</p>
${mitigations.length > 0 && mitigationTable(title, mitigations)}
${mitigations.map(openMarkup)}
${
  accepted.length > 0 &&
  html`<h4>Accepted for a while</h4><ul class="accepted">${accepted
    .slice(0, LISTED)
    .map(
      ({ exemption, findings }) =>
        html`<li>${mark('agreed', leftText(exemption, today))}: ${plural(findings, 'finding')} of <code>${said(exemption.rule)}</code> until <time datetime="${said(exemption.expires)}">${said(exemption.expires)}</time>, ${said(exemption.owner)}: ${said(exemption.reason)}</li>`,
    )}</ul>${more(accepted.length - LISTED, 'exemption', 'they are listed among the exemptions')}`
}
<h4>Left even so</h4><ul class="left">${left.map((each) => html`<li>${each}</li>`)}</ul>
${outside.length > 0 && html`<h4>Outside of manifests</h4><dl class="outside">${outside.map(dutyMarkup)}</dl>`}
</details>`;
}

function mitigationTable(title: string, mitigations: readonly MitigationState[]): Markup {
  return table({
    caption: `Mitigations: ${title}`,
    columns: ['mitigation', 'standing', 'holds on', 'by these objects', 'rules'],
    rows: mitigations.map((state) => {
      const { mitigation, result } = state;
      const rules = mitigation.rules.map((rule, index) => html`${index > 0 && ', '}<code>${rule}</code>`);
      if (result === undefined) return [mitigation.text, '', '', '', rules];
      return [
        mitigation.text,
        mark(standingTone(result), result.standing),
        coverText(result, mitigation),
        objectsMarkup(state, result),
        rules,
      ];
    }),
  });
}

/** Warnings are no open door. */
function standingTone({ standing, findings }: MitigationResult): Tone {
  const isWeak = standing === 'open' && findings.every(({ rule }) => rule.severity === 'warning');
  return isWeak ? 'unsure' : STANDING_TONES[standing];
}

function objectsMarkup({ mitigation: { by, applies } }: MitigationState, { shown, count, doubts }: MitigationResult): Part {
  if (doubts.length > 0) return html`<ul class="items">${doubts.map((doubt) => html`<li>${said(doubt)}</li>`)}</ul>`;
  if (count === 0) return 'none';
  const left = count - shown.length;
  return html`<details class="objects"><summary>${countedText(count, by ?? applies)}</summary><ul class="items">${shown.map((spot) => html`<li>${blame(spot)}</li>`)}${left > 0 && html`<li class="more">and ${left.toLocaleString('en')} more</li>`}</ul></details>`;
}

/** What is open of a mitigation, with its places. */
function openMarkup({ mitigation, result }: MitigationState): Part {
  const findings = result?.findings ?? [];
  if (findings.length === 0) return undefined;
  return html`<h4>Open: ${mitigation.text}</h4><ul class="open">${findings.slice(0, LISTED).map((finding) => html`<li>${said(finding.message)} <span class="blame">${blame(finding)}</span></li>`)}</ul>${more(findings.length - LISTED, 'finding', 'they are listed among the findings')}`;
}

function dutyMarkup({ what, whose, controlPlane }: Duty): Markup {
  const rules = controlPlane?.rules ?? [];
  return html`<div><dt>${whose}</dt><dd>${what}${rules.map((rule) => html` <code>${rule}</code>`)}</dd></div>`;
}

const STYLE = `
#threats .threat { margin: .4rem 0; background: var(--card, Canvas); border: 1px solid var(--line, GrayText); border-radius: 8px; }
#threats .threat:target { outline: 2px solid var(--accent, Highlight); outline-offset: 1px; }
#threats .threat > summary { display: flex; flex-wrap: wrap; gap: .1rem .9rem; align-items: baseline; padding: .55rem 1rem; }
#threats .threat > summary::before { content: ""; width: .45em; height: .45em; border: solid var(--soft, GrayText); border-width: 0 2px 2px 0; transform: rotate(-45deg); align-self: center; flex: none; }
#threats .threat[open] > summary::before { transform: rotate(45deg); }
#threats .threat > summary::-webkit-details-marker { display: none; }
#threats .threat > summary .mark { min-width: 8.5rem; }
#threats .threat > summary .title { flex: 1 1 16rem; min-width: 0; font-weight: 600; overflow-wrap: anywhere; }
#threats .threat > :not(summary) { margin-left: 1rem; margin-right: 1rem; }
#threats .threat > :last-child { margin-bottom: .9rem; }
#threats .threat h4 { margin-top: .8rem; }
#threats .scenario { max-width: 76ch; margin-bottom: .7rem; color: var(--soft, GrayText); }
#threats .threat > .scroll { max-width: calc(100% - 2rem); }
#threats .threat td { min-width: 8rem; }
#threats .threat td, #threats .threat tbody th { font-weight: 400; }
#threats .left li, #threats .accepted li, #threats .open li { padding-left: .9em; text-indent: -.9em; overflow-wrap: anywhere; }
#threats .left li::before, #threats .accepted li::before, #threats .open li::before { content: "·"; display: inline-block; width: .9em; text-indent: 0; color: var(--soft, GrayText); font-weight: 700; }
#threats .accepted li > *, #threats .open li > * { text-indent: 0; }
#threats .outside > div { display: grid; grid-template-columns: minmax(0, 9rem) minmax(0, 1fr); gap: .1rem 1rem; }
#threats .outside dt { color: var(--soft, GrayText); }
@media (max-width: 40rem) { #threats .outside > div { grid-template-columns: minmax(0, 1fr); } }
@media print { #threats .threat { break-inside: avoid; } }
`.trim();
