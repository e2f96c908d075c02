import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { run } from '../../cli/run';

/** What a command said, line by line, and its exit code. */
export interface Told {
  readonly code: number;
  readonly out: readonly string[];
  readonly err: readonly string[];
}

/** A folder that commands run in, in this process; call `remove` after each test. */
export class Folder {
  readonly path = realpathSync(mkdtempSync(join(tmpdir(), 'palisade-folder-')));
  readonly #before = process.cwd();

  constructor(files: Readonly<Record<string, string | Buffer>> = {}) {
    process.chdir(this.path);
    this.write(files);
  }

  write(files: Readonly<Record<string, string | Buffer>>): void {
    for (const [name, content] of Object.entries(files)) {
      mkdirSync(dirname(join(this.path, name)), { recursive: true });
      writeFileSync(join(this.path, name), content);
    }
  }

  read(name: string): string {
    return readFileSync(join(this.path, name), 'utf8');
  }

  async palisade(...args: string[]): Promise<Told> {
    const [out, err]: [string[], string[]] = [[], []];
    const code = await run(args, {
      paint: 'plain',
      log: (text) => out.push(...text.split('\n')),
      error: (text) => err.push(...text.split('\n')),
    });
    return { code, out, err };
  }

  remove(): void {
    process.chdir(this.#before);
    rmSync(this.path, { recursive: true, force: true });
  }
}

/** A Pod that the Pod Security Standards' baseline level refuses, once. */
export const PRIVILEGED = `apiVersion: v1
kind: Pod
metadata:
  name: cart
  namespace: shop
spec:
  containers:
    - name: cart
      image: redis:7
      securityContext:
        privileged: true
`;

/** The same, mended. */
export const PLAIN = PRIVILEGED.replace('privileged: true', 'privileged: false');
