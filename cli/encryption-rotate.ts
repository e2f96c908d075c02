import { behind, listingOf, type Stored } from '../analysis/encryption/evidence';
import type { Plan } from '../analysis/encryption/plan';
import { add, promote, remove, STEPS, type Step, type Taken } from '../analysis/encryption/rotation';
import { shownId } from '../analysis/encryption/weaknesses';
import { LISTING, type Rollout, stepsAfter } from '../report/encryption-steps';
import { line } from '../report/text';
import { argumentsOf, oneOf } from './arguments';
import { hashOf, type Loaded, loadedIn, needed, planIn, textFor } from './encryption-arguments';
import { newSecret } from './encryption-generate';
import type { ExitCode, Output } from './output';
import { replacePrivate, textOf } from './private-file';

interface Question {
  readonly plan: Plan;
  readonly file: Loaded;
  readonly key: string | undefined;
  readonly resources: readonly string[] | undefined;
  readonly members: string | undefined;
  readonly evidence: string | undefined;
}

const DONE: Readonly<Record<Step, string>> = { add: 'added', promote: 'promoted', remove: 'removed' };

/** `palisade encryption rotate`: one step, once the one before is proven to be over. */
export function rotate(args: readonly string[], out: Output): ExitCode {
  const { values, positionals } = argumentsOf(args, {
    plan: { type: 'string' },
    config: { type: 'string' },
    step: { type: 'string' },
    key: { type: 'string' },
    resource: { type: 'string', multiple: true },
    members: { type: 'string' },
    evidence: { type: 'string' },
    'dry-run': { type: 'boolean' },
  } as const);
  if (positionals.length > 0) throw new Error(`palisade encryption rotate takes options only, got '${positionals[0]}'`);
  const step = oneOf('--step', values.step ?? '', STEPS);
  const planPath = needed('rotate', '--plan', values.plan);
  const path = needed('rotate', '--config', values.config);
  const plan = planIn(planPath);
  const file = loadedIn(path);
  const taken = take(step, { plan, file, key: values.key, resources: values.resource, members: values.members, evidence: values.evidence });
  if ('refused' in taken) {
    for (const reason of taken.refused) out.error(line(`${path}: '${step}' must wait: ${reason}`));
    return 1;
  }
  const { configuration, rotation } = taken.state;
  const text = textFor(configuration, rotation);
  const isDry = values['dry-run'] === true;
  const kept = isDry ? undefined : replacePrivate(path, text, step);
  const told = `${taken.slots.map(shownId).join(', ')} in ${path}`;
  out.log(
    line(kept === undefined ? `would have ${DONE[step]} ${told}; nothing is changed` : `${DONE[step]} ${told}; the file before is ${kept}`),
  );
  const rollout: Rollout = {
    file: path,
    plan: planPath,
    config: plan.config,
    members: plan.members,
    resources: configuration.entries.flatMap(({ resources }) => resources),
    hash: hashOf(text),
  };
  if (!isDry) for (const each of stepsAfter(step, rollout)) out.log(line(each));
  return 0;
}

function take(step: Step, { plan, file, key, resources, members, evidence }: Question): Taken {
  if (step === 'add') return add(file, plan, newSecret, resources);
  const everywhere = notEverywhere(plan, file, members);
  if (step === 'promote') return promote(file, key, everywhere);
  const { stored, problems } = storedIn(file, evidence);
  return remove(file, plan, key, [...everywhere, ...problems], stored);
}

/** Why the file may not be on all members. */
function notEverywhere(plan: Plan, file: Loaded, path: string | undefined): readonly string[] {
  if (path === undefined) return ["every member must have this file first: say so with --members FILE, of lines 'MEMBER SHA256'"];
  const { text, written } = textOf('--members', path);
  const old = staleness(path, written, file);
  return [...old, ...behind(plan.members, text, hashOf(file.text)).map((problem) => `${path}: ${problem}`)];
}

function storedIn(file: Loaded, path: string | undefined): { readonly stored: readonly Stored[]; readonly problems: readonly string[] } {
  if (path === undefined)
    return { stored: [], problems: [`nothing must be stored under what goes: prove it with --evidence FILE, from: ${LISTING}`] };
  const { text, written } = textOf('--evidence', path);
  const { stored, problems } = listingOf(text);
  return { stored, problems: [...staleness(path, written, file), ...problems.map((problem) => `${path}: ${problem}`)] };
}

function staleness(path: string, written: number, file: Loaded): readonly string[] {
  return written < file.written ? [`${path} is older than the file, expected one from after the last step`] : [];
}
