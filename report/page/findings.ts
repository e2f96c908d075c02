import { isClusterScoped, type Manifest } from '../../analysis/manifest';
import { tenancyOf } from '../../analysis/proof/tenants';
import type { Finding, Reference, Rule } from '../../rules/rule';
import { html, type Markup, type Part } from '../html';
import { pageOf } from '../references';
import { plural } from '../words';
import { blame, said } from './blame';
import type { PageData, Section } from './data';
import { FINDINGS_SCRIPT } from './findings-script';
import { severityMark } from './marks';
import { more } from './table';

/** How many findings the page has in all, and of one rule. */
const MOST = 2500;
const PER_RULE = 150;
/** How many entries of one standard or scanner are named. */
const IDS = 6;

/** What belongs to no tenant: objects of the cluster, and what could not be read. */
const NOBODY = 'no tenant';

interface Group {
  readonly rule: Rule;
  readonly findings: readonly Finding[];
}

/** What the rules found, errors first, by rule, with a filter. */
export function findingsSection({ judgement: { findings }, manifests }: PageData): Section {
  const groups = shownOf(groupsOf(findings));
  const shown = groups.reduce((sum, group) => sum + group.shown.length, 0);
  const tenancy = tenancyOf(manifests);
  const tenantOf = (manifest: Manifest): string => {
    const { kind, metadata } = manifest.object;
    if (kind === '') return NOBODY;
    const isNamespace = kind === 'Namespace' && metadata.namespace === undefined;
    if (!isNamespace && isClusterScoped(kind)) return NOBODY;
    return tenancy.of(`${(isNamespace ? metadata.name : metadata.namespace) ?? ''}`) ?? NOBODY;
  };
  const body =
    findings.length === 0
      ? html`<p class="empty">Nothing was found that nobody accepts.</p>`
      : html`
${filter(groups, tenantOf, shown)}
${shown < findings.length && html`<p class="more">The page has ${shown.toLocaleString('en')} of ${plural(findings.length, 'finding')}: palisade check lists all of them.</p>`}
<div class="rules">${groups.map((group) => ruleMarkup(group, tenantOf))}</div>`;
  return { id: 'findings', title: 'Findings', body, ...(findings.length === 0 ? {} : { script: FINDINGS_SCRIPT }) };
}

/** Errors first, then what was found most. */
function groupsOf(findings: readonly Finding[]): readonly Group[] {
  const groups = new Map<string, { readonly rule: Rule; readonly findings: Finding[] }>();
  for (const finding of findings) {
    const group = groups.get(finding.rule.id);
    if (group === undefined) groups.set(finding.rule.id, { rule: finding.rule, findings: [finding] });
    else group.findings.push(finding);
  }
  return [...groups.values()].sort(
    (one, other) =>
      Number(one.rule.severity !== 'error') - Number(other.rule.severity !== 'error') ||
      other.findings.length - one.findings.length ||
      (one.rule.id < other.rule.id ? -1 : 1),
  );
}

interface ShownGroup extends Group {
  readonly shown: readonly Finding[];
}

function shownOf(groups: readonly Group[]): readonly ShownGroup[] {
  let room = MOST;
  return groups.map((group) => {
    const shown = group.findings.slice(0, Math.min(PER_RULE, room));
    room -= shown.length;
    return { ...group, shown };
  });
}

function filter(groups: readonly ShownGroup[], tenantOf: (manifest: Manifest) => string, shown: number): Markup {
  const tenants = [...new Set(groups.flatMap((group) => group.shown.map(({ manifest }) => tenantOf(manifest))))].sort();
  const severities = [...new Set(groups.map(({ rule }) => rule.severity))];
  return html`
<div class="filter" role="search" aria-label="Findings" hidden>
<label>Severity <select id="findings-severity"><option value="">all</option>${severities.map((each) => html`<option value="${each}">${each}s</option>`)}</select></label>
<label>Tenant <select id="findings-tenant"><option value="">all</option>${tenants.map((each, index) => html`<option value="${index}">${said(each)}</option>`)}</select></label>
<label>Text <input id="findings-text" type="search" autocomplete="off" spellcheck="false"></label>
<button type="button" id="findings-clear">Clear</button>
<output id="findings-count" for="findings-severity findings-tenant findings-text">${plural(shown, 'finding')}</output>
</div>`;
}

function ruleMarkup({ rule, findings, shown }: ShownGroup, tenantOf: (manifest: Manifest) => string): Markup {
  return html`
<details class="rule" open data-severity="${rule.severity}"><summary><h3><code>${rule.id}</code></h3> ${severityMark(rule.severity)} <span class="count">${plural(findings.length, 'finding')}</span> <span class="title">${rule.title}</span></summary>
<dl class="about"><div><dt>why</dt><dd>${rule.why}</dd></div><div><dt>fix</dt><dd>${rule.remediation}</dd></div>${references(rule.references)}</dl>
<ul class="findings">${shown.map(
    (finding) => html`
<li data-tenant="${said(tenantOf(finding.manifest))}"><span class="message">${said(finding.message)}</span> <span class="blame">${blame(finding)}</span></li>`,
  )}</ul>
${more(findings.length - shown.length, 'finding', 'palisade check lists all of them')}</details>`;
}

/** Standards, each entry with its page; scanners that ask for the same, too, but not with all of their numbers. */
function references(all: readonly Reference[]): Part {
  if (all.length === 0) return undefined;
  const sources = new Map<string, Reference[]>();
  for (const reference of all) {
    const list = sources.get(reference.source);
    if (list === undefined) sources.set(reference.source, [reference]);
    else list.push(reference);
  }
  const words = [...sources].map(([source, own], nth) => {
    const left = own.length - IDS;
    const ids = own.slice(0, IDS).map((reference, index) => html`${index > 0 && ', '}${referenceMarkup(reference)}`);
    return html`${nth > 0 && '; '}${source} ${ids}${left > 0 && ` and ${left} more`}`;
  });
  return html`<div><dt>asked by</dt><dd>${words}</dd></div>`;
}

function referenceMarkup(reference: Reference): Markup {
  const page = pageOf(reference);
  const name = reference.source === 'Kubernetes' ? 'documentation' : reference.id;
  return page === undefined ? html`${name}` : html`<a href="${page}" rel="noreferrer">${name}</a>`;
}
