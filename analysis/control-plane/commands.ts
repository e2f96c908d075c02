import type { Place } from '../manifest';
import { placeFinder } from '../reading/places';
import { flagMap, type HostText, PROGRAMS, type Program } from './program';
import { etcdFlag } from './static-pods';
import { flagsIn, startOf, type Word, wordsIn } from './words';

/** Programs in the text of a list of processes: `ps -eo args`, `ps -ef`, `ps aux`, or a copy of `/proc/N/cmdline`. */
export function processPrograms({ path, text }: HostText): readonly Program[] {
  const place = placeFinder(text, path, 1);
  if (text.includes('\0')) return programIn(cmdlineWords(text), place);
  const programs: Program[] = [];
  let offset = 0;
  for (const line of text.split('\n')) {
    const start = offset + (COLUMNS.exec(line)?.[0].length ?? 0);
    // Processes are shown without quotes, so that only spaces part words; none of the values that matter has one.
    const words = [...text.slice(start, offset + line.length).matchAll(/\S+/g)].map((match) => ({
      text: match[0],
      offset: start + match.index,
    }));
    programs.push(...programIn(words, place));
    offset += line.length + 1;
  }
  return programs;
}

/** What `ps -ef` and `ps aux` show in front of the command. */
const COLUMNS = /^\s*[\w.+-]+\s+\d+\s+\S+\s+\S+\s.*?\s\d+:\d\d(?::\d\d)?\s+|^\s*(?:\d+\s+)?(?=\S)/;

function cmdlineWords(text: string): readonly Word[] {
  let offset = 0;
  return text.split('\0').flatMap((word) => {
    const start = offset;
    offset += word.length + 1;
    return word === '' ? [] : [{ text: word, offset: start }];
  });
}

function programIn(words: readonly Word[], place: (offset: number) => Place): readonly Program[] {
  const start = startOf(words);
  const given = start === undefined ? [] : flagsIn(start.rest);
  if (start === undefined || given.length === 0) return [];
  const flags = flagMap(given.map(([name, value, offset]) => [name, { value, place: place(offset) }] as const));
  return [{ name: start.name, place: place(words[0]?.offset ?? 0), manager: undefined, flags, config: 'none', mounts: [] }];
}

/** The program whose flags a file has, and nothing else: it is named for the program, and each line is a flag. */
export function flagFilePrograms({ path, text }: HostText): readonly Program[] {
  const name = PROGRAMS.find((known) => new RegExp(`(^|/)${known}\\.(conf|flags|args|txt)$`).test(path));
  const lines = text.split('\n').filter((line) => /\S/.test(line) && !/^\s*#/.test(line));
  if (name === undefined || lines.length === 0 || !lines.every((line) => /^\s*--?[A-Za-z]/.test(line))) return [];
  const place = placeFinder(text, path, 1);
  // A comment says nothing: its characters become spaces, so that offsets stay.
  const words = wordsIn(text.replace(/^[^\S\n]*#.*$/gm, (comment) => ' '.repeat(comment.length)));
  const flags = flagMap(flagsIn(words).map(([flag, value, offset]) => [flag, { value, place: place(offset) }] as const));
  return [{ name, place: place(words[0]?.offset ?? 0), manager: undefined, flags, config: 'none', mounts: [] }];
}

/** etcd as its environment file configures it: `ETCD_CERT_FILE=…` line by line. */
export function etcdEnvironmentPrograms({ path, text }: HostText): readonly Program[] {
  const entries = [...text.matchAll(/^[^\S\n]*(?:export[^\S\n]+)?(ETCD_[A-Z_]+)=(.*)$/gm)];
  if (!entries.some(([, name]) => name === 'ETCD_DATA_DIR' || name === 'ETCD_LISTEN_CLIENT_URLS' || name === 'ETCD_NAME')) return [];
  const place = placeFinder(text, path, 1);
  const flags = flagMap(
    entries.map(({ 1: name = '', 2: value = '', index }) => {
      return [etcdFlag(name), { value: value.trim().replace(/^(["'])(.*)\1$/, '$2'), place: place(index) }] as const;
    }),
  );
  return [{ name: 'etcd', place: place(entries[0]?.index ?? 0), manager: undefined, flags, config: 'none', mounts: [] }];
}
