/**
 * Compares which EncryptionConfigurations Palisade says that API servers load with Kubernetes' own loader, on the table of
 * `encryption-rows.ts` and on every file of it with one thing changed; and who reads what others store, through rotations, with its ciphers.
 *
 *   npx tsx test/oracles/encryption.ts
 *
 * Needs Go, Bash and jq. Exits with 0 where both say the same, 1 with a line for each difference, 2 when Kubernetes could not be asked.
 */

import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { configurationText, type Entry, slotsOf } from '../../analysis/encryption/configuration';
import { listingOf } from '../../analysis/encryption/evidence';
import { type Plan, planOf } from '../../analysis/encryption/plan';
import { add, firstState, promote, remove, type State, type Taken } from '../../analysis/encryption/rotation';
import { LISTING } from '../../report/encryption-steps';
import { ROWS, refusals } from './encryption-rows';

/** A file of a rotation, and what was meant by it. */
interface Link {
  readonly state: State;
  readonly text: string;
}

interface Answer {
  readonly refusals: readonly string[];
  readonly chains: readonly { readonly stored: readonly string[]; readonly reads: readonly (readonly boolean[])[] }[];
}

interface Question {
  readonly what: string;
  readonly text: string;
  /** What the table says; `undefined` for files that nobody has judged by hand. */
  readonly loads: boolean | undefined;
}

const questions: readonly Question[] = [...ROWS, ...ROWS.flatMap(changed)];
const chains = chainsOf();
const { refusals: answers, chains: exchanged } = asked(
  questions.map(({ text }) => text),
  chains.map((chain) => chain.map(({ text }) => text)),
);
const problems: string[] = [];
let refused = 0;
for (const [index, { what, text, loads }] of questions.entries()) {
  const upstream = answers[index] as string;
  const ours = refusals(text);
  if (upstream !== '') refused += 1;
  if (loads !== undefined && loads !== (upstream === ''))
    problems.push(`${what}: the table says ${loads ? 'it loads' : 'it is refused'}, Kubernetes: ${upstream || 'it loads'}`);
  if ((ours.length === 0) !== (upstream === ''))
    problems.push(`${what}: Palisade says ${ours.join('; ') || 'it loads'}, Kubernetes: ${upstream || 'it loads'}`);
}
for (const problem of listingProblems()) problems.push(problem);
let reads = 0;
for (const [number, chain] of chains.entries()) {
  for (const [writer, { state }] of chain.entries()) {
    const slot = slotsOf(entryOf(state))[0];
    const stored = exchanged[number]?.stored[writer];
    if (slot?.prefix !== stored) problems.push(`chain ${number}: file ${writer} stores '${stored}', expected '${slot?.prefix}'`);
    for (const [reader, other] of chain.entries()) {
      const isReadable = slotsOf(entryOf(other.state)).some((own) => JSON.stringify(own) === JSON.stringify(slot));
      const isRead = exchanged[number]?.reads[writer]?.[reader];
      if (isRead !== isReadable)
        problems.push(`chain ${number}: file ${reader} reads what file ${writer} stores: ${isRead}, expected ${isReadable}`);
      if (Math.abs(reader - writer) === 1 && !isRead)
        problems.push(`chain ${number}: files ${writer} and ${reader} are one step apart, and lock each other out`);
      reads += 1;
    }
  }
}
for (const problem of problems) console.log(problem.replaceAll('\n', ' '));
console.log(`${chains.length} rotations, ${reads} pairs of files, each step read by Kubernetes before and after`);
console.log(
  `${questions.length} files, ${ROWS.length} of them judged by hand: ${questions.length - refused} load, ${refused} are refused, ${problems.length} differences`,
);
process.exitCode = problems.length > 0 ? 1 : 0;

/** What is told to list what is stored, on what etcdctl writes: names and prefixes, and not a word of what is stored. */
function listingProblems(): readonly string[] {
  const rows: readonly (readonly [string, string, string])[] = [
    ['/registry/namespaces/kube-system', 'k8s\0\n\xff', 'plain'],
    ['/registry/secrets/shop/a', `k8s:enc:secretbox:v1:key2:\xfe${'very secret '.repeat(100)}`, 'k8s:enc:secretbox:v1:key2:'],
    ['/registry/secrets/shop/b', 'k8s:enc:kms:v2:vault:', 'k8s:enc:kms:v2:vault:'],
    ['/registry/configmaps/shop/c', '{"a":\nk8s:enc:secretbox:v1:key1:very secret', 'plain'],
    ['/registry/configmaps/shop/d', '', 'plain'],
  ];
  const encoded = (text: string) => Buffer.from(text, 'latin1').toString('base64');
  const kvs = rows.map(([key, value]) => ({ key: encoded(key), ...(value === '' ? {} : { value: encoded(value) }) }));
  const { status, stdout, stderr } = spawnSync('bash', ['-c', `etcdctl() { printf '%s' "$DOCUMENT"; }; ${LISTING}`], {
    encoding: 'utf8',
    env: { ...process.env, DOCUMENT: JSON.stringify({ kvs, count: kvs.length }) },
  });
  if (status !== 0) return [`jq does not list what is stored: ${stderr}`];
  const expected = [...rows.map(([key, , prefix]) => `${key} ${prefix}`), `total ${rows.length}`, ''].join('\n');
  return [...(stdout === expected ? [] : [`jq lists ${stdout}`]), ...listingOf(stdout).problems];
}

