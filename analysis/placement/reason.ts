import type { Manifest } from '../manifest';

/** `unknown` where no manifest says what decides: never good enough for a proof. */
export type Answer = 'yes' | 'no' | 'unknown';

/** A field of an object. */
export interface Where {
  readonly manifest: Manifest;
  /** JSON pointer inside the object, whether the field is written or not. */
  readonly pointer: string;
}

/** Why something is so, and the field to blame or to thank; `where` is `undefined` for what no object says. */
export interface Reason {
  readonly text: string;
  readonly where: Where | undefined;
}

/** An answer and why. */
export interface Verdict {
  readonly answer: Answer;
  /** For `no` all that keeps the pod out, for `yes` what lets it in, for `unknown` what is not known. */
  readonly reasons: readonly Reason[];
}

/** All of the answers hold. */
export function allOf(answers: readonly Answer[]): Answer {
  if (answers.includes('no')) return 'no';
  return answers.includes('unknown') ? 'unknown' : 'yes';
}

/** One of the answers holds; none does where there are none. */
export function oneOf(answers: readonly Answer[]): Answer {
  if (answers.includes('yes')) return 'yes';
  return answers.includes('unknown') ? 'unknown' : 'no';
}
