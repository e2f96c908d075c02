import type { HostFacts } from '../../analysis/control-plane/facts';
import { benchmark } from '.';
import type { BenchmarkCheck, Status, Verdict } from './check';
import { STATUSES } from './check';

/** One verdict of a check, with what it amounts to. */
export interface AuditFinding extends Verdict {
  readonly status: Status;
}

/** A check and everything that it found, the worst first. */
export interface AuditResult {
  readonly check: BenchmarkCheck;
  /** The worst of its findings. */
  readonly status: Status;
  readonly findings: readonly AuditFinding[];
}

/** Puts every check to the facts. */
export function auditOf(facts: HostFacts, checks: readonly BenchmarkCheck[] = benchmark): readonly AuditResult[] {
  return checks.map((check) => {
    const found = check.test(facts).map((verdict): AuditFinding => ({ ...verdict, status: statusOf(check, verdict) }));
    // Sorting is stable: within one status the order of the files stays.
    const findings = [...found].sort((a, b) => weight(a.status) - weight(b.status));
    return { check, status: findings[0]?.status ?? 'unknown', findings };
  });
}

/** A manual check never fails: the benchmark leaves it to a person. */
function statusOf({ kind }: BenchmarkCheck, { holds }: Verdict): Status {
  if (holds === 'yes') return 'pass';
  if (holds === 'no') return kind === 'automated' ? 'fail' : 'warn';
  return holds === 'look' ? 'warn' : holds;
}

function weight(status: Status): number {
  return STATUSES.indexOf(status);
}

/** How many checks came out how, in the order of their weight. */
export function statusCounts(results: readonly AuditResult[]): ReadonlyMap<Status, number> {
  return new Map(STATUSES.map((status) => [status, results.filter((result) => result.status === status).length]));
}
