import type { Place } from '../manifest';

/** Who may do what with a file or directory of a host. */
export interface Permissions {
  /** Absolute, on the host. */
  readonly path: string;
  /** The lower twelve bits. */
  readonly mode: number;
  /** `user:group`, or `uid:gid` where names are not known. */
  readonly owner: string;
  /** The line that says so; `undefined` where the file system was asked. */
  readonly place: Place | undefined;
}

/** A line that is no entry of a listing. */
export interface OddLine {
  readonly place: Place;
  readonly text: string;
}

/**
 * What a listing says: one file a line, `MODE USER:GROUP PATH`, the mode in octal digits, as `find … -printf '%m %u:%g %p\n'` and
 * `stat -c '%a %U:%G %n'` print it; `#` starts a comment. The last line about a path counts.
 */
export function listingIn(
  text: string,
  file: string,
): { readonly entries: ReadonlyMap<string, Permissions>; readonly odd: readonly OddLine[] } {
  const entries = new Map<string, Permissions>();
  const odd: OddLine[] = [];
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    if (/^\s*(#|$)/.test(line)) continue;
    const place = { file, line: index + 1, column: 1 };
    const [, mode, owner, path] = /^\s*([0-7]{1,5})\s+([^\s:]+:[^\s:]+)\s+(\/.*)$/.exec(line) ?? [];
    if (mode === undefined || owner === undefined || path === undefined) odd.push({ place, text: line });
    else entries.set(trimmed(path), { path: trimmed(path), mode: Number.parseInt(mode, 8) & 0o7777, owner, place });
  }
  return { entries, odd };
}

function trimmed(path: string): string {
  return path.length > 1 ? path.replace(/\/+$/, '') : path;
}

/** Whether a mode allows nothing that another one does not. */
export function isWithin(mode: number, most: number): boolean {
  return (mode & ~most & 0o7777) === 0;
}

/** Whether an owner is the one asked for, by name or, for root, by number. */
export function isOwner(owner: string, wanted: string): boolean {
  return owner === wanted || (wanted === 'root:root' && owner === '0:0');
}

/** A mode as `chmod` takes it. */
export function modeText(mode: number): string {
  return mode.toString(8).padStart(3, '0');
}
