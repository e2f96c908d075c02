import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { accessSync, constants, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { Reaper } from '../cluster/reaper';
import type { Program } from './programs';
import type { Source } from './table';

/** A program to run, or why there is none. */
export type Found = (Pick<Program, 'command' | 'env'> & { readonly version: string }) | { readonly missing: string };

/**
 * The scanner, installed from its registry unless an earlier run has done so.
 *
 * It lies in `$XDG_CACHE_HOME/palisade/scanners`, `~/.cache` by default; another version or checksum has another directory.
 */
export function install(name: string, source: Source, say: (line: string) => void): Found {
  if ('given' in source) return given(name, source.given);
  return 'go' in source ? fromGo(name, source.go, source.pinnedBy, say) : fromPip(name, source.pip, source.pinnedBy, say);
}

/** A program of the user: only from where they say, so that what happens to be on a machine changes no result. */
function given(name: string, from: string): Found {
  const directory = process.env['PALISADE_SCANNERS_BIN'];
  const program = directory && join(directory, name);
  if (!program || !isProgram(program)) {
    const where = directory ? `PALISADE_SCANNERS_BIN (${directory}) has no program '${name}'` : 'PALISADE_SCANNERS_BIN is not set';
    return {
      missing: `it is not among those that are installed here, and ${where}; get ${from}, and set PALISADE_SCANNERS_BIN to its directory`,
    };
  }
  const { stdout, stderr } = spawnSync(program, ['version'], { encoding: 'utf8' });
  return { command: [program], version: /\d+\.\d+\.\d+\S*/.exec(`${stdout}${stderr}`)?.[0] ?? 'of an unknown version' };
}

function fromGo(name: string, module: string, pinnedBy: RegExp, say: (line: string) => void): Found {
  const source = join(__dirname, 'modules', module);
  const texts = readdirSync(source)
    .sort()
    .map((file) => [file, readFileSync(join(source, file), 'utf8')] as const);
  const version = pinned(pinnedBy, new Map(texts).get('go.mod'));
  const env = { ...process.env, CGO_ENABLED: '0', GOWORK: 'off' };
  const directory = cached(name, version, texts, (staging) => {
    need('go', ['version'], 'Go 1.26 or newer (https://go.dev/dl)', env);
    say(`building ${name} ${version} (once)`);
    // A module without a program of its own names one by its `tool` line.
    const tool = call('go', ['list', '-f', '{{.ImportPath}}', 'tool'], source, env).trim() || '.';
    call('go', ['build', '-trimpath', '-ldflags', '-s -w', '-o', join(staging, name), tool], source, env);
  });
  return { command: [join(directory, name)], version };
}

function fromPip(name: string, lock: string, pinnedBy: RegExp, say: (line: string) => void): Found {
  const python = process.env['PYTHON'] || 'python3';
  need(python, ['-m', 'pip', '--version'], `Python 3.11 with pip (https://www.python.org/downloads), as 'python3' or as what PYTHON says`);
  const path = join(__dirname, lock);
  const text = readFileSync(path, 'utf8');
  const version = pinned(pinnedBy, text);
  // Its packages have parts that are compiled for one Python.
  const abi = call(python, ['-c', 'import sys, sysconfig; print(sys.version_info[:2], sysconfig.get_platform())']).trim();
  const directory = cached(name, version, [text, abi], (staging) => {
    say(`installing ${name} ${version} (once)`);
    const flags = ['--quiet', '--disable-pip-version-check', '--no-deps', '--require-hashes', '--no-compile', '--target', staging];
    call(python, ['-m', 'pip', 'install', ...flags, '-r', path]);
    call(python, ['-m', 'compileall', '-q', staging], undefined, process.env, [0, 1]);
  });
  return { command: [python, '-m', `${name}.main`], env: { PYTHONPATH: directory, PYTHONNOUSERSITE: '1' }, version };
}

/** The directory that `make` fills, made beside its place, so that half of it is never taken for all. */
function cached(name: string, version: string, inputs: unknown, make: (staging: string) => void): string {
  const key = createHash('sha256').update(JSON.stringify(inputs)).digest('hex').slice(0, 12);
  const cache = join(process.env['XDG_CACHE_HOME'] || join(homedir(), '.cache'), 'palisade', 'scanners');
  const target = join(cache, `${name}-${version}-${key}`);
  if (existsSync(target)) return target;
  mkdirSync(cache, { recursive: true });
  const staging = mkdtempSync(`${target}.`);
  new Reaper().remove(staging);
  try {
    make(staging);
    if (!existsSync(target)) renameSync(staging, target);
    return target;
  } finally {
    rmSync(staging, { recursive: true, force: true });
  }
}

function pinned(by: RegExp, text = ''): string {
  const version = by.exec(text)?.[1];
  if (version === undefined) throw new Error(`nothing matches ${by}`);
  return version;
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Fails with what to install when a tool of the trade is not there. */
function need(command: string, args: readonly string[], what: string, env: NodeJS.ProcessEnv = process.env): void {
  if (spawnSync(command, args, { env }).status !== 0)
    throw new Error(`it is installed with '${command}', which does not run: install ${what}`);
}

function call(command: string, args: readonly string[], cwd?: string, env = process.env, expected: readonly number[] = [0]): string {
  const { status, stdout, stderr, error } = spawnSync(command, args, { cwd, env, encoding: 'utf8', maxBuffer: 64 << 20 });
  if (error) throw error;
  if (!expected.includes(status ?? -1)) throw new Error(`'${command} ${args.slice(0, 3).join(' ')}' failed: ${stderr.trim()}`);
  return stdout;
}
