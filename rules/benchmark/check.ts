import type { HostFacts } from '../../analysis/control-plane/facts';
import type { Program, ProgramName } from '../../analysis/control-plane/program';
import type { Place } from '../../analysis/manifest';
import type { Reference } from '../rule';
import type { Category } from '../threat';

/** Whether a machine can tell, by the benchmark's own word. */
export type CheckKind = 'automated' | 'manual';

/**
 * What came of a check. `warn`: a manual check that does not hold, or that a person has to look at. `unknown`: the files that would tell
 * were not given.
 */
export type Status = 'pass' | 'fail' | 'warn' | 'unknown' | 'not applicable';

/** In the order of their weight: what is worst stands first. */
export const STATUSES: readonly Status[] = ['fail', 'warn', 'unknown', 'pass', 'not applicable'];

/** What a test found. */
export interface Verdict {
  /** `look`: nothing in the files decides, a person has to. */
  readonly holds: 'yes' | 'no' | 'look' | 'unknown' | 'not applicable';
  /** What there is, in words. */
  readonly actual: string;
  /** Where it is written, or where it should be. */
  readonly place?: Place;
  /** What a reader should know besides. */
  readonly note?: string;
}

/** How to make a check hold. */
export interface Remedy {
  /** What to do, in one sentence without a full stop. */
  readonly text: string;
  /** The field of kubeadm's configuration that does it. */
  readonly kubeadm?: string;
}

/** What somebody does where a check does not hold. */
export interface CheckThreat {
  readonly category: Category;
  readonly text: string;
}

/** A check before it is numbered: what is asked for, and the test. */
export interface Requirement {
  /** What holds, without a full stop. */
  readonly title: string;
  readonly kind: CheckKind;
  readonly expected: string;
  readonly remedy: Remedy;
  readonly threat: CheckThreat;
}

/** A check of sections 1 to 4 of the CIS Kubernetes Benchmark. https://www.cisecurity.org/benchmark/kubernetes */
export interface BenchmarkCheck extends Requirement {
  /** The benchmark's number. */
  readonly id: string;
  /** The program that it is about, or the files of a host. */
  readonly subject: ProgramName | 'files';
  readonly references: readonly Reference[];
  /** One verdict for each program or file that it is about. */
  readonly test: (facts: HostFacts) => readonly Verdict[];
}

/** A test of one program. */
export type ProgramTest = (program: Program, facts: HostFacts) => Verdict;
