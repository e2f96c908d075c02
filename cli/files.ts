import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, posix, relative, sep } from 'node:path';
import { type Documents, documentsIn, nothing, type ReadingLimits, type Unreadable } from '../analysis/reading/documents';

/** How much is read: of one file, and of the text in it. */
export interface FileLimits extends ReadingLimits {
  /** The largest file, in MiB. */
  readonly mebibytes: number;
}

/** What is in files. */
export interface Reading extends Documents {
  /** How many files were read. */
  readonly files: number;
}

const MANIFEST = /\.(ya?ml|json)$/i;
/** Folders that hold other people's files. */
const PASSED_OVER = new Set(['node_modules', '.git']);

/**
 * The objects in files and folders, `-` being standard input. Of a folder, files called `*.yaml`, `*.yml` and `*.json` are read, at any
 * depth, in the order of their names; a file that is named itself is read whatever it is called.
 *
 * @throws when a path does not exist, or a folder has nothing to read
 */
export function readFiles(paths: readonly string[], limits: FileLimits): Reading {
  const missing = paths.filter((path) => path !== '-' && !existsSync(path));
  if (missing.length > 0) throw new Error(`no such file or folder: ${missing.join(', ')}`);
  const found = paths.map((path) => (path !== '-' && statSync(path).isDirectory() ? filesBelow(path) : [path]));
  const files = [...new Set(found.flat())];
  const empty = paths.filter((_, index) => found[index]?.length === 0);
  if (empty.length > 0) throw new Error(`no manifests in ${empty.join(', ')}: expected files called *.yaml, *.yml or *.json`);
  const read = files.map((file) => readOne(file, limits));
  return {
    files: files.length,
    manifests: read.flatMap(({ manifests }) => manifests),
    unreadable: read.flatMap(({ unreadable }) => unreadable),
    others: read.reduce((sum, { others }) => sum + others, 0),
  };
}

function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      // A linked folder is somebody else's, and may lead back here.
      if (entry.isDirectory()) return PASSED_OVER.has(entry.name) ? [] : filesBelow(path);
      const isFile = entry.isFile() || (entry.isSymbolicLink() && existsSync(path) && statSync(path).isFile());
      return isFile && MANIFEST.test(entry.name) ? [path] : [];
    });
}

function readOne(path: string, limits: FileLimits): Documents {
  const name = path === '-' ? '<stdin>' : shownPath(path);
  const refuse = (message: string): Documents => ({ manifests: [], unreadable: [unreadable(name, message)], others: 0 });
  // Its size is known before it is read; that of standard input only afterwards.
  const tooLarge = (bytes: number) => bytes > limits.mebibytes * 1024 * 1024;
  const size = path === '-' ? 0 : statSync(path).size;
  const bytes = tooLarge(size) ? undefined : readFileSync(path === '-' ? 0 : path);
  if (bytes === undefined || tooLarge(bytes.length)) {
    return refuse(`the file is larger than ${limits.mebibytes} MiB, expected less, or a higher limits.mebibytes in palisade.yaml`);
  }
  const text = decoded(bytes);
  if (text === undefined) return refuse('the file is neither UTF-8 nor UTF-16 with a byte order mark');
  return documentsIn(text, name, limits);
}

function unreadable(name: string, message: string): Unreadable {
  return { manifest: { ...nothing(name), place: () => ({ file: name, line: 1, column: 1 }) }, pointer: '', message };
}

function decoded(bytes: Buffer): string | undefined {
  const mark = bytes.subarray(0, 2).toString('hex');
  const encoding = mark === 'fffe' ? 'utf-16le' : mark === 'feff' ? 'utf-16be' : 'utf-8';
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** A path as reports show it: from here, with `/`. */
export function shownPath(path: string): string {
  const from = relative(process.cwd(), path) || '.';
  const short = from.startsWith('..') ? path : from;
  return sep === posix.sep ? short : short.replaceAll(sep, posix.sep);
}
