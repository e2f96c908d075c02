import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeFiles } from '../constructs/output';

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'palisade-output-'));
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

const file = (path: string, text = `new ${path}\n`) => ({ path, text: () => text });
const failing = (path: string) => ({
  path,
  text: (): string => {
    throw new Error('no words');
  },
});

/** Every file below the directory and what is in it. */
function contents(): Record<string, string> {
  const paths = readdirSync(directory, { recursive: true, encoding: 'utf8' }).filter((path) => statSync(join(directory, path)).isFile());
  return Object.fromEntries(paths.sort().map((path) => [path, readFileSync(join(directory, path), 'utf8')]));
}

test('files are written with their folders, and nothing else', () => {
  writeFiles(join(directory, 'deep/dist'), [file('a.yaml'), file('nodes/b.sh')]);
  expect(contents()).toEqual({ 'deep/dist/a.yaml': 'new a.yaml\n', 'deep/dist/nodes/b.sh': 'new nodes/b.sh\n' });
});

test('no files are no files', () => {
  writeFiles(directory, []);
  expect(contents()).toEqual({});
});

test('a file that is there is replaced, and others stay', () => {
  writeFileSync(join(directory, 'a.yaml'), 'old and much longer than the new one\n');
  writeFileSync(join(directory, 'README'), 'mine\n');
  writeFiles(directory, [file('a.yaml')]);
  expect(contents()).toEqual({ README: 'mine\n', 'a.yaml': 'new a.yaml\n' });
});

test('text is UTF-8, byte for byte', () => {
  writeFiles(directory, [file('a', 'é\r\n\u0000日本\n')]);
  expect(readFileSync(join(directory, 'a')).toString('hex')).toBe(Buffer.from('é\r\n\u0000日本\n', 'utf8').toString('hex'));
});

test.each([
  ['executable', 0o755],
  [undefined, 0o644],
] as const)('a file that is to be %p has the mode %o, whatever it had', (mode, expected) => {
  writeFileSync(join(directory, 'run.sh'), '');
  chmodSync(join(directory, 'run.sh'), 0o600);
  const mask = process.umask(0o022);
  try {
    writeFiles(directory, [{ ...file('run.sh'), mode }]);
  } finally {
    process.umask(mask);
  }
  expect(statSync(join(directory, 'run.sh')).mode & 0o777).toBe(expected);
});

describe('when it fails, the files that were there are as they were, and there are no others', () => {
  const before = { 'a.yaml': 'old a\n', 'b.yaml': 'old b\n' };
  beforeEach(() => {
    for (const [path, text] of Object.entries(before)) writeFileSync(join(directory, path), text);
  });

  test.each([
    ['the first text', [failing('a.yaml'), file('b.yaml')]],
    ['the last text', [file('a.yaml'), file('b.yaml'), file('nodes/c.sh'), failing('d.yaml')]],
  ])('at %s', (_what, files) => {
    expect(() => writeFiles(directory, files)).toThrow(new Error('no words'));
    expect(contents()).toEqual(before);
  });

  test.each([
    ['first', [file('taken.yaml'), file('a.yaml'), file('b.yaml')]],
    ['last', [file('a.yaml'), file('b.yaml'), file('new.yaml'), file('taken.yaml')]],
    ['between others', [file('a.yaml'), file('taken.yaml'), file('b.yaml')]],
  ])('because a directory is in the way of the file that is %s', (_what, files) => {
    mkdirSync(join(directory, 'taken.yaml'));
    expect(() => writeFiles(directory, files)).toThrow('taken.yaml');
    expect(contents()).toEqual(before);
    expect(statSync(join(directory, 'taken.yaml')).isDirectory()).toBe(true);
  });

  test('because a file is in the way of a folder', () => {
    expect(() => writeFiles(directory, [file('b.yaml'), file('a.yaml/c.sh')])).toThrow('a.yaml');
    expect(contents()).toEqual(before);
  });

  test('because the directory is a file', () => {
    expect(() => writeFiles(join(directory, 'a.yaml'), [file('b.yaml')])).toThrow('a.yaml');
    expect(contents()).toEqual(before);
  });
});

test('while texts are made, no file is in its place yet', () => {
  const seen: boolean[] = [];
  const looking = { path: 'b.yaml', text: () => String(seen.push(existsSync(join(directory, 'a.yaml')))) };
  writeFiles(directory, [file('a.yaml'), looking]);
  expect(seen).toEqual([false]);
  expect(existsSync(join(directory, 'a.yaml'))).toBe(true);
});
