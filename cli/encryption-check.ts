import { rotationIn, slotsOf } from '../analysis/encryption/configuration';
import type { Problem } from '../analysis/encryption/problem';
import { configurationOf, given } from '../analysis/encryption/reading';
import { upstreamProblems } from '../analysis/encryption/upstream';
import { shownId, weaknesses } from '../analysis/encryption/weaknesses';
import { line } from '../report/text';
import { argumentsOf } from './arguments';
import { planIn } from './encryption-arguments';
import type { ExitCode, Output } from './output';
import { permissionProblems, textOf } from './private-file';

/** `palisade encryption check`: what an API server, and what a careful reader, says of a file. */
export function check(args: readonly string[], out: Output): ExitCode {
  const { values, positionals } = argumentsOf(args, { plan: { type: 'string' } } as const);
  const [path] = positionals;
  if (path === undefined || positionals.length > 1) throw new Error('palisade encryption check needs one FILE');
  const plan = values.plan === undefined ? undefined : planIn(values.plan);
  const { text } = textOf('FILE', path);
  const found = given(text, path);
  const open = permissionProblems(path).map((message): Problem => ({ kind: 'weak', at: '', message }));
  const problems: Problem[] = [...open, ...found.problems];
  if (found.given !== undefined) {
    problems.push(...upstreamProblems(found.given));
    if (problems.every(({ kind }) => kind !== 'refused'))
      problems.push(...weaknesses(configurationOf(found.given), plan, rotationIn(text)));
  }
  for (const { kind, at, message } of problems) {
    const place = at.startsWith('line ') ? at.slice('line '.length) : (found.lineOf(at) ?? 1);
    const where = at === '' || at.startsWith('line ') ? '' : ` (at ${at})`;
    out.log(line(`${path}:${place}: ${kind}: ${message}${where}`));
  }
  const isSound = problems.every(({ kind }) => kind === 'note');
  if (isSound && found.given !== undefined)
    for (const entry of configurationOf(found.given).entries) {
      const [first, ...others] = slotsOf(entry).map(({ id }) => shownId(id));
      out.log(line(`${entry.resources.join(', ')}: ${first} writes${others.length === 0 ? '' : `, ${others.join(', ')} only read`}`));
    }
  return isSound ? 0 : 1;
}
