import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const ROOT = join(__dirname, '..', '..');

/** The committed output. */
export const DIST = join(ROOT, 'dist');

/** What a row changes in the platform of main.ts. */
export interface Changes {
  readonly kubernetesVersion?: string;
  readonly cni?: string;
}

/** An output directory, and how to be rid of it. */
export interface Example {
  readonly dist: string;
  remove(): void;
}

/** What a copy of main.ts with these changes writes; the committed output when there are none. */
export function example(changes: Changes = {}): Example {
  if (Object.keys(changes).length === 0) return { dist: DIST, remove() {} };
  const directory = mkdtempSync(join(tmpdir(), 'palisade-example-'));
  const remove = () => rmSync(directory, { recursive: true, force: true });
  try {
    const main = join(directory, 'main.ts');
    writeFileSync(main, changed(readFileSync(join(ROOT, 'main.ts'), 'utf8'), changes));
    const dist = join(directory, 'dist');
    const { status, stderr } = spawnSync(process.execPath, ['--import', 'tsx', main], {
      cwd: ROOT,
      encoding: 'utf8',
      env: { ...process.env, CDK8S_OUTDIR: dist },
    });
    if (status !== 0) throw new Error(`the example could not be synthesized with ${JSON.stringify(changes)}: ${stderr}`);
    return { dist, remove };
  } catch (error) {
    remove();
    throw error;
  }
}

/** The files at the top that `kubectl apply -f` reads. */
export function filesOf(dist: string): readonly string[] {
  return readdirSync(dist)
    .filter((name) => name.endsWith('.k8s.yaml'))
    .sort()
    .map((name) => join(dist, name));
}

/** How many objects are written in the files. */
export function countObjects(files: readonly string[]): number {
  return files.reduce((count, file) => count + (readFileSync(file, 'utf8').match(/^kind: /gm) ?? []).length, 0);
}

function changed(main: string, changes: Changes): string {
  const replacements: [RegExp, string][] = [
    [/(?<=from ')\.\/constructs(?=')/, join(ROOT, 'constructs')],
    ...Object.entries(changes).map(([key, value]): [RegExp, string] => [new RegExp(`(?<=^ {2}${key}: ')[^']+(?=',$)`, 'm'), value]),
  ];
  return replacements.reduce((text, [pattern, value]) => {
    if (!pattern.test(text)) throw new Error(`main.ts has nothing like ${pattern}: this test has to learn how it is written now`);
    return text.replace(pattern, value);
  }, main);
}
