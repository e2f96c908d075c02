import type { AuditResult } from '../../rules/benchmark/audit';
import { attribute, escaped } from '../junit-text';
import { line } from '../text';
import { type AuditReport, auditSummary, grouped, placeText } from './report';
import { remedyText } from './text';

/**
 * The report as test results: a suite for each section, a case for each check. What fails has failed; what a person has to look at, what
 * nobody knows and what does not apply is skipped, and says why.
 */
export function auditJunit(report: AuditReport): string {
  const suites = report.sections.filter(({ results }) => results.length > 0);
  const all = suites.flatMap(({ results }) => results);
  const bodies = suites.map(({ id, title, results }) => {
    return [`  <testsuite name="${attribute(`${id} ${title}`)}" ${counts(results)}>`, ...results.map(caseText), '  </testsuite>'].join(
      '\n',
    );
  });
  const name = attribute(`palisade audit: ${auditSummary(report)}`);
  return ['<?xml version="1.0" encoding="UTF-8"?>', `<testsuites name="${name}" ${counts(all)}>`, ...bodies, '</testsuites>'].join('\n');
}

function counts(results: readonly AuditResult[]): string {
  const failed = results.filter(({ status }) => status === 'fail').length;
  const skipped = results.filter(({ status }) => status !== 'fail' && status !== 'pass').length;
  return `tests="${results.length}" failures="${failed}" errors="0" skipped="${skipped}" time="0"`;
}

function caseText({ check, status, findings }: AuditResult): string {
  const [first] = findings.filter((finding) => finding.status === status);
  const where = first?.place === undefined ? '' : ` file="${attribute(first.place.file)}" line="${first.place.line}"`;
  const start = `    <testcase name="${attribute(`${check.id} ${check.title}`)}" classname="${attribute(check.subject)}"${where} time="0"`;
  if (status === 'pass') return `${start}/>`;
  const message = attribute(`${status}: ${first?.actual ?? ''}`);
  if (status !== 'fail') return `${start}>\n      <skipped message="${message}"/>\n    </testcase>`;
  const found = grouped(findings.filter((finding) => finding.status === status)).flatMap(({ actual, places }) => [
    actual,
    ...places.map((place) => `  ${placeText(place)}`),
  ]);
  const body = [...found, `expected: ${check.expected}`, `fix: ${remedyText(check.remedy)}`].map((each) => escaped(line(each))).join('\n');
  return `${start}>\n      <failure type="fail" message="${message}">${body}</failure>\n    </testcase>`;
}
