import type { AuditResult } from '../../rules/benchmark/audit';
import { code, prose } from '../markdown-escape';
import { type AuditReport, auditScope, auditSummary, grouped, placeText } from './report';
import { remedyText } from './text';

/** The longest text of a file that is shown in full, and how many places are. */
const MOST = 300;
const LISTED = 3;

/** The report as a document: a table for each section. */
export function auditMarkdown(report: AuditReport): string {
  const sections = report.sections
    .filter(({ results }) => results.length > 0)
    .flatMap(({ id, title, results }) => [
      `## ${id} ${title}`,
      ['| Check | Result | What holds | Actual | Expected | Where | Fix |', '|---|---|---|---|---|---|---|', ...results.map(rowOf)].join(
        '\n',
      ),
    ]);
  return ['# Control plane audit', `${prose(auditScope(report))}.`, `${auditSummary(report)}.`, ...sections].join('\n\n');
}

function rowOf({ check, status, findings }: AuditResult): string {
  const groups = grouped(findings);
  const actual = groups.map((group) => code(group.note === undefined ? group.actual : `${group.actual}; ${group.note}`, MOST)).join('<br>');
  const places = groups.filter((group) => group.status !== 'pass').flatMap((group) => group.places);
  const shown = places.slice(0, LISTED).map((place) => code(placeText(place), MOST));
  const where = [...shown, ...(places.length > LISTED ? [`and ${places.length - LISTED} more`] : [])].join('<br>');
  const fix = status === 'fail' || status === 'warn' ? prose(remedyText(check.remedy)) : '';
  const kind = check.kind === 'manual' ? ' (manual)' : '';
  return `| ${[check.id, `${status}${kind}`, prose(check.title), actual, prose(check.expected), where, fix].join(' | ')} |`;
}
