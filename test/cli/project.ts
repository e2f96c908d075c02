import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

/** The repository, whose command and library the projects use. */
export const REPOSITORY = resolve(__dirname, '../..');

/** An image that no rule objects to. */
export const IMAGE = `registry.example.com/shop/cart:1.4.2@sha256:${'a'.repeat(64)}`;

/** What a command said, and how it ended. */
export interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** A folder of a user's own, with cdk8s and tsx installed. */
export class Project {
  // The command shows paths as the system resolves them.
  readonly #home = realpathSync(mkdtempSync(join(tmpdir(), 'palisade-cli-')));
  // One deeper, so that what lies around it is the project's too.
  readonly directory = join(this.#home, 'project');

  constructor(files: Readonly<Record<string, string>> = {}) {
    mkdirSync(this.directory);
    symlinkSync(join(REPOSITORY, 'node_modules'), join(this.directory, 'node_modules'));
    this.write(files);
  }

  write(files: Readonly<Record<string, string>>): void {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(this.directory, path)), { recursive: true });
      writeFileSync(join(this.directory, path), text);
    }
  }

  /** The text of every file below a directory, by path; without that directory, none. */
  files(directory = '.'): Readonly<Record<string, string>> {
    return textsOf(join(this.directory, directory));
  }

  /** What lies at the top of the project besides what was installed, hidden names too. */
  names(): readonly string[] {
    return readdirSync(this.directory)
      .filter((name) => name !== 'node_modules')
      .sort();
  }

  /** Starts the command as a user's shell does, in the project. */
  start(args: readonly string[], options: { readonly detached?: boolean } = {}): ChildProcess {
    const loader = pathToFileURL(require.resolve('tsx')).href;
    const { CDK8S_OUTDIR: _, NODE_OPTIONS: __, ...env } = process.env;
    return spawn(process.execPath, ['--import', loader, join(REPOSITORY, 'cli/bin.ts'), ...args], { cwd: this.directory, env, ...options });
  }

  palisade(...args: string[]): Promise<Ended> {
    return ended(this.start(args));
  }

  remove(): void {
    rmSync(this.#home, { recursive: true, force: true });
  }
}

/** Waits for a process, and for everything that it says. */
export function ended(child: ChildProcess): Promise<Ended> {
  const said = { out: '', err: '' };
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    said.out += text;
  });
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    said.err += text;
  });
  return new Promise((done, failed) => {
    child.once('error', failed);
    child.once('close', (code) => done({ code, ...said }));
  });
}

/** The text of every file below a directory, by its path from there. */
export function textsOf(directory: string): Readonly<Record<string, string>> {
  const entries = readdirSync(directory, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = entries.map((entry) => join(entry.parentPath, entry.name)).sort();
  return Object.fromEntries(paths.map((path) => [relative(directory, path), readFileSync(path, 'utf8')]));
}

/** An app that writes one file where it is told to, and needs no library. */
export const WRITES = `const fs = require('fs');
fs.mkdirSync(process.env.CDK8S_OUTDIR, { recursive: true });
fs.writeFileSync(process.env.CDK8S_OUTDIR + '/new.k8s.yaml', 'new: true\\n');
`;

/** The lines of a stack trace. */
export function traceOf(text: string): readonly string[] {
  return text.split('\n').filter((line) => /^\s+at /.test(line));
}
