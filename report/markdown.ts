import type { Finding, Rule } from '../rules/rule';
import { countsText, scopeText } from './counts';
import { fieldText } from './field';
import { code, prose } from './markdown-escape';
import { objectText } from './object';
import type { ExemptedFinding, Report } from './report';
import { plural } from './words';

/** GitHub refuses a comment of more than 65,536 characters. */
const MOST = 60_000;

/** Up to where each part may fill the comment, so that none crowds out the next. */
const UP_TO = { error: 30_000, warning: 40_000, exempted: 45_000, repair: MOST };

/** Tables with more rows are folded. */
const UNFOLDED = 10;

/** What one cell holds of a name, a place or a message. */
const CELL = 300;

/** A report as a comment on a pull request: a summary, a table for each severity, what is exempted, and how to repair it. */
export function markdownText(report: Report): string {
  const { findings, exempted } = report;
  // Whoever updates the comment finds it by its first line.
  let text = `<!-- palisade report -->\n## Palisade: ${countsText(report)}\n\n${prose(scopeText(report))}.\n`;
  for (const severity of ['error', 'warning'] as const) {
    const rows = findings.filter(({ rule }) => rule.severity === severity);
    text += section(plural(rows.length, severity), ['Rule', 'Object', 'Where', 'Finding'], rows, findingRow, UP_TO[severity] - text.length);
  }
  text += section(`${exempted.length.toLocaleString('en')} exempted`, EXEMPTED, exempted, exemptedRow, UP_TO.exempted - text.length);
  return `${text}${repairs(findings, UP_TO.repair - text.length)}`.trimEnd();
}

const EXEMPTED = ['Rule', 'Object', 'Where', 'Until', 'Owner', 'Reason'];

/** A heading and a table that keeps within its room, or nothing where there are no rows. */
function section<T>(title: string, columns: readonly string[], items: readonly T[], rowOf: (item: T) => string[], room: number): string {
  if (items.length === 0) return '';
  const folded = items.length > UNFOLDED;
  let table = `${row(columns)}${row(columns.map(() => '---'))}`;
  let shown = 0;
  for (const item of items) {
    const next = row(rowOf(item));
    if (table.length + next.length > room - 200) break;
    table += next;
    shown += 1;
  }
  if (shown < items.length) table += `\n… and ${(items.length - shown).toLocaleString('en')} more\n`;
  return `\n### ${title}\n\n${folded ? `<details>\n<summary>${title}</summary>\n\n${table}\n</details>\n` : table}`;
}

function row(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |\n`;
}

function findingRow({ rule, manifest, pointer, message }: Finding): string[] {
  return [code(rule.id, CELL), code(objectText(manifest), CELL), whereText({ manifest, pointer }), code(message, CELL)];
}

function exemptedRow({ finding, exemption: { rule, expires, owner, reason, ticket } }: ExemptedFinding): string[] {
  const why = ticket === undefined ? reason : `${reason} (${ticket})`;
  return [
    code(rule, CELL),
    code(objectText(finding.manifest), CELL),
    whereText(finding),
    code(expires, CELL),
    code(owner, CELL),
    code(why, CELL),
  ];
}

/** The place in the file; the field, where there is no file. */
function whereText({ manifest, pointer }: Pick<Finding, 'manifest' | 'pointer'>): string {
  const place = manifest.place?.(pointer);
  if (place !== undefined) return code(`${place.file}:${place.line}:${place.column}`, CELL);
  return [manifest.source, fieldText(manifest.object, pointer)].flatMap((part) => code(part, CELL) || []).join(' ');
}

/** What each rule that found something is about, folded. */
function repairs(findings: readonly Finding[], room: number): string {
  const rules = [...new Map(findings.map(({ rule }) => [rule.id, rule])).values()];
  if (rules.length === 0) return '';
  let text = '\n<details>\n<summary>How to repair</summary>\n\n';
  let shown = 0;
  for (const rule of rules) {
    const next = repair(rule);
    if (text.length + next.length > room - 200) break;
    text += next;
    shown += 1;
  }
  if (shown < rules.length) text += `\n… and ${plural(rules.length - shown, 'more rule')}\n`;
  return `${text}\n</details>\n`;
}

function repair({ id, remediation, why, attack }: Rule): string {
  return `- **${code(id, CELL)}**: ${prose(remediation)}. ${prose(why)} ${prose(attack)}\n`;
}
