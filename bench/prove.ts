/**
 * How long the proof of large clusters takes, and what np-guard takes for the network alone. Ends with 1 over a limit. Needs Node, Go for
 * the comparison, 2 GiB of memory and about three minutes.
 */
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { READING_LIMITS } from '../analysis/reading/documents';
import { readFiles } from '../cli/files';
import type { Shape } from './tree';

interface Analysis {
  readonly objects: number;
  readonly paths: number;
  readonly standing: string;
  readonly proofMs: number;
  readonly peakMiB: number;
}

interface Command {
  readonly code: number;
  readonly verdict: string;
  readonly cpuMs: number;
  readonly peakMiB: number;
}

const SECONDS = 10;
const MEBIBYTES = 1024;
const APPS_EACH = 10;
/** How often a duration is taken; the one in the middle counts. */
const TIMES = 3;
/** How long np-guard may take for one folder. */
const PATIENCE = 30_000;

const repository = resolve(__dirname, '..');
const scratch = mkdtempSync(join(tmpdir(), 'palisade-bench-'));

main().finally(() => rmSync(scratch, { recursive: true }));

async function main(): Promise<void> {
  for (const [shape, what] of [
    ['chain', 'tenants with a chain of calls each'],
    ['hub', 'and an app that all of them call'],
  ] as const) {
    const [whole, half = ''] = await Promise.all((shape === 'hub' ? [1000, 500] : [1000]).map((tenants) => folderOf(tenants, shape)));
    if (whole === undefined) throw new Error('nothing to prove');
    proving(whole, shape, what);
    // The hub has all calls of the chains, and more.
    if (shape === 'hub') growing(half, whole);
  }
  await againstNpGuard();
}

/** The command as people run it: starting, reading, proving, telling. */
function proving(folder: string, shape: Shape, what: string): void {
  const runs = Array.from({ length: TIMES }, () => {
    const begin = performance.now();
    const told = measured<Command>('command', folder);
    return { ...told, wallMs: performance.now() - begin };
  });
  const [{ code, verdict } = { code: -1, verdict: '' }] = runs;
  if (code !== 0) throw new Error(`palisade prove ended with ${code} for ${what}: ${verdict}`);
  const wallMs = median(runs.map((run) => run.wallMs));
  const peakMiB = Math.max(...runs.map((run) => run.peakMiB));
  const cpuMs = median(runs.map((run) => run.cpuMs));
  const how = `${verdict}: ${seconds(wallMs)}, ${seconds(cpuMs)} of the processor, peak ${peakMiB} MiB (limits ${SECONDS} s, ${MEBIBYTES} MiB)`;
  const share = Math.max(wallMs / (SECONDS * 1000), peakMiB / MEBIBYTES);
  say(`palisade prove, 10,000 apps, ${shape}: ${what}`, how, share, 1);
}

function growing(half: string, whole: string): void {
  const runs = Array.from({ length: TIMES }, () => ({
    half: measured<Analysis>('analysis', half),
    whole: measured<Analysis>('analysis', whole),
  }));
  const [before, after] = [median(runs.map((run) => run.half.proofMs)), median(runs.map((run) => run.whole.proofMs))];
  const [{ half: small, whole: large } = { half: undefined, whole: undefined }] = runs;
  const how =
    `${large?.objects} objects and ${large?.paths} paths against ${small?.objects} and ${small?.paths}, read before: ` +
    `${seconds(after)} against ${seconds(before)} of the processor`;
  say('twice the tenants', how, after / before, 2.2);
}

/**
 * The same objects, given to np-guard as JSON; it lists who reaches whom and proves nothing beyond that. We read YAML, and prove
 * permissions, nodes and hostile tenants as well; each is timed as a whole process.
 */
async function againstNpGuard(): Promise<void> {
  const engine = engineBuilt();
  if (engine === undefined) return;
  for (const apps of [100, 200, 400]) {
    const folder = await folderOf(apps / APPS_EACH, 'chain');
    const objects = readFiles([folder], { ...READING_LIMITS, mebibytes: 64 }).manifests.map(({ object }) => object);
    const question = JSON.stringify({ objects, ports: [], addresses: [], engines: ['np-guard'] });
    const begin = performance.now();
    const { status, error, stderr } = spawnSync(engine, [], { input: question, timeout: PATIENCE, maxBuffer: 2 ** 30 });
    const theirs = performance.now() - begin;
    const isLate = error !== undefined && 'code' in error && error.code === 'ETIMEDOUT';
    if (!isLate && status !== 0) throw new Error(`np-guard ended with ${status}: ${stderr}`);
    const ours = timed(() => measured<Command>('command', folder));
    const how = `${isLate ? 'more than ' : ''}${seconds(theirs)} against ${seconds(ours)}`;
    console.log(`np-guard against palisade prove, ${apps} apps: ${(theirs / ours).toFixed(1)}\n  ${how}`);
  }
}

function engineBuilt(): string | undefined {
  const path = join(scratch, 'network');
  const { status, error, stderr } = spawnSync('go', ['build', '-o', path, '.'], { cwd: join(repository, 'test', 'oracles', 'network') });
  if (error !== undefined) console.log('np-guard: not compared, Go is not on this machine');
  else if (status !== 0) throw new Error(`go build ended with ${status}: ${stderr}`);
  return status === 0 ? path : undefined;
}

/** In a process of its own, so that what it holds is gone afterwards. */
function folderOf(tenants: number, shape: Shape): Promise<string> {
  const folder = join(scratch, `${shape}-${tenants}`);
  mkdirSync(folder, { recursive: true });
  const script = `require(${JSON.stringify(join(__dirname, 'tree.ts'))}).tenantsOf(${JSON.stringify(folder)}, ${tenants}, ${APPS_EACH}, '${shape}').synth()`;
  const child = spawn(process.execPath, ['--import', 'tsx', '--eval', script], { cwd: repository, stdio: 'inherit' });
  return new Promise((done, fail) => {
    child.once('error', fail);
    child.once('exit', (code) =>
      code === 0 ? done(folder) : fail(new Error(`writing ${shape} of ${tenants} tenants ended with ${code}`)),
    );
  });
}

function measured<Result>(what: string, folder: string): Result {
  const args = ['--import', 'tsx', join(__dirname, 'proof.ts'), what, folder];
  return JSON.parse(execFileSync(process.execPath, args, { cwd: repository }).toString());
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

function timed(act: () => unknown): number {
  const begin = performance.now();
  act();
  return performance.now() - begin;
}

function seconds(value: number): string {
  return value < 10_000 ? `${Math.round(value)} ms` : `${(value / 1000).toFixed(1)} s`;
}

/** A ratio over its limit makes the bench fail. */
function say(what: string, how: string, ratio: number, most: number): void {
  console.log(`${what}: ${ratio.toFixed(2)} (at most ${most})\n  ${how}`);
  if (!(ratio <= most)) process.exitCode = 1;
}
