import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { platformOf } from './tree';

/** Compares in one run, by ratio: the machine's own speed cancels out. Needs a few minutes. */
interface Measured {
  readonly objects: number;
  readonly defineMs: number;
  readonly synthMs: number;
  readonly peakMiB: number;
}

const repository = resolve(__dirname, '..');
const scratch = mkdtempSync(join(tmpdir(), 'palisade-bench-'));

try {
  console.log(`node ${process.version}, ${cpus().length} × ${cpus()[0]?.model}\n`);
  againstCdk8s();
  large();
  judging();
  againstTemplates(400);
  commandOverhead();
  proofs();
} finally {
  rmSync(scratch, { recursive: true });
}

function againstCdk8s(): void {
  const runs = [1, 2, 3].map(() => ({ ours: measure('palisade', 1600), twice: measure('palisade', 3200) }));
  const ours = median(runs.map((run) => run.ours.synthMs));
  const twice = median(runs.map((run) => run.twice.synthMs));
  const theirs = measure('cdk8s', 1600);
  const objects = runs[0]?.ours.objects;
  say(
    'cdk8s App.synth, same tree',
    `1,600 tenants, ${objects} objects: ${ms(theirs.synthMs)} against ${ms(ours)}`,
    theirs.synthMs / ours,
    'at least 10',
  );
  say('twice the tenants', `3,200 against 1,600: ${ms(twice)} against ${ms(ours)}`, twice / ours, 'at most 2.2');
}

function large(): void {
  const { objects, defineMs, synthMs, peakMiB } = measure('palisade', 10_000);
  const total = defineMs + synthMs;
  say(
    '10,000 tenants',
    `${objects} objects, ${ms(total)} in all, peak ${peakMiB} MiB (limits 30 s, 1,536 MiB)`,
    total / 30_000,
    'at most 1',
  );
}

/** Every rule on the YAML of 100,000 objects, against reading it. */
function judging(): void {
  const judged = (tenants: number): { objects: number; findings: number; parseMs: number; readMs: number; judgeMs: number } => {
    const text = execFileSync(process.execPath, ['--import', 'tsx', join(__dirname, 'judge.ts'), String(tenants)], { cwd: repository });
    return JSON.parse(text.toString());
  };
  const half = judged(3_572);
  const { objects, findings, parseMs, readMs, judgeMs } = judged(7_143);
  if (findings > 0) throw new Error(`${findings} findings in the constructs' output`);
  say(
    'every rule, against js-yaml',
    `${objects} objects: parsed in ${ms(parseMs)}, read by us in ${ms(readMs)}, judged in ${ms(judgeMs)}`,
    judgeMs / parseMs,
    'at most 3',
  );
  say(
    'twice the objects',
    `${objects} against ${half.objects}: ${ms(judgeMs)} against ${ms(half.judgeMs)}`,
    judgeMs / half.judgeMs,
    'at most 2.2',
  );
}

/** Proofs of large clusters, which have limits of their own. */
function proofs(): void {
  const { status } = spawnSync(process.execPath, ['--import', 'tsx', join(__dirname, 'prove.ts')], { cwd: repository, stdio: 'inherit' });
  if (status !== 0) process.exitCode = 1;
}

/** The same objects from templates: what people use instead. */
function againstTemplates(tenants: number): void {
  const output = join(scratch, 'output');
  const begin = performance.now();
  platformOf(output, tenants).synth();
  const ours = performance.now() - begin;
  timed('kubectl', ['kustomize', output], `kubectl kustomize of ${tenants} tenants`, ours);
  const chart = join(scratch, 'chart');
  mkdirSync(join(chart, 'templates'), { recursive: true });
  writeFileSync(join(chart, 'Chart.yaml'), 'apiVersion: v2\nname: bench\nversion: 0.0.1\n');
  for (const file of readdirSync(output).filter((name) => name.endsWith('.k8s.yaml'))) {
    const text = readFileSync(join(output, file), 'utf8').replace(/tenant-\d+/, '{{ "$&" }}');
    writeFileSync(join(chart, 'templates', file), text);
  }
  timed('helm', ['template', chart], `helm template of ${tenants} tenants`, ours);
}

function timed(command: string, args: readonly string[], what: string, ours: number): void {
  const begin = performance.now();
  const { error, status } = spawnSync(command, args, { maxBuffer: 2 ** 30 });
  const theirs = performance.now() - begin;
  if (error !== undefined) console.log(`${what}: not run, ${command} is not on this machine`);
  else if (status !== 0) throw new Error(`${command} ${args.join(' ')} ended with ${status}`);
  else say(what, `${ms(theirs)} against ${ms(ours)} for defining, judging and writing`, theirs / ours, 'more than 1');
}

/** What our constructs add to `cdk8s synth`, which starts Node twice before anything happens. */
function commandOverhead(): void {
  const empty = join(scratch, 'empty.ts');
  symlinkSync(join(repository, 'node_modules'), join(scratch, 'node_modules'));
  writeFileSync(empty, "import { App, Chart } from 'cdk8s';\nconst app = new App();\nnew Chart(app, 'empty');\napp.synth();\n");
  const run = (main: string) => {
    const begin = performance.now();
    const cli = join(repository, 'node_modules', 'cdk8s-cli', 'bin', 'cdk8s');
    execFileSync(
      process.execPath,
      [cli, 'synth', '--no-check-upgrade', '--app', `node --import tsx ${main}`, '--output', join(scratch, 'dist')],
      {
        cwd: repository,
        stdio: 'ignore',
      },
    );
    return performance.now() - begin;
  };
  const pairs = [1, 2, 3, 4, 5].map(() => ({ theirs: run(empty), ours: run(join(repository, 'main.ts')) }));
  const theirs = median(pairs.map((pair) => pair.theirs));
  const ours = median(pairs.map((pair) => pair.ours));
  say('cdk8s synth of the example', `${ms(ours)}, of an empty app ${ms(theirs)}: our share`, (ours - theirs) / ours, 'below 0.5');
}

function measure(who: string, tenants: number): Measured {
  const text = execFileSync(process.execPath, ['--import', 'tsx', join(__dirname, 'measure.ts'), who, String(tenants)], {
    cwd: repository,
  });
  return JSON.parse(text.toString());
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

function ms(value: number): string {
  return value < 10_000 ? `${Math.round(value)} ms` : `${(value / 1000).toFixed(1)} s`;
}

function say(what: string, how: string, ratio: number, wanted: string): void {
  console.log(`${what}: ${ratio.toFixed(2)} (${wanted})\n  ${how}`);
}
