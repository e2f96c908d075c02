import { findingsText } from '../report/findings-text';
import { jsonText } from '../report/json';
import { junitText } from '../report/junit';
import { markdownText } from '../report/markdown';
import type { Report } from '../report/report';
import { sarifText } from '../report/sarif';
import type { Severity } from '../rules/rule';
import { argumentsOf, oneOf } from './arguments';
import { COURT_OPTIONS, COURT_USAGE, caseOf } from './court';
import type { Command, Output } from './output';
import { packageVersion } from './version';

const FORMATS: Readonly<Record<string, (report: Report, out: Output) => string>> = {
  text: (report, { paint }) => findingsText(report, paint),
  json: (report) => jsonText(report, packageVersion()),
  sarif: (report) => sarifText(report, packageVersion()),
  markdown: (report) => markdownText(report),
  junit: (report) => junitText(report),
};

const SEVERITIES = ['error', 'warning'] as const;
const FAIL_ON = [...SEVERITIES, 'never'] as const;

const USAGE = `palisade check PATH… [options]

Judges Kubernetes manifests: files, folders (*.yaml, *.yml and *.json at any depth), or - for standard input.

${COURT_USAGE}
  --severity SEVERITY         error | warning: the least severe finding that is reported; default: warning
  --fail-on SEVERITY          error | warning | never: the least severe finding that fails the command; default: error
  --format FORMAT             ${Object.keys(FORMATS).join(' | ')}; default: text

Exit code: 0 fine, 1 findings, 2 it could not run.`;

/** `palisade check`: every rule on any manifests. */
export const check: Command = {
  summary: 'judges Kubernetes manifests, ours or anyone’s',
  usage: USAGE,

  async run(args, out) {
    const options = { ...COURT_OPTIONS, severity: { type: 'string' }, 'fail-on': { type: 'string' }, format: { type: 'string' } } as const;
    const { values, positionals } = argumentsOf(args, options);
    const format = oneOf('--format', values.format ?? 'text', Object.keys(FORMATS));
    const least = oneOf('--severity', values.severity ?? 'warning', SEVERITIES);
    const failOn = oneOf('--fail-on', values['fail-on'] ?? 'error', FAIL_ON);
    const { judge, reading, cluster, rules, profile } = caseOf(positionals, values);
    const { findings, exempted } = judge();
    const { files, manifests, others } = reading;
    const report: Report = {
      findings: findings.filter(({ rule }) => isAtLeast(rule.severity, least)),
      exempted,
      scope: { files, objects: manifests.length, others, rules, minor: cluster.minor, profile },
    };
    out.log(FORMATS[format]?.(report, out) ?? '');
    // What is not shown does not pass for that.
    return failOn !== 'never' && findings.some(({ rule }) => isAtLeast(rule.severity, failOn)) ? 1 : 0;
  },
};

function isAtLeast(severity: Severity, least: Severity): boolean {
  return least === 'warning' || severity === 'error';
}