/** The files of rotations, one after the other, among providers whose keys are in the file. */
function chainsOf(): readonly (readonly Link[])[] {
  const types = ['secretbox', 'aescbc', "aesgcm, rotatedBy: 'a CronJob'"];
  return types.flatMap((first) =>
    types.flatMap((second) => [true, false].map((isExisting) => chainOf(planFor(first), planFor(second), isExisting))),
  );
}

function chainOf(first: Plan, second: Plan, isExisting: boolean): readonly Link[] {
  const links: Link[] = [];
  const take = (taken: Taken): State => {
    if ('refused' in taken) throw new Error(taken.refused.join('; '));
    return link(taken.state);
  };
  const link = (state: State): State => {
    links.push({ state, text: configurationText(state.configuration, state.rotation) });
    return state;
  };
  let state = link(firstState(first, isExisting, newSecret));
  if (isExisting) state = take(remove(take(promote(state, undefined, [])), first, undefined, [], []));
  for (const plan of [second, first])
    state = take(remove(take(promote(take(add(state, plan, newSecret)), undefined, [])), plan, undefined, [], []));
  return links;
}

function newSecret(): string {
  return randomBytes(32).toString('base64');
}

function planFor(type: string): Plan {
  const { plan, problems } = planOf(
    `apiVersion: config.palisade.dev/v1\nkind: EncryptionPlan\nconfig: /e.yaml\nmembers: [a]\nresources: [secrets]\nproviders: [{ type: ${type} }]\n`,
  );
  if (plan === undefined) throw new Error(problems.join('; '));
  return plan;
}

function entryOf({ configuration }: State): Entry {
  return configuration.entries[0] as Entry;
}

/** The file again and again, each time without one of its values, or with nothing in its place. */
function changed({ what, text, loads }: Question): readonly Question[] {
  if (loads !== true || text.includes('---')) return [];
  const value = load(text);
  return placesIn(value, []).flatMap((path) =>
    (['without', 'with nothing for', 'with a number for', 'with a list for', 'with an empty mapping for'] as const).map((how) => ({
      what: `${what}, ${how} ${path.join('.')}`,
      text: JSON.stringify(replaced(value, path, how)),
      loads: undefined,
    })),
  );
}

function placesIn(value: unknown, path: readonly string[]): readonly (readonly string[])[] {
  if (typeof value !== 'object' || value === null) return [path];
  return [...(path.length === 0 ? [] : [path]), ...Object.entries(value).flatMap(([key, inner]) => placesIn(inner, [...path, key]))];
}

function replaced(value: unknown, [key = '', ...rest]: readonly string[], how: string): unknown {
  const copy = structuredClone(value) as Record<string, unknown>;
  if (rest.length > 0) copy[key] = replaced(copy[key], rest, how);
  else if (how === 'without' && Array.isArray(copy)) copy.splice(Number(key), 1);
  else if (how === 'without') delete copy[key];
  else copy[key] = how === 'with nothing for' ? null : how === 'with a number for' ? 7 : how === 'with a list for' ? [] : {};
  return copy;
}

function asked(files: readonly string[], chains: readonly (readonly string[])[]): Answer {
  const folder = mkdtempSync(join(tmpdir(), 'palisade-encryption-'));
  try {
    const program = join(folder, 'encryption');
    const built = spawnSync('go', ['build', '-o', program, '.'], {
      cwd: join(__dirname, 'encryption'),
      stdio: ['ignore', 'inherit', 'inherit'],
    });
    const told =
      built.status === 0
        ? spawnSync(program, { input: JSON.stringify({ files, chains }), encoding: 'utf8', maxBuffer: 2 ** 28 })
        : undefined;
    if (told?.status !== 0) {
      console.error(`Kubernetes could not be asked: ${told?.stderr ?? built.error ?? 'no program'}`);
      process.exit(2);
    }
    return JSON.parse(told.stdout) as Answer;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
