import type { ScopedExemption } from '../../rules/exemption';
import type { Finding } from '../../rules/rule';
import { type MitigationResult, STATUSES, type ThreatModel, type ThreatState } from '../../rules/threat-model';
import type { Spot } from '../../rules/threat-objects';
import { coverOf, daysBetween } from '../exemptions';
import { fieldText } from '../field';
import { objectText } from '../object';
import { printable } from '../text';
import { statusCounts } from './words';

/** Grows by one when a field goes, or means something else; not when one is added. */
const SCHEMA_VERSION = 1;

const NONE = Object.fromEntries(STATUSES.map((status) => [status, 0]));

/** The threats for programs: every field is always there; what was not judged, or is not known, is `null`. */
export function threatsJson(model: ThreatModel, today: string, version: string): string {
  const report = {
    schemaVersion: SCHEMA_VERSION,
    tool: { name: 'palisade', version },
    summary: { ...NONE, ...Object.fromEntries(statusCounts(model)) },
    threats: model.threats.map((each) => threatOf(each, today)),
  };
  return printable(JSON.stringify(report, null, 2));
}

function threatOf({ threat, status, mitigations, exemptions }: ThreatState, today: string) {
  const { id, category, title, scenario, left, outside } = threat;
  return {
    ...{ id, category, title, scenario, status: status ?? null },
    mitigations: mitigations.map(({ mitigation: { text, applies, rules, by }, result }) => ({
      ...{ text, applies, by: by ?? null, rules },
      result: result === undefined ? null : resultOf(result),
    })),
    exemptions: exemptions.map((exemption) => exemptionOf(exemption, today)),
    left,
    outside: outside.map(({ what, whose, controlPlane }) => ({ what, whose, controlPlane: controlPlane ?? null })),
  };
}

function resultOf({ standing, total, held, accepted, open, undecided, findings, exempted, doubts, shown, count }: MitigationResult) {
  return {
    ...{ standing, total, held, accepted, open, undecided, doubts },
    findings: findings.map(findingOf),
    exempted: exempted.map(({ finding, exemption: { expires } }) => ({ ...findingOf(finding), expires })),
    by: { count, first: shown.map(spotOf) },
  };
}

function findingOf({ rule, message, ...spot }: Finding) {
  return { rule: rule.id, message, ...spotOf(spot) };
}

function spotOf({ manifest, pointer }: Spot) {
  const place = manifest.place?.(pointer);
  return {
    object: objectText(manifest),
    source: manifest.source,
    field: fieldText(manifest.object, pointer),
    place: place === undefined ? null : { file: place.file, line: place.line, column: place.column },
  };
}

function exemptionOf(exemption: ScopedExemption, today: string) {
  const { rule, reason, owner, expires, ticket } = exemption;
  return { rule, reason, owner, expires, ticket: ticket ?? null, daysLeft: daysBetween(today, expires), covers: coverOf(exemption) };
}
