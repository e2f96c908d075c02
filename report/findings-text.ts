import type { Finding } from '../rules/rule';
import { countsText, scopeText } from './counts';
import { fieldText } from './field';
import { objectText } from './object';
import type { ExemptedFinding, Report } from './report';
import { line } from './text';
import { short } from './words';

/** Whether the reader is a terminal that shows colours. */
export type Paint = 'colour' | 'plain';

type Style = 'bold' | 'dim' | 'red' | 'yellow' | 'green';

const CODES: Readonly<Record<Style, number>> = { bold: 1, dim: 2, red: 31, yellow: 33, green: 32 };

/** The longest message that is told in full: what a manifest says can be as long as the manifest. */
const MOST = 1000;

/** How many findings of one exemption are listed; the rest is counted. */
const LISTED = 12;

/** A report for people: findings by object, then what is exempted, then one line that sums it up. */
export function findingsText(report: Report, paint: Paint): string {
  const painted = (style: Style, text: string) => (paint === 'plain' ? text : `\u001b[${CODES[style]}m${text}\u001b[0m`);
  const errors = report.findings.some(({ rule }) => rule.severity === 'error');
  const counts = painted(errors ? 'red' : report.findings.length > 0 ? 'yellow' : 'green', countsText(report));
  return [
    ...objectsText(report.findings, painted),
    ...(report.exempted.length === 0 ? [] : [exemptedText(report.exempted, painted)]),
    `${counts}; ${line(scopeText(report))}`,
  ].join('\n\n');
}

type Painted = (style: Style, text: string) => string;

/** A paragraph for each object: its name and source, and what was found in it. */
function objectsText(findings: readonly Finding[], painted: Painted): string[] {
  const paragraphs: string[][] = [];
  for (const [index, finding] of findings.entries()) {
    const { rule, manifest } = finding;
    const before = findings[index - 1];
    if (before === undefined || headerOf(before) !== headerOf(finding)) {
      const source = manifest.object.kind === '' ? '' : `  ${painted('dim', line(manifest.source))}`;
      paragraphs.push([`${painted('bold', line(short(objectText(manifest), MOST)))}${source}`]);
    }
    const severity = painted(rule.severity === 'error' ? 'red' : 'yellow', rule.severity);
    const where = whereText(finding);
    paragraphs.at(-1)?.push(
      `  ${severity}${' '.repeat(9 - rule.severity.length)}${rule.id}  ${said(finding.message)}`,
      ...(where === '' ? [] : [`           ${painted('dim', where)}`]),
      // One remedy for as many findings as need it.
      ...(findings[index + 1]?.rule.id === rule.id ? [] : [`           ${painted('green', 'fix:')} ${line(rule.remediation)}`]),
    );
  }
  return paragraphs.map((lines) => lines.join('\n'));
}

/** Exemptions, each with what it covers. */
function exemptedText(exempted: readonly ExemptedFinding[], painted: Painted): string {
  const groups = new Map<string, Finding[]>();
  for (const { finding, exemption } of exempted) {
    const { expires, owner, reason, ticket } = exemption;
    const words = said(`${exemption.rule} until ${expires}, ${owner}: ${reason}${ticket === undefined ? '' : ` (${ticket})`}`);
    const group = groups.get(words);
    if (group === undefined) groups.set(words, [finding]);
    else group.push(finding);
  }
  const lines = [...groups].flatMap(([words, findings]) => [
    `  ${words}`,
    ...findings.slice(0, LISTED).map((finding) => {
      const where = whereText(finding);
      return `    ${said(objectText(finding.manifest))}${where === '' ? '' : `  ${painted('dim', where)}`}`;
    }),
    ...(findings.length > LISTED ? [`    … and ${(findings.length - LISTED).toLocaleString('en')} more`] : []),
  ]);
  return [painted('bold', 'Exempted'), ...lines].join('\n');
}

/** Findings with the same header stand in one paragraph. */
function headerOf({ manifest }: Finding): string {
  return `${objectText(manifest)}  ${manifest.source}`;
}

/** Field and place, as far as there are any. */
function whereText({ manifest, pointer }: Finding): string {
  const place = manifest.place?.(pointer);
  const parts = [fieldText(manifest.object, pointer), place === undefined ? '' : `${place.file}:${place.line}:${place.column}`];
  return parts
    .filter((part) => part !== '')
    .map(said)
    .join('  ');
}

function said(text: string): string {
  return short(line(text), MOST);
}
