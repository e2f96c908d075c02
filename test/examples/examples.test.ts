import { cpSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadAll } from 'js-yaml';
import { at, listAt, stringAt } from '../../analysis/manifest';
import { Folder } from '../cli/folder';
import { REPOSITORY } from '../cli/project';

const read = (path: string) => loadAll(readFileSync(join(REPOSITORY, path), 'utf8'))[0];

/** Every `npx palisade …` of a text, without where its words go. */
function commandsIn(text: string): readonly string[][] {
  return [...text.matchAll(/npx palisade ([^\n|>]*)/g)].map(([, words = '']) =>
    words
      .replace(/\$\(.*?\)/g, '2030-01-31')
      .replace(/#.*/, '')
      .trim()
      .split(/\s+/)
      .map((word) => word.replace(/^"(.*)"$/, '$1')),
  );
}

let folder: Folder | undefined;
afterEach(() => folder?.remove());

/** A folder with the output and the configuration of this repository's example. */
async function runHere(args: readonly string[]) {
  folder = new Folder();
  cpSync(join(REPOSITORY, 'dist'), 'dist', { recursive: true });
  cpSync(join(REPOSITORY, 'palisade.yaml'), 'palisade.yaml');
  return folder.palisade(...args);
}

describe('the GitHub workflow', () => {
  const steps = listAt(read('examples/github-actions.yaml'), 'jobs', 'check', 'steps');
  const commands = steps.flatMap((step) => commandsIn(stringAt(step, 'run') ?? ''));

  test('has commands, each of which passes on the example', async () => {
    expect(commands.map(([name]) => name)).toEqual(['check', 'check', 'check', 'check', 'exemptions']);
    for (const args of commands) {
      expect([args, (await runHere(args)).code]).toEqual([args, 0]);
      folder?.remove();
    }
  });

  test('asks for no more rights than it uses', () => {
    expect(at(read('examples/github-actions.yaml'), 'permissions')).toEqual({
      contents: 'read',
      'security-events': 'write',
      'pull-requests': 'write',
    });
  });
});

describe('the pre-commit hook', () => {
  const [hook] = listAt(read('examples/.pre-commit-config.yaml'), 'repos').flatMap((repo) => listAt(repo, 'hooks'));

  test('installs this version, and runs a command of it that passes on the example', async () => {
    const { name, version, bin } = read('package.json') as { name: string; version: string; bin: Record<string, string> };
    expect(listAt(hook, 'additional_dependencies')).toEqual([`${name}@${version}`]);
    const [command = '', ...args] = (stringAt(hook, 'entry') ?? '').split(' ');
    expect(Object.keys(bin)).toContain(command);
    expect((await runHere(args)).code).toBe(0);
  });

  test('is asked for each kind of file that is read, in the folder that it judges', () => {
    const files = new RegExp(stringAt(hook, 'files') ?? '');
    const names = ['dist/a.yaml', 'dist/b/c.yml', 'dist/d.json', 'main.ts', 'other/a.yaml'];
    expect(names.filter((path) => files.test(path))).toEqual(['dist/a.yaml', 'dist/b/c.yml', 'dist/d.json']);
  });
});

test('the commands of docs/check.md are commands', async () => {
  for (const [name = ''] of commandsIn(readFileSync(join(REPOSITORY, 'docs/check.md'), 'utf8'))) {
    folder = new Folder();
    expect((await folder.palisade(name, '--help')).code).toBe(0);
    folder.remove();
  }
});

test('the configuration of docs/check.md is one that is read', async () => {
  const [, yaml = ''] = /```yaml\n(kubernetesVersion[\s\S]*?)```/.exec(readFileSync(join(REPOSITORY, 'docs/check.md'), 'utf8')) ?? [];
  folder = new Folder({ 'palisade.yaml': yaml, 'a.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n  namespace: shop\n' });
  const { err, code } = await folder.palisade('exemptions', 'a.yaml');
  expect({ err, code }).toEqual({ err: [], code: 0 });
});
