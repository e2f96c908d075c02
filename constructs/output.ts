import { chmodSync, mkdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { PalisadeError } from './problems';

/** A file of the output; its text is made when it is written. */
export interface OutputFile {
  /** Path below the output directory. */
  readonly path: string;
  readonly text: () => string;
  readonly mode?: 'executable';
}

/**
 * Writes all files or none: each is first written beside its place, and only when the last one is there are they renamed into place.
 * What else is in the directory stays.
 */
export function writeFiles(directory: string, files: readonly OutputFile[]): void {
  refuseDirectories(directory, files);
  const staged: { readonly from: string; readonly to: string }[] = [];
  try {
    for (const file of files) {
      const to = join(directory, file.path);
      const from = join(dirname(to), `.${basename(to)}.${process.pid}.tmp`);
      mkdirSync(dirname(to), { recursive: true });
      staged.push({ from, to });
      writeFileSync(from, file.text());
      if (file.mode === 'executable') chmodSync(from, 0o755);
    }
    for (const { from, to } of staged) renameSync(from, to);
  } catch (error) {
    for (const { from } of staged) rmSync(from, { force: true });
    throw error;
  }
}

/** A file cannot be renamed onto a directory; that has to be known before the first one is. */
function refuseDirectories(directory: string, files: readonly OutputFile[]): void {
  const inTheWay = files
    .map(({ path }) => join(directory, path))
    .filter((path) => statSync(path, { throwIfNoEntry: false })?.isDirectory());
  if (inTheWay.length > 0)
    throw new PalisadeError(inTheWay.map((path) => `${path} must be a file to be written, got a directory: remove it`));
}
