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

/** Adds a problem for each property that is not known, with the known one that it may have been meant to be. */
export function checkKeys(problems: Problems, what: string, props: unknown, known: Readonly<Record<string, true>>): void {
  for (const key of Object.keys(props ?? {})) {
    if (Object.hasOwn(known, key)) continue;
    const near = Object.keys(known).find((candidate) => resembles(candidate, key));
    problems.add(
      `${what} has no property '${key}'${near === undefined ? `, expected some of ${Object.keys(known).join(', ')}` : `, did you mean '${near}'?`}`,
    );
  }
}

/** The id, if no other construct of the scope has it. @throws {PalisadeError} otherwise */
export function unused(scope: IConstruct, id: string): string {
  const problems = Problems.of(scope, id);
  const other = scope.node.tryFindChild(id);
  problems.expect(other === undefined, `there is another construct '${id}' here, expected one of each name`);
  problems.refuse();
  return id;
}

/** Whether two words differ by case, by their end, or by one letter. */
function resembles(a: string, b: string): boolean {
  const [short = '', long = ''] = [a.toLowerCase(), b.toLowerCase()].sort((x, y) => x.length - y.length);
  if (long.length - short.length > 1) return false;
  let index = 0;
  while (index < short.length && short[index] === long[index]) index += 1;
  return long.slice(index + 1) === short.slice(index + Number(long.length === short.length));
}

/** A value as the user wrote it, for messages. */
export function shown(value: unknown): string {
  if (typeof value === 'string') return `'${value}'`;
  return value === undefined ? 'nothing' : (JSON.stringify(value) ?? String(value));
}

/** Adds a problem unless the value is one of the words, or absent. */
export function checkWord(problems: Problems, what: string, value: string | undefined, words: readonly string[]): void {
  if (value !== undefined && !words.includes(value)) problems.add(`${what} must be one of ${words.join(', ')}, got ${shown(value)}`);
}
