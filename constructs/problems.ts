import type { IConstruct } from 'constructs';

/** Input that cannot become a manifest. Its message says what must hold, what was given and at which construct, for all of it at once. */
export class PalisadeError extends Error {
  override readonly name = 'PalisadeError';

  constructor(readonly problems: readonly string[]) {
    super(problems.join('\n'));
    // Where the user's own code asked for it is all that a trace has to say.
    const caller = this.stack?.split('\n').find((line) => /^ {4}at /.test(line) && !INNER.test(line));
    this.stack = `${this.name}: ${this.message}${caller === undefined ? '' : `\n${caller}`}`;
  }
}

/** Frames of this library, of the ones it stands on, and of Node. */
const INNER = new RegExp(`\\(?(file://)?${__dirname.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')}|/node_modules/(cdk8s|constructs)|node:`);

/** Collects what is wrong with the props of one construct, to refuse them all at once. */
export class Problems {
  readonly #found: string[] = [];

  constructor(readonly path: string) {}

  /** The problems of a construct that is being defined below `scope`. */
  static of(scope: IConstruct, id: string): Problems {
    return new Problems(scope.node.path === '' ? id : `${scope.node.path}/${id}`);
  }

  add(problem: string): void {
    this.#found.push(`[${this.path}] ${problem}`);
  }

  /** How many there are so far. */
  get count(): number {
    return this.#found.length;
  }

  /** Adds the problem unless the condition holds. */
  expect(condition: boolean, problem: string): void {
    if (!condition) this.add(problem);
  }

  /** @throws {PalisadeError} with every problem so far, if there is one. */
  refuse(): void {
    if (this.#found.length > 0) throw new PalisadeError([...this.#found]);
  }
}

/** A value as the user wrote it, for messages. */
export function shown(value: unknown): string {
  if (typeof value === 'string') return `'${value}'`;
  return value === undefined ? 'nothing' : (JSON.stringify(value) ?? String(value));
}
