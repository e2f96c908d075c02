import { type ParseArgsConfig, parseArgs } from 'node:util';

/**
 * The options and paths of a command line.
 *
 * @throws in one line, for an option that is not known or has no value
 */
export function argumentsOf<Options extends NonNullable<ParseArgsConfig['options']>>(
  args: readonly string[],
  options: Options,
): ReturnType<typeof parseArgs<{ args: string[]; options: Options; allowPositionals: true }>> {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true });
  } catch (error) {
    // The second sentence is about arguments that start with a dash, which no path of ours does.
    throw new Error((error as Error).message.split('. ')[0]);
  }
}

/**
 * One of a few words.
 *
 * @throws with all of them, for any other
 */
export function oneOf<Word extends string>(option: string, given: string, words: readonly Word[]): Word {
  const word = words.find((known) => known === given);
  if (word === undefined) throw new Error(`${option} must be one of ${words.join(', ')}, got '${given}'`);
  return word;
}
