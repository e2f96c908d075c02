import type { HostFacts } from '../../analysis/control-plane/facts';
import type { Place } from '../../analysis/manifest';
import { type AuditFinding, type AuditResult, statusCounts } from '../../rules/benchmark/audit';
import type { Status } from '../../rules/benchmark/check';
import { plural } from '../words';

/** What an audit of a control plane found, before it is written in any format. */
export interface AuditReport {
  /** The benchmark's name and version. */
  readonly benchmark: string;
  readonly sections: readonly AuditSection[];
  readonly programs: HostFacts['programs'];
  readonly unreadable: HostFacts['unreadable'];
  readonly odd: HostFacts['odd'];
  /** How many files were read. */
  readonly files: number;
  /** How many files and directories are known by their owner and mode; `undefined` where nobody said. */
  readonly listed: number | undefined;
  /** The version of Kubernetes: `33` for 1.33; `undefined` where neither a file nor anybody says. */
  readonly minor: number | undefined;
}

/** A section of the benchmark. */
export interface AuditSection {
  readonly id: string;
  readonly title: string;
  readonly results: readonly AuditResult[];
}

/** Findings that say the same, together with all places. */
export interface SameFindings {
  readonly status: Status;
  readonly actual: string;
  readonly note: string | undefined;
  readonly places: readonly Place[];
}

/** Sorts results into sections, by the start of their numbers. */
export function auditReport(
  results: readonly AuditResult[],
  facts: HostFacts,
  { benchmark, sections }: { readonly benchmark: string; readonly sections: readonly (readonly [id: string, title: string])[] },
): AuditReport {
  return {
    benchmark,
    sections: sections.map(([id, title]) => ({ id, title, results: results.filter(({ check }) => check.id.startsWith(`${id}.`)) })),
    programs: facts.programs,
    unreadable: facts.unreadable,
    odd: facts.odd,
    files: facts.files.length,
    listed: facts.permissions?.size,
    minor: facts.minor,
  };
}

/** All results, section by section. */
export function resultsOf({ sections }: AuditReport): readonly AuditResult[] {
  return sections.flatMap(({ results }) => results);
}

/** Findings of one check, those that say the same as one. */
export function grouped(findings: readonly AuditFinding[]): readonly SameFindings[] {
  const groups = new Map<string, AuditFinding[]>();
  for (const finding of findings) {
    const key = JSON.stringify([finding.status, finding.actual, finding.note]);
    const known = groups.get(key);
    if (known === undefined) groups.set(key, [finding]);
    else known.push(finding);
  }
  return [...groups.values()].flatMap((same) => {
    const [first] = same;
    return first === undefined
      ? []
      : [{ status: first.status, actual: first.actual, note: first.note, places: distinct(same.flatMap(({ place }) => place ?? [])) }];
  });
}

/** Each place once. */
function distinct(places: readonly Place[]): readonly Place[] {
  return [...new Map(places.map((place) => [placeText(place), place])).values()];
}

/** `97 checks: 1 fail, 2 warn, 30 unknown, 64 pass, 0 not applicable`. */
export function auditSummary(report: AuditReport): string {
  const results = resultsOf(report);
  const counts = [...statusCounts(results)].map(([status, count]) => `${count} ${status}`);
  return `${plural(results.length, 'check')}: ${counts.join(', ')}`;
}

/** What was read, in one line. */
export function auditScope({ benchmark, files, listed, minor }: AuditReport): string {
  const parts = [
    benchmark,
    plural(files, 'file'),
    listed === undefined ? 'no owners and modes' : `owners and modes of ${plural(listed, 'file')}`,
  ];
  return [...parts, ...(minor === undefined ? [] : [`Kubernetes 1.${minor}`])].join(', ');
}

/** `file:line:column`. */
export function placeText({ file, line, column }: Place): string {
  return `${file}:${line}:${column}`;
}
