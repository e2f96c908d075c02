import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { loadAll } from 'js-yaml';
import type { Command, ExitCode, Output } from './output';

const USAGE = `palisade synth [--app COMMAND] [--output DIRECTORY]

Runs the app of cdk8s.yaml, and puts its output in place of the last one only when the app has succeeded.

  --app, -a      the command that runs the app; default: app in cdk8s.yaml
  --output, -o   the directory that is replaced; default: output in cdk8s.yaml, or dist

Exit code: 0 written, 1 the app refused or failed and nothing was touched, 2 it could not be run.`;

/** `palisade synth`: what `cdk8s synth` does, without deleting the last output before the app has said yes. */
export const synth: Command = {
  summary: 'runs the app and replaces the output when it has succeeded',
  usage: USAGE,

  async run(args, out) {
    const { app, output } = settings(args);
    const target = resolve(output);
    // Beside its place, so that it can be renamed into it.
    const staging = join(dirname(target), `.${basename(target)}.${process.pid}.palisade`);
    try {
      const code = await runApp(app, staging);
      if (code !== 0) {
        out.error(`the app ended with ${code}: ${existsSync(target) ? `${shown(target)} is as it was` : 'nothing was written'}`);
        return 1;
      }
      if (!existsSync(staging) || readdirSync(staging).length === 0) {
        out.error(`the app wrote nothing: it has to call synth(), and to leave the output directory to the command (CDK8S_OUTDIR)`);
        return 2;
      }
      replace(target, staging);
      return report(target, out);
    } finally {
      rmSync(staging, { recursive: true, force: true });
    }
  },
};

function settings(args: readonly string[]): { readonly app: string; readonly output: string } {
  const { values } = parseArgs({
    args: [...args],
    options: { app: { type: 'string', short: 'a' }, output: { type: 'string', short: 'o' } },
  });
  const config = configuration();
  const app = values.app ?? config.app;
  const output = values.output ?? config.output ?? 'dist';
  if (typeof app !== 'string' || app === '') {
    throw new Error(`no app to run: write 'app: node --import tsx main.ts' into cdk8s.yaml here (${process.cwd()}), or give --app`);
  }
  if (typeof output !== 'string' || output === '') {
    const where = values.output === undefined ? ' in cdk8s.yaml' : '';
    throw new Error(`output must be a directory, got ${typeof output === 'string' ? `'${output}'` : JSON.stringify(output)}${where}`);
  }
  // The way from the output to here goes up, unless here is the output or below it.
  if (!relative(resolve(output), process.cwd()).startsWith('..')) {
    throw new Error(`output must be a directory of its own, as it is replaced as a whole, got '${output}'`);
  }
  if (existsSync(output) && !statSync(output).isDirectory()) throw new Error(`output must be a directory, got the file '${output}'`);
  return { app, output };
}

function configuration(): { readonly app?: unknown; readonly output?: unknown } {
  if (!existsSync('cdk8s.yaml')) return {};
  try {
    const [config] = loadAll(readFileSync('cdk8s.yaml', 'utf8'));
    return typeof config === 'object' && config !== null ? config : {};
  } catch (error) {
    throw new Error(`cdk8s.yaml is not YAML: ${error instanceof Error ? error.message : error}`);
  }
}

/** Shows a refusal as its message, without a stack trace; anything else that is not caught keeps its own. */
const REFUSALS = `process.on('uncaughtException', (e) => {
  const told = e && (e.name === 'PalisadeError' || /^Validation failed with the following errors/.test(e.message));
  console.error(told ? e.message.replace(/^  \\[\\] /gm, '  ') : e);
  process.exit(1);
})`;

async function runApp(app: string, outdir: string): Promise<number | string> {
  const preload = `--import=data:text/javascript,${encodeURIComponent(REFUSALS)}`;
  const env = { ...process.env, CDK8S_OUTDIR: outdir, NODE_OPTIONS: [process.env.NODE_OPTIONS, preload].filter(Boolean).join(' ') };
  // In a group of its own, so that an interruption ends the shell and everything that it runs.
  const child = spawn(app, { env, shell: true, stdio: 'inherit', detached: process.platform !== 'win32' });
  const stop = passOn(child);
  try {
    return await new Promise((done, failed) => {
      child.once('error', failed);
      child.once('exit', (code, signal) => done(code ?? signal ?? 1));
    });
  } finally {
    stop();
  }
}

/** Passes an interruption on, so that the staging directory can be removed when the app has ended. */
function passOn(child: ChildProcess): () => void {
  const signals = ['SIGHUP', 'SIGINT', 'SIGTERM'] as const;
  const pass = (signal: NodeJS.Signals) => {
    if (process.platform === 'win32' || child.pid === undefined) {
      child.kill(signal);
      return;
    }
    try {
      process.kill(-child.pid, signal);
    } catch {
      // It has ended in the meantime.
    }
  };
  for (const signal of signals) process.on(signal, pass);
  return () => {
    for (const signal of signals) process.off(signal, pass);
  };
}

function replace(target: string, staging: string): void {
  if (!existsSync(target)) {
    renameSync(staging, target);
    return;
  }
  const old = `${staging}.old`;
  renameSync(target, old);
  try {
    renameSync(staging, target);
  } catch (error) {
    renameSync(old, target);
    throw error;
  }
  rmSync(old, { recursive: true, force: true });
}

function report(target: string, out: Output): ExitCode {
  const files = readdirSync(target, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  out.log(`wrote ${files.length} file${files.length === 1 ? '' : 's'} to ${shown(target)}`);
  return 0;
}

function shown(path: string): string {
  return `${relative(process.cwd(), path)}/`;
}
