import type { Exemption } from '../rules/exemption';
import type { Finding, Rule } from '../rules/rule';
import { fieldText } from './field';
import { fingerprints } from './fingerprint';
import { objectText, wordOf } from './object';
import type { Report } from './report';
import { printable } from './text';

/** Grows by one when a field goes, or means something else; not when one is added. */
const SCHEMA_VERSION = 1;

/** A report for programs, as `docs/schemas/report.schema.json` describes it. `version` is that of palisade. */
export function jsonText({ findings, exempted, scope }: Report, version: string): string {
  const fingerprint = fingerprints();
  const errors = findings.filter(({ rule }) => rule.severity === 'error').length;
  const found = new Map([...findings, ...exempted.map(({ finding }) => finding)].map(({ rule }) => [rule.id, rule]));
  const report = {
    schemaVersion: SCHEMA_VERSION,
    tool: { name: 'palisade', version },
    scope: {
      kubernetes: `1.${scope.minor}`,
      profile: scope.profile,
      files: scope.files,
      objects: scope.objects,
      others: scope.others,
      rules: scope.rules.map(({ id }) => id),
    },
    summary: { errors, warnings: findings.length - errors, exempted: exempted.length },
    findings: findings.map((finding) => findingOf(finding, fingerprint(finding))),
    exempted: exempted.map(({ finding, exemption }) => ({
      ...findingOf(finding, fingerprint(finding)),
      exemption: exemptionOf(exemption),
    })),
    rules: [...found.values()].map(ruleOf),
  };
  // Control characters beyond those of JSON are escaped, too: a report may be read on a terminal.
  return printable(JSON.stringify(report, null, 2));
}

/** Every field is always there; what is not known is `null`. */
function findingOf({ rule, manifest, pointer, message }: Finding, fingerprint: string) {
  const { object, source } = manifest;
  const { apiVersion, kind, metadata } = object;
  const named = { namespace: wordOf(metadata.namespace) ?? null, name: wordOf(metadata.name) ?? null, identity: objectText(manifest) };
  const place = manifest.place?.(pointer);
  return {
    rule: rule.id,
    severity: rule.severity,
    message,
    object: kind === '' ? null : { apiVersion, kind, ...named },
    source,
    pointer,
    field: fieldText(object, pointer),
    place: place === undefined ? null : { file: place.file, line: place.line, column: place.column },
    fingerprint,
  };
}

function exemptionOf({ reason, owner, expires, ticket }: Exemption) {
  return { reason, owner, expires, ticket: ticket ?? null };
}

function ruleOf({ id, title, severity, exemptible, remediation, why, attack, references }: Rule) {
  return {
    id,
    title,
    severity,
    exemptible,
    remediation,
    why,
    attack,
    references: references.map(({ source, id: entry }) => ({ source, id: entry })),
  };
}
