import type { Finding } from '../rules/rule';
import { fieldText } from './field';
import { attribute, escaped } from './junit-text';
import { objectText } from './object';
import type { Report } from './report';
import { line } from './text';
import { short } from './words';

/** The longest message that is told in full. */
const MOST = 1000;

/** Findings of one rule in one object that are told one by one; the rest is counted. */
const LISTED = 100;

/**
 * A report as test results: a suite for each file, in it a failed case for each object and rule that found something in it, and a skipped
 * one for what is exempted; a last suite with the rules that found nothing, so that nothing to say does not look like nothing done.
 */
export function junitText({ findings, exempted, scope }: Report): string {
  const suites = new Map<string, Case[]>();
  const cases = new Map<string, Case>();
  const add = (finding: Finding, kind: Case['kind'], message: string) => {
    const file = finding.manifest.source;
    const key = JSON.stringify([kind, file, finding.rule.id, objectText(finding.manifest)]);
    const known = cases.get(key);
    if (known !== undefined) {
      known.findings.push({ finding, message });
      return;
    }
    const made: Case = { kind, name: finding.rule.id, className: objectText(finding.manifest), findings: [{ finding, message }] };
    cases.set(key, made);
    const suite = suites.get(file);
    if (suite === undefined) suites.set(file, [made]);
    else suite.push(made);
  };
  for (const finding of findings) add(finding, 'failure', finding.message);
  for (const { finding, exemption } of exempted) {
    const { expires, owner, reason, ticket } = exemption;
    add(finding, 'skipped', `until ${expires}, ${owner}: ${reason}${ticket === undefined ? '' : ` (${ticket})`}`);
  }
  const broken = new Set(findings.map(({ rule }) => rule.id));
  const passed = scope.rules
    .filter(({ id }) => !broken.has(id))
    .map(({ id, title }): Case => {
      return { kind: 'passed', name: `${id}: ${title}`, className: 'palisade', findings: [] };
    });
  const all: readonly (readonly [string, readonly Case[]])[] = [...suites, ['rules that hold', passed]];
  const content = all.filter(([, members]) => members.length > 0).map(([name, members]) => suiteText(name, members));
  const totals = countsText(all.flatMap(([, members]) => members));
  return ['<?xml version="1.0" encoding="UTF-8"?>', `<testsuites name="palisade" ${totals}>`, ...content, '</testsuites>'].join('\n');
}

interface Case {
  readonly kind: 'failure' | 'skipped' | 'passed';
  readonly name: string;
  readonly className: string;
  readonly findings: { readonly finding: Finding; readonly message: string }[];
}

function suiteText(name: string, cases: readonly Case[]): string {
  return [`  <testsuite name="${attribute(name)}" ${countsText(cases)}>`, ...cases.map(caseText), '  </testsuite>'].join('\n');
}

function countsText(cases: readonly Case[]): string {
  const count = (kind: Case['kind']) => cases.filter((each) => each.kind === kind).length;
  return `tests="${cases.length}" failures="${count('failure')}" errors="0" skipped="${count('skipped')}" time="0"`;
}

function caseText({ kind, name, className, findings }: Case): string {
  const [first] = findings;
  const place = first?.finding.manifest.place?.(first.finding.pointer);
  const where = place === undefined ? '' : ` file="${attribute(place.file)}" line="${place.line}"`;
  const start = `    <testcase name="${attribute(name)}" classname="${attribute(className)}"${where} time="0"`;
  if (first === undefined) return `${start}/>`;
  const message = attribute(findings.length === 1 ? first.message : `${first.message}, and ${findings.length - 1} more`);
  if (kind === 'skipped') return `${start}>\n      <skipped message="${message}"/>\n    </testcase>`;
  const { rule } = first.finding;
  const lines = [
    ...findings.slice(0, LISTED).map(({ finding }) => lineText(finding)),
    ...(findings.length > LISTED ? [`… and ${findings.length - LISTED} more`] : []),
    `fix: ${rule.remediation}`,
  ];
  const body = lines.map((each) => escaped(line(each))).join('\n');
  return `${start}>\n      <failure type="${rule.severity}" message="${message}">${body}</failure>\n    </testcase>`;
}

function lineText({ manifest, pointer, message }: Finding): string {
  const place = manifest.place?.(pointer);
  const parts = [message, fieldText(manifest.object, pointer), place === undefined ? '' : `${place.file}:${place.line}:${place.column}`];
  return parts
    .filter((part) => part !== '')
    .map((part) => short(part, MOST))
    .join('  ');
}
