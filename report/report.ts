import type { ScopedExemption } from '../rules/exemption';
import type { Finding, Rule } from '../rules/rule';

/** What a judgement found: the one thing that every format puts into words. */
export interface Report {
  /** What nobody accepted, in the order of files and objects. */
  readonly findings: readonly Finding[];
  /** What somebody accepted, and until when. */
  readonly exempted: readonly ExemptedFinding[];
  /** What was judged. */
  readonly scope: ReportScope;
}

export interface ExemptedFinding {
  readonly finding: Finding;
  readonly exemption: ScopedExemption;
}

export interface ReportScope {
  readonly files: number;
  readonly objects: number;
  /** Documents that are no objects of a cluster, and were not judged. */
  readonly others: number;
  /** The rules that were asked. */
  readonly rules: readonly Rule[];
  /** The version of Kubernetes that was judged for: `33` for 1.33. */
  readonly minor: number;
  /** `baseline`, `restricted`, `nsa`, `cis` or `all`. */
  readonly profile: string;
}
