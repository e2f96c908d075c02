import { mkdirSync, readdirSync } from 'node:fs';
import { PLATFORM, tenantYaml } from '../report/page/given';
import { Folder } from './folder';

let folder: Folder;
afterEach(() => folder.remove());

const APART = `${tenantYaml('bank')}${tenantYaml('shop')}`;
const ON = ['--admission-on', 'PodNodeSelector,PodTolerationRestriction', '--as-of', '2030-01-10'];

test('dist is reported on when nothing is named, beside it, and the command says what came of it', async () => {
  folder = new Folder({ 'dist/a.yaml': PLATFORM });
  const { code, out, err } = await folder.palisade('report', ...ON);
  expect({ code, err }).toEqual({ code: 0, err: [] });
  expect(out).toEqual([expect.stringMatching(/^wrote palisade-report\.html: broken, \d+ errors, \d+ warnings$/)]);
  expect(readdirSync('.').sort()).toEqual(['dist', 'palisade-report.html']);
  expect(folder.read('palisade-report.html')).toMatch(/^<!doctype html>[\s\S]*<\/html>\n$/);
});

test('the same files on the same day are the same bytes', async () => {
  folder = new Folder({ 'a.yaml': PLATFORM });
  await folder.palisade('report', 'a.yaml', ...ON, '--output', 'one.html');
  await folder.palisade('report', 'a.yaml', ...ON, '--output', 'other.html');
  expect(folder.read('one.html')).toBe(folder.read('other.html'));
});

test('standard output has the page and nothing else', async () => {
  folder = new Folder({ 'a.yaml': PLATFORM });
  const { code, out } = await folder.palisade('report', 'a.yaml', ...ON, '-o', '-', '--title', 'Release 7');
  expect([code, out[0], out.at(-1)]).toEqual([0, '<!doctype html>', '</html>']);
  expect(out.join('\n')).toContain('<h1>Release 7</h1>');
  expect(readdirSync('.')).toEqual(['a.yaml']);
});

test('what was written before is replaced as a whole', async () => {
  folder = new Folder({ 'a.yaml': APART, 'report.html': 'x'.repeat(1_000_000) });
  await folder.palisade('report', 'a.yaml', ...ON, '-o', 'report.html');
  expect(folder.read('report.html')).toMatch(/^<!doctype html>[\s\S]*<\/html>\n$/);
});

test.each([
  ['the way back to this folder', ['-o', 'out/report.html'], '../a.yaml#L'],
  ['nothing, where the report is beside them', ['-o', 'report.html'], 'a.yaml#L'],
  ['what is said', ['-o', 'report.html', '--links', 'https://git.example.com/main'], 'https://git.example.com/main/a.yaml#L'],
])('links to files start with %s', async (_, args, start) => {
  folder = new Folder({ 'a.yaml': PLATFORM });
  mkdirSync('out');
  await folder.palisade('report', 'a.yaml', ...ON, ...args);
  const addresses = [...folder.read(args[1] ?? '').matchAll(/<a class="place" href="([^"]*)"/g)].map(([, address]) => address);
  expect(addresses.length).toBeGreaterThan(5);
  expect(addresses.filter((address) => address?.startsWith(start) !== true)).toEqual([]);
});

test('a page on standard output links no files, as nobody knows where it will be', async () => {
  folder = new Folder({ 'a.yaml': PLATFORM });
  const { out } = await folder.palisade('report', 'a.yaml', ...ON, '-o', '-');
  expect(out.join('\n')).not.toContain('<a class="place"');
});

test.each(['javascript:alert(1)', 'file:///etc/', 'data:text/html,x'])('links cannot start with %s', async (base) => {
  folder = new Folder({ 'a.yaml': PLATFORM });
  const { code, err } = await folder.palisade('report', 'a.yaml', ...ON, '--links', base);
  expect([code, err]).toEqual([2, [`--links must be a folder, or start with https:// or http://, got '${base}'`]]);
});

describe('--fail-on decides the exit code of what was written', () => {
  test.each([
    ['never', PLATFORM, 0],
    ['error', PLATFORM, 1],
    ['warning', PLATFORM, 1],
    ['never', `${APART}a: [`, 0],
    ['error', `${APART}a: [`, 1],
  ])('%s', async (failOn, yaml, code) => {
    folder = new Folder({ 'a.yaml': yaml });
    expect((await folder.palisade('report', 'a.yaml', ...ON, '--fail-on', failOn)).code).toBe(code);
    expect(readdirSync('.')).toContain('palisade-report.html');
  });

  const CLEAN = 'apiVersion: v1\nkind: Secret\nmetadata: { name: empty, namespace: default }\nimmutable: true\ntype: Opaque\n';

  test.each(['never', 'error'])('%s, where nothing is an error', async (failOn) => {
    folder = new Folder({ 'a.yaml': CLEAN });
    expect((await folder.palisade('report', 'a.yaml', ...ON, '--fail-on', failOn)).code).toBe(0);
  });
});

describe('what cannot be run writes nothing', () => {
  test.each([
    ['no such folder', ['report', 'nowhere'], 'no such file or folder: nowhere'],
    ['no file to write', ['report', 'a.yaml', '--output', ''], "--output must be a file, or - for standard output, got ''"],
    ['a folder in its place', ['report', 'a.yaml', '-o', 'folder'], "--output must be a file, got the folder 'folder'"],
    ['a folder that is not there', ['report', 'a.yaml', '-o', 'gone/a.html'], /^'gone\/a\.html' could not be written: /],
    ['no title', ['report', 'a.yaml', '--title', ' '], "--title must say what the report is called, got ' '"],
    ['something to fail on', ['report', 'a.yaml', '--fail-on', 'info'], "--fail-on must be one of error, warning, never, got 'info'"],
    ['a day', ['report', 'a.yaml', '--as-of', 'today'], "--as-of must be a date such as 2030-01-31, got 'today'"],
  ])('%s', async (_what, args, message) => {
    folder = new Folder({ 'a.yaml': APART });
    mkdirSync('folder');
    const { code, out, err } = await folder.palisade(...args);
    expect({ code, out }).toEqual({ code: 2, out: [] });
    expect(err.join('\n')).toEqual(typeof message === 'string' ? message : expect.stringMatching(message));
    expect(readdirSync('.').sort()).toEqual(['a.yaml', 'folder']);
  });
});
