import { createHash } from 'node:crypto';
import { type Configuration, configurationText, type Rotation, rotationIn } from '../analysis/encryption/configuration';
import { type Plan, planOf } from '../analysis/encryption/plan';
import { configurationOf, given } from '../analysis/encryption/reading';
import { upstreamProblems } from '../analysis/encryption/upstream';
import { permissionProblems, placeProblem, textOf } from './private-file';

/** @throws where the option is not given */
export function needed(command: string, option: string, value: string | undefined): string {
  if (value === undefined || value === '') throw new Error(`palisade encryption ${command} needs ${option} FILE`);
  return value;
}

/** @throws in one line, for what is no plan */
export function planIn(path: string): Plan {
  const { plan, problems } = planOf(textOf('--plan', path).text);
  if (plan === undefined) throw new Error(`${path}: ${problems.join('; ')}`);
  return plan;
}

/** A configuration that is about to change. */
export interface Loaded {
  readonly configuration: Configuration;
  readonly rotation: Rotation | undefined;
  readonly text: string;
  readonly written: number;
}

/** @throws in one line, where the file cannot be loaded by an API server, or others may read it */
export function loadedIn(path: string): Loaded {
  const { text, written } = textOf('--config', path);
  const wrong = placeProblem(path);
  if (wrong !== undefined) throw new Error(wrong);
  const found = given(text, path);
  const problems = [...found.problems, ...(found.given === undefined ? [] : upstreamProblems(found.given))].filter(
    ({ kind }) => kind === 'refused',
  );
  const open = permissionProblems(path);
  if (found.given === undefined || problems.length + open.length > 0)
    throw new Error(
      `${path} must be sound before it changes: ${[...problems.map(({ message }) => message), ...open].join('; ')}; palisade encryption check ${path} tells more`,
    );
  const loaded = { configuration: configurationOf(found.given), rotation: rotationIn(text), text, written };
  return loaded;
}

/** The text of a state; what was read from it again is what was meant. */
export function textFor(configuration: Configuration, rotation: Rotation | undefined): string {
  const text = configurationText(configuration, rotation);
  const again = given(text, 'the new file');
  if (again.given === undefined || upstreamProblems(again.given).length > 0)
    throw new Error('the new file would not be sound: nothing was changed');
  return text;
}

/** The SHA-256 of a text, in hexadecimal, as `sha256sum` tells it of a file. */
export function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
