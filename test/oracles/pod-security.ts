/**
 * Compares the rules that name a check of the Pod Security Standards with Kubernetes' own checks, and the levels of pods with those that
 * Kubernetes admits them at, on generated pods, in each version.
 *
 *   npx tsx test/oracles/pod-security.ts [PODS] [SEED]
 *
 * Exits with 0 where both say the same, 1 with a line for each difference, 2 when Kubernetes could not be asked.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import type { KubernetesObject } from '../../analysis/manifest';
import { rules } from '../../rules';
import { type Level, levelsOf } from '../../rules/level';
import type { Rule } from '../../rules/rule';
import { clusterOf, POD_PLACES } from '../rules/given';
import { type Pod, pods as somePods } from './pods';

/** A check as one version of the standards has it, and as rules refer to it: `baseline/seccompProfile`. */
interface Check {
  readonly reference: string;
  readonly level: 'baseline' | 'restricted';
  /** Whether it reads pods otherwise than in the version before. */
  readonly isNew: boolean;
}

interface Verdict {
  readonly forbidden: readonly string[];
  readonly admitted: readonly string[];
}

/** The intended differences. */
const ONCE = 'a hostPort that the API server copies from a containerPort is said once, as hostNetwork';
const EXEMPTED = 'what restricted no longer asks of a Windows pod is still asked by baseline, and by the API server';

const [count = 4000, seed = 1] = process.argv.slice(2).map(Number);
const rulesOfStandards = rules.filter((rule) => standardsOf(rule).length > 0);
const pods = fc.sample(somePods, { numRuns: count, seed }).map((pod) => JSON.parse(JSON.stringify(pod)) as Pod);
const { checks, verdicts } = asked(pods);
const said = pods.map(() => [] as (readonly Rule[])[]);
const levels: (readonly Level[])[] = [];
const cluster = clusterOf(pods.map(objectOf));
for (const minor of checks.keys()) {
  for (const list of said) list[minor] = [];
  levels[minor] = levelsOf({ ...cluster, minor }).map(({ level }) => level);
  for (const rule of rulesOfStandards) {
    const found = new Set([...rule.check({ ...cluster, minor })].map(({ manifest }) => Number(manifest.source)));
    for (const index of found) said[index]?.splice(minor, 1, [...(said[index]?.[minor] ?? []), rule]);
  }
}

const problems = new Set<string>();
const intended = new Map<string, number>();
const levelled = new Map<Level, number>();
const answers = new Map<string, { forbidden: number; allowed: number }>();
for (const [index, pod] of pods.entries()) {
  for (const [minor, known] of checks.entries()) {
    judge(pod, minor, known, said[index]?.[minor] ?? [], verdicts[index]?.[minor]);
    judgeLevel(pod, minor, levels[minor]?.[index], verdicts[index]?.[minor]);
  }
}
unasked();
for (const problem of [...problems].slice(0, 20)) console.log(problem);
if (problems.size > 20) console.log(`and ${problems.size - 20} more`);
console.log(
  `${count} pods of seed ${seed}, ${checks.length} versions, ${answers.size} checks, ${rulesOfStandards.length} rules: ${problems.size} differences`,
);
console.log(`levels: ${[...levelled].map(([level, times]) => `${times} ${level}`).join(', ')}`);
for (const [reason, times] of intended) console.log(`intended, ${times} times: ${reason}`);
process.exitCode = problems.size === 0 ? 0 : 1;

/** Whether what Kubernetes and the rules say of a pod in one version is the same. */
function judge(pod: Pod, minor: number, known: readonly Check[], ours: readonly Rule[], verdict: Verdict | undefined): void {
  const theirs = new Set(verdict?.forbidden);
  const references = new Set(ours.flatMap(standardsOf));
  const complain = (what: string) => problems.add(`1.${minor}: ${what}: ${JSON.stringify(pod)}`);
  for (const { reference } of known) {
    const answer = answers.get(reference) ?? { forbidden: 0, allowed: 0 };
    answer[theirs.has(reference) ? 'forbidden' : 'allowed']++;
    answers.set(reference, answer);
    if (theirs.has(reference) === references.has(reference)) continue;
    const reason = intention(pod, minor, reference, theirs);
    if (reason === undefined)
      complain(`${reference} is ${theirs.has(reference) ? 'forbidden, but no rule says so' : 'allowed, but refused by a rule'}`);
    else intended.set(reason, (intended.get(reason) ?? 0) + 1);
  }
  for (const rule of ours) {
    if (!standardsOf(rule).some((each) => known.some(({ reference }) => reference === each)))
      complain(`'${rule.id}' finds something before there is a check`);
  }
  for (const level of ['baseline', 'restricted'] as const) {
    const refused = ours.some((rule) => level === 'restricted' || standardsOf(rule).some((each) => each.startsWith('baseline/')));
    if (verdict?.admitted.includes(level) === !refused) continue;
    const reasons = known.map(({ reference }) => intention(pod, minor, reference, theirs));
    if (level === 'baseline' || reasons.every((reason) => reason !== EXEMPTED))
      complain(`${level} ${refused ? 'admits' : 'refuses'} it, and the rules do not`);
  }
}

