import type { Place } from '../manifest';
import { placeFinder } from '../reading/places';
import { flagMap, type HostText, type Program } from './program';
import { flagsIn, startOf, type Word, wordsIn } from './words';

/** Whether a file is a unit of systemd or an extension of one. */
export function isUnit({ path, text }: HostText): boolean {
  return /\.(service|conf)$/.test(path) && /^\[Service\]\s*$/m.test(text);
}

/** One assignment in a unit. */
interface Assignment {
  readonly key: string;
  readonly value: string;
  readonly offset: number;
  readonly file: HostText;
  readonly place: (offset: number) => Place;
}

/**
 * The programs that units of systemd start. Extensions in `NAME.service.d/*.conf` belong to the unit of that name, sorted by their names;
 * variables come from `Environment=` and from files that `EnvironmentFile=` names, where those were given.
 *
 * https://www.freedesktop.org/software/systemd/man/latest/systemd.exec.html#Environment
 */
export function unitPrograms(files: readonly HostText[], follow: (path: string) => HostText | undefined): readonly Program[] {
  const units = new Map<string, HostText[]>();
  for (const file of files.filter(isUnit)) {
    const name = unitName(file.path);
    const known = units.get(name);
    if (known === undefined) units.set(name, [file]);
    else known.push(file);
  }
  return [...units.values()].flatMap((parts) => {
    const order = (path: string) => `${/\.service$/.test(path) ? 0 : 1}${path}`;
    const sorted = [...parts].sort((a, b) => (order(a.path) < order(b.path) ? -1 : 1));
    return programsOf(sorted.flatMap(assignmentsIn), follow);
  });
}

/** Units of one name below one root belong together, whichever directory of systemd they are in. */
function unitName(path: string): string {
  const base = /([^/]+\.service)(?:\.d\/[^/]+\.conf)?$/.exec(path)?.[1] ?? path;
  return base;
}

function assignmentsIn(file: HostText): readonly Assignment[] {
  const place = placeFinder(file.text, file.path, 1);
  const lines = file.text.matchAll(/^[^\S\n]*([A-Za-z]+)[^\S\n]*=[^\S\n]*((?:[^\n\\]|\\[^\n]|\\\n|\\(?![\s\S]))*)$/gm);
  return [...lines].map(({ 0: whole, 1: key = '', 2: value = '', index }) => {
    return { key, value: value.replace(/\s+$/, ''), offset: index + whole.length - value.length, file, place };
  });
}

function programsOf(assignments: readonly Assignment[], follow: (path: string) => HostText | undefined): readonly Program[] {
  // An empty assignment forgets the ones before it.
  const last = assignments.findLastIndex(({ key, value }) => key === 'ExecStart' && value === '');
  const starts = assignments.filter(({ key, value }, index) => key === 'ExecStart' && value !== '' && index > last);
  const variables = variablesOf(assignments, follow);
  return starts.flatMap((start): readonly Program[] => {
    const words = wordsIn(start.value).map((word) => ({ ...word, text: word.text.replace(/^[@+!:-]+(?=\/)/, '') }));
    const located = words.flatMap((word) => substituted(word, start, variables));
    const command = startOf(located.map(({ text }, offset) => ({ text, offset })));
    if (command === undefined) return [];
    const given = flagsIn(command.rest).map(([name, value, index]) => {
      return [name, { value, place: located[index]?.place ?? start.place(start.offset) }] as const;
    });
    const place = start.place(start.offset);
    return [{ name: command.name, place, manager: undefined, flags: flagMap(given), config: 'none', mounts: [] }];
  });
}

interface Variable {
  readonly value: string;
  readonly place: Place;
}

function variablesOf(assignments: readonly Assignment[], follow: (path: string) => HostText | undefined): ReadonlyMap<string, Variable> {
  const inline: (readonly [string, Variable])[] = [];
  const fromFiles: (readonly [string, Variable])[] = [];
  for (const { key, value, offset, place } of assignments) {
    if (key === 'Environment') {
      for (const word of wordsIn(value)) inline.push(...variableIn(word.text, place(offset + word.offset)));
    } else if (key === 'EnvironmentFile') {
      const file = follow(value.replace(/^-/, ''));
      if (file !== undefined) fromFiles.push(...environmentOf(file));
    }
  }
  // Files win over what the unit says itself.
  return new Map([...inline, ...fromFiles]);
}

function variableIn(text: string, place: Place): readonly (readonly [string, Variable])[] {
  const equals = text.indexOf('=');
  return equals <= 0 ? [] : [[text.slice(0, equals), { value: text.slice(equals + 1), place }]];
}

function environmentOf(file: HostText): readonly (readonly [string, Variable])[] {
  const place = placeFinder(file.text, file.path, 1);
  return [...file.text.matchAll(/^[^\S\n]*([A-Za-z_]\w*)=((?:[^\n\\]|\\[^\n]|\\\n|\\(?![\s\S]))*)$/gm)].map(
    ({ 1: name = '', 2: value = '', index }) => {
      return [
        name,
        {
          value: wordsIn(value)
            .map(({ text }) => text)
            .join(' '),
          place: place(index),
        },
      ] as const;
    },
  );
}

/** `$NAME` alone becomes its words, `${NAME}` its text; what nobody sets becomes nothing. */
function substituted(word: Word, start: Assignment, variables: ReadonlyMap<string, Variable>) {
  const place = start.place(start.offset + word.offset);
  const alone = /^\$([A-Za-z_]\w*)$/.exec(word.text)?.[1];
  if (alone !== undefined) {
    const variable = variables.get(alone);
    return wordsIn(variable?.value ?? '').map(({ text }) => ({ text, place: variable?.place ?? place }));
  }
  return [{ text: word.text.replace(/\$\{([A-Za-z_]\w*)\}/g, (_, name: string) => variables.get(name)?.value ?? ''), place }];
}
