import {
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
  openSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  unlinkSync,
  writeSync,
} from 'node:fs';
import { basename, dirname, join, resolve, sep } from 'node:path';

/** The largest file that is read, in bytes. */
const LARGEST = 256 * 1024 * 1024;

/** A file that was given by name, and when it was last written, in milliseconds. */
export interface PrivateText {
  readonly text: string;
  readonly written: number;
}

/** @throws in one line, for a file that cannot be read */
export function textOf(option: string, path: string): PrivateText {
  const stat = statOf(path);
  if (stat === undefined || !stat.isFile()) throw new Error(`${option} must be a file, got '${path}'`);
  if (stat.size > LARGEST) throw new Error(`${option} must be a file of at most 256 MiB, got '${path}'`);
  return { text: readFileSync(path, 'utf8'), written: stat.mtimeMs };
}

/** Why keys must not be in a file of this name: it would be committed, or shipped with what is deployed. */
export function placeProblem(path: string): string | undefined {
  const folder = dirname(resolve(path));
  if (!existsSync(folder)) return `the folder of '${path}' must be there, for its owner alone`;
  const open = folderProblem(folder);
  if (open !== undefined) return `the folder of '${path}' ${open}`;
  let current = realpathSync(folder);
  if (current.split(sep).includes('dist')) return `keys must not be below 'dist', which is deployed, got '${path}'`;
  for (;;) {
    if (existsSync(join(current, '.git'))) return `keys must not be in a git repository, got '${path}' below '${current}'`;
    const outputs = [current, join(current, 'control-plane')];
    if (outputs.some((output) => existsSync(join(output, 'install.sh')) && existsSync(join(output, 'encryption'))))
      return `keys must not be beside what is deployed, got '${path}' below '${current}'`;
    if (dirname(current) === current) return undefined;
    current = dirname(current);
  }
}

/** What of a file's permissions lets others in. */
export function permissionProblems(path: string): readonly string[] {
  const real = realpathSync(path);
  const mode = statSync(real).mode & 0o777;
  const folder = folderProblem(dirname(real));
  return [
    ...((mode & 0o077) === 0 ? [] : [`must be for its owner alone (0600), got 0${mode.toString(8)}: chmod 600`]),
    ...(folder === undefined ? [] : [`its folder ${folder}`]),
  ];
}

/** Whoever may rename files of a folder can put another one in the place of any, unless its sticky bit is set. */
function folderProblem(folder: string): string | undefined {
  const mode = statSync(folder).mode & 0o7777;
  if ((mode & 0o022) === 0 || (mode & 0o1000) !== 0) return undefined;
  return `must be written by its owner alone, got 0${(mode & 0o777).toString(8)}`;
}

/**
 * Makes a file for its owner alone, before anything is in it.
 *
 * @throws where there is one already, a link included
 */
export function createPrivate(path: string, text: string): void {
  let file: number;
  try {
    file = openSync(path, 'wx', 0o600);
  } catch (error) {
    throw new Error(
      (error as NodeJS.ErrnoException).code === 'EEXIST'
        ? `'${path}' is already there, and is not overwritten`
        : `'${path}' cannot be made: ${(error as Error).message}`,
    );
  }
  try {
    writeSync(file, text);
    fsyncSync(file);
  } catch (error) {
    unlinkSync(path);
    throw error;
  } finally {
    closeSync(file);
  }
}

/**
 * Replaces a file by another whole one, and keeps it under another name, which is returned. A crash leaves the old file or the new one.
 *
 * @throws where a file of a crash, or of another rotation that runs, is in the way
 */
export function replacePrivate(path: string, text: string, step: string): string {
  const real = realpathSync(path);
  const next = `${real}.next`;
  createPrivate(next, text);
  try {
    const kept = keep(real, step);
    renameSync(next, real);
    syncFolder(dirname(real));
    return join(dirname(path), basename(kept));
  } catch (error) {
    rmSync(next, { force: true });
    throw error;
  }
}

function keep(real: string, step: string): string {
  for (let number = 1; ; number += 1) {
    const name = `${real}.before-${step}${number === 1 ? '' : `.${number}`}`;
    try {
      linkSync(real, name);
      return name;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
}

function syncFolder(path: string): void {
  const folder = openSync(path, 'r');
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}

function statOf(path: string) {
  return existsSync(path) ? statSync(path) : undefined;
}