/** Whether the strongest level that admits a pod in one version is the same; there is no intended difference. */
function judgeLevel(pod: Pod, minor: number, ours: Level | undefined, verdict: Verdict | undefined): void {
  const theirs = (['restricted', 'baseline'] as const).find((level) => verdict?.admitted.includes(level)) ?? 'privileged';
  levelled.set(theirs, (levelled.get(theirs) ?? 0) + 1);
  if (ours !== theirs) problems.add(`1.${minor}: the level is ${theirs}, not ${ours}: ${JSON.stringify(pod)}`);
}

/** Why a rule and a check may differ on a pod; `undefined` where they may not. */
function intention({ spec }: Pod, minor: number, reference: string, theirs: ReadonlySet<string>): string | undefined {
  if (reference === 'baseline/hostPorts') {
    const containers = ['containers', 'initContainers', 'ephemeralContainers'].flatMap(
      (list) => (spec[list] ?? []) as { ports?: unknown }[],
    );
    const ports = containers.flatMap((container) => (container.ports ?? []) as ({ hostPort?: unknown } | null)[]);
    return spec['hostNetwork'] === true && ports.every((port) => (port?.hostPort ?? 0) === 0) ? ONCE : undefined;
  }
  const isWindows = minor >= 25 && (spec['os'] as { name?: unknown } | null | undefined)?.name === 'windows';
  const [level, name] = reference.split('/');
  const isExempted = isWindows && level === 'restricted' && (name === 'capabilities' || name === 'seccompProfile');
  return isExempted && !theirs.has(reference) && theirs.has(`baseline/${name}`) ? EXEMPTED : undefined;
}

/** What the pods did not ask: a check that always answers the same, or a version that changes no answer. */
function unasked(): void {
  for (const [reference, { forbidden, allowed }] of answers) {
    if (forbidden === 0 || allowed === 0) problems.add(`${reference} is never ${forbidden === 0 ? 'forbidden' : 'allowed'}`);
  }
  for (const level of ['privileged', 'baseline', 'restricted'] as const) {
    if (!levelled.has(level)) problems.add(`no pod is ${level}`);
  }
  for (const [minor, known] of checks.entries()) {
    for (const { reference, isNew } of known) {
      const differs = verdicts.some(
        (list) => list[minor - 1]?.forbidden.includes(reference) !== list[minor]?.forbidden.includes(reference),
      );
      if (isNew && minor > 0 && !differs) problems.add(`1.${minor} changes no answer of ${reference}`);
    }
  }
}

function standardsOf(rule: Rule): readonly string[] {
  return rule.references.flatMap(({ source, id }) => (source === 'PSS' ? [id] : []));
}

/** The pods in turn as each kind of object that runs one. */
function objectOf(pod: Pod, index: number): KubernetesObject {
  const [, owner, pointer] = POD_PLACES[index % POD_PLACES.length] ?? ['', () => pod as never, ''];
  const object = owner(pod.spec);
  const steps = pointer.split('/').slice(1, -1);
  let template: Record<string, unknown> = object;
  for (const step of steps) template = template[step] as Record<string, unknown>;
  template['metadata'] = { ...(template['metadata'] as object | undefined), ...pod.metadata };
  return object;
}

/** What Kubernetes says of the pods, its names of checks turned into those that rules use. */
function asked(given: readonly Pod[]): {
  readonly checks: readonly (readonly Check[])[];
  readonly verdicts: readonly (readonly Verdict[])[];
} {
  const directory = mkdtempSync(join(tmpdir(), 'pod-security-'));
  try {
    const judgePath = join(directory, 'judge');
    output('go', ['build', '-o', judgePath, '.'], '', join(__dirname, 'judge'));
    const lines = output(judgePath, ['security'], given.map((pod) => `${JSON.stringify(pod)}\n`).join(''))
      .trim()
      .split('\n');
    const [first, ...rest] = lines.map((line) => JSON.parse(line) as unknown);
    const raw = first as readonly { readonly id: string; readonly level: Check['level']; readonly new: boolean }[][];
    const references = new Map(raw.flat().map(({ id, level }) => [id, `${level}/${id.replace(/_(baseline|restricted)$/, '')}`]));
    const name = (id: string) => references.get(id) ?? id;
    return {
      checks: raw.map((list) => list.map((check) => ({ reference: name(check.id), level: check.level, isNew: check.new }))),
      verdicts: (rest as { forbidden: string[] | null; admitted: string[] | null }[][]).map((list) =>
        list.map(({ forbidden, admitted }) => ({ forbidden: (forbidden ?? []).map(name), admitted: admitted ?? [] })),
      ),
    };
  } finally {
    rmSync(directory, { recursive: true });
  }
}

function output(command: string, args: readonly string[], input: string, cwd?: string): string {
  const { status, stdout, stderr, error } = spawnSync(command, args, { input, cwd, encoding: 'utf8', maxBuffer: 2 ** 30 });
  if (status === 0) return stdout;
  console.error(error?.message ?? stderr);
  process.exit(2);
}
