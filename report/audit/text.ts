import type { AuditResult } from '../../rules/benchmark/audit';
import type { Status } from '../../rules/benchmark/check';
import type { Paint } from '../findings-text';
import { line } from '../text';
import { short } from '../words';
import { type AuditReport, auditScope, auditSummary, grouped, placeText } from './report';

const COLOURS: Readonly<Record<Status, number>> = { fail: 31, warn: 33, unknown: 33, pass: 32, 'not applicable': 2 };

/** The longest text of a file that is shown in full, and how many places and programs are. */
const MOST = 500;
const LISTED = 5;

/** The report for people: section by section, what passes on one line, what does not with what to do. */
export function auditText(report: AuditReport, paint: Paint): string {
  const painted = (code: number, text: string) => (paint === 'plain' ? text : `\u001b[${code}m${text}\u001b[0m`);
  const unread = [
    ...report.unreadable.map(
      ({ manifest, message }) =>
        `not read: ${said(message)}  ${said(manifest.place?.('') ? placeText(manifest.place('')) : manifest.source)}`,
    ),
    ...report.odd.map(
      ({ place, text }) => `not read: '${said(text)}' is no line of a listing, expected 'MODE USER:GROUP PATH'  ${said(placeText(place))}`,
    ),
  ];
  const sections = report.sections.map(({ id, title, results }) => {
    return [painted(1, `${id} ${title}`), ...resultRows(results, painted)].join('\n');
  });
  return [
    ...(unread.length === 0 ? [] : [unread.join('\n')]),
    programsText(report),
    ...sections,
    `${auditScope(report)}\n${auditSummary(report)}`,
  ].join('\n\n');
}

function programsText({ programs }: AuditReport): string {
  const names = [...new Set(programs.map(({ name }) => name))];
  const rows = names.map((name) => {
    const mine = programs.filter((program) => program.name === name);
    const shown = mine.slice(0, LISTED).map(({ place, manager }) => `${placeText(place)}${manager === undefined ? '' : ` (${manager})`}`);
    return `  ${name.padEnd(24)}${said([...shown, ...(mine.length > LISTED ? [`and ${mine.length - LISTED} more`] : [])].join(', '))}`;
  });
  return ['programs', ...(rows.length === 0 ? ['  none'] : rows)].join('\n');
}

type Painted = (code: number, text: string) => string;

/** A section that nothing is known of says why once. */
function resultRows(results: readonly AuditResult[], painted: Painted): readonly string[] {
  const reasons = new Set(results.flatMap(({ findings }) => findings.map(({ status, actual }) => (status === 'unknown' ? actual : ''))));
  const [reason = ''] = reasons;
  if (reasons.size !== 1 || reason === '' || results.length < 2) return results.flatMap((result) => resultLines(result, painted));
  return [...results.map((result) => headLine(result, painted)), row('actual', reason)];
}

function headLine({ check, status }: AuditResult, painted: Painted): string {
  const kind = check.kind === 'manual' ? ' (manual)' : '';
  return `  ${check.id.padEnd(8)}${painted(COLOURS[status], status.padEnd(9))}${check.title}${kind}`;
}

function resultLines(result: AuditResult, painted: Painted): readonly string[] {
  const { check, status, findings } = result;
  const told = grouped(findings).filter((each) => each.status !== 'pass' || each.note !== undefined);
  const lines = told.flatMap(({ status: found, actual, note, places }) => [
    row(found === 'pass' ? 'passes' : 'actual', actual),
    ...(note === undefined ? [] : [row('note', note)]),
    ...places.slice(0, LISTED).map((place, index) => row(index === 0 ? 'where' : '', placeText(place))),
    ...(places.length > LISTED ? [row('', `and ${places.length - LISTED} more`)] : []),
  ]);
  const wrong = status === 'fail' || status === 'warn';
  return [
    headLine(result, painted),
    ...lines,
    ...(wrong ? [row('expected', check.expected), row('fix', remedyText(check.remedy)), row('threat', check.threat.text)] : []),
  ];
}

/** What to do, and where kubeadm has it. */
export function remedyText({ text, kubeadm }: AuditResult['check']['remedy']): string {
  return kubeadm === undefined ? text : `${text} (${kubeadm})`;
}

function row(name: string, text: string): string {
  return `          ${name.padEnd(9)}${said(text)}`.trimEnd();
}

function said(text: string): string {
  return line(short(text, MOST));
}
