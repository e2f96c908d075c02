import { randomBytes } from 'node:crypto';
import { slotsOf } from '../analysis/encryption/configuration';
import { firstState } from '../analysis/encryption/rotation';
import { stepsAfter } from '../report/encryption-steps';
import { line } from '../report/text';
import { argumentsOf } from './arguments';
import { hashOf, needed, planIn, textFor } from './encryption-arguments';
import type { ExitCode, Output } from './output';
import { createPrivate, placeProblem } from './private-file';

/** `palisade encryption generate`: the file with its keys, from a plan. */
export function generate(args: readonly string[], out: Output): ExitCode {
  const { values, positionals } = argumentsOf(args, {
    plan: { type: 'string' },
    output: { type: 'string' },
    existing: { type: 'boolean' },
  } as const);
  if (positionals.length > 0) throw new Error(`palisade encryption generate takes options only, got '${positionals[0]}'`);
  const path = needed('generate', '--plan', values.plan);
  const output = needed('generate', '--output', values.output);
  const plan = planIn(path);
  const wrong = placeProblem(output);
  if (wrong !== undefined) throw new Error(wrong);
  const { configuration, rotation } = firstState(plan, values.existing === true, newSecret);
  const text = textFor(configuration, rotation);
  createPrivate(output, text);
  const ids = configuration.entries.flatMap((entry) => slotsOf(entry)).map(({ id }) => id);
  out.log(line(`made ${output}, for its owner alone: ${ids[0]} writes${ids.length === 1 ? '' : `, ${ids.join(' and ')} read`}`));
  const rollout = { file: output, plan: path, config: plan.config, members: plan.members, resources: plan.resources, hash: hashOf(text) };
  for (const each of stepsAfter(values.existing === true ? 'add' : 'generate', rollout)) out.log(line(each));
  return 0;
}

/** 256 random bits, in base64. */
export function newSecret(): string {
  return randomBytes(32).toString('base64');
}
