import type { AuditFinding, AuditResult } from '../../rules/benchmark/audit';
import { printable } from '../text';
import { type AuditReport, resultsOf } from './report';

/** Grows by one when a field goes, or means something else; not when one is added. */
const SCHEMA_VERSION = 1;

/** The report for programs: every field is always there, what there is none of is `null`. */
export function auditJson(report: AuditReport, version: string): string {
  const { benchmark, programs, unreadable, odd, files, listed, minor } = report;
  const document = {
    schemaVersion: SCHEMA_VERSION,
    tool: { name: 'palisade', version },
    scope: { benchmark, files, listed: listed ?? null, kubernetes: minor === undefined ? null : `1.${minor}` },
    unreadable: [
      ...unreadable.map(({ manifest, message }) => ({ message, place: manifest.place?.('') ?? null })),
      ...odd.map(({ place, text }) => ({ message: `no line of a listing: ${text}`, place })),
    ],
    programs: programs.map(({ name, manager, place }) => ({ name, manager: manager ?? null, place })),
    results: resultsOf(report).map(resultOf),
  };
  return printable(JSON.stringify(document, null, 2));
}

function resultOf({ check, status, findings }: AuditResult) {
  const { id, title, kind, subject, expected, remedy, threat, references } = check;
  return {
    id,
    title,
    kind,
    subject,
    status,
    expected,
    remedy: { text: remedy.text, kubeadm: remedy.kubeadm ?? null },
    threat,
    references,
    findings: findings.map(findingOf),
  };
}

function findingOf({ status, actual, note, place }: AuditFinding) {
  const where = place === undefined ? null : { file: place.file, line: place.line, column: place.column };
  return { status, actual, note: note ?? null, place: where };
}
