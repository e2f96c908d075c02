/** Where a command's words go. */
export interface Output {
  /** Whether words may have colours: only on a terminal. */
  readonly paint: 'colour' | 'plain';
  /** What was asked for. */
  log(text: string): void;
  /** What went wrong, and what happens meanwhile. */
  error(text: string): void;
}

/** 0 fine, 1 findings, 2 could not run. */
export type ExitCode = 0 | 1 | 2;

/** A command: its arguments in, an exit code out. */
export interface Command {
  readonly summary: string;
  readonly usage: string;
  run(args: readonly string[], out: Output): Promise<ExitCode>;
}
