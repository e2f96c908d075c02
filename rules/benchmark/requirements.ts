import type { HostFacts } from '../../analysis/control-plane/facts';
import type { ProgramName } from '../../analysis/control-plane/program';
import type { BenchmarkCheck, ProgramTest, Requirement, Verdict } from './check';
import { referencesOf } from './references';

/** A numbered requirement on every instance of one program. */
export function onProgram(subject: ProgramName, id: string, requirement: Requirement, test: ProgramTest): BenchmarkCheck {
  return {
    id,
    subject,
    ...requirement,
    references: referencesOf(id),
    test: (facts) => eachProgram(facts, subject, test),
  };
}

/** A test of each instance of a program; without one nobody knows. */
export function eachProgram(facts: HostFacts, subject: ProgramName, test: ProgramTest): readonly Verdict[] {
  const programs = facts.programs.filter(({ name }) => name === subject);
  if (programs.length === 0) return [{ holds: 'unknown', actual: `no file starts ${subject}` }];
  return programs.map((program) => test(program, facts));
}

/** A numbered requirement on files of hosts. */
export function onFiles(id: string, requirement: Requirement, test: BenchmarkCheck['test']): BenchmarkCheck {
  return { id, subject: 'files', ...requirement, references: referencesOf(id), test };
}
